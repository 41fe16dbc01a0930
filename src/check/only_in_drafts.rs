//! `only-in-drafts`: a claim, source, party, place or topic that nothing published names.
//!
//! It stays out of every page, list and data file, so that the title of a source doesn't publish what a draft alleges. An
//! editor who looks for its page learns here why there is none.

use super::{Findings, Subject};
use crate::diagnostic::{Code, Span};

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    let mut add = |file, at: Span, what: &str, id: &str| {
        let message = format!("only drafts or withdrawn events name the {what} `{id}`, so it is left out of the site");
        let help = "publish what names it, or leave it as it is until then";
        findings.add(Code::OnlyInDrafts, file, at, message, help);
    };
    let (published, named) = (&site.backlinks.published, &site.backlinks.named_by_withdrawn);
    for (claim, row) in site.claims.iter().filter(|(claim, _)| !published.claims[claim.index()]) {
        if named.claims[claim.index()] || site.unloaded.named_by_drafts.contains(row.id.as_str()) {
            add(&row.file, row.statement_at, "claim", row.id.as_str());
        }
    }
    for (source, row) in site.sources.iter().filter(|(source, _)| !published.sources[source.index()]) {
        if named.sources[source.index()] || site.unloaded.named_by_drafts.contains(row.id.as_str()) {
            add(&row.file, row.title_at, "source", row.id.as_str());
        }
    }
    for (party, row) in site.parties.iter().filter(|(party, _)| !published.parties[party.index()]) {
        if named.parties[party.index()] || site.unloaded.named_by_drafts.contains(row.id.as_str()) {
            add(&row.file, row.name_at, row.kind.as_str(), row.id.as_str());
        }
    }
    for (place, row) in site.places.iter().filter(|(place, _)| !published.places[place.index()]) {
        if named.places[place.index()] || site.unloaded.named_by_drafts.contains(row.id.as_str()) {
            add(&row.file, row.name_at, "place", row.id.as_str());
        }
    }
    for row in site.unpublished_topics().filter(|row| site.waits_for_unpublished(row)) {
        add(&row.file, row.title_at, "topic", row.id.as_str());
    }
}
