//! The timeline: all of it, a year.

use super::claims;
use super::event_list::{EventListView, event_list};
use super::filters::{FiltersView, filters, filters_by_index};
use crate::error::Error;
use crate::model::Html;
use crate::plan::{PageSlice, Planned, PlannedYear, Route};
use crate::render::context::Context;
use crate::render::html::context::PageContext;
use crate::render::html::dates::{span_of, year_anchor, year_label};
use crate::render::html::fragments::{CardPlace, event_cards};
use crate::render::html::links::LinkView;
use crate::render::html::shell::{About, PageView, shell};
use crate::render::html::templates::Markup;
use crate::render::link_base::LinkBase;
use serde::Serialize;
use std::borrow::Cow;

/// A year with its events as finished cards.
#[derive(Debug, Serialize)]
pub struct YearView {
    /// `y2031`
    anchor: String,
    label: String,
    href: String,
    /// "6 events".
    count: String,
    events: Vec<Markup>,
}

#[derive(Debug, Serialize)]
struct YearPageView<'a> {
    page: PageView<'a>,
    label: String,
    count: String,
    /// On a page that is too long to overlook.
    filters: Option<FiltersView<'a>>,
    list: EventListView,
    previous: Option<LinkView<'a>>,
    next: Option<LinkView<'a>>,
}

/// A year of so many events can be filtered.
const FILTERED: usize = 10;

#[derive(Debug, Serialize)]
pub struct AllView<'a> {
    page: PageView<'a>,
    summary: String,
    filters: FiltersView<'a>,
    years: Vec<YearView>,
    /// What became of each claim, in full, for print.
    appendix: Markup,
}

/// What the page of all events shows.
pub fn all<'a>(cx: &PageContext<'a>, planned: &Planned) -> Result<AllView<'a>, Error> {
    let about = About {
        title: cx.say("whole_timeline").into(),
        description: cx.site.settings.description.as_deref().map(Cow::from),
        section: "timeline",
        changed: cx.dates.of_site,
        ..About::default()
    };
    Ok(AllView {
        page: shell(cx, planned, about),
        summary: summary(cx),
        filters: filters(cx, &cx.plan.events),
        years: years(cx)?,
        appendix: claims::appendix(cx)?,
    })
}

/// A year's events.
pub fn year(cx: &PageContext<'_>, planned: &Planned, index: usize, part: PageSlice) -> Result<Html, Error> {
    let year = &cx.plan.years[index];
    let label = year_label(cx, year.year);
    let neighbour = |index: Option<usize>| {
        let year = cx.plan.years.get(index?)?;
        Some(LinkView::new(year_label(cx, year.year), &Route::year(year.year)))
    };
    let about = About {
        title: match year.year {
            Some(_) => cx.fill("year_title", &[("year", &label)]).into(),
            None => cx.say("open_beginning_title").into(),
        },
        section: "timeline",
        part: Some(part),
        ..About::default()
    };
    let view = YearPageView {
        page: shell(cx, planned, about),
        label,
        count: cx.count("events", year.events.len()),
        filters: match part.of {
            1 => (year.events.len() >= FILTERED).then(|| filters(cx, &year.events)),
            _ => filters_by_index(cx, planned, year.events.len()),
        },
        list: event_list(cx, planned, &year.list, part, year.year, CardPlace::Page)?,
        previous: neighbour(index.checked_sub(1)),
        next: neighbour(Some(index + 1)),
    };
    cx.templates.fill("year.html", &view)
}

/// The years with all their events.
pub fn years(cx: &PageContext<'_>) -> Result<Vec<YearView>, Error> {
    let year = |year: &PlannedYear| {
        Ok(YearView {
            anchor: year_anchor(year.year),
            label: year_label(cx, year.year),
            href: LinkBase::Page.page(&Route::year(year.year)),
            count: cx.count("events", year.events.len()),
            events: event_cards(cx, &year.events, CardPlace::Timeline)?,
        })
    };
    cx.plan.years.iter().map(year).collect()
}

/// "14 events from 23 sources, November 2029 to January 2034."
pub fn summary(cx: &Context<'_>) -> String {
    let events = cx.count("events", cx.plan.events.len());
    let cited = cx.site.backlinks.of_source.iter().filter(|events| !events.is_empty()).count();
    let sources = cx.count("sources", cited);
    match span_of(cx, &cx.plan.events) {
        Some(span) => cx.fill("front_summary", &[("events", &events), ("sources", &sources), ("span", &span)]),
        None => cx.say("no_events").to_owned(),
    }
}
