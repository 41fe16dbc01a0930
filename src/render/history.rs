//! What events do to claims: a claim's history.

use crate::model::{Claim, Entry, Event, Ref, Stance};
use crate::resolve::Site;

/// The events that bear on a claim, oldest first. One that does several things to it comes as often, in a row.
pub fn events_of(site: &Site, claim: Ref<Claim>) -> impl Iterator<Item = Ref<Event>> {
    site.history(claim).iter().map(|entry| entry.event())
}

/// The same, each once.
pub fn distinct_events_of(site: &Site, claim: Ref<Claim>) -> Vec<Ref<Event>> {
    let mut events: Vec<Ref<Event>> = events_of(site, claim).collect();
    events.dedup();
    events
}

/// One step of a claim's history.
pub struct HistoryStep<'a> {
    pub row: &'a Event,
    pub kind: StepKind<'a>,
}

/// What is done to the claim in a step.
pub enum StepKind<'a> {
    Stance(&'a Stance),
    Response,
}

/// A claim's history, oldest step first.
pub fn steps(site: &Site, claim: Ref<Claim>) -> impl Iterator<Item = HistoryStep<'_>> {
    site.history(claim).iter().map(|entry| {
        let row = &site.events[entry.event()];
        let kind = match *entry {
            Entry::Stance(_, index) => StepKind::Stance(&row.stances[index]),
            Entry::Response(..) => StepKind::Response,
        };
        HistoryStep { row, kind }
    })
}
