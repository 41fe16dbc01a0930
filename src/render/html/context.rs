//! What pages need beside the site: the templates, and what was made for one page and serves others.

use super::templates::{Markup, Prepared, Templates};
use crate::error::Error;
use crate::model::{Claim, Event, Ref, Source, Table};
use crate::render::context::Context;
use crate::resolve::Site;
use std::marker::PhantomData;
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
    /// A claim's status.
    pub statuses: Slots<Claim, Markup>,
    /// A source, for the template that shows it as cited.
    pub sources: Slots<Source, PreparedSource>,
    /// An event's card beneath a section's heading.
    pub cards: Slots<Event, FragmentResult>,
    /// An event where it is only referred to.
    pub entries: Slots<Event, FragmentResult>,
    /// An event's line in the list of its kind, its tags, its places.
    pub event_lines: Slots<Event, FragmentResult>,
    /// A source's line in a list.
    pub lines: Slots<Source, FragmentResult>,
}

impl FragmentCache {
    /// Empty slots for everything in `site`.
    pub fn new(site: &Site) -> Self {
        Self {
            nav: OnceLock::new(),
            statuses: Slots::of(&site.claims),
            sources: Slots::of(&site.sources),
            cards: Slots::of(&site.events),
            entries: Slots::of(&site.events),
            event_lines: Slots::of(&site.events),
            lines: Slots::of(&site.sources),
        }
    }
}

/// A fragment, or what its template did wrong.
type FragmentResult = Result<Markup, String>;

/// A slot for each row of a table.
pub struct Slots<T, V> {
    slots: Vec<OnceLock<V>>,
    of: PhantomData<fn(T)>,
}

impl<T, V: Clone> Slots<T, V> {
    fn of(table: &Table<T>) -> Self {
        Self { slots: (0..table.len()).map(|_| OnceLock::new()).collect(), of: PhantomData }
    }

    /// What stands in a row's slot; made if it is the first time that somebody asks.
    pub fn get(&self, row: Ref<T>, make: impl FnOnce() -> V) -> V {
        self.slots[row.index()].get_or_init(make).clone()
    }
}

impl<T> Slots<T, FragmentResult> {
    /// The same for what a template makes.
    pub fn fragment(&self, row: Ref<T>, make: impl FnOnce() -> Result<Markup, Error>) -> Result<Markup, Error> {
        self.get(row, || make().map_err(|error| error.to_string())).map_err(Error::Template)
    }
}

/// A source ready for templates, and what must stand with its title.
#[derive(Debug, Clone)]
pub struct PreparedSource {
    pub view: Prepared,
    pub marker: Option<Markup>,
}
