//! Where sentences end, as far as that is a language's affair.

use serde::Deserialize;
use std::collections::BTreeSet;

/// What only looks like a sentence's end in a language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceWords {
    /// Words that end with a full stop which ends no sentence, without it: "Mr", "núm".
    abbreviations: BTreeSet<String>,
}

impl SentenceWords {
    /// Whether a text ends with an abbreviation or an initial, so that the sentence goes on behind it.
    pub fn ends_in_abbreviation(&self, text: &str) -> bool {
        let Some(stem) = text.trim_end().strip_suffix('.') else { return false };
        let word = stem.rsplit(|c: char| c.is_whitespace() || "(“‘«\"'/[".contains(c)).next().unwrap_or_default();
        // "l’art. 3"
        let behind_elision = word.rsplit(['’', '\'']).next().unwrap_or(word);
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        let initials = word.contains('.')
            && word.split('.').all(|part| part.chars().count() == 1)
            && text.ends_with(char::is_whitespace)
            && word.chars().count() <= 3;
        initial || initials || [word, behind_elision].iter().any(|word| self.abbreviations.contains(*word))
    }
}
