//! Decides which pages exist, and at which addresses.
//!
//! Every page is a folder with `index.html` (see [`Route`]); lists that would grow heavy are cut into numbered pages.
//! What a page shows is decided in `render`. Two things that want one address are an error ([`collision`](self)), because
//! one would overwrite the other.

mod collision;
mod page_slice;
mod route;

pub use crate::model::slug::slug;
pub use collision::is_part;
pub use page_slice::PageSlice;
pub use route::{Route, encoded};

use crate::diagnostic::Diagnostic;
use crate::model::{self, Claim, Event, Id, Kind, Party, PartyKind, Place, Ref, Source};
use crate::resolve::Site;
use std::collections::{BTreeMap, HashSet};

/// Up to so many events the front page tells the whole timeline.
pub const FRONT_WHOLE: usize = 300;
/// Beyond that, it shows so many of the latest.
pub const FRONT_LATEST: usize = 50;
/// How many events or sources a page of a list holds.
pub const PER_PAGE: usize = 200;

/// What a page is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Page {
    /// The timeline: whole, or its overview, years and latest events.
    Front,
    /// The whole timeline, for print.
    All,
    /// The year with this index in [`Plan::years`].
    Year(usize, PageSlice),
    Event(Ref<Event>),
    /// One event to show in another site's page.
    EventEmbed(Ref<Event>),
    /// The latest events to show in another site's page.
    Embed,
    Sources(PageSlice),
    Source(Ref<Source>, PageSlice),
    Claims,
    Claim(Ref<Claim>),
    People(PageSlice),
    Organizations(PageSlice),
    Party(Ref<Party>, PageSlice),
    Places(PageSlice),
    Place(Ref<Place>, PageSlice),
    Kinds,
    Kind(Ref<Kind>, PageSlice),
    Tags,
    /// The tag with this index in the site's backlinks.
    Tag(usize, PageSlice),
    Search,
    Corrections,
    Free(Ref<model::FreePage>),
    /// A former id of an event.
    Alias(Ref<Event>),
    /// What a server shows for an address that leads nowhere.
    NotFound,
}

/// A page and its address.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    pub page: Page,
    pub route: Route,
}

/// A year with its events, oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedYear {
    /// Astronomical; none for events with an open beginning.
    pub year: Option<i64>,
    pub events: Vec<Ref<Event>>,
}

/// All pages, and the lists that several of them need.
#[derive(Debug, Default, PartialEq)]
pub struct Plan {
    /// In an order that doesn't depend on anything but the content.
    pub pages: Vec<Planned>,
    /// The published events, oldest first.
    pub events: Vec<Ref<Event>>,
    /// In the order of time, an open beginning first.
    pub years: Vec<PlannedYear>,
    /// The addresses of the site's tags, in the order of its backlinks.
    pub tags: Vec<String>,
    /// In the order of their dates, those without one last.
    pub sources: Vec<Ref<Source>>,
    /// In the order of their sort names.
    pub people: Vec<Ref<Party>>,
    pub organizations: Vec<Ref<Party>>,
    /// In the order of their names.
    pub places: Vec<Ref<Place>>,
}

impl Plan {
    /// Whether the front page tells the whole timeline.
    pub fn front_is_whole(&self) -> bool {
        self.events.len() <= FRONT_WHOLE
    }

    /// The address of a tag.
    pub fn tag(&self, site: &Site, tag: &str) -> Route {
        let known = site.backlinks.of_tag.binary_search_by(|(known, _)| known.as_str().cmp(tag));
        match known {
            Ok(index) => Route::tag(&self.tags[index]),
            // A draft's tag has no page of its own unless a published event bears it too.
            Err(_) => Route::top("tags"),
        }
    }
}

/// The pages of `site`; `statics` are the paths of the files that it copies as they are.
pub fn plan<'a>(site: &Site, statics: impl Iterator<Item = &'a str>) -> (Plan, Vec<Diagnostic>) {
    let events: Vec<Ref<Event>> = site.published().map(|(event, _)| event).collect();
    let years = years(site, &events);
    let tags = site.backlinks.of_tag.iter().map(|(tag, _)| slug(tag)).collect();
    let mut plan = Plan {
        pages: Vec::new(),
        events,
        years,
        tags,
        sources: sources(site),
        people: parties(site, PartyKind::Person),
        organizations: parties(site, PartyKind::Organization),
        places: places(site),
    };
    plan.add_timeline();
    plan.add_events(site);
    plan.add_sources(site);
    plan.add_claims(site);
    plan.add_parties(site);
    plan.add_places(site);
    plan.add_kinds_and_tags(site);
    plan.add(Page::Search, Route::top("search"));
    plan.add(Page::Corrections, Route::top("corrections"));
    for (page, row) in site.pages.iter() {
        plan.add(Page::Free(page), Route::free(&row.id));
    }
    plan.add(Page::NotFound, Route::top("404.html"));
    let diagnostics = collision::check(site, &plan, &statics.collect::<Vec<_>>());
    (plan, diagnostics)
}

fn years(site: &Site, events: &[Ref<Event>]) -> Vec<PlannedYear> {
    let mut years: BTreeMap<Option<i64>, Vec<Ref<Event>>> = BTreeMap::new();
    for event in events {
        years.entry(site.events[*event].date.year()).or_default().push(*event);
    }
    years.into_iter().map(|(year, events)| PlannedYear { year, events }).collect()
}

fn sources(site: &Site) -> Vec<Ref<Source>> {
    let mut sources: Vec<Ref<Source>> = site.published_sources().map(|(source, _)| source).collect();
    // Oldest first, as everything here; the table is in the order of ids, which stays within a day.
    sources.sort_by(|one, other| match (&site.sources[*one].published, &site.sources[*other].published) {
        (Some(one), Some(other)) => one.cmp(other),
        (one, other) => one.is_none().cmp(&other.is_none()),
    });
    sources
}

fn parties(site: &Site, kind: PartyKind) -> Vec<Ref<Party>> {
    let of_kind = site.published_parties().filter(|(_, party)| party.kind == kind);
    let mut parties: Vec<Ref<Party>> = of_kind.map(|(party, _)| party).collect();
    parties.sort_by_cached_key(|party| {
        let row = &site.parties[*party];
        row.sort_name.as_ref().unwrap_or(&row.name).to_lowercase()
    });
    parties
}

fn places(site: &Site) -> Vec<Ref<Place>> {
    let mut places: Vec<Ref<Place>> = site.published_places().map(|(place, _)| place).collect();
    places.sort_by_cached_key(|place| site.places[*place].name.to_lowercase());
    places
}

impl Plan {
    fn add(&mut self, page: Page, route: Route) {
        self.pages.push(Planned { page, route });
    }

    /// The pages of a list of `length` entries.
    fn add_parts(&mut self, length: usize, route: &Route, page: impl Fn(PageSlice) -> Page) {
        for part in PageSlice::all(length, PER_PAGE) {
            self.add(page(part), route.numbered(part.number));
        }
    }

    fn add_timeline(&mut self) {
        self.add(Page::Front, Route::front());
        self.add(Page::All, Route::top("all"));
        self.add(Page::Embed, Route::top("embed"));
        let years: Vec<(Option<i64>, usize)> = self.years.iter().map(|year| (year.year, year.events.len())).collect();
        for (index, (year, length)) in years.into_iter().enumerate() {
            self.add_parts(length, &Route::year(year), |part| Page::Year(index, part));
        }
    }

    fn add_events(&mut self, site: &Site) {
        let aliases: HashSet<&Id> = site.events.rows().flat_map(|event| &event.aliases).collect();
        let taken: HashSet<&Id> = site.events.rows().map(|event| &event.id).filter(|id| aliases.contains(id)).collect();
        for (event, row) in site.events.iter() {
            self.add(Page::Event(event), Route::event(&row.id));
            self.add(Page::EventEmbed(event), Route::event_embed(&row.id));
            // An alias that is also an event's id leads to that event; the collision is reported elsewhere.
            for alias in row.aliases.iter().filter(|alias| !taken.contains(alias)) {
                self.add(Page::Alias(event), Route::event(alias));
            }
        }
    }

    fn add_sources(&mut self, site: &Site) {
        self.add_parts(site.published_sources().count(), &Route::top("sources"), Page::Sources);
        for (source, row) in site.published_sources() {
            let citing = site.backlinks.of_source[source.index()].len();
            self.add_parts(citing, &Route::source(&row.id), |part| Page::Source(source, part));
        }
    }

    fn add_claims(&mut self, site: &Site) {
        self.add(Page::Claims, Route::top("claims"));
        for (claim, row) in site.published_claims() {
            self.add(Page::Claim(claim), Route::claim(&row.id));
        }
    }

    fn add_parties(&mut self, site: &Site) {
        self.add_parts(self.people.len(), &Route::top("people"), Page::People);
        self.add_parts(self.organizations.len(), &Route::top("organizations"), Page::Organizations);
        for (party, row) in site.published_parties() {
            let length = site.backlinks.of_party[party.index()].len();
            self.add_parts(length, &Route::party(row), |part| Page::Party(party, part));
        }
    }

    fn add_places(&mut self, site: &Site) {
        self.add_parts(site.published_places().count(), &Route::top("places"), Page::Places);
        for (place, row) in site.published_places() {
            let length = site.backlinks.of_place[place.index()].len();
            self.add_parts(length, &Route::place(&row.id), |part| Page::Place(place, part));
        }
    }

    fn add_kinds_and_tags(&mut self, site: &Site) {
        self.add(Page::Kinds, Route::top("kinds"));
        for (kind, row) in site.kinds.iter().filter(|(_, kind)| !kind.label.is_empty()) {
            let length = site.backlinks.of_kind[kind.index()].len();
            self.add_parts(length, &Route::kind(&row.id), |part| Page::Kind(kind, part));
        }
        self.add(Page::Tags, Route::top("tags"));
        for (index, (_, events)) in site.backlinks.of_tag.iter().enumerate() {
            let route = Route::tag(&self.tags[index]);
            self.add_parts(events.len(), &route, |part| Page::Tag(index, part));
        }
    }
}

impl Planned {
    /// The page's file in the output.
    pub fn file(&self) -> String {
        match self.page {
            // Servers look for it under this very name.
            Page::NotFound => "404.html".to_owned(),
            _ => self.route.file(),
        }
    }
}
