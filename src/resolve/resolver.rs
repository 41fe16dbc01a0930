//! Looks up what an id names, or says what is wrong with it.

use crate::diagnostic::position::Spanned;
use crate::diagnostic::{Code, Diagnostic, Location, Span, suggest};
use crate::hashing::Entry;
use crate::hashing::HashMap;
use crate::model::{Claim, Event, FreePage, Id, Kind, Names, Party, PartyKind, Place, Ref, Source};
use crate::parse::{Document, stem};
use crate::read::Folder;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What every id of the site names.
#[derive(Debug, Default)]
pub struct NameTables {
    pub kinds: Names<Kind>,
    pub events: Names<Event>,
    pub sources: Names<Source>,
    pub claims: Names<Claim>,
    pub parties: Names<Party>,
    pub places: Names<Place>,
    pub pages: Names<FreePage>,
    /// Whether each party is a person or an organization, by its reference's index.
    pub party_kinds: Vec<PartyKind>,
    /// Former ids of events: a link to one still leads somewhere.
    pub aliases: BTreeMap<Id, Ref<Event>>,
    /// Events that are drafts, shown or not.
    pub drafts: BTreeSet<Id>,
    /// Files that exist but could not be read, so that naming them is no second mistake.
    pub broken: BTreeSet<(Folder, Id)>,
}

impl NameTables {
    /// Whether the party with this id is a person or an organization.
    pub fn party_kind(&self, id: &Id) -> PartyKind {
        let party = self.parties.get(id.as_str()).expect("every party that is resolved has a name");
        self.party_kinds[party.index()]
    }
}

/// Looks up ids for one file.
pub struct Resolver<'a> {
    pub names: &'a NameTables,
    /// Whether what is looked for now is where a link leads.
    pub links: bool,
    /// Whether the file itself is a draft, which may link to drafts.
    pub is_draft: bool,
    pub errors: FileErrors,
}

/// What is wrong in a file.
#[derive(Debug)]
pub struct FileErrors {
    pub file: Arc<str>,
    /// What the file is, for messages: "event".
    what: &'static str,
    pub diagnostics: Vec<Diagnostic>,
    misses: Vec<Miss>,
}

/// An unknown id, before we have looked for the one that was meant.
#[derive(Debug)]
struct Miss {
    /// Its diagnostic, as an index.
    diagnostic: usize,
    id: String,
    entity: &'static EntityNames,
}

impl<'a> Resolver<'a> {
    /// A resolver for a published file, which messages call `what`.
    pub fn new(names: &'a NameTables, file: &Arc<str>, what: &'static str) -> Self {
        let errors = FileErrors { file: Arc::clone(file), what, diagnostics: Vec::new(), misses: Vec::new() };
        Self { names, links: false, is_draft: false, errors }
    }
}

impl Resolver<'_> {
    /// Reports something about this file.
    pub fn report(&mut self, code: Code, span: Span, message: String, help: impl Into<String>) {
        let location = Location { file: Arc::clone(&self.errors.file), span };
        let diagnostic = Diagnostic::new(code, location, message);
        let help = help.into();
        self.errors.diagnostics.push(if help.is_empty() { diagnostic } else { diagnostic.help(help) });
    }

    pub fn kind(&mut self, id: &Spanned<String>) -> Option<Ref<Kind>> {
        let names = self.names;
        self.find(&names.kinds, Code::UnknownKind, &EntityNames::KIND, "is of the kind", id)
    }

    pub fn source(&mut self, id: &Spanned<String>) -> Option<Ref<Source>> {
        self.relayed(id, "cites")
    }

    /// A source that a source goes back to; `verb` says how.
    pub fn relayed(&mut self, id: &Spanned<String>, verb: &str) -> Option<Ref<Source>> {
        let names = self.names;
        self.find(&names.sources, Code::UnknownSource, &EntityNames::SOURCE, verb, id)
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
        self.find(&names.claims, Code::UnknownClaim, &EntityNames::CLAIM, "names the claim", id)
    }

    pub fn place(&mut self, id: &Spanned<String>) -> Option<Ref<Place>> {
        let names = self.names;
        self.find(&names.places, Code::UnknownPlace, &EntityNames::PLACE, "names the place", id)
    }

    pub fn page(&mut self, id: &Spanned<String>) -> Option<Ref<FreePage>> {
        let names = self.names;
        self.find(&names.pages, Code::UnknownLink, &EntityNames::PAGE, "names the page", id)
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
        self.find(&names.parties, Code::UnknownParty, &EntityNames::PARTY, "names the party", id)
    }

    fn party_of(&mut self, id: &Spanned<String>, wanted: PartyKind) -> Option<Ref<Party>> {
        let names = self.names;
        let (code, entity, verb, other) = match wanted {
            PartyKind::Person => (Code::UnknownPerson, &EntityNames::PERSON, "names the person", "organization"),
            PartyKind::Organization => {
                (Code::UnknownOrganization, &EntityNames::ORGANIZATION, "names the organization", "person")
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
            None => self.find(&names.parties, code, entity, verb, id),
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
        self.find(&names.events, code, &EntityNames::EVENT, "names the event", id)
    }

    fn find<T>(
        &mut self,
        names: &Names<T>,
        code: Code,
        entity: &'static EntityNames,
        verb: &str,
        id: &Spanned<String>,
    ) -> Option<Ref<T>> {
        let reference = names.get(&id.value);
        if reference.is_none() && !self.is_broken(entity.folder, &id.value) {
            let does = if self.links { format!("links to the {}", entity.what) } else { verb.to_owned() };
            let message = format!("{} {does} `{}`, which {}", self.errors.what, id.value, entity.lacks);
            let diagnostic = self.errors.diagnostics.len();
            self.errors.misses.push(Miss { diagnostic, id: id.value.clone(), entity });
            self.report(code, id.span, message, entity.remedy(&id.value));
        }
        reference
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

/// What resolvers found wrong in many files, with the ids that were probably meant.
#[derive(Default)]
pub struct ResolveErrors {
    pub diagnostics: Vec<Diagnostic>,
    /// How many ids have been compared with unknown ones.
    compared: usize,
}

/// How many ids are compared at most with unknown ones, which takes a second or two.
const MAX_COMPARED: usize = 5_000_000;

impl ResolveErrors {
    /// Adds what was found in one file. Files come in their order, whatever the order in which they were resolved, so
    /// that the limit is always reached at the same one.
    pub fn add(&mut self, names: &NameTables, errors: FileErrors) {
        let first = self.diagnostics.len();
        self.diagnostics.extend(errors.diagnostics);
        for Miss { diagnostic, id, entity } in &errors.misses {
            if self.compared >= MAX_COMPARED {
                break;
            }
            let ids = (entity.ids)(names);
            self.compared += ids.len();
            // Nobody means the file itself.
            let own = if entity.what == errors.what { stem(&errors.file) } else { "" };
            if let Some(near) = suggest::nearest(id, ids.into_iter().filter(|id| *id != own)) {
                let help = &mut self.diagnostics[first + diagnostic].help;
                let remedy = help.take().filter(|_| suggest::differ_in_digits_alone(id, near));
                *help = Some(match remedy {
                    // An article of another day would say something else.
                    Some(remedy) => {
                        format!("{} Its numbers differ; if it isn't that one, {remedy}", suggest::did_you_mean(near))
                    }
                    None => suggest::did_you_mean(near),
                });
            }
        }
    }
}

/// How messages name one kind of entity, and where it is defined.
#[derive(Debug)]
struct EntityNames {
    folder: Folder,
    what: &'static str,
    /// What is said of an id that nothing defines.
    lacks: &'static str,
    /// The ids of that kind.
    ids: fn(&NameTables) -> Vec<&str>,
}

impl EntityNames {
    const KIND: Self =
        Self::new(Folder::Site, "kind", "`kinds` in `content/site.yaml` doesn't define", |names| listed(&names.kinds));
    const EVENT: Self =
        Self::new(Folder::Events, "event", "no file in `content/events` defines", |names| listed(&names.events));
    const SOURCE: Self =
        Self::new(Folder::Sources, "source", "no file in `content/sources` defines", |names| listed(&names.sources));
    const CLAIM: Self =
        Self::new(Folder::Claims, "claim", "no file in `content/claims` defines", |names| listed(&names.claims));
    const PERSON: Self =
        Self::new(Folder::People, "person", "no file in `content/people` defines", |names| listed(&names.parties));
    const ORGANIZATION: Self =
        Self::new(Folder::Organizations, "organization", "no file in `content/organizations` defines", |names| {
            listed(&names.parties)
        });
    const PARTY: Self =
        Self::new(Folder::People, "party", "no file in `content/people` or `content/organizations` defines", |names| {
            listed(&names.parties)
        });
    const PLACE: Self =
        Self::new(Folder::Places, "place", "no file in `content/places` defines", |names| listed(&names.places));
    const PAGE: Self =
        Self::new(Folder::Pages, "page", "no file in `content/pages` defines", |names| listed(&names.pages));

    const fn new(folder: Folder, what: &'static str, lacks: &'static str, ids: fn(&NameTables) -> Vec<&str>) -> Self {
        Self { folder, what, lacks, ids }
    }

    fn remedy(&self, id: &str) -> String {
        let id = match Id::new(id) {
            Some(id) => id.to_string(),
            None => Id::suggestion(id),
        };
        match self.folder {
            Folder::Site => format!("add it there: `{id}: {{label: …}}`"),
            // Whoever names a party may mean a person or an organization.
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

fn listed<T>(names: &Names<T>) -> Vec<&str> {
    names.ids().collect()
}

/// The file to which each id belongs.
pub type SeenIds = HashMap<Id, Arc<str>>;

/// Removes documents whose id an earlier one of the same kind has, and reports them.
pub fn refuse_duplicates<F>(
    documents: &mut Vec<Arc<Document<F>>>,
    seen: &mut SeenIds,
    diagnostics: &mut Vec<Diagnostic>,
) {
    documents.retain(|document| match seen.entry(document.id.clone()) {
        Entry::Vacant(vacant) => {
            vacant.insert(Arc::clone(&document.file));
            true
        }
        Entry::Occupied(first) => {
            let message = format!("the id `{}` belongs to `{}` already", document.id, first.get());
            diagnostics.push(
                Diagnostic::new(Code::DuplicateId, Location::start_of(&document.file), message)
                    .help("rename one of the two files: an id is an address and can lead to one page only"),
            );
            false
        }
    });
}
