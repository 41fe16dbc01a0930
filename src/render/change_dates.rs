//! When something was added here and last changed: the newest dated fact, never the clock.

use super::history::events_of;
use crate::ledger::Ledger;
use crate::model::{CitedSource, Claim, Event, Ref, Source};
use crate::resolve::Site;
use chrono::{Datelike, NaiveDate};

/// The newest dated fact of the whole site. That somebody looked at a claim again and changed nothing is none.
pub fn of_site(site: &Site) -> Option<NaiveDate> {
    site.events.rows().filter(|row| !row.draft).filter_map(|row| of_event(site, row)).max()
}

/// When an event's page last changed: as its file says, else the newest date in it or its sources.
pub fn of_event(site: &Site, row: &Event) -> Option<NaiveDate> {
    let corrected = row.corrections.iter().map(|correction| correction.date);
    let withdrawn = row.withdrawn.iter().map(|withdrawal| withdrawal.date);
    let told = row.added.into_iter().chain(row.updated).chain(corrected).chain(withdrawn).max();
    told.or_else(|| of_sources(site, &row.sources))
}

/// When a claim's page last changed: its review, or the newest change of an event that bears on it.
pub fn of_claim(site: &Site, claim: Ref<Claim>) -> Option<NaiveDate> {
    let row = &site.claims[claim];
    let events = events_of(site, claim).filter_map(|event| of_event(site, &site.events[event]));
    row.reviewed.into_iter().chain(events).max()
}

/// The newest day on which one of these was read, kept or published.
fn of_sources(site: &Site, cited: &[CitedSource]) -> Option<NaiveDate> {
    cited.iter().filter_map(|cited| of_source(&site.sources[cited.source])).max()
}

/// The newest day on which it was read, kept or published.
pub fn of_source(row: &Source) -> Option<NaiveDate> {
    let kept = row.archived.iter().filter_map(|copy| copy.date);
    let published = row.published.as_ref().and_then(|date| date.full_day());
    row.accessed.into_iter().chain(kept).chain(published).max()
}

/// The days on which each event was added and last changed, for formats that want a day in any case.
pub struct ChangeDates {
    /// Of the whole site, where anything in it is dated.
    pub of_site: Option<NaiveDate>,
    /// The newest of the whole site.
    pub newest: NaiveDate,
    /// By the event's reference.
    added: Vec<NaiveDate>,
    changed: Vec<NaiveDate>,
    told_anew: Vec<Option<NaiveDate>>,
}

impl ChangeDates {
    /// Works out the days. What an event shows changes with the status of the claims that must stand with it or with the
    /// title of a source that it cites, so an answer or an outcome that was added later is a change of every event that
    /// touches the claim.
    pub fn new(site: &Site, ledger: &Ledger) -> Self {
        let of_site = of_site(site);
        let own: Vec<Option<NaiveDate>> = site.events.rows().map(|row| own(site, row)).collect();
        let newest = of_site.into_iter().chain(own.iter().flatten().copied()).max();
        // A site without any date has no newest one; this stands in, and stays the same.
        let newest = newest.unwrap_or(NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day"));
        let of_claim = |claim: Ref<Claim>| events_of(site, claim).filter_map(|event| own[event.index()]).max();
        let claims: Vec<Option<NaiveDate>> = site.claims.refs().map(of_claim).collect();
        let told_anew = |row: &Event| {
            let titles = row.sources.iter().flat_map(|cited| &site.sources[cited.source].claims);
            let claims_of = ledger.notices_of_event(site, row).into_iter().map(|notice| notice.claim);
            claims_of.chain(titles.map(|title| title.claim)).filter_map(|claim| claims[claim.index()]).max()
        };
        let told_anew: Vec<Option<NaiveDate>> = site.events.rows().map(told_anew).collect();
        let both = own.iter().zip(&told_anew);
        let changed: Vec<NaiveDate> = both.map(|(own, told)| (*own).max(*told).unwrap_or(newest)).collect();
        let added = |(event, row): (Ref<Event>, &Event)| {
            let changed = changed[event.index()];
            row.added.or(own[event.index()]).unwrap_or(newest).min(changed)
        };
        let added = site.events.iter().map(added).collect();
        Self { of_site, newest, added, changed, told_anew }
    }

    /// The day on which the event was added here.
    pub fn added(&self, event: Ref<Event>) -> NaiveDate {
        self.added[event.index()]
    }

    /// The newest change of what must stand with the event.
    pub fn told_anew(&self, event: Ref<Event>) -> Option<NaiveDate> {
        self.told_anew[event.index()]
    }

    /// The day on which what is shown of the event last changed.
    pub fn changed(&self, event: Ref<Event>) -> NaiveDate {
        self.changed[event.index()]
    }
}

/// The event's own last change; where its file and its sources have no date, the day on which it happened.
fn own(site: &Site, row: &Event) -> Option<NaiveDate> {
    let happened = || [row.date.latest(), row.date.earliest()].into_iter().find_map(|bound| bound.naive());
    of_event(site, row).or_else(happened).filter(|day| (1..=9999).contains(&day.year()))
}
