//! What events do to claims: a claim's history, and an event's part in several.

use crate::model::{Claim, Entry, Event, Ref, Response, Stance};
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
    pub event: Ref<Event>,
    pub row: &'a Event,
    pub kind: StepKind<'a>,
}

/// What is done to the claim in a step.
pub enum StepKind<'a> {
    Stance(&'a Stance),
    Response(&'a Response),
}

/// A claim's history, oldest step first.
pub fn steps(site: &Site, claim: Ref<Claim>) -> impl Iterator<Item = HistoryStep<'_>> {
    site.history(claim).iter().map(|entry| {
        let event = entry.event();
        let row = &site.events[event];
        let kind = match *entry {
            Entry::Stance(_, index) => StepKind::Stance(&row.stances[index]),
            Entry::Response(_, index) => StepKind::Response(&row.responses[index]),
        };
        HistoryStep { event, row, kind }
    })
}

/// A claim on which an event bears, and all that the event does to it.
pub struct Bearing<'a> {
    pub claim: Ref<Claim>,
    pub stances: Vec<&'a Stance>,
}

/// Every claim on which the event bears, once, in the order in which it names them.
pub fn bearings(row: &Event) -> Vec<Bearing<'_>> {
    let mut bearings: Vec<Bearing<'_>> = Vec::new();
    for stance in &row.stances {
        match bearings.iter_mut().find(|bearing| bearing.claim == stance.claim) {
            Some(bearing) => bearing.stances.push(stance),
            None => bearings.push(Bearing { claim: stance.claim, stances: vec![stance] }),
        }
    }
    bearings
}
