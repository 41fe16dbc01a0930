//! `invalid-locator`: a citation names a page of something without pages, or a moment that a recording doesn't have.
//!
//! What can't be read as a page or a time was told when the file was read.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::model::{Citation, PageRange, Source};
use std::sync::Arc;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    let mut of = |file: &Arc<str>, sources: &[crate::model::CitedSource]| {
        for cited in sources {
            let source = &site.sources[cited.source];
            for citation in &cited.citations {
                if let Some((message, help)) = wrong(source, citation) {
                    findings.add(Code::InvalidLocator, file, citation.pinpoint_at, message, help);
                }
            }
        }
    };
    site.events.rows().for_each(|row| of(&row.file, &row.sources));
    site.claims.rows().for_each(|row| of(&row.file, &row.sources));
    site.sources.rows().for_each(|row| of(&row.file, &row.sources));
    site.parties.rows().for_each(|row| of(&row.file, &row.sources));
    site.places.rows().for_each(|row| of(&row.file, &row.sources));
    site.pages.rows().for_each(|row| of(&row.file, &row.sources));
}

fn wrong(source: &Source, citation: &Citation) -> Option<(String, String)> {
    let Some(pinpoint) = citation.pinpoint.as_deref() else { return page_zero(source, citation) };
    let id = &source.id;
    if let Some(pages) = pinpoint.pages
        && !source.is_document()
    {
        let help = format!(
            "give the address of the PDF as the source's `url`; a page in print goes into words: `locator: page {pages}`"
        );
        return Some((format!("`{id}` is no document with pages, and this citation names page {pages}"), help));
    }
    let times = pinpoint.times;
    if let Some(times) = times
        && !source.is_recording()
    {
        let help =
            "give the source its `type`, video or audio; a minute of anything else goes into words, in `locator`";
        return Some((format!("`{id}` is no recording, and this citation names its time {times}"), help.to_owned()));
    }
    if let (Some(times), Some(length)) = (times, source.duration)
        && times.end.unwrap_or(times.start) > length
    {
        let help = "correct the time, or the source's `duration`".to_owned();
        return Some((format!("`{id}` ends at {length}, before {times}"), help));
    }
    if pinpoint.annotation.is_some() && (pinpoint.pages.is_none() || !source.is_on_document_cloud()) {
        let help =
            "say on which `page` it stands; elsewhere than on DocumentCloud, describe it in `locator`".to_owned();
        return Some((format!("only a page on DocumentCloud has notes that a link can open; `{id}` names one"), help));
    }
    None
}

/// Of a PDF, a page in words is one that a link opens.
fn page_zero(source: &Source, citation: &Citation) -> Option<(String, String)> {
    let locator = citation.written_locator().filter(|locator| PageRange::is_zero_in_words(locator))?;
    let help = "write the number by which the program that shows the document counts, as `p. 12`".to_owned();
    source.is_pdf().then(|| (format!("`{locator}` is no page: they are counted from 1"), help))
}
