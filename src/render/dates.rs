//! When something here last changed: the newest dated fact, never the clock.

use crate::model::{CitedSource, Claim, Event, Ref, Source};
use crate::resolve::Site;
use chrono::NaiveDate;

/// The newest dated fact of the whole site.
pub fn of_site(site: &Site) -> Option<NaiveDate> {
    let events = site.events.iter().filter(|(_, row)| !row.draft).filter_map(|(_, row)| of_event(site, row));
    let claims = site.published_claims().filter_map(|(claim, _)| of_claim(site, claim));
    events.chain(claims).max()
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
    let events = site.life(claim).iter().filter_map(|entry| of_event(site, &site.events[entry.event()]));
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
