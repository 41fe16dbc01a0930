//! The file of a translation that is to be written, with the original's words as comments.

use crate::localize::status::OriginalFile;
use crate::read::Folder;
use chrono::NaiveDate;
use std::fmt::Write;

/// Where the translation lies: beside its original.
pub fn path(original: &OriginalFile<'_>, language: &str) -> String {
    let stem = original.file.strip_suffix(".md").unwrap_or(original.file);
    format!("{stem}.{}.md", language.to_lowercase())
}

/// What it says until somebody has translated it: nothing, beside what there is to translate.
pub fn text(original: &OriginalFile<'_>, today: NaiveDate, by: Option<&str>) -> String {
    let mut text = String::from("---\n");
    let by = crate::yaml::write(&by.unwrap_or("…"));
    let _ = writeln!(text, "translated: {{from: \"{}\", on: {today}, by: {}}}", original.fingerprint, by.trim_end());
    for (key, words) in &original.keys {
        comment(&mut text, words);
        let _ = writeln!(text, "{key}:");
    }
    if matches!(original.folder, Folder::People | Folder::Organizations | Folder::Places) {
        text.push_str("# name: where this language writes it otherwise\n");
    }
    if original.folder == Folder::Sources {
        text.push_str("# title_translation: what the title says; the title itself stays\n");
    }
    if !original.texts.is_empty() {
        text.push_str("words:\n");
        for words in &original.texts {
            let written = serde_json::to_string(words).expect("a text is JSON");
            let _ = writeln!(text, "#  - [{written}, \"…\"]");
        }
    }
    text.push_str("draft: true\n");
    if !original.markdown.is_empty() {
        text.push_str("# The original's text, to be translated below; the citations stay as they are:\n#\n");
        comment(&mut text, original.markdown);
    }
    text.push_str("---\n");
    text
}

fn comment(text: &mut String, words: &str) {
    for line in words.lines() {
        let _ = writeln!(text, "{}", format!("# {line}").trim_end());
    }
}
