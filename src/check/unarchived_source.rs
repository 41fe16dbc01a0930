//! `unarchived-source`: a page that may be gone tomorrow; `unarchived-post`: one that probably will be.
//!
//! Posts are the first to go: their authors take them down, accounts are closed, networks shut out who isn't a member. So they
//! are told one by one, also where a site has no habit of archiving, and before anything cites them.
//!
//! Only for what is cited: a source that waits for its citation can be archived then. An address at an archive is its
//! own copy.

use super::{Findings, Subject, cited};
use crate::diagnostic::Code;
use crate::model::SourceType;

/// Hosts whose pages are copies.
const ARCHIVES: &[&str] =
    &["web.archive.org", "archive.org", "archive.today", "archive.ph", "archive.is", "archive.md", "perma.cc"];

pub fn check(subject: &Subject, findings: &mut Findings) {
    let cited = cited::is_cited(subject.site);
    for (source, row) in subject.site.sources.iter() {
        let (Some(page), Some(at)) = (&row.page, row.url_at) else { continue };
        let is_copied = row.archived_at.is_some() || ARCHIVES.contains(&&*page.host);
        if row.kind == SourceType::Post && row.consulted && !is_copied {
            findings.add(
                Code::UnarchivedPost,
                &row.file,
                at,
                format!("the post `{}` has no archived copy, and posts are the first to go", row.id),
                "archive it today: `dateline archive --save`, or https://web.archive.org/save, or https://archive.today where that is shut out; then:\narchived:\n  - {url: ADDRESS, date: YYYY-MM-DD}\nand keep its words in `quote`",
            );
        } else if cited[source.index()] && row.consulted && !is_copied {
            findings.add(
                Code::UnarchivedSource,
                &row.file,
                at,
                format!("`{}` is cited and has no archived copy", row.id),
                "`dateline archive` helps; or save it at https://web.archive.org/save and add the address that it gives:\narchived:\n  - {url: ADDRESS, date: YYYY-MM-DD}",
            );
        }
    }
}
