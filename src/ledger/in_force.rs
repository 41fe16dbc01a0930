//! What is in force: for one party, which outcomes hold, and which were superseded or have ended.
//!
//! What an outcome reviews is superseded, with all that this superseded; where an annulment is itself annulled, what it
//! had annulled holds again. A proceeding or an annulment ends with the next judgment or end of the same case. Nothing
//! else takes an outcome away: two that don't know of each other both stand.

use super::concern::{StanceAt, charges_match, is_adverse};
use crate::model::{Branch, Group, Party, Ref, Stance, StanceKind};
use crate::resolve::Site;

/// An outcome as it concerns one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub at: StanceAt,
    pub kind: StanceKind,
    pub charge: Option<String>,
    /// Nothing for what is no court's: a finding, an accuser's withdrawal.
    pub branch: Option<Branch>,
    pub is_adverse: bool,
    /// What it reviews, as places among the party's outcomes.
    pub reviews: Vec<usize>,
    /// By which of them it was superseded.
    pub superseded_by: Option<usize>,
    /// With which of them a proceeding or an annulment ended.
    pub ended_by: Option<usize>,
}

impl Outcome {
    /// Whether it holds: neither superseded nor at an end.
    pub fn is_in_force(&self) -> bool {
        self.superseded_by.is_none() && self.ended_by.is_none()
    }

    /// Whether it is a judgment for or against the party, and no annulment.
    pub fn is_ruling(&self) -> bool {
        self.kind.group() == Group::Judgment && self.kind != StanceKind::SetAside
    }
}

/// The party's outcomes, oldest first, out of `stances` with those whom each concerns.
pub fn outcomes(site: &Site, party: Ref<Party>, stances: &[(StanceAt, &Stance, Vec<Ref<Party>>)]) -> Vec<Outcome> {
    let own = stances.iter().filter(|(_, stance, concerned)| stance.kind.is_outcome() && concerned.contains(&party));
    judged(site, own.map(|(at, stance, _)| (*at, *stance)).collect())
}

/// The outcomes of a claim that is about nobody.
pub fn outcomes_of_nobody(site: &Site, stances: &[(StanceAt, &Stance, Vec<Ref<Party>>)]) -> Vec<Outcome> {
    let own = stances.iter().filter(|(_, stance, _)| stance.kind.is_outcome());
    judged(site, own.map(|(at, stance, _)| (*at, *stance)).collect())
}

fn judged(site: &Site, own: Vec<(StanceAt, &Stance)>) -> Vec<Outcome> {
    let reviews = reviews(&own);
    let mut outcomes: Vec<Outcome> = (own.iter().zip(reviews))
        .map(|((at, stance), reviews)| Outcome {
            at: *at,
            kind: stance.kind,
            charge: stance.charge.clone(),
            branch: own_branch(stance),
            is_adverse: is_adverse(site, stance),
            reviews,
            superseded_by: None,
            ended_by: None,
        })
        .collect();
    for index in 0..outcomes.len() {
        if outcomes[index].branch.is_none() && takes_branch_of_reviewed(outcomes[index].kind) {
            let reviewed = outcomes[index].reviews.iter().find_map(|reviewed| outcomes[*reviewed].branch);
            outcomes[index].branch = Some(reviewed.unwrap_or(Branch::Criminal));
        }
    }
    supersede(&mut outcomes);
    end(&mut outcomes, &own);
    outcomes
}

/// The branch that the stance says, or has by its nature.
fn own_branch(stance: &Stance) -> Option<Branch> {
    stance.branch.or(match stance.kind {
        StanceKind::Convicted
        | StanceKind::Acquitted
        | StanceKind::Investigated
        | StanceKind::Charged
        | StanceKind::Pardoned => Some(Branch::Criminal),
        StanceKind::HeldLiable | StanceKind::NotLiable | StanceKind::Settled => Some(Branch::Civil),
        _ => None,
    })
}

fn takes_branch_of_reviewed(kind: StanceKind) -> bool {
    matches!(
        kind,
        StanceKind::Appealed
            | StanceKind::SetAside
            | StanceKind::Dismissed
            | StanceKind::TimeBarred
            | StanceKind::Abated
            | StanceKind::Barred
    )
}

/// For each outcome the places of those that it reviews. Who reviews an appeal reviews what the appeal is against.
fn reviews(own: &[(StanceAt, &Stance)]) -> Vec<Vec<usize>> {
    let targets = |index: usize| -> Vec<usize> {
        let Some(event) = own[index].1.reviews else { return Vec::new() };
        let first = own.partition_point(|(at, _)| at.event < event);
        let in_event = own[first..].iter().take_while(|(at, _)| at.event == event).count();
        let is_same = |other: &usize| {
            *other != index && charges_match(own[*other].1.charge.as_deref(), own[index].1.charge.as_deref())
        };
        let all: Vec<usize> = (first..first + in_event).filter(is_same).collect();
        // Where a court decided in both branches at once, an outcome reviews the decision in its own.
        let branch = own_branch(own[index].1);
        let of_branch = all.iter().copied().filter(|other| branch.is_some() && own_branch(own[*other].1) == branch);
        let of_branch: Vec<usize> = of_branch.collect();
        if of_branch.is_empty() { all } else { of_branch }
    };
    let direct: Vec<Vec<usize>> = (0..own.len()).map(targets).collect();
    let through_appeal = |index: usize| -> Vec<usize> {
        let mut reviewed = Vec::new();
        for target in &direct[index] {
            match own[*target].1.kind {
                StanceKind::Appealed => reviewed.extend(direct[*target].iter().filter(|it| **it != index)),
                _ => reviewed.push(*target),
            }
        }
        reviewed
    };
    (0..own.len()).map(through_appeal).collect()
}

/// Notes for each outcome by which it was superseded. Those that nothing reviews come first; where outcomes review each
/// other in a circle, which is reported, the latest counts.
fn supersede(outcomes: &mut [Outcome]) {
    let mut reviewed_by: Vec<Vec<usize>> = vec![Vec::new(); outcomes.len()];
    for (index, outcome) in outcomes.iter().enumerate() {
        outcome.reviews.iter().for_each(|target| reviewed_by[*target].push(index));
    }
    let mut waits_for: Vec<usize> = reviewed_by.iter().map(Vec::len).collect();
    let mut ready: Vec<usize> = (0..outcomes.len()).filter(|index| waits_for[*index] == 0).collect();
    let mut is_done = vec![false; outcomes.len()];
    // Whether it takes away what it reviews: an annulment does until it is annulled.
    let mut takes_effect = vec![true; outcomes.len()];
    let mut latest = outcomes.len();
    loop {
        let index = match ready.pop() {
            Some(index) => index,
            None => {
                while latest > 0 && is_done[latest - 1] {
                    latest -= 1;
                }
                if latest == 0 {
                    return;
                }
                latest - 1
            }
        };
        if std::mem::replace(&mut is_done[index], true) {
            continue;
        }
        let is_annulment = outcomes[index].kind == StanceKind::SetAside;
        for &by in reviewed_by[index].iter().filter(|by| is_done[**by]) {
            match outcomes[by].kind {
                _ if !takes_effect[by] => continue,
                StanceKind::Appealed | StanceKind::Pardoned => continue,
                StanceKind::SetAside if is_annulment => takes_effect[index] = false,
                _ => {}
            }
            outcomes[index].superseded_by = Some(by);
        }
        for target in outcomes[index].reviews.clone() {
            waits_for[target] = waits_for[target].saturating_sub(1);
            if waits_for[target] == 0 {
                ready.push(target);
            }
        }
    }
}

/// Notes for each proceeding and annulment with which later outcome of the same case it ended.
fn end(outcomes: &mut [Outcome], own: &[(StanceAt, &Stance)]) {
    // Later ones that end something; of those on one charge and branch the earliest is enough.
    let mut enders: Vec<usize> = Vec::new();
    let mut withdrawals: Vec<usize> = Vec::new();
    for index in (0..outcomes.len()).rev() {
        let outcome = &outcomes[index];
        let is_same_case = |later: &&usize| {
            let later = &outcomes[**later];
            charges_match(outcome.charge.as_deref(), later.charge.as_deref())
                && (outcome.branch.is_none() || later.branch.is_none() || outcome.branch == later.branch)
        };
        let is_proceeding = outcome.kind.group() == Group::Proceeding;
        if is_proceeding || outcome.kind == StanceKind::SetAside {
            let ended = enders.iter().rev().find(is_same_case).copied();
            let withdrawn = || {
                let is_own = |later: &&usize| own[**later].1.by.iter().any(|party| own[index].1.by.contains(party));
                withdrawals.iter().rev().filter(is_same_case).find(is_own).copied()
            };
            let ended = ended.or_else(withdrawn);
            outcomes[index].ended_by = ended;
        }
        let outcome = &outcomes[index];
        let ends_case = outcome.kind.group() == Group::Judgment || takes_branch_of_reviewed(outcome.kind);
        if ends_case && outcome.kind != StanceKind::Appealed {
            enders
                .retain(|later| outcomes[*later].charge != outcome.charge || outcomes[*later].branch != outcome.branch);
            enders.push(index);
        } else if outcome.kind == StanceKind::Withdrawn {
            withdrawals.push(index);
        }
    }
}

/// Pairs of judgments of one party, charge and branch that hold side by side, neither reviewing the other.
pub fn unlinked(outcomes: &[Outcome]) -> Vec<(&Outcome, &Outcome)> {
    let rulings: Vec<&Outcome> =
        outcomes.iter().filter(|outcome| outcome.is_ruling() && outcome.is_in_force()).collect();
    let mut pairs = Vec::new();
    for (index, later) in rulings.iter().enumerate() {
        let is_same = |earlier: &&&Outcome| {
            earlier.branch == later.branch && charges_match(earlier.charge.as_deref(), later.charge.as_deref())
        };
        // One that it ought to review is enough to say.
        if let Some(earlier) = rulings[..index].iter().rev().find(is_same) {
            pairs.push((*earlier, *later));
        }
    }
    pairs
}
