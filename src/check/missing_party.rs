//! `missing-key`, for a stance that nobody takes.
//!
//! An answer counts for the party that gave it, a finding for the body that reached it. Evidence needs nobody to give it,
//! and nobody makes time run out or a party die. An allegation without an accuser has a code of its own,
//! [`unattributed-allegation`](super::unattributed_allegation).

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::model::{Group, StanceKind};

pub fn check(subject: &Subject, findings: &mut Findings) {
    for (_, event) in subject.site.published() {
        for stance in &event.stances {
            let who = match (stance.kind, stance.kind.group()) {
                (StanceKind::TimeBarred | StanceKind::Abated | StanceKind::Barred, _) => continue,
                (_, Group::Allegation | Group::Evidence) => continue,
                (_, Group::Answer) => "who answers",
                (_, Group::Proceeding) => "which authority acts, or who appeals",
                (_, Group::Finding) => "which body found so",
                (_, Group::Judgment) => "which court ruled so",
                (_, Group::End) => "who ended the dispute",
                (_, Group::Pardon) => "who pardons",
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
