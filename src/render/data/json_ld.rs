//! What search engines read of a page, in the words of schema.org.
//!
//! An event's page is an `Article` about an `Event`: we tell what happened, we are not its organizers. Claims are
//! `Claim`s with their status as description. They are no `ClaimReview`s: that type wants a rating by its publisher, and
//! who publishes a timeline repeats what others found and rates nothing.

use super::text::one_line;
use crate::model::{Claim, Event, PartyKind, Ref, Source, SourceType};
use crate::plan::Route;
use crate::render::Renderer;
use serde_json::{Value, json};

const CONTEXT: &str = "https://schema.org";

impl Renderer<'_> {
    /// An event's page.
    pub fn event_ld(&self, event: Ref<Event>, base: &str) -> Value {
        let site = self.site;
        let row = &site.events[event];
        let page = Route::event(&row.id).absolute(base);
        let mut told = self.told_by_event(row);
        told.push(row.summary.clone());
        let description = one_line(&told.join(" "));
        let mut about = json!({
            "@type": "Event",
            "name": self.event_title(row),
            "description": description,
        });
        if let Some(first) = row.date.datetime_attribute() {
            // Of a stretch of time, what its ends share is no beginning.
            match row.date.bounds_as_days() {
                Some((start, end)) if row.date.is_interval() => {
                    about["startDate"] = start.to_string().into();
                    about["endDate"] = end.to_string().into();
                }
                _ if !row.date.is_interval() => about["startDate"] = first.into(),
                _ => {}
            }
        }
        let places: Vec<Value> = row
            .places
            .iter()
            .map(|place| {
                let place = &site.places[*place];
                let mut value = json!({"@type": "Place", "name": one_line(&place.name)});
                if let Some(at) = place.coordinates {
                    value["geo"] =
                        json!({"@type": "GeoCoordinates", "latitude": at.latitude, "longitude": at.longitude});
                }
                value
            })
            .collect();
        if !places.is_empty() {
            about["location"] = places.into();
        }
        let involved: Vec<Value> = (row.people.iter().chain(&row.organizations))
            .map(|entry| {
                let party = &site.parties[entry.party];
                let mut value = json!({
                    "@type": if party.kind == PartyKind::Person { "Person" } else { "Organization" },
                    "name": one_line(&party.name),
                    "url": Route::party(party).absolute(base),
                });
                if !party.links.is_empty() {
                    value["sameAs"] = party.links.clone().into();
                }
                value
            })
            .collect();
        let mut article = json!({
            "@context": CONTEXT,
            "@type": "Article",
            "@id": page,
            "url": page,
            "headline": one_line(&self.safe_title(row)),
            "description": description,
            "inLanguage": site.settings.language,
            "datePublished": self.changed.added(event).to_string(),
            "dateModified": self.changed.changed(event).to_string(),
            "temporalCoverage": row.date.as_str(),
            "author": self.publisher_ld(base),
            "publisher": self.publisher_ld(base),
            "isPartOf": {"@type": "WebSite", "@id": base, "name": one_line(&site.settings.title), "url": base},
            "about": about,
            "image": format!("{base}{}", self.card_of(event).unwrap_or_else(|| "card.png".to_owned())),
        });
        if !involved.is_empty() {
            article["mentions"] = involved.into();
        }
        let claims: Vec<Value> =
            self.ledger.told_by_event(row).into_iter().map(|claim| self.claim_part_ld(claim, base)).collect();
        if !claims.is_empty() {
            article["hasPart"] = claims.into();
        }
        if !row.sources.is_empty() {
            let sources = row.sources.iter().map(|cited| self.citation_ld(&site.sources[cited.source]));
            article["citation"] = sources.collect();
        }
        if !row.corrections.is_empty() {
            let correction = |one: &crate::model::Correction| json!({"@type": "CorrectionComment", "text": one_line(&one.note), "datePublished": one.date.to_string()});
            article["correction"] = row.corrections.iter().map(correction).collect();
        }
        if let Some(license) = &site.settings.license {
            article["license"] = license.as_str().into();
        }
        article
    }

    /// A claim's page.
    pub fn claim_ld(&self, claim: Ref<Claim>, base: &str) -> Value {
        let row = &self.site.claims[claim];
        let mut value = self.claim_part_ld(claim, base);
        value["@context"] = CONTEXT.into();
        let about = row.about.iter().map(|party| {
            let party = &self.site.parties[*party];
            json!({
                "@type": if party.kind == PartyKind::Person { "Person" } else { "Organization" },
                "name": one_line(&party.name),
            })
        });
        value["about"] = about.collect();
        let mut events: Vec<Ref<Event>> = row.life.iter().map(|entry| entry.event()).collect();
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
        value["publisher"] = self.publisher_ld(base);
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

    fn claim_part_ld(&self, claim: Ref<Claim>, base: &str) -> Value {
        let row = &self.site.claims[claim];
        let page = Route::claim(&row.id).absolute(base);
        json!({
            "@type": "Claim",
            "@id": page,
            "url": page,
            "text": one_line(&row.statement),
            "description": one_line(&self.ledger.line(claim).text()),
        })
    }

    fn citation_ld(&self, row: &Source) -> Value {
        let mut value = json!({"@type": kind(row.kind), "name": self.source_title(row)});
        let remarks = self.remarks(row);
        if !remarks.is_empty() {
            value["description"] = remarks.join(" ").into();
        }
        if let Some(url) = &row.url {
            value["url"] = url.as_str().into();
        }
        if let Some(date) = row.published.as_ref().and_then(crate::model::EventDate::datetime_attribute) {
            value["datePublished"] = date.into();
        }
        if let Some(outlet) = &row.outlet {
            value["publisher"] = json!({"@type": "Organization", "name": one_line(outlet)});
        }
        if !row.authors.is_empty() {
            value["author"] = row.authors.iter().map(|author| one_line(author)).collect();
        }
        if let Some(language) = &row.language {
            value["inLanguage"] = language.as_str().into();
        }
        let copies: Vec<&str> = row.archived.iter().map(|copy| copy.url.as_str()).collect();
        match copies.as_slice() {
            [] => {}
            [only] => value["archivedAt"] = (*only).into(),
            several => value["archivedAt"] = several.into(),
        }
        if row.paywalled {
            value["isAccessibleForFree"] = false.into();
        }
        value
    }

    /// Who answers for the site, and by which rules.
    fn publisher_ld(&self, base: &str) -> Value {
        let settings = &self.site.settings;
        let publisher = settings.publisher.as_ref();
        let mut value = json!({
            "@type": "Organization",
            "name": one_line(publisher.map_or(&settings.title, |publisher| &publisher.name)),
            "url": base,
            "correctionsPolicy": Route::top("corrections").absolute(base),
        });
        if let Some(about) = self.site.pages.rows().iter().find(|page| page.id.as_str() == "about") {
            value["publishingPrinciples"] = Route::free(&about.id).absolute(base).into();
        }
        if let Some(contact) = publisher.and_then(|publisher| publisher.contact.as_ref()) {
            let mut point = json!({"@type": "ContactPoint", "contactType": "corrections"});
            match contact.contains("://") {
                true => point["url"] = contact.as_str().into(),
                false => point["email"] = contact.trim_start_matches("mailto:").into(),
            }
            value["contactPoint"] = point;
        }
        value
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
