//! All diagnostics as Markdown, for the job summary of a workflow (`$GITHUB_STEP_SUMMARY`).
//!
//! A pull request shows ten annotations of each severity; here are all of them, by file. Everything that comes from
//! content is text: it can neither become a link or a picture nor break out of its cell.

use std::fmt::Write;
use std::sync::Arc;

use super::report::{Counts, Located, locate};
use super::{Diagnostic, control_characters};

/// How many bytes may be written: GitHub refuses a summary of more than a mebibyte as a whole.
const LIMIT: usize = 900_000;

/// The summary: how many there are, then a table for each file, sorted as in [`report`](super::report::report).
pub fn summary(diagnostics: &[Diagnostic], texts: &dyn Fn(&str) -> Option<Arc<str>>) -> String {
    let located = locate(diagnostics, texts);
    if located.is_empty() {
        return "## Dateline\n\nNo errors, no warnings.\n".to_owned();
    }
    let mut summary = format!("## Dateline: {}\n", Counts::of(&located));
    let mut shown = 0;
    for group in located.chunk_by(|a, b| a.diagnostic.location.file == b.diagnostic.location.file) {
        let mut room = LIMIT.saturating_sub(summary.len());
        let mut parts = vec![heading(group)];
        parts.extend(group.iter().map(row));
        parts.retain(|part| {
            let fits = part.len() <= room;
            room = if fits { room - part.len() } else { 0 };
            fits
        });
        // A heading without rows says nothing.
        if parts.len() > 1 {
            shown += parts.len() - 1;
            summary.extend(parts);
        }
    }
    if shown < located.len() {
        let _ = write!(summary, "\n{} more are in the log.\n", located.len() - shown);
    }
    summary.push_str("\n`dateline explain CODE` says what a code means and how to mend it.\n");
    summary
}

/// A file's name, counts and the head of its table.
fn heading(group: &[Located<'_>]) -> String {
    let file = literal(&control_characters::one_line(&group[0].diagnostic.location.file));
    format!("\n### <code>{file}</code>\n\n{}\n\n| Line | | Message |\n| ---: | --- | --- |\n", Counts::of(group))
}

fn row(located: &Located<'_>) -> String {
    let Diagnostic { code, severity, message, help, .. } = located.diagnostic;
    let icon = match severity {
        super::Severity::Error => "❌",
        super::Severity::Warning => "⚠️",
    };
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

1 error, 1 warning

| Line | | Message |
| ---: | --- | --- |
| 1 | ⚠️ warning `missing-added` | no <code>added</code><br>write&#58;<pre>added&#58; 2031-04-07&#10;  x</pre> |
| 2 | ❌ error `unknown-source` | event cites <code>ledgr</code><br>did you mean <code>ledger</code>? |

### <code>content/site.yaml</code>

1 warning

| Line | | Message |
| ---: | --- | --- |
| 1 | ⚠️ warning `no-contact` | no contact |

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
    fn a_flood_is_cut_off_below_what_github_takes() {
        let text = "line\n".repeat(20_000);
        let list: Vec<_> = (0..20_000)
            .map(|n| on(Code::UnusedSource, "content/a.md", &text, "line", &format!("{n} {}", "long ".repeat(30))))
            .chain([Diagnostic::new(Code::RawHtml, Location::start_of(&"content/b.md".into()), "m".repeat(5_000_000))])
            .collect();
        let summary = of(&list, &text);
        assert!(summary.len() < 1_000_000, "{}", summary.len());
        assert!(summary.starts_with("## Dateline: 1 error, 20000 warnings\n"));
        let rows = summary.lines().filter(|line| line.contains(" `unused-source` |")).count();
        assert!((1_000..20_000).contains(&rows), "{rows}");
        assert!(summary.contains(&format!("\n{} more are in the log.\n", 20_001 - rows)));
        assert!(!summary.contains("b.md"));
    }
}
