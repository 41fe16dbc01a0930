//! What events and other records have in common as data.

use crate::document::{AcceptData, ClaimStatus, DateData};
use crate::model::date::Bound;
use crate::model::{Acceptance, Body, Claim, EventDate, Party, Ref, Source};
use crate::render::context::Context;
use crate::render::notices;
use crate::words;

/// A claim's present status.
pub fn status_data(cx: &Context<'_>, claim: Ref<Claim>) -> ClaimStatus {
    ClaimStatus {
        claim: cx.site.claims[claim].id.as_str().to_owned(),
        standing: notices::standing(cx, claim).to_owned(),
        line: notices::status(cx, claim),
    }
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
    let text = cx.inputs.text(file);
    let text = text.and_then(|text| text.get(body.at.start..body.at.end)).unwrap_or_default();
    // Spaces at the beginning may mean something in Markdown; empty lines don't.
    text.trim_start_matches('\n').trim_end().to_owned()
}

/// The warnings that a file accepts.
pub fn accepted(accepted: &[Acceptance]) -> Vec<AcceptData> {
    let entry = |entry: &Acceptance| AcceptData { code: entry.code.to_string(), reason: entry.reason.clone() };
    accepted.iter().map(entry).collect()
}
