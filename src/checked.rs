//! The result of the pipeline's first half, which the second half shows.

use crate::diagnostic::{Diagnostic, Severity};
use crate::ledger::Ledger;
use crate::plan::Plan;
use crate::read::Inputs;
use crate::resolve::Site;
use crate::words::Words;

/// A site that was read and judged, and all that showing it takes.
#[derive(Debug)]
pub struct Checked {
    pub inputs: Inputs,
    pub site: Site,
    pub words: Words,
    pub ledger: Ledger,
    pub plan: Plan,
    pub diagnostics: Vec<Diagnostic>,
    /// Whether warnings keep the site from being built.
    pub strict: bool,
}

impl Checked {
    /// Whether something keeps the site from being built.
    pub fn is_refused(&self) -> bool {
        let stops = |diagnostic: &Diagnostic| {
            diagnostic.severity == Severity::Error || self.strict && !diagnostic.code.is_notice()
        };
        self.diagnostics.iter().any(stops)
    }
}
