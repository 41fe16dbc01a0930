//! The keys of `content/verification.yaml`, which `dateline verify` and `dateline links` write.

use super::field_types::{Integer, List, MapOf, PlainDate, Text, Word};
use super::fields::Fields;
use crate::model::{CheckedQuotation, ComparedText, LinkState, TextOrigin, Verdict, Verification, VisitedLink};
use crate::quotation::Fragment;

/// Declares the keys of the file.
pub fn verification(fields: &mut Fields) -> Option<Verification> {
    let quotations = fields.list(
        "quotations",
        "Quotations that were compared with their sources' texts.",
        MapOf("the record of a quotation", quotation),
    );
    let links = fields.list("links", "Addresses that were visited.", MapOf("the record of a link", link));
    let mut verification = Verification { quotations, links };
    verification.sort();
    Some(verification)
}

fn quotation(fields: &mut Fields) -> Option<CheckedQuotation> {
    let source = fields.required("source", "The source's id.", Text);
    let quote = fields.required("quote", "The words that were compared.", Text);
    let places = fields.optional("in", "Where it stands, as links by id.", List(Text));
    let verdict = fields.required("verdict", "What came of it.", Word(Verdict::ALL));
    let checked = fields.required("checked", "The day of the comparison.", PlainDate);
    let from = fields.optional("from", "Where the text was had from.", Word(TextOrigin::ALL));
    let sha256 = fields.optional("text", "SHA-256 of the text's words.", Text);
    let times = fields.optional("times", "How often the words stand in the text.", Integer);
    let link = fields.optional(
        "link",
        "How a link leads to the passage: the words right before it, its first, its last, those right after it.",
        MapOf("`link`", fragment),
    );
    let places_by_locator = fields.list(
        "elsewhere",
        "How links lead to other places where the same words stand.",
        MapOf("an entry of `elsewhere`", located),
    );
    let reason = fields.optional("reason", "Why there was no text, or how it differs.", Text);
    let at = fields.span();
    let text = from.zip(sha256).map(|(from, sha256)| ComparedText { from, sha256: sha256.value });
    Some(CheckedQuotation {
        source: source?.value,
        quote: quote?.value,
        places: places.unwrap_or_default().into_iter().map(|place| place.value).collect(),
        verdict: verdict?,
        checked: checked?,
        text,
        times,
        link,
        places_by_locator,
        reason: reason.map(|reason| reason.value),
        at,
    })
}

fn located(fields: &mut Fields) -> Option<(String, Fragment)> {
    let locator = fields.required("locator", "The locator with which citations name the place.", Text);
    let link = fields.required("link", "How a link leads to it.", MapOf("`link`", fragment));
    Some((locator?.value, link?))
}

fn fragment(fields: &mut Fields) -> Option<Fragment> {
    let before = fields.optional("before", "The words right before the passage.", Text);
    let start = fields.required("start", "The passage, or its first words.", Text);
    let end = fields.optional("end", "Its last words.", Text);
    let after = fields.optional("after", "The words right after it.", Text);
    Some(Fragment {
        before: before.map(|text| text.value),
        start: start?.value,
        end: end.map(|text| text.value),
        after: after.map(|text| text.value),
    })
}

fn link(fields: &mut Fields) -> Option<VisitedLink> {
    let url = fields.required("url", "The address.", Text);
    let checked = fields.required("checked", "The day of the visit.", PlainDate);
    let state = fields.required("state", "How it stands with it.", Word(LinkState::ALL));
    let status = fields.optional("status", "The answer's status.", Integer);
    let to = fields.optional("to", "Where it led in the end.", Text);
    let reason = fields.optional("reason", "What went wrong.", Text);
    let text = fields.optional("text", "SHA-256 of the text's words as they were read.", Text);
    let since = fields.optional("since", "Since when that text is known.", PlainDate);
    let etag = fields.optional("etag", "What the server calls the version we saw last.", Text);
    let last_modified = fields.optional("last_modified", "When the server last changed it.", Text);
    Some(VisitedLink {
        url: url?.value,
        checked: checked?,
        state: state?,
        status,
        to: to.map(|to| to.value),
        reason: reason.map(|reason| reason.value),
        text: text.map(|text| text.value),
        since,
        etag: etag.map(|etag| etag.value),
        last_modified: last_modified.map(|date| date.value),
    })
}
