//! The result of the pipeline's first half, which the second half shows.

use crate::diagnostic::{Diagnostic, Severity};
use crate::ledger::Ledger;
use crate::plan::Plan;
use crate::read::Inputs;
use crate::resolve::Site;
use crate::words::Words;
use std::sync::Arc;

/// A site that was read and judged, and all that showing it takes.
#[derive(Debug)]
pub struct Checked {
    pub inputs: Inputs,
    pub site: Site,
    pub words: Arc<Words>,
    pub ledger: Ledger,
    pub plan: Plan,
    /// The same in each further language.
    pub further: Vec<Edition>,
    pub diagnostics: Vec<Diagnostic>,
    /// Whether warnings keep the site from being built.
    pub strict: bool,
}

/// The site in one further language: a site like any other, with words, an order of names and pages of its own.
#[derive(Debug)]
pub struct Edition {
    pub site: Site,
    pub words: Arc<Words>,
    pub ledger: Ledger,
    pub plan: Plan,
    /// Where its pages lie, with a slash behind it: `fr/`.
    pub folder: String,
}

impl Checked {
    /// Gives the site another address, and each further language the one below it.
    pub fn move_to(&mut self, base_url: Option<String>) {
        for edition in &mut self.further {
            let folder = &edition.folder;
            edition.site.settings.base_url = base_url.as_ref().map(|base| format!("{base}{folder}"));
        }
        self.site.settings.base_url = base_url;
    }

    /// The text of the file that a diagnostic's location names, as it may be shown: without names that must not appear.
    pub fn text(&self, file: &str) -> Option<Arc<str>> {
        let names = &self.inputs.withheld;
        if names.is_empty() {
            return self.inputs.text(file).cloned();
        }
        let is_meant = |path: &Arc<str>| names.mask(path) == file;
        let documents = self.inputs.documents.iter().chain(&self.inputs.broken);
        let masked = || documents.map(|input| &input.path).find(|path| is_meant(path));
        let text = self.inputs.text(file).or_else(|| self.inputs.text(masked()?))?;
        Some(names.mask(text).into())
    }

    /// Whether something keeps the site from being built.
    pub fn is_refused(&self) -> bool {
        let stops = |diagnostic: &Diagnostic| {
            diagnostic.severity == Severity::Error || self.strict && !diagnostic.code.is_notice()
        };
        self.diagnostics.iter().any(stops)
    }
}
