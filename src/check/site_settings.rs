//! `no-contact` and `no-base-url`: what `content/site.yaml` leaves open.
//!
//! Whoever is named on the site must be able to ask for a correction. Without its address there are no feeds and no
//! sitemap; the settings that are judged are those in force, so that `--base-url` settles it.

use super::{Findings, Subject};
use crate::diagnostic::{Code, Span};
use std::sync::Arc;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    if !site.has_settings {
        return;
    }
    let file: Arc<str> = "content/site.yaml".into();
    if site.settings.publisher.as_ref().is_none_or(|publisher| publisher.contact.is_none()) {
        findings.add(
            Code::NoContact,
            &file,
            Span::default(),
            "nothing says how to ask for a correction",
            "add\npublisher:\n  name: who answers for the site\n  contact: desk@example.org",
        );
    }
    // An address that is none has been reported.
    if site.settings.base_url.is_none() && !findings.has(Code::InvalidUrl, &file) {
        findings.add(
            Code::NoBaseUrl,
            &file,
            Span::default(),
            "without `base_url` there are no feeds, no sitemap and no previews in social media",
            "add the address of the published site, such as `base_url: https://example.org/timeline/`, or give `--base-url`",
        );
    }
}
