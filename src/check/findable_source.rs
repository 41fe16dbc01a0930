//! `missing-key`, for a source that is cited and can't be found.
//!
//! A source that has neither an address nor anything else to find it by is a name, not a proof. One that nobody has
//! read needs neither: it may not be cited in the first place.

use super::{Findings, Subject, cited};
use crate::diagnostic::Code;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let cited = cited::is_cited(subject.site);
    for (source, row) in subject.site.sources.iter() {
        if cited[source.index()] && row.consulted && !row.says_where {
            findings.add(
                Code::MissingKey,
                &row.file,
                row.title_at,
                format!("`{}` is cited and has neither `url` nor `locator`", row.id),
                "say where a reader finds it:\nurl: https://example.org/article\nor, where it isn't on the web, as ISBN, docket number or place in print:\nlocator: print edition, page 4",
            );
        }
    }
}
