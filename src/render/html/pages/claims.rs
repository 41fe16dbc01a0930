//! The claims: their list, and the history of each.

use crate::error::Error;
use crate::model::{Claim, Event, Html, Ref};
use crate::plan::Planned;
use crate::render::change_dates;
use crate::render::history::distinct_events_of;
use crate::render::html::claims::{ClaimView, StanceView, claim, claim_in_full, others_of_event, stances_on};
use crate::render::html::context::PageContext;
use crate::render::html::dates::{self, DateView};
use crate::render::html::ensure_noticed::{RequiredMarkup, ensure_noticed};
use crate::render::html::event::{EventView, event};
use crate::render::html::fragments::{event_html, source_headline};
use crate::render::html::links::{self, LinkView};
use crate::render::html::pictures::{SyndicationView, syndication_of};
use crate::render::html::prose::body;
use crate::render::html::shell::{About, PageView, shell};
use crate::render::html::stances::parties;
use crate::render::html::templates::Markup;
use crate::render::link_base::LinkBase;
use crate::render::notices::{self, RequiredNotices};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct ClaimsView<'a> {
    page: PageView<'a>,
    claims: Vec<ListedClaimView<'a>>,
}

/// A claim in the list of all.
#[derive(Debug, Serialize)]
struct ListedClaimView<'a> {
    claim: ClaimView<'a>,
    about: Markup,
    /// "5 events".
    count: String,
    reviewed: Option<DateView>,
}

#[derive(Debug, Serialize)]
struct ClaimPageView<'a> {
    page: PageView<'a>,
    claim: ClaimView<'a>,
    about: Vec<LinkView<'a>>,
    reviewed: Option<DateView>,
    body: Markup,
    /// Its history, one finished step for each event.
    steps: Vec<Markup>,
    /// The reports on which several of its articles rest.
    tree: Option<SyndicationView<'a>>,
    /// Sources whose titles themselves bear on it.
    titles: Vec<Markup>,
    sources: Vec<Markup>,
    feed: Option<String>,
}

/// What one event does to a claim.
#[derive(Debug, Serialize)]
struct StepView<'a> {
    event: EventView<'a>,
    stances: Vec<StanceView<'a>>,
    /// The other claims to which the event is adverse, with what became of each in a few words.
    others: Vec<ClaimView<'a>>,
}

/// What became of every claim, for the end of a printed timeline.
#[derive(Debug, Serialize)]
struct AppendixView<'a> {
    claims: Vec<ClaimView<'a>>,
}

/// All claims with their status: those that lead, then those with most events.
pub fn list(cx: &PageContext<'_>, planned: &Planned) -> Result<Html, Error> {
    let listed = cx.ledger.leading(cx.site, &cx.site.settings.lead_claims);
    let claims = listed.all().map(|of| {
        let row = &cx.site.claims[of];
        ListedClaimView {
            claim: claim(cx, of),
            about: Html::trusted(parties(cx, &row.about)).into(),
            count: cx.count("events", distinct_events_of(cx.site, of).len()),
            reviewed: row.reviewed.map(|day| dates::day(cx, day)),
        }
    });
    let about = About { title: cx.say("claims").into(), section: "claims", ..About::default() };
    let view = ClaimsView { page: shell(cx, planned, about), claims: claims.collect() };
    let html = cx.templates.fill("claims.html", &view)?;
    let required = RequiredMarkup::of_claims(view.claims.iter().map(|entry| &entry.claim));
    ensure_noticed(&html, &required, "claims.html", || "all claims".to_owned())?;
    Ok(html)
}

/// Every claim with its status in full, for the end of a printed timeline; empty where there is none.
pub fn appendix(cx: &PageContext<'_>) -> Result<Markup, Error> {
    let claims: Vec<_> = cx.site.published_claims().map(|(of, _)| claim_in_full(cx, of)).collect();
    if claims.is_empty() {
        return Ok(Html::default().into());
    }
    let view = AppendixView { claims };
    let html = cx.templates.fill("claims-appendix.html", &view)?;
    let required = RequiredMarkup::of_claims(&view.claims);
    ensure_noticed(&html, &required, "claims-appendix.html", || "all claims".to_owned())?;
    Ok(html.into())
}

/// A claim's statement, status and history.
pub fn page(cx: &PageContext<'_>, planned: &Planned, of: Ref<Claim>) -> Result<Html, Error> {
    let row = &cx.site.claims[of];
    let body = body(cx, &row.body, &row.sources, None)?;
    let about = About {
        title: (&row.statement).into(),
        description: Some(notices::short(cx, of).into()),
        section: "claims",
        file: Some(&row.file),
        changed: change_dates::of_claim(cx.site, of),
        feed: true,
        ..About::default()
    };
    let has_feed = cx.site.settings.base_url.is_some();
    let claim = claim_in_full(cx, of);
    let required = RequiredMarkup::of_claims([&claim]);
    let view = ClaimPageView {
        page: shell(cx, planned, about),
        claim,
        about: row.about.iter().map(|party| links::party(cx, *party)).collect(),
        reviewed: row.reviewed.map(|day| dates::day(cx, day)),
        body: body.markup,
        steps: distinct_events_of(cx.site, of)
            .into_iter()
            .map(|event| step(cx, of, event))
            .collect::<Result<_, _>>()?,
        tree: syndication_of(cx, of),
        titles: cx.site.titles(of).iter().map(|source| source_headline(cx, *source)).collect::<Result<_, _>>()?,
        sources: body.sources,
        feed: has_feed.then(|| LinkBase::Page.file(&planned.route.beside("feed.xml"))),
    };
    let html = cx.templates.fill("claim.html", &view)?;
    ensure_noticed(&html, &required, "claim.html", || format!("the claim `{}`", row.id))?;
    Ok(html)
}

/// What an event does to a claim on the claim's own page, whose head has the status.
fn step(cx: &PageContext<'_>, of: Ref<Claim>, at: Ref<Event>) -> Result<Markup, Error> {
    let row = &cx.site.events[at];
    let mut noticed = RequiredNotices::of_event(cx, row);
    noticed.claims.retain(|notice| notice.claim != of);
    let view =
        StepView { event: event(cx, at), stances: stances_on(cx, row, of), others: others_of_event(cx, &noticed) };
    let required = RequiredMarkup::of_claims(&view.others).and_caveat(view.event.caveat.as_ref());
    Ok(event_html(cx, "claim-step.html", &view, at, &required)?.into())
}
