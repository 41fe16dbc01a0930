//! Who refers to what, gathered once.

use super::origins::Ways;
use super::site::{Backlinks, Site};
use crate::model::{CitedSource, Entry, Event, Link, Piece, Ref};
use std::collections::BTreeMap;

/// Fills in the backlinks of `site`, the lives of its claims and the titles that take a stance on them.
pub fn gather(site: &mut Site) {
    let mut backlinks = Backlinks {
        of_kind: vec![Vec::new(); site.kinds.len()],
        of_source: vec![Vec::new(); site.sources.len()],
        of_source_in_claims: vec![Vec::new(); site.sources.len()],
        relayed_by: vec![Vec::new(); site.sources.len()],
        of_party: vec![Vec::new(); site.parties.len()],
        claims_about: vec![Vec::new(); site.parties.len()],
        of_place: vec![Vec::new(); site.places.len()],
        of_tag: Vec::new(),
        of_event: vec![Vec::new(); site.events.len()],
    };
    let mut tags: BTreeMap<String, Vec<Ref<Event>>> = BTreeMap::new();
    let mut lives = vec![Vec::new(); site.claims.len()];
    for (event, row) in site.published() {
        add(&mut backlinks.of_kind[row.kind.index()], event);
        for CitedSource { source, .. } in &row.sources {
            add(&mut backlinks.of_source[source.index()], event);
        }
        for source in row.date_variants.iter().flat_map(|variant| &variant.sources) {
            add(&mut backlinks.of_source[source.index()], event);
        }
        for party in parties(row) {
            add(&mut backlinks.of_party[party.index()], event);
        }
        for place in &row.places {
            add(&mut backlinks.of_place[place.index()], event);
        }
        for tag in &row.tags {
            tags.entry(tag.clone()).or_default().push(event);
        }
        for other in linked_events(row) {
            add(&mut backlinks.of_event[other.index()], event);
        }
        for (index, stance) in row.stances.iter().enumerate() {
            lives[stance.claim.index()].push(Entry::Stance(event, index));
        }
        for (index, response) in row.responses.iter().enumerate() {
            lives[response.claim.index()].push(Entry::Response(event, index));
            for source in &response.sources {
                add(&mut backlinks.of_source[source.index()], event);
            }
        }
    }
    backlinks.of_tag = tags.into_iter().collect();
    for (claim, row) in site.claims.iter() {
        for party in &row.about {
            add(&mut backlinks.claims_about[party.index()], claim);
        }
        for CitedSource { source, .. } in &row.sources {
            add(&mut backlinks.of_source_in_claims[source.index()], claim);
        }
    }
    let mut titles = vec![Vec::new(); site.claims.len()];
    for (source, row) in site.sources.iter() {
        for other in row.copy_of.iter().chain(&row.based_on) {
            add(&mut backlinks.relayed_by[other.index()], source);
        }
        for stance in &row.claims {
            add(&mut titles[stance.claim.index()], source);
        }
    }
    site.backlinks = backlinks;
    let claims: Vec<_> = site.claims.refs().collect();
    for ((claim, life), titles) in claims.into_iter().zip(lives).zip(titles) {
        let row = site.claims.row_mut(claim);
        row.life = life;
        row.titles = titles;
    }
}

/// Everybody who takes part, takes a stance or is asked for one.
fn parties(event: &Event) -> impl Iterator<Item = Ref<crate::model::Party>> {
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

/// Adds what refers, once. Each refers to all that it refers to before the next one does, so the last one is enough.
fn add<T>(list: &mut Vec<Ref<T>>, item: Ref<T>) {
    if list.last() != Some(&item) {
        list.push(item);
    }
}

/// Completes the origins of every event.
pub fn origins(site: &mut Site) {
    let ways = Ways::new(&site.sources);
    let origins: Vec<_> = site.events.rows().iter().map(|event| ways.origins(&event.sources)).collect();
    drop(ways);
    let events: Vec<_> = site.events.refs().collect();
    for (event, origins) in events.into_iter().zip(origins) {
        site.events.row_mut(event).origins = origins;
    }
}
