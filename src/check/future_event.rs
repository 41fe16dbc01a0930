//! `future-event`: what has not happened is a plan.
//!
//! Mostly it is a slip in the year; if it is a plan, nobody may remember to change the page when it falls through.

use super::{Findings, Subject};
use crate::diagnostic::Code;

pub fn check(subject: &Subject, findings: &mut Findings) {
    for (_, event) in subject.site.published() {
        if event.date.earliest().naive().is_some_and(|day| day > subject.today) {
            findings.add(
                Code::FutureEvent,
                &event.file,
                event.date_at,
                format!("`{}` lies in the future", event.date),
                "correct the date; if it is planned, let the title say so, and accept it:\naccept:\n  - {code: future-event, reason: who has set the date}",
            );
        }
    }
}
