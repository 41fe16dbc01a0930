//! What became of each claim: for each party that it is about, and in words.
//!
//! [`Ledger`] is the data: who is accused, who answered and with what, which outcomes are in force. [`Wording`] says it,
//! at three lengths: [`Wording::full`] in sentences, [`Wording::short`] in a line, [`Wording::marker`] in a few words.
//! Everything that shows an event, a title or a party asks [`Ledger::notices_of_event`] and its like which claims must
//! stand with it, and at which length. No other module decides the words of a status.

mod answers;
mod case;
mod concern;
mod full;
mod gate;
mod in_force;
mod items;
mod leading;
mod marker;
mod notice;
mod results;
mod short;
mod wording;

#[cfg(test)]
mod tests;

pub use answers::{AnswerKind, PartyAnswer, day_of};
pub use concern::title_is_adverse;
pub use concern::{
    StanceAt, answers_for, charges_match, concerned, concerned_by_title, is_adverse, is_told_in_passing, reviewed,
    stances,
};
pub use full::{Full, Part, Sentence};
pub use gate::{Accusation, accusations, accusers, accuses, is_cited, is_heard};
pub use in_force::{Outcome, unlinked};
pub use leading::Leading;
pub use notice::{Length, Notice, NoticesOnPage};
pub use wording::{Whose, Wording};

use crate::model::{Claim, Group, Party, Ref, StanceKind};
use crate::resolve::Site;
use rayon::prelude::*;

/// How every claim stands.
#[derive(Debug)]
pub struct Ledger {
    claims: Vec<ClaimStanding>,
}

/// How a claim stands, for each party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimStanding {
    pub claim: Ref<Claim>,
    /// Those whom the claim is about, in its order.
    pub parties: Vec<PartyStanding>,
    /// What others answered, for themselves.
    pub others: Vec<PartyAnswer>,
    /// The outcomes of a claim that is about nobody.
    pub outcomes: Vec<Outcome>,
}

/// How a claim stands for one party that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyStanding {
    pub party: Ref<Party>,
    /// Whether anything adverse concerns the party: an event's stance, or a source's title.
    pub is_accused: bool,
    /// Whether it had died when it was first accused.
    pub died_before: bool,
    /// Who accuses it, in the order in which they did.
    pub accusers: Vec<Ref<Party>>,
    /// Who stands by the allegation since something was concluded or an accuser withdrew, and where they last said so.
    pub standers: Vec<(Ref<Party>, StanceAt)>,
    /// Its answer, or one for each charge where they differ.
    pub answers: Vec<PartyAnswer>,
    /// Oldest first, those that are no longer in force among them.
    pub outcomes: Vec<Outcome>,
}

impl PartyStanding {
    /// Whether anything at all is told of the party on this claim.
    pub fn is_concerned(&self) -> bool {
        self.is_accused || !self.answers.is_empty() || !self.outcomes.is_empty()
    }

    /// The results that hold, oldest first.
    pub fn results(&self) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(|outcome| outcome.kind.is_result() && outcome.is_in_force())
    }

    /// Whether the matter may go on: no result but a withdrawal, a proceeding, or an annulment with nothing in its
    /// place.
    pub fn is_open(&self) -> bool {
        let is_settled =
            |outcome: &Outcome| !matches!(outcome.kind, StanceKind::SetAside) && (outcome.kind.is_result());
        let is_pending = |outcome: &Outcome| outcome.is_in_force() && outcome.kind.group() == Group::Proceeding;
        let admitted = self.answers.iter().any(|answer| answer.kind == AnswerKind::Admitted);
        self.outcomes.iter().any(is_pending) || !admitted && !self.results().any(is_settled)
    }

    /// How the party stands in the word that data uses: never to be shown without its finding.
    ///
    /// The latest result that holds, else a proceeding, else the answer; without any, the bare allegation.
    pub fn word(&self) -> &'static str {
        let in_force = || self.outcomes.iter().filter(|outcome| outcome.is_in_force());
        let latest = in_force().rfind(|outcome| outcome.kind.is_result()).or_else(|| in_force().next_back());
        match (latest, self.answers.first()) {
            (Some(outcome), _) => outcome.kind.as_str(),
            (None, Some(answer)) => answer.kind.as_str(),
            (None, None) => "alleged",
        }
    }
}

impl Ledger {
    /// Works out how every claim stands.
    pub fn new(site: &Site) -> Self {
        let claims: Vec<_> = site.claims.refs().collect();
        Self { claims: claims.into_par_iter().map(|claim| ClaimStanding::new(site, claim)).collect() }
    }

    /// How the claim stands.
    pub fn standing(&self, claim: Ref<Claim>) -> &ClaimStanding {
        &self.claims[claim.index()]
    }
}

impl ClaimStanding {
    fn new(site: &Site, claim: Ref<Claim>) -> Self {
        let (about, life) = (&site.claims[claim].about, site.history(claim));
        let all: Vec<_> = stances(site, claim).map(|(at, stance)| (at, stance, concerned(site, stance))).collect();
        let accusations = accusations(site, claim);
        let party = |party: &Ref<Party>| {
            let outcomes = in_force::outcomes(site, *party, &all);
            PartyStanding {
                party: *party,
                is_accused: accusations.iter().any(|(_, parties)| parties.contains(party)),
                died_before: gate::died_before(site, *party, &accusations),
                accusers: gate::accusers(site, claim, *party),
                standers: gate::standers(*party, &all, &outcomes),
                answers: answers::answers(site, life, *party, &charges(&outcomes)),
                outcomes,
            }
        };
        let others = answers::others(site, life, about);
        let others = others.into_iter().flat_map(|party| answers::answers(site, life, party, &[]));
        let outcomes = if about.is_empty() { in_force::outcomes_of_nobody(site, &all) } else { Vec::new() };
        Self { claim, parties: about.iter().map(party).collect(), others: others.collect(), outcomes }
    }

    /// How it stands for this party, if the claim is about it.
    pub fn of(&self, party: Ref<Party>) -> Option<&PartyStanding> {
        self.parties.iter().find(|standing| standing.party == party)
    }

    /// Whether anybody has yet to get a result, or an appeal is pending.
    pub fn is_open(&self) -> bool {
        self.parties.iter().any(|standing| standing.is_accused && standing.is_open())
    }
}

/// The charges that outcomes name, in the order of their naming.
fn charges(outcomes: &[Outcome]) -> Vec<String> {
    let mut charges: Vec<String> = Vec::new();
    for charge in outcomes.iter().filter_map(|outcome| outcome.charge.as_ref()) {
        if !charges.iter().any(|known| charges_match(Some(known), Some(charge))) {
            charges.push(charge.clone());
        }
    }
    charges
}
