//! The types of `timeline.json`, which `timeline.schema.json` describes and `import` reads back.
//!
//! A change that a reader of version 1 would stumble over makes a version 2. Ids are the content's own; dates are EDTF
//! with their first and last day beside them; an allegation and its status are never in different places.

mod event;
mod records;
mod values;

pub use event::*;
pub use records::*;
pub use values::*;

use serde::{Deserialize, Serialize, Serializer};

/// The version of this shape.
pub const VERSION: u32 = 1;

/// A whole timeline. What is long may be written as [`Each`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TimelineDocument<E = Vec<EventData>, S = Vec<SourceData>> {
    /// Where this shape is described, relative to this file.
    #[serde(rename = "$schema")]
    pub schema: String,
    /// The version of this shape: 1.
    pub version: u32,
    pub site: SiteData,
    /// Published events, oldest first.
    pub events: E,
    /// Notices of withdrawn events, whose content is no longer told.
    pub withdrawn: Vec<WithdrawnData>,
    pub sources: S,
    pub claims: Vec<ClaimData>,
    pub people: Vec<PartyData>,
    pub organizations: Vec<PartyData>,
    pub places: Vec<PlaceData>,
    pub pages: Vec<PageData>,
    /// Tags that have a page of their own to tell of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<TopicData>,
    /// The words of all these in further languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<TranslationData>,
    /// Quotations that were compared with their sources' texts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotations: Vec<QuotationData>,
}

/// A list whose entries are made while it is written, and let go of: not all are in memory at once.
pub struct Each<F>(pub F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// One event with the records of everything that it refers to, as `events/ID/index.json` has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EventDocument {
    /// Where this shape is described, relative to this file.
    #[serde(rename = "$schema")]
    pub schema: String,
    /// The version of this shape: 1.
    pub version: u32,
    /// What leads from this file to the site's root, from which every `path` counts.
    pub root: String,
    pub event: EventData,
    pub sources: Vec<SourceData>,
    pub claims: Vec<ClaimData>,
    pub people: Vec<PartyData>,
    pub organizations: Vec<PartyData>,
    pub places: Vec<PlaceData>,
}

/// The site and who answers for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SiteData {
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// BCP 47.
    pub language: String,
    /// Further languages in which the site is offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// The site's own words in them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<SiteTranslationData>,
    /// The IANA name of the zone of times without an offset.
    pub timezone: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<PublisherData>,
    /// The address of the published site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
    /// The branch of the repository that editors edit.
    pub edit_branch: String,
    /// The licence of the site's own text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// What is made of each event beside its page: `event-data`, `event-embeds`, `event-cards`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outputs: Vec<String>,
    /// The claims that the front page begins with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lead_claims: Vec<String>,
    pub kinds: Vec<KindData>,
    /// Diagnostics that weigh more or less on this site than they do by themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lints: Vec<LintData>,
}

/// How much a diagnostic weighs on this site, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LintData {
    pub code: String,
    /// `error`, `warning` or `off`.
    pub level: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PublisherData {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// A sort of event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct KindData {
    pub id: String,
    pub label: String,
    pub plural: String,
    pub shape: String,
    /// Such an event accuses somebody and says nothing of guilt.
    pub accusation: bool,
}

/// The description of [`TimelineDocument`] as JSON Schema 2020-12, with that of [`EventDocument`] among its definitions.
///
/// A test makes it from these types, so that no build of the program needs the packages for that.
pub fn json_schema() -> serde_json::Value {
    serde_json::from_str(SCHEMA).expect("the description that is built in is JSON")
}

const SCHEMA: &str = include_str!("timeline.schema.json");

#[cfg(test)]
mod tests {
    use super::*;

    /// `DATELINE_ACCEPT=1` writes the description anew.
    #[test]
    fn the_schema_describes_the_types() {
        let mut generator = schemars::SchemaGenerator::default();
        generator.subschema_for::<EventDocument>();
        let mut schema = generator.into_root_schema_for::<TimelineDocument>().to_value();
        schema["title"] = "Dateline timeline, version 1".into();
        let schema = format!("{}\n", serde_json::to_string_pretty(&schema).expect("a schema has text keys"));
        if std::env::var_os("DATELINE_ACCEPT").is_some() {
            std::fs::write("src/document/timeline.schema.json", &schema).expect("it can be written");
        } else {
            assert_eq!(schema, SCHEMA, "DATELINE_ACCEPT=1 cargo test --lib the_schema_describes_the_types");
        }
    }
}
