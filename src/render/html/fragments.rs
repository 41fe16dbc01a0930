//! Events and sources as finished fragments, none of which lacks what must stand with it.
//!
//! This is the only way in which an event or a source reaches a page's template: as markup that has passed
//! [`ensure_noticed`]. Each fragment has one template and one function here. So a template can be changed in any way
//! but one.

use super::context::{PageContext, PreparedSource};
use super::ensure_noticed::{RequiredMarkup, ensure_noticed};
use super::event::{EventView, event, event_on_page_of};
use super::links::LinkView;
use super::source::{CitationView, SourceView, citation, prepared_source, source};
use super::templates::{Markup, Prepared};
use crate::error::Error;
use crate::model::{Citation, CitedSource, Event, Html, Party, Ref, Source};
use crate::render::source_names::source_label;
use serde::Serialize;

/// Where a card stands, which decides the level of its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardPlace {
    /// Alone on its page.
    Alone,
    /// Right beneath the page's heading.
    Page,
    /// Beneath a section's heading.
    Section,
    /// Beneath a year, where all of the timeline stands: with its sources' addresses, for print.
    Timeline,
    /// Beneath a section's heading on the page of a party, where of claims about several only that party's part is told.
    PageOf(Ref<Party>),
    /// In the list of its kind, a tag or a place: a line in place of a card, with the same statuses.
    Line,
}

impl CardPlace {
    fn level(self) -> u8 {
        match self {
            Self::Alone => 1,
            Self::Page => 2,
            Self::Section | Self::Timeline | Self::PageOf(_) | Self::Line => 3,
        }
    }
}

#[derive(Serialize)]
struct CardView<'a> {
    event: EventView<'a>,
    /// Of the card's heading: 1 to 3.
    level: u8,
    /// The sources by their neutral names, leading to the articles themselves; for print.
    references: Vec<LinkView<'a>>,
}

#[derive(Serialize)]
struct EventEntryView<'a> {
    event: EventView<'a>,
}

#[derive(Serialize)]
struct SourceLineView<'a> {
    source: SourceView<'a>,
}

/// A numbered source beneath a text.
#[derive(Serialize)]
struct SourceEntryView<'a> {
    number: usize,
    /// A [`SourceView`].
    source: Prepared,
    citations: Vec<CitationView<'a>>,
    /// Whether each citation says on what its statement is based, so that what the whole source relays is no news.
    is_told_of_each: bool,
    /// Where the text cites it.
    cited_at: &'a [String],
}

/// Events as cards.
pub fn event_cards(cx: &PageContext<'_>, events: &[Ref<Event>], place: CardPlace) -> Result<Vec<Markup>, Error> {
    events.iter().map(|event| event_card(cx, *event, place)).collect()
}

/// An event in the timeline and in other full lists.
pub fn event_card(cx: &PageContext<'_>, of: Ref<Event>, place: CardPlace) -> Result<Markup, Error> {
    let make = || card(cx, of, event(cx, of), place);
    match place {
        CardPlace::Line => event_line(cx, of),
        CardPlace::PageOf(party) => match event_on_page_of(cx, of, party) {
            Some(own) => card(cx, of, own, place),
            None => event_card(cx, of, CardPlace::Section),
        },
        // On the pages of all whom it names.
        CardPlace::Section => cx.cache.cards.fragment(of, make),
        CardPlace::Alone | CardPlace::Page | CardPlace::Timeline => make(),
    }
}

fn card(cx: &PageContext<'_>, of: Ref<Event>, event: EventView<'_>, place: CardPlace) -> Result<Markup, Error> {
    let references = if place == CardPlace::Timeline { references(cx, of) } else { Vec::new() };
    let view = CardView { event, level: place.level(), references };
    let required = RequiredMarkup::of_claims(&view.event.claims).and_caveat(view.event.caveat.as_ref());
    Ok(event_html(cx, "event-card.html", &view, of, &required)?.into())
}

fn references<'a>(cx: &PageContext<'a>, event: Ref<Event>) -> Vec<LinkView<'a>> {
    let cited = cx.site.events[event].sources.iter().map(|cited| cited.source);
    let addressed = cited.filter_map(|source| Some((source, cx.site.sources[source].url.clone()?)));
    addressed.map(|(source, href)| LinkView { text: source_label(cx, source).into(), href }).collect()
}

/// An event in a few words, for where it is only referred to.
pub fn event_entry(cx: &PageContext<'_>, of: Ref<Event>) -> Result<Markup, Error> {
    cx.cache.entries.fragment(of, || {
        let view = EventEntryView { event: event(cx, of) };
        let required = RequiredMarkup::of_marker(view.event.marker.as_ref()).and_caveat(view.event.caveat.as_ref());
        Ok(event_html(cx, "event-entry.html", &view, of, &required)?.into())
    })
}

fn event_line(cx: &PageContext<'_>, of: Ref<Event>) -> Result<Markup, Error> {
    cx.cache.event_lines.fragment(of, || {
        let view = EventEntryView { event: event(cx, of) };
        let required = RequiredMarkup::of_claims(&view.event.claims).and_caveat(view.event.caveat.as_ref());
        Ok(event_html(cx, "event-line.html", &view, of, &required)?.into())
    })
}

/// An event with its date before it, as one of the few that changed how things stand.
pub fn turning_point(cx: &PageContext<'_>, of: Ref<Event>) -> Result<Markup, Error> {
    let view = EventEntryView { event: event(cx, of) };
    let required = RequiredMarkup::of_marker(view.event.marker.as_ref()).and_caveat(view.event.caveat.as_ref());
    Ok(event_html(cx, "turning-point.html", &view, of, &required)?.into())
}

/// A source in one line.
pub fn source_line(cx: &PageContext<'_>, of: Ref<Source>) -> Result<Markup, Error> {
    cx.cache.lines.fragment(of, || {
        let view = SourceLineView { source: source(cx, of) };
        let required = RequiredMarkup::of_marker(view.source.marker.as_ref());
        Ok(source_html(cx, "source-line.html", &view, of, &required)?.into())
    })
}

/// A source's headline alone, with what must stand with it.
pub fn source_headline(cx: &PageContext<'_>, of: Ref<Source>) -> Result<Markup, Error> {
    let view = SourceLineView { source: source(cx, of) };
    let required = RequiredMarkup::of_marker(view.source.marker.as_ref());
    Ok(source_html(cx, "source-headline.html", &view, of, &required)?.into())
}

/// The numbered sources beneath a text; `cited_at` says for each where the text cites it.
pub fn source_entries(
    cx: &PageContext<'_>,
    sources: &[CitedSource],
    cited_at: &[Vec<String>],
) -> Result<Vec<Markup>, Error> {
    let entry = |(index, cited): (usize, &CitedSource)| {
        let row = &cx.site.sources[cited.source];
        let PreparedSource { view: source, marker } = prepared_source(cx, cited.source);
        let citations = cited.citations.iter().map(|one| citation(cx, row, one));
        let is_told = |one: &Citation| one.based_on.is_some();
        let view = SourceEntryView {
            number: index + 1,
            source,
            citations: citations.filter(|one| !one.is_bare()).collect(),
            is_told_of_each: cited.citations.iter().any(is_told)
                && cited.citations.iter().all(|one| is_told(one) || one.in_body && one.quote.is_none()),
            cited_at: cited_at.get(index).map_or(&[], Vec::as_slice),
        };
        let required = RequiredMarkup::of_marker(marker.as_ref());
        Ok(source_html(cx, "source-entry.html", &view, cited.source, &required)?.into())
    };
    sources.iter().enumerate().map(entry).collect()
}

/// What a template that tells of an event makes of a view; `required` must stand in it.
///
/// # Errors
///
/// Where the template fails, or leaves out what must stand with the event.
pub fn event_html(
    cx: &PageContext<'_>,
    template: &str,
    view: &impl Serialize,
    event: Ref<Event>,
    required: &RequiredMarkup,
) -> Result<Html, Error> {
    let html = cx.templates.fill(template, view)?;
    let row = &cx.site.events[event];
    ensure_noticed(&html, required, template, || format!("the event `{}`", row.id))?;
    Ok(html)
}

/// What a template that tells a source's title makes of a view; `required` must stand in it.
///
/// # Errors
///
/// Where the template fails, or leaves out what must stand with the title.
pub fn source_html(
    cx: &PageContext<'_>,
    template: &str,
    view: &impl Serialize,
    source: Ref<Source>,
    required: &RequiredMarkup,
) -> Result<Html, Error> {
    let html = cx.templates.fill(template, view)?;
    let row = &cx.site.sources[source];
    ensure_noticed(&html, required, template, || format!("the title of the source `{}`", row.id))?;
    Ok(html)
}
