//! What search engines read of a page, in the words of schema.org.
//!
//! An event's page is an `Article` about an `Event`: we tell what happened, we are not its organizers. Claims are
//! `Claim`s with their status as description. They are no `ClaimReview`s: that type wants a rating by its publisher, and
//! who publishes a timeline repeats what others found and rates nothing.

use super::text::one_line;
use crate::model::{Claim, Event, PartyKind, Place, Ref, Source, SourceType};
use crate::plan::Route;
use crate::render::Renderer;
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
    license: Option<&'a str>,
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

impl Renderer<'_> {
    /// An event's page, written by `write`: it borrows what is put together here.
    pub fn with_event_ld<T>(&self, event: Ref<Event>, base: &str, write: impl FnOnce(&Article<'_>) -> T) -> T {
        let site = self.site;
        let row = &site.events[event];
        let page = Route::event(&row.id).absolute(base);
        let mut told = self.lines_of_event(row);
        told.push(row.summary.clone());
        let description = one_line(&told.join(" "));
        let publisher = self.publisher_ld(base);
        write(&Article {
            context: CONTEXT,
            kind: "Article",
            id: &page,
            url: &page,
            headline: one_line(&self.safe_title(row)),
            description: &description,
            in_language: &site.settings.language,
            date_published: self.changed.added(event).to_string(),
            date_modified: self.changed.changed(event).to_string(),
            temporal_coverage: row.date.as_str(),
            author: &publisher,
            publisher: &publisher,
            is_part_of: WebSite { kind: "WebSite", id: base, name: one_line(&site.settings.title), url: base },
            about: self.happening_ld(row, &description),
            image: format!("{base}{}", self.card_of(event).unwrap_or_else(|| "card.png".to_owned())),
            mentions: row
                .people
                .iter()
                .chain(&row.organizations)
                .map(|entry| {
                    let party = &site.parties[entry.party];
                    Involved {
                        kind: party_type(party.kind),
                        name: one_line(&party.name),
                        url: Route::party(party).absolute(base),
                        same_as: &party.links,
                    }
                })
                .collect(),
            has_part: (self.told_by_event(row).into_iter().map(|notice| notice.claim))
                .map(|claim| self.claim_part_ld(claim, base))
                .collect(),
            citation: row.sources.iter().map(|cited| self.citation_ld(&site.sources[cited.source])).collect(),
            correction: row
                .corrections
                .iter()
                .map(|one| CorrectionComment { text: one_line(&one.note), date_published: one.date.to_string() })
                .collect(),
            license: site.settings.license.as_deref(),
        })
    }

    fn happening_ld<'a>(&self, row: &Event, description: &'a str) -> Happening<'a> {
        let (start_date, end_date) = match row.date.datetime_attribute() {
            None => (None, None),
            // Of a stretch of time, what its ends share is no beginning.
            Some(_) if row.date.is_interval() => {
                row.date.bounds_as_days().map(|(start, end)| (start.to_string(), end.to_string())).unzip()
            }
            Some(first) => (Some(first), None),
        };
        let location = |place: &Ref<Place>| {
            let place = &self.site.places[*place];
            let geo = place.coordinates.map(|at| GeoCoordinates { latitude: at.latitude, longitude: at.longitude });
            Location { name: one_line(&place.name), geo }
        };
        Happening {
            name: self.event_title(row),
            description,
            start_date,
            end_date,
            location: row.places.iter().map(location).collect(),
        }
    }

    /// A claim's page.
    pub fn claim_ld(&self, claim: Ref<Claim>, base: &str) -> Value {
        let row = &self.site.claims[claim];
        let mut value = json!(self.claim_part_ld(claim, base));
        value["@context"] = CONTEXT.into();
        let about = row.about.iter().map(|party| {
            let party = &self.site.parties[*party];
            json!({
                "@type": party_type(party.kind),
                "name": one_line(&party.name),
            })
        });
        value["about"] = about.collect();
        let mut events: Vec<Ref<Event>> = self.site.life(claim).iter().map(|entry| entry.event()).collect();
        events.dedup();
        value["subjectOf"] = events
            .iter()
            .map(|event| {
                let event = &self.site.events[*event];
                json!({
                    "@type": "Article",
                    "headline": one_line(&self.safe_title(event)),
                    "url": Route::event(&event.id).absolute(base),
                })
            })
            .collect();
        value["publisher"] = json!(self.publisher_ld(base));
        value
    }

    /// The front page: the site, and its data.
    pub fn site_ld(&self, base: &str) -> Value {
        let settings = &self.site.settings;
        let mut site = json!({
            "@type": "WebSite",
            "@id": base,
            "url": base,
            "name": one_line(&settings.title),
            "inLanguage": settings.language,
            "dateModified": self.changed.newest.to_string(),
            "publisher": self.publisher_ld(base),
        });
        let mut data = json!({
            "@type": "Dataset",
            "name": one_line(&settings.title),
            "url": base,
            "dateModified": self.changed.newest.to_string(),
            "creator": self.publisher_ld(base),
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": format!("{base}timeline.json")},
                {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": format!("{base}timeline.csv")},
            ],
        });
        if let Some(description) = &settings.description {
            site["description"] = one_line(description).into();
            data["description"] = one_line(description).into();
        }
        if let Some(license) = &settings.license {
            data["license"] = license.as_str().into();
        }
        json!({"@context": CONTEXT, "@graph": [site, data]})
    }

    fn claim_part_ld(&self, claim: Ref<Claim>, base: &str) -> ClaimPart {
        let row = &self.site.claims[claim];
        let page = Route::claim(&row.id).absolute(base);
        ClaimPart {
            kind: "Claim",
            id: page.clone(),
            url: page,
            text: one_line(&row.statement),
            description: one_line(&self.wording().short(claim, crate::ledger::Whose::Everybody)),
        }
    }

    fn citation_ld<'a>(&self, row: &'a Source) -> Cited<'a> {
        let remarks = self.remarks(row);
        let copies: Vec<&str> = row.archived.iter().map(|copy| copy.url.as_str()).collect();
        Cited {
            kind: kind(row.kind),
            name: self.source_title(row),
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

    fn publisher_ld<'a>(&'a self, base: &'a str) -> Publisher<'a> {
        let settings = &self.site.settings;
        let publisher = settings.publisher.as_ref();
        let about = self.site.pages.rows().find(|page| page.id.as_str() == "about");
        let contact = publisher.and_then(|publisher| publisher.contact.as_deref());
        let is_address = |contact: &&str| contact.contains("://");
        Publisher {
            name: one_line(publisher.map_or(&settings.title, |publisher| &publisher.name)),
            url: base,
            corrections_policy: Route::top("corrections").absolute(base),
            publishing_principles: about.map(|about| Route::free(&about.id).absolute(base)),
            contact_point: contact.map(|contact| ContactPoint {
                contact_type: "corrections",
                url: Some(contact).filter(is_address),
                email: Some(contact.trim_start_matches("mailto:")).filter(|contact| !is_address(contact)),
            }),
        }
    }
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
