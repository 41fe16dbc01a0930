//! The declarations of front matter as JSON Schema: what editors' programs complete keys from.

use super::fields::{Fields, Key, describe, map_schema};
use super::shapes::Space;
use super::{Document, Documents, claim, event, page, party, place, settings, source};
use crate::read::Folder;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The sorts of files that have keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    Event,
    Source,
    Claim,
    Person,
    Organization,
    Place,
    Page,
    /// `content/site.yaml`
    Site,
}

impl Sort {
    /// Every sort, events first.
    pub const ALL: [Self; 8] =
        [Self::Event, Self::Source, Self::Claim, Self::Person, Self::Organization, Self::Place, Self::Page, Self::Site];

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
            Self::Site => Folder::Site,
        }
    }

    /// Its keys, in the order of their declaration.
    pub fn keys(self) -> Vec<Key> {
        self.with(Keys)
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
        if let (Value::Object(whole), Value::Object(map)) = (&mut schema, self.with(Schema)) {
            whole.extend(map);
        }
        schema
    }

    fn with<V: Visit>(self, visit: V) -> V::Out {
        match self {
            Self::Event => visit.visit(event::event),
            Self::Source => visit.visit(source::source),
            Self::Claim => visit.visit(claim::claim),
            Self::Person => visit.visit(party::person),
            Self::Organization => visit.visit(party::organization),
            Self::Place => visit.visit(place::place),
            Self::Page => visit.visit(page::page),
            Self::Site => visit.visit(settings::settings),
        }
    }
}

/// Something to do with a declaration, whatever it declares.
trait Visit {
    type Out;

    fn visit<T>(self, declaration: fn(&mut Fields) -> Option<T>) -> Self::Out;
}

struct Keys;

impl Visit for Keys {
    type Out = Vec<Key>;

    fn visit<T>(self, declaration: fn(&mut Fields) -> Option<T>) -> Vec<Key> {
        describe(declaration)
    }
}

struct Schema;

impl Visit for Schema {
    type Out = Value;

    fn visit<T>(self, declaration: fn(&mut Fields) -> Option<T>) -> Value {
        map_schema(declaration)
    }
}

/// The ids of one site, with what each thing is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ids(BTreeMap<Space, BTreeMap<String, String>>);

impl Ids {
    /// Every id that `documents` define, drafts included: a draft may be named in another.
    pub fn of(documents: &Documents) -> Self {
        let mut ids = Self::default();
        for event in &documents.events {
            ids.add(Space::Event, event.id.as_str(), &event.front.title.value);
            for alias in &event.front.aliases {
                ids.add(Space::Event, alias.value.as_str(), &event.front.title.value);
            }
        }
        ids.add_all(Space::Source, &documents.sources, |front| &front.title.value);
        ids.add_all(Space::Claim, &documents.claims, |front| &front.statement.value);
        ids.add_all(Space::Person, &documents.people, |front| &front.name.value);
        ids.add_all(Space::Organization, &documents.organizations, |front| &front.name.value);
        ids.add_all(Space::Party, &documents.people, |front| &front.name.value);
        ids.add_all(Space::Party, &documents.organizations, |front| &front.name.value);
        ids.add_all(Space::Place, &documents.places, |front| &front.name.value);
        ids.add_all(Space::Page, &documents.pages, |front| &front.title.value);
        for (id, kind) in documents.settings.iter().flat_map(|settings| &settings.front.kinds) {
            ids.add(Space::Kind, &id.value, &kind.label.value);
        }
        // A file that can't be read just now keeps its id: its other mentions are no mistakes.
        for (folder, id) in &documents.broken {
            for space in spaces(*folder) {
                ids.add(*space, id.as_str(), "");
            }
        }
        ids
    }

    /// The ids of a space in their order, with what each is called.
    pub fn of_space(&self, space: Space) -> impl Iterator<Item = (&str, &str)> {
        self.0.get(&space).into_iter().flatten().map(|(id, called)| (id.as_str(), called.as_str()))
    }

    /// The same schema with these ids in place of each `x-refers-to`, so that an unknown one shows as it is typed.
    ///
    /// A space without any ids stays open: an enumeration of nothing would be no schema.
    #[must_use]
    pub fn put_into(&self, schema: Value) -> Value {
        match schema {
            Value::Object(mut map) => {
                let space = map.shift_remove("x-refers-to");
                let mut map: serde_json::Map<_, _> =
                    map.into_iter().map(|(key, value)| (key, self.put_into(value))).collect();
                if let Some(space) = space.as_ref().and_then(Value::as_str).and_then(space_called) {
                    let (ids, names): (Vec<_>, Vec<_>) = self.of_space(space).unzip();
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

    fn add(&mut self, space: Space, id: &str, called: &str) {
        self.0.entry(space).or_default().insert(id.to_owned(), called.to_owned());
    }

    fn add_all<F>(&mut self, space: Space, documents: &[Arc<Document<F>>], called: impl Fn(&F) -> &String) {
        for document in documents {
            self.add(space, document.id.as_str(), called(&document.front));
        }
    }
}

/// Every space of ids.
pub const SPACES: [Space; 9] = [
    Space::Event,
    Space::Source,
    Space::Claim,
    Space::Person,
    Space::Organization,
    Space::Party,
    Space::Place,
    Space::Page,
    Space::Kind,
];

fn space_called(word: &str) -> Option<Space> {
    SPACES.into_iter().find(|space| space.as_str() == word)
}

fn spaces(folder: Folder) -> &'static [Space] {
    match folder {
        Folder::Events => &[Space::Event],
        Folder::Sources => &[Space::Source],
        Folder::Claims => &[Space::Claim],
        Folder::People => &[Space::Person, Space::Party],
        Folder::Organizations => &[Space::Organization, Space::Party],
        Folder::Places => &[Space::Place],
        Folder::Pages => &[Space::Page],
        Folder::Site | Folder::Templates | Folder::Verification => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_declared_key_is_in_its_schema_with_its_meaning() {
        for sort in Sort::ALL {
            let schema = sort.schema();
            for key in sort.keys() {
                let described = &schema["properties"][key.name];
                assert_eq!(described["description"], key.meaning, "{} {}", sort.as_str(), key.name);
                let is_required = schema["required"].as_array().is_some_and(|list| list.contains(&key.name.into()));
                assert_eq!(is_required, key.required, "{} {}", sort.as_str(), key.name);
            }
            assert_eq!(schema["additionalProperties"], false);
        }
    }

    #[test]
    fn every_reference_takes_the_ids_of_its_space() {
        let mut ids = Ids::default();
        for space in SPACES {
            ids.add(space, &format!("a-{}", space.as_str()), "A");
        }
        for sort in Sort::ALL {
            let schema = ids.put_into(sort.schema());
            assert!(!schema.to_string().contains("x-refers-to"), "{}", sort.as_str());
        }
        let event = ids.put_into(Sort::Event.schema());
        assert_eq!(event["properties"]["kind"]["enum"], json!(["a-kind"]));
        assert_eq!(event["properties"]["people"]["items"]["anyOf"][0]["enum"], json!(["a-person"]));
        let by = &event["properties"]["claims"]["items"]["properties"]["by"];
        assert_eq!(by["anyOf"][0]["enum"], json!(["a-party"]));
    }

    #[test]
    fn a_space_without_ids_stays_open() {
        let event = Ids::default().put_into(Sort::Event.schema());
        assert_eq!(event["properties"]["kind"]["type"], "string");
        assert_eq!(event["properties"]["kind"]["enum"], Value::Null);
    }
}
