//! `duplicate-url`: one article that counts as two.
//!
//! Addresses are compared as their pages are: without scheme, `www.`, fragment and tracking keys. Front pages are left
//! to [`bare-domain-url`](super::bare_domain_url).

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::hashing::HashMap;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let addressed = subject.site.sources.rows().filter_map(|row| {
        let (page, at) = (row.page.as_ref()?, row.url_at?);
        (!page.is_bare_domain).then_some((row, at, &page.comparable))
    });
    let mut first_with = HashMap::new();
    for (row, at, comparable) in addressed {
        let first = *first_with.entry(comparable).or_insert(row);
        if first.id != row.id {
            findings.add(
                Code::DuplicateUrl,
                &row.file,
                at,
                format!("`{}` has the same address as `{}`", row.id, first.id),
                format!("keep one of the two files, and cite its id everywhere; the other is `{}`", first.file),
            );
        }
    }
}
