//! What can be found: events, claims, people, organizations, sources.

use super::Record;
use crate::ledger::Ledger;
use crate::model::{Claim, PartyKind, Ref};
use crate::plan::Route;
use crate::resolve::Site;
use crate::words::{Words, date};

/// A record for everything that has a page of its own and is published, events first and newest of them first.
pub fn records(site: &Site, ledger: &Ledger, words: &Words) -> Vec<Record> {
    let lines = |claims: Vec<Ref<Claim>>| claims.into_iter().map(|claim| ledger.line(claim).text()).collect();
    let word = |key: &str| words.page.get(key).cloned().unwrap_or_default();
    let mut records = Vec::new();
    for (_, event) in site.published().rev() {
        records.push(Record {
            href: Route::event(&event.id).link(),
            title: event.title.clone(),
            label: site.kinds[event.kind].label.clone(),
            date: date::date(words, &event.date),
            status: lines(ledger.told_by_event(event)),
            text: joined(&event.summary, &event.body.text),
        });
    }
    for (claim, row) in site.claims.iter() {
        records.push(Record {
            href: Route::claim(&row.id).link(),
            title: row.statement.clone(),
            label: word("claim"),
            date: String::new(),
            status: lines(vec![claim]),
            text: row.body.text.clone(),
        });
    }
    for (_, party) in site.parties.iter().filter(|(_, party)| !party.noindex) {
        let names = party.also_known_as.join(", ");
        records.push(Record {
            href: Route::party(party).link(),
            title: party.name.clone(),
            label: word(if party.kind == PartyKind::Person { "person" } else { "organization" }),
            date: String::new(),
            status: Vec::new(),
            text: [party.role.as_deref().unwrap_or_default(), &names, &party.body.text].join(" ").trim().to_owned(),
        });
    }
    for (_, source) in site.sources.iter() {
        let authors = source.authors.join(", ");
        records.push(Record {
            href: Route::source(&source.id).link(),
            title: source.title.clone(),
            label: source.outlet.clone().unwrap_or_else(|| word("source")),
            date: source.published.as_ref().map_or_else(String::new, |day| date::date(words, day)),
            status: lines(ledger.told_by_title(source)),
            text: joined(&authors, &source.body.text),
        });
    }
    records
}

/// The summary before the body, unless the body begins with it.
fn joined(summary: &str, body: &str) -> String {
    if summary.is_empty() || body.starts_with(summary) { body.to_owned() } else { format!("{summary}\n{body}") }
}
