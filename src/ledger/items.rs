//! What a short says, item by item: for each party, then put together where several are alike.

use super::case::{Case, findings_differ, in_both_branches};
use super::concern::StanceAt;
use super::wording::{Told, Wording, without_full_stop};
use super::{AnswerKind, ClaimStanding, Outcome, PartyAnswer, PartyStanding, charges};
use crate::model::{Entry, Group, Party, Ref, StanceKind};

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
                self.add_party(&mut items, party, differ);
            }
        }
        if standing.parties.is_empty() {
            items.extend(standing.others.iter().map(|answer| self.answer(answer, true)));
            self.add_outcomes(&mut items, None, &[], &standing.outcomes, differ);
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

    fn add_party(&self, items: &mut Vec<Item>, standing: &PartyStanding, differ: bool) {
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
        self.add_outcomes(items, Some(party), &standing.accusers, &standing.outcomes, differ);
        self.add_stands_by(items, standing);
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
        party: Option<Ref<Party>>,
        accusers: &[Ref<Party>],
        outcomes: &[Outcome],
        differ: bool,
    ) {
        let say = &self.words.status.short;
        let case = Case { outcomes, in_both_branches: in_both_branches(outcomes) };
        let names_charges = charges(outcomes).len() > 1;
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
        self.add_withdrawals(items, party, accusers, outcomes);
        if self.lacks_result(&case) {
            items.push(Item {
                block: Block::NoFinding,
                parties: party.into_iter().collect(),
                charge: None,
                order: None,
                text: ItemText::Phrase(say.no_finding.text().to_owned()),
            });
        }
    }

    fn add_withdrawals(
        &self,
        items: &mut Vec<Item>,
        party: Option<Ref<Party>>,
        accusers: &[Ref<Party>],
        outcomes: &[Outcome],
    ) {
        let say = &self.words.status.short;
        let withdrawn =
            || outcomes.iter().filter(|outcome| outcome.kind == StanceKind::Withdrawn && outcome.is_in_force());
        let Some(first) = withdrawn().next() else { return };
        let remaining = self.remaining_accusers(accusers, outcomes);
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
    fn add_stands_by(&self, items: &mut Vec<Item>, standing: &PartyStanding) {
        let say = &self.words.status.short;
        let standers = &standing.standers;
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
