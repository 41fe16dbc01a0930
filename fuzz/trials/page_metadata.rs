//! What a stranger's page says of itself: no panic, and nothing in it that a file of ours can't hold as a line.

use super::html::is_safe_address;
use chrono_tz::Tz;
use dateline::metadata::{self, PageMetadata, Settled};
use dateline::text;

/// A page, as `new source` reads it.
pub fn try_it(bytes: &[u8]) {
    let head = match text::head(bytes, Some("text/html; charset=utf-8")) {
        Ok(head) => head,
        // What is said where the reader panicked.
        Err(why) => return assert!(!why.contains("damaged"), "{why}"),
    };
    let said = metadata::read(&head, Some("https://h.example/a"), Tz::UTC);
    let PageMetadata { title, outlet, authors, published, language, url, kind, duration, is_paywalled: _ } = &said;
    for words in [title, outlet, language, url] {
        all(words).for_each(|value| line(value));
    }
    all(url).for_each(|url| assert!(is_safe_address(url), "{url:?}"));
    all(authors).flatten().for_each(|name| line(name));
    all(published).for_each(|day| assert!(chrono::Datelike::year(day) > 0, "{day}"));
    all(kind).for_each(|kind| line(kind));
    duration.iter().for_each(|length| line(length));
    for url in metadata::own_addresses(&head) {
        assert!(is_safe_address(&url), "{url:?}");
    }
}

fn all<T>(settled: &Settled<T>) -> impl Iterator<Item = &T> {
    settled.certain.iter().chain(&settled.others).map(|reading| &reading.value)
}

fn line(words: &str) {
    assert!(!words.trim().is_empty() && !words.contains(['\n', '\r', '\0']), "{words:?}");
}
