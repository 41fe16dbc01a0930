//! What search engines read of a page, in the words of schema.org.
//!
//! An event's page is an `Article` about an `Event`: we tell what happened, we are not its organizers. Claims are
//! `Claim`s with their status as description. They are no `ClaimReview`s: that type wants a rating by its publisher, and
//! who publishes a timeline repeats what others found and rates nothing.

use crate::model::{Claim, Event, PartyKind, Place, Ref, Source, SourceType};
use crate::plan::Route;
use crate::render::cards;
use crate::render::context::Context;
use crate::render::external_links::{self, Contact};
use crate::render::history::distinct_events_of;
use crate::render::link_base::LinkBase;
use crate::render::notices::{self, RequiredNotices, event_title, neutral_title};
use crate::render::plain_text::one_line;
use crate::render::source_names::{remarks, source_title};
use serde::Serialize;
use serde_json::{Value, json};

const CONTEXT: &str = "https://schema.org";

/// An event's page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Article<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
    url: &'a str,
    headline: String,
    description: &'a str,
    in_language: &'a str,
    date_published: String,
    date_modified: String,
    temporal_coverage: &'a str,
    author: &'a Publisher<'a>,
    publisher: &'a Publisher<'a>,
    is_part_of: WebSite<'a>,
    about: Happening<'a>,
    image: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Involved<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    has_part: Vec<ClaimPart>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Cited<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<CorrectionComment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
}

/// What an article is about.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "Event", rename_all = "camelCase")]
struct Happening<'a> {
    name: String,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    location: Vec<Location>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "Place")]
struct Location {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo: Option<GeoCoordinates>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct GeoCoordinates {
    latitude: f64,
    longitude: f64,
}

#[derive(Serialize)]
struct WebSite<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
    name: String,
    url: &'a str,
}

/// A person or an organization that an event names.
#[derive(Serialize)]
struct Involved<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    url: String,
    #[serde(rename = "sameAs", skip_serializing_if = "<[String]>::is_empty")]
    same_as: &'a [String],
}

#[derive(Serialize)]
struct ClaimPart {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    url: String,
    text: String,
    description: String,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct CorrectionComment {
    text: String,
    date_published: String,
}

/// A source that an event cites.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Cited<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Outlet>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_at: Option<OneOrMany<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_accessible_for_free: Option<bool>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "Organization")]
struct Outlet {
    name: String,
}

/// What schema.org writes without brackets where it is one.
#[derive(Serialize)]
#[serde(untagged)]
enum OneOrMany<'a> {
    One(&'a str),
    Many(Vec<&'a str>),
}

/// Who answers for the site, and by which rules.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "Organization", rename_all = "camelCase")]
struct Publisher<'a> {
    name: String,
    url: &'a str,
    corrections_policy: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    publishing_principles: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact_point: Option<ContactPoint<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct ContactPoint<'a> {
    contact_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
}

/// An event's page, written by `write`: it borrows what is put together here.
pub fn with_event<T>(
    cx: &Context<'_>,
    event: Ref<Event>,
    site_address: &str,
    write: impl FnOnce(&Article<'_>) -> T,
) -> T {
    let base = LinkBase::Absolute(site_address);
    let site = cx.site;
    let row = &site.events[event];
    let page = base.page(&Route::event(&row.id));
    let notices = RequiredNotices::of_event(cx, row);
    let description = one_line(&notices.before(cx, &row.summary));
    let publisher = publisher(cx, site_address);
    write(&Article {
        context: CONTEXT,
        kind: "Article",
        id: &page,
        url: &page,
        headline: one_line(&neutral_title(cx, row)),
        description: &description,
        in_language: &site.settings.language,
        date_published: cx.dates.added(event).to_string(),
        date_modified: cx.dates.changed(event).to_string(),
        temporal_coverage: row.date.as_str(),
        author: &publisher,
        publisher: &publisher,
        is_part_of: WebSite {
            kind: "WebSite",
            id: site_address,
            name: one_line(&site.settings.title),
            url: site_address,
        },
        about: happening(cx, row, event_title(cx, row), &description),
        image: base.file(&cards::path_of(cx, event).unwrap_or_else(|| cards::OF_SITE.to_owned())),
        mentions: row
            .people
            .iter()
            .chain(&row.organizations)
            .map(|entry| {
                let party = &site.parties[entry.party];
                Involved {
                    kind: party_type(party.kind),
                    name: one_line(&party.name),
                    url: base.page(&Route::party(party)),
                    same_as: &party.links,
                }
            })
            .collect(),
        has_part: notices.claims.iter().map(|notice| claim_part(cx, notice.claim, base)).collect(),
        citation: row.sources.iter().map(|cited| citation(cx, cited.source)).collect(),
        correction: row
            .corrections
            .iter()
            .map(|one| CorrectionComment { text: one_line(&one.note), date_published: one.date.to_string() })
            .collect(),
        license: license(cx),
    })
}

fn happening<'a>(cx: &Context<'_>, row: &Event, name: String, description: &'a str) -> Happening<'a> {
    let (start_date, end_date) = match row.date.datetime_attribute() {
        None => (None, None),
        // Of a stretch of time, what its ends share is no beginning.
        Some(_) if row.date.is_interval() => {
            row.date.bounds_as_days().map(|(start, end)| (start.to_string(), end.to_string())).unzip()
        }
        Some(first) => (Some(first), None),
    };
    let location = |place: &Ref<Place>| {
        let place = &cx.site.places[*place];
        let geo = place.coordinates.map(|at| GeoCoordinates { latitude: at.latitude, longitude: at.longitude });
        Location { name: one_line(&place.name), geo }
    };
    Happening { name, description, start_date, end_date, location: row.places.iter().map(location).collect() }
}

/// A claim's page.
pub fn claim(cx: &Context<'_>, claim: Ref<Claim>, site_address: &str) -> Value {
    let base = LinkBase::Absolute(site_address);
    let row = &cx.site.claims[claim];
    let mut value = json!(claim_part(cx, claim, base));
    value["@context"] = CONTEXT.into();
    let about = row.about.iter().map(|party| {
        let party = &cx.site.parties[*party];
        json!({
            "@type": party_type(party.kind),
            "name": one_line(&party.name),
        })
    });
    value["about"] = about.collect();
    value["subjectOf"] = distinct_events_of(cx.site, claim)
        .into_iter()
        .map(|event| {
            let event = &cx.site.events[event];
            json!({
                "@type": "Article",
                "headline": one_line(&neutral_title(cx, event)),
                "url": base.page(&Route::event(&event.id)),
            })
        })
        .collect();
    value["publisher"] = json!(publisher(cx, site_address));
    value
}

/// The front page: the site, and its data.
pub fn site(cx: &Context<'_>, base: &str) -> Value {
    let settings = &cx.site.settings;
    let mut site = json!({
        "@type": "WebSite",
        "@id": base,
        "url": base,
        "name": one_line(&settings.title),
        "inLanguage": settings.language,
        "dateModified": cx.dates.newest.to_string(),
        "publisher": publisher(cx, base),
    });
    let mut data = json!({
        "@type": "Dataset",
        "name": one_line(&settings.title),
        "url": base,
        "dateModified": cx.dates.newest.to_string(),
        "creator": publisher(cx, base),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": format!("{base}timeline.json")},
            {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": format!("{base}timeline.csv")},
        ],
    });
    if let Some(description) = &settings.description {
        site["description"] = one_line(description).into();
        data["description"] = one_line(description).into();
    }
    if let Some(license) = license(cx) {
        data["license"] = license.into();
    }
    json!({"@context": CONTEXT, "@graph": [site, data]})
}

fn claim_part(cx: &Context<'_>, claim: Ref<Claim>, base: LinkBase<'_>) -> ClaimPart {
    let row = &cx.site.claims[claim];
    let page = base.page(&Route::claim(&row.id));
    ClaimPart {
        kind: "Claim",
        id: page.clone(),
        url: page,
        text: one_line(&row.statement),
        description: one_line(&notices::short(cx, claim)),
    }
}

fn citation<'a>(cx: &Context<'a>, of: Ref<Source>) -> Cited<'a> {
    let row = &cx.site.sources[of];
    let remarks = remarks(cx, row);
    let copies: Vec<&str> = row.archived.iter().map(|copy| copy.url.as_str()).collect();
    Cited {
        kind: kind(row.kind),
        name: source_title(cx, of),
        description: (!remarks.is_empty()).then(|| remarks.join(" ")),
        url: row.url.as_deref(),
        date_published: row.published.as_ref().and_then(crate::model::EventDate::datetime_attribute),
        publisher: row.outlet.as_ref().map(|outlet| Outlet { name: one_line(outlet) }),
        author: row.authors.iter().map(|author| one_line(author)).collect(),
        in_language: row.language.as_deref(),
        archived_at: match copies.as_slice() {
            [] => None,
            [only] => Some(OneOrMany::One(only)),
            _ => Some(OneOrMany::Many(copies)),
        },
        is_accessible_for_free: row.paywalled.then_some(false),
    }
}

fn publisher<'a>(cx: &Context<'a>, site_address: &'a str) -> Publisher<'a> {
    let settings = &cx.site.settings;
    let base = LinkBase::Absolute(site_address);
    let about = cx.site.pages.rows().find(|page| page.id.as_str() == "about");
    let contact = |contact| {
        let (url, email) = match contact {
            Contact::Web(address) => (Some(address), None),
            Contact::Mail(address) => (None, Some(address)),
        };
        ContactPoint { contact_type: "corrections", url, email }
    };
    Publisher {
        name: one_line(settings.publisher.as_ref().map_or(&settings.title, |publisher| &publisher.name)),
        url: site_address,
        corrections_policy: base.page(&Route::top("corrections")),
        publishing_principles: about.map(|about| base.page(&Route::free(&about.id))),
        contact_point: Contact::of_publisher(cx).map(contact),
    }
}

/// The licence's address where it is known, as schema.org wants it; else its name.
fn license(cx: &Context<'_>) -> Option<String> {
    let name = cx.site.settings.license.as_deref()?;
    Some(external_links::license(name).unwrap_or_else(|| name.to_owned()))
}

fn party_type(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::Person => "Person",
        PartyKind::Organization => "Organization",
    }
}

fn kind(kind: SourceType) -> &'static str {
    match kind {
        SourceType::News | SourceType::Wire => "NewsArticle",
        SourceType::OfficialReport => "Report",
        SourceType::Book => "Book",
        SourceType::Video => "VideoObject",
        SourceType::Dataset => "Dataset",
        SourceType::Court | SourceType::Transcript | SourceType::Statement | SourceType::Other => "CreativeWork",
    }
}
