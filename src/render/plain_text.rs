//! What a format can't hold: control characters, and lines in what is one line.

use std::borrow::Cow;

/// The text without what neither XML nor a calendar may hold; lines and tabs stay.
///
/// Direction marks, joiners and everything else that one can write stay: they are part of words.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_kept) {
        return Cow::Borrowed(text);
    }
    text.chars().filter(|c| is_kept(*c)).collect()
}

/// The text on one line, white space as single spaces, without what [`clean`] takes out.
pub fn one_line(text: &str) -> String {
    if is_plain_line(text) {
        return text.to_owned();
    }
    let spaced = |c: char| if c.is_whitespace() && c != '\u{a0}' { ' ' } else { c };
    let text: String = text.chars().map(spaced).filter(|c| is_kept(*c)).collect();
    let mut line = String::with_capacity(text.len());
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Whether there is nothing to clean and nothing to join either.
fn is_plain_line(text: &str) -> bool {
    let mut after_space = true;
    let is_plain = text.bytes().all(|byte| {
        let doubled = byte == b' ' && after_space;
        after_space = byte == b' ';
        !doubled && matches!(byte, b' '..=b'~')
    });
    is_plain && (text.is_empty() || !after_space)
}

/// Control characters, and the two code points that no text may hold.
fn is_kept(c: char) -> bool {
    matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_marks_stay() {
        assert_eq!(clean("a\u{0}b\u{7}c\r\nd\te\u{200f}\u{202e}👩‍👧\u{fffe}"), "abc\nd\te\u{200f}\u{202e}👩‍👧");
        for line in ["", " ", "a", "a b", " a", "a ", "a  b", "a\tb", "a\nb"] {
            assert_eq!(one_line(line), line.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        assert_eq!(one_line(" a\n\n b\u{1}\t c\u{2028}d\u{a0}e "), "a b c d\u{a0}e");
    }
}
