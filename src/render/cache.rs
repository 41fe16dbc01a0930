//! What is made once for each depth and used on many pages.

use super::pieces::CardPlace;
use super::templates::{Markup, Prepared};
use super::viewpoint::DEPTHS;
use crate::error::Error;
use crate::model::{Claim, Event, Ref, Source};
use crate::resolve::Site;
use std::sync::OnceLock;

/// A finished piece, or what a template did wrong in it.
type Slot = OnceLock<Result<Markup, String>>;

/// Pieces by depth and by what they show. Pages are filled in parallel; the first that needs a piece makes it.
pub struct Cache {
    navs: [OnceLock<Prepared>; DEPTHS],
    statuses: Vec<Vec<OnceLock<Markup>>>,
    cards: Vec<Vec<Slot>>,
    entries: Vec<Vec<Slot>>,
    lines: Vec<Vec<Slot>>,
}

impl Cache {
    /// Empty slots for everything in `site`.
    pub fn new(site: &Site) -> Self {
        fn slots<T>(length: usize) -> Vec<Vec<OnceLock<T>>> {
            (0..DEPTHS).map(|_| (0..length).map(|_| OnceLock::new()).collect()).collect()
        }
        Self {
            navs: Default::default(),
            statuses: slots(site.claims.len()),
            cards: (0..DEPTHS * CardPlace::COUNT)
                .map(|_| (0..site.events.len()).map(|_| OnceLock::new()).collect())
                .collect(),
            entries: slots(site.events.len()),
            lines: slots(site.sources.len()),
        }
    }

    /// The navigation.
    pub fn nav(&self, depth: usize, make: impl FnOnce() -> Prepared) -> Prepared {
        self.navs[depth].get_or_init(make).clone()
    }

    /// A claim's status.
    pub fn status(&self, claim: Ref<Claim>, depth: usize, make: impl FnOnce() -> Markup) -> Markup {
        self.statuses[depth][claim.index()].get_or_init(make).clone()
    }

    /// An event's card for this use.
    pub fn card(
        &self,
        event: Ref<Event>,
        place: CardPlace,
        depth: usize,
        make: impl FnOnce() -> Result<Markup, Error>,
    ) -> Result<Markup, Error> {
        get(&self.cards[depth * CardPlace::COUNT + place as usize][event.index()], make)
    }

    /// An event's entry in a list.
    pub fn entry(
        &self,
        event: Ref<Event>,
        depth: usize,
        make: impl FnOnce() -> Result<Markup, Error>,
    ) -> Result<Markup, Error> {
        get(&self.entries[depth][event.index()], make)
    }

    /// A source's line in a list.
    pub fn line(
        &self,
        source: Ref<Source>,
        depth: usize,
        make: impl FnOnce() -> Result<Markup, Error>,
    ) -> Result<Markup, Error> {
        get(&self.lines[depth][source.index()], make)
    }
}

fn get(slot: &Slot, make: impl FnOnce() -> Result<Markup, Error>) -> Result<Markup, Error> {
    slot.get_or_init(|| make().map_err(|error| error.to_string())).clone().map_err(Error::Template)
}
