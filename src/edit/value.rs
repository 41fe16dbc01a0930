//! What a form holds, and what a file says in the same terms, so that the two can be compared.

use super::control::{Control, EntryFields, FormField};
use crate::yaml::{Node, Value};

/// The value of a key, without the way in which it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum FieldValue {
    #[default]
    Nothing,
    Text(String),
    /// An empty list is said, and is not nothing: `about: []`.
    List(Vec<FieldValue>),
    /// Holds no [`FieldValue::Nothing`].
    Map(FieldMap),
}

/// Keys with their values, in the order of their declaration.
pub type FieldMap = Vec<(String, FieldValue)>;

impl FieldValue {
    /// Its text; empty where it has none.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            _ => "",
        }
    }

    /// Its entries; none where it is no list.
    pub fn items(&self) -> &[FieldValue] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The value of a key.
    pub fn get(&self, name: &str) -> &FieldValue {
        match self {
            Self::Map(map) => get(map, name),
            _ => &Self::Nothing,
        }
    }
}

/// The value of a key.
pub fn get<'m>(map: &'m FieldMap, name: &str) -> &'m FieldValue {
    map.iter().find(|(key, _)| key == name).map_or(&FieldValue::Nothing, |(_, value)| value)
}

/// What a node says, and whether it says it in a form that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadValue {
    pub value: FieldValue,
    /// False for a value of another sort than the key takes: it is shown as it stands, and written anew when it is saved.
    pub fits: bool,
}

/// What `node` says as the value of such a control; `yaml` is the text in which it stands.
pub fn read(control: &Control, node: &Node, yaml: &str) -> ReadValue {
    let fitting = |value| ReadValue { value, fits: true };
    let raw = || ReadValue { value: text(&yaml[node.span.start..node.span.end]), fits: false };
    match (control, &node.value) {
        (_, Value::Null) => fitting(FieldValue::Nothing),
        (Control::Date, Value::List(items)) => match items.iter().map(scalar).collect::<Option<Vec<_>>>() {
            Some(items) => fitting(text(&format!("[{}]", items.join(",")))),
            None => raw(),
        },
        (Control::Date, Value::Map(entries)) if entries.iter().all(|(_, value)| value.value == Value::Null) => {
            let days: Vec<&str> = entries.iter().map(|(key, _)| key.value.trim()).collect();
            fitting(text(&format!("{{{}}}", days.join(","))))
        }
        (Control::References { .. } | Control::Lines { .. }, Value::List(items)) => {
            // An entry of nothing is a mistake of its own.
            let values = items.iter().map(|item| scalar(item).map(text));
            match values.collect::<Option<Vec<_>>>() {
                Some(items) => fitting(FieldValue::List(items)),
                None => raw(),
            }
        }
        (
            Control::References { may_be_alone, .. } | Control::Lines { may_be_alone, .. },
            Value::Scalar { text: word, .. },
        ) => ReadValue { value: FieldValue::List(vec![text(word.trim())]), fits: *may_be_alone },
        (Control::Entries(entry), Value::List(items)) => {
            let read: Vec<ReadValue> = items.iter().map(|item| of_entry(entry, item, yaml)).collect();
            let fits = read.iter().all(|read| read.fits && read.value != FieldValue::Nothing);
            ReadValue { value: FieldValue::List(read.into_iter().map(|read| read.value).collect()), fits }
        }
        (Control::Entries(entry), _) => {
            let read = of_entry(entry, node, yaml);
            ReadValue { value: FieldValue::List(vec![read.value]), fits: false }
        }
        (Control::Group(fields), Value::Map(entries)) => {
            let (map, fits) = map(fields, entries, yaml);
            ReadValue { value: FieldValue::Map(map), fits }
        }
        // `[43.76, -79.41]`
        (Control::Group(fields), Value::List(items)) if items.len() == fields.len() => {
            let pairs = fields.iter().zip(items);
            let pairs = pairs.map(|(field, item)| (field.name.clone(), read(&field.control, item, yaml).value));
            fitting(FieldValue::Map(pairs.filter(|(_, value)| *value != FieldValue::Nothing).collect()))
        }
        (Control::Named(entry), Value::Map(entries)) => {
            let read: Vec<_> = entries.iter().map(|(key, value)| (&key.value, of_entry(entry, value, yaml))).collect();
            let fits = read.iter().all(|(_, read)| read.fits);
            let map = read.into_iter().map(|(key, read)| (key.clone(), read.value));
            ReadValue { value: FieldValue::Map(map.collect()), fits }
        }
        (Control::Group(_) | Control::Named(_) | Control::References { .. } | Control::Lines { .. }, _) => raw(),
        (_, Value::Scalar { text: word, .. }) => fitting(text(word.trim())),
        _ => raw(),
    }
}

/// What a front matter says under the keys of a form.
pub fn read_front_matter(fields: &[FormField], root: &Node, yaml: &str) -> FieldMap {
    match &root.value {
        Value::Map(entries) => map(fields, entries, yaml).0,
        _ => FieldMap::new(),
    }
}

/// The values of the declared keys, and whether all are read.
fn map(
    fields: &[FormField],
    entries: &[(crate::diagnostic::position::Spanned<String>, Node)],
    yaml: &str,
) -> (FieldMap, bool) {
    let mut fits = true;
    let mut values = FieldMap::new();
    for field in fields {
        let Some((_, node)) = entries.iter().find(|(key, _)| key.value == field.name) else { continue };
        let read = read(&field.control, node, yaml);
        fits &= read.fits;
        if read.value != FieldValue::Nothing {
            values.push((field.name.clone(), read.value));
        }
    }
    (values, fits)
}

/// An entry of a list, as a map even where its first key's value stands alone.
pub fn of_entry(entry: &EntryFields, node: &Node, yaml: &str) -> ReadValue {
    match &node.value {
        Value::Null => ReadValue { value: FieldValue::Nothing, fits: true },
        Value::Map(entries) if !entry.is_alone => {
            let (map, fits) = map(&entry.fields, entries, yaml);
            ReadValue { value: FieldValue::Map(map), fits }
        }
        _ => {
            let first = entry.first();
            let read = read(&first.control, node, yaml);
            ReadValue {
                value: FieldValue::Map(vec![(first.name.clone(), read.value)]),
                fits: read.fits && entry.may_be_alone,
            }
        }
    }
}

fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text.trim()),
        _ => None,
    }
}

fn text(words: &str) -> FieldValue {
    FieldValue::Text(words.to_owned())
}
