//! `bare-domain-url`: an address that leads to a front page.
//!
//! The article leaves it within days; what is cited can't be found there.

use super::{Findings, Subject};
use crate::diagnostic::Code;

pub fn check(subject: &Subject, findings: &mut Findings) {
    for row in subject.site.sources.rows() {
        let (Some(url), Some(page), Some(at)) = (&row.url, &row.page, row.url_at) else { continue };
        if page.is_bare_domain {
            findings.add(
                Code::BareDomainUrl,
                &row.file,
                at,
                format!("`{url}` is a website's front page, not the source"),
                "copy the address of the article itself",
            );
        }
    }
}
