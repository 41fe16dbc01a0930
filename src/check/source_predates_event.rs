//! `source-predates-event`: a report of what had not happened yet.
//!
//! One of the two dates is wrong, or the source announced the event, or it is cited for something else. Only what is
//! certain is told: the last day that the source can be of lies before the first that the event can be of. Events that
//! still lie ahead are announced by their nature, and have a code of their own.

use super::{Findings, Subject};
use crate::diagnostic::Code;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    for (_, event) in site.published() {
        let Some(first_day) = event.date.earliest().naive() else { continue };
        if event.date.is_qualified() || first_day > subject.today {
            continue;
        }
        for cited in &event.sources {
            let source = &site.sources[cited.source];
            let Some(published) = source.published.as_ref().filter(|date| !date.is_qualified()) else { continue };
            if published.latest().naive().is_some_and(|last_day| last_day < first_day) {
                findings.add(
                    Code::SourcePredatesEvent,
                    &event.file,
                    cited.citations[0].source_at,
                    format!("`{}` was published {published}, before this event of {}", source.id, event.date),
                    "correct the date that is wrong; if it announced the event, cite a source that says it took place",
                );
            }
        }
    }
}
