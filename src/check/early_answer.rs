//! `early-answer`: an answer long before the question.
//!
//! An answer that is given before publication is normal: papers ask first. More than a month before, a date is wrong,
//! an earlier allegation is missing, or the words were about something else. Only what is certain is reported.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::model::{Claim, Entry, EventDate, Group, Ref, StanceKind};
use crate::resolve::Site;
use chrono::{Days, NaiveDate};

/// How long before publication somebody may be asked.
const DAYS: u64 = 30;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    for (claim, row) in site.claims.iter() {
        let Some(alleged) = first_allegation(site, claim) else { continue };
        let Some(limit) = alleged.checked_sub_days(Days::new(DAYS)) else { continue };
        for entry in site.history(claim) {
            let Entry::Stance(event, index) = *entry else { continue };
            let event = &site.events[event];
            let stance = &event.stances[index];
            if stance.kind.group() == Group::Answer && last_day(&event.date).is_some_and(|day| day < limit) {
                findings.add(
                    Code::EarlyAnswer,
                    &event.file,
                    stance.at,
                    format!(
                        "this answer of {} comes more than {DAYS} days before `{}` was first alleged, on {alleged}",
                        event.date, row.id
                    ),
                    "correct the date, add the earlier allegation that was answered, or remove this stance",
                );
            }
        }
    }
}

/// The first day on which the claim can have been alleged, by an event or a title; none where that isn't certain.
pub(super) fn first_allegation(site: &Site, claim: Ref<Claim>) -> Option<NaiveDate> {
    let events = site.history(claim).iter().filter_map(|entry| match *entry {
        Entry::Stance(event, index) => {
            let event = &site.events[event];
            is_accusation(event.stances[index].kind).then_some(Some(&event.date))
        }
        Entry::Response(..) => None,
    });
    let titles = site.titles(claim).iter().filter_map(|source| {
        let source = &site.sources[*source];
        let alleges = source.claims.iter().any(|title| title.claim == claim && is_accusation(title.stance));
        alleges.then_some(source.published.as_ref())
    });
    let days = events.chain(titles).map(|date| date.filter(|date| !date.is_qualified())?.earliest().naive());
    days.collect::<Option<Vec<_>>>()?.into_iter().min()
}

/// Whether a stance says for the first time what somebody is accused of.
fn is_accusation(kind: StanceKind) -> bool {
    let is_allegation = kind.group() == Group::Allegation && kind != StanceKind::Mentions;
    is_allegation || matches!(kind, StanceKind::Investigated | StanceKind::Charged)
}

/// The last day that a date can mean, where that is certain.
pub(super) fn last_day(date: &EventDate) -> Option<NaiveDate> {
    if date.is_qualified() { None } else { date.latest().naive() }
}
