//! Who isn't heard on what: the list of work that allegations without an answer make.
//!
//! Whoever moves in with a large collection has hundreds of them, event by event. What has to be done goes by party: to look
//! for what this one said, or to ask.

use super::located::Located;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A party whose answer to a claim is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unheard {
    pub party: String,
    /// The claim's id.
    pub claim: String,
}

/// What waits for one party's answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UnheardParty<'d> {
    pub name: &'d str,
    /// How often something is alleged without its answer.
    pub count: usize,
    /// The claims, with how often each is alleged; the most frequent first.
    pub claims: Vec<(&'d str, usize)>,
}

/// The parties that aren't heard, those of whom most is alleged first.
pub(super) fn by_party<'d>(located: &[Located<'d>]) -> Vec<UnheardParty<'d>> {
    let mut parties: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for unheard in located.iter().filter_map(|located| located.diagnostic.unheard.as_ref()) {
        *parties.entry(&unheard.party).or_default().entry(&unheard.claim).or_default() += 1;
    }
    let party = |(name, claims): (&'d str, BTreeMap<&'d str, usize>)| {
        let mut claims: Vec<_> = claims.into_iter().collect();
        claims.sort_by_key(|(_, count)| Reverse(*count));
        UnheardParty { name, count: claims.iter().map(|(_, count)| count).sum(), claims }
    };
    let mut parties: Vec<_> = parties.into_iter().map(party).collect();
    parties.sort_by_key(|party| Reverse(party.count));
    parties
}
