//! What other sites show in a frame: the latest events, or one.

use super::plain::withdrawn;
use crate::error::Error;
use crate::model::{Event, Html, Ref};
use crate::plan::Planned;
use crate::render::html::context::PageContext;
use crate::render::html::fragments::{CardPlace, event_cards};
use crate::render::html::links::{self, LinkView};
use crate::render::html::shell::{About, PageView, shell};
use crate::render::html::templates::Markup;
use crate::render::notices::neutral_title;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct EmbedView<'a> {
    page: PageView<'a>,
    /// Of several events; a single one's title is the heading.
    heading: Option<&'a str>,
    events: Vec<Markup>,
    /// What a single one rests on, by neutral names: a frame has no room for headlines and what became of them.
    sources: Vec<LinkView<'a>>,
    /// The mark of a single one's kind; for several, those of all kinds are there.
    shapes: Option<[&'static str; 1]>,
}

/// How many events another site's page gets.
const LATEST: usize = 10;

/// The latest events.
pub fn latest(cx: &PageContext<'_>, planned: &Planned) -> Result<Html, Error> {
    let latest = cx.plan.events.iter().rev().take(LATEST).copied().collect::<Vec<_>>();
    let heading = cx.say("latest");
    let about = About { title: heading.into(), noindex: true, ..About::default() };
    let view = EmbedView {
        page: shell(cx, planned, about),
        heading: Some(heading),
        events: event_cards(cx, &latest, CardPlace::Page)?,
        sources: Vec::new(),
        shapes: None,
    };
    cx.templates.fill("embed.html", &view)
}

/// One event.
pub fn event(cx: &PageContext<'_>, planned: &Planned, event: Ref<Event>) -> Result<Html, Error> {
    let row = &cx.site.events[event];
    if let Some(withdrawal) = &row.withdrawn {
        return withdrawn(cx, planned, row, withdrawal, "embed-withdrawn.html");
    }
    let about = About { title: neutral_title(cx, row), noindex: true, ..About::default() };
    let view = EmbedView {
        page: shell(cx, planned, about),
        events: event_cards(cx, &[event], CardPlace::Alone)?,
        sources: row.sources.iter().map(|cited| links::source(cx, cited.source)).collect(),
        heading: None,
        shapes: Some([cx.site.kinds[row.kind].shape.as_str()]),
    };
    cx.templates.fill("embed.html", &view)
}
