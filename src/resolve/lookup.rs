//! Finding what an id names, or saying what is wrong with it.

use crate::diagnostic::position::Spanned;
use crate::diagnostic::{Code, Diagnostic, Location, Span, suggest};
use crate::model::{Claim, Event, Id, Kind, Names, Page, Party, PartyKind, Place, Ref, Source};
use crate::parse::{Document, stem};
use crate::read::Folder;
use std::cell::Cell;
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
    /// How many ids are still compared with unknown ones in search of what was meant.
    pub patience: Cell<usize>,
}

/// So many ids are compared, in a site that gets that many wrong: a second or two.
pub const PATIENCE: usize = 5_000_000;

/// Looks names up for one file.
pub struct Lookup<'a> {
    pub names: &'a NameTables,
    pub file: &'a Arc<str>,
    /// What the file is, for messages: "event".
    pub what: &'static str,
    /// Whether what is looked for now is where a link leads.
    pub links: bool,
    /// Whether the file itself is a draft, which may link to drafts.
    pub is_draft: bool,
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Lookup<'a> {
    /// A lookup for a published file that is called `what` in messages.
    pub fn new(
        names: &'a NameTables,
        file: &'a Arc<str>,
        what: &'static str,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self { names, file, what, links: false, is_draft: false, diagnostics }
    }
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
        self.find(&names.kinds, Code::UnknownKind, &Home::KIND, "is of the kind", id)
    }

    pub fn source(&mut self, id: &Spanned<String>) -> Option<Ref<Source>> {
        self.relayed(id, "cites")
    }

    /// A source that a source goes back to; `verb` says how.
    pub fn relayed(&mut self, id: &Spanned<String>, verb: &str) -> Option<Ref<Source>> {
        let names = self.names;
        self.find(&names.sources, Code::UnknownSource, &Home::SOURCE, verb, id)
    }

    /// `[ledger-2031-04-05]` where `[@ledger-2031-04-05]` was meant; other words in brackets are only words.
    pub fn refuse_source_without_at(&mut self, word: &Spanned<String>) {
        let id = &word.value;
        if self.names.sources.get(id).is_some() {
            let message = format!("`[{id}]` is a source in brackets, and no citation");
            self.report(Code::InvalidCitation, word.span, message, format!("write `[@{id}]`"));
        }
    }

    pub fn claim(&mut self, id: &Spanned<String>) -> Option<Ref<Claim>> {
        let names = self.names;
        self.find(&names.claims, Code::UnknownClaim, &Home::CLAIM, "names the claim", id)
    }

    pub fn place(&mut self, id: &Spanned<String>) -> Option<Ref<Place>> {
        let names = self.names;
        self.find(&names.places, Code::UnknownPlace, &Home::PLACE, "names the place", id)
    }

    pub fn page(&mut self, id: &Spanned<String>) -> Option<Ref<Page>> {
        let names = self.names;
        self.find(&names.pages, Code::UnknownLink, &Home::PAGE, "names the page", id)
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
        self.find(&names.parties, Code::UnknownParty, &Home::PARTY, "names the party", id)
    }

    fn party_of(&mut self, id: &Spanned<String>, wanted: PartyKind) -> Option<Ref<Party>> {
        let names = self.names;
        let (code, home, verb, other) = match wanted {
            PartyKind::Person => (Code::UnknownPerson, Home::PERSON, "names the person", "organization"),
            PartyKind::Organization => {
                (Code::UnknownOrganization, Home::ORGANIZATION, "names the organization", "person")
            }
        };
        match names.parties.get(&id.value) {
            Some(party) if names.party_kinds[party.index()] == wanted => Some(party),
            Some(_) => {
                let message = format!("`{}` is {} {other}", id.value, if other == "person" { "a" } else { "an" });
                let help = match (self.links, other) {
                    (true, _) => format!("write `{other}:{}`", id.value),
                    (false, "person") => "move it to `people`".to_owned(),
                    (false, _) => "move it to `organizations`".to_owned(),
                };
                self.report(code, id.span, message, help);
                None
            }
            None => self.find(&names.parties, code, &home, verb, id),
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
        self.find(&names.events, code, &Home::EVENT, "names the event", id)
    }

    fn find<T>(
        &mut self,
        names: &Names<T>,
        code: Code,
        home: &Home,
        verb: &str,
        id: &Spanned<String>,
    ) -> Option<Ref<T>> {
        let found = names.get(&id.value);
        if found.is_none() && !self.is_broken(home.folder, &id.value) {
            let does = if self.links { format!("links to the {}", home.what) } else { verb.to_owned() };
            let message = format!("{} {does} `{}`, which {}", self.what, id.value, home.lacks);
            // Nobody means the file itself.
            let own = if home.what == self.what { stem(self.file) } else { "" };
            let patience = self.names.patience.get();
            self.names.patience.set(patience.saturating_sub(names.ids().len()));
            let others = names.ids().filter(|id| *id != own && patience > 0);
            let help = match suggest::nearest(&id.value, others) {
                Some(near) => suggest::did_you_mean(near),
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
    /// What is said of an id that nothing defines.
    lacks: &'static str,
}

impl Home {
    const KIND: Self =
        Self { folder: Folder::Site, what: "kind", lacks: "`kinds` in `content/site.yaml` doesn't define" };
    const EVENT: Self = Self::new(Folder::Events, "event", "no file in `content/events` defines");
    const SOURCE: Self = Self::new(Folder::Sources, "source", "no file in `content/sources` defines");
    const CLAIM: Self = Self::new(Folder::Claims, "claim", "no file in `content/claims` defines");
    const PERSON: Self = Self::new(Folder::People, "person", "no file in `content/people` defines");
    const ORGANIZATION: Self =
        Self::new(Folder::Organizations, "organization", "no file in `content/organizations` defines");
    const PARTY: Self =
        Self::new(Folder::People, "party", "no file in `content/people` or `content/organizations` defines");
    const PLACE: Self = Self::new(Folder::Places, "place", "no file in `content/places` defines");
    const PAGE: Self = Self::new(Folder::Pages, "page", "no file in `content/pages` defines");

    const fn new(folder: Folder, what: &'static str, lacks: &'static str) -> Self {
        Self { folder, what, lacks }
    }

    fn remedy(&self, id: &str) -> String {
        let id = match Id::new(id) {
            Some(id) => id.to_string(),
            None => Id::suggestion(id),
        };
        match self.folder {
            Folder::Site => format!("add it there: `{id}: {{label: …}}`"),
            // Whoever names a party may mean either sort.
            _ if self.what == "party" => {
                format!("correct the id, or write `content/people/{id}.md` or `content/organizations/{id}.md`")
            }
            folder => {
                let name = Folder::OF_CONTENT.iter().find(|(_, known)| *known == folder).map_or("", |(name, _)| *name);
                format!("correct the id, or write `content/{name}/{id}.md`")
            }
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
