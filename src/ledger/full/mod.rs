//! A status in full: who alleges it, who answered and with what, the evidence, then what became of it: each outcome in
//! the finder's own sentence, and who stood by the allegation, oldest first. Dates lead to the events that they speak of.

mod answers;
mod outcomes;
mod parts;

pub use parts::{Full, Part, Sentence};

use super::case::{Case, in_both_branches};
use super::concern::{StanceAt, concerned, stances};
use super::wording::Wording;
use super::{ClaimStanding, day_of};
use crate::model::{Claim, Entry, Event, Group, Party, Ref, Stance, StanceKind};
use crate::words::{Joint, date};
use parts::{capitalized, fill, text};

/// Writes statuses in full.
pub(super) struct FullWriter<'a> {
    pub wording: &'a Wording<'a>,
}

impl FullWriter<'_> {
    /// The claim's status in full.
    pub fn full(&self, claim: Ref<Claim>) -> Full {
        let say = &self.wording.words.status.full;
        let standing = self.wording.ledger.standing(claim);
        let mut sentences = self.allegations(claim);
        let is_alleged = !sentences.is_empty();
        sentences.extend(self.full_answers(standing));
        sentences.extend(self.evidence(claim));
        sentences.extend(self.course(standing));
        let is_told =
            |party: &super::PartyStanding| !party.answers.is_empty() || !party.outcomes.is_empty() || party.died_before;
        let is_bare =
            standing.others.is_empty() && standing.outcomes.is_empty() && !standing.parties.iter().any(is_told);
        if sentences.is_empty() && self.wording.site.titles(claim).is_empty() {
            sentences.push(Sentence::holding(text(say.nothing.text())));
        } else if is_bare {
            if !is_alleged && sentences.is_empty() {
                sentences.push(Sentence::holding(text(say.alleged_in_title.text())));
            }
            sentences.push(Sentence::holding(text(say.no_answer.text())));
        } else {
            sentences.extend(self.nothing_found(standing));
        }
        sentences.iter_mut().for_each(|sentence| capitalized(&mut sentence.parts));
        Full { sentences }
    }

    /// Who alleges it, each once. Who only repeats it is told where nobody is reported to have said it first.
    fn allegations(&self, claim: Ref<Claim>) -> Vec<Sentence> {
        let say = &self.wording.words.status.full;
        let of_kind =
            |kind: StanceKind| stances(self.wording.site, claim).filter(move |(_, stance)| stance.kind == kind);
        let mut alleging: Vec<(StanceAt, &Stance)> = of_kind(StanceKind::Alleges).collect();
        if alleging.is_empty() {
            alleging.extend(of_kind(StanceKind::Repeats).next());
        }
        let mut told: Vec<&[Ref<Party>]> = Vec::new();
        let mut sentences = Vec::new();
        for (at, stance) in alleging {
            if told.contains(&stance.by.as_slice()) {
                continue;
            }
            told.push(&stance.by);
            let pattern = if stance.by.is_empty() { &say.alleged_unnamed } else { &say.alleged };
            let values = [("party", text(&self.full_names(&stance.by))), ("date", self.dated(at.event))];
            sentences.push(self.of_parties(claim, &concerned(self.wording.site, stance), fill(pattern, &values)));
        }
        sentences.into_iter().map(Sentence::holding).collect()
    }

    fn evidence(&self, claim: Ref<Claim>) -> Vec<Sentence> {
        let say = &self.wording.words.status.full;
        let of_evidence =
            stances(self.wording.site, claim).filter(|(_, stance)| stance.kind.group() == Group::Evidence);
        of_evidence
            .map(|(at, stance)| {
                let pattern = match (stance.kind, stance.by.is_empty()) {
                    (StanceKind::Supports, false) => &say.supports,
                    (StanceKind::Supports, true) => &say.supports_unnamed,
                    (_, false) => &say.undercuts,
                    (_, true) => &say.undercuts_unnamed,
                };
                let values = [("party", text(&self.full_names(&stance.by))), ("date", self.dated(at.event))];
                let parts = self.of_parties(claim, &concerned(self.wording.site, stance), fill(pattern, &values));
                Sentence::holding(parts)
            })
            .collect()
    }

    /// What became of the allegation, oldest first. Who stood by it more than once is told where they last did.
    fn course(&self, standing: &ClaimStanding) -> Vec<Sentence> {
        let mut course = self.full_outcomes(standing);
        course.extend(self.stood_by(standing.claim));
        course.sort_by_key(|(at, _)| *at);
        course.into_iter().map(|(_, sentence)| sentence).collect()
    }

    fn stood_by(&self, claim: Ref<Claim>) -> Vec<(StanceAt, Sentence)> {
        type Stood<'a> = (&'a [Ref<Party>], Vec<Ref<Party>>, Vec<StanceAt>);
        let mut all: Vec<Stood> = Vec::new();
        for (at, stance) in stances(self.wording.site, claim).filter(|(_, stance)| stance.kind == StanceKind::StandsBy)
        {
            let parties = concerned(self.wording.site, stance);
            match all.iter_mut().find(|known| known.0 == stance.by && known.1 == parties) {
                Some(known) => known.2.push(at),
                None => all.push((&stance.by, parties, vec![at])),
            }
        }
        let sentence = |(by, parties, places): Stood| {
            let last = *places.last()?;
            let days = places.iter().map(|at| self.dated(at.event)).collect();
            let values = [("party", text(&self.full_names(by))), ("date", self.list_of(days))];
            let parts = self.of_parties(claim, &parties, fill(&self.wording.words.status.full.stood_by, &values));
            Some((last, Sentence::holding(parts)))
        };
        all.into_iter().filter_map(sentence).collect()
    }

    /// Of whom nothing was found and nothing is pending.
    fn nothing_found(&self, standing: &ClaimStanding) -> Option<Sentence> {
        let lacks =
            |outcomes| self.wording.lacks_result(&Case { outcomes, in_both_branches: in_both_branches(outcomes) });
        let no_finding = text(self.wording.words.status.full.no_finding.text());
        if standing.parties.is_empty() {
            return lacks(&standing.outcomes).then(|| Sentence::holding(no_finding));
        }
        let all = standing.concerned();
        let without: Vec<Ref<Party>> = all
            .iter()
            .filter(|party| standing.of(**party).is_some_and(|standing| lacks(&standing.outcomes)))
            .copied()
            .collect();
        if without.is_empty() {
            return None;
        }
        let parts = if without == all { no_finding } else { self.of_parties(standing.claim, &without, no_finding) };
        Some(Sentence::holding(parts))
    }

    /// The sentence, with whom it concerns where that isn't everybody.
    fn of_parties(&self, claim: Ref<Claim>, parties: &[Ref<Party>], sentence: Vec<Part>) -> Vec<Part> {
        if parties.is_empty() || parties.len() == self.wording.site.claims[claim].about.len() {
            return sentence;
        }
        let values = [("parties", text(&self.full_names(parties))), ("sentence", sentence)];
        fill(&self.wording.words.status.full.of_parties, &values)
    }

    fn full_names(&self, parties: &[Ref<Party>]) -> String {
        let names: Vec<String> = parties.iter().map(|party| self.wording.site.parties[*party].name.clone()).collect();
        self.wording.words.list(&names)
    }

    fn dated(&self, event: Ref<Event>) -> Vec<Part> {
        vec![Part::Event(date::date(self.wording.words, &self.wording.site.events[event].date), event)]
    }

    fn dated_entry(&self, entry: Entry) -> Vec<Part> {
        vec![Part::Event(date::date(self.wording.words, day_of(self.wording.site, entry)), entry.event())]
    }

    /// "27 March and 6 June 2023", each of which leads to its event.
    fn list_of(&self, items: Vec<Vec<Part>>) -> Vec<Part> {
        let said: Vec<String> = items.iter().map(|parts| parts.iter().map(Part::text).collect()).collect();
        let mut between = self.wording.words.language.between(Joint::And, &said).into_iter();
        let mut list: Vec<Part> = Vec::new();
        for item in items {
            if !list.is_empty() {
                list.extend(between.next().map(Part::Text));
            }
            list.extend(item);
        }
        list
    }
}
