//! What is translated into each language, what fell behind, and what is missing.

use super::{dictionary, texts};
use crate::hashing::HashMap;
use crate::model::{Fingerprint, Id};
use crate::parse::fingerprint::Translatable;
use crate::parse::translation::TranslationDocument;
use crate::parse::{Document, Documents};
use crate::read::Folder;
use serde::Serialize;
use std::sync::Arc;

/// How far the site's translation into one language has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LanguageStatus {
    /// BCP 47.
    pub language: String,
    /// In the order of their paths.
    pub files: Vec<FileStatus>,
}

/// Whether one file is translated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileStatus {
    /// The original, relative to the site's folder.
    pub file: String,
    pub id: String,
    pub state: FileState,
}

/// Whether a file is translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileState {
    Translated,
    /// The original has changed since.
    Stale,
    /// There is a translation that isn't shown yet.
    Draft,
    Missing,
}

impl FileState {
    /// Every state, with the word for it.
    pub const ALL: &[(FileState, &str)] = &[
        (Self::Translated, "translated"),
        (Self::Stale, "stale"),
        (Self::Draft, "in drafts"),
        (Self::Missing, "missing"),
    ];
}

/// A file that can be translated, and the words that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalFile<'a> {
    pub folder: Folder,
    pub id: &'a Id,
    pub file: &'a Arc<str>,
    pub fingerprint: Fingerprint,
    /// The keys that a translation of it has, each with the original's words.
    pub keys: Vec<(&'static str, &'a str)>,
    /// Other texts of its front matter.
    pub texts: Vec<&'a str>,
    pub markdown: &'a str,
}

/// All files that can be translated, in the order of their paths. Drafts among them have time.
pub fn originals(documents: &Documents) -> Vec<OriginalFile<'_>> {
    let mut all = Vec::new();
    for document in documents.events.iter().filter(|event| !event.front.draft) {
        let summary = document.front.summary.as_ref().map(|summary| ("summary", summary.value.as_str()));
        let title = Some(("title", document.front.title.value.as_str()));
        all.push(original(Folder::Events, document, [title, summary], texts::of_event(document)));
    }
    for document in &documents.sources {
        all.push(original(Folder::Sources, document, [None, None], texts::of_source(document)));
    }
    for document in &documents.claims {
        let label = document.front.label.as_ref().map(|label| ("label", label.value.as_str()));
        let statement = Some(("statement", document.front.statement.value.as_str()));
        all.push(original(Folder::Claims, document, [statement, label], texts::of_other(document)));
    }
    for (folder, documents) in [(Folder::People, &documents.people), (Folder::Organizations, &documents.organizations)]
    {
        for document in documents {
            all.push(original(folder, document, [None, None], texts::of_party(document)));
        }
    }
    for document in &documents.places {
        all.push(original(Folder::Places, document, [None, None], texts::of_other(document)));
    }
    for document in &documents.pages {
        let title = Some(("title", document.front.title.value.as_str()));
        all.push(original(Folder::Pages, document, [title, None], texts::of_other(document)));
    }
    for document in &documents.topics {
        let summary = document.front.summary.as_ref().map(|summary| ("summary", summary.value.as_str()));
        let title = Some(("title", document.front.title.value.as_str()));
        all.push(original(Folder::Tags, document, [title, summary], texts::of_other(document)));
    }
    all.sort_by(|one, other| one.file.cmp(other.file));
    all
}

fn original<'a, F>(
    folder: Folder,
    document: &'a Document<F>,
    keys: [Option<(&'static str, &'a str)>; 2],
    texts: Vec<&'a str>,
) -> OriginalFile<'a>
where
    Document<F>: Translatable,
{
    OriginalFile {
        folder,
        id: &document.id,
        file: &document.file,
        fingerprint: document.fingerprint(),
        keys: keys.into_iter().flatten().collect(),
        texts,
        markdown: document.markdown().trim(),
    }
}

impl OriginalFile<'_> {
    /// Whether there is anything in it that a reader of another language would miss, beside what all files have words for.
    fn has_words(&self, shared: &HashMap<String, &str>) -> bool {
        let is_missed = |text: &&str| !shared.contains_key(&dictionary::key(text));
        !self.keys.is_empty() || !self.markdown.is_empty() || self.texts.iter().any(is_missed)
    }

    /// The translation into a language, by its tag.
    pub fn translation<'d>(&self, documents: &'d Documents, language: &str) -> Option<&'d Arc<TranslationDocument>> {
        let is_its = |document: &&Arc<TranslationDocument>| {
            document.folder == self.folder
                && document.id == *self.id
                && document.language.eq_ignore_ascii_case(language)
        };
        documents.translations.iter().find(is_its)
    }

    /// Whether it is translated.
    pub fn state(&self, translation: Option<&TranslationDocument>) -> FileState {
        match translation {
            None => FileState::Missing,
            Some(translation) if translation.front.draft => FileState::Draft,
            Some(translation) => match &translation.front.translated {
                Some(translated) if translated.from == self.fingerprint => FileState::Translated,
                _ => FileState::Stale,
            },
        }
    }
}

/// What is translated into each further language.
pub fn status(documents: &Documents) -> Vec<LanguageStatus> {
    let originals = originals(documents);
    let of_language = |language: &str| {
        let shared = dictionary::shared(documents, language);
        let files = originals.iter().map(|original| {
            let translation = original.translation(documents, language).map(|translation| &**translation);
            let state = original.state(translation);
            (original, state)
        });
        // A file without words lacks nothing.
        let told = files.filter(|(original, state)| original.has_words(&shared) || *state != FileState::Missing);
        told.map(|(original, state)| FileStatus { file: original.file.to_string(), id: original.id.to_string(), state })
            .collect()
    };
    let languages = documents.languages.further.iter().map(|words| words.language.tag());
    languages.map(|language| LanguageStatus { language: language.to_owned(), files: of_language(language) }).collect()
}
