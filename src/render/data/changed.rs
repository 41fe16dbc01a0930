//! When an event was added and last changed: dated facts, never the clock.

use crate::ledger::Ledger;
use crate::model::{Event, Ref};
use crate::render::dates;
use crate::resolve::Site;
use chrono::{Datelike, NaiveDate};

/// The days of each event, by its reference.
pub struct Changed {
    added: Vec<NaiveDate>,
    changed: Vec<NaiveDate>,
    /// The newest of the whole site.
    pub newest: NaiveDate,
}

impl Changed {
    /// Works out the days. What an event shows changes with the status of the claims that it tells, so an answer or a
    /// finding that was added later is a change of every event that bears on the claim.
    pub fn new(site: &Site, ledger: &Ledger) -> Self {
        let own: Vec<Option<NaiveDate>> = site.events.rows().map(|row| own(site, row)).collect();
        let newest = dates::of_site(site).into_iter().chain(own.iter().flatten().copied()).max();
        // A site without any date has no newest one; this stands in, and stays the same.
        let newest = newest.unwrap_or(NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day"));
        let of_events =
            |events: &mut dyn Iterator<Item = Ref<Event>>| events.filter_map(|event| own[event.index()]).max();
        let changed = |(event, row): (Ref<Event>, &Event)| {
            let told = ledger.notices_of_event(site, row);
            let mut lives = told.iter().flat_map(|it| site.life(it.claim).iter().map(|entry| entry.event()));
            of_events(&mut lives).max(own[event.index()]).unwrap_or(newest)
        };
        let changed: Vec<NaiveDate> = site.events.iter().map(changed).collect();
        let added = |(event, row): (Ref<Event>, &Event)| {
            let changed = changed[event.index()];
            row.added.or(own[event.index()]).unwrap_or(newest).min(changed)
        };
        let added = site.events.iter().map(added).collect();
        Self { added, changed, newest }
    }

    /// The day on which the event was added here.
    pub fn added(&self, event: Ref<Event>) -> NaiveDate {
        self.added[event.index()]
    }

    /// The day on which what is shown of the event last changed.
    pub fn changed(&self, event: Ref<Event>) -> NaiveDate {
        self.changed[event.index()]
    }
}

/// The event's own last change; where its file and its sources have no date, the day on which it happened.
fn own(site: &Site, row: &Event) -> Option<NaiveDate> {
    let happened = || [row.date.latest(), row.date.earliest()].into_iter().find_map(|bound| bound.naive());
    dates::of_event(site, row).or_else(happened).filter(|day| (1..=9999).contains(&day.year()))
}

/// The day as a moment, as feeds want it.
pub fn moment(day: NaiveDate) -> String {
    format!("{day}T00:00:00Z")
}
