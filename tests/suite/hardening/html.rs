//! Pages that cost without end: read by another process, which the system ends.

use crate::harness::Site;
use std::time::{Duration, Instant};

/// What `verify` says of a source whose saved text is `html`, and how long it took.
fn verify(html: &str) -> (String, Duration) {
    let site = Site::empty();
    site.write("content/site.yaml", "title: Harbour\nlanguage: en\nkinds:\n  report: {label: Report}\n");
    site.write("content/sources/courier.md", "---\ntitle: Harbour\nurl: https://courier.example/a\n---\n");
    let event = "---\ntitle: The warden resigns\ndate: 2031-04-05\nkind: report\nsources:\n  - source: courier\n    \
                 quote: I resign tonight\n---\nShe went.\n";
    site.write("content/events/2031-04-05-warden-resigns.md", event);
    site.write("texts/courier.html", html);
    let start = Instant::now();
    let said = site.dateline(&["verify", "--offline", "--texts", "texts", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&said.out).unwrap_or_else(|_| panic!("{}", said.err));
    let quotation = &report["quotations"][0];
    let told = quotation["reason"].as_str().or(quotation["verdict"].as_str()).unwrap_or_default();
    (told.to_owned(), start.elapsed())
}

#[test]
fn an_end_tag_that_ends_nothing_does_not_hide_how_deep_a_page_is() {
    let (told, time) = verify(&format!("{}<p>I resign tonight.", "<div></x>".repeat(30_000)));
    assert_eq!(told, "`courier.html`: its HTML is nested too deeply");
    assert!(time < Duration::from_secs(20), "{time:?}");
}

#[test]
fn an_element_with_a_million_attributes_ends() {
    let attributes: String = (0..1_500_000).map(|n| format!(" a{n}")).collect();
    let (told, time) = verify(&format!("<p>I resign tonight.<p{attributes}>"));
    assert_eq!(told, "`courier.html`: its HTML takes more time or memory than an article needs");
    assert!(time < Duration::from_secs(50), "{time:?}");
}

#[test]
fn an_ordinary_page_is_read_by_the_other_process() {
    assert_eq!(verify("<p>She said: “I resign tonight.”").0, "verbatim");
}
