//! How a file's words come to stand in another language than that in which it was written.

use chrono::NaiveDate;
use std::sync::Arc;

/// In which language a file's words stand in an edition of the site, and why: of a file in a further language's edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    pub state: TranslationState,
    /// Who translated it; none where nobody did.
    pub by: Option<Translator>,
    /// The original's file.
    pub original: Arc<str>,
    /// When the original last changed, where its file says so.
    pub changed: Option<NaiveDate>,
}

/// Whether a translation still says what its original does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TranslationState {
    Current,
    /// The original has changed since.
    Stale,
    /// There is none: the original's words stand there.
    Missing,
}

/// Who translated a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Translator {
    /// A person or a desk, by name.
    Named(String),
    Machine,
}

/// What a text was when it was translated: eight hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(u32);

impl Fingerprint {
    /// Of the texts that a translation has words for, in a fixed order; white space and type-setting don't count.
    pub fn of(texts: &[&str]) -> Self {
        use sha2::{Digest, Sha256};
        let mut hash = Sha256::new();
        for text in texts {
            let normal = crate::quotation::Normal::new(text);
            let words: String = normal.as_str().chars().filter(|c| !c.is_whitespace()).collect();
            hash.update(words.as_bytes());
            hash.update([0]);
        }
        let digest = hash.finalize();
        Self(u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]))
    }

    /// The fingerprint that somebody wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let is_one = text.len() == 8 && text.bytes().all(|b| b.is_ascii_hexdigit());
        is_one.then(|| u32::from_str_radix(text, 16).ok().map(Self))?
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_setting_changes_no_fingerprint() {
        let one = Fingerprint::of(&["The warden's “reply”", "It came… late."]);
        assert_eq!(one, Fingerprint::of(&["The warden’s\n  \"reply\" ", "It came...  late."]));
        assert_ne!(one, Fingerprint::of(&["The warden's “reply”", "It came… early."]));
        assert_ne!(Fingerprint::of(&["a", "b"]), Fingerprint::of(&["ab", ""]));
        assert_eq!(Fingerprint::parse(&one.to_string()), Some(one));
        assert_eq!(Fingerprint::parse("3f9a1c2"), None);
        assert_eq!(Fingerprint::parse("+f9a1c22"), None);
    }
}
