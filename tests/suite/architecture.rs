//! The rules of `ARCHITECTURE.md`, checked on the source: who may know whom, and where packages come in.
//!
//! The source is read as text, line by line; comments and tests inside files don't count.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which modules each module may use, besides itself. Stages know only what is upstream of them.
const MAY_USE: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("diagnostic", &[]),
    ("quotation", &[]),
    ("model", &["diagnostic", "quotation"]),
    ("read", &["diagnostic", "error", "write"]),
    ("parse", &["diagnostic", "model", "quotation", "read"]),
    ("resolve", &["diagnostic", "model", "read", "parse"]),
    ("words", &["model", "parse", "error"]),
    ("ledger", &["model", "resolve", "words"]),
    ("check", &["diagnostic", "model", "parse", "quotation", "resolve", "ledger"]),
    ("plan", &["diagnostic", "model", "read", "resolve"]),
    (
        "render",
        &["error", "model", "read", "parse", "quotation", "resolve", "ledger", "plan", "words", "write", "Checked"],
    ),
    ("write", &["error", "read"]),
    ("import", &["diagnostic", "model", "parse", "read", "render"]),
    ("text", &[]),
    ("progress", &[]),
    ("net", &["parse"]),
    ("tidy", &["diagnostic", "model", "parse", "read"]),
    (
        "verify",
        &["diagnostic", "error", "model", "net", "parse", "progress", "quotation", "read", "resolve", "text", "write"],
    ),
    ("links", &["error", "model", "net", "parse", "progress", "resolve", "text", "verify"]),
    ("archive", &["diagnostic", "error", "model", "net", "parse", "progress", "verify", "write"]),
];

/// The only files that name a package; a folder stands for everything in it.
const DOORS: &[(&str, &[&str])] = &[
    ("serde_yaml", &["parse/yaml.rs"]),
    ("granit_parser", &["parse/yaml.rs"]),
    ("pulldown_cmark", &["parse/markdown.rs", "parse/markdown/"]),
    ("tera", &["render/templates.rs"]),
    ("edtf_core", &["model/date/"]),
    ("walkdir", &["read/"]),
    ("annotate_snippets", &["diagnostic/human.rs"]),
    ("strsim", &["diagnostic/suggest.rs"]),
    ("url", &["parse/address.rs"]),
    ("similar", &["quotation/difference.rs", "tidy/difference.rs"]),
    ("ureq", &["net/client.rs"]),
    ("texting_robots", &["net/robots.rs"]),
    ("dom_smoothie", &["text/html.rs"]),
    ("pdf_extract", &["text/pdf.rs"]),
    ("flate2", &["text/pdf.rs"]),
    ("rustix", &["text/apart.rs"]),
    ("encoding_rs", &["text/charset.rs"]),
    ("csv", &["render/data/table.rs", "import/rows.rs"]),
    ("icalendar", &["render/data/calendar.rs"]),
    ("atom_syndication", &["render/data/feeds.rs"]),
    ("quick_xml", &["render/data/sitemap.rs"]),
    ("resvg", &["render/data/card/letters.rs"]),
    ("skrifa", &["render/data/card/letters.rs"]),
    ("schemars", &["render/data/document/"]),
    ("axum", &["commands/serve/"]),
    ("tokio", &["commands/serve/"]),
    ("notify", &["commands/serve/watch.rs"]),
];

/// What only the two ends and the commands may do: the middle of the pipeline is pure.
const IMPURE: &[&str] =
    &["std::fs", "std::net", "std::env::", "std::process", "Utc::now", "Local::now", "SystemTime", "Instant"];

/// Where the pipeline is pure.
const PURE: &[&str] =
    &["diagnostic", "quotation", "model", "parse", "resolve", "words", "ledger", "check", "plan", "render"];

/// Whether a file holds only tests.
fn is_test(file: &str) -> bool {
    file.contains("/tests/") || file.ends_with("/tests.rs")
}

/// The lines of a source file that are code: no comments, nothing from `#[cfg(test)]` on.
fn code(text: &str) -> Vec<(usize, &str)> {
    text.lines()
        .enumerate()
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
        .map(|(number, line)| (number + 1, line.split(" // ").next().unwrap_or(line)))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .collect()
}

fn sources() -> BTreeMap<String, String> {
    fn collect(folder: &Path, root: &Path, files: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("src can be read") {
            let path: PathBuf = entry.expect("src can be listed").path();
            if path.is_dir() {
                collect(&path, root, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root).expect("it is below src").to_string_lossy().replace('\\', "/");
                if !is_test(&name) {
                    files.insert(name, fs::read_to_string(&path).expect("a source file is text"));
                }
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    collect(&root, &root, &mut files);
    files
}

fn module(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// The modules that a line names after `crate::`, also in `use crate::{a, b::c}`.
fn used(line: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (_, rest) in line.match_indices("crate::").map(|(at, found)| (at, &line[at + found.len()..])) {
        let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        match rest.strip_prefix('{') {
            Some(list) => names.extend(list.trim_end_matches(['}', ';']).split(',').map(|item| word(item.trim()))),
            None => names.push(word(rest)),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn stages_know_only_what_is_upstream() {
    let mut wrong = Vec::new();
    for (file, text) in &sources() {
        let Some((own, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module(file)) else { continue };
        for (number, line) in code(text) {
            for name in used(line) {
                // `crate::Error` is the error module's type, named from the root.
                let name = if name == "Error" { "error" } else { &name };
                if name != *own && !allowed.contains(&name) {
                    wrong.push(format!("src/{file}:{number}: `{own}` may not know `{name}`"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_package_has_one_door() {
    let mut wrong = Vec::new();
    let files = sources();
    for (package, doors) in DOORS {
        let is_door =
            |file: &str| doors.iter().any(|door| file == *door || (door.ends_with('/') && file.starts_with(door)));
        let mut is_used = false;
        for (file, text) in &files {
            for (number, _) in code(text).into_iter().filter(|(_, line)| names_package(line, package)) {
                is_used = true;
                if !is_door(file) {
                    wrong.push(format!("src/{file}:{number}: only {} may name `{package}`", doors.join(", ")));
                }
            }
        }
        assert!(is_used, "nothing uses `{package}`: remove its door");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a line names a package: `package::…` or `use package as …`, and not a module of ours with that name.
fn names_package(line: &str, package: &str) -> bool {
    line.match_indices(package).any(|(at, _)| {
        let before = &line[..at];
        let after = &line[at + package.len()..];
        let is_whole = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '.');
        let is_path = after.starts_with("::") || (after.starts_with(" as ") && before.trim_start() == "use ");
        is_whole && is_path
    })
}

#[test]
fn the_middle_of_the_pipeline_is_pure() {
    let mut wrong = Vec::new();
    for (file, text) in &sources() {
        if !PURE.contains(&module(file)) {
            continue;
        }
        for (number, line) in code(text) {
            for impure in IMPURE.iter().filter(|impure| line.contains(**impure)) {
                wrong.push(format!("src/{file}:{number}: `{impure}` belongs to the ends of the pipeline"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The proof, beside the trap in `network.rs`, that a build has no way to the network.
#[test]
fn only_three_commands_know_the_network() {
    let mut wrong = Vec::new();
    for (file, text) in &sources() {
        if ["net", "verify", "links", "archive"].contains(&module(file)) || file == "commands/network.rs" {
            continue;
        }
        for (number, line) in code(text) {
            if used(line).iter().any(|name| ["net", "verify", "links", "archive"].contains(&name.as_str())) {
                wrong.push(format!(
                    "src/{file}:{number}: the network is the business of `verify`, `links` and `archive`"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_called_utils() {
    for file in sources().keys() {
        assert!(!["utils", "util", "helpers", "common", "misc"].iter().any(|name| file.contains(name)), "src/{file}");
    }
}
