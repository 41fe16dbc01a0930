//! Numbers of paragraphs: of a place in a text, and in a locator.

/// Which paragraph of `text` the byte `at` stands in, from 1.
///
/// Paragraphs stand between blank lines, or where there are none each on a line of its own.
pub fn at(text: &str, at: usize) -> usize {
    let is_blank = |line: &str| line.trim().is_empty();
    let trimmed = text.trim();
    let by_blank_lines = trimmed.lines().any(is_blank);
    let mut count = 0;
    let mut after_break = true;
    for line in text[..at].split('\n') {
        // The last one is what stands before `at` on its line: it may be nothing.
        if is_blank(line) {
            after_break = true;
        } else {
            count += usize::from(after_break || !by_blank_lines);
            after_break = false;
        }
    }
    let begins_here = text[..at].rsplit('\n').next().is_none_or(is_blank);
    let begins_paragraph = begins_here && (!by_blank_lines || blank_before(&text[..at]));
    count + usize::from(begins_paragraph || count == 0)
}

/// Whether a blank line, or nothing at all, stands before the line that begins at the end of `text`.
fn blank_before(text: &str) -> bool {
    text.rsplit('\n').nth(1).is_none_or(|line| line.trim().is_empty())
}

/// What a paragraph is called in locators.
const NAMES: &[&str] = &[
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "par",
    "absatz",
    "paragraphe",
    "párrafo",
    "párr",
    "الفقرة",
    "فقرة",
    "¶",
];

/// The number of the paragraph that a locator names: `paragraph 3`, `p. 2, para. 3`, `¶3`.
pub fn in_locator(locator: &str) -> Option<usize> {
    let spaced = locator.to_lowercase().replace('¶', " ¶ ");
    let mut words = spaced.split(|c: char| c.is_whitespace() || ".,;:".contains(c)).filter(|word| !word.is_empty());
    words.find(|word| NAMES.contains(word))?;
    words.next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_counted_by_blank_lines_or_by_lines() {
        for (text, expected) in [
            ("x", 1),
            ("One.\nTwo x", 2),
            ("One.\nx", 2),
            ("One\ntwo.\n\nTwo,\nx", 2),
            ("One.\n\nx", 2),
            ("One.\n \n\nTwo.\n\n“x", 3),
            ("\n\nx", 1),
            ("  x\nTwo.", 1),
        ] {
            assert_eq!(at(text, text.find('x').unwrap()), expected, "{text:?}");
        }
    }

    #[test]
    fn locators_name_paragraphs() {
        for (locator, expected) in [
            ("paragraph 3", Some(3)),
            ("p. 2, para. 12", Some(12)),
            ("¶7", Some(7)),
            ("Absatz 4", Some(4)),
            ("p. 3", None),
            ("paragraph three", None),
            ("", None),
        ] {
            assert_eq!(in_locator(locator), expected, "{locator}");
        }
    }
}
