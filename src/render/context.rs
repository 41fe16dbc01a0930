//! What everything that shows a part of the site needs: the site, what became of its claims, and the words.

use super::change_dates::ChangeDates;
use crate::ledger::Ledger;
use crate::plan::Plan;
use crate::read::Inputs;
use crate::resolve::Site;
use crate::words::{self, Words};
use std::sync::OnceLock;

/// The site to be shown, and in which words.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub site: &'a Site,
    pub ledger: &'a Ledger,
    pub words: &'a Words,
    pub plan: &'a Plan,
    pub inputs: &'a Inputs,
    pub dates: &'a ChangeDates,
    pub derived: &'a Derived,
}

/// What is worked out when it is first asked for, and asked for by many.
#[derive(Debug)]
pub struct Derived {
    /// What each source goes by without its title: see [`super::wording::source_label`].
    pub source_labels: Vec<OnceLock<String>>,
    /// Each event's card as SVG, if it has one: see [`super::cards`].
    pub cards: OnceLock<Vec<Option<String>>>,
}

impl Derived {
    /// Nothing yet.
    pub fn new(site: &Site) -> Self {
        Self { source_labels: (0..site.sources.len()).map(|_| OnceLock::new()).collect(), cards: OnceLock::new() }
    }
}

impl<'a> Context<'a> {
    /// A text of the catalogue, for what is put together outside of templates; its key if the catalogue has lost it.
    pub fn say<'k>(&self, key: &'k str) -> &'k str
    where
        'a: 'k,
    {
        self.words.page.get(key).map_or(key, String::as_str)
    }

    /// A text of the catalogue, with each `{name}` replaced.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        words::fill(self.say(key), values)
    }

    /// A number of things: the entry `key_one` for one, `key_other` for every other number, with `{n}` filled in.
    pub fn count(&self, key: &str, number: usize) -> String {
        let form = if number == 1 { "one" } else { "other" };
        self.fill(&format!("{key}_{form}"), &[("n", &self.words.number(number))])
    }
}
