//! `unattributed-allegation`: an allegation that nobody made.
//!
//! Without who says so, the timeline itself would be the accuser.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::model::Group;

pub fn check(subject: &Subject, findings: &mut Findings) {
    for (_, event) in subject.site.published() {
        for stance in &event.stances {
            if stance.kind.group() == Group::Allegation && stance.by.is_empty() && !stance.names_unknown {
                let claim = &subject.site.claims[stance.claim].id;
                findings.add(
                    Code::UnattributedAllegation,
                    &event.file,
                    stance.at,
                    format!("this event {} `{claim}` and doesn't say who does", stance.kind.as_str()),
                    format!(
                        "name the person or organization that says so:\n  - {{claim: {claim}, stance: {}, by: [id-of-a-party]}}",
                        stance.kind.as_str()
                    ),
                );
            }
        }
    }
}
