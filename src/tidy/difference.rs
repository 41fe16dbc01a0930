//! What changes, as `git diff` shows it.

use super::Change;
use crate::diagnostic::control_characters;
use similar::{ChangeTag, TextDiff};

/// How many lines around a change are shown.
const AROUND: usize = 2;

/// The difference that a change makes. Characters that could steer a terminal are written as pictures of themselves.
pub fn difference(change: &Change) -> String {
    let after = change.after.as_deref().unwrap_or_default();
    let to = if change.after.is_some() { format!("b/{}", change.path) } else { "/dev/null".to_owned() };
    let difference = TextDiff::from_lines(&*change.before, after);
    let text = difference.unified_diff().context_radius(AROUND).header(&format!("a/{}", change.path), &to).to_string();
    text.split('\n').map(|line| control_characters::line(line.trim_end_matches('\r'))).collect::<Vec<_>>().join("\n")
}

/// The text of a change as its file should hold it: `raw` is what the file holds now, and lines that stay keep the ends that
/// they have there. New ones end as the first line does.
pub fn with_line_ends(raw: &str, change: &Change, after: &str) -> String {
    let mut lines = raw_lines(raw).into_iter();
    let end = if raw_lines(raw).first().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    let mut text = String::with_capacity(raw.len());
    for line in TextDiff::from_lines(&*change.before, after).iter_all_changes() {
        match line.tag() {
            ChangeTag::Equal => text.push_str(lines.next().unwrap_or_default()),
            ChangeTag::Delete => drop(lines.next()),
            ChangeTag::Insert => {
                let words = line.value().trim_end_matches('\n');
                text.push_str(words);
                text.push_str(if words.len() < line.value().len() { end } else { "" });
            }
        }
    }
    text
}

/// The lines with their ends, which `read` takes for one and the same: `\r\n`, `\n` and a lone `\r`.
fn raw_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let is_end = c == '\n' || c == '\r' && !text[at + 1..].starts_with('\n');
        if is_end {
            lines.push(&text[start..=at]);
            start = at + 1;
        }
    }
    lines.push(&text[start..]);
    lines
}
