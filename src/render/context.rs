//! What everything that shows a part of the site needs: the site, what became of its claims, and the words.

use super::change_dates::ChangeDates;
use crate::ledger::Ledger;
use crate::plan::Plan;
use crate::read::Inputs;
use crate::resolve::Site;
use crate::words::{self, Words};
use std::sync::{Arc, OnceLock};

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
    pub edition: &'a EditionPlace,
}

/// Where the site in this language stands among the others.
#[derive(Debug)]
pub struct EditionPlace {
    /// The folder of its pages, with a slash behind it; empty for the language in which the site was written.
    pub folder: String,
    /// Every language in which the site is offered, the original first; one alone where there is no other.
    pub all: Arc<[EditionLink]>,
}

/// A language in which the site is offered, and where its pages lie.
#[derive(Debug)]
pub struct EditionLink {
    pub words: Arc<Words>,
    pub folder: String,
}

impl EditionLink {
    /// Its BCP 47 tag.
    pub fn tag(&self) -> &str {
        self.words.language.tag()
    }
}

impl EditionPlace {
    /// Whether it is in the language in which the site was written.
    pub fn is_original(&self) -> bool {
        self.folder.is_empty()
    }

    /// The languages that a reader can choose: none where there is one.
    pub fn choices(&self) -> &[EditionLink] {
        if self.all.len() > 1 { &self.all } else { &[] }
    }
}

/// What is worked out when it is first asked for, and asked for by many.
#[derive(Debug)]
pub struct Derived {
    /// What each source goes by without its title: see [`super::wording::source_label`].
    pub source_labels: Vec<OnceLock<String>>,
    /// Each event's card as a list of shapes, if it has one: see [`super::cards`].
    pub cards: OnceLock<Vec<Option<String>>>,
}

impl Derived {
    /// Nothing yet.
    pub fn new(site: &Site) -> Self {
        Self { source_labels: (0..site.sources.len()).map(|_| OnceLock::new()).collect(), cards: OnceLock::new() }
    }
}

impl<'a> Context<'a> {
    /// The address of the whole site, in all its languages, where it is known.
    pub fn root_url(&self) -> Option<&'a str> {
        let base = self.site.settings.base_url.as_deref()?;
        Some(base.strip_suffix(self.edition.folder.as_str()).unwrap_or(base))
    }

    /// A text of the catalogue, for what is put together outside of templates; its key if the catalogue has lost it.
    pub fn say<'k>(&self, key: &'k str) -> &'k str
    where
        'a: 'k,
    {
        self.words.say(key).unwrap_or(key)
    }

    /// A text of the catalogue, with each `{name}` replaced.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        words::fill(self.say(key), values)
    }

    /// A number of things: "39 events".
    pub fn count(&self, key: &str, number: usize) -> String {
        self.words.count(key, number)
    }
}
