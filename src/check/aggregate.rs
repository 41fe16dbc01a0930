//! Makes one warning of many, where most files lack the same thing.
//!
//! Some warnings are about habits that a site has or doesn't have: noting when an event was added, keeping copies, citing
//! in the text. Where most files lack one, a thousand warnings say no more than a single one and hide all others. Editors
//! would turn them off, and miss the ones that matter later. On a public timeline of 2,000 events, 9,600 of 11,000
//! warnings were of this kind.

use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::resolve::Site;

/// Up to this many are always reported one by one.
const MAX_SEPARATE: usize = 20;

/// The diagnostics, with one for the whole site in place of those that most of its files have.
pub fn aggregate_habits(site: &Site, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let events = site.published().count();
    let habits = [
        (Code::MissingAdded, events, "events don't say when they were added", "add `added: YYYY-MM-DD` to each"),
        (
            Code::UnarchivedSource,
            site.sources.len(),
            "sources have no archived copy",
            "`dateline archive` finds copies",
        ),
        (
            Code::UncitedSentence,
            events,
            "events cite nothing in their text, or not in every sentence",
            "end each sentence with its source, as `[@id]`",
        ),
    ];
    for (code, all, what, remedy) in habits {
        let of_code = |diagnostic: &&Diagnostic| diagnostic.code == code && diagnostic.severity == Severity::Warning;
        let mut files: Vec<_> =
            diagnostics.iter().filter(of_code).map(|diagnostic| &diagnostic.location.file).collect();
        files.dedup();
        let count = files.len();
        if count <= MAX_SEPARATE || count * 2 <= all {
            continue;
        }
        let first = files.iter().min().map_or_else(String::new, ToString::to_string);
        let message = format!("{count} of {all} {what}; the first is `{first}`");
        let help = format!(
            "{remedy}; if that is not for this site, say so in `lints`:\nlints:\n  {code}: {{level: off, reason: why}}"
        );
        diagnostics.retain(|diagnostic| !of_code(&diagnostic));
        diagnostics.push(Diagnostic::new(code, Location::start_of(&"content/site.yaml".into()), message).help(help));
    }
    diagnostics
}
