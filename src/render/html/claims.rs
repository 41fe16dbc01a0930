//! Claims as templates see them: what is done to one, by whom, and its status.

use super::context::PageContext;
use super::dates::date;
use super::links::{self, LinkView};
use super::stances::{PartyNaming, fill_markup, parties, stance_in_full, stance_in_words, title_in_words};
use super::templates::Markup;
use crate::ledger::{Length, Notice, concerned};
use crate::model::{Claim, Event, Group, Html, Party, Ref, Response, SoughtAnswer, Source, Stance, StanceKind};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::link_base::LinkBase;
use crate::render::markup::link;
use crate::render::notices::{self, RequiredNotices, StatusForm};
use serde::Serialize;

/// A claim beside what bears on it: what is done to it, and its status.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimView<'a> {
    /// Its neutral statement.
    pub statement: &'a str,
    pub href: String,
    /// What is done to it here: "Alleged by The Ledger". In a list none where it is what is done to the claim before.
    pub stance: Option<String>,
    /// What became of it, at the length that stands here; in a list of claims led by the claim's label.
    pub status: Markup,
}

/// What an event does to a claim, or who was asked about it.
#[derive(Debug, Serialize)]
pub struct StanceView<'a> {
    /// "Denied by Ida Bloom", "Ida Bloom was asked by The Ledger, 4 April 2031, and gave no answer."
    pub words: Markup,
    /// What a body concluded, in its own terms.
    pub finding: Option<&'a str>,
    /// Those that tell of an answer that was sought.
    pub sources: Vec<LinkView<'a>>,
}

/// Claims to which an event does the same.
#[derive(Debug, Serialize)]
pub struct BearingView<'a> {
    pub stances: Vec<StanceView<'a>>,
    pub claims: Vec<ClaimView<'a>>,
}

/// A claim with its status in a line, and nothing done to it.
pub fn claim<'a>(cx: &PageContext<'a>, of: Ref<Claim>) -> ClaimView<'a> {
    let status = cx.cache.statuses.get(of, || Html::escaped(&notices::short(cx, of)).into());
    with_status(cx, of, status)
}

/// A claim with its status in a few words, for where it is no more than named.
pub fn claim_marked<'a>(cx: &PageContext<'a>, of: Ref<Claim>) -> ClaimView<'a> {
    with_status(cx, of, Html::escaped(&notices::marker(cx, of)).into())
}

/// A claim with its status in full.
pub fn claim_in_full<'a>(cx: &PageContext<'a>, of: Ref<Claim>) -> ClaimView<'a> {
    let sentences = notices::full(cx, of, StatusForm::Markup(LinkBase::Page));
    with_status(cx, of, Html::trusted(sentences.join(" ")).into())
}

/// The claims about a party with what became of each for this party alone.
pub fn claims_about<'a>(cx: &PageContext<'a>, party: Ref<Party>) -> Vec<ClaimView<'a>> {
    let own = |notice: &Notice| {
        let short = notices::status(cx, &Notice { length: Length::Short, ..notice.clone() });
        with_status(cx, notice.claim, Html::escaped(&short).into())
    };
    cx.ledger.notices_of_party(cx.site, party).iter().map(own).collect()
}

/// A claim by its label, with its status in a few words.
pub fn claim_by_label<'a>(cx: &PageContext<'a>, of: Ref<Claim>) -> ClaimView<'a> {
    let parties = cx.ledger.standing(of).concerned();
    labelled(cx, &Notice { claim: of, parties, length: Length::Marker, is_own: false }, Length::Marker)
}

/// A claim as it stands in a list, its label before the status and leading to its page.
fn labelled<'a>(cx: &PageContext<'a>, notice: &Notice, length: Length) -> ClaimView<'a> {
    let status = notices::wording(cx).status_behind_label(&Notice { length, ..notice.clone() });
    let row = &cx.site.claims[notice.claim];
    let mut label = String::new();
    link(LinkBase::Page, &LinkBase::Page.page(&Route::claim(&row.id)), &notices::label(cx, notice.claim), &mut label);
    let status = Html::escaped(&status).into_string();
    let line = fill_markup(cx, "claim_line", &[("label", &label), ("status", &status)]);
    with_status(cx, notice.claim, Html::trusted(line).into())
}

fn with_status<'a>(cx: &PageContext<'a>, of: Ref<Claim>, status: Markup) -> ClaimView<'a> {
    let row = &cx.site.claims[of];
    let href = LinkBase::Page.page(&Route::claim(&row.id));
    ClaimView { statement: &row.statement, href, stance: None, status }
}

/// The claims that an event touches as its card shows them, each at the length that it needs. Who alleges stands over
/// those that need a line; its title tells what an event does to the others.
pub fn claims_of_event<'a>(cx: &PageContext<'a>, row: &Event, noticed: &RequiredNotices) -> Vec<ClaimView<'a>> {
    let mut last = None;
    let here = |notice: &Notice| {
        let words = match (notice.length, &last) {
            (Length::Short, _) => Some(done_in_words(cx, row, notice)),
            (Length::Marker, Some(_)) => Some(cx.say("also_at_issue").to_owned()),
            (Length::Marker, None) => None,
        };
        let stance = words.clone().filter(|_| words != last);
        last = words;
        ClaimView { stance, ..labelled(cx, notice, notice.length) }
    };
    noticed.claims.iter().map(here).collect()
}

/// "Alleged by The Ledger; Charged by the Harbour Board". How it was answered is told by the status beneath.
fn done_in_words(cx: &Context<'_>, row: &Event, notice: &Notice) -> String {
    let mut words: Vec<String> = Vec::new();
    let naming = if notice.is_own { PartyNaming::Nobody } else { PartyNaming::WhereSeveral };
    let is_told = |stance: &&Stance| {
        let is_others = || notice.is_own && !concerned(cx.site, stance).iter().any(|it| notice.parties.contains(it));
        let is_told_by_the_status = stance.kind.group() == Group::Answer && stance.kind != StanceKind::Admits;
        stance.claim == notice.claim && !is_told_by_the_status && !is_others()
    };
    for stance in row.stances.iter().filter(is_told) {
        let one = stance_in_words(cx, stance, naming);
        if !words.contains(&one) {
            words.push(one);
        }
    }
    words.join("; ")
}

/// The claims on which a source's title bears, for its own page.
pub fn claims_of_title<'a>(cx: &PageContext<'a>, row: &Source, noticed: &RequiredNotices) -> Vec<ClaimView<'a>> {
    let by = row.speaker().map(str::to_owned);
    let by = by.or_else(|| (!row.authors.is_empty()).then(|| cx.words.list(&row.authors)));
    let mut last = String::new();
    let mut here = |notice: &Notice| {
        let stance = row.claims.iter().find(|entry| entry.claim == notice.claim);
        let words = stance.map(|entry| title_in_words(cx, row, entry, by.as_deref()));
        let stance = words.filter(|words| *words != last);
        if let Some(words) = &stance {
            last.clone_from(words);
        }
        ClaimView { stance, ..labelled(cx, notice, Length::Short) }
    };
    noticed.claims.iter().map(&mut here).collect()
}

/// What became of everything that a title touches, in a few words for each.
pub fn marker(cx: &PageContext<'_>, noticed: &RequiredNotices) -> Option<Markup> {
    let markers = noticed.markers(cx).join(cx.say("markers_separator"));
    (!markers.is_empty()).then(|| Html::escaped(&markers).into())
}

/// The claims that an event touches with everything that it does to each, and each one's status in a line; those to
/// which it does the same together.
pub fn bearings_in_full<'a>(cx: &PageContext<'a>, row: &'a Event, noticed: &RequiredNotices) -> Vec<BearingView<'a>> {
    let mut bearings: Vec<BearingView<'a>> = Vec::new();
    for notice in &noticed.claims {
        let stances = stances_on(cx, row, notice.claim);
        let status = notices::status(cx, &Notice { length: Length::Short, ..notice.clone() });
        let claim = with_status(cx, notice.claim, Html::escaped(&status).into());
        match bearings.last_mut().filter(|last| same(&last.stances, &stances)) {
            Some(last) => last.claims.push(claim),
            None => bearings.push(BearingView { stances, claims: vec![claim] }),
        }
    }
    bearings
}

fn same(some: &[StanceView<'_>], others: &[StanceView<'_>]) -> bool {
    let what = |stances: &[StanceView<'_>]| -> Vec<_> {
        stances.iter().map(|stance| (stance.words.as_str().to_owned(), stance.finding.map(str::to_owned))).collect()
    };
    what(some) == what(others)
}

/// Everything that an event does to a claim, and the answers to it that were sought.
pub fn stances_on<'a>(cx: &PageContext<'a>, row: &'a Event, claim: Ref<Claim>) -> Vec<StanceView<'a>> {
    let stances = row.stances.iter().filter(|stance| stance.claim == claim).map(|one| stance(cx, one));
    let responses = row.responses.iter().filter(|response| response.claim == claim).map(|one| response(cx, row, one));
    stances.chain(responses).collect()
}

/// The other claims whose status must stand beside an event on a claim's own page, in a few words.
pub fn others_of_event<'a>(cx: &PageContext<'a>, noticed: &RequiredNotices) -> Vec<ClaimView<'a>> {
    noticed.shorts().map(|notice| labelled(cx, notice, Length::Marker)).collect()
}

fn stance<'a>(cx: &Context<'_>, stance: &'a Stance) -> StanceView<'a> {
    let words = Html::trusted(stance_in_full(cx, stance)).into();
    StanceView { words, finding: stance.finding.as_deref(), sources: Vec::new() }
}

fn response<'a>(cx: &PageContext<'a>, row: &Event, response: &Response) -> StanceView<'a> {
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
    StanceView {
        words: Html::trusted(fill_markup(cx, key, &[("from", &from), ("asked", &asked)])).into(),
        finding: None,
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
