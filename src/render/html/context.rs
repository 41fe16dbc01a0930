//! What pages need beside the site: the templates, and what was made for one page and serves others.

use super::templates::{Markup, Prepared, Templates};
use crate::error::Error;
use crate::model::{Claim, Event, Ref, Source};
use crate::render::context::Context;
use crate::resolve::Site;
use std::ops::Deref;
use std::sync::OnceLock;

/// What everything that makes a part of a page needs.
#[derive(Clone, Copy)]
pub struct PageContext<'a> {
    site: Context<'a>,
    pub templates: &'a Templates,
    pub cache: &'a FragmentCache,
}

impl<'a> PageContext<'a> {
    /// The site, the templates for its pages, and what was made of them.
    pub fn new(site: Context<'a>, templates: &'a Templates, cache: &'a FragmentCache) -> Self {
        Self { site, templates, cache }
    }
}

/// Whoever needs only the site gets only that.
impl<'a> Deref for PageContext<'a> {
    type Target = Context<'a>;

    fn deref(&self) -> &Context<'a> {
        &self.site
    }
}

/// What is made once and used on many pages. Pages are filled in parallel; the first that needs a fragment makes it.
pub struct FragmentCache {
    /// The navigation.
    pub nav: OnceLock<Prepared>,
    /// By the claim: its status.
    statuses: Vec<OnceLock<Markup>>,
    /// By the source: what the template sees that shows it as cited.
    sources: Vec<OnceLock<Prepared>>,
    /// By the event: its card beneath a section's heading, and its entry in a list.
    cards: Vec<Slot>,
    entries: Vec<Slot>,
    /// By the source: its line in a list.
    lines: Vec<Slot>,
}

/// A finished fragment, or what a template did wrong in it.
type Slot = OnceLock<Result<Markup, String>>;

impl FragmentCache {
    /// Empty slots for everything in `site`.
    pub fn new(site: &Site) -> Self {
        fn slots<T>(length: usize) -> Vec<OnceLock<T>> {
            (0..length).map(|_| OnceLock::new()).collect()
        }
        Self {
            nav: OnceLock::new(),
            statuses: slots(site.claims.len()),
            sources: slots(site.sources.len()),
            cards: slots(site.events.len()),
            entries: slots(site.events.len()),
            lines: slots(site.sources.len()),
        }
    }

    /// A claim's status.
    pub fn status(&self, claim: Ref<Claim>, make: impl FnOnce() -> Markup) -> Markup {
        self.statuses[claim.index()].get_or_init(make).clone()
    }

    /// A source, for the template that shows it as cited.
    pub fn source(&self, source: Ref<Source>, make: impl FnOnce() -> Prepared) -> Prepared {
        self.sources[source.index()].get_or_init(make).clone()
    }

    /// An event's card beneath a section's heading.
    pub fn card(&self, event: Ref<Event>, make: impl FnOnce() -> Made) -> Made {
        made(&self.cards[event.index()], make)
    }

    /// An event's entry in a list.
    pub fn entry(&self, event: Ref<Event>, make: impl FnOnce() -> Made) -> Made {
        made(&self.entries[event.index()], make)
    }

    /// A source's line in a list.
    pub fn line(&self, source: Ref<Source>, make: impl FnOnce() -> Made) -> Made {
        made(&self.lines[source.index()], make)
    }
}

/// A fragment, unless its template fails.
type Made = Result<Markup, Error>;

fn made(slot: &Slot, make: impl FnOnce() -> Made) -> Made {
    slot.get_or_init(|| make().map_err(|error| error.to_string())).clone().map_err(Error::Template)
}
