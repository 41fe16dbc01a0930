//! What a translation is measured by: the words of its original that it has in its own language.

use super::Document;
use super::claim::ClaimFile;
use super::event::EventFile;
use super::page::PageFile;
use super::party::PartyFile;
use super::place::PlaceFile;
use super::source::SourceFile;
use super::topic::TopicFile;
use crate::model::Fingerprint;

/// A file that can be translated.
pub trait Translatable {
    /// Of its title, summary, statement, label and body, as far as it has them.
    fn fingerprint(&self) -> Fingerprint;
}

impl Translatable for Document<EventFile> {
    fn fingerprint(&self) -> Fingerprint {
        // A summary that is the first sentence is none: data give it in any case.
        let summary = self.front.summary.as_ref().map_or("", |summary| &summary.value);
        let summary = if summary == self.body.prose.first_sentence() { "" } else { summary };
        Fingerprint::of(&[&self.front.title.value, summary, "", "", self.markdown()])
    }
}

impl Translatable for Document<ClaimFile> {
    fn fingerprint(&self) -> Fingerprint {
        let label = self.front.label.as_ref().map_or("", |label| &label.value);
        Fingerprint::of(&["", "", &self.front.statement.value, label, self.markdown()])
    }
}

impl Translatable for Document<SourceFile> {
    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&[&self.front.title.value, "", "", "", self.markdown()])
    }
}

impl Translatable for Document<PartyFile> {
    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&["", "", "", "", self.markdown()])
    }
}

impl Translatable for Document<PlaceFile> {
    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&["", "", "", "", self.markdown()])
    }
}

impl Translatable for Document<PageFile> {
    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&[&self.front.title.value, "", "", "", self.markdown()])
    }
}

impl Translatable for Document<TopicFile> {
    fn fingerprint(&self) -> Fingerprint {
        let summary = self.front.summary.as_ref().map_or("", |summary| &summary.value);
        Fingerprint::of(&[&self.front.title.value, summary, "", "", self.markdown()])
    }
}
