//! What several tests need: from a folder to the diagnostics that an editor would see.

pub mod statuses;

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use dateline::diagnostic::report::{Format, report};
use dateline::resolve::Drafts;
use dateline::{Checked, Options};

/// The options of a check on the site in `folder`, on 1 January 2033: the day on which the examples are read.
pub fn options(folder: &Path) -> Options {
    let today = NaiveDate::from_ymd_opt(2033, 1, 1).expect("a day");
    Options { site: folder.to_owned(), base_url: None, drafts: Drafts::LeftOut, strict: false, today }
}

/// The site, judged.
pub fn checked(options: &Options) -> Checked {
    dateline::check(options, &mut |_| {}).expect("the folder has content")
}

/// What stands on the terminal, without colours.
pub fn human_report(checked: &Checked) -> String {
    let texts = |file: &str| checked.inputs.text(file).map(Arc::clone);
    report(&checked.diagnostics, &texts, Format::Human { color: false })
}
