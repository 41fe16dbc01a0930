//! What is made once and used on many pages.

use super::templates::{Markup, Prepared};
use super::viewpoint::{DEPTHS, ROOT, Viewpoint};
use crate::error::Error;
use crate::model::{Claim, Event, Html, Ref, Source};
use crate::resolve::Site;
use std::sync::OnceLock;

/// A finished piece as seen from [`Viewpoint::nowhere`], or what a template did wrong in it.
type Slot = OnceLock<Result<Box<str>, String>>;

/// Pieces by what they show. Pages are filled in parallel; the first that needs a piece makes it.
pub struct Cache {
    navs: [OnceLock<Prepared>; DEPTHS],
    statuses: Vec<Vec<OnceLock<Markup>>>,
    sources: Vec<Vec<OnceLock<Prepared>>>,
    labels: Vec<OnceLock<String>>,
    cards: Vec<Slot>,
    entries: Vec<Slot>,
    lines: Vec<Slot>,
}

impl Cache {
    /// Empty slots for everything in `site`.
    pub fn new(site: &Site) -> Self {
        fn slots<T>(length: usize) -> Vec<OnceLock<T>> {
            (0..length).map(|_| OnceLock::new()).collect()
        }
        Self {
            navs: Default::default(),
            statuses: (0..DEPTHS).map(|_| slots(site.claims.len())).collect(),
            sources: (0..DEPTHS).map(|_| slots(site.sources.len())).collect(),
            labels: slots(site.sources.len()),
            cards: slots(site.events.len()),
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

    /// A source, for the template that shows it as cited.
    pub fn source(&self, source: Ref<Source>, depth: usize, make: impl FnOnce() -> Prepared) -> Prepared {
        self.sources[depth][source.index()].get_or_init(make).clone()
    }

    /// What a source goes by without its title.
    pub fn label(&self, source: Ref<Source>, make: impl FnOnce() -> String) -> &str {
        self.labels[source.index()].get_or_init(make)
    }

    /// An event's card in a list.
    pub fn card(&self, event: Ref<Event>, at: &Viewpoint, make: impl FnOnce(&Viewpoint) -> Made) -> Made {
        seen(&self.cards[event.index()], at, make)
    }

    /// An event's entry in a list.
    pub fn entry(&self, event: Ref<Event>, at: &Viewpoint, make: impl FnOnce(&Viewpoint) -> Made) -> Made {
        seen(&self.entries[event.index()], at, make)
    }

    /// A source's line in a list.
    pub fn line(&self, source: Ref<Source>, at: &Viewpoint, make: impl FnOnce(&Viewpoint) -> Made) -> Made {
        seen(&self.lines[source.index()], at, make)
    }
}

/// A piece, unless its template fails.
type Made = Result<Markup, Error>;

/// The piece in a slot as seen from `at`.
fn seen(slot: &Slot, at: &Viewpoint, make: impl FnOnce(&Viewpoint) -> Made) -> Made {
    let made = slot.get_or_init(|| match make(&Viewpoint::nowhere()) {
        Ok(markup) => Ok(markup.as_str().into()),
        Err(error) => Err(error.to_string()),
    });
    match made {
        Ok(piece) => Ok(Html::trusted(piece.replace(ROOT, at.root())).into()),
        Err(message) => Err(Error::Template(message.clone())),
    }
}
