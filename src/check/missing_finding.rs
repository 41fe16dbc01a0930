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
                let word = stance.kind.as_str();
                let by: Vec<&str> = stance.by.iter().map(|party| subject.site.parties[*party].id.as_str()).collect();
                let by = if by.is_empty() { "id-of-the-body".to_owned() } else { by.join(", ") };
                findings.add(
                    Code::MissingFinding,
                    &event.file,
                    stance.at,
                    format!("this `{word}` on `{claim}` doesn't say in which words it was found"),
                    format!(
                        "add one sentence in the finder's own terms, as the sources give it:\n  - claim: {claim}\n    stance: {word}\n    by: [{by}]\n    finding: The inquiry found that …"
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
