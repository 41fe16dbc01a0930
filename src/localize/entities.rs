//! Sources, claims, parties, places, pages and topics in a further language.

use super::Localizer;
use super::events::is_stale;
use crate::parse::Document;
use crate::parse::claim::ClaimFile;
use crate::parse::page::PageFile;
use crate::parse::party::PartyFile;
use crate::parse::place::PlaceFile;
use crate::parse::source::SourceFile;
use crate::parse::topic::TopicFile;
use crate::read::Folder;

impl Localizer<'_> {
    /// The source: its title stays, beside what it says in this language, and so does its outlet, unless it has a name in it.
    pub(super) fn source(&self, original: &Document<SourceFile>) -> Document<SourceFile> {
        let dictionary = self.dictionary(Folder::Sources, &original.id);
        let mut document = self.with_body(original, &dictionary);
        document.translation = self.state(original, &dictionary, !original.markdown().trim().is_empty());
        let front = &mut document.front;
        // What is said of no source is that it is in the site's own language.
        front.language.get_or_insert_with(|| self.original.to_owned());
        let own = dictionary.translation.and_then(|translation| translation.front.title_translation.as_ref());
        front.title_translation = own.map(|title| title.value.clone());
        // The words themselves are those that were posted.
        front.quote_translation = front.quote.as_deref().and_then(|quote| dictionary.find(quote)).map(str::to_owned);
        for text in [&mut front.reliability, &mut front.interest, &mut front.locator] {
            dictionary.say_in(text);
        }
        if let Some(outlet) = &mut front.outlet {
            *outlet = dictionary.name(outlet);
        }
        document
    }

    /// The claim. A statement or label that fell behind could say what is no longer alleged: the original's stand.
    pub(super) fn claim(&self, original: &Document<ClaimFile>) -> Document<ClaimFile> {
        let dictionary = self.dictionary(Folder::Claims, &original.id);
        let mut document = self.with_body(original, &dictionary);
        document.translation = self.state(original, &dictionary, true);
        let own = dictionary.translation.filter(|_| !is_stale(document.translation.as_ref()));
        let own = own.map(|translation| &translation.front);
        let front = &mut document.front;
        front.statement.value = match own.and_then(|own| own.statement.as_ref()) {
            Some(statement) => statement.value.clone(),
            None => self.marked(&front.statement.value),
        };
        if let Some(label) = &mut front.label {
            label.value = self.marked(&label.value);
        }
        if let Some(label) = own.and_then(|own| own.label.clone()) {
            front.label = Some(label);
        }
        document
    }

    /// The person or organization, under the name that they have in this language, too.
    pub(super) fn party(&self, original: &Document<PartyFile>, folder: Folder) -> Document<PartyFile> {
        let dictionary = self.dictionary(folder, &original.id);
        let mut document = self.with_body(original, &dictionary);
        document.translation = self.state(original, &dictionary, !original.markdown().trim().is_empty());
        let own = dictionary.translation.map(|translation| &translation.front);
        let front = &mut document.front;
        if let Some(name) = own.and_then(|own| own.name.as_ref()) {
            front.name.value.clone_from(&name.value);
            front.sort_name = None;
        }
        if let Some(name) = own.and_then(|own| own.short_name.as_ref()) {
            front.short_name = Some(name.value.clone());
        }
        for name in &mut front.also_known_as {
            name.value = dictionary.name(&name.value);
        }
        dictionary.say_in(&mut front.role);
        front.pseudonym = front.pseudonym.as_ref().map(|reason| dictionary.tell(reason));
        document
    }

    /// The place.
    pub(super) fn place(&self, original: &Document<PlaceFile>) -> Document<PlaceFile> {
        let dictionary = self.dictionary(Folder::Places, &original.id);
        let mut document = self.with_body(original, &dictionary);
        document.translation = self.state(original, &dictionary, !original.markdown().trim().is_empty());
        if let Some(name) = dictionary.translation.and_then(|translation| translation.front.name.as_ref()) {
            document.front.name.value.clone_from(&name.value);
        }
        document
    }

    /// The page.
    pub(super) fn page(&self, original: &Document<PageFile>) -> Document<PageFile> {
        let dictionary = self.dictionary(Folder::Pages, &original.id);
        let mut document = self.with_body(original, &dictionary);
        document.translation = self.state(original, &dictionary, true);
        let title = &mut document.front.title.value;
        *title = match dictionary.translation.and_then(|translation| translation.front.title.as_ref()) {
            Some(own) => own.value.clone(),
            None => self.marked(title),
        };
        document
    }
    /// The topic.
    pub(super) fn topic(&self, original: &Document<TopicFile>) -> Document<TopicFile> {
        let dictionary = self.dictionary(Folder::Tags, &original.id);
        let mut document = self.with_body(original, &dictionary);
        document.translation = self.state(original, &dictionary, true);
        let own = dictionary.translation.map(|translation| &translation.front);
        let front = &mut document.front;
        front.title.value = match own.and_then(|own| own.title.as_ref()) {
            Some(title) => title.value.clone(),
            None => self.marked(&front.title.value),
        };
        if let Some(summary) = &mut front.summary {
            summary.value = self.marked(&summary.value);
        }
        if let Some(summary) = own.and_then(|own| own.summary.clone()) {
            front.summary = Some(summary);
        }
        document
    }
}
