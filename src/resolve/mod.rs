//! Turns ids into references and gathers backlinks: what all files say together.
//!
//! It reports ids that name nothing, and nothing else. Editorial rules are in `check`.

mod backlinks;
mod entities;
mod events;
mod isolate;
mod media;
mod origins;
mod prose;
mod published;
mod quotations;
mod resolver;
mod settings;
mod site;
mod tags;
mod unloaded;

pub use isolate::isolate;
pub use origins::leads_to_cycle;
pub use quotations::Quotation;
pub use settings::with_slash;
pub use site::{Backlinks, Site, SiteTranslations, Tag, Unloaded};
pub use tags::{OtherSpelling, TagSpellings};

use crate::diagnostic::Diagnostic;
use crate::model::{ChartMark, Id, Kind, Names, PartyKind, Table};
use crate::parse::{Document, Documents, event::EventFile, party::PartyFile};
use crate::read::{Folder, MediaInput};
use rayon::prelude::*;
use resolver::{NameTables, ResolveErrors, Resolver, SeenIds, refuse_duplicates};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Which files the site is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// Drafts are not there.
    LeftOut,
    /// Drafts have pages, and give no status, back-link or count all the same.
    Shown,
}

/// The site that `documents` make. It is whole even where names lead nowhere, so that the checks can go on.
pub fn resolve(mut documents: Documents, media: &[MediaInput], drafts: Drafts) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    if documents.settings.is_none() && !documents.broken.iter().any(|(folder, _)| *folder == Folder::Site) {
        diagnostics.push(settings::missing());
    }
    sort_and_refuse_duplicates(&mut documents, &mut diagnostics);
    let mut draft_ids = draft_ids(&documents);
    let unloaded = unloaded::gather(&documents, drafts);
    if drafts == Drafts::LeftOut {
        draft_ids.extend(documents.leave_drafts_out());
    }
    let mut errors = ResolveErrors::default();
    let (mut settings, kinds) = match &documents.settings {
        None => (settings::fallback(), None),
        Some(document) => {
            // No id of theirs leads out of the file.
            let names = NameTables::default();
            let mut resolver = Resolver::new(&names, &document.file, "site");
            let kinds = settings::kinds(&document.front, &mut resolver);
            let settings = settings::resolve(&document.front, &mut resolver);
            errors.add(&names, resolver.errors);
            (settings, Some(kinds))
        }
    };
    // Without settings every kind would be unknown; one diagnostic, about the settings, is enough.
    let mut kinds = kinds.unwrap_or_else(|| kinds_in_use(&documents));
    // Stands in where a kind is unknown, so that the event can be checked further.
    kinds.push(Kind {
        id: Id::new("unknown").expect("`unknown` is an id"),
        label: String::new(),
        plural: String::new(),
        shape: ChartMark::Circle,
        accusation: false,
    });
    let names = name_tables(&documents, &kinds[..kinds.len() - 1], draft_ids);
    if let Some(document) = &documents.settings {
        let mut resolver = Resolver::new(&names, &document.file, "site");
        settings.lead_claims = document.front.lead_claims.iter().filter_map(|id| resolver.claim(id)).collect();
        errors.add(&names, resolver.errors);
    }
    let kinds = Table::new(kinds);
    let unknown = kinds.refs().next_back().expect("one was pushed just now");
    let by_path = media.iter().map(|media| (&*media.path, media)).collect();

    let has_settings = documents.settings.is_some();
    let parties = parties_in_order(documents.people, documents.organizations);
    let mut rows = TableBuilder { names: &names, errors: &mut errors };
    let mut site = Site {
        events: rows.table(
            documents.events,
            |_| "event",
            |document, resolver| {
                resolver.is_draft = document.front.draft;
                events::event(document, &settings, unknown, &by_path, resolver)
            },
        ),
        sources: rows.table(documents.sources, |_| "source", entities::source),
        claims: rows.table(documents.claims, |_| "claim", entities::claim),
        parties: rows.table(parties, |party| names.party_kind(&party.id).as_str(), entities::party),
        places: rows.table(documents.places, |_| "place", entities::place),
        pages: rows.table(documents.pages, |_| "page", entities::page),
        topics: rows.table(documents.topics, |_| "topic", entities::topic),
        kinds,
        settings,
        has_settings,
        unloaded,
        tag_spellings: Vec::new(),
        backlinks: Backlinks::default(),
        translations: SiteTranslations {
            files: documents.translations,
            settings: documents.settings.iter().flat_map(|settings| settings.front.translations.clone()).collect(),
        },
        verification: documents.verification,
    };
    (site.events, site.tag_spellings) = tags::unite(site.events, &site.topics);
    diagnostics.append(&mut errors.diagnostics);
    diagnostics.extend(origins::cycles(&site.sources));
    site.backlinks = backlinks::gather(&site);
    (site, diagnostics)
}

/// Makes the rows of a site.
struct TableBuilder<'a> {
    names: &'a NameTables,
    errors: &'a mut ResolveErrors,
}

impl TableBuilder<'_> {
    /// The rows that `resolve` makes of documents, in their order; `what` says what each is, for messages. What is wrong
    /// goes to the errors.
    fn table<F, R>(
        &mut self,
        documents: Vec<Arc<Document<F>>>,
        what: impl Fn(&Document<F>) -> &'static str + Sync,
        resolve: impl Fn(&Document<F>, &mut Resolver) -> R + Sync,
    ) -> Table<R>
    where
        F: Send + Sync,
        R: Send,
    {
        let row = |document: Arc<Document<F>>| {
            let mut resolver = Resolver::new(self.names, &document.file, what(&document));
            (resolve(&document, &mut resolver), resolver.errors)
        };
        let (mut rows, mut found) = (Vec::new(), Vec::new());
        documents.into_par_iter().map(row).unzip_into_vecs(&mut rows, &mut found);
        found.into_iter().for_each(|found| self.errors.add(self.names, found));
        Table::new(rows)
    }
}

/// Events in the order of the timeline, everything else in the order of ids. Of two equal ids the first file keeps it.
fn sort_and_refuse_duplicates(documents: &mut Documents, diagnostics: &mut Vec<Diagnostic>) {
    fn by_id<F>(documents: &mut Vec<Arc<Document<F>>>, seen: &mut SeenIds, diagnostics: &mut Vec<Diagnostic>) {
        refuse_duplicates(documents, seen, diagnostics);
        documents.sort_by(|a, b| a.id.cmp(&b.id));
    }
    refuse_duplicates(&mut documents.events, &mut SeenIds::default(), diagnostics);
    documents.events.sort_by_cached_key(|event| in_time(event));
    by_id(&mut documents.sources, &mut SeenIds::default(), diagnostics);
    by_id(&mut documents.claims, &mut SeenIds::default(), diagnostics);
    by_id(&mut documents.places, &mut SeenIds::default(), diagnostics);
    by_id(&mut documents.pages, &mut SeenIds::default(), diagnostics);
    by_id(&mut documents.topics, &mut SeenIds::default(), diagnostics);
    // People and organizations share their ids.
    let mut parties = SeenIds::default();
    by_id(&mut documents.people, &mut parties, diagnostics);
    by_id(&mut documents.organizations, &mut parties, diagnostics);
}

/// The order of the timeline: earliest day, latest day, `order`, time, id. What has no `order` comes after what has
/// one; what has no time comes before what has one.
fn in_time(event: &Document<EventFile>) -> impl Ord + use<> {
    // What has no date was reported; it only has to stand somewhere.
    let days = event.front.date.as_ref().map(|date| date.value.days());
    let time = event.front.time.as_ref().map(|time| time.value);
    (days, event.front.order.unwrap_or(i64::MAX), time, event.id.clone())
}

/// Every name of a draft, its former ones too: a link to one leads to the draft.
fn draft_ids(documents: &Documents) -> BTreeSet<Id> {
    let drafts = || documents.events.iter().filter(|event| event.front.draft);
    if drafts().next().is_none() {
        return BTreeSet::new();
    }
    let aliases = drafts().flat_map(|event| &event.front.aliases).map(|alias| alias.value.clone());
    let published: BTreeSet<&Id> =
        documents.events.iter().filter(|event| !event.front.draft).map(|event| &event.id).collect();
    let aliases = aliases.filter(|alias| !published.contains(alias));
    drafts().map(|event| event.id.clone()).chain(aliases).collect()
}

/// People and organizations share one table.
fn parties_in_order(
    mut people: Vec<Arc<Document<PartyFile>>>,
    organizations: Vec<Arc<Document<PartyFile>>>,
) -> Vec<Arc<Document<PartyFile>>> {
    people.extend(organizations);
    people.sort_by(|a, b| a.id.cmp(&b.id));
    people
}

fn name_tables(documents: &Documents, kinds: &[Kind], drafts: BTreeSet<Id>) -> NameTables {
    let events = Names::new(documents.events.iter().map(|document| &document.id));
    let aliases = documents
        .events
        .iter()
        .flat_map(|event| event.front.aliases.iter().map(|alias| (alias.value.clone(), &event.id)))
        .filter(|(alias, _)| events.get(alias.as_str()).is_none())
        .filter_map(|(alias, id)| events.get(id.as_str()).map(|event| (alias, event)))
        .collect();
    let mut parties: Vec<(&Id, PartyKind)> =
        (documents.people.iter().map(|document| (&document.id, PartyKind::Person)))
            .chain(documents.organizations.iter().map(|document| (&document.id, PartyKind::Organization)))
            .collect();
    parties.sort();
    NameTables {
        kinds: Names::new(kinds.iter().map(|kind| &kind.id)),
        events,
        sources: Names::new(documents.sources.iter().map(|document| &document.id)),
        claims: Names::new(documents.claims.iter().map(|document| &document.id)),
        parties: Names::new(parties.iter().map(|(id, _)| *id)),
        places: Names::new(documents.places.iter().map(|document| &document.id)),
        pages: Names::new(documents.pages.iter().map(|document| &document.id)),
        party_kinds: parties.iter().map(|(_, kind)| *kind).collect(),
        aliases,
        drafts,
        broken: documents.broken.iter().cloned().collect(),
    }
}

fn kinds_in_use(documents: &Documents) -> Vec<Kind> {
    let ids: BTreeSet<_> =
        documents.events.iter().filter_map(|event| Id::new(&event.front.kind.as_ref()?.value)).collect();
    ids.into_iter()
        .map(|id| Kind {
            label: id.to_string(),
            plural: id.to_string(),
            id,
            shape: ChartMark::Circle,
            accusation: false,
        })
        .collect()
}
