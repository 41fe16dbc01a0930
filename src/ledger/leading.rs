//! Which claims a reader is told of first, and which events decided something about them.

use super::{Ledger, StanceAt};
use crate::model::{Claim, Event, Ref};
use crate::resolve::Site;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// So many claims lead where the editors chose none: as many as a first screen has room for.
const LEADING: usize = 3;

/// The claims in the order in which a reader meets them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leading {
    /// Those that the site names; else those with outcomes on which most events bear, the latest first where as many do;
    /// else any on which most do.
    pub leading: Vec<Ref<Claim>>,
    /// The others, those on which most events bear first.
    pub others: Vec<Ref<Claim>>,
}

impl Leading {
    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = Ref<Claim>> {
        self.leading.iter().chain(&self.others).copied()
    }
}

impl Ledger {
    /// Which claims lead; `chosen` are the editors', in their order.
    pub fn leading(&self, site: &Site, chosen: &[Ref<Claim>]) -> Leading {
        let mut claims: Vec<Ref<Claim>> = site.published_claims().map(|(claim, _)| claim).collect();
        claims.sort_by_cached_key(|claim| {
            let events: BTreeSet<_> = site.history(*claim).iter().map(|entry| entry.event()).collect();
            Reverse((events.len(), events.last().copied()))
        });
        let mut leading: Vec<Ref<Claim>> = chosen.iter().filter(|claim| claims.contains(claim)).copied().collect();
        if leading.is_empty() {
            let with_outcomes = claims.iter().filter(|claim| self.results(**claim).next().is_some());
            leading = with_outcomes.take(LEADING).copied().collect();
        }
        if leading.is_empty() {
            leading = claims.iter().take(LEADING).copied().collect();
        }
        let others = claims.into_iter().filter(|claim| !leading.contains(claim)).collect();
        Leading { leading, others }
    }

    /// The events that changed what is in force, at most so `many`, oldest first: the latest that decided something about
    /// the leading claims, or about any claim where nothing is decided about those.
    pub fn turning_points(&self, claims: &Leading, many: usize) -> Vec<Ref<Event>> {
        let decided = |claims: &[Ref<Claim>]| -> BTreeSet<Ref<Event>> {
            claims.iter().flat_map(|claim| self.results(*claim)).map(|at| at.event).collect()
        };
        let mut events = decided(&claims.leading);
        if events.is_empty() {
            events = decided(&claims.others);
        }
        let left_out = events.len().saturating_sub(many);
        events.into_iter().skip(left_out).collect()
    }

    /// Where findings, judgments and ends of the claim stand, whether they hold or not.
    fn results(&self, claim: Ref<Claim>) -> impl Iterator<Item = StanceAt> {
        let standing = self.standing(claim);
        let outcomes = standing.parties.iter().flat_map(|party| &party.outcomes).chain(&standing.outcomes);
        outcomes.filter(|outcome| outcome.kind.is_result()).map(|outcome| outcome.at)
    }
}
