//! Quotation marks and brackets that don't pair up, as the parser met them: see [`super::fault`].

use super::Problem;
use super::fault::{SourceLine, cannot_begin, problem, quoted};
use crate::diagnostic::position::Span;

/// `"The "big" one"`, `'It's late'`.
pub fn behind_quotation(line: &SourceLine, info: &str) -> Option<Problem> {
    if !info.contains("trailing content") {
        return None;
    }
    let mark = line.value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let close = line.value[1..].find(mark)? + 1;
    let at = line.value_at + close;
    let inner = line.value[1..].strip_suffix(mark).unwrap_or(&line.value[1..]);
    let whole = if line.value.ends_with(mark) { inner } else { line.value };
    let help = format!("put the whole text between the other sort of quotation marks: {}", quoted(whole));
    problem(Span::new(at, at + 1), "the text goes on behind the quotation mark that ends it", help)
}

/// A quotation mark or bracket that is still open where the parser gave up.
pub fn never_closed(text: &str, at: usize) -> Option<Problem> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut quoted = None;
    let mut before = ' ';
    for (index, c) in text[..at].char_indices() {
        match (quoted, c) {
            (Some((_, mark)), c) if c == mark && before != '\\' => quoted = None,
            // A mark opens a quotation only where a value begins.
            (None, '"' | '\'') if matches!(before, ' ' | '[' | '{' | ',' | '\n') && begins_value(&text[..index]) => {
                quoted = Some((index, c));
            }
            (None, '[' | '{') if !open.is_empty() || begins_value(&text[..index]) => open.push((index, c)),
            (None, ']' | '}') => {
                open.pop();
            }
            _ => {}
        }
        before = c;
    }
    if quoted.is_none()
        && let Some((_, bracket)) = open.last()
        && let Some(inside) = inside_brackets(text, at, *bracket)
    {
        return Some(inside);
    }
    let (index, what, close) = match (quoted, open.last()) {
        (Some((index, mark)), _) => (index, "this quotation mark is never closed", mark),
        (None, Some((index, '['))) => (*index, "this bracket is never closed", ']'),
        (None, Some((index, _))) => (*index, "this brace is never closed", '}'),
        (None, None) => return None,
    };
    let help = Some(format!("end it with `{close}` on the same line"));
    Some(Problem { message: what.to_owned(), span: Span::new(index, index + 1), help })
}

/// `[licences}`.
pub fn mismatched(text: &str, at: usize, info: &str) -> Option<Problem> {
    let (open, close) = info.strip_prefix("mismatched bracket '")?.split_once("' closed by '")?;
    let close = close.trim_end_matches('\'');
    let found = text[at..].find(close).map(|behind| at + behind).or_else(|| text[..at].rfind(close))?;
    let wanted = if open == "[" { ']' } else { '}' };
    let message = format!("what begins with `{open}` can't end with `{close}`");
    problem(Span::new(found, found + close.len()), &message, format!("end it with `{wanted}`"))
}

/// `[licences]]`.
pub fn closes_nothing(line: &SourceLine) -> Option<Problem> {
    if !line.value.starts_with(['[', '{']) {
        return None;
    }
    let (at, odd) = first_unopened(line.value)?;
    let at = line.value_at + at;
    problem(Span::new(at, at + 1), &format!("this `{odd}` closes nothing"), "remove it".to_owned())
}

/// What the parser can't read at `at`, inside a bracket that is closed further on in the line.
fn inside_brackets(text: &str, at: usize, bracket: char) -> Option<Problem> {
    let rest = text[at..].lines().next().unwrap_or_default();
    let (_, close) = first_unopened(rest)?;
    if (bracket == '[') != (close == ']') {
        return None;
    }
    let entry = rest.split([',', ']', '}']).next().unwrap_or_default().trim();
    if entry.starts_with(['@', '`', '%']) {
        return cannot_begin(entry, at);
    }
    let help =
        "part entries by commas, and put a text with a comma, a colon, a quotation mark or a bracket in it between \
                quotation marks"
            .to_owned();
    problem(
        Span::new(at, at + rest.chars().next().map_or(0, char::len_utf8)),
        "this can't stand here between brackets",
        help,
    )
}

/// The first bracket that closes one which `text` doesn't open.
fn first_unopened(text: &str) -> Option<(usize, char)> {
    let mut depth = 0;
    text.char_indices().find(|(_, c)| {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            _ => {}
        }
        depth < 0
    })
}

/// Whether what comes after `before` is the beginning of a value or of an entry.
fn begins_value(before: &str) -> bool {
    let before = before.trim_end_matches(' ');
    before.is_empty() || before.ends_with([':', '-', '[', '{', ',', '\n'])
}
