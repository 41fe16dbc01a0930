//! Places, kinds and tags: their lists, and the page of each.

use super::inline::{KindView, LinkView};
use super::page::{About, PageView};
use super::parties::IndexView;
use crate::error::Error;
use crate::model::{Event, Html, Kind, Place, Ref};
use crate::plan::{Part, Planned, Route};
use crate::render::pieces::CardPlace;
use crate::render::{Renderer, Viewpoint, templates::Markup};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct IndexPageView {
    page: PageView,
    heading: String,
    entries: Vec<IndexView>,
}

/// A page of events that have something in common.
#[derive(Debug, Serialize)]
struct ListView {
    page: PageView,
    /// What sort of thing they have in common: "Kind", "Tag", "Place".
    kicker: String,
    heading: String,
    /// Of a kind, its mark.
    kind: Option<KindView>,
    /// "4 events, November 2029 to January 2034".
    summary: String,
    /// A place's position on the map.
    coordinates: Option<String>,
    body: Markup,
    sources: Vec<Markup>,
    events: Vec<Markup>,
}

/// What a list has in common, before its events are looked up.
struct Common<'a> {
    kicker: &'a str,
    heading: String,
    kind: Option<KindView>,
    coordinates: Option<String>,
    body: Markup,
    sources: Vec<Markup>,
    file: Option<&'a str>,
}

impl Renderer<'_> {
    /// All places.
    pub fn places_page(&self, planned: &Planned, part: Part) -> Result<Html, Error> {
        let at = &Viewpoint::of(planned);
        let entries = part
            .of(&self.plan.places)
            .iter()
            .map(|place| self.index_entry(self.place(*place, at), &self.site.backlinks.of_place[place.index()]));
        self.index_page(planned, "places", entries.collect(), Some(part))
    }

    /// All kinds.
    pub fn kinds_page(&self, planned: &Planned) -> Result<Html, Error> {
        let at = &Viewpoint::of(planned);
        let entries = self.site.kinds.iter().filter(|(_, row)| !row.label.is_empty()).map(|(kind, row)| {
            let link = LinkView { text: row.plural.clone(), href: at.to(&Route::kind(&row.id)) };
            self.index_entry(link, &self.site.backlinks.of_kind[kind.index()])
        });
        self.index_page(planned, "kinds", entries.collect(), None)
    }

    /// All tags.
    pub fn tags_page(&self, planned: &Planned) -> Result<Html, Error> {
        let at = &Viewpoint::of(planned);
        let mut tags: Vec<_> = self.site.backlinks.of_tag.iter().collect();
        tags.sort_by_cached_key(|(tag, _)| tag.to_lowercase());
        let entries = tags.into_iter().map(|(tag, events)| self.index_entry(self.tag(tag, at), events));
        self.index_page(planned, "tags", entries.collect(), None)
    }

    fn index_entry(&self, link: LinkView, events: &[Ref<Event>]) -> IndexView {
        IndexView { link, remark: None, count: self.count("events", events.len()) }
    }

    fn index_page(
        &self,
        planned: &Planned,
        section: &str,
        entries: Vec<IndexView>,
        part: Option<Part>,
    ) -> Result<Html, Error> {
        let heading = self.say(section).to_owned();
        let about = About { title: heading.clone(), section, part, ..About::default() };
        let page = self.page_view(planned, &Viewpoint::of(planned), about);
        self.templates.fill("index.html", &IndexPageView { page, heading, entries })
    }

    /// A place and what happened there.
    pub fn place_page(&self, planned: &Planned, place: Ref<Place>, part: Part) -> Result<Html, Error> {
        let row = &self.site.places[place];
        let at = &Viewpoint::of(planned);
        let body = self.body(&row.body, &row.sources, None, at)?;
        let common = Common {
            kicker: "place",
            heading: row.name.clone(),
            kind: None,
            coordinates: row.coordinates.map(|at| format!("{}, {}", at.latitude, at.longitude)),
            body: body.markup(),
            sources: self.entries(&row.sources, &body.cited_at, at)?,
            file: Some(&row.file),
        };
        self.list_page(planned, common, &self.site.backlinks.of_place[place.index()], part)
    }

    /// The events of a kind.
    pub fn kind_page(&self, planned: &Planned, kind: Ref<Kind>, part: Part) -> Result<Html, Error> {
        let row = &self.site.kinds[kind];
        let common = Common {
            kind: Some(self.kind(kind, &Viewpoint::of(planned))),
            ..Common::of_events("kind", row.plural.clone())
        };
        self.list_page(planned, common, &self.site.backlinks.of_kind[kind.index()], part)
    }

    /// The events that bear a tag.
    pub fn tag_page(&self, planned: &Planned, index: usize, part: Part) -> Result<Html, Error> {
        let (tag, events) = &self.site.backlinks.of_tag[index];
        self.list_page(planned, Common::of_events("tag", tag.clone()), events, part)
    }

    fn list_page(
        &self,
        planned: &Planned,
        common: Common<'_>,
        events: &[Ref<Event>],
        part: Part,
    ) -> Result<Html, Error> {
        let at = &Viewpoint::of(planned);
        let about = About {
            title: common.heading.clone(),
            section: common.kicker,
            file: common.file,
            part: Some(part),
            ..About::default()
        };
        let count = self.count("events", events.len());
        let view = ListView {
            page: self.page_view(planned, at, about),
            kicker: self.say(common.kicker).to_owned(),
            heading: common.heading,
            kind: common.kind,
            summary: match self.span_of(events) {
                Some(span) => self.fill("list_summary", &[("events", &count), ("span", &span)]),
                None => count,
            },
            coordinates: common.coordinates,
            body: common.body,
            sources: common.sources,
            events: self.cards(part.of(events), CardPlace::Section, at)?,
        };
        self.templates.fill("list.html", &view)
    }
}

impl<'a> Common<'a> {
    /// A list with nothing but its events.
    fn of_events(kicker: &'a str, heading: String) -> Self {
        let body = Html::default().into();
        Self { kicker, heading, kind: None, coordinates: None, body, sources: Vec::new(), file: None }
    }
}
