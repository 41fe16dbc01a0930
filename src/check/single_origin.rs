//! `single-origin`: several sources that are one.
//!
//! Readers take many citations for many witnesses. An event with a single source claims no more than that, and is
//! left alone.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::resolve::leads_to_cycle;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let circular = findings.any(Code::OriginCycle).then(|| leads_to_cycle(&subject.site.sources));
    for (of, event) in subject.site.published() {
        if event.sources.iter().any(|cited| circular.as_ref().is_some_and(|circular| circular[cited.source.index()])) {
            // Without a first one there is no origin; that has been reported.
            continue;
        }
        let ([origin], 2..) = (subject.site.origins(of), event.sources.len()) else { continue };
        findings.add(
            Code::SingleOrigin,
            &event.file,
            event.title_at,
            format!(
                "the {} sources of this event go back to one origin, `{}`",
                event.sources.len(),
                subject.site.sources[*origin].id
            ),
            "look for a source that learned of it in another way; if there is none, accept it:\naccept:\n  - {code: single-origin, reason: why there is no other}",
        );
    }
}
