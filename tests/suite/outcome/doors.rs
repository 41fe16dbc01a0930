//! A format that takes an event's or a source's words as they are asks in the same file what must stand with them. All
//! others get their words from `render::notices` and `render::source_names`, which give none without.

use crate::harness::{files, root};

/// How an event, a source or a claim is called where its words are read.
const ROWS: &[&str] = &["row", "event", "source"];
const WORDS: &[&str] = &["title", "summary", "statement"];
/// What asks for the rest.
const ASKS: &[&str] = &["RequiredNotices::of_", "remarks(", "headline(", "notices::short(", "status_paragraph("];

/// The files in which words are read and nothing is asked.
fn careless<'a>(sources: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let reads = |text: &str| ROWS.iter().any(|row| WORDS.iter().any(|word| text.contains(&format!("{row}.{word}"))));
    let asks = |text: &str| ASKS.iter().any(|ask| text.contains(ask));
    sources.filter(|(_, text)| reads(text) && !asks(text)).map(|(path, _)| path.to_owned()).collect()
}

#[test]
fn no_format_takes_a_title_and_leaves_its_status() {
    let folders = ["formats", "search", "cards"].map(|folder| root().join("src/render").join(folder));
    let mut sources: Vec<(String, String)> = Vec::new();
    let is_code = |path: &std::path::PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    for path in folders.iter().flat_map(|folder| files(folder)).filter(is_code) {
        let text = std::fs::read_to_string(&path).expect("a source file of ours");
        // What a test does is no format's.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        sources.push((path.display().to_string(), text));
    }
    assert!(sources.len() > 15, "{}", sources.len());
    let found = careless(sources.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    assert!(found.is_empty(), "{found:?}");
    // The rule finds what it is for.
    assert_eq!(careless([("a.rs", "entry.title(&row.title)")].into_iter()), ["a.rs"]);
    assert!(careless([("a.rs", "RequiredNotices::of_event(cx, row); &row.title")].into_iter()).is_empty());
}
