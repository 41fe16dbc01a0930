//! The words that the site itself says, by language; what editors write isn't here.
//!
//! English is built in (`templates/words/en.yaml`) and stands in for whatever another language's file leaves out, so
//! that a site can change one word with one line.

mod catalogue;
pub mod date;
mod error;
mod pattern;
mod single;
mod span;
mod status;

pub use catalogue::DateWords;
pub use error::WordsError;
pub(crate) use pattern::{Pattern, PatternPiece, fill};
pub use status::{FullWords, MarkerWords, ShortWords, StatusWords};

use serde::Deserialize;
use std::collections::BTreeMap;

/// The catalogue that is built in.
const ENGLISH: &str = include_str!("../../templates/words/en.yaml");

/// All the words of one language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub dates: DateWords,
    /// How a claim's status is said.
    pub status: StatusWords,
    /// What the templates say, by key.
    pub page: BTreeMap<String, String>,
}

impl Words {
    /// The words that are built in.
    pub fn english() -> Self {
        Self::parse("").expect("a test reads the catalogue that is built in")
    }

    /// "a, b and c".
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [before @ .., last] => self.dates.and.fill(&[("a", &before.join(&self.dates.list_separator)), ("b", last)]),
        }
    }

    /// A number of things: "39", "2,000".
    pub fn number(&self, number: usize) -> String {
        self.dates.grouped(number as u64)
    }

    /// A language's words from the text of its catalogue; what it leaves out is English.
    pub fn parse(text: &str) -> Result<Self, WordsError> {
        let words: Self = crate::parse::yaml::overlay(ENGLISH, text)?;
        let fault = words.dates.check().and_then(|()| words.status.check()).and_then(|()| words.check_page());
        fault.map_err(|message| WordsError { message, at: 0 })?;
        Ok(words)
    }

    /// Says which text of the pages lost the status that must stand in it.
    fn check_page(&self) -> Result<(), String> {
        for (key, name) in HOLDS_STATUS {
            let text = self.page.get(*key).map_or("", String::as_str);
            if !text.contains(name) {
                return Err(format!("page.{key} lacks `{name}`, without which an allegation would stand alone"));
            }
        }
        if self.page.get("caveat").is_none_or(|caveat| caveat.trim().is_empty()) {
            return Err("page.caveat says nothing, and an arrest would read as proof of guilt".to_owned());
        }
        Ok(())
    }
}

/// The texts of the pages in which a status is filled in.
const HOLDS_STATUS: &[(&str, &str)] = &[
    ("data_titled", "{status}"),
    ("data_titled", "{title}"),
    ("data_headline", "{status}"),
    ("data_headline", "{title}"),
    ("data_noted", "{title}"),
    ("data_noted", "{remarks}"),
];

#[cfg(test)]
mod tests;
