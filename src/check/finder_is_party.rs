//! `finder-is-party`: a finding by somebody whom the claim is about, or who alleged it.
//!
//! Nobody should judge their own cause. What an accused firm's own review concluded is its answer; what a paper concluded
//! of its own report is evidence at most.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::ledger::stances;
use crate::model::{Claim, Group, Party, Ref};
use crate::resolve::Site;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    for (_, event) in site.published() {
        for stance in &event.stances {
            if !matches!(stance.kind.group(), Group::Finding | Group::Judgment) {
                continue;
            }
            let claim = &site.claims[stance.claim];
            for finder in &stance.by {
                let name = &site.parties[*finder].name;
                let message = if claim.about.contains(finder) {
                    format!("{name} finds on `{}`, which is about {name}", claim.id)
                } else if alleged(site, stance.claim, *finder) {
                    format!("{name} finds on `{}`, which {name} alleged", claim.id)
                } else {
                    continue;
                };
                let help =
                    "make it an answer of that party (`denies`, `admits`), or evidence (`supports`, `undercuts`)";
                findings.add(Code::FinderIsParty, &event.file, stance.at, message, help);
            }
        }
    }
}

fn alleged(site: &Site, claim: Ref<Claim>, party: Ref<Party>) -> bool {
    stances(site, claim).any(|(_, stance)| stance.kind.group() == Group::Allegation && stance.by.contains(&party))
}
