//! Judges the site by our editorial rules, one file per rule.
//!
//! A rule's file begins with what it reports and why a reader would care; what an editor reads of it stands in
//! `docs/diagnostics/`. Rules see the whole site and never change it. To add one: a file here, a line in [`RULES`], a
//! code with its page, and a case folder with one thing to catch and a neighbour to leave alone.

mod accept;
mod aggregate;
mod altered_quote;
mod answers_for_accused;
mod bare_domain_url;
mod cited;
mod cites_unread;
mod claim_form;
mod duplicate_event;
mod duplicate_url;
mod early_answer;
mod early_finding;
mod excerpt_not_in_finding;
mod findable_source;
mod finder_is_party;
mod future_event;
mod invalid_locator;
mod missing_added;
mod missing_finding;
mod missing_party;
mod name_variants;
mod no_source;
mod only_in_drafts;
mod outcome_concerns;
mod reviews_nothing;
mod single_origin;
mod site_settings;
mod source_predates_event;
mod stale_claim;
mod suspicious_first_of_month;
mod unanswered_allegation;
mod unarchived_source;
mod unattributed_allegation;
mod uncited_sentence;
mod unlinked_judgments;
mod untitled_source;
mod unused_source;
mod unused_topic;
mod unverified_quote;
mod withheld_name;

use crate::diagnostic::{Code, Diagnostic, Location, Span, suggest};
use crate::ledger::Ledger;
use crate::model::Level;
use crate::resolve::Site;
use crate::words::Words;
use chrono::NaiveDate;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

pub use withheld_name::find as find_withheld_names;

/// What rules judge.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub site: &'a Site,
    pub ledger: &'a Ledger,
    /// The words of the site's language: how statements open, what turns a finding round.
    pub words: &'a Words,
    /// The day of the build, for rules about the future and the stale; it never reaches the output.
    pub today: NaiveDate,
}

/// One rule: adds what it finds. It knows what the stages before found, and nothing of other rules.
type Rule = fn(&Subject, &mut Findings);

/// Every rule with what it reports, in the order of the codes.
const RULES: &[(&[Code], Rule)] = &[
    (&[Code::MissingKey], findable_source::check),
    (&[Code::MissingKey], missing_party::check),
    (&[Code::NoSource], no_source::check),
    (&[Code::CitesUnread], cites_unread::check),
    (&[Code::UnattributedAllegation], unattributed_allegation::check),
    (&[Code::UnansweredAllegation], unanswered_allegation::check),
    (&[Code::MissingFinding], missing_finding::check),
    (&[Code::OutcomeConcerns], outcome_concerns::check),
    (&[Code::ReviewsNothing], reviews_nothing::check),
    (&[Code::FinderIsParty], finder_is_party::check),
    (&[Code::AnswersForAccused], answers_for_accused::check),
    (&[Code::ExcerptNotInFinding], excerpt_not_in_finding::check),
    (&[Code::InvalidLocator], invalid_locator::check),
    (&[Code::SingleOrigin], single_origin::check),
    (&[Code::SourcePredatesEvent], source_predates_event::check),
    (&[Code::UncitedSentence], uncited_sentence::check),
    (&[Code::UnarchivedSource, Code::UnarchivedPost], unarchived_source::check),
    (&[Code::BareDomainUrl], bare_domain_url::check),
    (&[Code::SuspiciousFirstOfMonth], suspicious_first_of_month::check),
    (&[Code::NameVariants], name_variants::check),
    (&[Code::DuplicateEvent], duplicate_event::check),
    (&[Code::DuplicateUrl], duplicate_url::check),
    (&[Code::UntitledSource], untitled_source::check),
    (&[Code::UnusedSource], unused_source::check),
    (&[Code::UnusedTopic], unused_topic::check),
    (&[Code::EarlyAnswer], early_answer::check),
    (&[Code::EarlyFinding], early_finding::check),
    (&[Code::FutureEvent], future_event::check),
    (&[Code::MissingAdded], missing_added::check),
    (&[Code::StaleClaim], stale_claim::check),
    (&[Code::UnlinkedJudgments], unlinked_judgments::check),
    (&[Code::ClaimForm], claim_form::check),
    (&[Code::OnlyInDrafts], only_in_drafts::check),
    (&[Code::NoContact, Code::NoBaseUrl], site_settings::check),
    (&[Code::AlteredQuote], altered_quote::check),
    (&[Code::UnverifiedQuote], unverified_quote::check),
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

/// What the rules find in a site in which `earlier` was found by the stages before. Those that the site has turned off
/// aren't asked.
pub fn find(subject: &Subject, earlier: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_off = |code: &Code| matches!(subject.site.settings.lints.get(code), Some((Level::Off, _)));
    let found = RULES.par_iter().filter(|(codes, _)| !codes.iter().all(is_off)).map(|(codes, rule)| {
        let mut findings = Findings { earlier, diagnostics: Vec::new() };
        rule(subject, &mut findings);
        debug_assert!(findings.diagnostics.iter().all(|found| codes.contains(&found.code)), "{codes:?} say too little");
        findings.diagnostics
    });
    found.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// All that was found, with the severities of this site and without what its files accept.
pub fn apply_severities(site: &Site, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    aggregate::aggregate_habits(site, accept::apply(site, found))
}
