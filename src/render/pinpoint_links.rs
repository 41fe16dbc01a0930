//! Addresses that open a document at a page, and a recording at a second.
//!
//! PDF: `#page=12` (RFC 8118). Files of sound and film: `#t=754,790` (W3C, Media Fragments URI). The large hosts of either
//! have forms of their own, DocumentCloud for pages and notes too. A page of anybody else's is opened at its beginning.

use crate::model::{Citation, PageRange, Pinpoint, RecordingHost, Source};
use std::borrow::Cow;

/// The page or the time that a citation names. Of a PDF, a page that is given in words is one, too.
pub fn pinpoint_of<'c>(source: &Source, citation: &'c Citation) -> Option<Cow<'c, Pinpoint>> {
    if let Some(pinpoint) = &citation.pinpoint {
        return Some(Cow::Borrowed(pinpoint));
    }
    let pages = citation.written_locator().and_then(PageRange::in_words).filter(|_| source.is_pdf())?;
    Some(Cow::Owned(Pinpoint { pages: Some(pages), ..Pinpoint::default() }))
}

/// The address of `source` at a place in it; none where a program can't be sent there.
pub fn pinpoint_link(source: &Source, pinpoint: &Pinpoint) -> Option<String> {
    let url = source.url.as_deref()?;
    let (base, fragment) = url.split_once('#').unwrap_or((url, ""));
    if let Some(pages) = pinpoint.pages {
        let page = pages.first;
        if source.is_on_document_cloud() {
            let note = pinpoint.annotation.map_or_else(String::new, |note| format!("/a{note}"));
            return Some(format!("{base}#document/p{page}{note}"));
        }
        if !source.is_pdf() {
            return None;
        }
        // What the address says of the view is kept, but for another page.
        let kept =
            fragment.split('&').filter(|part| !part.is_empty() && !part.starts_with("page=") && part.contains('='));
        let parts: Vec<String> = std::iter::once(format!("page={page}")).chain(kept.map(str::to_owned)).collect();
        return Some(format!("{base}#{}", parts.join("&")));
    }
    let times = pinpoint.times?;
    let (start, end) = (times.start.0, times.end.map(|end| end.0));
    Some(match source.recording_host() {
        Some(RecordingHost::YouTube) => with_query(base, "t", &format!("{start}s")),
        Some(RecordingHost::Twitch) => {
            with_query(base, "t", &format!("{}h{}m{}s", start / 3600, start / 60 % 60, start % 60))
        }
        Some(RecordingHost::ByT) => with_query(base, "t", &start.to_string()),
        Some(RecordingHost::ByStart) => with_query(base, "start", &start.to_string()),
        Some(RecordingHost::Vimeo) => format!("{base}#t={start}s"),
        Some(RecordingHost::SoundCloud) => format!("{base}#t={}:{:02}", start / 60, start % 60),
        None if source.is_media_file() => {
            format!("{base}#t={start}{}", end.map_or_else(String::new, |end| format!(",{end}")))
        }
        None => return None,
    })
}

/// An address with this key in its query, and no other value for it.
fn with_query(base: &str, key: &str, value: &str) -> String {
    let (path, query) = base.split_once('?').unwrap_or((base, ""));
    let has_key = |part: &&str| part.split('=').next() == Some(key);
    let mut parts: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !has_key(part)).collect();
    let own = format!("{key}={value}");
    parts.push(&own);
    format!("{path}?{}", parts.join("&"))
}
