//! `unarchived-source`: a page that may be gone tomorrow.
//!
//! Only for what is cited: a source that waits for its citation can be archived then. An address at an archive is its
//! own copy.

use super::{Findings, Subject, cited};
use crate::diagnostic::Code;
use crate::parse::address;

/// Hosts whose pages are copies.
const ARCHIVES: &[&str] =
    &["web.archive.org", "archive.org", "archive.today", "archive.ph", "archive.is", "archive.md", "perma.cc"];

pub fn check(subject: &Subject, findings: &mut Findings) {
    let cited = cited::is_cited(subject.site);
    for (source, row) in subject.site.sources.iter() {
        let (Some(url), Some(at)) = (&row.url, row.url_at) else { continue };
        let is_copied = row.archived_at.is_some() || ARCHIVES.contains(&&*address::host(url));
        if cited[source.index()] && row.consulted && !is_copied {
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
