//! Outcomes in full: each in the finder's own sentence, with what became of it.

use super::FullWriter;
use super::parts::{Part, Sentence, fill, text, without_stop};
use crate::ledger::case::{Case, in_both_branches};
use crate::ledger::concern::StanceAt;
use crate::ledger::wording::without_full_stop;
use crate::ledger::{ClaimStanding, Outcome, is_told_in_passing};
use crate::model::{Branch, Party, Ref, StanceKind};
use crate::words::Pattern;

/// An outcome as it concerns some of the parties.
struct ToldOutcome<'a> {
    case: Case<'a>,
    index: usize,
    accusers: &'a [Ref<Party>],
    parties: Vec<Ref<Party>>,
}

impl<'a> ToldOutcome<'a> {
    fn outcome(&self) -> &'a Outcome {
        &self.case.outcomes[self.index]
    }

    /// What it was superseded by, or ended with.
    fn taken_by(&self) -> Option<&'a Outcome> {
        let outcome = self.outcome();
        outcome.superseded_by.or(outcome.ended_by).map(|by| &self.case.outcomes[by])
    }
}

impl FullWriter<'_> {
    /// Every outcome; one that holds for some parties and no longer for others is told for each of both.
    pub(super) fn full_outcomes(&self, standing: &ClaimStanding) -> Vec<(StanceAt, Sentence)> {
        let mut all: Vec<ToldOutcome> = Vec::new();
        let of_parties = standing.parties.iter();
        let of_parties = of_parties.map(|it| (Some(it.party), it.accusers.as_slice(), it.outcomes.as_slice()));
        for (party, accusers, outcomes) in of_parties.chain([(None, [].as_slice(), standing.outcomes.as_slice())]) {
            for index in 0..outcomes.len() {
                let case = Case { outcomes, in_both_branches: in_both_branches(outcomes) };
                let new = ToldOutcome { case, index, accusers, parties: party.into_iter().collect() };
                let key = |told: &ToldOutcome| (told.outcome().at, told.taken_by().map(|by| by.at));
                match all.iter_mut().find(|known| key(known) == key(&new)) {
                    Some(known) => known.parties.extend(party),
                    None => all.push(new),
                }
            }
        }
        let sentences = |told: ToldOutcome| {
            let parts = self.of_parties(standing.claim, &told.parties, self.full_outcome(standing, &told));
            let outcome = told.outcome();
            let at = outcome.at;
            let is_superseded = outcome.superseded_by.is_some();
            // A sentence of its own: what others say of a trial is no part of what the court is reported to have said.
            let contested = at.stance(self.wording.site).contested.as_deref();
            let contested = contested.map(|note| {
                fill(&self.wording.words.status.full.contested, &[("note", text(without_full_stop(note)))])
            });
            let told = std::iter::once(parts).chain(contested);
            told.map(move |parts| (at, Sentence { parts, is_superseded }))
        };
        all.into_iter().flat_map(sentences).collect()
    }

    fn full_outcome(&self, standing: &ClaimStanding, told: &ToldOutcome) -> Vec<Part> {
        let outcome = told.outcome();
        let stance = outcome.at.stance(self.wording.site);
        let parts = self.outcome_sentence(outcome);
        let parts = match stance.answer.as_deref().filter(|_| stance.kind == StanceKind::Settled) {
            Some(terms) => {
                let values = [("sentence", without_stop(parts)), ("terms", text(without_full_stop(terms)))];
                fill(&self.wording.words.status.full.settled_on, &values)
            }
            None => parts,
        };
        let clauses = self.clauses(standing, told);
        clauses.into_iter().fold(parts, |parts, clause| self.with_clause(parts, clause))
    }

    /// In the finder's words, else in ours.
    fn outcome_sentence(&self, outcome: &Outcome) -> Vec<Part> {
        let say = &self.wording.words.status.full;
        let stance = outcome.at.stance(self.wording.site);
        let is_undated = is_told_in_passing(self.wording.site, outcome.at);
        let pattern = match (&stance.finding, stance.by.is_empty()) {
            (Some(_), false) => &say.finding,
            (Some(_), true) => &say.finding_unnamed,
            (None, false) if is_undated => &say.outcome_undated,
            (None, true) if is_undated => &say.outcome_unnamed_undated,
            (None, false) => &say.outcome,
            (None, true) => &say.outcome_unnamed,
        };
        let word = self.outcome_in_full(stance.kind).text().to_owned();
        // Where no day leads to the event, the word does.
        let word = if is_undated { Part::Event(word, outcome.at.event) } else { Part::Text(word) };
        let values = [
            ("outcome", vec![word]),
            ("party", text(&self.full_names(&stance.by))),
            ("finding", text(without_full_stop(stance.finding.as_deref().unwrap_or_default()))),
            ("date", self.dated(outcome.at.event)),
        ];
        fill(pattern, &values)
    }

    /// What goes with an outcome, and what took it away.
    fn clauses(&self, standing: &ClaimStanding, told: &ToldOutcome) -> Vec<Vec<Part>> {
        let say = &self.wording.words.status.full;
        let outcome = told.outcome();
        let stance = outcome.at.stance(self.wording.site);
        let mut clauses: Vec<Vec<Part>> = Vec::new();
        clauses.extend(stance.charge.as_ref().map(|charge| fill(&say.on_charge, &[("charge", text(charge))])));
        if stance.branch == Some(Branch::Civil) && stance.kind != StanceKind::Settled {
            clauses.push(text(say.in_civil.text()));
        }
        if stance.is_final {
            clauses.push(text(say.is_final.text()));
        }
        let outcomes = standing.parties.iter().map(|party| party.outcomes.as_slice());
        let mut own = outcomes.filter(|outcomes| outcomes.iter().any(|other| other.at == outcome.at));
        if stance.kind == StanceKind::Settled && !own.any(|outcomes| self.wording.court_ruled(outcomes)) {
            clauses.push(text(say.no_court_ruled.text()));
        }
        if self.wording.leaves_facts_open(&told.case, outcome) {
            clauses.push(text(say.no_ruling_on_facts.text()));
        }
        if stance.kind == StanceKind::Withdrawn {
            let remaining = self.wording.remaining_accusers(told.accusers, told.case.outcomes);
            if !remaining.is_empty() {
                clauses.push(fill(&say.not_withdrawn, &[("parties", text(&self.full_names(&remaining)))]));
            }
        }
        let is_pending = |kind: StanceKind| {
            outcome.kind == kind && outcome.is_in_force() && self.wording.proceeding(&told.case, told.index).is_some()
        };
        if is_pending(StanceKind::Charged) {
            clauses.push(text(say.no_verdict.text()));
        } else if is_pending(StanceKind::Investigated) {
            clauses.push(text(say.no_outcome.text()));
        }
        // What is decided in place of an annulled outcome neither upholds nor annuls the annulment: its own sentence follows.
        let is_retried = |by: &Outcome| outcome.kind == StanceKind::SetAside && by.kind != StanceKind::SetAside;
        if let Some(by) = told.taken_by().filter(|by| !is_retried(by)) {
            let is_alike = by.kind.group() == outcome.kind.group() && by.is_adverse == outcome.is_adverse;
            let pattern = match by.kind {
                _ if outcome.superseded_by.is_none() => &say.ended,
                StanceKind::SetAside => &say.set_aside,
                _ if is_alike => &say.upheld,
                StanceKind::Abated => &say.not_final,
                _ => &say.set_aside,
            };
            clauses.push(fill(pattern, &[("date", self.dated(by.at.event))]));
        }
        clauses
    }

    fn outcome_in_full(&self, kind: StanceKind) -> &Pattern {
        let say = &self.wording.words.status.full;
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

    pub(super) fn with_clause(&self, sentence: Vec<Part>, clause: Vec<Part>) -> Vec<Part> {
        fill(&self.wording.words.status.full.clause, &[("sentence", without_stop(sentence)), ("clause", clause)])
    }
}
