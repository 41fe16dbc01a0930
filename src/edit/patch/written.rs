//! How values are written where nothing stood before.

use super::super::control::{Control, EntryFields};
use super::super::value::{FieldMap, FieldValue, get};
use super::scalar::{self, ScalarPlace};

/// As long as a line of front matter stays readable.
const WIDTH: usize = 110;

/// What stands behind the colon of a key: a space and the value, or a line end and lines that are indented below `indent`.
pub fn behind_key(control: &Control, value: &FieldValue, indent: usize, place: ScalarPlace) -> String {
    if place == ScalarPlace::Flow {
        return format!(" {}", inline(control, value));
    }
    match (control, value) {
        (Control::Text, FieldValue::Text(text)) if text.contains('\n') && is_literal(text) => {
            let pad = " ".repeat(indent + 2);
            let lines =
                text.split('\n').map(|line| if line.is_empty() { String::new() } else { format!("{pad}{line}") });
            format!(" |-\n{}", lines.collect::<Vec<_>>().join("\n"))
        }
        (_, FieldValue::Text(text)) => format!(" {}", scalar::write(text, control, ScalarPlace::Block, None)),
        (Control::Named(entry), FieldValue::Map(map)) if !map.is_empty() => {
            let pad = " ".repeat(indent + 2);
            let line = |(name, value): &(String, FieldValue)| {
                let behind = behind_name(entry, value, indent + 2);
                format!("\n{pad}{}:{behind}", scalar::write(name, &Control::Id, ScalarPlace::Block, None))
            };
            map.iter().map(line).collect()
        }
        (Control::Entries(entry), FieldValue::List(items)) if !items.is_empty() => {
            let flat = inline(control, value);
            let is_plain = items.iter().all(|item| alone(entry, item).is_some());
            if is_plain && flat.len() + indent < WIDTH {
                return format!(" {flat}");
            }
            let pad = " ".repeat(indent + 2);
            items.iter().map(|item| format!("\n{pad}- {}", block_entry(entry, item, indent + 4))).collect()
        }
        (_, FieldValue::List(items)) if !items.is_empty() => {
            let flat = inline(control, value);
            if flat.len() + indent < WIDTH {
                return format!(" {flat}");
            }
            let (pad, of) = (" ".repeat(indent + 2), of_list(control));
            items
                .iter()
                .map(|item| format!("\n{pad}- {}", scalar::write(item.text(), of, ScalarPlace::Block, None)))
                .collect()
        }
        _ => format!(" {}", inline(control, value)),
    }
}

/// What stands behind the colon of a name in a map of the editor's own.
pub fn behind_name(entry: &EntryFields, value: &FieldValue, indent: usize) -> String {
    let flat = inline_entry(entry, value);
    match (alone(entry, value), value) {
        (Some(value), _) => behind_key(&entry.first().control, value, indent, ScalarPlace::Block),
        (None, FieldValue::Map(map)) if flat.len() + indent >= WIDTH => {
            format!("\n{}{}", " ".repeat(indent + 2), block_map(entry, map, indent + 2))
        }
        _ => format!(" {flat}"),
    }
}

/// An entry behind its hyphen, whose keys stand at `indent`.
pub fn block_entry(entry: &EntryFields, value: &FieldValue, indent: usize) -> String {
    let flat = inline_entry(entry, value);
    match (alone(entry, value), value) {
        (Some(value), _) => scalar::write(value.text(), &entry.first().control, ScalarPlace::Block, None),
        (None, FieldValue::Map(map)) if flat.len() + indent >= WIDTH => block_map(entry, map, indent),
        _ => flat,
    }
}

fn block_map(entry: &EntryFields, map: &FieldMap, indent: usize) -> String {
    let keys = entry.fields.iter().filter(|field| *get(map, &field.name) != FieldValue::Nothing);
    let lines = keys.map(|field| {
        format!("{}:{}", field.name, behind_key(&field.control, get(map, &field.name), indent, ScalarPlace::Block))
    });
    lines.collect::<Vec<_>>().join(&format!("\n{}", " ".repeat(indent)))
}

/// A value on one line that may stand between brackets.
pub fn inline(control: &Control, value: &FieldValue) -> String {
    match (control, value) {
        (_, FieldValue::Nothing) => "~".to_owned(),
        (_, FieldValue::Text(text)) => scalar::write(text, control, ScalarPlace::Flow, None),
        (Control::Entries(entry), FieldValue::List(items)) => bracketed(items, |item| inline_entry(entry, item)),
        (_, FieldValue::List(items)) => {
            bracketed(items, |item| scalar::write(item.text(), of_list(control), ScalarPlace::Flow, None))
        }
        (Control::Group(fields), FieldValue::Map(map)) => {
            let keys = fields.iter().filter(|field| *get(map, &field.name) != FieldValue::Nothing);
            braced(keys.map(|field| format!("{}: {}", field.name, inline(&field.control, get(map, &field.name)))))
        }
        (Control::Named(entry), FieldValue::Map(map)) => {
            let name = |name: &str| scalar::write(name, &Control::Id, ScalarPlace::Flow, None);
            braced(map.iter().map(|(key, value)| format!("{}: {}", name(key), inline_entry(entry, value))))
        }
        (_, FieldValue::Map(_)) => "{}".to_owned(),
    }
}

/// An entry between brackets.
pub fn inline_entry(entry: &EntryFields, value: &FieldValue) -> String {
    match alone(entry, value) {
        Some(value) => inline(&entry.first().control, value),
        None => inline(&Control::Group(entry.fields.clone()), value),
    }
}

/// The value of an entry's first key, if the entry may be written as that alone and has no other.
fn alone<'v>(entry: &EntryFields, value: &'v FieldValue) -> Option<&'v FieldValue> {
    let FieldValue::Map(map) = value else { return None };
    match map.as_slice() {
        [(name, value)] if entry.may_be_alone && *name == entry.first().name => Some(value),
        _ => None,
    }
}

/// The control of the values in a list.
pub fn of_list(control: &Control) -> &Control {
    match control {
        Control::Lines { of, .. } => of,
        _ => &Control::Id,
    }
}

fn bracketed(items: &[FieldValue], write: impl Fn(&FieldValue) -> String) -> String {
    format!("[{}]", items.iter().map(write).collect::<Vec<_>>().join(", "))
}

fn braced(entries: impl Iterator<Item = String>) -> String {
    format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
}

/// Whether YAML's literal form keeps a text: it can't begin with a space, or hold what ends a line elsewhere.
fn is_literal(text: &str) -> bool {
    !text.starts_with([' ', '\n', '\t'])
        && !text.ends_with('\n')
        && !text.contains(['\r', '\u{85}', '\u{2028}', '\u{2029}'])
}
