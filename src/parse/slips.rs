//! Typing mistakes that Markdown and YAML accept: what was meant is lost, or something that nobody meant is on the page.

use crate::diagnostic::Span;
use crate::yaml::{Node, Value};
use std::ops::Range;

/// A line with which git marks what two editors changed at once.
pub struct ConflictMark {
    pub at: Range<usize>,
    /// Whether the conflict begins here, or what is left of it.
    pub is_first: bool,
}

/// The marks of conflicts.
pub fn conflicts(text: &str) -> Vec<ConflictMark> {
    let mut found = Vec::new();
    let mut is_open = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let is = |mark: char| {
            let rest = line.trim_start_matches(mark);
            line.len() - rest.len() == 7 && rest.starts_with([' ', '\n'])
        };
        let (begins, ends) = (is('<'), is('>'));
        if begins || ends || is_open && (is('=') || is('|')) {
            let at = start..start + line.trim_end().len();
            found.push(ConflictMark { at, is_first: begins || !is_open });
        }
        is_open = begins || is_open && !ends;
        start += line.len();
    }
    found
}

/// Where links by id stand whose words and address a space parts: `(event:ID)`, outside of `read`, the stretches that the
/// parser made something of. `read` is in order of its beginnings.
pub fn parted_links(text: &str, read: &[Range<usize>], is_scheme: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut read = read.iter().peekable();
    let mut covered = 0;
    for (close, _) in text.match_indices(']') {
        while let Some(next) = read.next_if(|next| next.start <= close) {
            covered = covered.max(next.end);
        }
        let rest = &text[close + 1..];
        let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if close < covered || space == 0 || !rest[space..].starts_with('(') {
            continue;
        }
        let start = close + 1 + space;
        let inside = &text[start + 1..];
        let end = inside.find([')', '\n']).unwrap_or(inside.len());
        let Some((word, _)) = inside[..end].split_once(':') else { continue };
        if inside[end..].starts_with(')') && is_scheme(word.trim()) {
            found.push(start..start + end + 2);
        }
    }
    found
}

/// What YAML leaves out behind the plain values of `node`, which `text` says, though it was hardly meant as a comment: `#12`,
/// which has no space behind the `#`.
pub fn hidden_by_hashes(text: &str, node: &Node) -> Vec<Span> {
    match &node.value {
        Value::List(items) => items.iter().flat_map(|item| hidden_by_hashes(text, item)).collect(),
        Value::Map(entries) => entries
            .iter()
            .flat_map(|(key, value)| match value.value {
                // Nothing is left of such a value, not even a place.
                Value::Null => hidden_by_hash(text, key.span.end + ":".len()).into_iter().collect(),
                _ => hidden_by_hashes(text, value),
            })
            .collect(),
        Value::Scalar { .. } if text[node.span.start..].starts_with(['"', '\'', '|', '>']) => Vec::new(),
        Value::Scalar { .. } => hidden_by_hash(text, node.span.end).into_iter().collect(),
        Value::Null => Vec::new(),
    }
}

fn hidden_by_hash(text: &str, end: usize) -> Option<Span> {
    let line = text.get(end..)?.lines().next().unwrap_or_default();
    let hidden = line.trim_start_matches([' ', '\t']);
    let is_meant = hidden.strip_prefix('#')?.starts_with(char::is_alphanumeric);
    let start = end + line.len() - hidden.len();
    is_meant.then(|| Span::new(start, start + hidden.trim_end().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_a_conflict_have_seven_signs_and_stand_at_the_beginning() {
        let found = |text: &str| {
            let first = conflicts(text).into_iter().filter(|mark| mark.is_first);
            first.map(|mark| text[mark.at].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n>>>>>>> y"), ["<<<<<<< HEAD", ">>>>>>> y"]);
        assert_eq!(found(" <<<<<<< HEAD\n<<<<<<<< a\n>>>>>> b\n>>>>>>>c\n=======\n"), [""; 0]);
    }

    #[test]
    fn a_link_is_parted_by_space_alone() {
        let text = "[a] (event:b) [c](event:d) [e] (see event:f) [g] (page:h";
        let found = |read: &[Range<usize>]| parted_links(text, read, |word| word == "event" || word == "page");
        assert_eq!(found(&[]).into_iter().map(|at| &text[at]).collect::<Vec<_>>(), ["(event:b)"]);
        assert!(found(&[0..20, 2..3]).is_empty());
    }

    #[test]
    fn a_comment_has_a_space_behind_its_hash() {
        let hidden = |text: &str, end| hidden_by_hash(text, end).map(|at| text[at.start..at.end].to_owned());
        assert_eq!(hidden("case #12 \nx", 4).as_deref(), Some("#12"));
        assert_eq!(hidden("case # 12", 4), None);
        assert_eq!(hidden("case\n#12", 4), None);
        assert_eq!(hidden("case ## 12", 4), None);
    }
}
