//! A whole tiny site: no panic on the way, and if it builds, every page is whole.

use super::{html, in_memory, json, text, xml};
use std::collections::BTreeMap;

/// Files one after the other, each beneath a line `=== content/…`.
pub fn try_it(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let checked = std::sync::Arc::new(in_memory::judge(in_memory::inputs(files(text))));
    if let Some(outputs) = in_memory::render(&checked) {
        hold(&outputs);
    }
}

/// The files of a site by their path.
pub fn files(text: &str) -> BTreeMap<&str, &str> {
    text.split("\n=== ").filter_map(|part| part.trim_start_matches("=== ").split_once('\n')).collect()
}

/// What is true of the output of every build.
pub fn hold(outputs: &BTreeMap<String, Vec<u8>>) {
    let elements = [html::PROSE, html::PAGE].concat();
    for (path, bytes) in outputs {
        assert!(!path.starts_with('/') && !path.split('/').any(|part| matches!(part, "" | "." | "..")), "{path}");
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let problems = match path.rsplit('.').next() {
            Some("html") => html::problems(text, &elements),
            Some("xml") => xml::problems(text),
            // A card, before it is drawn, is data too.
            Some("json" | "png") => json::problems(text),
            _ => Vec::new(),
        };
        assert!(problems.is_empty(), "{path}: {problems:#?}\n{text}");
    }
}
