//! What a status in full is made of: sentences, in which dates lead to events.

use crate::ledger::wording::without_full_stop;
use crate::model::{Event, Ref};
use crate::words::{Pattern, PatternPiece, capitalized as large};

/// A status in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Full {
    pub sentences: Vec<Sentence>,
}

/// A sentence of a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub parts: Vec<Part>,
    /// Whether it tells an outcome that no longer holds.
    pub is_superseded: bool,
}

/// A stretch of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Text(String),
    /// Words, mostly a date, that lead to the event which they speak of.
    Event(String, Ref<Event>),
}

impl Full {
    /// The sentences without their links.
    pub fn text(&self) -> String {
        self.sentences.iter().map(Sentence::text).collect::<Vec<_>>().join(" ")
    }
}

impl Sentence {
    /// A sentence that tells nothing superseded.
    pub(super) fn holding(parts: Vec<Part>) -> Self {
        Self { parts, is_superseded: false }
    }

    /// The sentence without its links.
    pub fn text(&self) -> String {
        self.parts.iter().map(Part::text).collect()
    }
}

impl Part {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Event(text, _) => text,
        }
    }
}

pub(super) fn text(text: &str) -> Vec<Part> {
    vec![Part::Text(text.to_owned())]
}

/// The pattern with parts in place of its names.
pub(super) fn fill(pattern: &Pattern, values: &[(&str, Vec<Part>)]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for piece in pattern.pieces() {
        let filled = match piece {
            PatternPiece::Text(words) => text(words),
            PatternPiece::Name(name) => {
                values.iter().find(|(known, _)| *known == name).map(|(_, parts)| parts.clone()).unwrap_or_default()
            }
        };
        for part in filled {
            match (parts.last_mut(), part) {
                (Some(Part::Text(before)), Part::Text(words)) => before.push_str(&words),
                (_, part) => parts.push(part),
            }
        }
    }
    parts
}

/// A sentence that something is put behind.
pub(super) fn without_stop(mut parts: Vec<Part>) -> Vec<Part> {
    if let Some(Part::Text(words)) = parts.last_mut() {
        let length = without_full_stop(words).len();
        words.truncate(length);
    }
    parts
}

/// Makes the first letter large.
pub(super) fn capitalized(parts: &mut [Part]) {
    if let Some(Part::Text(words) | Part::Event(words, _)) = parts.first_mut() {
        *words = large(words);
    }
}
