//! Words in another language than the page's, on their way to where they are shown.
//!
//! A text that nobody has translated stands in a page of another language all the same, alone or in the middle of a
//! sentence that is made of it. It carries its language with it in the characters that Unicode once set aside for that:
//! a tag in front, and the end of it behind. Where texts leave as pages or as plain text, the marks become an element of
//! its own or isolates: see `render::foreign`. No editor's text can hold them, for `parse` refuses them.

use std::borrow::Cow;

/// Before the tag, and before [`END`].
pub const MARK: char = '\u{e0001}';
/// Behind [`MARK`], the end of what is marked.
pub const END: char = '\u{e007f}';

/// From a letter of a tag to the character that stands for it.
const TAGGED: u32 = 0xe0000;

/// The text, marked as being in the language with this BCP 47 tag.
pub fn marked(text: &str, language: &str) -> String {
    let tag = language.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-');
    let tag = tag.filter_map(|c| char::from_u32(TAGGED + u32::from(c)));
    std::iter::once(MARK).chain(tag).chain(text.chars()).chain([MARK, END]).collect()
}

/// The text, marked as one whose direction is its own: a name among words of another script.
pub fn isolated(text: &str) -> String {
    marked(text, "")
}

/// The letter of a language's tag for which a character stands.
pub fn letter(c: char) -> Option<char> {
    let letter = u32::from(c).checked_sub(TAGGED).and_then(char::from_u32)?;
    (letter.is_ascii_alphanumeric() || letter == '-').then_some(letter)
}

/// The text with a large first letter, behind the mark before it if there is one.
pub fn capitalized(text: &str) -> String {
    let is_mark = |c: char| c == MARK || c == END || letter(c).is_some();
    let start = if text.starts_with(MARK) { text.find(|c| !is_mark(c)).unwrap_or(text.len()) } else { 0 };
    let (mark, text) = text.split_at(start);
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    mark.chars().chain(first).chain(letters).collect()
}

/// Whether a text holds a mark.
pub fn is_marked(text: &str) -> bool {
    text.contains(MARK)
}

/// The text without marks.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !is_marked(text) {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut is_tag = false;
    for c in text.chars() {
        is_tag = c == MARK || is_tag && (c == END || letter(c).is_some());
        if !is_tag {
            plain.push(c);
        }
    }
    plain.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_off_and_flags_stay() {
        let text = format!(
            "{}, {}",
            marked("Ida 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}", "en-CA"),
            isolated("محمد")
        );
        assert_eq!(plain(&text), "Ida 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}, محمد");
        assert!(is_marked(&text) && !is_marked("🏴\u{e0067}\u{e007f}"));
        assert_eq!(plain("a"), "a");
        assert_eq!(capitalized(&marked("émile", "en")), marked("Émile", "en"));
        assert_eq!((capitalized("émile"), capitalized("")), ("Émile".to_owned(), String::new()));
    }
}
