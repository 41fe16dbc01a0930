//! Field types made of others: lists, maps, and values that may be either.

use super::wrong;
use crate::diagnostic::{Code, position::Spanned};
use crate::parse::fields::{FieldType, Fields, example_entry, map_schema, read_map};
use crate::parse::report::FileReport;
use crate::yaml::{Node, Value};
use serde_json::json;

impl Fields<'_> {
    /// A list that may be missing: then it is empty.
    pub fn list<S: FieldType>(&mut self, name: &'static str, meaning: &'static str, field_type: S) -> Vec<S::Out> {
        self.optional(name, meaning, List(field_type)).unwrap_or_default()
    }

    /// A list whose every entry makes a page: it may be missing, and has not many entries.
    pub fn bounded_list<S: FieldType>(
        &mut self,
        name: &'static str,
        meaning: &'static str,
        field_type: S,
    ) -> Vec<S::Out> {
        self.optional(name, meaning, BoundedList(List(field_type))).unwrap_or_default()
    }
}

/// A list of at most [`MAX_ENTRIES`] entries.
///
/// A page lists all tags of each of its events: a megabyte of tags would become a hundred gigabytes of pages.
pub struct BoundedList<S>(pub List<S>);

/// How many pages one event's list may make.
const MAX_ENTRIES: usize = 50;

impl<S: FieldType> FieldType for BoundedList<S> {
    type Out = Vec<S::Out>;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        if let Value::List(items) = &node.value
            && items.len() > MAX_ENTRIES
        {
            let at = report.in_file(node.span);
            let message = format!("this list has {} entries, and at most {MAX_ENTRIES} are read", items.len());
            report.add(Code::InvalidValue, at, message, "keep those that a reader would look for");
            return None;
        }
        self.0.read(node, report)
    }

    fn schema(&self) -> serde_json::Value {
        let mut schema = self.0.schema();
        schema["maxItems"] = MAX_ENTRIES.into();
        schema
    }
}

/// Several values of one type.
pub struct List<S>(pub S);

impl<S: FieldType> FieldType for List<S> {
    type Out = Vec<S::Out>;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        let Value::List(items) = &node.value else {
            return wrong(node, report, "a list", &listed(&node.value, &self.0.schema()));
        };
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            if item.value == Value::Null {
                let at = report.in_file(item.span);
                report.add(Code::WrongType, at, "this entry of the list is empty", "write it, or remove its `-`");
            } else {
                values.extend(self.0.read(item, report));
            }
        }
        Some(values)
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": "array", "items": self.0.schema()})
    }
}

/// One value, or a list of them.
pub struct OneOrMore<S>(pub S);

impl<S: FieldType> FieldType for OneOrMore<S> {
    type Out = Vec<S::Out>;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        match &node.value {
            Value::List(items) => Some(items.iter().filter_map(|item| self.0.read(item, report)).collect()),
            _ => self.0.read(node, report).map(|value| vec![value]),
        }
    }

    fn schema(&self) -> serde_json::Value {
        json!({"anyOf": [self.0.schema(), {"type": "array", "items": self.0.schema()}]})
    }
}

/// A map of its own keys; the text names it in messages.
pub struct MapOf<F>(pub &'static str, pub F);

impl<T, F: Fn(&mut Fields) -> Option<T>> FieldType for MapOf<F> {
    type Out = T;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<T> {
        read_map(self.0, node, report, &self.1)
    }

    fn schema(&self) -> serde_json::Value {
        map_schema(&self.1)
    }
}

/// A value alone, or a map where there is more to say: `ida-bloom` or `{person: ida-bloom, role: warden}`.
pub struct ScalarOrMap<S, F>(pub S, pub MapOf<F>);

impl<S: FieldType, F: Fn(&mut Fields) -> Option<S::Out>> FieldType for ScalarOrMap<S, F> {
    type Out = S::Out;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<S::Out> {
        match node.value {
            Value::Map(_) => self.1.read(node, report),
            _ => self.0.read(node, report),
        }
    }

    fn schema(&self) -> serde_json::Value {
        json!({"anyOf": [self.0.schema(), self.1.schema()]})
    }
}

/// `inner`'s value, made into another.
pub struct Mapped<S, F>(pub S, pub F);

impl<S: FieldType, T, F: Fn(S::Out) -> T> FieldType for Mapped<S, F> {
    type Out = T;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<T> {
        self.0.read(node, report).map(&self.1)
    }

    fn schema(&self) -> serde_json::Value {
        self.0.schema()
    }
}

/// A map from names of the editor's own choosing to values of one type.
pub struct Dictionary<S>(pub S);

impl<S: FieldType> FieldType for Dictionary<S> {
    type Out = Vec<(Spanned<String>, S::Out)>;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        let Value::Map(entries) = &node.value else {
            return wrong(node, report, "a map", "write `name: value`, one a line");
        };
        let mut values = Vec::new();
        for (key, value) in entries {
            if value.value == Value::Null {
                let at = report.in_file(key.span);
                report.add(
                    Code::WrongType,
                    at,
                    format!("`{}` has no value", key.value),
                    "write it, or remove the line",
                );
            } else if let Some(value) = self.0.read(value, report) {
                values.push((Spanned::new(key.value.clone(), report.in_file(key.span)), value));
            }
        }
        Some(values)
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": "object", "additionalProperties": self.0.schema()})
    }
}

/// How a value is written that should be a list; `schema` is that of its entries.
fn listed(value: &Value, schema: &serde_json::Value) -> String {
    let entry = match value {
        // `-ledger` under a key: a list was meant.
        Value::Scalar { text, .. } => match text.trim().strip_prefix('-') {
            Some(entry) if !entry.contains('\n') => {
                return format!("a space is missing after the hyphen: write `- {}`", entry.trim());
            }
            _ => text.trim(),
        },
        Value::Map(_) if example_entry(schema, "").is_some() => {
            return "begin its first line with `- `, and indent the lines below it as far".to_owned();
        }
        _ => "",
    };
    match example_entry(schema, entry) {
        Some(entry) => format!("write `[{entry}]`, or each entry on a line of its own after `- `"),
        None if entry.is_empty() || entry.contains(['\n', ',', '[']) => {
            "write `[one, two]`, or each on a line of its own after `- `".to_owned()
        }
        None => format!("write `[{entry}]`"),
    }
}
