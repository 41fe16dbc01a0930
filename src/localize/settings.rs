//! The site's settings in a further language.

use super::Localizer;
use crate::model::slug::{slug, tag_name};
use crate::parse::settings::SettingsTranslation;
use crate::parse::topic::TopicFile;
use crate::parse::{Document, Documents, SettingsDocument};
use crate::read::Folder;
use std::collections::btree_map::Entry;
use std::sync::Arc;

impl Localizer<'_> {
    /// The settings, with the names of the tags that events bear.
    pub(super) fn settings(&self, original: &SettingsDocument, originals: &Documents) -> SettingsDocument {
        let mut document = Document::clone(original);
        let nothing = SettingsTranslation::default();
        let named = document.front.translations.iter().find(|(tag, _)| tag.value.eq_ignore_ascii_case(self.language));
        let own = named.map_or(nothing, |(_, own)| own.clone());
        let front = &mut document.front;
        if let Some(language) = &mut front.language {
            language.value = self.language.to_owned();
        }
        front.title.value = own.title.map_or_else(|| self.marked(&front.title.value), |title| title.value);
        if let Some(description) = &mut front.description {
            description.value =
                own.description.map_or_else(|| self.marked(&description.value), |description| description.value);
        }
        for (id, kind) in &mut front.kinds {
            let translated = own.kinds.iter().find(|(known, _)| known.value == id.value).map(|(_, kind)| kind);
            let label = translated.map(|kind| kind.label.clone());
            let plural = translated.and_then(|kind| kind.plural.clone()).or_else(|| label.clone());
            if let Some(written) = &mut kind.plural {
                written.value = plural.map_or_else(|| self.marked(&written.value), |plural| plural.value);
            } else {
                kind.plural = plural;
            }
            kind.label.value = label.map_or_else(|| self.marked(&kind.label.value), |label| label.value);
        }
        for tag in originals.events.iter().flat_map(|event| &event.front.tags) {
            let address = slug(&tag.value);
            if let Entry::Vacant(unnamed) = front.tag_names.entry(address) {
                let translated = own.tags.iter().find(|(known, _)| slug(&known.value) == *unnamed.key());
                let name = translated.map(|(_, name)| name.value.clone());
                let name = name.unwrap_or_else(|| self.tag(&tag.value, unnamed.key(), &originals.topics));
                unnamed.insert(name);
            }
        }
        Arc::new(document)
    }

    /// What a tag is called: as its topic is, where it has one.
    fn tag(&self, tag: &str, address: &str, topics: &[Arc<Document<TopicFile>>]) -> String {
        let Some(topic) = topics.iter().find(|topic| topic.id.as_str() == address) else {
            return self.marked(&tag_name(tag));
        };
        let own = self.translations.get(&(Folder::Tags, &topic.id));
        let original = &topic.front.title.value;
        match own.and_then(|translation| translation.front.title.as_ref()) {
            Some(title) => title.value.clone(),
            None if slug(original) == address => self.marked(original),
            None => self.marked(&tag_name(tag)),
        }
    }
}
