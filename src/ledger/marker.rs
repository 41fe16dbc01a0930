//! A status in a few words: the answer, and what became of the matter.

use super::items::{Case, differing, in_both_branches};
use super::wording::{Whose, Wording};
use super::{AnswerKind, Outcome, PartyStanding, charges, charges_match, gate};
use crate::model::{Branch, Claim, Party, Ref, StanceKind};
use crate::words::Pattern;

/// What became of the matter for one party: as it stands alone, and as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OutcomeWord {
    alone: String,
    counted: String,
}

impl Wording<'_> {
    /// The claim's status in a few words, of those whom it tells of.
    pub fn marker(&self, claim: Ref<Claim>, whose: Whose) -> String {
        let say = &self.words.status.marker;
        let standing = self.ledger.standing(claim);
        let told = self.told(standing, whose);
        let parties: Vec<&PartyStanding> = told.parties.iter().filter_map(|party| standing.of(*party)).collect();
        let text = match parties.as_slice() {
            [] => self.outcome_word(claim, None, &standing.outcomes).alone,
            parties => {
                let whole: Vec<_> = parties.iter().map(|party| self.of_party(claim, party)).collect();
                match whole.first() {
                    Some(first) if whole.iter().all(|other| other == first) => {
                        self.joined(first.0.iter().chain([&first.1.alone]))
                    }
                    _ => self.counts(claim, parties, true),
                }
            }
        };
        if told.is_part {
            return say.labelled.fill(&[("label", &self.names(&told.parties)), ("text", &text)]);
        }
        text
    }

    /// "denied, 3 convicted, 1 acquitted".
    pub(super) fn counts(&self, claim: Ref<Claim>, parties: &[&PartyStanding], with_answers: bool) -> String {
        let say = &self.words.status.marker;
        let mut texts = Vec::new();
        if with_answers {
            let answers: Vec<Option<String>> = parties.iter().map(|party| self.answer_word(party)).collect();
            match answers.first() {
                Some(Some(first)) if answers.iter().all(|other| other.as_ref() == Some(first)) => {
                    texts.push(first.clone());
                }
                _ => texts.extend(self.counted(answers.into_iter().flatten())),
            }
        }
        let words = parties.iter().map(|party| self.outcome_word(claim, Some(party.party), &party.outcomes));
        let words: Vec<String> = words.map(|word| word.counted).collect();
        // That nothing was found holds of all by itself.
        let nothing = say.no_finding.text();
        if words.iter().all(|word| word == nothing) {
            texts.push(nothing.to_owned());
        } else {
            texts.extend(self.counted(words));
        }
        self.joined(texts.iter())
    }

    /// "3 convicted", "1 acquitted", in the order of their first mention.
    fn counted(&self, words: impl IntoIterator<Item = String>) -> Vec<String> {
        let mut counts: Vec<(String, usize)> = Vec::new();
        for word in words {
            match counts.iter_mut().find(|(known, _)| *known == word) {
                Some((_, count)) => *count += 1,
                None => counts.push((word, 1)),
            }
        }
        let count = |(word, count): (String, usize)| {
            self.words.status.marker.count.fill(&[("n", &self.words.number(count)), ("word", &word)])
        };
        counts.into_iter().map(count).collect()
    }

    fn of_party(&self, claim: Ref<Claim>, standing: &PartyStanding) -> (Option<String>, OutcomeWord) {
        (self.answer_word(standing), self.outcome_word(claim, Some(standing.party), &standing.outcomes))
    }

    fn answer_word(&self, standing: &PartyStanding) -> Option<String> {
        let say = &self.words.status.marker;
        let word = |answer: &super::PartyAnswer| {
            let pattern = match answer.kind {
                AnswerKind::Unreachable => &say.unreachable,
                _ if answer.words.is_some() => &say.answered,
                AnswerKind::Denied => &say.denied,
                AnswerKind::Admitted => &say.admitted,
                AnswerKind::Answered => &say.answered,
                AnswerKind::Declined => &say.declined,
                AnswerKind::Silent => &say.silent,
            };
            pattern.text().to_owned()
        };
        match standing.answers.as_slice() {
            [] => standing.died_before.then(|| say.died_before.text().to_owned()),
            [only] => Some(word(only)),
            several => {
                let counts = self.joined(self.counted(several.iter().map(word)).iter());
                Some(say.charges.fill(&[("n", &self.words.number(several.len())), ("counts", &counts)]))
            }
        }
    }

    /// What became of the matter, with what is pending.
    fn outcome_word(&self, claim: Ref<Claim>, party: Option<Ref<Party>>, outcomes: &[Outcome]) -> OutcomeWord {
        let say = &self.words.status.marker;
        let charges = charges(outcomes);
        if charges.len() > 1 {
            let on = |charge: &String| -> Vec<Outcome> {
                let is_on = |outcome: &&Outcome| charges_match(outcome.charge.as_deref(), Some(charge));
                outcomes.iter().filter(is_on).cloned().collect()
            };
            let words: Vec<OutcomeWord> =
                charges.iter().map(|charge| self.on_charge(claim, party, &renumbered(outcomes, on(charge)))).collect();
            if words.windows(2).any(|pair| pair[0] != pair[1]) {
                let counts = self.joined(self.counted(words.into_iter().map(|word| word.counted)).iter());
                let n = self.words.number(charges.len());
                let text = say.charges.fill(&[("n", &n), ("counts", &counts)]);
                return OutcomeWord { alone: text.clone(), counted: text };
            }
            return words.into_iter().next().expect("there is more than one charge");
        }
        self.on_charge(claim, party, outcomes)
    }

    fn on_charge(&self, claim: Ref<Claim>, party: Option<Ref<Party>>, outcomes: &[Outcome]) -> OutcomeWord {
        let say = &self.words.status.marker;
        let result = self.result_word(claim, party, outcomes);
        let in_force = |kind: StanceKind| outcomes.iter().find(move |it| it.kind == kind && it.is_in_force());
        let mut pending: Option<OutcomeWord> = None;
        for (kind, pattern, bare) in [
            (StanceKind::Charged, &self.words.status.short.charged, &say.charged),
            (StanceKind::Investigated, &self.words.status.short.investigated, &say.investigated),
        ] {
            if let (Some(proceeding), None) = (in_force(kind), &pending) {
                let alone = pattern.fill(&[("year", &self.year_at(proceeding.at))]);
                pending = Some(OutcomeWord { alone, counted: bare.text().to_owned() });
            }
        }
        if in_force(StanceKind::Appealed).is_some() {
            let text = self.words.status.short.under_appeal.text().to_owned();
            pending = Some(OutcomeWord { alone: text.clone(), counted: text });
        }
        match (result, pending) {
            (Some(result), None) => result,
            (None, Some(pending)) => pending,
            (Some(result), Some(pending)) => OutcomeWord {
                alone: self.joined([&result.alone, &pending.alone].into_iter()),
                counted: self.joined([&result.counted, &pending.counted].into_iter()),
            },
            (None, None) => {
                let text = say.no_finding.text().to_owned();
                OutcomeWord { alone: text.clone(), counted: text }
            }
        }
    }

    /// The first that applies; nothing where nothing is decided.
    fn result_word(&self, claim: Ref<Claim>, party: Option<Ref<Party>>, outcomes: &[Outcome]) -> Option<OutcomeWord> {
        let say = &self.words.status.marker;
        let case = Case { outcomes, in_both_branches: in_both_branches(outcomes) };
        let judgments: Vec<OutcomeWord> = (outcomes.iter().enumerate())
            .filter(|(_, outcome)| outcome.is_ruling() && outcome.is_in_force())
            .map(|(index, _)| self.judgment_word(&case, index))
            .collect();
        if !judgments.is_empty() {
            return Some(OutcomeWord {
                alone: self.joined(judgments.iter().map(|word| &word.alone)),
                counted: self.joined(judgments.iter().map(|word| &word.counted)),
            });
        }
        let is_open_annulment = |it: &&Outcome| it.kind == StanceKind::SetAside && it.is_in_force();
        for annulment in outcomes.iter().filter(is_open_annulment) {
            let reviewed = annulment.reviews.iter().map(|at| &outcomes[*at]);
            if let Some(annulled) = reviewed.into_iter().find(|it| it.kind != StanceKind::SetAside) {
                let (earlier, noun) = (self.year_at(annulled.at), self.noun(annulled.kind));
                let text = say.set_aside.fill(&[("earlier", &earlier), ("noun", noun)]);
                return Some(OutcomeWord { alone: text.clone(), counted: text });
            }
        }
        let holds = |kind: StanceKind| outcomes.iter().any(|it| it.kind == kind && it.is_in_force());
        let not_final = |outcome: &Outcome| outcome.kind == StanceKind::Abated && !outcome.reviews.is_empty();
        let all_withdrew = || {
            let by = outcomes.iter().filter(|it| it.kind == StanceKind::Withdrawn);
            let by: Vec<_> = by.flat_map(|it| it.at.stance(self.site).by.clone()).collect();
            let accusers = party.map(|party| gate::accusers(self.site, claim, party)).unwrap_or_default();
            accusers.iter().all(|accuser| by.contains(accuser))
        };
        let findings =
            [StanceKind::FoundTrue, StanceKind::FoundFalse, StanceKind::NotSubstantiated, StanceKind::Unresolved];
        let pattern = if differing(outcomes) {
            &say.findings_differ
        } else if let Some(found) = findings.into_iter().find(|kind| holds(*kind)) {
            match found {
                StanceKind::FoundTrue => &say.findings_against,
                StanceKind::FoundFalse => &say.findings_in_favour,
                StanceKind::NotSubstantiated => &say.not_substantiated,
                _ => &say.unresolved,
            }
        } else if holds(StanceKind::Dismissed) {
            &say.dismissed
        } else if holds(StanceKind::TimeBarred) {
            &say.time_barred
        } else if holds(StanceKind::Abated) {
            if outcomes.iter().any(not_final) { &say.abated_before_final } else { &say.abated }
        } else if holds(StanceKind::Barred) {
            &say.barred
        } else if holds(StanceKind::Withdrawn) {
            if all_withdrew() { &say.withdrawn } else { &say.partly_withdrawn }
        } else if holds(StanceKind::Settled) {
            if self.court_ruled(outcomes) { &say.settled } else { &say.settled_no_ruling }
        } else {
            return None;
        };
        let text = pattern.text().to_owned();
        Some(OutcomeWord { alone: text.clone(), counted: text })
    }

    /// "convicted 2021 (closed trial)", with its branch where there are both and a pardon behind.
    fn judgment_word(&self, case: &Case, index: usize) -> OutcomeWord {
        let (say, short) = (&self.words.status.marker, &self.words.status.short);
        let outcome = &case.outcomes[index];
        let bare: &Pattern = match outcome.kind {
            StanceKind::Convicted => &say.convicted,
            StanceKind::Acquitted => &say.acquitted,
            StanceKind::HeldLiable => &say.held_liable,
            _ => &say.not_liable,
        };
        let year = self.year_at(outcome.at);
        let dated = self.result_pattern(outcome.kind).map_or_else(String::new, |it| it.fill(&[("year", &year)]));
        let contested = outcome.at.stance(self.site).contested.as_deref().filter(|_| outcome.is_adverse);
        let finish = |word: String| {
            let branch = outcome.branch.filter(|_| case.in_both_branches).map(|branch| match branch {
                Branch::Civil => short.civil.text(),
                Branch::Criminal => short.criminal.text(),
            });
            let noted = [branch, contested]
                .into_iter()
                .flatten()
                .fold(word, |word, note| say.contested.fill(&[("word", &word), ("note", note)]));
            let pardoned = case.pardons(index).map(|pardon| short.pardoned.fill(&[("year", &self.year_at(pardon.at))]));
            self.joined(std::iter::once(noted).chain(pardoned).collect::<Vec<_>>().iter())
        };
        OutcomeWord { alone: finish(dated), counted: finish(bare.text().to_owned()) }
    }

    fn joined<'a>(&self, texts: impl Iterator<Item = &'a String>) -> String {
        let join = |joined: String, text: &String| match joined.as_str() {
            "" => text.clone(),
            before => self.words.status.marker.separator.fill(&[("a", before), ("b", text)]),
        };
        texts.fold(String::new(), join)
    }
}

/// Some of a party's outcomes, whose places among all become their places among these.
fn renumbered(all: &[Outcome], mut some: Vec<Outcome>) -> Vec<Outcome> {
    let places: Vec<Option<usize>> = all.iter().map(|it| some.iter().position(|known| known.at == it.at)).collect();
    for outcome in &mut some {
        outcome.reviews = outcome.reviews.iter().filter_map(|at| places[*at]).collect();
        // What took an outcome away is on its charge, too.
        outcome.superseded_by = outcome.superseded_by.map(|at| places[at].unwrap_or_default());
        outcome.ended_by = outcome.ended_by.map(|at| places[at].unwrap_or_default());
    }
    some
}
