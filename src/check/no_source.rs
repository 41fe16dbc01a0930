//! `no-source`: a published event that rests on nothing.
//!
//! A reader of a sourced timeline takes it that every entry can be looked up.

use super::{Findings, Subject};
use crate::diagnostic::Code;

pub fn check(subject: &Subject, findings: &mut Findings) {
    for (_, event) in subject.site.published() {
        if !event.names_sources {
            findings.add(
                Code::NoSource,
                &event.file,
                event.title_at,
                format!("the event `{}` cites no source", event.id),
                "name what it rests on: `sources: [id-of-a-source]`, or cite it in the body: `[@id-of-a-source]`",
            );
        }
    }
}
