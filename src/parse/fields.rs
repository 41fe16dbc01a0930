//! How front matter is declared: once, for reading it and for describing it.
//!
//! A declaration is a function over [`Fields`] that asks for keys by name, type and meaning. Run over a file's YAML, it
//! gives values and collects every mistake. Run without a file, it gives the JSON Schema from which text editors complete
//! keys. So no key is read but undocumented, or documented but ignored.

use super::report::FileReport;
use crate::diagnostic::{Code, Span, position::Spanned, suggest};
use crate::yaml::{Node, ScalarType, Value};

/// What a value may look like.
pub trait FieldType {
    type Out;

    /// The value, or `None` after its mistakes were reported. Never sees [`Value::Null`].
    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out>;

    /// The same as JSON Schema (2020-12).
    fn schema(&self) -> serde_json::Value;
}

/// One key of a map, as documentation sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldKey {
    pub name: &'static str,
    pub required: bool,
    pub meaning: &'static str,
    pub schema: serde_json::Value,
}

/// The keys of a map, being read or being described.
pub struct Fields<'a> {
    source: FieldSource<'a>,
    asked: Vec<&'static str>,
    /// Keys that have been reported already.
    refused: Vec<&'static str>,
    /// Keys that are required and not there, and a line to paste for each.
    missing: Vec<(&'static str, String)>,
    /// Keys that were once declared, and what to write instead.
    former: Vec<(&'static str, &'static str)>,
}

enum FieldSource<'a> {
    Map { what: &'a str, node: &'a Node, report: &'a mut FileReport },
    Description(&'a mut Vec<FieldKey>),
}

/// Reads `node` as the map that `declaration` declares; `what` names it in messages ("an event").
pub fn read_map<T>(
    what: &str,
    node: &Node,
    report: &mut FileReport,
    declaration: impl FnOnce(&mut Fields) -> Option<T>,
) -> Option<T> {
    if !matches!(node.value, Value::Map(_)) {
        let at = report.in_file(node.span);
        let written = match &node.value {
            Value::Scalar { text, .. } => text.trim(),
            _ => "",
        };
        let help = example_entry(&map_schema(declaration), written)
            .map_or_else(|| "write `key: value`, one a line".to_owned(), |entry| format!("write `{entry}`"));
        report.add(Code::WrongType, at, format!("{what} has keys and values"), help);
        return None;
    }
    let mut fields = Fields::of(FieldSource::Map { what, node, report });
    let value = declaration(&mut fields);
    fields.refuse_unknown_and_missing_keys();
    value
}

/// The keys that `declaration` declares.
pub fn describe<T>(declaration: impl FnOnce(&mut Fields) -> Option<T>) -> Vec<FieldKey> {
    let mut keys = Vec::new();
    let mut fields = Fields::of(FieldSource::Description(&mut keys));
    declaration(&mut fields);
    keys
}

/// The JSON Schema of the map that `declaration` declares.
pub fn map_schema<T>(declaration: impl FnOnce(&mut Fields) -> Option<T>) -> serde_json::Value {
    let keys = describe(declaration);
    let required: Vec<_> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let properties: serde_json::Map<_, _> = keys
        .into_iter()
        .map(|key| {
            let mut schema = key.schema;
            schema["description"] = key.meaning.into();
            (key.name.to_owned(), schema)
        })
        .collect();
    let mut schema = serde_json::json!({"type": "object", "additionalProperties": false, "properties": properties});
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    schema
}

impl<'a> Fields<'a> {
    fn of(source: FieldSource<'a>) -> Self {
        Self { source, asked: Vec::new(), missing: Vec::new(), former: Vec::new(), refused: Vec::new() }
    }

    /// A key that must be there and have a value.
    pub fn required<S: FieldType>(
        &mut self,
        name: &'static str,
        meaning: &'static str,
        field_type: S,
    ) -> Option<S::Out> {
        self.ask(name, meaning, field_type, true)
    }

    /// A key that must be there unless others make up for it.
    pub fn required_unless<S: FieldType>(
        &mut self,
        is_made_up_for: bool,
        name: &'static str,
        meaning: &'static str,
        shape: S,
    ) -> Option<S::Out> {
        let is_read = matches!(self.source, FieldSource::Map { .. });
        self.ask(name, meaning, shape, is_read && !is_made_up_for)
    }

    /// A key that may be missing or empty.
    pub fn optional<S: FieldType>(
        &mut self,
        name: &'static str,
        meaning: &'static str,
        field_type: S,
    ) -> Option<S::Out> {
        self.ask(name, meaning, field_type, false)
    }

    /// A key that is no longer one: who still writes it reads `help`.
    pub fn former(&mut self, name: &'static str, help: &'static str) {
        self.former.push((name, help));
    }

    /// What a required text is when it is missing: nothing, so that the rest of the file can be checked all the same.
    pub fn nothing(&self) -> Spanned<String> {
        let start = self.span().start;
        Spanned::new(String::new(), Span::new(start, start))
    }

    /// Where the whole map stands.
    pub fn span(&self) -> Span {
        match &self.source {
            FieldSource::Map { node, report, .. } => report.in_file(node.span),
            FieldSource::Description(_) => Span::default(),
        }
    }

    /// Where the value of a key stands, if it has one.
    pub fn span_of(&self, name: &str) -> Option<Span> {
        let FieldSource::Map { node, report, .. } = &self.source else { return None };
        let Value::Map(entries) = &node.value else { return None };
        let (_, value) = entries.iter().find(|(key, value)| key.value == name && value.value != Value::Null)?;
        Some(report.in_file(value.span))
    }

    /// Whether a key has anything to say, readable or not: a value, and no empty list.
    pub fn gives(&self, name: &str) -> bool {
        let FieldSource::Map { node, .. } = &self.source else { return false };
        let Value::Map(entries) = &node.value else { return false };
        let value = entries.iter().find(|(key, _)| key.value == name).map(|(_, value)| &value.value);
        !matches!(value, None | Some(Value::Null)) && !matches!(value, Some(Value::List(items)) if items.is_empty())
    }

    /// Refuses a key that is known and has no place here; not where it is one of the map's own.
    pub fn refuse_key(&mut self, name: &'static str, message: &str, help: &str) {
        let FieldSource::Map { node, report, .. } = &mut self.source else { return };
        let Value::Map(entries) = &node.value else { return };
        if let Some((key, _)) = entries.iter().find(|(key, _)| key.value == name && !self.asked.contains(&name)) {
            let at = report.in_file(key.span);
            report.add(Code::UnknownKey, at, message, help);
            self.refused.push(name);
        }
    }

    /// Whether a key says `false`.
    pub fn denies(&self, name: &str) -> bool {
        let FieldSource::Map { node, .. } = &self.source else { return false };
        let Value::Map(entries) = &node.value else { return false };
        let value = entries.iter().find(|(key, _)| key.value == name).map(|(_, value)| &value.value);
        matches!(value, Some(Value::Scalar { scalar_type: ScalarType::Boolean(false), .. }))
    }

    /// Reports what is wrong with the map as a whole.
    pub fn refuse(&mut self, code: Code, at: Span, message: &str, help: &str) {
        if let FieldSource::Map { report, .. } = &mut self.source {
            report.add(code, at, message, help);
        }
    }

    fn ask<S: FieldType>(
        &mut self,
        name: &'static str,
        meaning: &'static str,
        field_type: S,
        required: bool,
    ) -> Option<S::Out> {
        self.asked.push(name);
        match &mut self.source {
            FieldSource::Description(keys) => {
                keys.push(FieldKey { name, required, meaning, schema: field_type.schema() });
                None
            }
            FieldSource::Map { node, report, .. } => {
                let Value::Map(entries) = &node.value else { return None };
                match entries.iter().find(|(key, _)| key.value == name) {
                    Some((key, value)) if value.value == Value::Null => {
                        if required {
                            let at = report.in_file(key.span);
                            report.add(
                                Code::MissingKey,
                                at,
                                format!("`{name}` has no value"),
                                example(name, &field_type),
                            );
                        }
                        None
                    }
                    Some((_, value)) => field_type.read(value, report),
                    None => {
                        if required {
                            self.missing.push((name, example(name, &field_type)));
                        }
                        None
                    }
                }
            }
        }
    }

    /// A key that is missing because it is misspelt is one mistake, and one diagnostic.
    fn refuse_unknown_and_missing_keys(self) {
        let FieldSource::Map { what, node, report } = self.source else { return };
        let Value::Map(entries) = &node.value else { return };
        let mut meant = Vec::new();
        let is_known = |key: &str| self.asked.contains(&key) || self.refused.contains(&key);
        for (key, _) in entries.iter().filter(|(key, _)| !is_known(&key.value)) {
            let former = self.former.iter().find(|(name, _)| *name == key.value);
            let near = suggest::nearest(&key.value, self.asked.iter().copied());
            let help = match (former, near) {
                (Some((_, help)), _) => (*help).to_owned(),
                (None, Some(near)) => suggest::did_you_mean(near),
                (None, None) => format!("{what} has these keys: {}", self.asked.join(", ")),
            };
            meant.extend(near);
            let at = report.in_file(key.span);
            report.add(Code::UnknownKey, at, format!("{what} has no key `{}`", key.value), help);
        }
        for (name, help) in self.missing.into_iter().filter(|(name, _)| !meant.contains(name)) {
            let at = report.in_file(Span::new(node.span.start, node.span.start));
            report.add(Code::MissingKey, at, format!("{what} needs `{name}`"), help);
        }
    }
}

/// A line to paste for a key that is missing.
fn example<S: FieldType>(name: &str, field_type: &S) -> String {
    let schema = field_type.schema();
    let value = schema.get("examples").and_then(|examples| examples.get(0)).map(|example| match example {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    value.map_or_else(|| format!("add a line `{name}: …`"), |value| format!("add a line such as `{name}: {value}`"))
}

/// How a map is written of which only one value is given, as `{claim: sold-licences, stance: …}`; nothing for what is
/// no map alone, or needs no key.
pub fn example_entry(schema: &serde_json::Value, written: &str) -> Option<String> {
    let mut required = schema.get("required")?.as_array()?.iter().filter_map(serde_json::Value::as_str);
    let mut rest = written;
    // `claim:sold-licences`
    let first = required.next()?;
    if let Some(behind) = written.strip_prefix(first).and_then(|behind| behind.strip_prefix(':')) {
        rest = behind.trim_start();
    }
    // What has an example of its own, as a date, is nothing that was written by itself.
    let is_free = schema.get("properties")?.get(first)?.get("examples").is_none();
    let is_plain = is_free && !rest.is_empty() && !rest.contains(['\n', ',', '[', '{', '"', '\'', ':', '#']);
    let mut entry = format!("{{{first}: {}", if is_plain { rest } else { "…" });
    for key in required {
        entry.push_str(&format!(", {key}: …"));
    }
    entry.push('}');
    Some(entry)
}
