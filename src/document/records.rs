//! Sources, claims, parties, places, pages and topics in `timeline.json`.

use super::values::{AcceptData, ClaimStatus, DateData, StandingData};
use serde::{Deserialize, Serialize};

/// A work that can be cited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SourceData {
    pub id: String,
    pub path: String,
    pub title: String,
    /// Whether it has no title that anybody knows, and what stands there is what it goes by instead.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub untitled: bool,
    /// The claims that the title itself bears on, each with what became of it. To be shown wherever the title is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<ClaimStatus>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<DateData>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub archived: Vec<ArchivedData>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessed: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub based_on: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<TitleStanceData>,
    /// A warning to be shown wherever it is cited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reliability: Option<String>,
    /// What its publisher has at stake, to be shown wherever it is cited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<String>,
    pub paywalled: bool,
    /// How long a recording is, `1:02:03`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<String>,
    /// Who posted a post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// When on that day it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The text of a post. What it does to claims stands in `claims`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// Whether the editors have read it.
    pub consulted: bool,
    /// Events that cite it; missing in the data of a single event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cited_by: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<AcceptData>,
    /// Former ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ArchivedData {
    pub url: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TitleStanceData {
    pub claim: String,
    pub stance: String,
    /// Whom it concerns, where that is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concerns: Option<Vec<String>>,
}

/// A disputed proposition with what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ClaimData {
    pub id: String,
    pub path: String,
    /// One neutral sentence: "Whether …".
    pub statement: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What became of it, in full.
    pub status: String,
    /// The same in a line.
    pub status_short: String,
    /// How each party stands that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standings: Vec<StandingData>,
    /// Empty where nobody is accused.
    pub about: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<String>,
    /// What events did to it, oldest first; missing in the data of a single event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub life: Vec<LifeData>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<AcceptData>,
    /// Former ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
}

/// One step in a claim's life.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LifeData {
    pub event: String,
    /// A stance, or `sought` where an answer was sought.
    pub entry: String,
}

/// That a name is not the person's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PseudonymData {
    pub reason: String,
}

/// A person or an organization.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PartyData {
    pub id: String,
    pub path: String,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_name: Option<String>,
    /// When a person died, in EDTF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub died: Option<String>,
    /// Why the name is another than the person's own, where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pseudonym: Option<PseudonymData>,
    /// `court` of an organization that is one.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort_name: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_known_as: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    pub noindex: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<AcceptData>,
    /// Former ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlaceData {
    pub id: String,
    pub path: String,
    pub name: String,
    /// Degrees north, then degrees east (WGS 84).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<[f64; 2]>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<AcceptData>,
    /// Former ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PageData {
    pub id: String,
    pub path: String,
    pub title: String,
    /// `false` of a page to which the navigation doesn't lead; missing of any other.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub menu: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<AcceptData>,
    /// Former ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    pub body: String,
}

fn yes() -> bool {
    true
}

/// A tag that has a file of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TopicData {
    /// The tag's address.
    pub id: String,
    pub path: String,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The claims that its page begins with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lead_claims: Vec<String>,
    /// What became of each of these claims. To be shown wherever the title or the summary is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<ClaimStatus>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<AcceptData>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
}

/// A quotation, and what came of comparing it with its source's text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuotationData {
    pub source: String,
    pub quote: String,
    /// Where it stands, as links by id: `event:ID`.
    #[serde(default, rename = "in", skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// `verbatim`, `differs`, `not-found` or `no-text`.
    pub verdict: String,
    /// The day of the comparison.
    pub checked: String,
    /// Where the text was had from: `local`, `archived` or `live`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// SHA-256 of the text's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// How often the words stand in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<i64>,
    /// How a link leads to the passage, where the quotation alone would not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<PassageData>,
    /// Why there was no text, or how it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The words by which a browser finds a passage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PassageData {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    pub start: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// The words of one file in another language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TranslationData {
    /// What it translates: `event`, `source`, `claim`, `person`, `organization`, `place`, `page` or `topic`.
    #[serde(rename = "of")]
    pub kind: String,
    /// The id of that.
    pub id: String,
    /// BCP 47.
    pub language: String,
    /// The fingerprint of the original from which it was made: eight hexadecimal digits.
    pub from: String,
    /// The day of the translation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// Who translated it; `machine` for a program.
    pub by: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_name: Option<String>,
    /// What a source's title says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_translation: Option<String>,
    /// Any other text of the original with its translation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<[String; 2]>,
    /// The text in Markdown, with citations in Pandoc's syntax.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
}

/// The site's own words in a further language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SiteTranslationData {
    /// BCP 47.
    pub language: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<KindTranslationData>,
    /// Tags, each with what it is called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<[String; 2]>,
    /// Texts that many files have, each with its translation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<[String; 2]>,
}

/// What a kind is called in a further language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct KindTranslationData {
    pub id: String,
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plural: Option<String>,
}
