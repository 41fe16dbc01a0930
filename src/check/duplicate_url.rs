//! `duplicate-url`: one article that counts as two.
//!
//! Addresses are compared as their pages are: without scheme, `www.`, fragment and tracking keys. Front pages are left
//! to [`bare-domain-url`](super::bare_domain_url).

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::parse::address;
use std::collections::HashMap;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let mut first_with = HashMap::new();
    for row in subject.site.sources.rows() {
        let (Some(url), Some(at)) = (&row.url, row.url_at) else { continue };
        if address::is_bare_domain(url) {
            continue;
        }
        let first = *first_with.entry(address::comparable(url)).or_insert(row);
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
