//! The front page: where it stands, then the timeline.
//!
//! Its first screen is for a reader who knows nothing and has ten seconds: what is alleged, what is answered, what was
//! found. A site without claims shows its events over time there.

use super::filters::{FiltersView, filters};
use super::timeline::{YearView, summary, years};
use super::topics::{self, TopicListView};
use crate::error::Error;
use crate::ledger::Leading;
use crate::model::{Html, Party, Ref};
use crate::plan::{FRONT_LATEST, Planned, PlannedYear, Route};
use crate::render::context::Context;
use crate::render::embed;
use crate::render::html::claims::{ClaimView, claim, claim_by_label};
use crate::render::html::context::PageContext;
use crate::render::html::dates::{year_href, year_label};
use crate::render::html::ensure_noticed::{RequiredMarkup, ensure_noticed};
use crate::render::html::fragments::{CardPlace, event_card, turning_point};
use crate::render::html::links::{self, LinkView};
use crate::render::html::pictures::{ChartView, QuestionsView, chart, questions};
use crate::render::html::shell::{About, PageView, shell};
use crate::render::html::templates::Markup;
use crate::render::link_base::LinkBase;
use serde::Serialize;
use std::borrow::Cow;
use std::cmp::Reverse;

#[derive(Debug, Serialize)]
struct FrontView<'a> {
    page: PageView<'a>,
    /// "14 events from 23 sources, November 2029 to January 2034."
    summary: String,
    /// The claims that lead, each with its status in a line.
    leading: Vec<ClaimView<'a>>,
    /// The others by label, with their status in a few words.
    others: Vec<ClaimView<'a>>,
    /// Where there are more claims than that.
    more_claims: Option<LinkView<'a>>,
    /// Of a site that tells of several affairs, those in which something happened last.
    topics: Option<TopicListView<'a>>,
    turning_points: Vec<Markup>,
    /// Those with most events.
    people: Vec<FrontPartyView<'a>>,
    questions: Option<QuestionsView<'a>>,
    chart: Option<ChartView<'a>>,
    /// The years, where no chart leads to them.
    year_links: Vec<LinkView<'a>>,
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

#[derive(Debug, Serialize)]
struct FrontPartyView<'a> {
    party: LinkView<'a>,
    role: Option<&'a str>,
    /// "25 events".
    count: String,
}

/// So many turning points at most.
const TURNING_POINTS: usize = 6;
/// So many people at most.
const PEOPLE: usize = 5;
/// So many claims stand behind those that lead.
const OTHERS: usize = 12;

/// The front page, with the whole timeline or with the latest of it.
pub fn page(cx: &PageContext<'_>, planned: &Planned) -> Result<Html, Error> {
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
    let claims = cx.ledger.leading(cx.site, &settings.lead_claims);
    let leading: Vec<_> = claims.leading.iter().map(|of| claim(cx, *of)).collect();
    let others: Vec<_> = claims.others.iter().take(OTHERS).map(|of| claim_by_label(cx, *of)).collect();
    let turning_points = cx.ledger.turning_points(&claims, TURNING_POINTS);
    let topics = topics::on_front(cx);
    let told = topics.iter().flat_map(TopicListView::claims);
    let required = RequiredMarkup::of_claims(leading.iter().chain(&others).chain(told));
    let questions = questions(cx, &claims.all().collect::<Vec<_>>(), whole);
    let chart = if whole && questions.is_some() { None } else { chart(cx, whole) };
    let card = |event| event_card(cx, event, CardPlace::Section);
    let drafts = cx.site.events.iter().filter(|(_, row)| row.draft).map(|(event, _)| card(event));
    let view = FrontView {
        page: shell(cx, planned, about),
        summary: summary(cx),
        leading,
        others,
        more_claims: more_claims(cx, &claims),
        topics,
        turning_points: turning_points.into_iter().map(|event| turning_point(cx, event)).collect::<Result<_, _>>()?,
        people: people(cx),
        year_links: if chart.is_none() { year_links(cx, whole) } else { Vec::new() },
        questions,
        chart,
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

fn more_claims<'a>(cx: &Context<'a>, claims: &Leading) -> Option<LinkView<'a>> {
    let left_out = claims.others.len().saturating_sub(OTHERS);
    (left_out > 0).then(|| LinkView::new(cx.count("more_claims", left_out), &Route::top("claims")))
}

/// The people with most events.
fn people<'a>(cx: &Context<'a>) -> Vec<FrontPartyView<'a>> {
    let events = |party: Ref<Party>| cx.site.backlinks.of_party[party.index()].len();
    let mut people: Vec<Ref<Party>> = cx.plan.people.iter().copied().filter(|party| events(*party) > 0).collect();
    people.sort_by_key(|party| Reverse(events(*party)));
    let view = |party: Ref<Party>| FrontPartyView {
        party: links::party(cx, party),
        role: cx.site.parties[party].role.as_deref(),
        count: cx.count("events", events(party)),
    };
    people.into_iter().take(PEOPLE).map(view).collect()
}

fn year_links<'a>(cx: &Context<'a>, on_this_page: bool) -> Vec<LinkView<'a>> {
    let link = |year: &PlannedYear| LinkView {
        text: year_label(cx, year.year).into(),
        href: year_href(year.year, on_this_page),
    };
    cx.plan.years.iter().map(link).collect()
}
