//! The timeline: the front page, all of it, a year, and what other sites may show.

use super::inline::{DateView, LinkView};
use super::page::{About, PageView};
use crate::error::Error;
use crate::model::{Event, Html, Kind, Party, Ref};
use crate::plan::{FRONT_LATEST, PER_PAGE, Part, Planned, Route, slug};
use crate::render::chart::ChartView;
use crate::render::pieces::CardPlace;
use crate::render::{Renderer, Viewpoint, templates::Markup};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io;

/// A year with its events as finished cards.
#[derive(Debug, Serialize)]
pub struct YearView {
    /// `y2031`
    pub anchor: String,
    pub label: String,
    pub href: String,
    /// "6 events".
    pub count: String,
    pub events: Vec<Markup>,
}

#[derive(Debug, Serialize)]
struct FrontView {
    page: PageView,
    /// "14 events from 23 sources, November 2029 to January 2034."
    summary: String,
    /// "2 claims and their outcome", leading to them.
    claims: Option<LinkView>,
    changed: Option<DateView>,
    chart: Option<ChartView>,
    filters: Option<FiltersView>,
    /// All of them, or none where the front page shows the latest alone.
    years: Vec<YearView>,
    latest: Vec<Markup>,
    /// Where all of it stands on one page.
    all: String,
    drafts: Vec<Markup>,
    /// What another site writes to show the latest events; none without a base URL.
    embed_code: Option<String>,
}

/// What the timeline can be filtered by.
#[derive(Debug, Serialize)]
struct FiltersView {
    kinds: Vec<OptionView>,
    people: Vec<OptionView>,
    organizations: Vec<OptionView>,
    tags: Vec<OptionView>,
    /// "14 events".
    count: String,
}

#[derive(Debug, Serialize)]
struct OptionView {
    value: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct YearPageView {
    page: PageView,
    label: String,
    count: String,
    /// On a page that is too long to overlook.
    filters: Option<FiltersView>,
    events: Vec<Markup>,
    previous: Option<LinkView>,
    next: Option<LinkView>,
}

#[derive(Debug, Serialize)]
struct EmbedView {
    page: PageView,
    /// Of several events; a single one's title is the heading.
    heading: Option<String>,
    events: Vec<Markup>,
    /// What a single one rests on.
    sources: Vec<Markup>,
    /// The mark of a single one's kind; for several, those of all kinds are there.
    shapes: Option<[&'static str; 1]>,
}

/// A year of so many events can be filtered.
const FILTERED: usize = 10;

/// How many events another site's page gets, and how high a frame shows some of them.
const EMBEDDED: usize = 10;
pub const EMBED_HEIGHT: u32 = 640;

#[derive(Serialize)]
struct AllView {
    page: PageView,
    summary: String,
    filters: FiltersView,
    years: Vec<YearView>,
}

impl Renderer<'_> {
    /// The front page: whole, or overview and latest.
    pub fn front_page(&self, planned: &Planned) -> Result<Html, Error> {
        let at = Viewpoint::of(planned);
        let whole = self.plan.front_is_whole();
        let latest = if whole { &[] } else { &self.plan.events[self.plan.events.len() - FRONT_LATEST..] };
        let about = About {
            title: self.site.settings.title.clone(),
            description: self.site.settings.description.clone(),
            section: "timeline",
            changed: self.last_changed,
            ..About::default()
        };
        let drafts = self
            .site
            .events
            .iter()
            .filter(|(_, row)| row.draft)
            .map(|(event, _)| self.card(event, CardPlace::Section, &at));
        let drafts: Result<Vec<Markup>, Error> = drafts.collect();
        let claims = self.site.published_claims().count();
        let view = FrontView {
            page: self.page_view(planned, &at, about),
            summary: self.summary(),
            claims: (claims > 0)
                .then(|| LinkView { text: self.count("claims_told", claims), href: at.to(&Route::top("claims")) }),
            changed: self.last_changed.map(|day| self.day(day)),
            chart: self.chart(&at, whole),
            filters: whole.then(|| self.filters(&self.plan.events)),
            years: if whole { self.years(&at)? } else { Vec::new() },
            latest: latest
                .iter()
                .rev()
                .map(|event| self.card(*event, CardPlace::Section, &at))
                .collect::<Result<_, _>>()?,
            all: at.to(&Route::top("all")),
            drafts: drafts?,
            embed_code: self.embed_code(&Route::top("embed"), &self.site.settings.title, EMBED_HEIGHT),
        };
        self.templates.fill("front.html", &view)
    }

    /// All of the timeline on one page, written on the way: it may be too long to be held whole. Fails with what its
    /// template did wrong as an [`Error`] in the `io::Error`, or as `out` does.
    pub fn all_page(&self, planned: &Planned, out: &mut dyn io::Write) -> io::Result<()> {
        self.templates.fill_to("all.html", &self.all_view(planned).map_err(io::Error::other)?, out)
    }

    fn all_view(&self, planned: &Planned) -> Result<AllView, Error> {
        let at = Viewpoint::of(planned);
        let about = About {
            title: self.say("whole_timeline").to_owned(),
            description: self.site.settings.description.clone(),
            section: "timeline",
            changed: self.last_changed,
            ..About::default()
        };
        Ok(AllView {
            page: self.page_view(planned, &at, about),
            summary: self.summary(),
            filters: self.filters(&self.plan.events),
            years: self.years(&at)?,
        })
    }

    /// A year's events.
    pub fn year_page(&self, planned: &Planned, index: usize, part: Part) -> Result<Html, Error> {
        let at = Viewpoint::of(planned);
        let year = &self.plan.years[index];
        let label = self.year_label(year.year);
        let neighbour = |index: Option<usize>| {
            let year = self.plan.years.get(index?)?;
            Some(LinkView { text: self.year_label(year.year), href: at.to(&Route::year(year.year)) })
        };
        let about = About {
            title: self.fill("year_title", &[("year", &label)]),
            section: "timeline",
            part: Some(part),
            ..About::default()
        };
        let view = YearPageView {
            page: self.page_view(planned, &at, about),
            label,
            count: self.count("events", year.events.len()),
            filters: (part.of(&year.events).len() >= FILTERED).then(|| self.filters(part.of(&year.events))),
            events: self.cards(part.of(&year.events), CardPlace::Page, &at)?,
            previous: neighbour(index.checked_sub(1)),
            next: neighbour(Some(index + 1)),
        };
        self.templates.fill("year.html", &view)
    }

    /// The latest events, for another site's page.
    pub fn embed_page(&self, planned: &Planned) -> Result<Html, Error> {
        let at = Viewpoint::of(planned);
        let latest = self.plan.events.iter().rev().take(EMBEDDED).copied().collect::<Vec<_>>();
        let about = About { title: self.say("latest").to_owned(), noindex: true, ..About::default() };
        let view = EmbedView {
            page: self.page_view(planned, &at, about),
            heading: Some(self.say("latest").to_owned()),
            events: self.cards(&latest, CardPlace::Page, &at)?,
            sources: Vec::new(),
            shapes: None,
        };
        self.templates.fill("embed.html", &view)
    }

    /// One event, for another site's page.
    pub fn event_embed_page(&self, planned: &Planned, event: Ref<Event>) -> Result<Html, Error> {
        let at = Viewpoint::of(planned);
        let row = &self.site.events[event];
        if row.withdrawn.is_some() {
            return self.withdrawn_page(planned, event);
        }
        let about = About { title: self.safe_title(row), noindex: true, ..About::default() };
        let view = EmbedView {
            page: self.page_view(planned, &at, about),
            events: self.cards(&[event], CardPlace::Alone, &at)?,
            sources: row.sources.iter().map(|cited| self.line(cited.source, &at)).collect::<Result<_, _>>()?,
            heading: None,
            shapes: Some([self.site.kinds[row.kind].shape.as_str()]),
        };
        self.templates.fill("embed.html", &view)
    }

    /// Events as cards.
    pub fn cards(&self, events: &[Ref<Event>], place: CardPlace, at: &Viewpoint) -> Result<Vec<Markup>, Error> {
        events.iter().map(|event| self.card(*event, place, at)).collect()
    }

    fn years(&self, at: &Viewpoint) -> Result<Vec<YearView>, Error> {
        let year = |year: &crate::plan::Year| {
            Ok(YearView {
                anchor: anchor(year.year),
                label: self.year_label(year.year),
                href: at.to(&Route::year(year.year)),
                count: self.count("events", year.events.len()),
                events: self.cards(&year.events, CardPlace::Timeline, at)?,
            })
        };
        self.plan.years.iter().map(year).collect()
    }

    /// "14 events from 23 sources, November 2029 to January 2034."
    fn summary(&self) -> String {
        let events = self.count("events", self.plan.events.len());
        let cited = self.site.backlinks.of_source.iter().filter(|events| !events.is_empty()).count();
        let sources = self.count("sources", cited);
        match self.span_of(&self.plan.events) {
            Some(span) => self.fill("front_summary", &[("events", &events), ("sources", &sources), ("span", &span)]),
            None => self.say("no_events").to_owned(),
        }
    }

    /// "November 2029 to January 2034": the dates of the first and the last of these events.
    pub fn span_of(&self, events: &[Ref<Event>]) -> Option<String> {
        let (first, last) = (events.first()?, events.last()?);
        let [first, last] = [first, last].map(|event| self.date(&self.site.events[*event].date).text);
        Some(if first == last { first } else { self.fill("span", &[("from", &first), ("to", &last)]) })
    }

    /// What these events can be filtered by.
    fn filters(&self, events: &[Ref<Event>]) -> FiltersView {
        let rows = || events.iter().map(|event| &self.site.events[*event]);
        let kinds: BTreeSet<_> = rows().map(|row| row.kind).collect();
        let tags: BTreeSet<&str> = rows().flat_map(|row| &row.tags).map(String::as_str).collect();
        let parties: BTreeSet<_> =
            rows().flat_map(|row| row.people.iter().chain(&row.organizations)).map(|involved| involved.party).collect();
        let of = |list: &[Ref<Party>]| {
            let shown = list.iter().filter(|party| parties.contains(party));
            let option = |party: &Ref<Party>| {
                let row = &self.site.parties[*party];
                OptionView { value: row.id.as_str().to_owned(), text: row.name.clone() }
            };
            shown.map(option).collect()
        };
        let kind = |kind: Ref<Kind>| {
            let row = &self.site.kinds[kind];
            OptionView { value: row.id.as_str().to_owned(), text: row.label.clone() }
        };
        FiltersView {
            kinds: kinds.into_iter().map(kind).collect(),
            people: of(&self.plan.people),
            organizations: of(&self.plan.organizations),
            tags: tags.into_iter().map(|tag| OptionView { value: slug(tag), text: tag.to_owned() }).collect(),
            count: self.count("events", events.len()),
        }
    }
}

/// A year's place on the front page.
pub fn anchor(year: Option<i64>) -> String {
    format!("y{}", Route::year(year).as_str())
}

impl Renderer<'_> {
    /// The page of its year on which an event stands, and its year's name.
    pub fn year_of(&self, event: Ref<Event>, at: &Viewpoint) -> Option<LinkView> {
        let year = self.site.events[event].date.year();
        let found = self.plan.years.iter().find(|known| known.year == year)?;
        let index = found.events.binary_search(&event).ok()?;
        let route = Route::year(year).numbered(Part::holding(index, PER_PAGE));
        Some(LinkView { text: self.year_label(year), href: at.to(&route) })
    }
}
