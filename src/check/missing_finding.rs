//! `missing-finding`: a finding without its words.
//!
//! What a body concluded is shown in the body's own terms; a label of ours would be wider or narrower than they are.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::model::Group;

pub fn check(subject: &Subject, findings: &mut Findings) {
    for (_, event) in subject.site.published() {
        for stance in &event.stances {
            if !matches!(stance.kind.group(), Group::Finding | Group::Judgment) {
                continue;
            }
            let claim = &subject.site.claims[stance.claim].id;
            if stance.finding.is_none() {
                findings.add(
                    Code::MissingFinding,
                    &event.file,
                    stance.at,
                    format!("this event says that `{claim}` is {} and not in which words", stance.kind.as_str()),
                    format!(
                        "add one sentence in the finder's own terms:\n  - claim: {claim}\n    stance: {}\n    by: [id-of-the-body]\n    finding: The inquiry found no evidence that …",
                        stance.kind.as_str()
                    ),
                );
            } else if !event.sources.iter().any(|cited| cited.citations.iter().any(|citation| citation.in_body)) {
                findings.add(
                    Code::MissingFinding,
                    &event.file,
                    stance.at,
                    format!("the finding on `{claim}` is not cited in the body"),
                    "tell the finding in the body and cite its source there: `[@id-of-a-source]`",
                );
            }
        }
    }
}
