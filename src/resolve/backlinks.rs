//! Who refers to what, gathered once.

use super::origins::ProvenanceGraph;
use super::published::{named_by_withdrawn, published};
use super::site::{Backlinks, Site, Tag};
use super::tags::topic_of;
use crate::model::{CitedSource, Entry, Event, Link, Party, Piece, Ref, Source};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::iter;

/// The backlinks of `site`, whose own are empty still.
pub fn gather(site: &Site) -> Backlinks {
    let tags = tags(site);
    let of_topic = of_topic(site, &tags);
    let named = published(site, &of_topic);
    let claims = || site.claims.iter().filter(|(claim, _)| named.claims[claim.index()]);
    let titled = || site.sources.iter().filter(|(source, _)| named.sources[source.index()]);
    let ((origins, of_source, histories), (of_party, of_event)) = rayon::join(
        || (origins(site), lists(site.sources.len(), site.published(), sources), histories(site)),
        || {
            let of_party = lists(site.parties.len(), site.published(), parties);
            (of_party, lists(site.events.len(), site.published(), linked_events))
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
        tags,
        of_topic,
        of_event,
        origins,
        histories,
        titles: lists(site.claims.len(), titled(), |source| source.claims.iter().map(|title| title.claim)),
        named_by_withdrawn: named_by_withdrawn(site),
        published: named,
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
fn tags(site: &Site) -> Vec<Tag> {
    let mut tags: BTreeMap<&str, Vec<Ref<Event>>> = BTreeMap::new();
    for (event, row) in site.published() {
        row.tags.iter().for_each(|tag| tags.entry(tag).or_default().push(event));
    }
    let tag =
        |(tag, events): (&str, Vec<_>)| Tag { spelling: tag.to_owned(), topic: topic_of(&site.topics, tag), events };
    tags.into_iter().map(tag).collect()
}

/// The tag of each topic.
fn of_topic(site: &Site, tags: &[Tag]) -> Vec<Option<usize>> {
    let mut of_topic = vec![None; site.topics.len()];
    for (index, tag) in tags.iter().enumerate() {
        if let Some(topic) = tag.topic {
            of_topic[topic.index()] = Some(index);
        }
    }
    of_topic
}

/// What events did to each claim.
fn histories(site: &Site) -> Vec<Vec<Entry>> {
    let mut histories = vec![Vec::new(); site.claims.len()];
    for (event, row) in site.published() {
        for (index, stance) in row.stances.iter().enumerate() {
            histories[stance.claim.index()].push(Entry::Stance(event, index));
        }
        for (index, response) in row.responses.iter().enumerate() {
            histories[response.claim.index()].push(Entry::Response(event, index));
        }
    }
    histories
}

/// The origins of every event.
fn origins(site: &Site) -> Vec<Vec<Ref<Source>>> {
    let provenance = ProvenanceGraph::new(&site.sources);
    site.events.par_rows().map(|event| provenance.origins(&event.sources)).collect()
}
