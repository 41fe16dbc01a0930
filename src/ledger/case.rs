//! One party's outcomes, and what they say of each other.

use super::concern::StanceAt;
use super::wording::Told;
use super::{ClaimStanding, Outcome, charges_match};
use crate::model::{Branch, Group, StanceKind};

/// One party's outcomes, and what they say of each other.
pub(super) struct Case<'a> {
    pub outcomes: &'a [Outcome],
    pub in_both_branches: bool,
}

impl<'a> Case<'a> {
    /// Those on the charge of one of them, itself among them.
    pub fn on_charge(&self, outcome: &'a Outcome) -> impl Iterator<Item = &'a Outcome> {
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
    pub fn restored_by(&self, index: usize) -> Option<StanceAt> {
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
    pub fn unattached(&self, index: usize) -> bool {
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
