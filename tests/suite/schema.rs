//! The schemas say what the parser reads: content that the parser takes, they take too, and what they refuse is wrong.

use crate::harness::{Site, root};
use dateline::parse::schema::{FileKind, Ids};
use dateline::yaml::{self, Node, ScalarType, Value};
use serde_json::{Value as Json, json};
use std::path::Path;

/// YAML as editors' programs see it: dates are texts.
fn json_of(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Scalar { scalar_type: ScalarType::Boolean(value), .. } => json!(value),
        Value::Scalar { scalar_type: ScalarType::Integer(value), .. } => json!(value),
        Value::Scalar { scalar_type: ScalarType::Float(value), .. } => json!(value),
        Value::Scalar { text, .. } => json!(text),
        Value::List(items) => items.iter().map(json_of).collect(),
        Value::Map(entries) => {
            Json::Object(entries.iter().map(|(key, value)| (key.value.clone(), json_of(value))).collect())
        }
    }
}

/// What a schema finds wrong, for the keywords that ours have.
fn refusals(schema: &Json, value: &Json, at: &str, found: &mut Vec<String>) {
    let Some(keywords) = schema.as_object() else { panic!("{at}: not a schema: {schema}") };
    for (keyword, rule) in keywords {
        let holds = match keyword.as_str() {
            "$schema" | "title" | "description" | "examples" | "enumDescriptions" | "format" => true,
            "type" => {
                let types = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                types.iter().any(|word| match word.as_str().expect("a type is a word") {
                    "string" => value.is_string(),
                    "number" => value.is_number(),
                    "integer" => value.is_i64(),
                    "boolean" => value.is_boolean(),
                    "array" => value.is_array(),
                    "object" => value.is_object(),
                    other => panic!("{at}: unknown type {other}"),
                })
            }
            "enum" => rule.as_array().expect("a list").contains(value),
            "pattern" => {
                // The three patterns that there are.
                let text = value.as_str().unwrap_or_default();
                match rule.as_str().expect("a text") {
                    r"^\d{4}-\d{2}-\d{2}$" => {
                        text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
                    }
                    "^[a-z0-9][a-z0-9-]*$" => dateline::model::Id::new(text).is_some(),
                    "^[^?#]*$" => !text.contains(['?', '#']),
                    other => panic!("{at}: unknown pattern {other}"),
                }
            }
            "minimum" => value.as_f64().is_none_or(|value| value >= rule.as_f64().expect("a number")),
            "maximum" => value.as_f64().is_none_or(|value| value <= rule.as_f64().expect("a number")),
            "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= rule.as_u64().expect("a number")),
            "maxItems" => value.as_array().is_none_or(|items| items.len() as u64 <= rule.as_u64().expect("a number")),
            "required" => value.as_object().is_none_or(|map| {
                rule.as_array().expect("a list").iter().all(|key| map.contains_key(key.as_str().expect("a key")))
            }),
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    refusals(rule, item, &format!("{at}[{index}]"), found);
                }
                true
            }
            "properties" => {
                for (key, value) in value.as_object().into_iter().flatten() {
                    if let Some(schema) = rule.get(key) {
                        refusals(schema, value, &format!("{at}.{key}"), found);
                    }
                }
                true
            }
            "additionalProperties" => {
                let properties = &schema["properties"];
                for (key, value) in value.as_object().into_iter().flatten() {
                    if properties.get(key).is_none() {
                        match rule {
                            Json::Bool(false) => found.push(format!("{at}: no key `{key}`")),
                            schema => refusals(schema, value, &format!("{at}.{key}"), found),
                        }
                    }
                }
                true
            }
            "anyOf" => rule.as_array().expect("a list").iter().any(|schema| {
                let mut found = Vec::new();
                refusals(schema, value, at, &mut found);
                found.is_empty()
            }),
            other => panic!("{at}: the test doesn't know the keyword `{other}`"),
        };
        if !holds {
            found.push(format!("{at}: `{keyword}` {rule} refuses {value}"));
        }
    }
}

/// Every front matter of a site against the schema with that site's ids.
fn refusals_in(site: &Path) -> (usize, Vec<String>) {
    let (inputs, _) = dateline::read::read(site).unwrap_or_else(|error| panic!("{error}"));
    let (documents, _) = dateline::parse::parse(&inputs);
    let ids = Ids::of(&documents);
    let mut found = Vec::new();
    let mut checked = 0;
    for input in inputs.site.iter().chain(&inputs.documents) {
        let sort =
            FileKind::ALL.into_iter().find(|sort| sort.folder() == input.folder).expect("each folder has a sort");
        let text = match sort {
            FileKind::Site => &input.text[..],
            _ => input.text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).expect("front matter").0,
        };
        let node = yaml::read(text).unwrap_or_else(|problem| panic!("{}: {}", input.path, problem.message));
        let name = input.path.rsplit('/').next().expect("a name").trim_end_matches(".md");
        let schema = match dateline::parse::translation::parted(name) {
            Some(_) => sort.translation_schema().expect("such a file can be translated"),
            None => ids.put_into(sort.schema()),
        };
        refusals(&schema, &json_of(&node), &input.path, &mut found);
        checked += 1;
    }
    (checked, found)
}

#[test]
fn our_content_is_as_the_schemas_say() {
    for site in [root(), root().join("tests/explained")] {
        let (checked, found) = refusals_in(&site);
        assert!(checked > 15, "{}", site.display());
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn what_the_parser_refuses_the_schemas_refuse() {
    let site = Site::explained();
    let event = "content/events/2031-04-04-ledger-report.md";
    let text = site.read(event);
    for (from, to) in [
        ("kind: report", "kind: reprot"),
        ("ledger-2031-04-04]", "ledgr-2031-04-04]"),
        ("people: [ida-bloom]", "people: [{person: ida-blom}]"),
        ("by: [ledger]", "by: nobody"),
        ("stance: alleges", "stance: says"),
        ("added: 2031-04-07", "added: April 2031"),
        ("title: ", "titel: "),
    ] {
        assert!(text.contains(from), "{from}");
        site.write(event, text.replacen(from, to, 1));
        let (_, found) = refusals_in(site.path());
        assert!(!found.is_empty(), "{to} was let through");
    }
}
