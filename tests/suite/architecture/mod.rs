//! The rules of `ARCHITECTURE.md`, checked on the source: who may know whom, and where packages come in.
//!
//! The source is read as text, line by line; comments and tests inside files don't count.

mod circles;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which modules each module may use, besides itself. Stages know only what is upstream of them.
const MAY_USE: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("interruption", &["error"]),
    ("atomic", &["error", "interruption"]),
    ("diagnostic", &[]),
    ("hashing", &[]),
    ("quotation", &[]),
    ("model", &["hashing", "diagnostic", "quotation"]),
    ("withheld", &[]),
    ("read", &["diagnostic", "error", "text", "withheld"]),
    ("yaml", &["diagnostic"]),
    ("words", &["model", "yaml"]),
    ("parse", &["diagnostic", "hashing", "model", "quotation", "read", "words", "yaml"]),
    ("localize", &["diagnostic", "hashing", "model", "parse", "quotation", "read", "words"]),
    ("resolve", &["diagnostic", "hashing", "model", "read", "parse", "words"]),
    ("ledger", &["model", "resolve", "words"]),
    (
        "check",
        &["diagnostic", "hashing", "model", "parse", "quotation", "read", "resolve", "ledger", "withheld", "words"],
    ),
    ("plan", &["diagnostic", "hashing", "model", "read", "resolve", "words"]),
    ("checked", &["diagnostic", "read", "resolve", "words", "ledger", "plan"]),
    ("document", &[]),
    (
        "render",
        &[
            "checked",
            "document",
            "error",
            "hashing",
            "model",
            "read",
            "parse",
            "quotation",
            "resolve",
            "ledger",
            "plan",
            "words",
            "write",
        ],
    ),
    ("write", &["error", "interruption", "read"]),
    ("import", &["diagnostic", "document", "model", "parse", "read", "text", "yaml"]),
    ("text", &[]),
    ("progress", &["withheld"]),
    ("net", &["parse"]),
    ("tidy", &["diagnostic", "model", "parse", "read", "yaml"]),
    (
        "edit",
        &["checked", "diagnostic", "error", "ledger", "model", "parse", "pipeline", "read", "resolve", "words", "yaml"],
    ),
    (
        "verify",
        &[
            "atomic",
            "diagnostic",
            "error",
            "hashing",
            "model",
            "net",
            "parse",
            "progress",
            "quotation",
            "read",
            "resolve",
            "text",
            "yaml",
        ],
    ),
    ("links", &["error", "model", "net", "parse", "progress", "resolve", "text", "verify"]),
    ("metadata", &["parse", "text"]),
    ("archive", &["atomic", "diagnostic", "error", "model", "net", "parse", "progress", "verify", "yaml"]),
];

/// The only files that name a package; a folder stands for everything in it.
const DOORS: &[(&str, &[&str])] = &[
    ("serde_yaml", &["yaml.rs", "yaml/overlay.rs"]),
    ("granit_parser", &["yaml.rs"]),
    ("pulldown_cmark", &["parse/markdown.rs", "parse/markdown/"]),
    ("tera", &["render/html/templates.rs"]),
    ("edtf_core", &["model/date/"]),
    ("walkdir", &["read/"]),
    ("annotate_snippets", &["diagnostic/human.rs"]),
    ("unicode_security", &["check/name_variants.rs"]),
    ("hashbrown", &["hashing.rs"]),
    ("icu_plurals", &["words/language.rs"]),
    ("icu_collator", &["words/language.rs"]),
    ("icu_list", &["words/language.rs"]),
    ("writeable", &["words/language.rs"]),
    ("icu_locale_core", &["words/language.rs"]),
    ("strsim", &["diagnostic/suggest.rs"]),
    ("url", &["parse/address.rs"]),
    ("similar", &["quotation/difference.rs", "tidy/difference.rs"]),
    ("ureq", &["net/client.rs"]),
    ("dom_smoothie", &["text/html.rs"]),
    ("dom_query", &["import/html.rs", "text/head.rs"]),
    ("tempfile", &["atomic.rs"]),
    ("signal_hook", &["interruption.rs"]),
    ("pdf_extract", &["text/pdf.rs"]),
    ("flate2", &["text/pdf.rs", "withheld/packed.rs"]),
    ("brotli_decompressor", &["withheld/packed.rs"]),
    ("aho_corasick", &["withheld/automaton.rs", "render/link_base.rs"]),
    ("memchr", &["render/foreign.rs"]),
    ("rustix", &["read/regular.rs", "text/sandbox.rs"]),
    ("encoding_rs", &["text/charset.rs"]),
    ("csv", &["render/formats/table.rs", "import/rows.rs"]),
    ("icalendar", &["render/formats/calendar.rs"]),
    ("atom_syndication", &["render/formats/feeds/atom.rs"]),
    ("quick_xml", &["render/formats/sitemap.rs"]),
    ("tiny_skia", &["render/cards/"]),
    ("harfrust", &["render/cards/letters.rs"]),
    ("skrifa", &["render/cards/letters.rs"]),
    ("tokio", &["commands/serve/"]),
    ("form_urlencoded", &["edit/posted.rs"]),
    ("getrandom", &["commands/serve/edit/gate.rs"]),
    ("hyper", &["commands/serve/"]),
    ("hyper_util", &["commands/serve/connections.rs"]),
    ("notify", &["commands/serve/watch.rs"]),
];

/// What only the two ends and the commands may do: the middle of the pipeline is pure.
const IMPURE: &[&str] =
    &["std::fs", "std::net", "std::env::", "std::process", "Utc::now", "Local::now", "SystemTime", "Instant"];

/// Where the pipeline is pure.
const PURE: &[&str] = &[
    "diagnostic",
    "quotation",
    "withheld",
    "model",
    "yaml",
    "parse",
    "localize",
    "resolve",
    "words",
    "ledger",
    "check",
    "plan",
    "render",
];

/// Whether a file holds only tests.
fn is_test(file: &str) -> bool {
    file.contains("/tests/") || file.ends_with("/tests.rs") || file.ends_with("_tests.rs")
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
fn only_four_commands_know_the_network() {
    let mut wrong = Vec::new();
    for (file, text) in &sources() {
        if ["net", "verify", "links", "archive"].contains(&module(file))
            || ["commands/network.rs", "commands/new/from_page.rs"].contains(&file.as_str())
        {
            continue;
        }
        for (number, line) in code(text) {
            if used(line).iter().any(|name| ["net", "verify", "links", "archive"].contains(&name.as_str())) {
                wrong.push(format!(
                    "src/{file}:{number}: the network is the business of `verify`, `links`, `archive` and `new source URL`"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// In how many files of a stage one type's inherent methods may stand; more are a folder whose files call each other
/// through it, which no import shows. A renderer was once one type in 37 files.
const FILES_OF_ONE_TYPE: &[(&str, usize)] = &[("document", 1), ("render", 1)];
const FILES_ELSEWHERE: usize = 4;

#[test]
fn no_type_holds_a_folder_together() {
    let mut homes: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for (file, text) in &sources() {
        for (_, line) in code(text) {
            let Some(rest) = line.strip_prefix("impl") else { continue };
            let rest = if rest.starts_with('<') { rest.split_once("> ").map_or(rest, |(_, rest)| rest) } else { rest };
            if rest.contains(" for ") {
                continue;
            }
            let name: String = rest.trim_start().chars().take_while(|c| c.is_alphanumeric()).collect();
            homes.entry((module(file).to_owned(), name)).or_default().insert(file.clone());
        }
    }
    let most = |stage: &str| {
        FILES_OF_ONE_TYPE.iter().find(|(known, _)| *known == stage).map_or(FILES_ELSEWHERE, |(_, most)| *most)
    };
    homes.retain(|(stage, _), files| files.len() > most(stage));
    assert!(homes.is_empty(), "methods of one type in several files: {homes:#?}");
}

/// Whoever reads a type's name in the middle of a file should know which one it is, without a look at the imports.
#[test]
fn no_two_types_share_a_name() {
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in &sources() {
        for (number, line) in code(text) {
            let item = match line.strip_prefix("pub(") {
                Some(scoped) => scoped.split_once(')').map_or("", |(_, item)| item),
                None => line.strip_prefix("pub").unwrap_or(line),
            };
            // What is set in belongs to a trait, which has the same names everywhere.
            let mut words = item.trim_start_matches(' ').split_whitespace();
            let is_outermost = !line.starts_with(' ');
            if is_outermost && words.next().is_some_and(|word| ["struct", "enum", "trait", "type"].contains(&word)) {
                let name: String = words.next().unwrap_or("").chars().take_while(|c| c.is_alphanumeric()).collect();
                homes.entry(name).or_default().push(format!("src/{file}:{number}"));
            }
        }
    }
    assert!(homes.len() > 400, "only {} types were found", homes.len());
    homes.retain(|_, places| places.len() > 1);
    assert!(homes.is_empty(), "types of one name: {homes:#?}");
}

/// A file that has grown beyond this is usually about two things.
const MOST_LINES: usize = 400;

#[test]
fn no_file_is_too_long_to_read_at_once() {
    let mut read = 0;
    for folder in ["src", "tests/suite", "examples", "benches", "fuzz"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in walkdir::WalkDir::new(folder) {
            let path = entry.expect("our own folders can be listed").into_path();
            if path.extension().is_some_and(|end| end == "rs") && !path.to_string_lossy().contains("/target/") {
                let lines = fs::read_to_string(&path).expect("a source file is text").lines().count();
                assert!(lines <= MOST_LINES, "{} has {lines} lines, and {MOST_LINES} are enough", path.display());
                read += 1;
            }
        }
    }
    assert!(read > 300, "only {read} files were found");
}

#[test]
fn no_file_is_called_utils() {
    for file in sources().keys() {
        assert!(!["utils", "util", "helpers", "common", "misc"].iter().any(|name| file.contains(name)), "src/{file}");
    }
}
