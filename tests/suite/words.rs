//! The interface's words: every one that is asked for is in the catalogue, and every one in it is asked for.

use dateline::words::Words;
use std::collections::BTreeSet;
use std::path::Path;

/// The texts of all files of this kind below a folder.
fn texts(folder: &Path, extension: &str) -> String {
    let mut texts = String::new();
    for entry in std::fs::read_dir(folder).expect("a folder of ours") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            texts.push_str(&self::texts(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            texts.push_str(&std::fs::read_to_string(path).expect("text"));
        }
    }
    texts
}

/// The words that stand between `before` and whatever can't be part of a key.
fn keys<'a>(text: &'a str, before: &str) -> Vec<&'a str> {
    let end = |rest: &str| rest.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(rest.len());
    text.split(before).skip(1).map(|rest| &rest[..end(rest)]).filter(|key| !key.is_empty()).collect()
}

#[test]
fn the_catalogue_and_who_uses_it_agree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let templates = texts(&root.join("templates"), "html");
    let code = texts(&root.join("src/render"), "rs");
    let words = Words::english();
    let mut asked: BTreeSet<String> = keys(&templates, "words.").into_iter().map(str::to_owned).collect();
    for call in ["say(\"", "fill(\"", "fill_markup(\""] {
        // A test's own template names are no keys.
        let keys = keys(&code, call).into_iter().filter(|key| !code.contains(&format!("{call}{key}.html")));
        asked.extend(keys.map(str::to_owned));
    }
    // Lists of parties are counted by their section.
    let counted: BTreeSet<&str> = keys(&code, "count(\"").into_iter().chain(["people", "organizations"]).collect();
    assert_eq!(
        counted,
        words.count_keys().collect(),
        "numbers of things that are asked for, and those in the catalogue"
    );
    let missing: Vec<_> = asked.iter().filter(|key| !words.page.contains_key(*key)).collect();
    assert!(missing.is_empty(), "asked for and not in templates/words/en.yaml: {missing:?}");
    // Keys may also reach `say` by way of a table or a variable.
    let is_named = |key: &String| asked.contains(key) || code.contains(&format!("\"{key}\""));
    let idle: Vec<_> = words.page.keys().filter(|key| !is_named(key) && !key.starts_with("in_language_")).collect();
    assert!(idle.is_empty(), "in templates/words/en.yaml and asked for by nobody: {idle:?}");
}

#[test]
fn french_marks_never_begin_a_line() {
    let words = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/words/fr.yaml"))
        .expect("the words");
    let said = words.lines().filter(|line| !line.trim_start().starts_with('#'));
    let is_loose = |line: &&str| [" :\"", " : ", " ;", " ?", " !", " »", "« "].iter().any(|mark| line.contains(mark));
    let loose: Vec<&str> = said.filter(is_loose).collect();
    assert!(loose.is_empty(), "{}", loose.join("\n"));
}
