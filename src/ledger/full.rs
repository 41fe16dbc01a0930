//! A status in full: who answered and with what, the evidence, each outcome in the finder's own sentence, who stands by
//! the allegation. Dates lead to the events that they speak of.

use super::concern::{concerned, stances};
use super::wording::{Wording, without_full_stop};
use super::{AnswerKind, ClaimStanding, Outcome, PartyAnswer, day_of};
use crate::model::{Branch, Claim, Entry, Event, Group, Party, Ref, Stance, StanceKind};
use crate::words::{Pattern, PatternPiece, date};

/// A status in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Full {
    pub sentences: Vec<Sentence>,
}

/// A sentence of a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub parts: Vec<Part>,
    /// Whether it tells an outcome that no longer holds.
    pub is_superseded: bool,
}

/// A stretch of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Text(String),
    /// Words, mostly a date, that lead to the event which they speak of.
    Event(String, Ref<Event>),
}

impl Full {
    /// The sentences without their links.
    pub fn text(&self) -> String {
        self.sentences.iter().map(Sentence::text).collect::<Vec<_>>().join(" ")
    }
}

impl Sentence {
    /// The sentence without its links.
    pub fn text(&self) -> String {
        self.parts.iter().map(Part::text).collect()
    }
}

impl Part {
    fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Event(text, _) => text,
        }
    }
}

impl Wording<'_> {
    /// The claim's status in full.
    pub fn full(&self, claim: Ref<Claim>) -> Full {
        let standing = self.ledger.standing(claim);
        let mut sentences: Vec<Sentence> = Vec::new();
        let plain = |parts| Sentence { parts, is_superseded: false };
        for party in &standing.parties {
            sentences.extend(party.answers.iter().map(|answer| plain(self.full_answer(standing, answer))));
            if party.answers.is_empty() && party.died_before {
                let row = &self.site.parties[party.party];
                let died = row.died.as_ref().map_or_else(String::new, |died| date::date(self.words, died));
                let values = [("party", text(&row.name)), ("date", text(&died))];
                sentences.push(plain(fill(&self.words.status.full.died, &values)));
            }
        }
        sentences.extend(standing.others.iter().map(|answer| plain(self.full_answer(standing, answer))));
        sentences.extend(self.evidence(claim).into_iter().map(plain));
        let outcomes = self.full_outcomes(standing);
        if sentences.is_empty() && outcomes.is_empty() {
            sentences.push(plain(self.bare_allegation(claim)));
        }
        sentences.extend(outcomes);
        for (at, stance) in stances(self.site, claim).filter(|(_, stance)| stance.kind == StanceKind::StandsBy) {
            let values = [("party", text(&self.full_names(&stance.by))), ("date", self.dated(at.event))];
            sentences.push(plain(fill(&self.words.status.full.stands_by, &values)));
        }
        Full { sentences }
    }

    fn full_answer(&self, standing: &ClaimStanding, answer: &PartyAnswer) -> Vec<Part> {
        let say = &self.words.status.full;
        let is_dated = match answer.entry {
            Entry::Stance(..) => true,
            Entry::Response(event, index) => self.site.events[event].responses[index].sought.is_some(),
        };
        let is_spoken_for = !answer.speakers.is_empty();
        let pattern = match answer.kind {
            AnswerKind::Denied if is_spoken_for => &say.denied_for,
            AnswerKind::Denied if answer.is_repeated => &say.denied_repeatedly,
            AnswerKind::Denied => &say.denied,
            AnswerKind::Admitted if is_spoken_for => &say.admitted_for,
            AnswerKind::Admitted => &say.admitted,
            AnswerKind::Answered if is_dated => &say.answered,
            AnswerKind::Answered => &say.answered_undated,
            AnswerKind::Declined if is_dated => &say.declined,
            AnswerKind::Declined => &say.declined_undated,
            AnswerKind::Silent if is_dated => &say.silent,
            AnswerKind::Silent => &say.silent_undated,
            AnswerKind::Unreachable => &say.unreachable,
        };
        let name = &self.site.parties[answer.party].name;
        let mut parts = fill(
            pattern,
            &[
                ("party", text(name)),
                ("speaker", text(&self.full_names(&answer.speakers))),
                ("date", self.dated_entry(answer.first)),
                ("note", text(without_full_stop(answer.words.as_deref().unwrap_or_default()))),
            ],
        );
        if let (Some(words), false) = (&answer.words, answer.kind == AnswerKind::Unreachable) {
            let values = [("sentence", without_stop(parts)), ("answer", text(without_full_stop(words)))];
            parts = fill(&say.in_words, &values);
        }
        if let Some(contrary) = answer.contrary {
            let had = if answer.kind == AnswerKind::Denied { &say.had_admitted } else { &say.had_denied };
            let values = [
                ("sentence", without_stop(parts)),
                ("earlier", text(had.text())),
                ("date", self.dated_entry(contrary)),
            ];
            parts = fill(&say.had_said, &values);
        }
        match &answer.charge {
            Some(charge) if standing.of(answer.party).is_some_and(|party| party.answers.len() > 1) => {
                self.with_clause(parts, fill(&say.on_charge, &[("charge", text(charge))]))
            }
            _ => parts,
        }
    }

    fn evidence(&self, claim: Ref<Claim>) -> Vec<Vec<Part>> {
        let say = &self.words.status.full;
        let of_evidence = stances(self.site, claim).filter(|(_, stance)| stance.kind.group() == Group::Evidence);
        of_evidence
            .map(|(at, stance)| {
                let pattern = match (stance.kind, stance.by.is_empty()) {
                    (StanceKind::Supports, false) => &say.supports,
                    (StanceKind::Supports, true) => &say.supports_unnamed,
                    (_, false) => &say.undercuts,
                    (_, true) => &say.undercuts_unnamed,
                };
                let values = [("party", text(&self.full_names(&stance.by))), ("date", self.dated(at.event))];
                self.of_parties(stance, fill(pattern, &values))
            })
            .collect()
    }

    /// Every outcome, oldest first; one that holds for some parties and no longer for others is told for each of both.
    fn full_outcomes(&self, standing: &ClaimStanding) -> Vec<Sentence> {
        type Told<'a> = (&'a Outcome, Option<&'a Outcome>, Vec<Ref<Party>>);
        let mut all: Vec<Told> = Vec::new();
        let of_parties = standing.parties.iter().map(|party| (Some(party.party), party.outcomes.as_slice()));
        for (party, outcomes) in of_parties.chain([(None, standing.outcomes.as_slice())]) {
            for outcome in outcomes {
                let by = outcome.superseded_by.or(outcome.ended_by).map(|by| &outcomes[by]);
                let is_same =
                    |known: &&mut Told| known.0.at == outcome.at && known.1.map(|by| by.at) == by.map(|by| by.at);
                match all.iter_mut().find(is_same) {
                    Some(known) => known.2.extend(party),
                    None => all.push((outcome, by, party.into_iter().collect())),
                }
            }
        }
        all.sort_by_key(|(outcome, ..)| outcome.at);
        let sentence = |(outcome, by, parties): Told| {
            let mut parts = self.full_outcome(standing, outcome, by);
            if !parties.is_empty() && parties.len() < standing.parties.len() {
                let values = [("parties", text(&self.full_names(&parties))), ("sentence", parts)];
                parts = fill(&self.words.status.full.of_parties, &values);
            }
            Sentence { parts, is_superseded: outcome.superseded_by.is_some() }
        };
        all.into_iter().map(sentence).collect()
    }

    fn full_outcome(&self, standing: &ClaimStanding, outcome: &Outcome, by: Option<&Outcome>) -> Vec<Part> {
        let say = &self.words.status.full;
        let stance = outcome.at.stance(self.site);
        let (party, day) = (self.full_names(&stance.by), self.dated(outcome.at.event));
        let mut parts = match (&stance.finding, stance.by.is_empty()) {
            (Some(finding), false) => {
                let finding = text(without_full_stop(finding));
                fill(&say.finding, &[("party", text(&party)), ("finding", finding), ("date", day)])
            }
            (Some(finding), true) => {
                fill(&say.finding_unnamed, &[("finding", text(without_full_stop(finding))), ("date", day)])
            }
            (None, false) => {
                let outcome = text(self.outcome_in_full(stance.kind).text());
                fill(&say.outcome, &[("outcome", outcome), ("party", text(&party)), ("date", day)])
            }
            (None, true) => {
                let outcome = text(self.outcome_in_full(stance.kind).text());
                fill(&say.outcome_unnamed, &[("outcome", outcome), ("date", day)])
            }
        };
        if let Some(terms) = stance.answer.as_deref().filter(|_| stance.kind == StanceKind::Settled) {
            let values = [("sentence", without_stop(parts)), ("answer", text(without_full_stop(terms)))];
            parts = fill(&say.in_words, &values);
        }
        if let Some(charge) = &stance.charge {
            parts = self.with_clause(parts, fill(&say.on_charge, &[("charge", text(charge))]));
        }
        if stance.branch == Some(Branch::Civil) && stance.kind != StanceKind::Settled {
            parts = self.with_clause(parts, text(say.in_civil.text()));
        }
        if stance.is_final {
            parts = self.with_clause(parts, text(say.is_final.text()));
        }
        if let Some(contested) = stance.contested.as_deref() {
            parts = self.with_clause(parts, text(without_full_stop(contested)));
        }
        let outcomes = standing.parties.iter().map(|party| party.outcomes.as_slice());
        let own = outcomes.filter(|outcomes| outcomes.iter().any(|other| other.at == outcome.at));
        if stance.kind == StanceKind::Settled && !own.clone().any(|outcomes| self.court_ruled(outcomes)) {
            parts = self.with_clause(parts, text(say.no_court_ruled.text()));
        }
        if let Some(by) = by {
            let is_alike = by.kind.group() == outcome.kind.group() && by.is_adverse == outcome.is_adverse;
            let pattern = match by.kind {
                _ if outcome.superseded_by.is_none() => &say.ended,
                StanceKind::SetAside => &say.set_aside,
                _ if is_alike => &say.upheld,
                StanceKind::Abated => &say.not_final,
                _ => &say.set_aside,
            };
            parts = self.with_clause(parts, fill(pattern, &[("date", self.dated(by.at.event))]));
        }
        parts
    }

    fn outcome_in_full(&self, kind: StanceKind) -> &Pattern {
        let say = &self.words.status.full;
        match kind {
            StanceKind::Investigated => &say.investigated,
            StanceKind::Charged => &say.charged,
            StanceKind::Appealed => &say.appealed,
            StanceKind::FoundTrue => &say.found_true,
            StanceKind::FoundFalse => &say.found_false,
            StanceKind::NotSubstantiated => &say.not_substantiated,
            StanceKind::Convicted => &say.convicted,
            StanceKind::Acquitted => &say.acquitted,
            StanceKind::HeldLiable => &say.held_liable,
            StanceKind::NotLiable => &say.not_liable,
            StanceKind::SetAside => &say.annulled,
            StanceKind::Dismissed => &say.dismissed,
            StanceKind::TimeBarred => &say.time_barred,
            StanceKind::Abated => &say.abated,
            StanceKind::Barred => &say.barred,
            StanceKind::Withdrawn => &say.withdrawn,
            StanceKind::Settled => &say.settled,
            StanceKind::Pardoned => &say.pardoned,
            _ => &say.unresolved,
        }
    }

    /// Where nothing else is told of a claim: who alleges it.
    fn bare_allegation(&self, claim: Ref<Claim>) -> Vec<Part> {
        let say = &self.words.status.full;
        let mut alleging = stances(self.site, claim).filter(|(_, stance)| stance.kind.group() == Group::Allegation);
        match alleging.next() {
            Some((at, stance)) if !stance.by.is_empty() => {
                let values = [("party", text(&self.full_names(&stance.by))), ("date", self.dated(at.event))];
                fill(&say.alleged, &values)
            }
            None if !self.site.titles(claim).is_empty() => text(say.alleged_in_title.text()),
            _ => text(say.nothing.text()),
        }
    }

    /// The sentence, with whom it concerns where that isn't everybody.
    fn of_parties(&self, stance: &Stance, sentence: Vec<Part>) -> Vec<Part> {
        let parties = concerned(self.site, stance);
        if parties.is_empty() || parties.len() == self.site.claims[stance.claim].about.len() {
            return sentence;
        }
        let values = [("parties", text(&self.full_names(&parties))), ("sentence", sentence)];
        fill(&self.words.status.full.of_parties, &values)
    }

    fn with_clause(&self, sentence: Vec<Part>, clause: Vec<Part>) -> Vec<Part> {
        fill(&self.words.status.full.clause, &[("sentence", without_stop(sentence)), ("clause", clause)])
    }

    fn full_names(&self, parties: &[Ref<Party>]) -> String {
        let names: Vec<String> = parties.iter().map(|party| self.site.parties[*party].name.clone()).collect();
        self.words.list(&names)
    }

    fn dated(&self, event: Ref<Event>) -> Vec<Part> {
        vec![Part::Event(date::date(self.words, &self.site.events[event].date), event)]
    }

    fn dated_entry(&self, entry: Entry) -> Vec<Part> {
        vec![Part::Event(date::date(self.words, day_of(self.site, entry)), entry.event())]
    }
}

fn text(text: &str) -> Vec<Part> {
    vec![Part::Text(text.to_owned())]
}

/// The pattern with parts in place of its names.
fn fill(pattern: &Pattern, values: &[(&str, Vec<Part>)]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for piece in pattern.pieces() {
        let filled = match piece {
            PatternPiece::Text(words) => text(words),
            PatternPiece::Name(name) => {
                values.iter().find(|(known, _)| *known == name).map(|(_, parts)| parts.clone()).unwrap_or_default()
            }
        };
        for part in filled {
            match (parts.last_mut(), part) {
                (Some(Part::Text(before)), Part::Text(words)) => before.push_str(&words),
                (_, part) => parts.push(part),
            }
        }
    }
    parts
}

/// A sentence that something is put behind.
fn without_stop(mut parts: Vec<Part>) -> Vec<Part> {
    if let Some(Part::Text(words)) = parts.last_mut() {
        let length = without_full_stop(words).len();
        words.truncate(length);
    }
    parts
}
