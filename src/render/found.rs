//! What the search finds: one record for each thing that has a page, with what must stand beside it.

use super::Renderer;
use super::search::Record;
use crate::model::{Claim, Event, Party, PartyKind, Ref, Source};
use crate::plan::Route;
use crate::words::date;

impl Renderer<'_> {
    /// Everything that can be found: events newest first, then claims, parties, places, sources and pages.
    pub fn records(&self) -> Vec<Record> {
        let site = self.site;
        let mut records: Vec<Record> = self.plan.events.iter().rev().map(|event| self.event_record(*event)).collect();
        records.extend(site.published_claims().map(|(claim, _)| self.claim_record(claim)));
        let parties = site.published_parties().map(|(_, row)| row).filter(|row| !row.noindex);
        records.extend(parties.map(|row| self.party_record(row)));
        let plain =
            |route: Route, name: &str, label: &str, text: &str| self.record(route, name, label, text.to_owned());
        let places = site.places.rows();
        records.extend(places.map(|row| plain(Route::place(&row.id), &row.name, self.say("place"), &row.body.text)));
        records.extend(site.published_sources().map(|(source, _)| self.source_record(source)));
        let pages = site.pages.rows();
        records.extend(pages.map(|row| plain(Route::free(&row.id), &row.title, self.say("page"), &row.body.text)));
        records
    }

    fn record(&self, route: Route, title: &str, label: &str, text: String) -> Record {
        Record {
            href: route.link(),
            title: title.to_owned(),
            label: label.to_owned(),
            date: String::new(),
            status: Vec::new(),
            caveat: None,
            text,
        }
    }

    fn event_record(&self, event: Ref<Event>) -> Record {
        let row = &self.site.events[event];
        Record {
            date: self.event_date(row).text,
            status: self.told_of_claims(row),
            caveat: self.caveat(row),
            ..self.record(
                Route::event(&row.id),
                &row.title,
                &self.site.kinds[row.kind].label,
                joined(&row.summary, &row.body.text),
            )
        }
    }

    fn claim_record(&self, claim: Ref<Claim>) -> Record {
        let row = &self.site.claims[claim];
        Record {
            status: vec![self.wording().short(claim, crate::ledger::Whose::Everybody)],
            ..self.record(Route::claim(&row.id), &row.statement, self.say("claim"), row.body.text.clone())
        }
    }

    fn party_record(&self, row: &Party) -> Record {
        let label = match row.kind {
            PartyKind::Person => "person",
            PartyKind::Organization => "organization",
        };
        let names = row.also_known_as.join(", ");
        let text = [row.role.as_deref().unwrap_or_default(), &names, &row.body.text];
        self.record(Route::party(row), &row.name, self.say(label), parted(&text))
    }

    fn source_record(&self, source: Ref<Source>) -> Record {
        let row = &self.site.sources[source];
        let authors = row.authors.join(", ");
        let warnings = [row.reliability.as_deref(), row.interest.as_deref()].map(Option::unwrap_or_default);
        let text = [&authors, warnings[0], warnings[1], &row.body.text];
        let label = row.outlet.as_deref().unwrap_or_else(|| self.source_kind(row));
        Record {
            date: row.published.as_ref().map(|day| date::date(self.words, day)).unwrap_or_default(),
            status: self.lines_of_title(row),
            ..self.record(Route::source(&row.id), &row.title, label, parted(&text))
        }
    }
}

/// The summary before the body, unless the body begins with it.
fn joined(summary: &str, body: &str) -> String {
    if body.starts_with(summary) { body.to_owned() } else { parted(&[summary, body]) }
}

/// The texts that there are, each on a line of its own.
fn parted(texts: &[&str]) -> String {
    texts.iter().copied().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}
