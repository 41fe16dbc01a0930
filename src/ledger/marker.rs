//! A status in a few words: the answer, and what became of the matter.

use super::case::{Case, differing, in_both_branches};
use super::short::MAX_NAMED;
use super::wording::{Whose, Wording};
use super::{AnswerKind, Outcome, PartyStanding, charges, charges_match, is_told_in_passing};
use crate::model::{Branch, Claim, Group, Party, Ref, StanceKind};
use crate::words::Pattern;

/// What became of the matter for one party: as it stands alone, and as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OutcomeWord {
    alone: String,
    counted: String,
    /// The counts of charges that differ, without their number.
    of_charges: Option<String>,
}

impl OutcomeWord {
    fn new(alone: String, counted: String) -> Self {
        Self { alone, counted, of_charges: None }
    }
}

/// Parties that stand alike.
struct AlikeGroup {
    parties: Vec<Ref<Party>>,
    text: String,
}

/// Writes statuses in a few words. The party's name leads wherever it isn't on its own page: what a title speaks of is
/// often somebody else. Behind the claim's label it leads only where something was found or judged, which is always for
/// or against somebody.
pub(super) struct MarkerWriter<'a> {
    pub wording: &'a Wording<'a>,
    pub is_behind_label: bool,
}

impl MarkerWriter<'_> {
    /// The claim's status in a few words, of those whom it tells of.
    pub fn marker(&self, claim: Ref<Claim>, whose: Whose) -> String {
        let say = &self.wording.words.status.marker;
        let standing = self.wording.ledger.standing(claim);
        let told = self.wording.told(standing, whose);
        let parties: Vec<&PartyStanding> = told.parties.iter().filter_map(|party| standing.of(*party)).collect();
        let mut groups = self.groups(&parties);
        let led_by = |parties: &[Ref<Party>], text: &str| {
            say.labelled.fill(&[("label", &self.wording.names(parties)), ("text", text)])
        };
        match (groups.as_mut_slice(), whose) {
            ([], _) => self.outcome_of_nobody(&standing.outcomes),
            ([only], Whose::Own(_)) => std::mem::take(&mut only.text),
            ([only], _) if self.is_behind_label && !told.is_part && !parties.iter().any(|it| is_ruled_on(it)) => {
                std::mem::take(&mut only.text)
            }
            ([only], _) => led_by(&only.parties, &only.text),
            (groups, _) if parties.len() <= MAX_NAMED => {
                let each: Vec<String> = groups.iter().map(|group| led_by(&group.parties, &group.text)).collect();
                self.several(&each)
            }
            _ if told.is_part => led_by(&told.parties, &self.counts_of_all(&parties)),
            _ => self.counts_of_all(&parties),
        }
    }

    /// Those who stand alike, together, in the order of the first of each.
    fn groups(&self, parties: &[&PartyStanding]) -> Vec<AlikeGroup> {
        let mut groups: Vec<AlikeGroup> = Vec::new();
        for standing in parties {
            let (answer, outcome) = self.of_party(standing);
            let text = self.of_alike(standing, answer.as_ref(), &outcome);
            match groups.iter_mut().find(|group| group.text == text) {
                Some(group) => group.parties.push(standing.party),
                None => groups.push(AlikeGroup { parties: vec![standing.party], text }),
            }
        }
        groups
    }

    /// "Vale: denied, convicted 2030; Bloom: denied, acquitted 2030".
    fn several(&self, each: &[String]) -> String {
        let pattern = &self.wording.words.status.marker.parties_separator;
        let joined = each.iter().cloned().reduce(|before, one| pattern.fill(&[("a", &before), ("b", &one)]));
        joined.unwrap_or_default()
    }

    /// What became of a claim that is about nobody: a finding is neither for nor against anybody then.
    fn outcome_of_nobody(&self, outcomes: &[Outcome]) -> String {
        let say = &self.wording.words.status.marker;
        let text = self.outcome_word(&[], outcomes).alone;
        match text.as_str() {
            against if against == say.findings_against.text() => say.found_so.text().to_owned(),
            in_favour if in_favour == say.findings_in_favour.text() => say.found_not_so.text().to_owned(),
            _ => text,
        }
    }

    /// "denied, convicted 2030"; of several charges "2 charges: 1 denied, 1 admitted; 2 convicted".
    fn of_alike(&self, standing: &PartyStanding, answer: Option<&String>, outcome: &OutcomeWord) -> String {
        let say = &self.wording.words.status.marker;
        let n = standing.answers.len();
        let (Some(answers), true) = (answer, n > 1) else {
            return self.joined(answer.into_iter().chain([&outcome.alone]));
        };
        let outcomes = outcome.of_charges.as_ref().unwrap_or(&outcome.alone);
        let counts = say.answers.fill(&[("answers", answers), ("outcomes", outcomes)]);
        let words = self.wording.words;
        words.counted(&words.status.counts.charges, n, &[("counts", &counts)])
    }

    /// "denied; of 4, 3 convicted, 1 acquitted": who answers alike is not counted.
    fn counts_of_all(&self, parties: &[&PartyStanding]) -> String {
        let say = &self.wording.words.status.marker;
        let (answers, are_alike) = self.answer_counts(parties);
        let outcomes = self.outcome_counts(parties);
        let of_all =
            |counts: &str| say.parties.fill(&[("n", &self.wording.words.number(parties.len())), ("counts", counts)]);
        let both = |outcomes: &str| say.answers.fill(&[("answers", &answers), ("outcomes", outcomes)]);
        match (answers.is_empty(), are_alike) {
            (true, _) => of_all(&outcomes),
            (false, true) => both(&of_all(&outcomes)),
            (false, false) => of_all(&both(&outcomes)),
        }
    }

    /// "3 convicted, 1 acquitted", of some among others; with their answers where those aren't told before.
    pub fn counts(&self, parties: &[&PartyStanding], with_answers: bool) -> String {
        // One alone needs no number.
        if let [only] = parties {
            let (answer, outcome) = self.of_party(only);
            return self.of_alike(only, answer.as_ref().filter(|_| with_answers), &outcome);
        }
        let outcomes = self.outcome_counts(parties);
        match self.answer_counts(parties).0 {
            answers if with_answers && !answers.is_empty() => {
                self.wording.words.status.marker.answers.fill(&[("answers", &answers), ("outcomes", &outcomes)])
            }
            _ => outcomes,
        }
    }

    /// "denied", "1 denied, 1 admitted", and whether all answered alike.
    fn answer_counts(&self, parties: &[&PartyStanding]) -> (String, bool) {
        let answers: Vec<Option<String>> = parties.iter().map(|party| self.answer_word(party)).collect();
        match answers.first() {
            Some(Some(first)) if answers.iter().all(|other| other.as_ref() == Some(first)) => (first.clone(), true),
            _ => (self.joined(self.counted(answers.into_iter().flatten()).iter()), false),
        }
    }

    fn outcome_counts(&self, parties: &[&PartyStanding]) -> String {
        let say = &self.wording.words.status.marker;
        let words = parties.iter().map(|party| self.outcome_word(&party.accusers, &party.outcomes));
        let words: Vec<String> = words.map(|word| word.counted).collect();
        // That nothing was found holds of all by itself.
        if words.iter().all(|word| word == say.no_finding_counted.text()) {
            return say.no_finding.text().to_owned();
        }
        self.joined(self.counted(words).iter())
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
            self.wording.words.status.marker.count.fill(&[("n", &self.wording.words.number(count)), ("word", &word)])
        };
        counts.into_iter().map(count).collect()
    }

    fn of_party(&self, standing: &PartyStanding) -> (Option<String>, OutcomeWord) {
        (self.answer_word(standing), self.outcome_word(&standing.accusers, &standing.outcomes))
    }

    fn answer_word(&self, standing: &PartyStanding) -> Option<String> {
        let say = &self.wording.words.status.marker;
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
            several => Some(self.joined(self.counted(several.iter().map(word)).iter())),
        }
    }

    /// What became of the matter, with what is pending.
    fn outcome_word(&self, accusers: &[Ref<Party>], outcomes: &[Outcome]) -> OutcomeWord {
        let charges = charges(outcomes);
        if charges.len() > 1 {
            let on = |charge: &String| -> Vec<Outcome> {
                let is_on = |outcome: &&Outcome| charges_match(outcome.charge.as_deref(), Some(charge));
                outcomes.iter().filter(is_on).cloned().collect()
            };
            let words: Vec<OutcomeWord> =
                charges.iter().map(|charge| self.on_charge(accusers, &renumbered(outcomes, on(charge)))).collect();
            if words.windows(2).any(|pair| pair[0] != pair[1]) {
                let counts = self.joined(self.counted(words.into_iter().map(|word| word.counted)).iter());
                let words = self.wording.words;
                let said = |plural| words.counted(plural, charges.len(), &[("counts", &counts)]);
                let plurals = &words.status.counts;
                let (alone, counted) = (said(&plurals.charges), said(&plurals.charges_counted));
                return OutcomeWord { alone, counted, of_charges: Some(counts) };
            }
            return words.into_iter().next().expect("there is more than one charge");
        }
        self.on_charge(accusers, outcomes)
    }

    fn on_charge(&self, accusers: &[Ref<Party>], outcomes: &[Outcome]) -> OutcomeWord {
        let say = &self.wording.words.status.marker;
        let result = self.result_word(accusers, outcomes);
        let in_force = |kind: StanceKind| outcomes.iter().find(move |it| it.kind == kind && it.is_in_force());
        let mut pending: Option<OutcomeWord> = None;
        for (kind, pattern, bare) in [
            (StanceKind::Charged, &self.wording.words.status.short.charged, &say.charged),
            (StanceKind::Investigated, &self.wording.words.status.short.investigated, &say.investigated),
        ] {
            if let (Some(proceeding), None) = (in_force(kind), &pending) {
                let alone = if is_told_in_passing(self.wording.site, proceeding.at) {
                    bare.text().to_owned()
                } else {
                    pattern.fill(&[("year", &self.wording.year_at(proceeding.at))])
                };
                pending = Some(OutcomeWord::new(alone, bare.text().to_owned()));
            }
        }
        if in_force(StanceKind::Appealed).is_some() {
            let text = self.wording.words.status.short.under_appeal.text().to_owned();
            pending = Some(OutcomeWord::new(text.clone(), text));
        }
        match (result, pending) {
            (Some(result), None) => result,
            (None, Some(pending)) => pending,
            (Some(result), Some(pending)) => {
                let alone = self.joined([&result.alone, &pending.alone].into_iter());
                OutcomeWord::new(alone, self.noted(&result.counted, &pending.counted))
            }
            (None, None) => {
                OutcomeWord::new(say.no_finding.text().to_owned(), say.no_finding_counted.text().to_owned())
            }
        }
    }

    /// The first that applies; nothing where nothing is decided.
    fn result_word(&self, accusers: &[Ref<Party>], outcomes: &[Outcome]) -> Option<OutcomeWord> {
        let say = &self.wording.words.status.marker;
        let case = Case { outcomes, in_both_branches: in_both_branches(outcomes) };
        let judgments: Vec<OutcomeWord> = (outcomes.iter().enumerate())
            .filter(|(_, outcome)| outcome.is_ruling() && outcome.is_in_force())
            .map(|(index, _)| self.judgment_word(&case, index))
            .collect();
        if !judgments.is_empty() {
            let alone = self.joined(judgments.iter().map(|word| &word.alone));
            let counted: Vec<String> = judgments.into_iter().map(|word| word.counted).collect();
            return Some(OutcomeWord::new(alone, self.wording.words.list(&counted)));
        }
        let is_open_annulment = |it: &&Outcome| it.kind == StanceKind::SetAside && it.is_in_force();
        for annulment in outcomes.iter().filter(is_open_annulment) {
            let reviewed = annulment.reviews.iter().map(|at| &outcomes[*at]);
            if let Some(annulled) = reviewed.into_iter().find(|it| it.kind != StanceKind::SetAside) {
                let (earlier, noun) = (self.wording.year_at(annulled.at), self.wording.noun(annulled.kind));
                let text = say.set_aside.fill(&[("earlier", &earlier), ("noun", noun)]);
                return Some(OutcomeWord::new(text.clone(), text));
            }
        }
        let holds = |kind: StanceKind| outcomes.iter().any(|it| it.kind == kind && it.is_in_force());
        let not_final = |outcome: &Outcome| outcome.kind == StanceKind::Abated && !outcome.reviews.is_empty();
        let all_withdrew = || self.wording.remaining_accusers(accusers, outcomes).is_empty();
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
            if self.wording.court_ruled(outcomes) { &say.settled } else { &say.settled_no_ruling }
        } else {
            return None;
        };
        let counted = if std::ptr::eq(pattern, &say.dismissed) { &say.dismissed_counted } else { pattern };
        Some(OutcomeWord::new(pattern.text().to_owned(), counted.text().to_owned()))
    }

    /// "convicted 2021 (closed trial)", with its branch where there are both and a pardon behind.
    fn judgment_word(&self, case: &Case, index: usize) -> OutcomeWord {
        let (say, short) = (&self.wording.words.status.marker, &self.wording.words.status.short);
        let outcome = &case.outcomes[index];
        let bare: &Pattern = match outcome.kind {
            StanceKind::Convicted => &say.convicted,
            StanceKind::Acquitted => &say.acquitted,
            StanceKind::HeldLiable => &say.held_liable,
            _ => &say.not_liable,
        };
        let year = self.wording.year_at(outcome.at);
        let dated =
            self.wording.result_pattern(outcome.kind).map_or_else(String::new, |it| it.fill(&[("year", &year)]));
        let contested = outcome.at.stance(self.wording.site).contested.as_deref().filter(|_| outcome.is_adverse);
        let finish = |word: String, is_counted: bool| {
            let branch = outcome.branch.filter(|_| case.in_both_branches).map(|branch| match branch {
                Branch::Civil => short.civil.text(),
                Branch::Criminal => short.criminal.text(),
            });
            let noted = [branch, contested].into_iter().flatten().fold(word, |word, note| self.noted(&word, note));
            let pardons =
                case.pardons(index).map(|pardon| short.pardoned.fill(&[("year", &self.wording.year_at(pardon.at))]));
            pardons.fold(noted, |word, pardon| {
                if is_counted { self.noted(&word, &pardon) } else { self.joined([&word, &pardon].into_iter()) }
            })
        };
        OutcomeWord::new(finish(dated, false), finish(bare.text().to_owned(), true))
    }

    /// "convicted (closed trial)". What is counted has no comma, which would part it from what belongs to it.
    fn noted(&self, word: &str, note: &str) -> String {
        self.wording.words.status.marker.contested.fill(&[("word", word), ("note", note)])
    }

    fn joined<'a>(&self, texts: impl Iterator<Item = &'a String>) -> String {
        let join = |joined: String, text: &String| match joined.as_str() {
            "" => text.clone(),
            before => self.wording.words.status.marker.separator.fill(&[("a", before), ("b", text)]),
        };
        texts.fold(String::new(), join)
    }
}

/// Whether a finding or a judgment for or against the party holds.
fn is_ruled_on(standing: &PartyStanding) -> bool {
    let decides = |kind: StanceKind| {
        kind.group() == Group::Judgment || matches!(kind, StanceKind::FoundTrue | StanceKind::FoundFalse)
    };
    standing.outcomes.iter().any(|outcome| outcome.is_in_force() && decides(outcome.kind))
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
