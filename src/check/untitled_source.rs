//! `untitled-source`: a source that goes by its outlet and date, or by its host, because its file gives no title.
//!
//! A reader can look it up all the same. By its title they would know what it is before they do. Where nobody here has
//! read it, nobody may know its title.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::model::{Source, SourceType};

pub fn check(subject: &Subject, findings: &mut Findings) {
    let goes_by_itself = |row: &Source| !row.consulted || row.kind == SourceType::Post;
    for row in subject.site.sources.rows().filter(|row| row.is_untitled && !goes_by_itself(row)) {
        findings.add(
            Code::UntitledSource,
            &row.file,
            row.title_at,
            format!("`{}` has no title, and goes by `{}`", row.id, row.title),
            "write its title as it was published, such as `title: …`",
        );
    }
}
