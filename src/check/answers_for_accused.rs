//! `answers-for-accused`: an answer in the name of somebody by whoever accuses them, or an admission in another's name for
//! which nothing is cited.
//!
//! Else an accuser could let the accused admit, and the gate would take it for an answer.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::ledger::{accuses, is_cited};
use crate::model::{Group, StanceKind};

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    for (_, event) in site.published() {
        for stance in &event.stances {
            if stance.kind.group() != Group::Answer {
                continue;
            }
            let claim = &site.claims[stance.claim].id;
            for party in stance.for_parties.iter().filter(|party| !stance.by.contains(party)) {
                let name = &site.parties[*party].name;
                if let Some(accuser) = stance.by.iter().find(|by| accuses(site, stance.claim, **by, *party)) {
                    let accuser = &site.parties[*accuser].name;
                    let message = format!("{accuser} answers for {name}, whom {accuser} accuses of `{claim}`");
                    let help = format!(
                        "say what {name} answered, in the event that tells it; if another spoke for {name}, name that party under `by`"
                    );
                    findings.add(Code::AnswersForAccused, &event.file, stance.at, message, help);
                } else if stance.kind == StanceKind::Admits && !is_cited(site, stance) {
                    let message = format!("this event admits `{claim}` for {name}, and cites no source that says so");
                    let help = "cite the source of the admission in the text: `[@id-of-a-source]`";
                    findings.add(Code::AnswersForAccused, &event.file, stance.at, message, help);
                }
            }
        }
    }
}
