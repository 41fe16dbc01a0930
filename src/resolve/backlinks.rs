//! Who refers to what, gathered once.

use super::origins::Ways;
use super::site::{Backlinks, Site};
use crate::model::{CitedSource, Entry, Event, Link, Party, Piece, Ref, Source};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::iter;

/// The backlinks of `site`, whose own are empty still.
pub fn gather(site: &Site) -> Backlinks {
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
        of_source_in_claims: lists(site.sources.len(), site.claims.iter(), |claim| cited(&claim.sources)),
        relayed_by: lists(site.sources.len(), site.sources.iter(), |source| {
            source.copy_of.iter().chain(&source.based_on).copied()
        }),
        of_party,
        claims_about: lists(site.parties.len(), site.claims.iter(), |claim| claim.about.iter().copied()),
        of_place: lists(site.places.len(), site.published(), |event| event.places.iter().copied()),
        of_tag,
        of_event,
        origins,
        lives,
        titles: lists(site.claims.len(), site.sources.iter(), |source| source.claims.iter().map(|title| title.claim)),
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
