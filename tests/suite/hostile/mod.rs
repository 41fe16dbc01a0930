//! Hostile content, judged without a browser: every attempt of `hostile/techniques.txt` in every text, body and address
//! of a site, in HTML, Atom, JSON, JSON-LD and SVG. `tests/browser` opens the same sites in Chromium.
//!
//! `DATELINE_PAYLOADS=DIR cargo test --test suite hostile` adds each line of the files in a folder: a public collection.

mod attempts;

use crate::trials::{html, site};
use dateline::diagnostic::Code;
use std::collections::BTreeMap;

/// The elements of each page with their attributes' names; without their order, for lists are in the order of names.
fn skeletons(outputs: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<String>> {
    let pages = outputs.iter().filter(|(path, _)| path.ends_with(".html"));
    let skeleton = |bytes: &[u8]| {
        // Quotation marks inside a quotation are an element of their own, and hold nothing but words.
        let text = html::skeleton(&String::from_utf8_lossy(bytes));
        let mut lines: Vec<String> = text.lines().filter(|line| line.trim() != "q").map(str::to_owned).collect();
        lines.sort();
        lines
    };
    pages.map(|(path, bytes)| (path.clone(), skeleton(bytes))).collect()
}

#[test]
fn text_stays_text_everywhere() {
    let attempts = attempts::all();
    println!("{} attempts", attempts.len());
    let mut harmless = BTreeMap::new();
    // In pieces: what a page lists of many has another shape.
    for attempts in attempts.chunks(10) {
        let checked = attempts::judge(&attempts::in_texts(attempts));
        assert!(!checked.is_refused(), "{:#?}", checked.diagnostics);
        let hostile = attempts::render_anyway(&checked);
        site::hold(&hostile);
        let expected = harmless.entry(attempts.len()).or_insert_with(|| {
            let words = vec!["Harmless words".to_owned(); attempts.len()];
            skeletons(&attempts::render_anyway(&attempts::judge(&attempts::in_texts(&words))))
        });
        let found = skeletons(&hostile);
        assert!(expected.keys().eq(found.keys()), "other pages");
        for (path, skeleton) in &found {
            let differs = expected[path].iter().zip(skeleton).find(|(a, b)| a != b);
            assert!(expected[path] == *skeleton, "{path}: {differs:?}");
        }
    }
}

#[test]
fn bodies_and_addresses_hold_nothing_but_markdown() {
    let attempts = attempts::all();
    let mut refused = 0;
    for attempts in attempts.chunks(40) {
        let checked = attempts::judge(&attempts::in_bodies(attempts));
        refused +=
            checked.diagnostics.iter().filter(|found| matches!(found.code, Code::RawHtml | Code::InvalidUrl)).count();
        site::hold(&attempts::render_anyway(&checked));
    }
    println!("{} attempts, {refused} refusals of HTML and of addresses", attempts.len());
    assert!(refused > 100, "only {refused} were refused");
}

/// Not a test: writes the sites that `tests/browser/hostile.test.mjs` opens, to run that suite by itself.
#[test]
#[ignore = "writes to the folder that HOSTILE_DIR names"]
fn write_sites() {
    let folder = std::env::var_os("HOSTILE_DIR").expect("HOSTILE_DIR names a folder");
    attempts::write_sites(folder.as_ref());
}
