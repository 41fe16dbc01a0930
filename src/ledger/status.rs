//! A claim's status in data.

use crate::model::{Claim, Entry, Event, Group, Party, Ref, SoughtAnswer, StanceKind};
use crate::resolve::Site;

/// How a claim stands: what its allegation met with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    pub claim: Ref<Claim>,
    /// The first allegation, or the first repetition where no allegation is recorded.
    pub alleged: Option<Entry>,
    /// The strongest answer of each party that gave one, those whom the claim is about first.
    pub answers: Vec<Answer>,
    /// What independent bodies concluded, newest first.
    pub findings: Vec<Entry>,
    /// How the dispute ended, newest first; no finding.
    pub ends: Vec<Entry>,
}

/// What a party answered, or that it was asked and didn't.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub party: Ref<Party>,
    pub kind: AnswerKind,
    /// Where it was given first.
    pub entry: Entry,
    /// Whether the same was said again later.
    pub again: bool,
}

/// The sorts of answers, weakest first: of several, the strongest is the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnswerKind {
    /// Asked, and did not answer.
    Silent,
    /// Asked, and declined to comment.
    Declined,
    /// Answered when asked, and no more is recorded.
    Answered,
    Denied,
    Admitted,
}

/// A claim's status in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nothing but the allegation is recorded.
    Alleged,
    /// An answer was sought, in vain.
    Unanswered,
    DeclinedComment,
    /// Answered when asked; no more is recorded.
    Answered,
    /// Denied, and nobody independent has concluded anything.
    Disputed,
    Admitted,
    /// Concluded; this is the newest finding.
    Found(StanceKind),
}

impl Standing {
    /// The word that data uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Alleged => "alleged",
            Self::Unanswered => "unanswered",
            Self::DeclinedComment => "declined-comment",
            Self::Answered => "answered",
            Self::Disputed => "disputed",
            Self::Admitted => "admitted",
            Self::Found(kind) => kind.as_str(),
        }
    }
}

impl Status {
    /// The status in one word: the newest finding, else the strongest answer of those whom the claim is about, else
    /// alleged. Where one of them denies, another's admission settles nothing.
    pub fn standing(&self, site: &Site) -> Standing {
        if let Some(Entry::Stance(event, index)) = self.findings.first() {
            return Standing::Found(site.events[*event].stances[*index].kind);
        }
        let about = &site.claims[self.claim].about;
        let own = || self.answers.iter().filter(|answer| about.contains(&answer.party)).map(|answer| answer.kind);
        match own().max() {
            Some(AnswerKind::Admitted) if own().any(|kind| kind == AnswerKind::Denied) => Standing::Disputed,
            Some(AnswerKind::Admitted) => Standing::Admitted,
            Some(AnswerKind::Denied) => Standing::Disputed,
            Some(AnswerKind::Answered) => Standing::Answered,
            Some(AnswerKind::Declined) => Standing::DeclinedComment,
            Some(AnswerKind::Silent) => Standing::Unanswered,
            None => Standing::Alleged,
        }
    }
}

/// The status after the first `entries` entries of the claim's life.
pub(super) fn after(site: &Site, claim: Ref<Claim>, entries: usize) -> Status {
    let row = &site.claims[claim];
    let mut status = Status { claim, alleged: None, answers: Vec::new(), findings: Vec::new(), ends: Vec::new() };
    for entry in site.life(claim).iter().take(entries) {
        match *entry {
            Entry::Stance(event, index) => stance(site, &mut status, event, index),
            Entry::Response(event, index) => {
                let response = &site.events[event].responses[index];
                let kind = match response.result {
                    SoughtAnswer::None => AnswerKind::Silent,
                    SoughtAnswer::Declined => AnswerKind::Declined,
                    SoughtAnswer::Answered => AnswerKind::Answered,
                };
                answer(site, &mut status, response.from, kind, *entry);
            }
        }
    }
    status.findings.reverse();
    status.ends.reverse();
    // Whom the claim is about speaks first; among the rest the order of the timeline stays.
    status
        .answers
        .sort_by_key(|answer| row.about.iter().position(|party| *party == answer.party).unwrap_or(usize::MAX));
    status
}

fn stance(site: &Site, status: &mut Status, event: Ref<Event>, index: usize) {
    let stance = &site.events[event].stances[index];
    let entry = Entry::Stance(event, index);
    match stance.kind.group() {
        Group::Allegation => {
            let first_is_repetition =
                status.alleged.is_some_and(|first| kind_of(site, first) == Some(StanceKind::Repeats));
            if status.alleged.is_none() || first_is_repetition && stance.kind == StanceKind::Alleges {
                status.alleged = Some(entry);
            }
        }
        Group::Answer => {
            let kind = match stance.kind {
                StanceKind::Admits => AnswerKind::Admitted,
                StanceKind::Denies => AnswerKind::Denied,
                _ => AnswerKind::Declined,
            };
            let parties = if stance.for_parties.is_empty() { &stance.by } else { &stance.for_parties };
            for party in parties {
                answer(site, status, *party, kind, entry);
            }
        }
        Group::Evidence => {}
        Group::Finding => status.findings.push(entry),
        Group::End => status.ends.push(entry),
    }
}

fn kind_of(site: &Site, entry: Entry) -> Option<StanceKind> {
    match entry {
        Entry::Stance(event, index) => Some(site.events[event].stances[index].kind),
        Entry::Response(..) => None,
    }
}

/// A party's strongest answer counts, from the first time it was given; a denial after an admission is told as well.
fn answer(site: &Site, status: &mut Status, party: Ref<Party>, kind: AnswerKind, entry: Entry) {
    let given = Answer { party, kind, entry, again: false };
    let Some(known) = status.answers.iter_mut().rev().find(|known| known.party == party) else {
        return status.answers.push(given);
    };
    if kind == known.kind {
        known.again |= is_later(site, known.entry, entry);
    } else if kind > known.kind {
        *known = given;
    } else if kind == AnswerKind::Denied && is_later(site, known.entry, entry) {
        status.answers.push(given);
    }
}

/// Whether one entry is certainly of a later day than another: of two that are both "22 or 23 March" nobody knows.
fn is_later(site: &Site, before: Entry, after: Entry) -> bool {
    let days = |entry: Entry| site.events[entry.event()].date.bounds_as_days();
    days(before).zip(days(after)).is_some_and(|((_, last), (first, _))| last < first)
}
