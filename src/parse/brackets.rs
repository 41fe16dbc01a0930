//! Square brackets inside the quotations of citations: `[@a, "he said [...] no"]`.
//!
//! Markdown's link labels hold no brackets, so its parser would read such a citation as plain text. While it reads, the
//! brackets inside the quotation marks stand as two characters of the same length that mean nothing to it: every
//! position stays what it was. The parser still decides what is a citation; this only proposes.

use super::citation::{self, Marks};
use std::borrow::Cow;
use std::ops::Range;

/// What stands for a bracket while Markdown is read. Texts that hold these characters themselves lose them first.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

/// How far from its first bracket a citation is looked for: Markdown's labels end there.
const LONGEST: usize = 1000;

/// So often is each byte looked at, on average. No text that people wrote needs more than twice; one made of brackets
/// and quotation marks would need as often as a label is long.
const MAX_VISITS_PER_BYTE: usize = 8;

/// The text without the characters that have a meaning here.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.contains([OPEN, CLOSE]) { text.replace([OPEN, CLOSE], " ").into() } else { text.into() }
}

/// Where citations seem to stand, from bracket to bracket, whose quotations hold brackets; in order and apart.
pub fn candidates(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut visits_left = MAX_VISITS_PER_BYTE * text.len();
    while let Some(open) = text[from..].find('[').map(|at| from + at) {
        from = open + 1;
        if !is_escaped(text, open)
            && let Some(length) = length(&text[from..], &mut visits_left)
        {
            from += length + 1;
            found.push(open..from);
        }
    }
    found
}

/// The text with other characters for the brackets inside these citations.
pub fn hide(text: &str, citations: &[Range<usize>]) -> String {
    let mut hidden = String::with_capacity(text.len());
    let mut written = 0;
    for Range { start, end } in citations {
        hidden.push_str(&text[written..=*start]);
        hidden.extend(text[start + 1..end - 1].chars().map(|c| match c {
            '[' => OPEN,
            ']' => CLOSE,
            other => other,
        }));
        written = end - 1;
    }
    hidden.push_str(&text[written..]);
    hidden
}

/// Words of a hidden text with their brackets back.
pub fn show(words: &str) -> Cow<'_, str> {
    if words.contains([OPEN, CLOSE]) { words.replace(OPEN, "[").replace(CLOSE, "]").into() } else { words.into() }
}

/// What begins like a citation outside of `read`, the stretches that the parser made something of: it would stand on
/// the page as plain text. `read` is in order of its beginnings.
pub fn strays(text: &str, read: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut strays = Vec::new();
    let mut read = read.iter().peekable();
    let mut covered = 0;
    for (open, _) in text.match_indices('[') {
        while let Some(next) = read.next_if(|next| next.start <= open) {
            covered = covered.max(next.end);
        }
        let inside = &text[open + 1..];
        let end = inside.find(['[', ']']).unwrap_or(inside.len());
        let end = inside[..end].find("\n\n").unwrap_or(end);
        if open >= covered && citation::is_group(&inside[..end]) && !is_escaped(text, open) {
            let line = inside[..end].find('\n').unwrap_or(end);
            strays.push(open..open + 1 + inside[..line].trim_end().len());
        }
    }
    strays
}

/// How long the inside of a citation is that begins here and has a bracket between its quotation marks.
fn length(text: &str, visits_left: &mut usize) -> Option<usize> {
    let mut marks = Marks::default();
    let mut has_brackets = false;
    let mut after_backslash = false;
    for (at, c) in text.char_indices().take(LONGEST) {
        *visits_left = visits_left.checked_sub(c.len_utf8())?;
        let was_quoted = marks.is_open();
        let escaped = std::mem::take(&mut after_backslash);
        match c {
            '\\' => after_backslash = !escaped,
            '[' | ']' if was_quoted => has_brackets = true,
            _ if escaped => {}
            '[' => return None,
            ']' => return has_brackets.then_some(at),
            '\n' if is_blank(&text[at + 1..]) => return None,
            _ => {}
        }
        marks.pass(c, &text[at + c.len_utf8()..]);
        if marks.is_open() && !was_quoted && !citation::is_group(&text[..at]) {
            return None;
        }
    }
    None
}

/// Whether the line that begins here is blank: a paragraph ends before it.
fn is_blank(text: &str) -> bool {
    text.trim_start_matches([' ', '\t']).starts_with('\n')
}

fn is_escaped(text: &str, at: usize) -> bool {
    let before = &text[..at];
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        candidates(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn only_citations_with_brackets_between_quotation_marks_are_found() {
        assert_eq!(found("It [@a, \"x [y] z\"] is [@b, “[c]” p. 3]."), ["[@a, \"x [y] z\"]", "[@b, “[c]” p. 3]"]);
        assert_eq!(found("[@a, \"x ] y\"][text][see @a, \"[\"]"), ["[@a, \"x ] y\"]", "[see @a, \"[\"]"]);
        for none in [
            "[@a, \"x\"]",
            "\\[@a, \"[x]\"]",
            "[@a, p. [3]]",
            "[the \"[x]\" of it]",
            "[@a, \"[x]\n \n\"]",
            "[@a, \"[x]",
            "[@a, \"x\" [y]]",
        ] {
            assert_eq!(found(none), [""; 0], "{none}");
        }
    }

    #[test]
    fn hiding_moves_nothing_and_showing_brings_back() {
        let text = "A [b](c) [@a, \"é [y] [z\"] [d]";
        let hidden = hide(text, &candidates(text));
        assert_eq!(hidden.len(), text.len());
        assert_eq!(hidden.matches(['[', ']']).count(), 6);
        assert_eq!(show(&hidden), text);
    }

    #[test]
    fn strays_begin_like_citations_and_lie_outside() {
        let text = "[@a] [@b, p. [3]] \\[@c] [x@d] [e] [see @f";
        let strays: Vec<_> = strays(text, &[0..4, 0..1]).into_iter().map(|range| &text[range]).collect();
        assert_eq!(strays, ["[@b, p.", "[see @f"]);
    }
}
