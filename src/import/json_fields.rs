//! The fields of JSON objects in other tools' files, taken one by one, so that what is left can be told.

use serde_json::{Map, Value};

/// A field that is an object.
pub fn object(map: &mut Map<String, Value>, key: &str) -> Option<Map<String, Value>> {
    match map.remove(key)? {
        Value::Object(object) => Some(object),
        Value::Null => None,
        other => {
            // Something else in its place is reported with the rest.
            map.insert(key.to_owned(), other);
            None
        }
    }
}

/// A field as text; numbers and texts are used for each other.
pub fn take(map: &mut Map<String, Value>, key: &str) -> String {
    match map.remove(key) {
        Some(Value::String(text)) => text,
        Some(Value::Number(number)) => number.to_string(),
        None | Some(Value::Null) => String::new(),
        Some(other) => {
            map.insert(key.to_owned(), other);
            String::new()
        }
    }
}

/// What is left of an object and says something.
pub fn rest(prefix: &str, map: Map<String, Value>) -> Vec<(String, String)> {
    let says_something = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        _ => true,
    };
    map.into_iter()
        .filter(|(_, value)| says_something(value))
        .map(|(key, value)| (format!("{prefix}{key}"), shown(&value)))
        .collect()
}

/// A value in a list of what is lost.
pub fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
