//! Which citation of the original one in a translated text is, where both quote the same words twice.
//!
//! `paragraphe 8` is `paragraph 8`: the numbers tell. Where a locator has none, or the translation leaves it out, the
//! citations of the same words stand in the same order.

use crate::model::Piece;
use crate::parse::event::CitationFile;
use crate::parse::markdown::LinkFile;
use crate::quotation::Normal;
use std::collections::HashMap;

/// The locators with which the original cites the words that a translated text cites.
pub struct OriginalLocators {
    /// By source and quoted words.
    places: HashMap<(String, String), SameWords>,
}

/// Citations of the same words.
#[derive(Default)]
struct SameWords {
    /// The original's locators, in the order of its text.
    originals: Vec<Option<String>>,
    /// How many citations of them the translation has, and how many were asked for.
    translated: usize,
    asked: usize,
}

impl OriginalLocators {
    /// Of the citations in these two texts.
    pub fn new(original: &[Piece<CitationFile, LinkFile>], translation: &[Piece<CitationFile, LinkFile>]) -> Self {
        let mut places: HashMap<_, SameWords> = HashMap::new();
        for citation in citations(original) {
            if let Some(words) = words(citation) {
                places.entry(words).or_default().originals.push(citation.locator.clone());
            }
        }
        for citation in citations(translation) {
            if let Some(same) = words(citation).and_then(|words| places.get_mut(&words)) {
                same.translated += 1;
            }
        }
        Self { places }
    }

    /// That of the next citation in the translated text.
    pub fn of(&mut self, citation: &CitationFile) -> Option<String> {
        let same = self.places.get_mut(&words(citation)?)?;
        let number = same.asked;
        same.asked += 1;
        let own = numbers(citation.locator.as_deref().unwrap_or_default());
        let has_own = |locator: &&String| !own.is_empty() && numbers(locator) == own;
        if let Some(locator) = same.originals.iter().flatten().find(has_own) {
            return Some(locator.clone());
        }
        if same.translated == same.originals.len() { same.originals.get(number).cloned().flatten() } else { None }
    }
}

/// The citations in the order of the text.
fn citations(pieces: &[Piece<CitationFile, LinkFile>]) -> impl Iterator<Item = &CitationFile> {
    let groups = pieces.iter().filter_map(|piece| match piece {
        Piece::Citations(group) => Some(group),
        _ => None,
    });
    groups.flatten()
}

/// Whose words are cited, and which.
fn words(citation: &CitationFile) -> Option<(String, String)> {
    let quote = &citation.quote.as_ref()?.value;
    Some((citation.source.value.clone(), Normal::new(quote).as_str().trim().to_owned()))
}

/// The numbers in a locator, in whichever digits.
fn numbers(locator: &str) -> Vec<u64> {
    let digit = |c: char| match c {
        '0'..='9' => c.to_digit(10),
        '\u{660}'..='\u{669}' => Some(u32::from(c) - 0x660),
        '\u{6f0}'..='\u{6f9}' => Some(u32::from(c) - 0x6f0),
        _ => None,
    };
    let runs = locator.split(|c: char| digit(c).is_none()).filter(|run| !run.is_empty());
    let number = |run: &str| {
        run.chars().filter_map(digit).fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(digit.into()))
    };
    runs.map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_in_every_script() {
        assert_eq!(numbers("p. 2, paragraph 12"), [2, 12]);
        assert_eq!(numbers("الصفحة ٢، الفقرة ١٢"), [2, 12]);
        assert!(numbers("the preface").is_empty());
    }
}
