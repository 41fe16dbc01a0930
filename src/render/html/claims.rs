//! Claims as templates see them: what is done to one, by whom, and its status.

use super::context::PageContext;
use super::dates::date;
use super::links::{self, LinkView};
use super::stances::{fill_markup, parties, stance_here, stance_in_full};
use super::templates::Markup;
use crate::ledger::Notice;
use crate::model::{Claim, Event, Html, Ref, Response, SoughtAnswer, Source, Stance};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::history::{Bearing, bearings};
use crate::render::link_base::LinkBase;
use crate::render::notices::{self, RequiredNotices, StatusForm};
use serde::Serialize;

/// A claim beside what bears on it: what is done to it, and its status.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimView<'a> {
    /// Its neutral statement.
    pub statement: &'a str,
    pub href: String,
    /// What is done to it here: "Alleged here", "Denied here by Ida Bloom".
    pub stance: Option<String>,
    /// What became of it, at the length that stands here.
    pub status: Markup,
}

/// Who does what to a claim.
#[derive(Debug, Serialize)]
pub struct StanceView<'a> {
    /// "Denied by Ida Bloom".
    pub words: Markup,
    /// What a body concluded, in its own terms.
    pub finding: Option<&'a str>,
}

/// A claim and everything that the event does to it.
#[derive(Debug, Serialize)]
pub struct BearingView<'a> {
    pub claim: ClaimView<'a>,
    pub stances: Vec<StanceView<'a>>,
}

/// An answer that was sought.
#[derive(Debug, Serialize)]
pub struct ResponseView<'a> {
    pub claim: ClaimView<'a>,
    /// "Ida Bloom was asked by The Ledger, 4 April 2031, and gave no answer."
    pub words: Markup,
    pub sources: Vec<LinkView<'a>>,
}

/// A claim with its status in a line, and nothing done to it.
pub fn claim<'a>(cx: &PageContext<'a>, of: Ref<Claim>) -> ClaimView<'a> {
    let status = cx.cache.statuses.get(of, || Html::escaped(&notices::short(cx, of)).into());
    with_status(cx, of, status)
}

/// A claim with its status in full.
pub fn claim_in_full<'a>(cx: &PageContext<'a>, of: Ref<Claim>) -> ClaimView<'a> {
    let sentences = notices::full(cx, of, StatusForm::Markup(LinkBase::Page));
    with_status(cx, of, Html::trusted(sentences.join(" ")).into())
}

/// A claim with what must stand where something tells of it.
pub fn claim_noticed<'a>(cx: &PageContext<'a>, notice: &Notice) -> ClaimView<'a> {
    with_status(cx, notice.claim, Html::escaped(&notices::status(cx, notice)).into())
}

fn with_status<'a>(cx: &PageContext<'a>, of: Ref<Claim>, status: Markup) -> ClaimView<'a> {
    let row = &cx.site.claims[of];
    let href = LinkBase::Page.page(&Route::claim(&row.id));
    ClaimView { statement: &row.statement, href, stance: None, status }
}

/// The claims that must stand with an event, with what it does to each.
pub fn claims_of_event<'a>(cx: &PageContext<'a>, row: &Event) -> Vec<ClaimView<'a>> {
    let noticed = RequiredNotices::of_event(cx, row).claims;
    let here = |notice: &Notice| {
        let mut words: Vec<&str> = Vec::new();
        for stance in row.stances.iter().filter(|stance| stance.claim == notice.claim) {
            let here = stance_here(cx, stance.kind);
            if !words.contains(&here) {
                words.push(here);
            }
        }
        // Its summary may link to a claim to which it does nothing.
        let stance = (!words.is_empty()).then(|| words.join("; "));
        ClaimView { stance, ..claim_noticed(cx, notice) }
    };
    noticed.iter().map(here).collect()
}

/// The claims on which a source's title bears, with what it does first to each.
pub fn claims_of_title<'a>(cx: &PageContext<'a>, row: &Source) -> Vec<ClaimView<'a>> {
    let stance = |of| row.claims.iter().find(|entry| entry.claim == of).map(|entry| stance_here(cx, entry.stance));
    let noticed = RequiredNotices::of_title(cx, row).claims;
    let view =
        |notice: &Notice| ClaimView { stance: stance(notice.claim).map(str::to_owned), ..claim_noticed(cx, notice) };
    noticed.iter().map(view).collect()
}

/// The claims that an event bears on, with everything that it does to each.
pub fn bearings_in_full<'a>(cx: &PageContext<'a>, row: &'a Event) -> Vec<BearingView<'a>> {
    let noticed = RequiredNotices::of_event(cx, row).claims;
    let bearing = |bearing: Bearing<'a>| BearingView {
        claim: match noticed.iter().find(|notice| notice.claim == bearing.claim) {
            Some(notice) => claim_noticed(cx, notice),
            None => claim(cx, bearing.claim),
        },
        stances: bearing.stances.into_iter().map(|stance| self::stance(cx, stance)).collect(),
    };
    bearings(row).into_iter().map(bearing).collect()
}

/// Who does what to a claim.
pub fn stance<'a>(cx: &Context<'_>, stance: &'a Stance) -> StanceView<'a> {
    StanceView { words: Html::trusted(stance_in_full(cx, stance)).into(), finding: stance.finding.as_deref() }
}

/// An answer that was sought from a party.
pub fn response<'a>(cx: &PageContext<'a>, row: &Event, response: &Response) -> ResponseView<'a> {
    let key = match response.result {
        SoughtAnswer::None => "sought_none",
        SoughtAnswer::Declined => "sought_declined",
        SoughtAnswer::Answered => "sought_answered",
        SoughtAnswer::Unreachable => "sought_unreachable",
    };
    let from = parties(cx, &[response.from]);
    let mut asked = String::new();
    if let Some(by) = response.sought_by {
        asked.push_str(&fill_markup(cx, "sought_by", &[("by", &parties(cx, &[by]))]));
    }
    if let Some(day) = &response.sought {
        let day = Html::escaped(&date(cx, day).text).into_string();
        asked.push_str(&fill_markup(cx, "sought_on", &[("date", &day)]));
    }
    ResponseView {
        claim: claim(cx, response.claim),
        words: Html::trusted(fill_markup(cx, key, &[("from", &from), ("asked", &asked)])).into(),
        sources: response.sources.iter().map(|source| numbered_source(cx, row, *source)).collect(),
    }
}

/// A source of an event by its neutral name, leading to its entry on the event's page where it has one.
pub fn numbered_source<'a>(cx: &Context<'a>, row: &Event, source: Ref<Source>) -> LinkView<'a> {
    let link = links::source(cx, source);
    match row.sources.iter().position(|cited| cited.source == source) {
        Some(index) => {
            let page = LinkBase::Page.page(&Route::event(&row.id));
            LinkView { href: format!("{page}#source-{}", index + 1), ..link }
        }
        None => link,
    }
}
