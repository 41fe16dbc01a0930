//! What schema.org has words for, as far as our pages say it.

use serde::Serialize;

/// An event's page. What the page's head or the front page says is not said again.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Article<'a> {
    #[serde(rename = "@context")]
    pub context: &'static str,
    #[serde(rename = "@type")]
    pub kind: &'static str,
    pub url: &'a str,
    pub headline: String,
    pub date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<String>,
    /// In EDTF, where it is no plain date. An event has no such property.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temporal_coverage: Option<&'a str>,
    pub author: NamedNode,
    pub about: Happening,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub has_part: Vec<ClaimPart>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub citation: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub correction: Vec<CorrectionComment>,
}

/// Something that another page says all of.
#[derive(Serialize)]
pub struct NodeReference {
    #[serde(rename = "@id")]
    pub id: String,
}

/// The same with its name.
#[derive(Serialize)]
pub struct NamedNode {
    #[serde(rename = "@type")]
    pub kind: &'static str,
    #[serde(rename = "@id")]
    pub id: String,
    pub name: String,
}

/// What an article is about.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "Event", rename_all = "camelCase")]
pub struct Happening {
    /// Where it isn't the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What must stand with its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub location: Vec<NamedPlace>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "Place")]
pub struct NamedPlace {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geo: Option<GeoCoordinates>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
pub struct GeoCoordinates {
    pub latitude: f64,
    pub longitude: f64,
}

#[derive(Serialize)]
pub struct ClaimPart {
    #[serde(rename = "@type")]
    pub kind: &'static str,
    #[serde(rename = "@id")]
    pub id: String,
    pub text: String,
    pub description: String,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct CorrectionComment {
    pub text: String,
    pub date_published: String,
}

/// Who answers for the site, and by which rules.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "Organization", rename_all = "camelCase")]
pub struct SitePublisher<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    pub name: String,
    pub url: &'a str,
    pub corrections_policy: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publishing_principles: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_point: Option<ContactPoint<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct ContactPoint<'a> {
    pub contact_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<&'a str>,
}
