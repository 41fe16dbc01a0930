//! `unlinked-judgments`: two judgments of one party, charge and branch, of which neither reviews the other.
//!
//! Both are shown as holding. Mostly the later one decided an appeal, and the earlier no longer holds.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::ledger::unlinked;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    for claim in site.claims.refs() {
        for party in &subject.ledger.standing(claim).parties {
            for (earlier, later) in unlinked(&party.outcomes) {
                let (before, event) = (&site.events[earlier.at.event], &site.events[later.at.event]);
                findings.add(
                    Code::UnlinkedJudgments,
                    &event.file,
                    later.at.stance(site).at,
                    format!(
                        "{} is `{}` here and `{}` in `{}`, and neither judgment reviews the other",
                        site.parties[party.party].name,
                        later.kind.as_str(),
                        earlier.kind.as_str(),
                        before.id
                    ),
                    format!(
                        "if this one decided an appeal against it, add `reviews: {}`; if they are about two charges, name each under `charge`",
                        before.id
                    ),
                );
            }
        }
    }
}
