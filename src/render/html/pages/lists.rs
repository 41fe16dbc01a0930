//! Places, kinds and tags: their lists, and the page of each.

use super::event_list::{EventListView, event_list};
use super::filters::{FiltersView, filters_by_index};
use super::index::{Index, IndexSection, index};
use super::index_entry::IndexEntryView;
use super::topics;
use crate::error::Error;
use crate::model::{Event, Html, Kind, Place, Ref};
use crate::plan::{EventList, PageSlice, Planned, Route};
use crate::render::html::context::PageContext;
use crate::render::html::dates::span_of;
use crate::render::html::fragments::CardPlace;
use crate::render::html::links::{self, KindView, LinkView};
use crate::render::html::prose::body;
use crate::render::html::shell::{About, PageView, shell};
use crate::render::html::templates::Markup;
use crate::render::wording::tag_name;
use serde::Serialize;
use std::borrow::Cow;
use std::cmp::Reverse;

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
    /// Of a list that takes several pages.
    filters: Option<FiltersView<'a>>,
    list: EventListView,
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

/// All places, those where most happened first.
pub fn places(cx: &PageContext<'_>, planned: &Planned, part: PageSlice) -> Result<Html, Error> {
    let events = &cx.site.backlinks.of_place;
    let entry = |place: &Ref<Place>| entry(cx, links::place(cx, *place), &events[place.index()]);
    index(cx, planned, Index::plain("places", part.of(&cx.plan.places).iter().map(entry).collect(), Some(part)))
}

/// All kinds, the most frequent first.
pub fn kinds(cx: &PageContext<'_>, planned: &Planned) -> Result<Html, Error> {
    let events = |kind: Ref<Kind>| &cx.site.backlinks.of_kind[kind.index()];
    let named = cx.site.kinds.iter().filter(|(_, row)| !row.label.is_empty());
    let mut kinds: Vec<(Ref<Kind>, &Kind)> = named.collect();
    kinds.sort_by_key(|(kind, _)| Reverse(events(*kind).len()));
    let entry = |(kind, row): (Ref<Kind>, &'_ Kind)| {
        entry(cx, LinkView::new(row.plural.clone(), &Route::kind(&row.id)), events(kind))
    };
    index(cx, planned, Index::plain("kinds", kinds.into_iter().map(entry).collect(), None))
}

/// All topics, then all other tags: those of several events, the most frequent first, then the rest by name.
pub fn tags(cx: &PageContext<'_>, planned: &Planned, part: PageSlice) -> Result<Html, Error> {
    let entry = |index: &usize| {
        let tag = &cx.site.backlinks.tags[*index];
        entry(cx, links::tag(cx, &tag.spelling), &tag.events)
    };
    let shown = part.of(&cx.plan.tag_order);
    let frequent = cx.plan.frequent_tags.clamp(part.range().start, part.range().end) - part.range().start;
    let (frequent, rest) = shown.split_at(frequent);
    let section =
        |key, tags: &[usize]| IndexSection { heading: Some(cx.say(key)), entries: tags.iter().map(entry).collect() };
    let topics = if part.number == 1 { topics::all(cx) } else { None };
    let has_topics = cx.site.published_topics().next().is_some();
    let heading = has_topics.then(|| cx.say("topics"));
    let sections = match (frequent.is_empty(), rest.is_empty()) {
        (false, false) => vec![section("by_events", frequent), section("the_rest", rest)],
        (false, true) if part.of > 1 => vec![section("by_events", frequent)],
        (true, false) if part.of > 1 => vec![section("the_rest", rest)],
        (true, true) if has_topics => Vec::new(),
        _ if has_topics => vec![section("other_tags", shown)],
        _ => return index(cx, planned, Index::plain("tags", shown.iter().map(entry).collect(), Some(part))),
    };
    let count = (part.of > 1).then(|| cx.count("tags", cx.plan.tag_order.len()));
    let index_of = Index { section: "tags", heading, topics, count, sections, part: Some(part), ..Index::default() };
    index(cx, planned, index_of)
}

fn entry<'a>(cx: &PageContext<'_>, link: LinkView<'a>, events: &[Ref<Event>]) -> IndexEntryView<'a> {
    IndexEntryView { anchor: None, link, remark: None, is_pseudonym: false, count: cx.count("events", events.len()) }
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
    let tag = &cx.site.backlinks.tags[index];
    match tag.topic {
        Some(topic) => topics::page(cx, planned, topic, &tag.events, part),
        None => list(cx, planned, Common::of_events("tag", tag_name(cx, &tag.spelling)), &tag.events, part),
    }
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
        filters: filters_by_index(cx, planned, events.len()),
        list: event_list(cx, planned, &EventList::by_year(cx.site, events), part, None, CardPlace::Line)?,
    };
    cx.templates.fill("list.html", &view)
}
