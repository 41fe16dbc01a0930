//! Decides which pages exist, and at which addresses.
//!
//! Every page is a folder with `index.html` (see [`Route`]); lists that would grow heavy are cut into numbered pages.
//! What a page shows is decided in `render`. Two things that want one address are an error ([`collision`](self)), because
//! one would overwrite the other.

mod collision;
mod event_list;
mod page_slice;
mod route;

pub use crate::model::slug::slug;
pub use collision::is_part;
pub use event_list::{EventList, EventListOf, Landmark, LandmarkTime};
pub use page_slice::PageSlice;
pub use route::{Route, encoded};

use crate::diagnostic::Diagnostic;
use crate::hashing::HashSet;
use crate::model::{
    self, Alias, Claim, Event, EventOutput, Id, Kind, Link, Party, PartyKind, Place, Ref, Source, foreign,
};
use crate::resolve::{Site, Tag};
use crate::words::Language;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Up to so many events the front page tells the whole timeline.
pub const FRONT_WHOLE: usize = 60;
/// Beyond that, it shows so many of the latest.
pub const FRONT_LATEST: usize = 20;
/// How many entries a page of any list but of events holds.
pub const PER_PAGE: usize = 200;
/// Tags of so many events stand before the rest.
pub const FREQUENT: usize = 3;

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
    /// One event to show in another site's page, where the site asks for such pages.
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
    /// The list of tags: [`Plan::tag_order`].
    Tags(PageSlice),
    /// The tag with this index in the site's backlinks.
    Tag(usize, PageSlice),
    Search,
    Corrections,
    Free(Ref<model::FreePage>),
    /// A former id of what is there.
    Alias(Link),
    /// What a server shows for an address that leads nowhere.
    NotFound,
}

impl Page {
    /// The list of events of which it shows a part.
    pub fn event_list(&self) -> Option<(EventListOf, PageSlice)> {
        Some(match *self {
            Self::Year(year, part) => (EventListOf::Year(year), part),
            Self::Party(party, part) => (EventListOf::Party(party), part),
            Self::Place(place, part) => (EventListOf::Place(place), part),
            Self::Kind(kind, part) => (EventListOf::Kind(kind), part),
            Self::Tag(tag, part) => (EventListOf::Tag(tag), part),
            _ => return None,
        })
    }
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
    /// The same as its own pages tell them.
    pub list: EventList,
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
    /// The places of the tags without a topic in the site's backlinks: those of several events first, the most frequent before others;
    /// then the rest by name.
    pub tag_order: Vec<usize>,
    /// How many of them have several events.
    pub frequent_tags: usize,
    /// Those with a published event, in the order of their sort names.
    pub people: Vec<Ref<Party>>,
    pub organizations: Vec<Ref<Party>>,
    /// Those where most happened first.
    pub places: Vec<Ref<Place>>,
}

impl Plan {
    /// Whether the front page tells the whole timeline.
    pub fn front_is_whole(&self) -> bool {
        self.events.len() <= FRONT_WHOLE
    }

    /// The events of a list, in the order of its pages.
    pub fn event_list(&self, site: &Site, of: EventListOf) -> Cow<'_, EventList> {
        let events = match of {
            EventListOf::Year(year) => return Cow::Borrowed(&self.years[year].list),
            EventListOf::Party(party) => &site.backlinks.of_party[party.index()],
            EventListOf::Place(place) => &site.backlinks.of_place[place.index()],
            EventListOf::Kind(kind) => &site.backlinks.of_kind[kind.index()],
            EventListOf::Tag(tag) => &site.backlinks.tags[tag].events,
        };
        Cow::Owned(EventList::by_year(site, events))
    }

    /// The pages of the list of tags: those of several events, then the rest, unless all of them have room on one.
    fn tag_pages(&self) -> Vec<PageSlice> {
        match self.tag_order.len() <= PER_PAGE {
            true => PageSlice::all(self.tag_order.len(), PER_PAGE),
            false => PageSlice::of_groups(&[self.frequent_tags, self.tag_order.len() - self.frequent_tags], PER_PAGE),
        }
    }

    /// The address of a tag.
    pub fn tag(&self, site: &Site, tag: &str) -> Route {
        let known = site.backlinks.tags.binary_search_by(|known| known.spelling.as_str().cmp(tag));
        match known {
            Ok(index) => Route::tag(&self.tags[index]),
            // A draft's tag has no page of its own unless a published event bears it too.
            Err(_) => Route::top("tags"),
        }
    }
}

/// The pages of `site` in a language, which orders its names; `folders` are those of further languages, and `statics` the
/// paths of the files that it copies as they are.
pub fn plan<'a>(
    site: &Site,
    language: &Language,
    folders: &[String],
    statics: impl Iterator<Item = &'a str>,
) -> (Plan, Vec<Diagnostic>) {
    let events: Vec<Ref<Event>> = site.published().map(|(event, _)| event).collect();
    let years = years(site, &events);
    let tags = site.backlinks.tags.iter().map(|tag| slug(&tag.spelling)).collect();
    let mut plan = Plan {
        pages: Vec::new(),
        events,
        years,
        tags,
        tag_order: tags_in_order(site, language),
        frequent_tags: site.backlinks.tags.iter().filter(|tag| tag.topic.is_none() && is_frequent(tag)).count(),
        sources: sources(site),
        people: parties(site, language, PartyKind::Person),
        organizations: parties(site, language, PartyKind::Organization),
        places: places(site, language),
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
        plan.add_aliases(&row.aliases, Link::Page(page), Route::free);
    }
    plan.add(Page::NotFound, Route::top("404.html"));
    let diagnostics = collision::check(site, &plan, folders, &statics.collect::<Vec<_>>());
    (plan, diagnostics)
}

fn years(site: &Site, events: &[Ref<Event>]) -> Vec<PlannedYear> {
    let mut years: BTreeMap<Option<i64>, Vec<Ref<Event>>> = BTreeMap::new();
    for event in events {
        years.entry(site.events[*event].date.year()).or_default().push(*event);
    }
    let planned = |(year, events): (_, Vec<_>)| {
        let list = EventList::by_month(site, &events);
        PlannedYear { year, events, list }
    };
    years.into_iter().map(planned).collect()
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

fn parties(site: &Site, language: &Language, kind: PartyKind) -> Vec<Ref<Party>> {
    let of_kind = site
        .published_parties()
        .filter(|(party, row)| row.kind == kind && !site.backlinks.of_party[party.index()].is_empty());
    let mut parties: Vec<Ref<Party>> = of_kind.map(|(party, _)| party).collect();
    parties.sort_by_cached_key(|party| {
        let row = &site.parties[*party];
        language.sort_key(row.sort_name.as_ref().unwrap_or(&row.name))
    });
    parties
}

fn places(site: &Site, language: &Language) -> Vec<Ref<Place>> {
    let mut places: Vec<Ref<Place>> = site.published_places().map(|(place, _)| place).collect();
    let events = |place: Ref<Place>| site.backlinks.of_place[place.index()].len();
    places.sort_by_cached_key(|place| (Reverse(events(*place)), language.sort_key(&site.places[*place].name)));
    places
}

fn tags_in_order(site: &Site, language: &Language) -> Vec<usize> {
    let tags = &site.backlinks.tags;
    let mut order: Vec<usize> = (0..tags.len()).filter(|index| tags[*index].topic.is_none()).collect();
    order.sort_by_cached_key(|index| {
        let tag = &tags[*index];
        let frequency = if is_frequent(tag) { tag.events.len() } else { 0 };
        (Reverse(frequency), language.sort_key(&foreign::plain(site.settings.tag_word(&tag.spelling))))
    });
    order
}

fn is_frequent(tag: &Tag) -> bool {
    tag.events.len() >= FREQUENT
}

impl Plan {
    fn add(&mut self, page: Page, route: Route) {
        self.pages.push(Planned { page, route });
    }

    /// The pages of a list of `length` entries.
    fn add_parts(&mut self, length: usize, route: &Route, page: impl Fn(PageSlice) -> Page) {
        self.add_slices(PageSlice::all(length, PER_PAGE), route, page);
    }

    fn add_slices(&mut self, slices: Vec<PageSlice>, route: &Route, page: impl Fn(PageSlice) -> Page) {
        for part in slices {
            self.add(page(part), route.numbered(part.number));
        }
    }

    /// The pages of a list of events that isn't one of a year.
    fn add_events_of(&mut self, site: &Site, events: &[Ref<Event>], route: &Route, page: impl Fn(PageSlice) -> Page) {
        self.add_slices(EventList::by_year(site, events).pages(), route, page);
    }

    fn add_timeline(&mut self) {
        self.add(Page::Front, Route::front());
        self.add(Page::All, Route::top("all"));
        self.add(Page::Embed, Route::top("embed"));
        let years = self.years.iter().map(|year| (year.year, year.list.pages()));
        for (index, (year, pages)) in years.collect::<Vec<_>>().into_iter().enumerate() {
            self.add_slices(pages, &Route::year(year), |part| Page::Year(index, part));
        }
    }

    fn add_events(&mut self, site: &Site) {
        let aliases: HashSet<&Id> = site.events.rows().flat_map(|event| &event.aliases).collect();
        let taken: HashSet<&Id> = site.events.rows().map(|event| &event.id).filter(|id| aliases.contains(id)).collect();
        let embeds = site.settings.makes(EventOutput::Embeds);
        for (event, row) in site.events.iter() {
            self.add(Page::Event(event), Route::event(&row.id));
            if embeds {
                self.add(Page::EventEmbed(event), Route::event_embed(&row.id));
            }
            // An alias that is also an event's id leads to that event; the collision is reported elsewhere.
            for alias in row.aliases.iter().filter(|alias| !taken.contains(alias)) {
                self.add(Page::Alias(Link::Event(event)), Route::event(alias));
            }
        }
    }

    /// The pages that lead on to `target` from the addresses that `route` gives to its former ids.
    fn add_aliases(&mut self, aliases: &[Alias], target: Link, route: impl Fn(&Id) -> Route) {
        for alias in aliases {
            self.add(Page::Alias(target), route(&alias.id));
        }
    }

    fn add_sources(&mut self, site: &Site) {
        self.add_parts(site.published_sources().count(), &Route::top("sources"), Page::Sources);
        for (source, row) in site.published_sources() {
            let citing = site.backlinks.of_source[source.index()].len();
            self.add_parts(citing, &Route::source(&row.id), |part| Page::Source(source, part));
            self.add_aliases(&row.aliases, Link::Source(source), Route::source);
        }
    }

    fn add_claims(&mut self, site: &Site) {
        self.add(Page::Claims, Route::top("claims"));
        for (claim, row) in site.published_claims() {
            self.add(Page::Claim(claim), Route::claim(&row.id));
            self.add_aliases(&row.aliases, Link::Claim(claim), Route::claim);
        }
    }

    fn add_parties(&mut self, site: &Site) {
        self.add_parts(self.people.len(), &Route::top("people"), Page::People);
        self.add_parts(self.organizations.len(), &Route::top("organizations"), Page::Organizations);
        for (party, row) in site.published_parties() {
            let events = &site.backlinks.of_party[party.index()];
            self.add_events_of(site, events, &Route::party(row), |part| Page::Party(party, part));
            self.add_aliases(&row.aliases, Link::Party(party), |id| Route::party_called(row.kind, id));
        }
    }

    fn add_places(&mut self, site: &Site) {
        self.add_parts(site.published_places().count(), &Route::top("places"), Page::Places);
        for (place, row) in site.published_places() {
            let events = &site.backlinks.of_place[place.index()];
            self.add_events_of(site, events, &Route::place(&row.id), |part| Page::Place(place, part));
            self.add_aliases(&row.aliases, Link::Place(place), Route::place);
        }
    }

    fn add_kinds_and_tags(&mut self, site: &Site) {
        if site.tells_kinds_apart() {
            self.add(Page::Kinds, Route::top("kinds"));
        }
        for (kind, row) in site.kinds.iter().filter(|(_, kind)| site.tells_kinds_apart() && !kind.label.is_empty()) {
            let events = &site.backlinks.of_kind[kind.index()];
            self.add_events_of(site, events, &Route::kind(&row.id), |part| Page::Kind(kind, part));
        }
        self.add_slices(self.tag_pages(), &Route::top("tags"), Page::Tags);
        for (index, tag) in site.backlinks.tags.iter().enumerate() {
            let route = Route::tag(&self.tags[index]);
            self.add_events_of(site, &tag.events, &route, |part| Page::Tag(index, part));
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
