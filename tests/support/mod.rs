//! What several tests need: from a folder to the diagnostics that an editor would see.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use dateline::check::{self, Subject};
use dateline::diagnostic::Diagnostic;
use dateline::diagnostic::report::{Format, report};
use dateline::ledger::Ledger;
use dateline::parse::parse;
use dateline::read::{Inputs, read};
use dateline::resolve::{Drafts, resolve};
use dateline::words::Words;

/// What a command line and a calendar would give.
pub struct Settings {
    pub today: NaiveDate,
    pub drafts: Drafts,
    pub base_url: Option<String>,
}

impl Settings {
    /// As the examples in the documentation are read: on 1 January 2033, without options.
    pub fn new() -> Self {
        let today = NaiveDate::from_ymd_opt(2033, 1, 1).expect("a day");
        Self { today, drafts: Drafts::LeftOut, base_url: None }
    }
}

/// The site in `folder`, judged.
pub fn diagnose(folder: &Path, settings: &Settings) -> (Inputs, Vec<Diagnostic>) {
    let (inputs, mut diagnostics) = read(folder).expect("the folder has content");
    let (documents, found) = parse(&inputs);
    diagnostics.extend(found);
    let (mut site, found) = resolve(documents, &inputs.media, settings.drafts);
    diagnostics.extend(found);
    if settings.base_url.is_some() {
        site.settings.base_url.clone_from(&settings.base_url);
    }
    let ledger = Ledger::new(&site, &Words::english());
    let subject = Subject { site: &site, ledger: &ledger, today: settings.today };
    (inputs, check::check(&subject, diagnostics))
}

/// What stands on the terminal, without colours.
pub fn human_report(inputs: &Inputs, diagnostics: &[Diagnostic]) -> String {
    let texts = |file: &str| inputs.text(file).map(Arc::clone);
    report(diagnostics, &texts, Format::Human { color: false })
}
