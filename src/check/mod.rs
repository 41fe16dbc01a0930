//! Judges the site by our editorial rules, one file per rule.
//!
//! A rule's file begins with what it reports and why a reader would care; what an editor reads of it stands in
//! `docs/diagnostics/`. Rules see the whole site and never change it. To add one: a file here, a line in [`RULES`], a
//! code with its page, and a case folder with one thing to catch and a neighbour to leave alone.

mod accept;
mod altered_quote;
mod bare_domain_url;
mod cited;
mod cites_unread;
mod duplicate_event;
mod duplicate_url;
mod early_answer;
mod early_finding;
mod findable_source;
mod flood;
mod future_event;
mod missing_added;
mod missing_finding;
mod missing_party;
mod name_variants;
mod no_source;
mod single_origin;
mod site_settings;
mod source_predates_event;
mod stale_claim;
mod suspicious_first_of_month;
mod unanswered_allegation;
mod unarchived_source;
mod unattributed_allegation;
mod uncited_sentence;
mod unused_source;
mod unverified_quote;

use crate::diagnostic::{Code, Diagnostic, Location, Span, suggest};
use crate::ledger::Ledger;
use crate::resolve::Site;
use chrono::NaiveDate;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What rules judge.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub site: &'a Site,
    pub ledger: &'a Ledger,
    /// The day of the build, for rules about the future and the stale; it never reaches the output.
    pub today: NaiveDate,
}

/// One rule: adds what it finds. It knows what the stages before found, and nothing of other rules.
type Rule = fn(&Subject, &mut Findings);

/// Every rule, in the order of the codes.
const RULES: &[Rule] = &[
    findable_source::check,
    missing_party::check,
    no_source::check,
    cites_unread::check,
    unattributed_allegation::check,
    unanswered_allegation::check,
    missing_finding::check,
    single_origin::check,
    source_predates_event::check,
    uncited_sentence::check,
    unarchived_source::check,
    bare_domain_url::check,
    suspicious_first_of_month::check,
    name_variants::check,
    duplicate_event::check,
    duplicate_url::check,
    unused_source::check,
    early_answer::check,
    early_finding::check,
    future_event::check,
    missing_added::check,
    stale_claim::check,
    site_settings::check,
    altered_quote::check,
    unverified_quote::check,
];

/// What a rule found so far.
#[derive(Debug, Default)]
pub struct Findings<'a> {
    /// What the stages before the rules found.
    earlier: &'a [Diagnostic],
    diagnostics: Vec<Diagnostic>,
}

impl Findings<'_> {
    /// Whether an earlier stage has found this anywhere.
    fn any(&self, code: Code) -> bool {
        self.earlier.iter().any(|known| known.code == code)
    }

    /// Whether an earlier stage has found this in this file.
    fn has(&self, code: Code, file: &Arc<str>) -> bool {
        self.earlier.iter().any(|known| known.code == code && known.location.file == *file)
    }

    /// The ids that unknown ones were probably meant to be.
    fn suggested(&self, code: Code) -> BTreeSet<String> {
        let of_code = self.earlier.iter().filter(|known| known.code == code);
        of_code.filter_map(|known| suggest::suggested(known.help.as_deref()?)).map(str::to_owned).collect()
    }

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
    let found: Vec<Vec<Diagnostic>> = RULES
        .par_iter()
        .map(|rule| {
            let mut findings = Findings { earlier: &earlier, diagnostics: Vec::new() };
            rule(subject, &mut findings);
            findings.diagnostics
        })
        .collect();
    let all = earlier.into_iter().chain(found.into_iter().flatten()).collect();
    let left = accept::apply(subject.site, all);
    flood::summed_up(subject.site, left)
}
