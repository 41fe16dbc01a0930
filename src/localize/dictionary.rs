//! The words of one file in one language.

use super::locators::OriginalLocators;
use crate::diagnostic::position::Spanned;
use crate::hashing::HashMap;
use crate::model::{Piece, foreign};
use crate::parse::Documents;
use crate::parse::event::CitationFile;
use crate::parse::markdown::LinkFile;
use crate::parse::translation::TranslationDocument;
use crate::quotation::Normal;

/// The translation of a file's texts, each by its exact original.
pub struct FileWords<'a> {
    /// The original's language.
    original: &'a str,
    pub translation: Option<&'a TranslationDocument>,
    words: HashMap<String, &'a str>,
    /// Words for texts that many files have.
    shared: &'a HashMap<String, &'a str>,
}

/// What two texts have in common that only type-setting sets apart.
pub fn key(text: &str) -> String {
    Normal::new(text).as_str().trim().to_owned()
}

/// Words for texts that many files have, from the site's settings, in the language with this tag.
pub fn shared<'d>(documents: &'d Documents, language: &str) -> HashMap<String, &'d str> {
    let all = documents.settings.iter().flat_map(|settings| &settings.front.translations);
    let own = all.filter(|(tag, _)| tag.value.eq_ignore_ascii_case(language)).flat_map(|(_, own)| &own.words);
    own.map(|(original, words)| (key(&original.value), words.value.as_str())).collect()
}

impl<'a> FileWords<'a> {
    /// The words of a translation, for an original in this language; `shared` are those for texts that many files have.
    pub fn new(
        original: &'a str,
        translation: Option<&'a TranslationDocument>,
        shared: &'a HashMap<String, &'a str>,
    ) -> Self {
        let words = translation.into_iter().flat_map(|translation| &translation.front.words);
        let words = words.map(|(original, translation)| (key(&original.value), translation.value.as_str())).collect();
        Self { original, translation, words, shared }
    }

    /// The translation of a text, if there is one.
    pub fn find(&self, text: &str) -> Option<&'a str> {
        if self.words.is_empty() && self.shared.is_empty() {
            return None;
        }
        let key = key(text);
        self.words.get(&key).or_else(|| self.shared.get(&key)).copied()
    }

    /// The translation of a text, or the text marked as being in its language.
    pub fn say(&self, text: &str) -> String {
        // A sentence is made of it, which has its own end.
        let alone = || foreign::marked(text.strip_suffix('.').unwrap_or(text), self.original);
        self.find(text).map_or_else(alone, str::to_owned)
    }

    /// The same of a text that stands by itself, and keeps the end of its sentence.
    pub fn tell(&self, text: &str) -> String {
        self.find(text).map_or_else(|| foreign::marked(text, self.original), str::to_owned)
    }

    /// What [`Self::say`] gives of a text that may not be there.
    pub fn say_in(&self, text: &mut Option<String>) {
        if let Some(text) = text {
            *text = self.say(text);
        }
    }

    /// The same of a text with its place.
    pub fn say_at(&self, text: &mut Option<Spanned<String>>) {
        if let Some(text) = text {
            text.value = self.say(&text.value);
        }
    }

    /// A name: what isn't translated is what it is called in this language, too.
    pub fn name(&self, name: &str) -> String {
        self.find(name).unwrap_or(name).to_owned()
    }

    /// Puts the translation of a quotation beside it: the words themselves are those that were said.
    pub fn quotation(&self, citation: &mut CitationFile) {
        citation.quote_translation =
            citation.quote.as_ref().and_then(|quote| self.find(&quote.value)).map(str::to_owned);
    }

    /// Translates what is said of a citation. What its locator leads to is looked up by the original's.
    pub fn citation(&self, citation: &mut CitationFile) {
        citation.original_locator.clone_from(&citation.locator);
        self.say_in(&mut citation.locator);
        self.say_in(&mut citation.note);
    }

    /// The same as [`Self::quotation`] for all of a body; `original` is that of the original. What a locator leads to is
    /// looked up by the original's locator, where the translation says it in words of its own, too.
    pub fn quotations(&self, pieces: &mut [Piece<CitationFile, LinkFile>], original: &[Piece<CitationFile, LinkFile>]) {
        let is_original = self.translation.is_none_or(|translation| translation.body.prose.pieces.is_empty());
        let mut locators = OriginalLocators::new(original, pieces);
        for piece in pieces {
            let Piece::Citations(group) = piece else { continue };
            for citation in group {
                self.quotation(citation);
                if is_original {
                    self.citation(citation);
                } else {
                    citation.original_locator = locators.of(citation);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_by_itself_keeps_its_full_stop() {
        let shared = HashMap::new();
        let words = FileWords::new("en", None, &shared);
        let reason = "The register was misread.";
        assert_eq!(foreign::plain(&words.tell(reason)), reason);
        assert_eq!(foreign::plain(&words.say(reason)), "The register was misread");
    }
}
