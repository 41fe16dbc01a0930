//! The declarations of front matter as JSON Schema, from which text editors complete keys.

use super::field_types::EntityKind;
use super::fields::{FieldKey, Fields, describe, map_schema};
use super::{Document, Documents, claim, event, page, party, place, settings, source, topic, translation};
use crate::read::Folder;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The kinds of files that have keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    Event,
    Source,
    Claim,
    Person,
    Organization,
    Place,
    Page,
    Topic,
    /// `content/site.yaml`
    Site,
}

impl FileKind {
    /// Every kind, events first.
    pub const ALL: [Self; 9] = [
        Self::Event,
        Self::Source,
        Self::Claim,
        Self::Person,
        Self::Organization,
        Self::Place,
        Self::Page,
        Self::Topic,
        Self::Site,
    ];

    /// Its word on the command line and in file names.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Source => "source",
            Self::Claim => "claim",
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Page => "page",
            Self::Topic => "topic",
            Self::Site => "site",
        }
    }

    /// The folder of `content/` where such files lie.
    pub fn folder(self) -> Folder {
        match self {
            Self::Event => Folder::Events,
            Self::Source => Folder::Sources,
            Self::Claim => Folder::Claims,
            Self::Person => Folder::People,
            Self::Organization => Folder::Organizations,
            Self::Place => Folder::Places,
            Self::Page => Folder::Pages,
            Self::Topic => Folder::Tags,
            Self::Site => Folder::Site,
        }
    }

    /// Its keys, in the order of their declaration.
    pub fn keys(self) -> Vec<FieldKey> {
        self.with(ListKeys)
    }

    /// Its JSON Schema (2020-12); a reference says with `x-refers-to` whose ids it takes.
    pub fn schema(self) -> Value {
        let mut schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": match self {
                Self::Site => "content/site.yaml of a Dateline site".to_owned(),
                _ => format!("The front matter of a Dateline {}", self.as_str()),
            },
        });
        if let (Value::Object(whole), Value::Object(map)) = (&mut schema, self.with(DescribeSchema)) {
            whole.extend(map);
        }
        schema
    }

    /// The JSON Schema of the translations of such files; there are none of `content/site.yaml`, which has its own words.
    pub fn translation_schema(self) -> Option<Value> {
        let declaration = match self {
            Self::Event => translation::of_event,
            Self::Source => translation::of_source,
            Self::Claim => translation::of_claim,
            Self::Person | Self::Organization => translation::of_party,
            Self::Place => translation::of_place,
            Self::Page => translation::of_page,
            Self::Topic => translation::of_topic,
            Self::Site => return None,
        };
        let mut schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": format!("The front matter of a translation of a Dateline {}", self.as_str()),
        });
        if let (Value::Object(whole), Value::Object(map)) = (&mut schema, map_schema(declaration)) {
            whole.extend(map);
        }
        Some(schema)
    }

    fn with<V: DeclarationVisitor>(self, visit: V) -> V::Out {
        match self {
            Self::Event => visit.visit(event::event),
            Self::Source => visit.visit(source::source),
            Self::Claim => visit.visit(claim::claim),
            Self::Person => visit.visit(party::person),
            Self::Organization => visit.visit(party::organization),
            Self::Place => visit.visit(place::place),
            Self::Page => visit.visit(page::page),
            Self::Topic => visit.visit(topic::topic),
            Self::Site => visit.visit(settings::settings),
        }
    }
}

/// Something to do with a declaration, whatever it declares.
trait DeclarationVisitor {
    type Out;

    fn visit<T>(self, declaration: fn(&mut Fields) -> Option<T>) -> Self::Out;
}

struct ListKeys;

impl DeclarationVisitor for ListKeys {
    type Out = Vec<FieldKey>;

    fn visit<T>(self, declaration: fn(&mut Fields) -> Option<T>) -> Vec<FieldKey> {
        describe(declaration)
    }
}

struct DescribeSchema;

impl DeclarationVisitor for DescribeSchema {
    type Out = Value;

    fn visit<T>(self, declaration: fn(&mut Fields) -> Option<T>) -> Value {
        map_schema(declaration)
    }
}

/// The ids of one site, with what each thing is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ids(BTreeMap<EntityKind, BTreeMap<String, String>>);

impl Ids {
    /// Every id that `documents` define, drafts included: a draft may be named in another.
    pub fn of(documents: &Documents) -> Self {
        let mut ids = Self::default();
        for event in &documents.events {
            ids.add(EntityKind::Event, event.id.as_str(), &event.front.title.value);
            for alias in &event.front.aliases {
                ids.add(EntityKind::Event, alias.value.as_str(), &event.front.title.value);
            }
        }
        ids.add_all(EntityKind::Source, &documents.sources, |front| &front.title.value);
        ids.add_all(EntityKind::Claim, &documents.claims, |front| &front.statement.value);
        ids.add_all(EntityKind::Person, &documents.people, |front| &front.name.value);
        ids.add_all(EntityKind::Organization, &documents.organizations, |front| &front.name.value);
        ids.add_all(EntityKind::Party, &documents.people, |front| &front.name.value);
        ids.add_all(EntityKind::Party, &documents.organizations, |front| &front.name.value);
        ids.add_all(EntityKind::Place, &documents.places, |front| &front.name.value);
        ids.add_all(EntityKind::Page, &documents.pages, |front| &front.title.value);
        for (id, kind) in documents.settings.iter().flat_map(|settings| &settings.front.kinds) {
            ids.add(EntityKind::Kind, &id.value, &kind.label.value);
        }
        // A file that can't be read just now keeps its id: its other mentions are no mistakes.
        for (folder, id) in &documents.broken {
            for kind in entity_kinds(*folder) {
                ids.add(*kind, id.as_str(), "");
            }
        }
        ids
    }

    /// The ids of a space in their order, with what each is called.
    pub fn of_kind(&self, kind: EntityKind) -> impl Iterator<Item = (&str, &str)> {
        self.0.get(&kind).into_iter().flatten().map(|(id, called)| (id.as_str(), called.as_str()))
    }

    /// The same schema with these ids in place of each `x-refers-to`, so that an unknown one shows as it is typed.
    ///
    /// A space without any ids stays open: an enumeration of nothing would be no schema.
    #[must_use]
    pub fn put_into(&self, schema: Value) -> Value {
        match schema {
            Value::Object(mut map) => {
                let kind = map.shift_remove("x-refers-to");
                let mut map: serde_json::Map<_, _> =
                    map.into_iter().map(|(key, value)| (key, self.put_into(value))).collect();
                if let Some(kind) = kind.as_ref().and_then(Value::as_str).and_then(kind_named) {
                    let (ids, names): (Vec<_>, Vec<_>) = self.of_kind(kind).unzip();
                    if !ids.is_empty() {
                        map.insert("enum".to_owned(), ids.into());
                        map.insert("enumDescriptions".to_owned(), names.into());
                    }
                }
                Value::Object(map)
            }
            Value::Array(items) => items.into_iter().map(|item| self.put_into(item)).collect(),
            other => other,
        }
    }

    fn add(&mut self, kind: EntityKind, id: &str, called: &str) {
        self.0.entry(kind).or_default().insert(id.to_owned(), called.to_owned());
    }

    fn add_all<F>(&mut self, kind: EntityKind, documents: &[Arc<Document<F>>], called: impl Fn(&F) -> &String) {
        for document in documents {
            self.add(kind, document.id.as_str(), called(&document.front));
        }
    }
}

/// Every kind of entity that has ids.
pub const ENTITY_KINDS: [EntityKind; 9] = [
    EntityKind::Event,
    EntityKind::Source,
    EntityKind::Claim,
    EntityKind::Person,
    EntityKind::Organization,
    EntityKind::Party,
    EntityKind::Place,
    EntityKind::Page,
    EntityKind::Kind,
];

fn kind_named(word: &str) -> Option<EntityKind> {
    ENTITY_KINDS.into_iter().find(|kind| kind.as_str() == word)
}

fn entity_kinds(folder: Folder) -> &'static [EntityKind] {
    match folder {
        Folder::Events => &[EntityKind::Event],
        Folder::Sources => &[EntityKind::Source],
        Folder::Claims => &[EntityKind::Claim],
        Folder::People => &[EntityKind::Person, EntityKind::Party],
        Folder::Organizations => &[EntityKind::Organization, EntityKind::Party],
        Folder::Places => &[EntityKind::Place],
        Folder::Pages => &[EntityKind::Page],
        // Nothing names a topic by its id: events bear its tag.
        Folder::Tags | Folder::Site | Folder::Templates | Folder::Verification => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_declared_key_is_in_its_schema_with_its_meaning() {
        for kind in FileKind::ALL {
            let schema = kind.schema();
            for key in kind.keys() {
                let described = &schema["properties"][key.name];
                assert_eq!(described["description"], key.meaning, "{} {}", kind.as_str(), key.name);
                let is_required = schema["required"].as_array().is_some_and(|list| list.contains(&key.name.into()));
                assert_eq!(is_required, key.required, "{} {}", kind.as_str(), key.name);
            }
            assert_eq!(schema["additionalProperties"], false);
        }
    }

    #[test]
    fn every_reference_takes_the_ids_of_its_space() {
        let mut ids = Ids::default();
        for kind in ENTITY_KINDS {
            ids.add(kind, &format!("a-{}", kind.as_str()), "A");
        }
        for kind in FileKind::ALL {
            let schema = ids.put_into(kind.schema());
            assert!(!schema.to_string().contains("x-refers-to"), "{}", kind.as_str());
        }
        let event = ids.put_into(FileKind::Event.schema());
        assert_eq!(event["properties"]["kind"]["enum"], json!(["a-kind"]));
        assert_eq!(event["properties"]["people"]["items"]["anyOf"][0]["enum"], json!(["a-person"]));
        let by = &event["properties"]["claims"]["items"]["properties"]["by"];
        assert_eq!(by["anyOf"][0]["enum"], json!(["a-party"]));
    }

    #[test]
    fn a_space_without_ids_stays_open() {
        let event = Ids::default().put_into(FileKind::Event.schema());
        assert_eq!(event["properties"]["kind"]["type"], "string");
        assert_eq!(event["properties"]["kind"]["enum"], Value::Null);
    }
}
