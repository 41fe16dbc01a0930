//! The claims: their list, and the history of each.

use crate::error::Error;
use crate::model::{CitedSource, Claim, Html, Ref};
use crate::plan::{Planned, Route};
use crate::render::change_dates;
use crate::render::history::{HistoryStep, StepKind, bearings, distinct_events_of, steps};
use crate::render::html::claims::{
    ClaimView, ResponseView, StanceView, claim, claim_here, response, stance, status, status_after,
};
use crate::render::html::context::PageContext;
use crate::render::html::dates::{self, DateView};
use crate::render::html::ensure_noticed::{RequiredMarkup, ensure_noticed};
use crate::render::html::event::{EventView, event};
use crate::render::html::fragments::source_line;
use crate::render::html::links::{self, LinkView};
use crate::render::html::prose::body;
use crate::render::html::shell::{About, PageView, shell};
use crate::render::html::stances::parties;
use crate::render::html::templates::Markup;
use crate::render::link_base::LinkBase;
use crate::render::notices::{self, RequiredNotices};
use crate::render::source_names::source_label;
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
    /// Its history, each step finished.
    steps: Vec<Markup>,
    /// Sources whose titles themselves bear on it.
    titles: Vec<Markup>,
    sources: Vec<Markup>,
    feed: Option<String>,
}

/// One step of a claim's history.
#[derive(Debug, Serialize)]
struct StepView<'a> {
    event: EventView<'a>,
    stance: Option<StanceView<'a>>,
    response: Option<ResponseView<'a>>,
    /// The status after this step. A template must print it.
    after: Markup,
    /// The other claims that the event bears on, with their status.
    others: Vec<ClaimView<'a>>,
    /// The event's sources by their neutral names, leading to their entries on its page.
    sources: Vec<LinkView<'a>>,
}

/// All claims with their status.
pub fn list(cx: &PageContext<'_>, planned: &Planned) -> Result<Html, Error> {
    let claims = cx.site.claims.iter().map(|(of, row)| ListedClaimView {
        claim: claim(cx, of),
        about: Html::trusted(parties(cx, &row.about)).into(),
        count: cx.count("events", distinct_events_of(cx.site, of).len()),
        reviewed: row.reviewed.map(|day| dates::day(cx, day)),
    });
    let about = About { title: cx.say("claims").into(), section: "claims", ..About::default() };
    let view = ClaimsView { page: shell(cx, planned, about), claims: claims.collect() };
    cx.templates.fill("claims.html", &view)
}

/// A claim's statement, status and history.
pub fn page(cx: &PageContext<'_>, planned: &Planned, of: Ref<Claim>) -> Result<Html, Error> {
    let row = &cx.site.claims[of];
    let body = body(cx, &row.body, &row.sources, None)?;
    let about = About {
        title: (&row.statement).into(),
        description: Some(notices::status(cx, of).into()),
        section: "claims",
        file: Some(&row.file),
        changed: change_dates::of_claim(cx.site, of),
        feed: true,
        ..About::default()
    };
    let has_feed = cx.site.settings.base_url.is_some();
    let view = ClaimPageView {
        page: shell(cx, planned, about),
        claim: claim(cx, of),
        about: row.about.iter().map(|party| links::party(cx, *party)).collect(),
        reviewed: row.reviewed.map(|day| dates::day(cx, day)),
        body: body.markup,
        steps: steps(cx.site, of).map(|one| step(cx, of, &one)).collect::<Result<_, _>>()?,
        titles: cx.site.titles(of).iter().map(|source| source_line(cx, *source)).collect::<Result<_, _>>()?,
        sources: body.sources,
        feed: has_feed.then(|| LinkBase::Page.file(&planned.route.beside("feed.xml"))),
    };
    let html = cx.templates.fill("claim.html", &view)?;
    let required = RequiredMarkup { statuses: vec![status(cx, of)], caveat: None };
    ensure_noticed(&html, &required, "claim.html", || format!("the claim `{}`", row.id))?;
    Ok(html)
}

/// A step of a claim's history. The event stands in it with the status after it; the present one heads the page.
fn step(cx: &PageContext<'_>, of: Ref<Claim>, step: &HistoryStep<'_>) -> Result<Markup, Error> {
    let row = step.row;
    let page = LinkBase::Page.page(&Route::event(&row.id));
    let source = |(index, cited): (usize, &CitedSource)| LinkView {
        text: source_label(cx, cited.source).into(),
        href: format!("{page}#source-{}", index + 1),
    };
    let (stance, response) = match step.kind {
        StepKind::Stance(one) => (Some(stance(cx, one)), None),
        StepKind::Response(one) => (None, Some(response(cx, row, one))),
    };
    let after = status_after(cx, of, step.index);
    let others = bearings(row).into_iter().filter(|bearing| bearing.claim != of);
    let view = StepView {
        stance,
        response,
        after: after.clone(),
        others: others.map(|bearing| claim_here(cx, &bearing)).collect(),
        sources: row.sources.iter().enumerate().map(source).collect(),
        event: event(cx, step.event),
    };
    let html = cx.templates.fill("claim-step.html", &view)?;
    let mut notices = RequiredNotices::of_event(cx, row);
    notices.claims.retain(|other| *other != of);
    let mut required = RequiredMarkup::of(cx, notices);
    required.statuses.push(after);
    ensure_noticed(&html, &required, "claim-step.html", || format!("the event `{}`", row.id))?;
    Ok(html.into())
}
