//! What events and other records have in common as data.

use crate::document::{AcceptData, ClaimStatus, DateData, StandingData};
use crate::ledger::Notice;
use crate::model::date::Bound;
use crate::model::{Acceptance, Body, Claim, EventDate, Party, Ref, Source};
use crate::render::context::Context;
use crate::render::notices;
use crate::words;
use std::ops::Range;

/// What must stand with something that tells of a claim.
pub fn status_data(cx: &Context<'_>, notice: &Notice) -> ClaimStatus {
    ClaimStatus {
        claim: cx.site.claims[notice.claim].id.as_str().to_owned(),
        status_short: notices::wording(cx).short(notice.claim, notice.whose()),
        standings: standings_data(cx, notice.claim, &notice.parties),
    }
}

/// How each of these parties stands: a record for each outcome that holds, beside its finding.
pub fn standings_data(cx: &Context<'_>, claim: Ref<Claim>, parties: &[Ref<Party>]) -> Vec<StandingData> {
    let standing = cx.ledger.standing(claim);
    let mut standings = Vec::new();
    for party in standing.parties.iter().filter(|standing| parties.contains(&standing.party)) {
        let plain = StandingData {
            party: party_id(cx, party.party),
            standing: party.word().to_owned(),
            charge: None,
            branch: None,
            finding: None,
            contested: None,
            event: None,
        };
        let first = standings.len();
        for outcome in party.outcomes.iter().filter(|outcome| outcome.is_in_force()) {
            let stance = outcome.at.stance(cx.site);
            standings.push(StandingData {
                standing: outcome.kind.as_str().to_owned(),
                charge: outcome.charge.clone(),
                branch: outcome.branch.map(|branch| branch.as_str().to_owned()),
                finding: stance.finding.clone(),
                contested: stance.contested.clone(),
                event: Some(cx.site.events[outcome.at.event].id.as_str().to_owned()),
                ..plain.clone()
            });
        }
        if standings.len() == first {
            standings.push(plain);
        }
    }
    standings
}

/// A date with its first and last day.
pub fn date_data(cx: &Context<'_>, written: &EventDate) -> DateData {
    DateData {
        edtf: written.as_str().to_owned(),
        earliest: day(written.earliest()),
        latest: day(written.latest()),
        text: words::date::date(cx.words, written),
    }
}

/// A bound, if it is a day.
fn day(bound: Bound) -> Option<String> {
    matches!(bound, Bound::Day { .. }).then(|| bound.to_string())
}

/// A party's id.
pub fn party_id(cx: &Context<'_>, party: Ref<Party>) -> String {
    cx.site.parties[party].id.as_str().to_owned()
}

/// Sources' ids.
pub fn source_ids(cx: &Context<'_>, sources: &[Ref<Source>]) -> Vec<String> {
    sources.iter().map(|source| cx.site.sources[*source].id.as_str().to_owned()).collect()
}

/// The body as its editor wrote it.
pub fn markdown(cx: &Context<'_>, file: &str, body: &Body) -> String {
    markdown_at(cx, file, body.at.start..body.at.end)
}

/// What stands at a place of a file, as its editor wrote it.
pub fn markdown_at(cx: &Context<'_>, file: &str, at: Range<usize>) -> String {
    let text = cx.inputs.text(file).and_then(|text| text.get(at)).unwrap_or_default();
    // Spaces at the beginning may mean something in Markdown; empty lines don't.
    text.trim_start_matches('\n').trim_end().to_owned()
}

/// The warnings that a file accepts.
pub fn accepted(accepted: &[Acceptance]) -> Vec<AcceptData> {
    let entry = |entry: &Acceptance| AcceptData { code: entry.code.to_string(), reason: entry.reason.clone() };
    accepted.iter().map(entry).collect()
}
