//! The addresses of tags, which are words and have no id.

use super::Id;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// A tag's folder: lower case, without accents, hyphens for what is neither letter nor digit; letters of any script.
///
/// A tag of signs alone gets their numbers, so that no tag is without an address. Of a long one only the beginning
/// counts: disks take no longer names than 255 bytes.
pub fn slug(tag: &str) -> String {
    let mut slug = comparable(tag);
    slug.truncate(slug.floor_char_boundary(Id::LONGEST));
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A tag as people read it: one that is written like an address has spaces for its hyphens.
pub fn tag_name(tag: &str) -> Cow<'_, str> {
    if tag.contains('-') && slug(tag) == tag { tag.replace('-', " ").into() } else { tag.into() }
}

/// What the spellings of one tag have in common: its address in full, however long.
pub fn comparable(tag: &str) -> String {
    let mut slug = String::new();
    // Nothing in ASCII can be decomposed.
    let tag_apart = if tag.is_ascii() { Cow::Borrowed(tag) } else { tag.nfkd().collect() };
    for c in tag_apart.chars().flat_map(char::to_lowercase) {
        match c {
            '\u{300}'..='\u{36f}' | '\'' | '’' => {}
            c if c.is_alphanumeric() || is_mark(c) => slug.push(c),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if !slug.is_ascii() {
        slug = slug.nfc().collect();
    }
    if slug.is_empty() {
        let numbers: Vec<String> = tag.chars().map(|c| format!("{:x}", u32::from(c))).collect();
        return format!("u-{}", numbers.join("-"));
    }
    slug
}

/// Signs without which words of other scripts would fall apart: vowel signs, voicing marks.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_shown_as_words() {
        for (tag, name) in [
            ("two-michaels", "two michaels"),
            ("Co-operation", "Co-operation"),
            ("berths", "berths"),
            ("東京-湾", "東京 湾"),
        ] {
            assert_eq!(tag_name(tag), name);
        }
    }

    #[test]
    fn tags_of_every_script_have_an_address() {
        assert_eq!(slug("Harbour Board, licences"), "harbour-board-licences");
        assert_eq!(slug("Élections"), slug("elections"));
        assert_eq!(slug("東京"), "東京");
        assert_eq!(slug("ガス"), "ガス");
        assert_eq!(slug("हिन्दी"), "हिन्दी");
        assert_eq!(slug("!?"), "u-21-3f");
        assert_eq!(slug("../../etc"), "etc");
        assert_eq!(slug(&"東".repeat(100)), "東".repeat(66));
        assert_eq!(slug(&"!".repeat(100)).len(), 199);
    }
}
