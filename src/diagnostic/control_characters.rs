//! Makes control characters and hidden ones visible, so that text from a file is safe to print.
//!
//! Whatever an editor typed or pasted ends up on somebody's terminal or in a build log. Characters that control a
//! terminal, change the reading direction or can't be seen are replaced by visible ones, one for one, so that columns
//! stay right.

use std::borrow::Cow;

/// How many characters of a text are shown: what is longer was not written to be read.
const LONGEST: usize = 2_000;

/// `text` on one line of bearable length, every steering or hidden character made visible.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        Cow::Owned(one_line(&text[..end]).into_owned() + "…")
    } else if text.chars().any(|c| visible(c) != c) {
        Cow::Owned(text.chars().map(|c| if c == '\t' { ' ' } else { visible(c) }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The lines of `text`, safe as in [`one_line`], but with their tabs: some are there to be pasted.
pub(super) fn lines(text: &str) -> impl Iterator<Item = String> + '_ {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    text[..end].trim_end().lines().map(|line| line.chars().map(visible_but_tab).collect())
}

/// A whole line of a file, safe as in [`one_line`], but with its tabs and however long.
pub fn line(text: &str) -> String {
    text.chars().map(visible_but_tab).collect()
}

/// `c`, or what stands for it; a tab stays.
pub(super) fn visible_but_tab(c: char) -> char {
    if c == '\t' { c } else { visible(c) }
}

/// `c`, or what stands for it: the pictures of Unicode for the old control characters, else the replacement character.
pub(super) fn visible(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '\u{2421}',
        _ if is_hidden(c) => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

/// Whether `c` steers, or looks like nothing; the joiners that some scripts and emoji need are left alone.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}'                             // C1 controls: some terminals obey them
        | '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}' | '\u{feff}'
        | '\u{61c}' | '\u{200e}' | '\u{200f}'           // direction marks
        | '\u{2028}'..='\u{202e}'                       // line separators; embeddings and overrides
        | '\u{2060}'..='\u{206f}'                       // isolates and other invisible characters
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // letters that are blank
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}'                     // tags: a hidden alphabet
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_bells_and_line_breaks_can_be_seen() {
        assert_eq!(one_line("\u{1b}[2J\u{7}a\r\nb\u{7f}\0"), "␛[2J␇a␍␊b␡␀");
    }

    #[test]
    fn later_controls_and_direction_overrides_can_be_seen() {
        assert_eq!(one_line("\u{9b}2J \u{202e}txt.exe\u{2066} \u{200b}id\u{e0041}"), "�2J �txt.exe� �id�");
    }

    #[test]
    fn ordinary_text_of_any_script_is_left_alone() {
        for text in ["Ida Bloom", "Zoë", "東京", "مرفأ", "👩‍👩‍👧", "e\u{301}", "می‌روم"] {
            assert!(matches!(one_line(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn a_flood_is_cut_off() {
        let flood = "ü".repeat(5_000_000);
        assert_eq!(one_line(&flood).chars().count(), LONGEST + 1);
        assert_eq!(lines(&flood).next().map(|line| line.chars().count()), Some(LONGEST));
    }

    #[test]
    fn lines_keep_their_tabs_and_indentation() {
        assert_eq!(lines("a:\n  - b\u{1b}\n\tc\n\n").collect::<Vec<_>>(), ["a:", "  - b␛", "\tc"]);
        assert_eq!(one_line("a\tb\u{1b}"), "a b␛");
    }
}
