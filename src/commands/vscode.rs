//! What VS Code completes from, by path in the folder `.vscode`.
//!
//! Its YAML extension reads JSON Schema for `site.yaml`, but not for front matter in Markdown
//! (redhat-developer/vscode-yaml, issue 207). Project snippets are built in and work there: VS Code takes front matter
//! for YAML, so that keys are offered in front matter only, and ids in the text too.

use super::schema_files::{file_name, pretty};
use crate::parse::field_types::EntityKind;
use crate::parse::schema::{FileKind, Ids};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The schemas with the site's ids, and the snippets.
pub fn files(ids: &Ids) -> BTreeMap<String, String> {
    let mut files: BTreeMap<_, _> = FileKind::ALL
        .into_iter()
        .map(|kind| (format!("dateline/{}", file_name(kind)), pretty(&ids.put_into(kind.schema()))))
        .collect();
    files.insert("dateline.code-snippets".to_owned(), pretty(&snippets(ids)));
    files
}

/// Keys and ids as project snippets.
fn snippets(ids: &Ids) -> Value {
    let mut snippets = Map::new();
    for (name, key) in keys(ids) {
        let snippet = json!({
            "scope": "yaml",
            "prefix": name,
            "body": body(&name, &key.schema),
            // Lines would run together there.
            "description": key.meanings.join(" · "),
        });
        snippets.insert(format!("key {name}"), snippet);
    }
    for space in [
        EntityKind::Kind,
        EntityKind::Person,
        EntityKind::Organization,
        EntityKind::Place,
        EntityKind::Source,
        EntityKind::Claim,
        EntityKind::Event,
        EntityKind::Page,
    ] {
        let word = space.as_str();
        for (id, called) in ids.of_kind(space) {
            let snippet = json!({
                "scope": if space == EntityKind::Kind { "yaml" } else { "yaml,markdown" },
                "prefix": id,
                "body": id,
                "description": format!("{word}: {called}"),
            });
            snippets.insert(format!("{word} {id}"), snippet);
            // VS Code offers nothing while digits are typed, with which most events begin; a link's scheme is a word.
            if space != EntityKind::Kind {
                let link = format!("{word}:{id}");
                let description = format!("link to the {word}: {called}");
                let snippet = json!({"scope": "markdown", "prefix": link, "body": link, "description": description});
                snippets.insert(format!("link {link}"), snippet);
            }
        }
    }
    Value::Object(snippets)
}

/// A key that one or several kinds of files have.
struct CompletionKey {
    schema: Value,
    meanings: Vec<String>,
}

/// Every key of every front matter, also those within entries of lists.
fn keys(ids: &Ids) -> BTreeMap<String, CompletionKey> {
    let mut keys = BTreeMap::new();
    for kind in FileKind::ALL.into_iter().filter(|kind| *kind != FileKind::Site) {
        gather(kind.as_str(), &ids.put_into(kind.schema()), &mut keys);
    }
    keys
}

fn gather(of: &str, schema: &Value, keys: &mut BTreeMap<String, CompletionKey>) {
    for (name, value) in schema["properties"].as_object().into_iter().flatten() {
        let key =
            keys.entry(name.clone()).or_insert_with(|| CompletionKey { schema: value.clone(), meanings: Vec::new() });
        let meaning = format!("{of}: {}", value["description"].as_str().unwrap_or_default());
        if !key.meanings.contains(&meaning) {
            key.meanings.push(meaning);
        }
        gather(&format!("{of}, {name}"), value, keys);
    }
    for alternative in schema["anyOf"].as_array().into_iter().flatten() {
        gather(of, alternative, keys);
    }
    if schema["items"].is_object() {
        gather(of, &schema["items"], keys);
    }
}

/// The key with a place for its value: a choice where few words are allowed.
fn body(name: &str, schema: &Value) -> String {
    let words = match &schema["type"] {
        Value::String(boolean) if boolean == "boolean" => Some(vec!["true", "false"]),
        _ => schema["enum"].as_array().map(|words| words.iter().filter_map(Value::as_str).collect()),
    };
    match words {
        Some(words) if words.len() <= 40 => format!("{name}: ${{1|{}|}}", words.join(",")),
        _ if schema["type"] == "array" => format!("{name}: [$1]"),
        _ => format!("{name}: $1"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_offered_in_front_matter_and_ids_in_the_text_too() {
        let snippets = snippets(&Ids::default());
        assert_eq!(snippets["key sources"]["scope"], "yaml");
        assert_eq!(snippets["key quote"]["body"], "quote: $1");
        assert_eq!(snippets["key draft"]["body"], "draft: ${1|true,false|}");
        assert_eq!(snippets["key result"]["body"], "result: ${1|none,declined,answered,unreachable|}");
        let title = snippets["key title"]["description"].as_str().unwrap();
        assert!(snippets.as_object().unwrap().keys().all(|name| name.starts_with("key ")), "a site without ids");
        assert!(title.starts_with("event: What happened") && title.contains(" · source: "), "{title}");
    }
}
