//! What a form has for each key: made from the declaration that reads the front matter, so there is no second list.

use crate::parse::fields::FieldKey;
use crate::parse::schema::FileKind;
use serde_json::Value as Json;

/// A key in a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormField {
    /// The key as it stands in the file.
    pub name: String,
    /// What it means, in the words of its declaration; may hold `code` between backticks.
    pub meaning: String,
    pub required: bool,
    pub control: Control,
}

/// How the value of a key is shown and typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Control {
    Text,
    /// A date, as EDTF or as people write it.
    Date,
    /// Words of which those that others use are offered.
    Tag,
    /// A whole day.
    Day,
    Time,
    Url,
    Integer,
    Number,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Choice(Vec<String>),
    /// The id of another thing; the word is that of [`crate::parse::field_types::EntityKind`].
    Reference(String),
    /// A new id.
    Id,
    /// Ids of other things; `may_be_alone` where one of them needs no list.
    References {
        to: String,
        may_be_alone: bool,
    },
    /// Several values of one of the kinds above, one a line.
    Lines {
        of: Box<Control>,
        may_be_alone: bool,
    },
    /// A map of its own.
    Group(Vec<FormField>),
    /// A list of maps.
    Entries(EntryFields),
    /// A map from names of the editor's own choosing.
    Named(EntryFields),
}

/// The keys of an entry of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryFields {
    pub fields: Vec<FormField>,
    /// Whether an entry that has a value for its first key only may be written as that value alone.
    pub may_be_alone: bool,
    /// Whether an entry is always its first key's value alone.
    pub is_alone: bool,
}

impl EntryFields {
    /// The key that stands for the entry where there is no other.
    pub fn first(&self) -> &FormField {
        &self.fields[0]
    }
}

/// The keys of a kind of file, in the order of their declaration. A key that holds lists of lists has no control: it
/// stays in the file as it stands there.
pub fn form_fields(kind: FileKind) -> Vec<FormField> {
    kind.keys().into_iter().map(of_key).filter(|field| field.control.is_complete()).collect()
}

impl Control {
    /// Whether it shows all that its value can hold.
    fn is_complete(&self) -> bool {
        let are_complete = |fields: &[FormField]| fields.iter().all(|field| field.control.is_complete());
        match self {
            Self::Lines { of, .. } => !matches!(**of, Self::Lines { .. } | Self::References { .. }),
            Self::Group(fields) => are_complete(fields),
            Self::Entries(entry) | Self::Named(entry) => are_complete(&entry.fields),
            _ => true,
        }
    }
}

fn of_key(key: FieldKey) -> FormField {
    let control = control(&key.schema);
    FormField { name: key.name.to_owned(), meaning: key.meaning.to_owned(), required: key.required, control }
}

/// The control for a value that this schema describes.
fn control(schema: &Json) -> Control {
    if let Some(to) = schema["x-refers-to"].as_str() {
        return Control::Reference(to.to_owned());
    }
    if let Some(words) = schema["enum"].as_array() {
        return Control::Choice(words.iter().filter_map(Json::as_str).map(str::to_owned).collect());
    }
    if let Some(ways) = schema["anyOf"].as_array() {
        return either(ways);
    }
    match (schema["format"].as_str(), schema["type"].as_str()) {
        (Some("edtf"), _) => Control::Date,
        (Some("tag"), _) => Control::Tag,
        (Some("date"), _) => Control::Day,
        (Some("time-of-day"), _) => Control::Time,
        (Some("uri"), _) => Control::Url,
        (Some("id"), _) => Control::Id,
        (_, Some("boolean")) => Control::Flag,
        (_, Some("integer")) => Control::Integer,
        (_, Some("number")) => Control::Number,
        (_, Some("array")) => list(&schema["items"]),
        (_, Some("object")) if schema["properties"].is_object() => Control::Group(map(schema)),
        (_, Some("object")) => Control::Named(entry(&schema["additionalProperties"])),
        _ => Control::Text,
    }
}

/// A value that may be written in one of several ways: the richest of them holds them all.
fn either(ways: &[Json]) -> Control {
    let of_type = |name: &str| ways.iter().find(|way| way["type"] == name);
    if let Some(map_schema) = of_type("object") {
        return Control::Group(map(map_schema));
    }
    match of_type("array").or(ways.first()).map_or(Control::Text, control) {
        Control::References { to, .. } => Control::References { to, may_be_alone: true },
        Control::Lines { of, .. } => Control::Lines { of, may_be_alone: true },
        other => other,
    }
}

fn list(items: &Json) -> Control {
    let is_map = |schema: &Json| schema["type"] == "object" && schema["properties"].is_object();
    let ways = items["anyOf"].as_array();
    if is_map(items) || ways.is_some_and(|ways| ways.iter().any(is_map)) {
        return Control::Entries(entry(items));
    }
    match control(items) {
        Control::Reference(to) => Control::References { to, may_be_alone: false },
        of => Control::Lines { of: Box::new(of), may_be_alone: false },
    }
}

fn entry(schema: &Json) -> EntryFields {
    let maps = schema["anyOf"].as_array().and_then(|ways| ways.iter().find(|way| way["type"] == "object"));
    match (maps, schema["type"] == "object") {
        (Some(fields), _) => EntryFields { fields: map(fields), may_be_alone: true, is_alone: false },
        (None, true) => EntryFields { fields: map(schema), may_be_alone: false, is_alone: false },
        (None, false) => {
            let meaning = schema["description"].as_str().unwrap_or_default().to_owned();
            let value = FormField { name: "value".to_owned(), meaning, required: true, control: control(schema) };
            EntryFields { fields: vec![value], may_be_alone: true, is_alone: true }
        }
    }
}

/// The keys of a map, in the order of their declaration.
fn map(schema: &Json) -> Vec<FormField> {
    let required = |name: &str| schema["required"].as_array().is_some_and(|list| list.iter().any(|key| key == name));
    let keys = schema["properties"].as_object().into_iter().flatten();
    keys.map(|(name, schema)| FormField {
        name: name.clone(),
        meaning: schema["description"].as_str().unwrap_or_default().to_owned(),
        required: required(name),
        control: control(schema),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field<'f>(fields: &'f [FormField], name: &str) -> &'f FormField {
        fields.iter().find(|field| field.name == name).unwrap_or_else(|| panic!("no {name}"))
    }

    #[test]
    fn a_form_has_every_key_that_is_declared() {
        // Pairs of words in the settings' translations are lists in a list.
        let in_the_file_alone = ["translations"];
        for kind in FileKind::ALL {
            let fields = form_fields(kind);
            let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
            let declared: Vec<&str> =
                kind.keys().iter().map(|key| key.name).filter(|name| !in_the_file_alone.contains(name)).collect();
            assert_eq!(names, declared);
            assert!(fields.iter().all(|field| !field.meaning.is_empty()));
        }
    }

    #[test]
    fn each_sort_of_value_has_its_control() {
        let event = form_fields(FileKind::Event);
        assert_eq!(field(&event, "title").control, Control::Text);
        assert_eq!(field(&event, "date").control, Control::Date);
        assert_eq!(field(&event, "time").control, Control::Time);
        assert_eq!(field(&event, "added").control, Control::Day);
        assert_eq!(field(&event, "draft").control, Control::Flag);
        assert_eq!(field(&event, "kind").control, Control::Reference("kind".into()));
        assert_eq!(field(&event, "places").control, Control::References { to: "place".into(), may_be_alone: false });
        let lines = |of, may_be_alone| Control::Lines { of: Box::new(of), may_be_alone };
        assert_eq!(field(&event, "tags").control, lines(Control::Tag, false));
        assert_eq!(field(&event, "aliases").control, lines(Control::Id, false));
        let Control::Entries(people) = &field(&event, "people").control else { panic!("entries") };
        assert!(people.may_be_alone && people.first().name == "person");
        let Control::Entries(claims) = &field(&event, "claims").control else { panic!("entries") };
        assert!(!claims.may_be_alone);
        assert_eq!(field(&claims.fields, "by").control, Control::References { to: "party".into(), may_be_alone: true });
        assert_eq!(field(&claims.fields, "citing").control, lines(Control::Text, true));
        let Control::Choice(stances) = &field(&claims.fields, "stance").control else { panic!("a choice") };
        assert!(stances.iter().any(|stance| stance == "denies"));
        let Control::Group(withdrawn) = &field(&event, "withdrawn").control else { panic!("a group") };
        assert!(field(withdrawn, "reason").required);
        let place = form_fields(FileKind::Place);
        assert!(matches!(&field(&place, "coordinates").control, Control::Group(fields) if fields.len() == 2));
        let site = form_fields(FileKind::Site);
        assert!(matches!(&field(&site, "kinds").control, Control::Named(kind) if !kind.may_be_alone));
        assert!(matches!(&field(&site, "lints").control, Control::Named(lint) if lint.may_be_alone));
    }
}
