//! `duplicate-url`: one article that counts as two.
//!
//! Addresses are compared as their pages are: without scheme, `www.`, fragment and tracking keys. Front pages are left
//! to [`bare-domain-url`](super::bare_domain_url).

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::parse::address;
use rayon::prelude::*;
use std::collections::HashMap;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let addressed = subject.site.sources.par_rows().filter_map(|row| {
        let (url, at) = (row.url.as_ref()?, row.url_at?);
        (!address::is_bare_domain(url)).then(|| (row, at, address::comparable(url)))
    });
    let addressed: Vec<_> = addressed.collect();
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
