//! `missing-added`: an event of which readers can't know that it is new.

use super::{Findings, Subject};
use crate::diagnostic::Code;

pub fn check(subject: &Subject, findings: &mut Findings) {
    for (_, event) in subject.site.published() {
        if event.added_at.is_none() {
            findings.add(
                Code::MissingAdded,
                &event.file,
                event.title_at,
                format!("nothing says when `{}` was added", event.id),
                "add the day on which this file was written, such as `added: 2031-04-07`",
            );
        }
    }
}
