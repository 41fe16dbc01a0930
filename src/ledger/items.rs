//! What a short says, item by item: for each party, then put together where several are alike.

use super::concern::{StanceAt, concerned, stances};
use super::wording::{Told, Wording, without_full_stop};
use super::{AnswerKind, ClaimStanding, Outcome, PartyAnswer, PartyStanding, charges, charges_match, gate};
use crate::model::{Branch, Claim, Entry, Group, Party, Ref, StanceKind};
use crate::words::Pattern;

/// Something that holds of some of the parties.
pub(super) struct Item {
    pub block: Block,
    pub parties: Vec<Ref<Party>>,
    pub charge: Option<String>,
    /// Where it stands among others of its block.
    pub order: Option<StanceAt>,
    pub text: ItemText,
}

/// In which order a short tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Block {
    Answer,
    Finding,
    Judgment,
    End,
    Proceeding,
    NoFinding,
    StandsBy,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ItemText {
    Answer(AnswerText),
    /// In the finder's own words.
    Ruled {
        finder: String,
        year: Option<String>,
        text: String,
    },
    /// In ours: "convicted 2030; under appeal".
    Phrase(String),
}

/// An answer, without who gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AnswerText {
    /// Nothing for who died before there was anything to answer.
    pub kind: Option<AnswerKind>,
    pub words: Option<String>,
    /// Who speaks for the party.
    pub speakers: Vec<Ref<Party>>,
    /// The years of a denial and of an earlier admission, or the other way round; the day of asking; the year of death.
    pub when: Option<String>,
    pub earlier: Option<String>,
    /// Whether it is the answer of somebody whom the claim isn't about.
    pub is_others: bool,
}

impl Wording<'_> {
    /// What is to be said of those whom the status tells of, in its order, alike items once.
    pub(super) fn items(&self, standing: &ClaimStanding, told: &Told) -> Vec<Item> {
        let mut items = Vec::new();
        let differ = findings_differ(standing, told);
        for party in &told.parties {
            if let Some(party) = standing.of(*party) {
                self.add_party(&mut items, standing.claim, party, differ);
            }
        }
        if standing.parties.is_empty() {
            items.extend(standing.others.iter().map(|answer| self.answer(answer, true)));
            self.add_outcomes(&mut items, standing.claim, None, &standing.outcomes, differ);
        }
        let mut merged: Vec<Item> = Vec::new();
        for item in items {
            let is_alike =
                |known: &&mut Item| known.block == item.block && known.charge == item.charge && known.text == item.text;
            match merged.iter_mut().find(is_alike) {
                Some(known) => known.parties.extend(item.parties),
                None => merged.push(item),
            }
        }
        merged.sort_by_key(|item| (item.block, item.order));
        merged
    }

    fn add_party(&self, items: &mut Vec<Item>, claim: Ref<Claim>, standing: &PartyStanding, differ: bool) {
        let party = standing.party;
        items.extend(standing.answers.iter().map(|answer| self.answer(answer, false)));
        if standing.answers.is_empty() && standing.died_before {
            let died = self.site.parties[party].died.as_ref().map(|died| self.year(died));
            items.push(Item {
                block: Block::Answer,
                parties: vec![party],
                charge: None,
                order: None,
                text: ItemText::Answer(AnswerText {
                    kind: None,
                    words: None,
                    speakers: Vec::new(),
                    when: died,
                    earlier: None,
                    is_others: false,
                }),
            });
        }
        self.add_outcomes(items, claim, Some(party), &standing.outcomes, differ);
        self.add_stands_by(items, claim, standing);
    }

    fn answer(&self, answer: &PartyAnswer, is_others: bool) -> Item {
        let year = |entry: Entry| self.year(super::day_of(self.site, entry));
        let asked = match answer.entry {
            Entry::Response(event, index) => self.site.events[event].responses[index].sought.as_ref(),
            Entry::Stance(..) => None,
        };
        let when = match answer.kind {
            AnswerKind::Silent => asked.map(|day| crate::words::date::date(self.words, day)),
            _ => answer.contrary.map(|_| year(answer.entry)),
        };
        let event = answer.first.event();
        Item {
            block: Block::Answer,
            parties: vec![answer.party],
            charge: answer.charge.clone(),
            order: is_others.then_some(StanceAt { event, index: 0 }),
            text: ItemText::Answer(AnswerText {
                kind: Some(answer.kind),
                words: answer.words.clone(),
                speakers: answer.speakers.clone(),
                when,
                earlier: answer.contrary.map(year),
                is_others,
            }),
        }
    }

    fn add_outcomes(
        &self,
        items: &mut Vec<Item>,
        claim: Ref<Claim>,
        party: Option<Ref<Party>>,
        outcomes: &[Outcome],
        differ: bool,
    ) {
        let say = &self.words.status.short;
        let case = Case { outcomes, in_both_branches: in_both_branches(outcomes) };
        let names_charges = charges(outcomes).len() > 1;
        let first = items.len();
        for (index, outcome) in outcomes.iter().enumerate().filter(|(_, outcome)| outcome.is_in_force()) {
            let (block, text) = match outcome.kind.group() {
                Group::Finding => (Block::Finding, self.result(&case, index, differ)),
                Group::Judgment => (Block::Judgment, self.result(&case, index, true)),
                Group::End if outcome.kind != StanceKind::Withdrawn => (Block::End, self.result(&case, index, true)),
                Group::Pardon => (Block::End, case.unattached(index).then(|| self.phrase(&say.pardoned, outcome))),
                Group::Proceeding => (Block::Proceeding, self.proceeding(&case, index)),
                _ => continue,
            };
            let charge = outcome.charge.clone().filter(|_| names_charges);
            let parties = party.into_iter().collect();
            let order = Some(outcome.at);
            items.extend(text.map(|text| Item { block, parties, charge, order, text }));
        }
        self.add_withdrawals(items, claim, party, outcomes);
        let is_told = |item: &Item| item.block != Block::Answer && item.block != Block::StandsBy;
        let has_result =
            outcomes.iter().any(|outcome| outcome.kind.is_result() && outcome.kind != StanceKind::Withdrawn);
        let is_pending = items[first..].iter().any(|item| is_told(item) && item.block == Block::Proceeding);
        if !has_result && !is_pending {
            items.push(Item {
                block: Block::NoFinding,
                parties: party.into_iter().collect(),
                charge: None,
                order: None,
                text: ItemText::Phrase(say.no_finding.text().to_owned()),
            });
        }
    }

    /// A result in the words of who reached it, else in ours, with what goes with it.
    fn result(&self, case: &Case, index: usize, with_year: bool) -> Option<ItemText> {
        let say = &self.words.status.short;
        let outcome = &case.outcomes[index];
        let stance = outcome.at.stance(self.site);
        let is_finding = outcome.kind.group() == Group::Finding;
        let excerpt = stance.excerpt.as_deref().or(stance.finding.as_deref().filter(|_| is_finding));
        let mut clauses = Vec::new();
        clauses.extend(stance.contested.as_deref().filter(|_| outcome.is_adverse).map(str::to_owned));
        clauses.extend(self.superseded(case, index, excerpt.is_some()));
        clauses.extend(case.restored_by(index).map(|by| say.restored.fill(&[("year", &self.year_at(by))])));
        if case.is_appealed(index) {
            clauses.push(say.under_appeal.text().to_owned());
        }
        clauses.extend(case.pardons(index).map(|pardon| say.pardoned.fill(&[("year", &self.year_at(pardon.at))])));
        let is_judged =
            || case.on_charge(outcome).any(|other| matches!(other.kind.group(), Group::Judgment | Group::Finding));
        match outcome.kind {
            StanceKind::TimeBarred if !is_judged() => clauses.push(say.no_ruling_on_facts.text().to_owned()),
            StanceKind::Settled if !self.court_ruled(case.outcomes) => {
                clauses.push(say.no_court_ruled.text().to_owned());
            }
            _ => {}
        }
        let with_clauses = |text: String| {
            let clause = |text: String, clause: &String| say.clause.fill(&[("text", &text), ("clause", clause)]);
            clauses.iter().fold(text, clause)
        };
        let in_branch = |text: String| match outcome.branch {
            Some(branch) if case.in_both_branches && outcome.kind != StanceKind::Settled => {
                let word = if branch == Branch::Civil { &say.civil } else { &say.criminal };
                say.in_branch.fill(&[("text", &text), ("branch", word.text())])
            }
            _ => text,
        };
        if let Some(excerpt) = excerpt.filter(|_| !stance.by.is_empty() || is_finding) {
            let finder = self.short_names(&stance.by);
            let year = with_year.then(|| self.year_at(outcome.at));
            let text = with_clauses(in_branch(without_full_stop(excerpt).to_owned()));
            return Some(ItemText::Ruled { finder, year, text });
        }
        let phrase = match outcome.kind {
            StanceKind::SetAside => self.set_aside(case, index)?,
            StanceKind::Settled => match &stance.answer {
                Some(terms) => {
                    say.settled_on.fill(&[("year", &self.year_at(outcome.at)), ("terms", without_full_stop(terms))])
                }
                None => say.settled.fill(&[("year", &self.year_at(outcome.at))]),
            },
            kind => self.result_pattern(kind)?.fill(&[("year", &self.year_at(outcome.at))]),
        };
        Some(ItemText::Phrase(with_clauses(in_branch(phrase))))
    }

    /// "convicted {year}".
    pub(super) fn result_pattern(&self, kind: StanceKind) -> Option<&Pattern> {
        let say = &self.words.status.short;
        Some(match kind {
            StanceKind::Convicted => &say.convicted,
            StanceKind::Acquitted => &say.acquitted,
            StanceKind::HeldLiable => &say.held_liable,
            StanceKind::NotLiable => &say.not_liable,
            StanceKind::Dismissed => &say.dismissed,
            StanceKind::TimeBarred => &say.time_barred,
            StanceKind::Abated => &say.abated,
            StanceKind::Barred => &say.barred,
            StanceKind::Withdrawn => &say.withdrawn,
            StanceKind::Settled => &say.settled,
            StanceKind::Pardoned => &say.pardoned,
            _ => return None,
        })
    }

    /// "the 2031 acquittal was set aside 2032"; nothing for an annulment that was itself of an annulment.
    fn set_aside(&self, case: &Case, index: usize) -> Option<String> {
        let say = &self.words.status.short;
        let outcome = &case.outcomes[index];
        let year = self.year_at(outcome.at);
        let mut reviewed = outcome.reviews.iter().map(|at| &case.outcomes[*at]).peekable();
        if reviewed.peek().is_none() {
            return Some(say.set_aside_alone.fill(&[("year", &year)]));
        }
        let annulled = reviewed.find(|reviewed| reviewed.kind != StanceKind::SetAside)?;
        let (earlier, noun) = (self.year_at(annulled.at), self.noun(annulled.kind));
        Some(say.set_aside.fill(&[("earlier", &earlier), ("noun", noun), ("year", &year)]))
    }

    /// What the outcome superseded, as subordinates: "the 2030 conviction was set aside".
    fn superseded(&self, case: &Case, index: usize, in_finders_words: bool) -> Vec<String> {
        let say = &self.words.status.short;
        let outcome = &case.outcomes[index];
        if outcome.kind == StanceKind::SetAside && !in_finders_words {
            return Vec::new();
        }
        let clause = |earlier: &Outcome| {
            let pattern = match outcome.kind {
                StanceKind::Abated => &say.was_not_final,
                kind if kind.group() == earlier.kind.group() && outcome.is_adverse == earlier.is_adverse => {
                    &say.was_upheld
                }
                _ => &say.was_set_aside,
            };
            pattern.fill(&[("earlier", &self.year_at(earlier.at)), ("noun", self.noun(earlier.kind))])
        };
        case.superseded_by(index).into_iter().map(clause).collect()
    }

    /// "conviction".
    pub(super) fn noun(&self, kind: StanceKind) -> &str {
        let say = &self.words.status.short;
        match kind {
            StanceKind::Convicted => &say.conviction,
            StanceKind::Acquitted => &say.acquittal,
            StanceKind::HeldLiable => &say.liability,
            StanceKind::NotLiable => &say.no_liability,
            StanceKind::Dismissed => &say.dismissal,
            kind if kind.group() == Group::Finding => &say.finding_noun,
            _ => &say.ruling,
        }
        .text()
    }

    /// "charged 2031; no verdict reported", of the strongest proceeding on the charge that is pending; an appeal stands
    /// with what it is against, where that is told.
    fn proceeding(&self, case: &Case, index: usize) -> Option<ItemText> {
        let say = &self.words.status.short;
        let outcome = &case.outcomes[index];
        let is_charged = |kind: StanceKind| {
            case.on_charge(outcome).any(|other| other.kind == kind && other.is_in_force() && other.at != outcome.at)
        };
        let (pattern, undated, clause) = match outcome.kind {
            StanceKind::Charged => (&say.charged, &say.charged_undated, &say.no_verdict),
            StanceKind::Investigated if is_charged(StanceKind::Charged) => return None,
            StanceKind::Investigated => (&say.investigated, &say.investigated_undated, &say.no_outcome),
            _ if case.unattached(index) => return Some(ItemText::Phrase(say.under_appeal.text().to_owned())),
            _ => return None,
        };
        // Told beside a result, it is told in passing: the day of the event isn't that of the charge.
        let claim = outcome.at.stance(self.site).claim;
        let row = &self.site.events[outcome.at.event];
        let is_in_passing = row.stances.iter().any(|stance| stance.claim == claim && stance.kind.is_result());
        let text = if is_in_passing {
            undated.text().to_owned()
        } else {
            pattern.fill(&[("year", &self.year_at(outcome.at))])
        };
        Some(ItemText::Phrase(say.clause.fill(&[("text", &text), ("clause", clause.text())])))
    }

    fn phrase(&self, pattern: &Pattern, outcome: &Outcome) -> ItemText {
        ItemText::Phrase(pattern.fill(&[("year", &self.year_at(outcome.at))]))
    }

    /// Whether a court ruled on the party's case, or anybody judged it.
    pub(super) fn court_ruled(&self, outcomes: &[Outcome]) -> bool {
        outcomes.iter().any(|outcome| {
            let is_court = |party: &Ref<Party>| self.site.parties[*party].is_court;
            let by_court = outcome.kind.is_result() && outcome.at.stance(self.site).by.iter().any(is_court);
            outcome.kind.group() == Group::Judgment || by_court && outcome.kind != StanceKind::Settled
        })
    }

    fn add_withdrawals(
        &self,
        items: &mut Vec<Item>,
        claim: Ref<Claim>,
        party: Option<Ref<Party>>,
        outcomes: &[Outcome],
    ) {
        let say = &self.words.status.short;
        let withdrawn =
            || outcomes.iter().filter(|outcome| outcome.kind == StanceKind::Withdrawn && outcome.is_in_force());
        let Some(first) = withdrawn().next() else { return };
        let by: Vec<Ref<Party>> = withdrawn().flat_map(|outcome| outcome.at.stance(self.site).by.clone()).collect();
        let remaining: Vec<Ref<Party>> = party
            .map(|party| gate::accusers(self.site, claim, party))
            .unwrap_or_default()
            .into_iter()
            .filter(|accuser| !by.contains(accuser))
            .collect();
        let mut texts: Vec<ItemText> = Vec::new();
        if remaining.is_empty() {
            texts.extend(withdrawn().map(|outcome| {
                let stance = outcome.at.stance(self.site);
                match &stance.excerpt {
                    Some(excerpt) => ItemText::Ruled {
                        finder: self.short_names(&stance.by),
                        year: Some(self.year_at(outcome.at)),
                        text: without_full_stop(excerpt).to_owned(),
                    },
                    None => self.phrase(&say.withdrawn, outcome),
                }
            }));
            texts.dedup();
        } else {
            let each = withdrawn().flat_map(|outcome| {
                let year = self.year_at(outcome.at);
                let by = outcome.at.stance(self.site).by.iter();
                by.map(move |party| {
                    say.withdrawn_by.fill(&[("party", self.site.parties[*party].short()), ("year", &year)])
                })
            });
            let withdrawn = self.words.list(&each.collect::<Vec<_>>());
            let others = self.short_names(&remaining);
            let text = say.partly_withdrawn.fill(&[("withdrawn", &withdrawn), ("others", &others)]);
            texts.push(ItemText::Phrase(text));
        }
        items.extend(texts.into_iter().map(|text| Item {
            block: Block::End,
            parties: party.into_iter().collect(),
            charge: None,
            order: Some(first.at),
            text,
        }));
    }

    /// Who stands by the allegation since a body or a court concluded something, or another accuser withdrew.
    fn add_stands_by(&self, items: &mut Vec<Item>, claim: Ref<Claim>, standing: &PartyStanding) {
        let say = &self.words.status.short;
        let Some(first) = standing.outcomes.iter().find(|outcome| outcome.kind.is_result()) else { return };
        let mut standers: Vec<(Ref<Party>, StanceAt)> = Vec::new();
        for (at, stance) in stances(self.site, claim).filter(|(at, _)| *at > first.at) {
            if !concerned(self.site, stance).contains(&standing.party) {
                continue;
            }
            match stance.kind {
                StanceKind::StandsBy => {
                    standers.retain(|(party, _)| !stance.by.contains(party));
                    standers.extend(stance.by.iter().map(|party| (*party, at)));
                }
                StanceKind::Withdrawn => standers.retain(|(party, _)| !stance.by.contains(party)),
                _ => {}
            }
        }
        let Some((_, order)) = standers.first().copied() else { return };
        let each = standers.iter().map(|(party, at)| {
            say.stander.fill(&[("party", self.site.parties[*party].short()), ("year", &self.year_at(*at))])
        });
        let parties = self.words.list(&each.collect::<Vec<_>>());
        items.push(Item {
            block: Block::StandsBy,
            parties: vec![standing.party],
            charge: None,
            order: Some(order),
            text: ItemText::Phrase(say.stands_by.fill(&[("parties", &parties)])),
        });
    }
}

/// One party's outcomes, and what they say of each other.
pub(super) struct Case<'a> {
    pub outcomes: &'a [Outcome],
    pub in_both_branches: bool,
}

impl<'a> Case<'a> {
    /// Those on the charge of one of them, itself among them.
    fn on_charge(&self, outcome: &'a Outcome) -> impl Iterator<Item = &'a Outcome> {
        let is_same = |other: &&Outcome| charges_match(other.charge.as_deref(), outcome.charge.as_deref());
        self.outcomes.iter().filter(is_same)
    }

    /// The results that an outcome took the place of, directly or by way of an annulment.
    pub fn superseded_by(&self, index: usize) -> Vec<&'a Outcome> {
        let annulments =
            self.outcomes.iter().filter(|it| it.kind == StanceKind::SetAside && it.ended_by == Some(index));
        let direct = self.outcomes[index].reviews.iter().flat_map(|at| {
            let reviewed = &self.outcomes[*at];
            let through = if reviewed.kind == StanceKind::SetAside { reviewed.reviews.as_slice() } else { &[] };
            std::iter::once(at).chain(through)
        });
        let mut places: Vec<usize> = direct.copied().chain(annulments.flat_map(|it| it.reviews.clone())).collect();
        places.sort_unstable();
        places.dedup();
        let all = places.into_iter().map(|at| &self.outcomes[at]);
        all.filter(|it| it.kind.is_result() && it.kind != StanceKind::SetAside && !it.is_in_force()).collect()
    }

    /// Where the annulment of an outcome was itself annulled.
    fn restored_by(&self, index: usize) -> Option<StanceAt> {
        let annulments = self
            .outcomes
            .iter()
            .enumerate()
            .filter(|(_, annulment)| annulment.kind == StanceKind::SetAside && annulment.reviews.contains(&index));
        let mut by = annulments.filter_map(|(_, annulment)| annulment.superseded_by);
        by.next_back().map(|by| self.outcomes[by].at)
    }

    /// Whether an appeal against an outcome is pending.
    pub fn is_appealed(&self, index: usize) -> bool {
        self.outcomes.iter().any(|appeal| {
            appeal.kind == StanceKind::Appealed && appeal.is_in_force() && appeal.reviews.contains(&index)
        })
    }

    /// The pardons of a conviction.
    pub fn pardons(&self, index: usize) -> impl Iterator<Item = &'a Outcome> {
        let conviction = &self.outcomes[index];
        let pardons = self.outcomes.iter().filter(|pardon| pardon.kind == StanceKind::Pardoned && pardon.is_in_force());
        let is_of = move |pardon: &&Outcome| {
            let is_named = pardon.reviews.is_empty() || pardon.reviews.contains(&index);
            is_named && charges_match(pardon.charge.as_deref(), conviction.charge.as_deref())
        };
        pardons.filter(|_| conviction.kind == StanceKind::Convicted).filter(is_of)
    }

    /// Whether an appeal or a pardon goes with nothing that is told.
    fn unattached(&self, index: usize) -> bool {
        let mut told = (0..self.outcomes.len()).filter(|it| self.outcomes[*it].is_in_force());
        match self.outcomes[index].kind {
            StanceKind::Pardoned => {
                let at = self.outcomes[index].at;
                !told.any(|it| self.pardons(it).any(|pardon| pardon.at == at))
            }
            _ => !told.any(|it| self.outcomes[index].reviews.contains(&it)),
        }
    }
}

/// Whether the outcomes that hold are of both branches, so that each needs its own.
pub(super) fn in_both_branches(outcomes: &[Outcome]) -> bool {
    let has = |branch: Branch| {
        outcomes.iter().any(|outcome| {
            outcome.is_in_force()
                && outcome.kind.is_result()
                && outcome.kind != StanceKind::Settled
                && outcome.branch == Some(branch)
        })
    };
    has(Branch::Criminal) && has(Branch::Civil)
}

/// Whether of the findings that hold one is adverse to somebody and one isn't.
pub(super) fn findings_differ(standing: &ClaimStanding, told: &Told) -> bool {
    let parties = standing.parties.iter().filter(|standing| told.parties.contains(&standing.party));
    let lists = parties.map(|standing| standing.outcomes.as_slice()).chain([standing.outcomes.as_slice()]);
    let mut kinds = lists.map(differing);
    kinds.any(|differ| differ)
}

/// The same for one party's.
pub(super) fn differing(outcomes: &[Outcome]) -> bool {
    let findings = || outcomes.iter().filter(|it| it.kind.group() == Group::Finding && it.is_in_force());
    let is_against = |outcome: &Outcome| outcome.kind == StanceKind::FoundTrue;
    findings().any(is_against) && !findings().all(is_against)
}
