//! Diagnostics for a reader: message, place, excerpt with carets, help.
//!
//! The one door to the package that draws excerpts. We give it a single line without control characters, cut to what
//! fits: in most editors' files a paragraph is one line, and a hostile line may have megabytes.

use annotate_snippets::renderer::{AnsiColor, Style};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::control_characters::{self, visible_but_tab};
use super::located::{Counts, Located};
use super::overview::{CodeCount, Overview, OverviewEntry};
use super::{Diagnostic, Severity};

/// How many characters of a line are shown.
const WIDTH: usize = 120;

/// How many of them stand before the place in question when a line is longer.
const LEAD: usize = 40;

/// Wider than any excerpt, so that only we shorten lines.
const UNLIMITED: usize = 10_000;

/// How many are shown. Nobody reads more, and too many of them would fill the memory of whatever keeps the log.
const MOST: usize = 10_000;

/// The report, ended by how many there are, of each code where there are several; nothing when there is nothing to say.
pub(super) fn report(located: &[Located<'_>], overview: &Overview<'_, '_>, color: bool) -> String {
    if located.is_empty() {
        return String::new();
    }
    let palette = if color { Palette::COLORS } else { Palette::PLAIN };
    let mut report = String::new();
    for entry in overview.entries.iter().take(MOST) {
        match entry {
            OverviewEntry::Shown(located) => report.push_str(&block(located, &palette)),
            OverviewEntry::More(more) => report.push_str(&rest(more, &palette)),
            OverviewEntry::Many(first, all) => report.push_str(&all_in_one(first, all, &palette)),
        }
        report.push('\n');
    }
    if overview.entries.len() > MOST {
        report.push_str(&format!("and {} more, which `--format json` lists\n", overview.entries.len() - MOST));
    }
    report.push_str(&unheard(overview, &palette));
    report.push_str(&format!("{}\n", Counts::of(located)));
    let most = overview.counts.iter().map(|all| all.count).max().unwrap_or_default();
    let (width, digits) = (Severity::Warning.as_str().len(), most.to_string().len());
    for CodeCount { severity, code, count } in overview.table() {
        let weight = palette.weight(*severity);
        report.push_str(&format!("  {count:>digits$} {weight}{:width$}{weight:#} {code}\n", severity.as_str()));
    }
    report
}

/// The list of work that many allegations without an answer make, by party.
fn unheard(overview: &Overview<'_, '_>, palette: &Palette) -> String {
    let parties = &overview.unheard;
    if parties.is_empty() {
        return String::new();
    }
    let strong = palette.strong;
    let all: usize = parties.iter().map(|party| party.count).sum();
    let mut list = format!("{strong}{all} allegations without an answer, by party{strong:#}\n");
    for party in parties.iter().take(overview.unheard_shown) {
        let claims: Vec<_> = party.claims.iter().map(|(claim, count)| format!("{claim} ({count})")).collect();
        let name = control_characters::one_line(party.name);
        list.push_str(&format!("  {:>4} {name}: {}\n", party.count, control_characters::one_line(&claims.join(", "))));
    }
    if parties.len() > overview.unheard_shown {
        let more = parties.len() - overview.unheard_shown;
        list.push_str(&format!("       and {more} more, whom `dateline check --verbose` lists\n"));
    }
    list.push('\n');
    list
}

/// The line about errors of a code that are not shown.
fn rest(more: &CodeCount, palette: &Palette) -> String {
    let CodeCount { severity, code, count } = more;
    let weight = palette.weight(*severity);
    format!("{weight}{}[{code}]{weight:#}: {count} more, which `dateline check --verbose` shows\n", severity.as_str())
}

/// The line about many warnings of a code, with where the first one stands.
fn all_in_one(first: &Located<'_>, all: &CodeCount, palette: &Palette) -> String {
    let CodeCount { severity, code, count } = all;
    let weight = palette.weight(*severity);
    format!(
        "{weight}{}[{code}]{weight:#}: {count} of these, the first at {}:{}:{}; `dateline check --verbose` shows them all\n",
        severity.as_str(),
        control_characters::one_line(&first.diagnostic.location.file),
        first.start.line,
        first.start.column,
    )
}

/// The lines about one diagnostic.
fn block(located: &Located<'_>, palette: &Palette) -> String {
    let Diagnostic { code, severity, message, location, help, .. } = located.diagnostic;
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let weight = palette.weight(*severity);
    let Palette { strong, frame, .. } = palette;
    let mut block = format!(
        "{weight}{}[{code}]{weight:#}{strong}: {}{strong:#}\n {frame}-->{frame:#} {}:{}:{}\n",
        severity.as_str(),
        control_characters::one_line(message),
        control_characters::one_line(&location.file),
        located.start.line,
        located.start.column,
    );
    if let Some((line, excerpt)) = excerpt(located) {
        let snippet = Snippet::source(excerpt.text)
            .line_start(line)
            .annotation(AnnotationKind::Primary.span(excerpt.start..excerpt.end));
        block.push_str(&palette.renderer.render(&[Group::with_level(level).element(snippet)]));
        block.push('\n');
    }
    if let Some(help) = help {
        // As many columns as the number of the line takes above.
        let margin = " ".repeat(located.start.line.to_string().len());
        for (n, line) in control_characters::lines(help).enumerate() {
            let line = match n {
                0 => format!("{margin} {frame}={frame:#} {strong}help{strong:#}: {line}"),
                _ => format!("{margin}         {line}"),
            };
            block.push_str(line.trim_end());
            block.push('\n');
        }
    }
    block
}

/// A piece of a line, and the bytes of it that are underlined.
struct Excerpt {
    text: String,
    start: usize,
    end: usize,
}

/// What to show of the line where a diagnostic begins, and its number; nothing when that line is blank.
fn excerpt(located: &Located<'_>) -> Option<(usize, Excerpt)> {
    let lines = located.lines.as_ref()?;
    let (number, marked) = lines.on_first_line(located.diagnostic.location.span);
    let line = lines.line(number);
    if line.trim().is_empty() {
        return None;
    }

    let is_long = line.char_indices().nth(WIDTH).is_some();
    let from = match line[..marked.start].char_indices().rev().nth(LEAD) {
        Some((at, _)) if is_long => at,
        _ => 0,
    };
    let to = line[from..].char_indices().nth(WIDTH).map_or(line.len(), |(at, _)| from + at);
    let marked = marked.start..marked.end.min(to);

    let mut text = String::with_capacity(to - from + 8);
    let mut push = |piece: &str| {
        text.extend(piece.chars().map(visible_but_tab));
        text.len()
    };
    push(if from > 0 { "…" } else { "" });
    let start = push(&line[from..marked.start]);
    let end = push(&line[marked.clone()]);
    push(&line[marked.end..to]);
    push(if to < line.len() { "…" } else { "" });
    Some((number, Excerpt { text, start, end }))
}

/// What is printed in which colour.
struct Palette {
    error: Style,
    warning: Style,
    strong: Style,
    frame: Style,
    renderer: Renderer,
}

impl Palette {
    const PLAIN: Self = Self {
        error: Style::new(),
        warning: Style::new(),
        strong: Style::new(),
        frame: Style::new(),
        renderer: Renderer::plain().term_width(UNLIMITED),
    };

    const COLORS: Self = {
        let frame = AnsiColor::BrightBlue.on_default().bold();
        let error = AnsiColor::BrightRed.on_default().bold();
        let warning = AnsiColor::Yellow.on_default().bold();
        let renderer = Renderer::styled().term_width(UNLIMITED).error(error).warning(warning).line_num(frame);
        Self { error, warning, strong: Style::new().bold(), frame, renderer }
    };

    fn weight(&self, severity: Severity) -> Style {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
        }
    }
}

#[cfg(test)]
mod tests;
