//! Finding what an id names, or saying what is wrong with it.

use crate::diagnostic::position::Spanned;
use crate::diagnostic::{Code, Diagnostic, Location, Span, suggest};
use crate::model::{Claim, Event, Id, Kind, Names, Page, Party, PartyKind, Place, Ref, Source};
use crate::parse::Document;
use crate::read::Folder;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What every id of the site names.
pub struct NameTables {
    pub kinds: Names<Kind>,
    pub events: Names<Event>,
    pub sources: Names<Source>,
    pub claims: Names<Claim>,
    pub parties: Names<Party>,
    pub places: Names<Place>,
    pub pages: Names<Page>,
    /// Which sort each party is, by its reference's index.
    pub party_kinds: Vec<PartyKind>,
    /// Former ids of events: a link to one still leads somewhere.
    pub aliases: BTreeMap<Id, Ref<Event>>,
    /// Events that are drafts, shown or not.
    pub drafts: BTreeSet<Id>,
    /// Files that exist but could not be read, so that naming them is no second mistake.
    pub broken: BTreeSet<(Folder, Id)>,
}

/// Looks names up for one file.
pub struct Lookup<'a> {
    pub names: &'a NameTables,
    pub file: &'a Arc<str>,
    /// Whether the file itself is a draft, which may link to drafts.
    pub is_draft: bool,
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

impl Lookup<'_> {
    /// Reports something about this file.
    pub fn report(&mut self, code: Code, span: Span, message: String, help: impl Into<String>) {
        let location = Location { file: Arc::clone(self.file), span };
        let diagnostic = Diagnostic::new(code, location, message);
        let help = help.into();
        self.diagnostics.push(if help.is_empty() { diagnostic } else { diagnostic.help(help) });
    }

    pub fn kind(&mut self, id: &Spanned<String>) -> Option<Ref<Kind>> {
        let names = self.names;
        let home = Home::new(Folder::Site, "kind", "kinds` in `content/site.yaml");
        self.find(&names.kinds, Code::UnknownKind, &home, id)
    }

    pub fn source(&mut self, id: &Spanned<String>) -> Option<Ref<Source>> {
        let names = self.names;
        self.find(&names.sources, Code::UnknownSource, &Home::new(Folder::Sources, "source", "content/sources"), id)
    }

    pub fn claim(&mut self, id: &Spanned<String>) -> Option<Ref<Claim>> {
        let names = self.names;
        self.find(&names.claims, Code::UnknownClaim, &Home::new(Folder::Claims, "claim", "content/claims"), id)
    }

    pub fn place(&mut self, id: &Spanned<String>) -> Option<Ref<Place>> {
        let names = self.names;
        self.find(&names.places, Code::UnknownPlace, &Home::new(Folder::Places, "place", "content/places"), id)
    }

    pub fn page(&mut self, id: &Spanned<String>) -> Option<Ref<Page>> {
        let names = self.names;
        self.find(&names.pages, Code::UnknownLink, &Home::new(Folder::Pages, "page", "content/pages"), id)
    }

    pub fn person(&mut self, id: &Spanned<String>) -> Option<Ref<Party>> {
        self.party_of(id, PartyKind::Person)
    }

    pub fn organization(&mut self, id: &Spanned<String>) -> Option<Ref<Party>> {
        self.party_of(id, PartyKind::Organization)
    }

    /// A person or an organization.
    pub fn party(&mut self, id: &Spanned<String>) -> Option<Ref<Party>> {
        let names = self.names;
        let home = Home::new(Folder::People, "person or organization", "content/people` or `content/organizations");
        self.find(&names.parties, Code::UnknownParty, &home, id)
    }

    fn party_of(&mut self, id: &Spanned<String>, wanted: PartyKind) -> Option<Ref<Party>> {
        let names = self.names;
        let (code, home, other) = match wanted {
            PartyKind::Person => {
                (Code::UnknownPerson, Home::new(Folder::People, "person", "content/people"), "organization")
            }
            PartyKind::Organization => (
                Code::UnknownOrganization,
                Home::new(Folder::Organizations, "organization", "content/organizations"),
                "person",
            ),
        };
        match names.parties.get(&id.value) {
            Some(party) if names.party_kinds[party.index()] == wanted => Some(party),
            Some(_) => {
                let message = format!("`{}` is {} {other}", id.value, if other == "person" { "a" } else { "an" });
                let list = if other == "person" { "people" } else { "organizations" };
                self.report(code, id.span, message, format!("move it to `{list}`"));
                None
            }
            None => self.find(&names.parties, code, &home, id),
        }
    }

    /// An event, by its id or a former one.
    pub fn event(&mut self, id: &Spanned<String>, code: Code) -> Option<Ref<Event>> {
        let names = self.names;
        if !self.is_draft && names.drafts.contains(id.value.as_str()) {
            let message = format!("`{}` is a draft, and this is published", id.value);
            self.report(
                Code::LinksToDraft,
                id.span,
                message,
                "publish the draft first (remove its `draft: true`), or remove this link",
            );
            return None;
        }
        if let Some(event) = names.aliases.get(id.value.as_str()) {
            return Some(*event);
        }
        self.find(&names.events, code, &Home::new(Folder::Events, "event", "content/events"), id)
    }

    fn find<T>(&mut self, names: &Names<T>, code: Code, home: &Home, id: &Spanned<String>) -> Option<Ref<T>> {
        let found = names.get(&id.value);
        if found.is_none() && !self.is_broken(home.folder, &id.value) {
            let message = home.message(&id.value);
            let help = match suggest::nearest(&id.value, names.ids()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => home.remedy(&id.value),
            };
            self.report(code, id.span, message, help);
        }
        found
    }

    fn is_broken(&self, folder: Folder, id: &str) -> bool {
        let Some(id) = Id::new(id) else { return false };
        let folders: &[Folder] = match folder {
            Folder::People | Folder::Organizations => &[Folder::People, Folder::Organizations],
            ref other => std::slice::from_ref(other),
        };
        folders.iter().any(|folder| self.names.broken.contains(&(*folder, id.clone())))
    }
}

/// Where things of a sort are defined, for messages.
struct Home {
    folder: Folder,
    what: &'static str,
    /// The folder or key that defines them.
    path: &'static str,
}

impl Home {
    const fn new(folder: Folder, what: &'static str, path: &'static str) -> Self {
        Self { folder, what, path }
    }

    fn message(&self, id: &str) -> String {
        match self.folder {
            Folder::Site => format!("there is no {} `{id}` under `{}`", self.what, self.path),
            _ => format!("there is no {} `{id}`: no file in `{}` defines it", self.what, self.path),
        }
    }

    fn remedy(&self, id: &str) -> String {
        match self.folder {
            Folder::Site => format!("add it there: `{id}: {{label: …}}`"),
            _ => format!("create {}/{id}.md, or correct the id", self.path),
        }
    }
}

/// Takes out documents whose id an earlier one of the same space has, and reports them.
pub fn refuse_duplicates<F>(
    documents: &mut Vec<Document<F>>,
    seen: &mut BTreeMap<Id, Arc<str>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    documents.retain(|document| match seen.get(&document.id) {
        None => {
            seen.insert(document.id.clone(), Arc::clone(&document.file));
            true
        }
        Some(first) => {
            let message = format!("the id `{}` belongs to `{first}` already", document.id);
            diagnostics.push(
                Diagnostic::new(Code::DuplicateId, Location::start_of(&document.file), message)
                    .help("rename one of the two files: an id is an address and can lead to one page only"),
            );
            false
        }
    });
}
