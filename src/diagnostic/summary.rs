//! All diagnostics as Markdown, for the job summary of a workflow (`$GITHUB_STEP_SUMMARY`).
//!
//! A pull request shows ten annotations of each severity; here are more of them, by file and errors first, and how many
//! there are of each code. Everything that comes from content is text: it can neither become a link or a picture nor break
//! out of its cell.

use std::fmt::Write;
use std::sync::Arc;

use super::located::{Counts, Located, locate};
use super::overview::{CodeCount, Overview, OverviewEntry};
use super::unheard::UnheardParty;
use super::{Diagnostic, Severity, control_characters};

/// How many bytes may be written: GitHub refuses a summary of more than a mebibyte as a whole.
const LIMIT: usize = 900_000;

/// The summary: how many there are, a table for each file, those with errors first, and how many there are of each code.
pub fn summary(diagnostics: &[Diagnostic], texts: &dyn Fn(&str) -> Option<Arc<str>>) -> String {
    let located = locate(diagnostics, texts);
    if located.is_empty() {
        return "## Dateline\n\nNo errors, no warnings.\n".to_owned();
    }
    let overview = Overview::condensed(&located);
    let mut summary = format!("## Dateline: {}\n", Counts::of(&located));
    let codes = unheard(&overview) + &codes(overview.table());
    let mut left_out = 0;
    let mut folded = String::new();
    let mut shown: Vec<&Located<'_>> = Vec::new();
    for entry in &overview.entries {
        match entry {
            OverviewEntry::Shown(located) => shown.push(located),
            OverviewEntry::More(CodeCount { code, count, .. }) => {
                let _ = writeln!(folded, "- `{code}`: {count} beyond those above");
            }
            OverviewEntry::Many(first, CodeCount { code, count, .. }) => {
                let file = literal(&control_characters::one_line(&first.diagnostic.location.file));
                let _ = writeln!(folded, "- `{code}`: {count} warnings, the first in <code>{file}</code>");
            }
        }
    }
    let same = |a: &&Located<'_>, b: &&Located<'_>| {
        (&a.diagnostic.location.file, a.diagnostic.severity) == (&b.diagnostic.location.file, b.diagnostic.severity)
    };
    for group in shown.chunk_by(same) {
        let mut room = LIMIT.saturating_sub(summary.len());
        let mut parts = vec![heading(group)];
        parts.extend(group.iter().map(|located| row(located)));
        parts.retain(|part| {
            let fits = part.len() <= room;
            room = if fits { room - part.len() } else { 0 };
            fits
        });
        left_out += group.len();
        // A heading without rows says nothing.
        if parts.len() > 1 {
            left_out -= parts.len() - 1;
            summary.extend(parts);
        }
    }
    if !folded.is_empty() {
        let _ = write!(summary, "\n### Many times\n\n{folded}\nAll of them are in the log.\n");
    }
    if left_out > 0 {
        let _ = write!(summary, "\n{left_out} more are in the log.\n");
    }
    summary.push_str(&codes);
    summary.push_str("\n`dateline explain CODE` says what a code means and how to mend it.\n");
    summary
}

/// Whose answers are missing, where that is a list of work.
fn unheard(overview: &Overview<'_, '_>) -> String {
    if overview.unheard.is_empty() {
        return String::new();
    }
    let mut table = "\n### Without an answer\n\n| | Party | Claims |\n| ---: | --- | --- |\n".to_owned();
    for UnheardParty { name, count, claims } in overview.unheard.iter().take(overview.unheard_shown) {
        let claims: Vec<_> = claims.iter().map(|(claim, count)| format!("`{claim}` ({count})")).collect();
        let _ =
            writeln!(table, "| {count} | {} | {} |", literal(&control_characters::one_line(name)), claims.join(", "));
    }
    let more = overview.unheard.len().saturating_sub(overview.unheard_shown);
    if more > 0 {
        let _ = writeln!(table, "\n{more} more parties are in the log.");
    }
    table
}

/// The table of how many there are of each code; nothing where the title says it.
fn codes(counts: &[CodeCount]) -> String {
    if counts.is_empty() {
        return String::new();
    }
    let mut table = "\n### By code\n\n| | Code | |\n| ---: | --- | --- |\n".to_owned();
    for CodeCount { severity, code, count } in counts {
        let _ = writeln!(table, "| {count} | `{code}` | {} {} |", icon(*severity), severity.as_str());
    }
    table
}

/// A file's name, counts and the head of its table.
fn heading(group: &[&Located<'_>]) -> String {
    let file = literal(&control_characters::one_line(&group[0].diagnostic.location.file));
    let counts = Counts::of(group.iter().copied());
    format!("\n### <code>{file}</code>\n\n{counts}\n\n| Line | | Message |\n| ---: | --- | --- |\n")
}

fn icon(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
    }
}

fn row(located: &Located<'_>) -> String {
    let Diagnostic { code, severity, message, help, .. } = located.diagnostic;
    let icon = icon(*severity);
    let mut row = format!("| {} | {icon} {} `{code}` | {}", located.start.line, severity.as_str(), prose(message));
    if let Some(help) = help {
        let mut lines = control_characters::lines(help);
        let _ = write!(row, "<br>{}", prose(&lines.next().unwrap_or_default()));
        let rest: Vec<_> = lines.map(|line| literal(&line)).collect();
        if !rest.is_empty() {
            // A line break would end the table's row; its number means the same to a browser.
            let _ = write!(row, "<pre>{}</pre>", rest.join("&#10;"));
        }
    }
    row.push_str(" |\n");
    row
}

/// A sentence of ours, its names in backticks as code.
fn prose(text: &str) -> String {
    let text = control_characters::one_line(text);
    let parts: Vec<&str> = text.split('`').collect();
    let mut html = String::new();
    for (n, part) in parts.iter().enumerate() {
        let part = literal(part);
        match n {
            _ if n % 2 == 0 => html.push_str(&part),
            // The last backtick has no partner.
            _ if n + 1 == parts.len() => {
                let _ = write!(html, "&#96;{part}");
            }
            _ => {
                let _ = write!(html, "<code>{part}</code>");
            }
        }
    }
    html
}

/// `text` with every character that means something to Markdown or HTML written as its number.
fn literal(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '-' | '.' | ',' | '/' | '(' | ')' | '?' | ';' => html.push(c),
            _ if c.is_ascii_punctuation() => {
                let _ = write!(html, "&#{};", u32::from(c));
            }
            _ => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::{RESIGNS, on};
    use super::super::{Code, Diagnostic, Location};
    use super::summary;

    fn of(list: &[Diagnostic], text: &str) -> String {
        summary(list, &|_| Some(text.into()))
    }

    #[test]
    fn a_table_for_each_file() {
        let text = "---\nsources: [ledgr]\n---\n";
        let list = [
            on(Code::UnknownSource, RESIGNS, text, "ledgr", "event cites `ledgr`").help("did you mean `ledger`?"),
            on(Code::MissingAdded, RESIGNS, text, "---", "no `added`").help("write:\nadded: 2031-04-07\n  x"),
            on(Code::NoContact, "content/site.yaml", text, "---", "no contact"),
        ];
        assert_eq!(
            of(&list, text),
            "\
## Dateline: 1 error, 2 warnings

### <code>content/events/2031/2031-04-05-warden-resigns.md</code>

1 error

| Line | | Message |
| ---: | --- | --- |
| 2 | ❌ error `unknown-source` | event cites <code>ledgr</code><br>did you mean <code>ledger</code>? |

### <code>content/events/2031/2031-04-05-warden-resigns.md</code>

1 warning

| Line | | Message |
| ---: | --- | --- |
| 1 | ⚠️ warning `missing-added` | no <code>added</code><br>write&#58;<pre>added&#58; 2031-04-07&#10;  x</pre> |

### <code>content/site.yaml</code>

1 warning

| Line | | Message |
| ---: | --- | --- |
| 1 | ⚠️ warning `no-contact` | no contact |

### By code

| | Code | |
| ---: | --- | --- |
| 1 | `unknown-source` | ❌ error |
| 1 | `missing-added` | ⚠️ warning |
| 1 | `no-contact` | ⚠️ warning |

`dateline explain CODE` says what a code means and how to mend it.
"
        );
    }

    #[test]
    fn nothing_is_said_too() {
        assert_eq!(of(&[], ""), "## Dateline\n\nNo errors, no warnings.\n");
    }

    #[test]
    fn content_stays_text() {
        let file = "content/<img src=x>|\n`.md".into();
        let message = "x | <script>alert(1)</script> ![p](https://a.example) **b** `a|<b>` @ida &amp; `\n# h\u{1b}";
        let list = [Diagnostic::new(Code::RawHtml, Location::start_of(&file), message).help("a\n\n</pre>|\n# b")];
        let summary = of(&list, "");
        assert!(summary.contains("### <code>content/&#60;img src&#61;x&#62;&#124;␊&#96;.md</code>\n"), "{summary}");
        let row = summary.lines().find(|line| line.contains("raw-html")).unwrap();
        assert_eq!(
            row,
            "| 1 | ❌ error `raw-html` | x &#124; &#60;script&#62;alert(1)&#60;/script&#62; &#33;&#91;p&#93;(https&#58;//a.example) \
             &#42;&#42;b&#42;&#42; <code>a&#124;&#60;b&#62;</code> &#64;ida &#38;amp; &#96;␊&#35; h␛\
             <br>a<pre>&#10;&#60;/pre&#62;&#124;&#10;&#35; b</pre> |"
        );
    }

    #[test]
    fn what_recurs_is_counted() {
        let text = "line\n".repeat(2_000);
        let many = |code, count: usize| {
            (0..count).map(move |n| {
                let at = super::super::Span::new(n * 5, n * 5 + 4);
                Diagnostic::new(code, Location { file: "content/a.md".into(), span: at }, "x")
            })
        };
        let list: Vec<_> = many(Code::UnarchivedSource, 1_144).chain(many(Code::NoSource, 12)).collect();
        let summary = of(&list, &text);
        assert_eq!(summary.matches("error `no-source`").count(), 10, "{summary}");
        let end = "
### Many times

- `no-source`: 2 beyond those above
- `unarchived-source`: 1144 warnings, the first in <code>content/a.md</code>

All of them are in the log.

### By code

| | Code | |
| ---: | --- | --- |
| 12 | `no-source` | ❌ error |
| 1144 | `unarchived-source` | ⚠️ warning |

`dateline explain CODE` says what a code means and how to mend it.
";
        assert!(summary.ends_with(end), "{summary}");
    }

    #[test]
    fn a_flood_is_cut_off_below_what_github_takes() {
        let file = |name: &str| Location::start_of(&format!("content/{name}.md").into());
        let list: Vec<_> = Code::ALL
            .iter()
            .flat_map(|code| {
                (0..10).map(|n| Diagnostic::new(*code, file("a"), format!("{n} {}", "long ".repeat(1_000))))
            })
            .chain([Diagnostic::new(Code::RawHtml, file("b"), "m".repeat(5_000_000))])
            .collect();
        let summary = of(&list, "");
        assert!(summary.len() < 1_000_000, "{}", summary.len());
        let rows = summary.lines().filter(|line| line.contains("long long")).count();
        assert!((100..list.len()).contains(&rows), "{rows}");
        // The eleventh `raw-html` is counted beneath the tables.
        assert!(summary.contains("- `raw-html`: 1 beyond those above\n"));
        assert!(summary.contains(&format!("\n{} more are in the log.\n", list.len() - 1 - rows)));
        assert!(!summary.contains("b.md"));
    }
}
