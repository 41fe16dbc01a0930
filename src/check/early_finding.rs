//! `early-finding`: a judgement before the accusation.
//!
//! No body can have judged what had not been alleged. A date is wrong, an allegation is missing, or the finding was
//! about another matter and would here clear or condemn somebody of this one.

use super::early_answer::{first_allegation, last_day};
use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::model::{Entry, Group};

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    for (claim, row) in site.claims.iter() {
        let Some(alleged) = first_allegation(site, claim) else { continue };
        for entry in site.history(claim) {
            let Entry::Stance(event, index) = *entry else { continue };
            let event = &site.events[event];
            let stance = &event.stances[index];
            if matches!(stance.kind.group(), Group::Finding | Group::Judgment)
                && last_day(&event.date).is_some_and(|day| day < alleged)
            {
                findings.add(
                    Code::EarlyFinding,
                    &event.file,
                    stance.at,
                    format!("this finding of {} comes before `{}` was first alleged, on {alleged}", event.date, row.id),
                    "correct the date, add the earlier allegation, or make it a finding on the claim that it was about",
                );
            }
        }
    }
}
