//! Everything the content says, as it was parsed.

use super::file_parts::{FileParts, says_draft};
use super::languages::Languages;
use super::markdown::BodyFile;
use super::translation::TranslationDocument;
use super::{claim, event, page, party, place, settings, source, stem, topic};
use crate::model::{Id, Translation, Verification};
use crate::read::{Folder, Input};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Everything the content says, file by file.
///
/// Who parses the same site again and again shares the documents with a [`ParseCache`](super::ParseCache); anybody else has them alone, and
/// can take them apart.
#[derive(Debug, Default)]
pub struct Documents {
    pub settings: Option<SettingsDocument>,
    pub languages: Languages,
    /// What `dateline verify` and `dateline links` found; its ids are not looked for, for it may be older than they.
    pub verification: Arc<Verification>,
    pub events: Vec<Arc<Document<event::EventFile>>>,
    pub sources: Vec<Arc<Document<source::SourceFile>>>,
    pub claims: Vec<Arc<Document<claim::ClaimFile>>>,
    pub people: Vec<Arc<Document<party::PartyFile>>>,
    pub organizations: Vec<Arc<Document<party::PartyFile>>>,
    pub places: Vec<Arc<Document<place::PlaceFile>>>,
    pub pages: Vec<Arc<Document<page::PageFile>>>,
    pub topics: Vec<Arc<Document<topic::TopicFile>>>,
    /// Of any of these, into any language.
    pub translations: Vec<Arc<TranslationDocument>>,
    /// Ids of files that exist and could not be read: naming them is no second mistake.
    pub broken: Vec<(Folder, Id)>,
    /// What stands in them.
    pub broken_texts: Vec<Arc<str>>,
    /// The files of events that say that they are drafts, those that can't be read among them.
    pub drafts: BTreeSet<Arc<str>>,
    /// Of those that can't be read, the ids and what stands in them.
    pub broken_drafts: Vec<(Id, Arc<str>)>,
}

impl Documents {
    pub(super) fn add_broken(&mut self, input: &Input) {
        let id = Id::new(stem(&input.path));
        if input.folder == Folder::Events && says_draft(&input.text) {
            self.drafts.insert(Arc::clone(&input.path));
            self.broken_drafts.extend(id.clone().map(|id| (id, Arc::clone(&input.text))));
        }
        self.broken.extend(id.map(|id| (input.folder, id)));
        self.broken_texts.push(Arc::clone(&input.text));
    }

    /// Forgets the drafts, whether they could be read or not, and gives the ids of those that could not.
    pub fn leave_drafts_out(&mut self) -> Vec<Id> {
        self.events.retain(|event| !event.front.draft);
        let broken_drafts = std::mem::take(&mut self.broken_drafts);
        let is_draft = |id: &Id| broken_drafts.iter().any(|(draft, _)| draft == id);
        self.broken.retain(|(folder, id)| *folder != Folder::Events || !is_draft(id));
        self.broken_texts.retain(|text| broken_drafts.iter().all(|(_, draft)| !Arc::ptr_eq(draft, text)));
        broken_drafts.into_iter().map(|(id, _)| id).collect()
    }
}

/// What one file says.
#[derive(Debug, Clone)]
pub struct Document<F> {
    pub id: Id,
    pub file: Arc<str>,
    pub front: F,
    pub body: BodyFile,
    /// The whole file.
    pub text: Arc<str>,
    /// How its words come to stand in another language than the one they were written in; none in the original's.
    pub translation: Option<Translation>,
}

impl<F> Document<F> {
    /// The text below the front matter.
    pub fn markdown(&self) -> &str {
        &self.text[FileParts::of(&self.text).body.min(self.text.len())..]
    }
}

/// What `site.yaml` says.
pub type SettingsDocument = Arc<Document<settings::SettingsFile>>;
