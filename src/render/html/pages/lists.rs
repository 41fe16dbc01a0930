//! Places, kinds and tags: their lists, and the page of each.

use super::index::{IndexEntryView, index};
use crate::error::Error;
use crate::model::{Event, Html, Kind, Place, Ref};
use crate::plan::{PageSlice, Planned, Route};
use crate::render::html::context::PageContext;
use crate::render::html::dates::span_of;
use crate::render::html::fragments::{CardPlace, event_cards};
use crate::render::html::links::{self, KindView, LinkView};
use crate::render::html::prose::body;
use crate::render::html::shell::{About, PageView, shell};
use crate::render::html::templates::Markup;
use serde::Serialize;
use std::borrow::Cow;

/// A page of events that have something in common.
#[derive(Debug, Serialize)]
struct ListView<'a> {
    page: PageView<'a>,
    /// What sort of thing they have in common: "Kind", "Tag", "Place".
    kicker: &'a str,
    heading: Cow<'a, str>,
    /// Of a kind, its mark.
    kind: Option<KindView<'a>>,
    /// "4 events, November 2029 to January 2034".
    summary: String,
    /// A place's position on the map.
    coordinates: Option<String>,
    body: Markup,
    sources: Vec<Markup>,
    events: Vec<Markup>,
}

/// What the events of a list have in common.
struct Common<'a> {
    /// The key of its sort's name.
    kicker: &'a str,
    heading: Cow<'a, str>,
    kind: Option<KindView<'a>>,
    coordinates: Option<String>,
    body: Markup,
    sources: Vec<Markup>,
    file: Option<&'a str>,
}

impl<'a> Common<'a> {
    /// A list with nothing but its events.
    fn of_events(kicker: &'a str, heading: impl Into<Cow<'a, str>>) -> Self {
        let body = Html::default().into();
        Self { kicker, heading: heading.into(), kind: None, coordinates: None, body, sources: Vec::new(), file: None }
    }
}

/// All places.
pub fn places(cx: &PageContext<'_>, planned: &Planned, part: PageSlice) -> Result<Html, Error> {
    let events = &cx.site.backlinks.of_place;
    let entry = |place: &Ref<Place>| entry(cx, links::place(cx, *place), &events[place.index()]);
    index(cx, planned, "places", part.of(&cx.plan.places).iter().map(entry).collect(), Some(part))
}

/// All kinds.
pub fn kinds(cx: &PageContext<'_>, planned: &Planned) -> Result<Html, Error> {
    let entries = cx.site.kinds.iter().filter(|(_, row)| !row.label.is_empty()).map(|(kind, row)| {
        let link = LinkView::new(&row.plural, &Route::kind(&row.id));
        entry(cx, link, &cx.site.backlinks.of_kind[kind.index()])
    });
    index(cx, planned, "kinds", entries.collect(), None)
}

/// All tags.
pub fn tags(cx: &PageContext<'_>, planned: &Planned) -> Result<Html, Error> {
    let mut tags: Vec<_> = cx.site.backlinks.of_tag.iter().collect();
    tags.sort_by_cached_key(|(tag, _)| tag.to_lowercase());
    let entries = tags.into_iter().map(|(tag, events)| entry(cx, links::tag(cx, tag), events));
    index(cx, planned, "tags", entries.collect(), None)
}

fn entry<'a>(cx: &PageContext<'_>, link: LinkView<'a>, events: &[Ref<Event>]) -> IndexEntryView<'a> {
    IndexEntryView { link, remark: None, count: cx.count("events", events.len()) }
}

/// A place and what happened there.
pub fn place(cx: &PageContext<'_>, planned: &Planned, place: Ref<Place>, part: PageSlice) -> Result<Html, Error> {
    let row = &cx.site.places[place];
    let body = body(cx, &row.body, &row.sources, None)?;
    let common = Common {
        coordinates: row.coordinates.map(|at| format!("{}, {}", at.latitude, at.longitude)),
        body: body.markup,
        sources: body.sources,
        file: Some(&row.file),
        ..Common::of_events("place", row.name.as_str())
    };
    list(cx, planned, common, &cx.site.backlinks.of_place[place.index()], part)
}

/// The events of a kind.
pub fn kind(cx: &PageContext<'_>, planned: &Planned, kind: Ref<Kind>, part: PageSlice) -> Result<Html, Error> {
    let row = &cx.site.kinds[kind];
    let common = Common { kind: Some(links::kind(cx, kind)), ..Common::of_events("kind", row.plural.as_str()) };
    list(cx, planned, common, &cx.site.backlinks.of_kind[kind.index()], part)
}

/// The events that bear a tag.
pub fn tag(cx: &PageContext<'_>, planned: &Planned, index: usize, part: PageSlice) -> Result<Html, Error> {
    let (tag, events) = &cx.site.backlinks.of_tag[index];
    list(cx, planned, Common::of_events("tag", links::tag_name(tag)), events, part)
}

fn list<'a>(
    cx: &PageContext<'a>,
    planned: &Planned,
    common: Common<'a>,
    events: &[Ref<Event>],
    part: PageSlice,
) -> Result<Html, Error> {
    let about = About {
        title: common.heading.clone(),
        section: common.kicker,
        file: common.file,
        part: Some(part),
        ..About::default()
    };
    let count = cx.count("events", events.len());
    let view = ListView {
        page: shell(cx, planned, about),
        kicker: cx.say(common.kicker),
        heading: common.heading,
        kind: common.kind,
        summary: match span_of(cx, events) {
            Some(span) => cx.fill("list_summary", &[("events", &count), ("span", &span)]),
            None => count,
        },
        coordinates: common.coordinates,
        body: common.body,
        sources: common.sources,
        events: event_cards(cx, part.of(events), CardPlace::Section)?,
    };
    cx.templates.fill("list.html", &view)
}
