//! The rules of `ARCHITECTURE.md`, checked on the source: who may know whom, and where packages come in.
//!
//! The source is read as text, line by line; comments and tests inside files don't count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which modules each module may use, besides itself. Stages know only what is upstream of them.
const MAY_USE: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("atomic", &["error"]),
    ("diagnostic", &[]),
    ("quotation", &[]),
    ("model", &["diagnostic", "quotation"]),
    ("read", &["diagnostic", "error"]),
    ("parse", &["diagnostic", "model", "quotation", "read"]),
    ("resolve", &["diagnostic", "model", "read", "parse"]),
    ("words", &["model", "parse", "error"]),
    ("ledger", &["model", "resolve", "words"]),
    ("check", &["diagnostic", "model", "parse", "quotation", "resolve", "ledger", "words"]),
    ("plan", &["diagnostic", "model", "read", "resolve"]),
    ("checked", &["diagnostic", "read", "resolve", "words", "ledger", "plan"]),
    ("document", &[]),
    (
        "render",
        &[
            "checked",
            "document",
            "error",
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
    ("write", &["error", "read"]),
    ("import", &["diagnostic", "document", "model", "parse", "read", "text"]),
    ("text", &[]),
    ("progress", &[]),
    ("net", &["parse"]),
    ("tidy", &["diagnostic", "model", "parse", "read"]),
    (
        "verify",
        &["atomic", "diagnostic", "error", "model", "net", "parse", "progress", "quotation", "read", "resolve", "text"],
    ),
    ("links", &["error", "model", "net", "parse", "progress", "resolve", "text", "verify"]),
    ("archive", &["atomic", "diagnostic", "error", "model", "net", "parse", "progress", "verify"]),
];

/// The only files that name a package; a folder stands for everything in it.
const DOORS: &[(&str, &[&str])] = &[
    ("serde_yaml", &["parse/yaml.rs"]),
    ("granit_parser", &["parse/yaml.rs"]),
    ("pulldown_cmark", &["parse/markdown.rs", "parse/markdown/"]),
    ("tera", &["render/html/templates.rs"]),
    ("edtf_core", &["model/date/"]),
    ("walkdir", &["read/"]),
    ("annotate_snippets", &["diagnostic/human.rs"]),
    ("unicode_security", &["check/name_variants.rs"]),
    ("strsim", &["diagnostic/suggest.rs"]),
    ("url", &["parse/address.rs"]),
    ("similar", &["quotation/difference.rs", "tidy/difference.rs"]),
    ("ureq", &["net/client.rs"]),
    ("dom_smoothie", &["text/html.rs"]),
    ("dom_query", &["import/html.rs"]),
    ("tempfile", &["atomic.rs"]),
    ("pdf_extract", &["text/pdf.rs"]),
    ("flate2", &["text/pdf.rs"]),
    ("rustix", &["read/regular.rs", "text/sandbox.rs"]),
    ("encoding_rs", &["text/charset.rs"]),
    ("csv", &["render/formats/table.rs", "import/rows.rs"]),
    ("icalendar", &["render/formats/calendar.rs"]),
    ("atom_syndication", &["render/formats/feeds/atom.rs"]),
    ("quick_xml", &["render/formats/sitemap.rs"]),
    ("resvg", &["render/cards/letters.rs"]),
    ("skrifa", &["render/cards/letters.rs"]),
    ("schemars", &["document/"]),
    ("axum", &["commands/serve/"]),
    ("tokio", &["commands/serve/"]),
    ("hyper", &["commands/serve/connections.rs"]),
    ("hyper_util", &["commands/serve/connections.rs"]),
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

/// Where no file and no folder may need, by way of whatever others, one that needs it.
const WITHOUT_CIRCLES: &[&str] = &["document", "render"];

/// In which of these folders only `mod.rs` may need its neighbours: formats know nothing of each other.
const WITHOUT_ARROWS: &[&str] = &["render/formats"];

/// In how many files of a stage one type's inherent methods may stand; more are a folder whose files call each other
/// through it, which no import shows. A renderer was once one type in 37 files.
const FILES_OF_ONE_TYPE: &[(&str, usize)] = &[("document", 1), ("render", 1)];
const FILES_ELSEWHERE: usize = 4;

/// The file that a path of modules leads to: `crate::render::notices::status` to `render/notices.rs`.
fn file_of(path: &[&str], files: &BTreeMap<String, String>) -> Option<String> {
    (1..=path.len()).rev().map(|length| path[..length].join("/")).find_map(|stem| {
        [format!("{stem}.rs"), format!("{stem}/mod.rs")].into_iter().find(|file| files.contains_key(file))
    })
}

/// The paths of modules that a text names behind `start`; of a list in braces, one for each item.
fn paths(text: &str, start: &str) -> Vec<Vec<String>> {
    fn take(text: &str, before: &[String], paths: &mut Vec<Vec<String>>) {
        if let Some(list) = text.strip_prefix('{') {
            let (mut depth, mut from) = (0, 0);
            for (at, c) in list.char_indices() {
                match c {
                    '}' | ',' if depth == 0 => {
                        take(list[from..at].trim_start(), before, paths);
                        from = at + 1;
                        if c == '}' {
                            return;
                        }
                    }
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
            }
            return;
        }
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
        let path = [before, &[text[..end].to_owned()]].concat();
        match text[end..].strip_prefix("::") {
            Some(rest) => take(rest, &path, paths),
            // Behind the last comma of a list there is nothing.
            None if end == 0 => {}
            None => paths.push(path),
        }
    }
    let mut paths = Vec::new();
    for (at, _) in text.match_indices(start) {
        if !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == ':' || c == '_') {
            take(&text[at + start.len()..], &[], &mut paths);
        }
    }
    paths
}

/// The other files that a file needs: what it names behind `crate`, `super` and the names of its own modules.
fn needed(file: &str, text: &str, files: &BTreeMap<String, String>) -> BTreeSet<String> {
    let code: String = code(text).into_iter().flat_map(|(_, line)| [line, "\n"]).collect();
    let own: Vec<&str> = file.trim_end_matches(".rs").trim_end_matches("/mod").split('/').collect();
    let below = code.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    let below = below.map(|name| (name, [&own, &[name][..]].concat()));
    let starts = below.chain([("crate", Vec::new()), ("super", own[..own.len() - 1].to_vec())]);
    let mut needed = BTreeSet::new();
    for (start, before) in starts {
        for path in paths(&code, &format!("{start}::")) {
            let mut place = before.clone();
            for name in &path {
                match name.as_str() {
                    "super" => _ = place.pop(),
                    name => place.push(name),
                }
            }
            needed.extend(file_of(&place, files));
        }
    }
    needed.remove(file);
    needed
}

#[test]
fn no_circle_of_files_or_folders() {
    let files = sources();
    let arrows: Vec<(&String, BTreeSet<String>)> =
        files.iter().map(|(file, text)| (file, needed(file, text, &files))).collect();
    let folders = files.keys().flat_map(|file| file.match_indices('/').map(|(at, _)| &file[..at]));
    let folders: BTreeSet<&str> = folders.filter(|folder| WITHOUT_CIRCLES.contains(&module(folder))).collect();
    let mut wrong = Vec::new();
    for folder in folders {
        // What lies in a folder, with all that lies deeper in another taken for one.
        let unit = |file: &str| Some(file.strip_prefix(folder)?.strip_prefix('/')?.split('/').next()?.to_owned());
        let mut left: BTreeSet<(String, String)> = BTreeSet::new();
        for (file, needed) in &arrows {
            let ends = needed.iter().filter_map(|to| Some((unit(file)?, unit(to)?)));
            left.extend(ends.filter(|(from, to)| from != to));
        }
        if WITHOUT_ARROWS.contains(&folder) {
            let own = left.iter().filter(|(from, _)| from != "mod.rs");
            wrong.extend(own.map(|(from, to)| format!("src/{folder}: `{from}` may not need `{to}`")));
        }
        // An arrow to what needs nothing, or from what nothing needs, is part of no circle.
        loop {
            let goes_on = |(from, to): &(String, String)| {
                left.iter().any(|(next, _)| next == to) && left.iter().any(|(_, before)| before == from)
            };
            let circling: BTreeSet<_> = left.iter().filter(|arrow| goes_on(arrow)).cloned().collect();
            if circling.len() == left.len() {
                break;
            }
            left = circling;
        }
        wrong.extend(left.iter().map(|(from, to)| format!("src/{folder}: `{from}` needs `{to}`")));
    }
    assert!(wrong.is_empty(), "arrows that go round in a circle, or where none may be:\n{}", wrong.join("\n"));
}

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
fn no_two_public_types_share_a_name() {
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in &sources() {
        for (number, line) in code(text) {
            let Some(item) = line.strip_prefix("pub") else { continue };
            let item = match item.strip_prefix('(') {
                Some(scoped) => scoped.split_once(')').map_or("", |(_, item)| item),
                None => item,
            };
            let mut words = item.split_whitespace();
            if words.next().is_some_and(|word| ["struct", "enum", "trait", "type"].contains(&word)) {
                let name: String = words.next().unwrap_or("").chars().take_while(|c| c.is_alphanumeric()).collect();
                homes.entry(name).or_default().push(format!("src/{file}:{number}"));
            }
        }
    }
    assert!(homes.len() > 200, "only {} types were found", homes.len());
    homes.retain(|_, places| places.len() > 1);
    assert!(homes.is_empty(), "types of one name: {homes:#?}");
}

#[test]
fn no_file_is_called_utils() {
    for file in sources().keys() {
        assert!(!["utils", "util", "helpers", "common", "misc"].iter().any(|name| file.contains(name)), "src/{file}");
    }
}
