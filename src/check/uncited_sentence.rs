//! `uncited-sentence`: a sentence without a citation.
//!
//! Where the body cites nothing at all and the event has one source, that source is meant for all of it. Where it
//! cites nothing and there are several, one warning is enough, since it would be the same for each sentence.

use super::{Findings, Subject};
use crate::diagnostic::Code;

pub fn check(subject: &Subject, findings: &mut Findings) {
    for (_, event) in subject.site.published() {
        let Some(first) = event.uncited.first() else { continue };
        let cites = event.sources.iter().any(|cited| cited.citations.iter().any(|citation| citation.in_body));
        match (cites, event.sources.as_slice()) {
            (false, [] | [_]) => {}
            (false, sources) => findings.add(
                Code::UncitedSentence,
                &event.file,
                *first,
                format!("nothing in this text says which of the {} sources it rests on", sources.len()),
                format!("cite at the end of each sentence, as `[@{}]`", subject.site.sources[sources[0].source].id),
            ),
            (true, sources) => {
                for sentence in &event.uncited {
                    findings.add(
                        Code::UncitedSentence,
                        &event.file,
                        *sentence,
                        "this sentence has no citation",
                        format!("end it with its source, as `[@{}]`", subject.site.sources[sources[0].source].id),
                    );
                }
            }
        }
    }
}
