//! What the search finds: one record for each thing that has a page, with the status that must stand beside it.

use super::search::Record;
use super::{Renderer, dates};
use crate::model::{Claim, Event, Ref, Source};
use crate::plan::Route;
use crate::words::date;

impl Renderer<'_> {
    /// Everything that can be found: events newest first, then claims, parties, places, sources and pages.
    pub fn records(&self) -> Vec<Record> {
        let site = self.site;
        let mut records: Vec<Record> = self.plan.events.iter().rev().map(|event| self.event_record(*event)).collect();
        records.extend(site.claims.refs().map(|claim| self.claim_record(claim)));
        records.extend(site.parties.iter().filter(|(_, row)| !row.noindex).map(|(_, row)| {
            let label = match row.kind {
                crate::model::PartyKind::Person => "person",
                crate::model::PartyKind::Organization => "organization",
            };
            let text = [row.role.clone().unwrap_or_default(), row.also_known_as.join(", "), row.body.text.clone()];
            self.record(Route::party(row), &row.name, self.say(label), text.join("\n"))
        }));
        let places = site.places.rows().iter();
        records.extend(
            places.map(|row| self.record(Route::place(&row.id), &row.name, self.say("place"), row.body.text.clone())),
        );
        records.extend(site.sources.refs().map(|source| self.source_record(source)));
        let pages = site.pages.rows().iter();
        records.extend(
            pages.map(|row| self.record(Route::free(&row.id), &row.title, self.say("page"), row.body.text.clone())),
        );
        records
    }

    fn record(&self, route: Route, title: &str, label: &str, text: String) -> Record {
        Record {
            href: route.link(),
            title: title.to_owned(),
            label: label.to_owned(),
            date: String::new(),
            status: Vec::new(),
            text,
        }
    }

    fn event_record(&self, event: Ref<Event>) -> Record {
        let row = &self.site.events[event];
        let text = format!("{}\n{}", row.summary, row.body.text);
        Record {
            date: self.event_date(row).text,
            status: self.told_by_event(row),
            ..self.record(Route::event(&row.id), &row.title, &self.site.kinds[row.kind].label, text)
        }
    }

    fn claim_record(&self, claim: Ref<Claim>) -> Record {
        let row = &self.site.claims[claim];
        Record {
            date: dates::of_claim(self.site, claim).map(|day| self.day(day).text).unwrap_or_default(),
            status: vec![self.ledger.line(claim).text()],
            ..self.record(Route::claim(&row.id), &row.statement, self.say("claim"), row.body.text.clone())
        }
    }

    fn source_record(&self, source: Ref<Source>) -> Record {
        let row = &self.site.sources[source];
        let by = [row.outlet.clone().unwrap_or_default(), row.authors.join(", ")];
        let warnings = [row.reliability.clone().unwrap_or_default(), row.interest.clone().unwrap_or_default()];
        let text = format!("{}\n{}\n{}", by.join(", "), warnings.join(" "), row.body.text.clone());
        Record {
            date: row.published.as_ref().map(|day| date::date(self.words, day)).unwrap_or_default(),
            status: self.told_by_title(row),
            ..self.record(Route::source(&row.id), &row.title, self.source_kind(row), text)
        }
    }
}
