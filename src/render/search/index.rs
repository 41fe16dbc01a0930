//! Which term stands in which documents, and how much it weighs there.

use super::documents::SearchDocument;
use super::terms;
use crate::hashing::HashMap;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A word in a title says more than one in the text.
const IN_TITLE: u32 = 8;

/// A word that comes back again and again says no more.
const HEAVIEST: u32 = 15;

/// Where a site is small, every word may be searched for.
const SMALL: usize = 500;

/// So many documents' words are in memory beside the index while it is made.
const AT_ONCE: usize = 1000;

/// Where a term stands, while the index is made.
#[derive(Default)]
struct Postings {
    entries: Vec<u32>,
    /// The last document in which it does.
    last: u32,
}

/// An inverted index.
pub struct SearchIndex {
    /// Terms in order, each with document (as distance from the one before) and weight in turn.
    terms: Vec<(String, Vec<u32>)>,
    /// Terms that stand in almost everything.
    pub common: Vec<String>,
}

impl SearchIndex {
    /// The index of `documents`, whose numbers are their places; none where it is `wanted` no longer.
    pub fn of(documents: &[SearchDocument<'_>], wanted: &dyn Fn() -> bool) -> Option<Self> {
        let mut found: HashMap<String, Postings> = HashMap::new();
        let mut number = 0;
        for some in documents.chunks(AT_ONCE) {
            if !wanted() {
                return None;
            }
            let weighed: Vec<HashMap<String, u32>> = some.par_iter().map(weights).collect();
            for weights in weighed {
                for (term, weight) in weights {
                    let found = found.entry(term).or_default();
                    found.entries.extend([number - found.last, weight]);
                    found.last = number;
                }
                number += 1;
            }
        }
        let postings: BTreeMap<String, Vec<u32>> =
            found.into_iter().map(|(term, found)| (term, found.entries)).collect();
        let many = if documents.len() > SMALL { documents.len() * 4 / 10 } else { usize::MAX };
        let (common, terms): (Vec<_>, Vec<_>) = postings.into_iter().partition(|(_, list)| list.len() / 2 > many);
        Some(Self { terms, common: common.into_iter().map(|(term, _)| term).collect() })
    }

    /// The terms in order, cut into runs whose JSON takes about `size` bytes; one term's postings stay together.
    pub fn shards(&self, size: usize) -> Vec<&[(String, Vec<u32>)]> {
        let mut shards = Vec::new();
        let (mut start, mut bytes) = (0, 0);
        for (number, (term, postings)) in self.terms.iter().enumerate() {
            let own = term.len() + 4 + postings.len() * 3;
            if bytes > 0 && bytes + own > size {
                shards.push(&self.terms[start..number]);
                (start, bytes) = (number, 0);
            }
            bytes += own;
        }
        if start < self.terms.len() {
            shards.push(&self.terms[start..]);
        }
        shards
    }
}

fn weights(document: &SearchDocument<'_>) -> HashMap<String, u32> {
    let mut weights: HashMap<String, u32> = HashMap::new();
    let mut add = |text: &str, weight: u32| {
        terms::each(text, |term| match weights.get_mut(term) {
            Some(known) => *known = (*known + weight).min(HEAVIEST),
            None => {
                weights.insert(term.to_owned(), weight);
            }
        });
    };
    add(&document.title, IN_TITLE);
    add(&document.label, 1);
    add(&document.text, 1);
    weights
}
