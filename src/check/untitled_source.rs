//! `untitled-source`: a source that goes by its outlet and date, or by its host, because its file gives no title.
//!
//! A reader can look it up all the same. By its title they would know what it is before they do.

use super::{Findings, Subject};
use crate::diagnostic::Code;

pub fn check(subject: &Subject, findings: &mut Findings) {
    for row in subject.site.sources.rows().filter(|row| row.is_untitled) {
        findings.add(
            Code::UntitledSource,
            &row.file,
            row.title_at,
            format!("`{}` has no title, and goes by `{}`", row.id, row.title),
            "write its title as it was published, such as `title: …`",
        );
    }
}
