//! The names of things, which are also their addresses.

use crate::diagnostic::Span;
use std::sync::Arc;

/// The stem of a content file's name: lower-case letters, digits and hyphens, starting with a letter or digit; at most
/// [`Id::LONGEST`] of them.
///
/// Cheap to clone: a site of 100,000 events repeats its ids often.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// Disks take no longer names than 255 bytes, and an id is a folder's name.
    pub const LONGEST: usize = 200;

    /// `text` as an id, or `None` where it breaks the rule.
    pub fn new(text: &str) -> Option<Self> {
        let starts_well = text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        let holds_only = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        (starts_well && holds_only && text.len() <= Self::LONGEST).then(|| Self(text.into()))
    }

    /// The id nearest to what somebody wrote: lower-cased, with hyphens for everything else; empty where nothing is left.
    pub fn suggestion(text: &str) -> String {
        use unicode_normalization::UnicodeNormalization;
        let mut id = String::new();
        for c in text.nfkd().flat_map(char::to_lowercase) {
            match c {
                'a'..='z' | '0'..='9' => id.push(c),
                '\u{300}'..='\u{36f}' | '\'' | '’' => {}
                _ if id.ends_with('-') || id.is_empty() => {}
                _ => id.push('-'),
            }
        }
        // What is left is ASCII.
        id.truncate(Self::LONGEST);
        id.trim_end_matches('-').to_owned()
    }

    /// The id as it stands in files and addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A former id, from whose address a page leads on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    pub id: Id,
    /// Where it stands in its file.
    pub at: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_words() {
        assert!(Id::new("2031-04-05-warden-resigns").is_some());
        for bad in ["", "-a", "A", "a_b", "é", "a b", "a/b", ".."] {
            assert!(Id::new(bad).is_none(), "{bad}");
        }
        assert!(Id::new(&"a".repeat(Id::LONGEST)).is_some());
        assert!(Id::new(&"a".repeat(Id::LONGEST + 1)).is_none());
    }

    #[test]
    fn a_suggestion_is_an_id_or_nothing() {
        assert_eq!(Id::suggestion("Marie-Josée's Ünïcode!"), "marie-josees-unicode");
        assert_eq!(Id::suggestion("東京"), "");
    }
}
