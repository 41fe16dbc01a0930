//! Judges the site by our editorial rules, one file per rule.
//!
//! A rule's file begins with what it reports and why a reader would care; what an editor reads of it stands in
//! `docs/diagnostics/`. Rules see the whole site and never change it. To add one: a file here, a line in [`RULES`], a
//! code with its page, and a case folder with one thing to catch and a neighbour to leave alone.

mod accept;
mod altered_quote;
mod missing_finding;
mod no_source;
mod unanswered_allegation;
mod unattributed_allegation;
mod unverified_quote;

use crate::diagnostic::{Code, Diagnostic, Location, Span};
use crate::ledger::Ledger;
use crate::resolve::Site;
use chrono::NaiveDate;
use std::sync::Arc;

/// What rules judge.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub site: &'a Site,
    pub ledger: &'a Ledger,
    /// The day of the build, for rules about the future and the stale; it never reaches the output.
    pub today: NaiveDate,
}

/// One rule: adds what it finds.
type Rule = fn(&Subject, &mut Findings);

/// Every rule, in the order of the codes.
const RULES: &[Rule] = &[
    no_source::check,
    unattributed_allegation::check,
    unanswered_allegation::check,
    missing_finding::check,
    altered_quote::check,
    unverified_quote::check,
];

/// What the rules found so far.
#[derive(Debug, Default)]
pub struct Findings {
    diagnostics: Vec<Diagnostic>,
}

impl Findings {
    /// Adds a diagnostic with its way out.
    pub fn add(
        &mut self,
        code: Code,
        file: &Arc<str>,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let location = Location { file: Arc::clone(file), span };
        self.diagnostics.push(Diagnostic::new(code, location, message).help(help));
    }
}

/// What all rules find, with the severities of this site and without what its files accept.
pub fn check(subject: &Subject, earlier: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut findings = Findings { diagnostics: earlier };
    for rule in RULES {
        rule(subject, &mut findings);
    }
    accept::apply(subject.site, findings.diagnostics)
}
