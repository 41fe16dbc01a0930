//! Turns names into references and gathers the backlinks: what the whole says.
//!
//! Never judges: a name that leads nowhere is all it complains about. Rules of the craft are `check`'s.

mod aside;
mod backlinks;
mod events;
mod lookup;
mod media;
mod origins;
mod prose;
mod quotations;
mod settings;
mod site;
mod things;

pub use origins::lead_to_circles;
pub use quotations::Quotation;
pub use settings::with_slash;
pub use site::{Aside, Backlinks, Site};

use crate::diagnostic::Diagnostic;
use crate::model::{Id, Kind, Names, PartyKind, Shape, Table};
use crate::parse::{Document, Documents, event::EventFile};
use crate::read::{Folder, Media};
use lookup::{Complaints, Lookup, NameTables, refuse_duplicates};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Which files the site is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// Drafts are not there.
    LeftOut,
    /// Drafts have pages, and give no status, back-link or count all the same.
    Shown,
}

/// The site that `documents` make. It is whole even where names lead nowhere, so that the checks can go on.
pub fn resolve(mut documents: Documents, media: &[Media], drafts: Drafts) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    if documents.settings.is_none() && !documents.broken.iter().any(|(folder, _)| *folder == Folder::Site) {
        diagnostics.push(settings::missing());
    }
    sort_and_refuse_duplicates(&mut documents, &mut diagnostics);
    let mut draft_ids = draft_ids(&documents);
    let aside = aside::gather(&documents, drafts);
    if drafts == Drafts::LeftOut {
        draft_ids.extend(documents.leave_drafts_out());
    }
    let has_settings = documents.settings.is_some();
    let mut complaints = Complaints::default();
    let site_file = "content/site.yaml".into();
    let (settings, kinds) = match documents.settings.take() {
        None => (settings::fallback(), None),
        Some(document) => {
            let names = name_tables(&documents, &[], Default::default());
            let mut lookup = Lookup::new(&names, &site_file, "site");
            let kinds = settings::kinds(&document.front, &mut lookup);
            let settings = settings::resolve(*document.front, &mut lookup);
            complaints.add(lookup);
            (settings, Some(kinds))
        }
    };
    // Without settings every kind would be unknown; one complaint, about the settings, is enough.
    let mut kinds = kinds.unwrap_or_else(|| kinds_in_use(&documents));
    // Stands in where a kind is unknown, so that the event can be checked further.
    kinds.push(Kind {
        id: Id::new("unknown").expect("`unknown` is an id"),
        label: String::new(),
        plural: String::new(),
        shape: Shape::Circle,
        accusation: false,
    });
    let names = name_tables(&documents, &kinds[..kinds.len() - 1], draft_ids);
    let kinds = Table::new(kinds);
    let unknown = kinds.refs().next_back().expect("one was pushed just now");
    let by_path = media.iter().map(|media| (&*media.path, media)).collect();

    let complaints = &mut complaints;
    let parties = parties_in_order(documents.people, documents.organizations);
    let mut site = Site {
        events: table(documents.events, complaints, |document| {
            let mut lookup = Lookup::new(&names, &document.file, "event");
            lookup.is_draft = document.front.draft;
            (events::event(document, &settings, unknown, &by_path, &mut lookup), lookup)
        }),
        sources: table(documents.sources, complaints, |document| {
            let mut lookup = Lookup::new(&names, &document.file, "source");
            (things::source(document, &mut lookup), lookup)
        }),
        claims: table(documents.claims, complaints, |document| {
            let mut lookup = Lookup::new(&names, &document.file, "claim");
            (things::claim(document, &mut lookup), lookup)
        }),
        parties: table(parties, complaints, |(kind, document)| {
            let mut lookup = Lookup::new(&names, &document.file, kind.as_str());
            (things::party(document, kind, &mut lookup), lookup)
        }),
        places: table(documents.places, complaints, |document| {
            let mut lookup = Lookup::new(&names, &document.file, "place");
            (things::place(document, &mut lookup), lookup)
        }),
        pages: table(documents.pages, complaints, |document| {
            let mut lookup = Lookup::new(&names, &document.file, "page");
            (things::page(document, &mut lookup), lookup)
        }),
        kinds,
        settings,
        has_settings,
        aside,
        backlinks: Backlinks::default(),
        verification: documents.verification,
    };
    diagnostics.append(&mut complaints.diagnostics);
    diagnostics.extend(origins::cycles(&site.sources));
    backlinks::origins(&mut site);
    backlinks::gather(&mut site);
    (site, diagnostics)
}

/// The rows that `resolve` makes of documents, in their order; what it finds wrong goes to the complaints.
fn table<'n, D: Send, R: Send>(
    documents: Vec<D>,
    complaints: &mut Complaints,
    resolve: impl Fn(D) -> (R, Lookup<'n>) + Sync + Send,
) -> Table<R> {
    let (rows, lookups): (Vec<R>, Vec<Lookup>) = documents.into_par_iter().map(resolve).unzip();
    lookups.into_iter().for_each(|lookup| complaints.add(lookup));
    Table::new(rows)
}

/// Events in the order of the timeline, everything else in the order of ids.
fn sort_and_refuse_duplicates(documents: &mut Documents, diagnostics: &mut Vec<Diagnostic>) {
    /// By id and then by file, so that of two equal ids the first file keeps it.
    fn by_id<F>(
        documents: &mut Vec<Document<F>>,
        seen: &mut BTreeMap<Id, std::sync::Arc<str>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        documents.sort_by(|a, b| (&a.id, &a.file).cmp(&(&b.id, &b.file)));
        refuse_duplicates(documents, seen, diagnostics);
    }
    by_id(&mut documents.events, &mut BTreeMap::new(), diagnostics);
    documents.events.sort_by(in_time);
    by_id(&mut documents.sources, &mut BTreeMap::new(), diagnostics);
    by_id(&mut documents.claims, &mut BTreeMap::new(), diagnostics);
    by_id(&mut documents.places, &mut BTreeMap::new(), diagnostics);
    by_id(&mut documents.pages, &mut BTreeMap::new(), diagnostics);
    // People and organizations share one space of ids.
    let mut parties = BTreeMap::new();
    by_id(&mut documents.people, &mut parties, diagnostics);
    by_id(&mut documents.organizations, &mut parties, diagnostics);
}

/// The order of the timeline: earliest day, latest day, `order`, time, id. What has no `order` comes after what has
/// one; what has no time comes before what has one.
fn in_time(a: &Document<EventFile>, b: &Document<EventFile>) -> Ordering {
    let days = |a: &Document<EventFile>, b: &Document<EventFile>| match (&a.front.date, &b.front.date) {
        (Some(a), Some(b)) => a.value.compare_days(&b.value),
        // What has no date was reported; it only has to stand somewhere.
        (a, b) => a.is_some().cmp(&b.is_some()),
    };
    let order = |event: &Document<EventFile>| event.front.order.unwrap_or(i64::MAX);
    let time = |event: &Document<EventFile>| event.front.time.as_ref().map(|time| time.value);
    (days(a, b)).then_with(|| order(a).cmp(&order(b))).then_with(|| time(a).cmp(&time(b))).then_with(|| a.id.cmp(&b.id))
}

/// Every name of a draft, its former ones too: a link to one leads to the draft.
fn draft_ids(documents: &Documents) -> BTreeSet<Id> {
    let drafts = || documents.events.iter().filter(|event| event.front.draft);
    let aliases = drafts().flat_map(|event| &event.front.aliases).map(|alias| alias.value.clone());
    let published: BTreeSet<&Id> =
        documents.events.iter().filter(|event| !event.front.draft).map(|event| &event.id).collect();
    let aliases = aliases.filter(|alias| !published.contains(alias));
    drafts().map(|event| event.id.clone()).chain(aliases).collect()
}

fn parties_in_order(
    people: Vec<Document<crate::parse::party::PartyFile>>,
    organizations: Vec<Document<crate::parse::party::PartyFile>>,
) -> Vec<(PartyKind, Document<crate::parse::party::PartyFile>)> {
    let people = people.into_iter().map(|document| (PartyKind::Person, document));
    let organizations = organizations.into_iter().map(|document| (PartyKind::Organization, document));
    let mut parties: Vec<_> = people.chain(organizations).collect();
    parties.sort_by(|(_, a), (_, b)| a.id.cmp(&b.id));
    parties
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
        .map(|id| Kind { label: id.to_string(), plural: id.to_string(), id, shape: Shape::Circle, accusation: false })
        .collect()
}
