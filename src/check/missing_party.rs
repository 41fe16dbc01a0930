//! `missing-key`, for a stance that nobody takes.
//!
//! An answer counts for the party that gave it, a finding for the body that reached it. Evidence speaks for itself;
//! an allegation that nobody makes has a code of its own, [`unattributed-allegation`](super::unattributed_allegation).

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::model::Group;

pub fn check(subject: &Subject, findings: &mut Findings) {
    for (_, event) in subject.site.published() {
        for stance in &event.stances {
            let who = match stance.kind.group() {
                Group::Allegation | Group::Evidence => continue,
                Group::Answer => "who answers",
                Group::Finding => "which body found so",
                Group::End => "who ended the dispute",
            };
            if stance.by.is_empty() && !stance.names_unknown {
                let claim = &subject.site.claims[stance.claim].id;
                let word = stance.kind.as_str();
                findings.add(
                    Code::MissingKey,
                    &event.file,
                    stance.at,
                    format!("the stance `{word}` on `{claim}` needs `by`: {who}"),
                    format!("add the id of a person or an organization:\n  - {{claim: {claim}, stance: {word}, by: [id-of-a-party]}}"),
                );
            }
        }
    }
}
