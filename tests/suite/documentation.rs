//! What the documentation shows is so: its examples build, its commands run, its tables are the declarations.
//!
//! `tests/documentation/README.md` tells over which site the examples are put.

use crate::harness::{Site, assert_expected, copy, root};
use dateline::parse::fields::FieldKey;
use dateline::parse::schema::FileKind;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Warnings that an example may have: it is an excerpt, and its sources are invented.
const QUIET: &[&str] = &["unused-source", "unverified-quote"];

/// `README.md` and the guides; `docs/diagnostics/` has a test of its own.
fn documents() -> Vec<PathBuf> {
    let guides = std::fs::read_dir(root().join("docs")).expect("the guides");
    let mut documents: Vec<_> = guides
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    documents.push(root().join("README.md"));
    documents.push(root().join("templates/init/README.md"));
    documents.sort();
    documents
}

/// The fenced blocks of a document: what stands behind the fence, and the content.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let content: String =
                lines.by_ref().take_while(|line| !line.starts_with("```")).flat_map(|line| [line, "\n"]).collect();
            blocks.push((info.trim().to_owned(), content));
        }
    }
    blocks
}

/// The blocks that are whole files of a site.
fn files(text: &str) -> Vec<(String, String)> {
    let folders = ["content/", "templates/", "static/"];
    blocks(text)
        .into_iter()
        .filter_map(|(info, content)| Some((info.split_once(' ')?.1.to_owned(), content)))
        .filter(|(path, _)| folders.iter().any(|folder| path.starts_with(folder)))
        .collect()
}

/// Puts a file into the site, in the place of the one with its name.
fn put(site: &Site, path: &str, content: &str) {
    fn remove(folder: &Path, name: &str) {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                remove(&path, name);
            } else if path.file_name().is_some_and(|found| found == name) {
                std::fs::remove_file(&path).expect("it goes");
            }
        }
    }
    let mut parts = path.split('/');
    if let (Some("content"), Some(folder), Some(_)) = (parts.next(), parts.next(), parts.next()) {
        remove(&site.path().join("content").join(folder), path.rsplit('/').next().expect("a name"));
    }
    site.write(path, content);
}

#[test]
fn every_example_builds() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for document in documents() {
        let name = document.strip_prefix(root()).expect("it is ours").display().to_string();
        let text = std::fs::read_to_string(&document).expect("a document");
        let files = files(&text);
        if files.is_empty() {
            continue;
        }
        let site = if name.starts_with("templates/") {
            let site = Site::empty();
            copy(&root().join("templates/init/content"), &site.path().join("content"));
            site
        } else {
            let site = Site::explained();
            copy(&root().join("tests/documentation/content"), &site.path().join("content"));
            site
        };
        for (path, content) in &files {
            put(&site, path, content);
        }
        let said = site.dateline(&["build"]);
        let found: Value = serde_json::from_str(&site.dateline_check().out).expect("JSON");
        let is_quiet = |found: &Value| QUIET.iter().any(|code| found["code"] == *code);
        if said.status != 0 || !found.as_array().expect("a list").iter().all(is_quiet) {
            wrong.push(format!("# {name}\n{}", said.err));
        }
        tried += files.len();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 30, "only {tried} examples were found");
}

#[test]
fn every_command_runs() {
    let bin = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().expect("a folder");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let mut ran = 0;
    for document in documents() {
        let text = std::fs::read_to_string(&document).expect("a document");
        let commands: String =
            blocks(&text).into_iter().filter(|(info, _)| info == "sh run").map(|(_, commands)| commands).collect();
        if commands.is_empty() {
            continue;
        }
        let site = Site::empty();
        let mut shell = Command::new("sh");
        shell.args(["-e", "-c", &commands]).current_dir(site.path()).env("PATH", &path);
        let output = shell.output().expect("a shell");
        assert!(output.status.success(), "{}\n{}", document.display(), String::from_utf8_lossy(&output.stderr));
        ran += commands.lines().count();
    }
    assert!(ran > 5, "only {ran} commands were found");
}

/// Links between our documents, and to headings in them.
#[test]
fn every_link_leads_somewhere() {
    let mut wrong = Vec::new();
    for document in documents().into_iter().filter(|path| !path.starts_with(root().join("templates"))) {
        let text = std::fs::read_to_string(&document).expect("a document");
        let outside: String = text.split("\n```").step_by(2).collect();
        for target in outside.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            // Pictures of the site are made last, when its look stays.
            if target.contains(':') || target.starts_with('@') || target.ends_with(".png") {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let path = document.parent().expect("a folder").join(file);
            if !file.is_empty() && !path.exists() {
                wrong.push(format!("{}: {target}", document.display()));
            } else if !heading.is_empty() {
                let there = std::fs::read_to_string(if file.is_empty() { &document } else { &path }).expect("text");
                let slug = |line: &str| -> String {
                    let words = line.trim_start_matches('#').trim().to_lowercase();
                    words
                        .chars()
                        .filter(|c| c.is_alphanumeric() || " -".contains(*c))
                        .collect::<String>()
                        .replace(' ', "-")
                };
                if !there.lines().any(|line| line.starts_with('#') && slug(line) == heading) {
                    wrong.push(format!("{}: {target}", document.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `DATELINE_ACCEPT=1 cargo test --test suite documentation` writes the tables anew.
#[test]
fn the_tables_of_keys_are_the_declarations() {
    let path = root().join("docs/format.md");
    let text = std::fs::read_to_string(&path).expect("the format");
    let mut wanted = text;
    for sort in FileKind::ALL.into_iter().filter(|sort| *sort != FileKind::Organization) {
        let start = format!("<!-- keys: {} -->\n", sort.as_str());
        let from = wanted.find(&start).unwrap_or_else(|| panic!("no keys of `{}`", sort.as_str())) + start.len();
        let to = from + wanted[from..].find("<!-- end of keys -->").expect("an end");
        wanted.replace_range(from..to, &table(sort));
    }
    assert_expected(&path, &wanted);
}

fn table(sort: FileKind) -> String {
    let mut rows = String::from("| key | takes | |\n|---|---|---|\n");
    for key in sort.keys() {
        // Every file may have it: it has a section of its own.
        if key.name == "accept" && sort != FileKind::Event {
            continue;
        }
        row(&key, "", &mut rows);
    }
    rows
}

fn row(key: &FieldKey, above: &str, rows: &mut String) {
    let required = if key.required { ", required" } else { "" };
    let meaning = key.meaning.replace('|', "\\|");
    rows.push_str(&format!("| {above}`{}` | {}{required} | {meaning} |\n", key.name, takes(&key.schema)));
    if let Some(inner) = record(&key.schema) {
        let above = format!("{above}`{}` → ", key.name);
        for (name, schema) in inner["properties"].as_object().into_iter().flatten() {
            let required = inner["required"].as_array().is_some_and(|list| list.iter().any(|key| key == name));
            let meaning = schema["description"].as_str().unwrap_or_default();
            let key = FieldKey {
                name: name.clone().leak(),
                required,
                meaning: meaning.to_owned().leak(),
                schema: schema.clone(),
            };
            row(&key, &above, rows);
        }
    }
}

/// The map of keys of its own that a value is, or that the entries of a list are.
fn record(schema: &Value) -> Option<&Value> {
    if schema["properties"].is_object() {
        return Some(schema);
    }
    let alternatives = schema["anyOf"].as_array().into_iter().flatten();
    [&schema["items"], &schema["additionalProperties"]]
        .into_iter()
        .chain(alternatives)
        .find_map(|inner| inner.is_object().then(|| record(inner)).flatten())
}

/// What a value looks like, in words.
fn takes(schema: &Value) -> String {
    if let Some(words) = schema["enum"].as_array() {
        let words: Vec<_> = words.iter().filter_map(Value::as_str).map(|word| format!("`{word}`")).collect();
        return words.join(", ");
    }
    if let Some(space) = schema["x-refers-to"].as_str() {
        let article = if space.starts_with(['a', 'e', 'o']) { "an" } else { "a" };
        return format!("id of {article} {space}");
    }
    if let Some(alternatives) = schema["anyOf"].as_array() {
        let words: Vec<_> = alternatives.iter().map(takes).collect();
        return words.join(", or ");
    }
    match &schema["type"] {
        Value::Array(types) if types.iter().any(|word| word == "object") => "date".to_owned(),
        Value::Array(_) => "text".to_owned(),
        word => match word.as_str().unwrap_or_default() {
            "array" if schema["minItems"] == 2 && schema["items"]["type"] == "number" => "two numbers".to_owned(),
            "array" if schema["minItems"] == 2 => "two texts".to_owned(),
            "array" => format!("list: {}", takes(&schema["items"])),
            "object" if schema["additionalProperties"].is_object() => {
                format!("map of names to: {}", takes(&schema["additionalProperties"]))
            }
            "object" => "keys of its own".to_owned(),
            "boolean" => "`true` or `false`".to_owned(),
            "integer" => "whole number".to_owned(),
            "number" => "number".to_owned(),
            "string" if schema["format"] == "uri" => "address".to_owned(),
            "string" if schema["pattern"].as_str().is_some_and(|pattern| pattern.contains(r"\d{4}")) => {
                "day".to_owned()
            }
            "string" if schema["pattern"].is_string() => "id".to_owned(),
            "string" => "time".to_owned(),
            other => panic!("nobody knows how to say {other} of {schema}"),
        },
    }
}
