//! The site in a further language: the words of its translations in the place of the original's.
//!
//! This is the one place that knows an original from a translation. It goes over what the files say, before anything is
//! resolved; what comes out is a site like any other, in one language, of which nothing further on asks which language it
//! is. Dates, parties, stances and findings are the original's: they can't fall behind. Words that nobody has translated
//! stand there as they were written, marked as being in their language ([`crate::model::foreign`]).

mod check;
mod dictionary;
mod entities;
mod events;
mod locators;
mod settings;
pub mod status;
pub mod texts;

pub use check::check;

use crate::hashing::HashMap;
use crate::model::{Id, Translation, TranslationState, foreign};
use crate::parse::fingerprint::Translatable;
use crate::parse::translation::TranslationDocument;
use crate::parse::{Document, Documents};
use crate::read::Folder;
use crate::words::Words;
use dictionary::FileWords;
use rayon::prelude::*;
use std::sync::Arc;

/// The folder in which a further language's pages lie, with a slash behind it: `fr/`.
pub fn folder_of(words: &Words) -> String {
    format!("{}/", words.language.tag().to_lowercase())
}

/// What the files say, in a further language; `with_drafts` takes translations, too, that aren't to be shown yet.
pub fn documents(originals: &Documents, words: &Arc<Words>, with_drafts: bool) -> Documents {
    let localizer = Localizer::new(originals, words, with_drafts);
    Documents {
        settings: originals.settings.as_ref().map(|settings| localizer.settings(settings, originals)),
        languages: originals.languages.clone(),
        verification: Arc::clone(&originals.verification),
        events: localizer.all(&originals.events, |localizer, event| localizer.event(event)),
        sources: localizer.all(&originals.sources, |localizer, source| localizer.source(source)),
        claims: localizer.all(&originals.claims, |localizer, claim| localizer.claim(claim)),
        people: localizer.all(&originals.people, |localizer, party| localizer.party(party, Folder::People)),
        organizations: localizer
            .all(&originals.organizations, |localizer, party| localizer.party(party, Folder::Organizations)),
        places: localizer.all(&originals.places, |localizer, place| localizer.place(place)),
        pages: localizer.all(&originals.pages, |localizer, page| localizer.page(page)),
        topics: localizer.all(&originals.topics, |localizer, topic| localizer.topic(topic)),
        translations: Vec::new(),
        broken: originals.broken.clone(),
        broken_texts: originals.broken_texts.clone(),
        drafts: originals.drafts.clone(),
        broken_drafts: originals.broken_drafts.clone(),
    }
}

struct Localizer<'a> {
    /// The tag of the language in which the originals are written, and of this one.
    original: &'a str,
    language: &'a str,
    translations: HashMap<(Folder, &'a Id), &'a TranslationDocument>,
    /// Words for texts that many files have, from the settings.
    shared: HashMap<String, &'a str>,
    /// What charges are called, on all files alike: they say which outcome belongs to which.
    charges: HashMap<String, &'a str>,
}

impl<'a> Localizer<'a> {
    fn new(originals: &'a Documents, words: &'a Words, with_drafts: bool) -> Self {
        let language = words.language.tag();
        let of_language = |document: &&Arc<TranslationDocument>| {
            document.language.eq_ignore_ascii_case(language) && (with_drafts || !document.front.draft)
        };
        let shared = dictionary::shared(originals, language);
        let mut translations = HashMap::new();
        let mut charges = HashMap::new();
        let is_charge = charges_of(originals);
        for document in originals.translations.iter().filter(of_language) {
            translations.entry((document.folder, &document.id)).or_insert(&**document);
            for (original, translation) in &document.front.words {
                let key = dictionary::key(&original.value);
                if is_charge.contains(&key) {
                    charges.entry(key).or_insert(translation.value.as_str());
                }
            }
        }
        Self { original: originals.languages.original.language.tag(), language, translations, shared, charges }
    }

    /// All files of a kind in this language.
    fn all<F: Send + Sync>(
        &self,
        originals: &[Arc<Document<F>>],
        localized: impl Fn(&Self, &Document<F>) -> Document<F> + Sync,
    ) -> Vec<Arc<Document<F>>> {
        originals.par_iter().map(|original| Arc::new(localized(self, original))).collect()
    }

    /// The words that there are for a file.
    fn dictionary(&self, folder: Folder, id: &Id) -> FileWords<'_> {
        let translation = self.translations.get(&(folder, id)).copied();
        FileWords::new(self.original, translation, &self.shared)
    }

    /// How the words of a file come to stand in this language; nothing of a file without words, `has_words` says.
    fn state<F>(&self, original: &Document<F>, dictionary: &FileWords<'_>, has_words: bool) -> Option<Translation>
    where
        Document<F>: Translatable,
    {
        let (state, by) = match dictionary.translation {
            None if !has_words => return None,
            None => (TranslationState::Missing, None),
            Some(translation) => match &translation.front.translated {
                Some(translated) if translated.from == original.fingerprint() => {
                    (TranslationState::Current, Some(translated.by.clone()))
                }
                translated => (TranslationState::Stale, translated.as_ref().map(|translated| translated.by.clone())),
            },
        };
        Some(Translation { state, by, original: Arc::clone(&original.file), changed: None })
    }

    /// The file with its body in this language, or marked as being in its own.
    fn with_body<F: Clone>(&self, original: &Document<F>, dictionary: &FileWords<'_>) -> Document<F> {
        let mut document = Document {
            id: original.id.clone(),
            file: Arc::clone(&original.file),
            front: original.front.clone(),
            body: Default::default(),
            text: Arc::clone(&original.text),
            translation: None,
        };
        match dictionary.translation.filter(|translation| !translation.body.prose.pieces.is_empty()) {
            Some(translation) => {
                document.file = Arc::clone(&translation.file);
                document.body = translation.body.clone();
            }
            None => {
                document.body = original.body.clone();
                if !document.body.prose.pieces.is_empty() {
                    document.body.prose.foreign = Some(self.original.into());
                }
            }
        }
        dictionary.quotations(&mut document.body.prose.pieces, &original.body.prose.pieces);
        document
    }

    /// The original's words, marked as being in their language.
    fn marked(&self, text: &str) -> String {
        foreign::marked(text, self.original)
    }
}

/// The keys of all charges.
fn charges_of(originals: &Documents) -> crate::hashing::HashSet<String> {
    let stances = originals.events.iter().flat_map(|event| &event.front.claims);
    stances.filter_map(|stance| stance.charge.as_deref()).map(dictionary::key).collect()
}
