//! Whether an edit did what it should, and nothing else.

use super::super::control::FormField;
use super::super::value::{self, FieldMap, FieldValue, get};
use crate::yaml::{self, Node, Value};

/// Whether a text says what is wanted, and what stands under no key of the form is as it was.
pub fn says(text: &str, fields: &[FormField], wanted: &FieldMap, before: &Node) -> bool {
    let Ok(after) = yaml::read(text) else { return false };
    let entries = match &after.value {
        Value::Map(entries) => entries.as_slice(),
        Value::Null => &[],
        _ => return false,
    };
    let declared = |key: &str| fields.iter().any(|field| field.name == key);
    let is_said = fields.iter().all(|field| {
        let found = entries.iter().find(|(key, _)| key.value == field.name);
        let read = found.map(|(_, node)| value::read(&field.control, node, text));
        read.is_none_or(|read| read.fits && read.value == *get(wanted, &field.name))
            && (found.is_some() || *get(wanted, &field.name) == FieldValue::Nothing)
    });
    let others = |node: &Node| -> Vec<String> {
        let Value::Map(entries) = &node.value else { return Vec::new() };
        let others = entries.iter().filter(|(key, _)| !declared(&key.value));
        others.map(|(key, value)| format!("{}: {}", key.value, value.said())).collect()
    };
    is_said && others(before) == others(&after)
}
