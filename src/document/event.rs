//! Events in `timeline.json`, and what is left of withdrawn ones.

use super::values::{AcceptData, ClaimStatus, DateData};
use serde::{Deserialize, Serialize};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EventData {
    pub id: String,
    /// Relative to the site's root.
    pub path: String,
    pub title: String,
    /// The claims that this event is adverse to, or of which it tells an outcome that holds no more, each with what
    /// became of it. To be shown wherever the title is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<ClaimStatus>,
    /// That an event of this kind is no proof of guilt. To be shown wherever the title is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caveat: Option<String>,
    pub date: DateData,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<i64>,
    pub kind: String,
    pub summary: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<InvolvementData>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<InvolvementData>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Numbered as on the event's page.
    pub sources: Vec<CitedData>,
    /// The sources that it rests on once copies and relays are followed to their roots.
    pub origins: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<StanceData>,
    /// Cited sources that carry the chosen date: all but those listed under another.
    pub date_sources: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub date_variants: Vec<DateVariantData>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responses: Vec<ResponseData>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediaData>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<CorrectionData>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<AcceptData>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The body in Markdown, with citations in Pandoc's syntax.
    pub body: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WithdrawnData {
    pub id: String,
    pub path: String,
    pub date: String,
    pub reason: String,
    /// Former ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct InvolvementData {
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// One source of an event with all its citations there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CitedData {
    pub source: String,
    pub number: usize,
    pub citations: Vec<CitationData>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CitationData {
    /// The exact words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// The page of a document, `12` or `12-14`, counted as programs that show it do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The moment of a recording, `0:12:34`, or a stretch of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// DocumentCloud's number of a note on that page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annotation: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whose word the statement is, where that differs from the source's own `based_on`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<Vec<String>>,
    /// The address of the passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Whether the body cites it.
    pub in_body: bool,
}

/// What an event does to a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StanceData {
    pub claim: String,
    pub stance: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
    /// Ids of parties or sources, or words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citing: Vec<String>,
    #[serde(default, rename = "for", skip_serializing_if = "Vec::is_empty")]
    pub for_parties: Vec<String>,
    /// Whom it concerns, where that is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concerns: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charge: Option<String>,
    /// `criminal` or `civil`, where that is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// The event whose outcome it reviews.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviews: Option<String>,
    /// Whether no ordinary appeal lies any more.
    #[serde(default, rename = "final", skip_serializing_if = "std::ops::Not::not")]
    pub is_final: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Who disputes that the trial was fair, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contested: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DateVariantData {
    pub date: DateData,
    pub sources: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ResponseData {
    pub claim: String,
    pub from: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sought: Option<DateData>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sought_by: Option<String>,
    pub result: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Why nobody could be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

/// A file beside the event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MediaData {
    pub file: String,
    /// Relative to the site's root.
    pub path: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Whether the body shows it.
    pub in_body: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CorrectionData {
    pub date: String,
    pub note: String,
}
