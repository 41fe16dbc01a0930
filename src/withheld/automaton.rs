//! Finds many words among bytes in one pass.

use aho_corasick::{AhoCorasick, MatchKind};

/// Whether any of some words is there.
pub struct AnyWord(AhoCorasick);

impl AnyWord {
    pub fn of<W: AsRef<[u8]>>(words: impl IntoIterator<Item = W>) -> Self {
        Self(automaton(MatchKind::LeftmostFirst, words))
    }

    pub fn is_in(&self, bytes: &[u8]) -> bool {
        self.0.is_match(bytes)
    }
}

/// Where each of some words is, also where they overlap.
pub struct EveryWord(AhoCorasick);

impl EveryWord {
    pub fn of<W: AsRef<[u8]>>(words: impl IntoIterator<Item = W>) -> Self {
        Self(automaton(MatchKind::Standard, words))
    }

    /// Which of the words, counted from 0, and where it begins.
    pub fn places<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = (usize, usize)> + 'a {
        self.0.find_overlapping_iter(bytes).map(|place| (place.pattern().as_usize(), place.start()))
    }
}

fn automaton<W: AsRef<[u8]>>(kind: MatchKind, words: impl IntoIterator<Item = W>) -> AhoCorasick {
    AhoCorasick::builder().match_kind(kind).build(words).expect("the list is bounded")
}
