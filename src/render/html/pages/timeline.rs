//! The timeline: the front page, all of it, a year.

use super::claims;
use crate::error::Error;
use crate::model::{Event, Html, Kind, Party, Ref};
use crate::plan::{FRONT_LATEST, PageSlice, Planned, PlannedYear, Route, slug};
use crate::render::context::Context;
use crate::render::embed;
use crate::render::html::chart::{ChartView, anchor, chart};
use crate::render::html::claims::{ClaimView, claim_labelled};
use crate::render::html::context::PageContext;
use crate::render::html::dates::{self, DateView, span_of, year_label};
use crate::render::html::ensure_noticed::{RequiredMarkup, ensure_noticed};
use crate::render::html::fragments::{CardPlace, event_card, event_cards};
use crate::render::html::links::{LinkView, tag_name};
use crate::render::html::shell::{About, PageView, shell};
use crate::render::html::templates::Markup;
use crate::render::link_base::LinkBase;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A year with its events as finished cards.
#[derive(Debug, Serialize)]
struct YearView {
    /// `y2031`
    anchor: String,
    label: String,
    href: String,
    /// "6 events".
    count: String,
    events: Vec<Markup>,
}

#[derive(Debug, Serialize)]
struct FrontView<'a> {
    page: PageView<'a>,
    /// "14 events from 23 sources, November 2029 to January 2034."
    summary: String,
    /// "2 claims and their outcome", leading to them.
    claims: Option<LinkView<'a>>,
    changed: Option<DateView>,
    /// The claims with which the page begins, and what became of each.
    lead_claims: Vec<ClaimView<'a>>,
    chart: Option<ChartView<'a>>,
    filters: Option<FiltersView<'a>>,
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
struct FiltersView<'a> {
    kinds: Vec<OptionView<'a>>,
    people: Vec<OptionView<'a>>,
    organizations: Vec<OptionView<'a>>,
    tags: Vec<OptionView<'a>>,
    /// "14 events".
    count: String,
}

#[derive(Debug, Serialize)]
struct OptionView<'a> {
    value: Cow<'a, str>,
    text: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
struct YearPageView<'a> {
    page: PageView<'a>,
    label: String,
    count: String,
    /// On a page that is too long to overlook.
    filters: Option<FiltersView<'a>>,
    events: Vec<Markup>,
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

/// The front page: whole, or overview and latest.
pub fn front(cx: &PageContext<'_>, planned: &Planned) -> Result<Html, Error> {
    let settings = &cx.site.settings;
    let whole = cx.plan.front_is_whole();
    let latest = if whole { &[] } else { &cx.plan.events[cx.plan.events.len() - FRONT_LATEST..] };
    let about = About {
        title: (&settings.title).into(),
        description: settings.description.as_deref().map(Cow::from),
        section: "timeline",
        changed: cx.dates.of_site,
        ..About::default()
    };
    let card = |event| event_card(cx, event, CardPlace::Section);
    let drafts = cx.site.events.iter().filter(|(_, row)| row.draft).map(|(event, _)| card(event));
    let claims = cx.site.published_claims().count();
    let lead_claims: Vec<_> = settings.lead_claims.iter().map(|of| claim_labelled(cx, *of)).collect();
    let required = RequiredMarkup::of_claims(&lead_claims);
    let view = FrontView {
        page: shell(cx, planned, about),
        summary: summary(cx),
        claims: (claims > 0).then(|| LinkView::new(cx.count("claims_told", claims), &Route::top("claims"))),
        changed: cx.dates.of_site.map(|day| dates::day(cx, day)),
        lead_claims,
        chart: chart(cx, whole),
        filters: whole.then(|| filters(cx, &cx.plan.events)),
        years: if whole { years(cx)? } else { Vec::new() },
        latest: latest.iter().rev().map(|event| card(*event)).collect::<Result<_, _>>()?,
        all: LinkBase::Page.page(&Route::top("all")),
        drafts: drafts.collect::<Result<_, _>>()?,
        embed_code: embed::code(cx, &Route::top("embed"), &settings.title, embed::LATEST_HEIGHT),
    };
    let html = cx.templates.fill("front.html", &view)?;
    ensure_noticed(&html, &required, "front.html", || "the claims with which it begins".to_owned())?;
    Ok(html)
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
        title: cx.fill("year_title", &[("year", &label)]).into(),
        section: "timeline",
        part: Some(part),
        ..About::default()
    };
    let events = part.of(&year.events);
    let view = YearPageView {
        page: shell(cx, planned, about),
        label,
        count: cx.count("events", year.events.len()),
        filters: (events.len() >= FILTERED).then(|| filters(cx, events)),
        events: event_cards(cx, events, CardPlace::Page)?,
        previous: neighbour(index.checked_sub(1)),
        next: neighbour(Some(index + 1)),
    };
    cx.templates.fill("year.html", &view)
}

fn years(cx: &PageContext<'_>) -> Result<Vec<YearView>, Error> {
    let year = |year: &PlannedYear| {
        Ok(YearView {
            anchor: anchor(year.year),
            label: year_label(cx, year.year),
            href: LinkBase::Page.page(&Route::year(year.year)),
            count: cx.count("events", year.events.len()),
            events: event_cards(cx, &year.events, CardPlace::Timeline)?,
        })
    };
    cx.plan.years.iter().map(year).collect()
}

/// "14 events from 23 sources, November 2029 to January 2034."
fn summary(cx: &Context<'_>) -> String {
    let events = cx.count("events", cx.plan.events.len());
    let cited = cx.site.backlinks.of_source.iter().filter(|events| !events.is_empty()).count();
    let sources = cx.count("sources", cited);
    match span_of(cx, &cx.plan.events) {
        Some(span) => cx.fill("front_summary", &[("events", &events), ("sources", &sources), ("span", &span)]),
        None => cx.say("no_events").to_owned(),
    }
}

/// What these events can be filtered by.
fn filters<'a>(cx: &Context<'a>, events: &[Ref<Event>]) -> FiltersView<'a> {
    let rows = || events.iter().map(|event| &cx.site.events[*event]);
    let kinds: BTreeSet<_> = rows().map(|row| row.kind).collect();
    let tags: BTreeSet<&str> = rows().flat_map(|row| &row.tags).map(String::as_str).collect();
    let parties: BTreeSet<_> =
        rows().flat_map(|row| row.people.iter().chain(&row.organizations)).map(|involved| involved.party).collect();
    let of = |list: &[Ref<Party>]| {
        let shown = list.iter().filter(|party| parties.contains(party));
        let option = |party: &Ref<Party>| {
            let row = &cx.site.parties[*party];
            OptionView { value: row.id.as_str().into(), text: row.name.as_str().into() }
        };
        shown.map(option).collect()
    };
    let kind = |kind: Ref<Kind>| {
        let row = &cx.site.kinds[kind];
        OptionView { value: row.id.as_str().into(), text: row.label.as_str().into() }
    };
    FiltersView {
        kinds: kinds.into_iter().map(kind).collect(),
        people: of(&cx.plan.people),
        organizations: of(&cx.plan.organizations),
        tags: tags.into_iter().map(|tag| OptionView { value: slug(tag).into(), text: tag_name(tag) }).collect(),
        count: cx.count("events", events.len()),
    }
}
