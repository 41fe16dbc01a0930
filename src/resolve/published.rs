//! What is published: claims, sources, parties and places that something published refers to.
//!
//! What only a draft or a withdrawn event names stays out of every page, list and data file. Otherwise the title of a
//! source, or the statement of a claim, would publish the accusation in a draft.

use super::site::{Named, Site};
use crate::model::{Body, CitedSource, Citing, Claim, Event, Link, Party, Piece, Place, Ref, Source};

/// A claim, source, party or place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    Claim(Ref<Claim>),
    Source(Ref<Source>),
    Party(Ref<Party>),
    Place(Ref<Place>),
}

impl Named {
    fn none(site: &Site) -> Self {
        Self {
            claims: vec![false; site.claims.len()],
            sources: vec![false; site.sources.len()],
            parties: vec![false; site.parties.len()],
            places: vec![false; site.places.len()],
        }
    }

    /// Notes that it is named, and says whether that is new.
    fn add(&mut self, thing: Thing) -> bool {
        let known = match thing {
            Thing::Claim(claim) => &mut self.claims[claim.index()],
            Thing::Source(source) => &mut self.sources[source.index()],
            Thing::Party(party) => &mut self.parties[party.index()],
            Thing::Place(place) => &mut self.places[place.index()],
        };
        !std::mem::replace(known, true)
    }
}

/// What everything published refers to, and what that refers to in turn. Shown drafts count as published. `of_topic` says
/// which topics have a page: those to which a published event belongs.
pub fn published(site: &Site, of_topic: &[Option<usize>]) -> Named {
    let mut roots: Vec<Thing> = Vec::new();
    let mut add = |thing| roots.push(thing);
    for event in site.events.rows().filter(|event| event.withdrawn.is_none()) {
        by_event(event, &mut add);
    }
    for page in site.pages.rows() {
        by_text(&page.body, &page.sources, &mut add);
    }
    for (row, _) in site.topics.rows().zip(of_topic).filter(|(_, tag)| tag.is_some()) {
        row.lead_claims.iter().for_each(|claim| add(Thing::Claim(*claim)));
        by_text(&row.body, &row.sources, &mut add);
    }
    // A place says nothing of anybody: one that nothing names at all has its page.
    let withdrawn = named_by_withdrawn(site);
    for (place, row) in site.places.iter() {
        if !withdrawn.places[place.index()] && !site.unloaded.named_by_drafts.contains(row.id.as_str()) {
            add(Thing::Place(place));
        }
    }
    site.settings.lead_claims.iter().for_each(|claim| add(Thing::Claim(*claim)));
    let mut named = Named::none(site);
    let mut open: Vec<Thing> = roots;
    while let Some(thing) = open.pop() {
        if named.add(thing) {
            by_thing(site, thing, &mut |other| open.push(other));
        }
    }
    named
}

/// What withdrawn events name.
pub fn named_by_withdrawn(site: &Site) -> Named {
    let mut named = Named::none(site);
    for event in site.events.rows().filter(|event| event.withdrawn.is_some()) {
        by_event(event, &mut |thing| {
            named.add(thing);
        });
    }
    named
}

/// Everything that an event names.
pub fn by_event(event: &Event, add: &mut impl FnMut(Thing)) {
    by_text(&event.body, &event.sources, add);
    let variants = event.date_variants.iter().flat_map(|variant| &variant.sources);
    variants.for_each(|source| add(Thing::Source(*source)));
    event.people.iter().chain(&event.organizations).for_each(|it| add(Thing::Party(it.party)));
    event.places.iter().for_each(|place| add(Thing::Place(*place)));
    for stance in &event.stances {
        add(Thing::Claim(stance.claim));
        let parties = stance.by.iter().chain(&stance.for_parties).chain(stance.concerns.iter().flatten());
        parties.for_each(|party| add(Thing::Party(*party)));
        for citing in &stance.citing {
            match citing {
                Citing::Party(party) => add(Thing::Party(*party)),
                Citing::Source(source) => add(Thing::Source(*source)),
                Citing::Words(_) => {}
            }
        }
    }
    for response in &event.responses {
        add(Thing::Claim(response.claim));
        response.sources.iter().for_each(|source| add(Thing::Source(*source)));
        std::iter::once(response.from).chain(response.sought_by).for_each(|party| add(Thing::Party(party)));
    }
}

fn by_thing(site: &Site, thing: Thing, add: &mut impl FnMut(Thing)) {
    match thing {
        Thing::Claim(claim) => {
            let row = &site.claims[claim];
            row.about.iter().for_each(|party| add(Thing::Party(*party)));
            by_text(&row.body, &row.sources, add);
        }
        Thing::Source(source) => {
            let row = &site.sources[source];
            row.copy_of.iter().chain(&row.based_on).for_each(|other| add(Thing::Source(*other)));
            for title in &row.claims {
                add(Thing::Claim(title.claim));
                title.concerns.iter().flatten().for_each(|party| add(Thing::Party(*party)));
            }
            by_text(&row.body, &row.sources, add);
        }
        Thing::Party(party) => {
            let row = &site.parties[party];
            by_text(&row.body, &row.sources, add);
        }
        Thing::Place(place) => {
            let row = &site.places[place];
            by_text(&row.body, &row.sources, add);
        }
    }
}

/// What a text cites and links to.
fn by_text(body: &Body, sources: &[CitedSource], add: &mut impl FnMut(Thing)) {
    for cited in sources {
        add(Thing::Source(cited.source));
        let relayed = cited.citations.iter().filter_map(|citation| citation.based_on.as_ref()).flatten();
        relayed.for_each(|source| add(Thing::Source(*source)));
    }
    for piece in &body.pieces {
        match piece {
            Piece::LinkStart(Link::Source(source)) => add(Thing::Source(*source)),
            Piece::LinkStart(Link::Claim(claim)) => add(Thing::Claim(*claim)),
            Piece::LinkStart(Link::Party(party)) => add(Thing::Party(*party)),
            Piece::LinkStart(Link::Place(place)) => add(Thing::Place(*place)),
            _ => {}
        }
    }
}
