//! What the site has already, so that an import defines nothing twice.

use crate::parse::{Document, Documents, address};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The ids of a site, and its sources by address.
#[derive(Debug, Default)]
pub struct ExistingContent {
    /// Whether there is a `content/site.yaml`.
    pub has_settings: bool,
    /// Whether the site has content at all.
    pub has_content: bool,
    pub kinds: BTreeSet<String>,
    /// Every id with its file, by folder of `content/`; people and organizations stand under both names.
    pub ids: BTreeMap<&'static str, BTreeMap<String, String>>,
    /// Sources by what their addresses have in common.
    pub sources: BTreeMap<String, String>,
    /// People and organizations by name.
    pub parties: BTreeMap<String, String>,
    /// Places by name.
    pub places: BTreeMap<String, String>,
}

impl ExistingContent {
    /// What the documents of a site define.
    pub fn of(documents: &Documents) -> Self {
        let mut existing = Self { has_settings: documents.settings.is_some(), ..Self::default() };
        if let Some(settings) = &documents.settings {
            existing.kinds = settings.front.kinds.iter().map(|(id, _)| id.value.clone()).collect();
        }
        existing.add("events", &documents.events);
        existing.add("sources", &documents.sources);
        existing.add("claims", &documents.claims);
        existing.add("people", &documents.people);
        existing.add("organizations", &documents.organizations);
        existing.add("places", &documents.places);
        existing.add("pages", &documents.pages);
        existing.add("tags", &documents.topics);
        for (folder, id) in &documents.broken {
            let folder = crate::read::Folder::OF_CONTENT.iter().find(|(_, existing)| existing == folder);
            if let Some((name, _)) = folder {
                existing.ids.entry(name).or_default().entry(id.to_string()).or_default();
            }
        }
        for document in &documents.sources {
            if let Some(address) = &document.front.url {
                existing.sources.insert(address::comparable(&address.value), document.id.to_string());
            }
        }
        for document in documents.people.iter().chain(&documents.organizations) {
            existing.parties.insert(document.front.name.value.clone(), document.id.to_string());
        }
        for document in &documents.places {
            existing.places.insert(document.front.name.value.clone(), document.id.to_string());
        }
        existing.has_content = existing.ids.values().any(|ids| !ids.is_empty());
        existing
    }

    fn add<F>(&mut self, folder: &'static str, documents: &[Arc<Document<F>>]) {
        let ids = self.ids.entry(folder).or_default();
        ids.extend(documents.iter().map(|document| (document.id.to_string(), document.file.to_string())));
    }

    /// The file that defines `id` in this folder of `content/`; parties share one space of ids.
    pub fn file(&self, folder: &str, id: &str) -> Option<&String> {
        let of = |folder: &str| self.ids.get(folder).and_then(|ids| ids.get(id));
        match folder {
            "people" | "organizations" => of("people").or_else(|| of("organizations")),
            _ => of(folder),
        }
    }
}
