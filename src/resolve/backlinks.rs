//! Who refers to what, gathered once.

use super::origins::Ways;
use super::published::{Thing, by_event, named_by_withdrawn, published};
use super::site::{Backlinks, Site};
use crate::model::{
    Citation, CitedSource, Claim, Entry, Event, EventDate, EventTime, Id, Kind, Link, Party, Piece, Place, Ref, Source,
};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::iter;

/// The backlinks of `site`, whose own are empty still.
pub fn gather(site: &Site) -> Backlinks {
    let named = published(site);
    let claims = || site.claims.iter().filter(|(claim, _)| named.claims[claim.index()]);
    let titled = || site.sources.iter().filter(|(source, _)| named.sources[source.index()]);
    let ((origins, of_source, lives), (of_party, of_event, of_tag)) = rayon::join(
        || (origins(site), lists(site.sources.len(), site.published(), sources), lives(site)),
        || {
            let of_party = lists(site.parties.len(), site.published(), parties);
            (of_party, lists(site.events.len(), site.published(), linked_events), tags(site))
        },
    );
    Backlinks {
        of_kind: lists(site.kinds.len(), site.published(), |event| iter::once(event.kind)),
        of_source,
        of_source_in_claims: lists(site.sources.len(), claims(), |claim| cited(&claim.sources)),
        relayed_by: lists(site.sources.len(), titled(), |source| {
            source.copy_of.iter().chain(&source.based_on).copied()
        }),
        of_party,
        claims_about: lists(site.parties.len(), claims(), |claim| claim.about.iter().copied()),
        of_place: lists(site.places.len(), site.published(), |event| event.places.iter().copied()),
        of_tag,
        of_event,
        origins,
        lives,
        titles: lists(site.claims.len(), titled(), |source| source.claims.iter().map(|title| title.claim)),
        named_by_withdrawn: named_by_withdrawn(site),
        published: named,
    }
}

/// All that anything but the event's own pages, its claims' statuses and the rules can see of an event: where it
/// stands, and to what it refers. Where this is the same, so are the backlinks of all things, and the plan.
#[derive(PartialEq)]
pub struct Outline<'a> {
    id: &'a Id,
    aliases: &'a [Id],
    date: &'a EventDate,
    time: Option<EventTime>,
    order: Option<i64>,
    kind: Ref<Kind>,
    is_draft: bool,
    is_withdrawn: bool,
    parties: Vec<Ref<Party>>,
    places: &'a [Ref<Place>],
    tags: &'a [String],
    sources: Vec<Ref<Source>>,
    leads: Vec<Lead<'a>>,
    stances: Vec<Ref<Claim>>,
    responses: Vec<Ref<Claim>>,
    links: Vec<Ref<Event>>,
    names: Vec<Thing>,
    media: Vec<(&'a str, &'a str)>,
}

/// What [`Ways::origins`] reads of a citation.
#[derive(PartialEq)]
struct Lead<'a> {
    source: Ref<Source>,
    based_on: Option<&'a [Ref<Source>]>,
    in_body: bool,
    is_quotation: bool,
}

impl<'a> Outline<'a> {
    /// Of this event.
    pub fn of(event: &'a Event) -> Self {
        let lead = |source: Ref<Source>, citation: &'a Citation| Lead {
            source,
            based_on: citation.based_on.as_deref(),
            in_body: citation.in_body,
            is_quotation: citation.quote.is_some(),
        };
        let leads = |cited: &'a CitedSource| cited.citations.iter().map(move |citation| lead(cited.source, citation));
        Self {
            id: &event.id,
            aliases: &event.aliases,
            date: &event.date,
            time: event.time,
            order: event.order,
            kind: event.kind,
            is_draft: event.draft,
            is_withdrawn: event.withdrawn.is_some(),
            parties: parties(event).collect(),
            places: &event.places,
            tags: &event.tags,
            sources: sources(event).collect(),
            leads: event.sources.iter().flat_map(leads).collect(),
            stances: event.stances.iter().map(|stance| stance.claim).collect(),
            responses: event.responses.iter().map(|response| response.claim).collect(),
            links: linked_events(event).collect(),
            names: {
                let mut names = Vec::new();
                by_event(event, &mut |thing| names.push(thing));
                names
            },
            media: event.media.iter().map(|media| (&*media.name, &*media.path)).collect(),
        }
    }
}

/// For each of `length` things the rows that refer to it, each once.
fn lists<'a, R: 'a, T, I: Iterator<Item = Ref<T>>>(
    length: usize,
    rows: impl Iterator<Item = (Ref<R>, &'a R)>,
    refers_to: impl Fn(&'a R) -> I,
) -> Vec<Vec<Ref<R>>> {
    let mut lists = vec![Vec::new(); length];
    for (item, row) in rows {
        for thing in refers_to(row) {
            let list: &mut Vec<Ref<R>> = &mut lists[thing.index()];
            // Each refers to all that it refers to before the next one does, so the last one is enough.
            if list.last() != Some(&item) {
                list.push(item);
            }
        }
    }
    lists
}

/// What the event cites: for what it says, for another date, or for an answer.
fn sources(event: &Event) -> impl Iterator<Item = Ref<Source>> {
    let dates = event.date_variants.iter().flat_map(|variant| &variant.sources);
    let answers = event.responses.iter().flat_map(|response| &response.sources);
    cited(&event.sources).chain(dates.chain(answers).copied())
}

fn cited(sources: &[CitedSource]) -> impl Iterator<Item = Ref<Source>> {
    sources.iter().map(|cited| cited.source)
}

/// Everybody who takes part, takes a stance or is asked for one.
fn parties(event: &Event) -> impl Iterator<Item = Ref<Party>> {
    let involved = event.people.iter().chain(&event.organizations).map(|involvement| involvement.party);
    let stances = event.stances.iter().flat_map(|stance| stance.by.iter().chain(&stance.for_parties).copied());
    let asked = event.responses.iter().map(|response| response.from);
    involved.chain(stances).chain(asked)
}

fn linked_events(event: &Event) -> impl Iterator<Item = Ref<Event>> {
    let in_body = event.body.pieces.iter().filter_map(|piece| match piece {
        Piece::LinkStart(Link::Event(other)) => Some(*other),
        _ => None,
    });
    event.related.iter().copied().chain(in_body)
}

/// Each tag with the events that bear it, in the order of the tags' words.
fn tags(site: &Site) -> Vec<(String, Vec<Ref<Event>>)> {
    let mut tags: BTreeMap<&str, Vec<Ref<Event>>> = BTreeMap::new();
    for (event, row) in site.published() {
        row.tags.iter().for_each(|tag| tags.entry(tag).or_default().push(event));
    }
    tags.into_iter().map(|(tag, events)| (tag.to_owned(), events)).collect()
}

/// What events did to each claim.
fn lives(site: &Site) -> Vec<Vec<Entry>> {
    let mut lives = vec![Vec::new(); site.claims.len()];
    for (event, row) in site.published() {
        for (index, stance) in row.stances.iter().enumerate() {
            lives[stance.claim.index()].push(Entry::Stance(event, index));
        }
        for (index, response) in row.responses.iter().enumerate() {
            lives[response.claim.index()].push(Entry::Response(event, index));
        }
    }
    lives
}

/// The origins of every event.
fn origins(site: &Site) -> Vec<Vec<Ref<Source>>> {
    let ways = Ways::new(&site.sources);
    site.events.par_rows().map(|event| ways.origins(&event.sources)).collect()
}
