//! What search engines read of a page, in the words of schema.org.
//!
//! An event's page is an `Article` about an `Event`: we tell what happened, we are not its organizers. Claims are
//! `Claim`s with their status as description. They are no `ClaimReview`s: that type wants a rating by its publisher, and
//! who publishes a timeline repeats what others found and rates nothing.

mod types;

use crate::model::{Claim, Event, Party, PartyKind, Place, Ref, Source};
use crate::plan::Route;
use crate::render::cards;
use crate::render::context::Context;
use crate::render::external_links::{self, Contact};
use crate::render::history::distinct_events_of;
use crate::render::link_base::LinkBase;
use crate::render::noticed_record::NoticedRecord;
use crate::render::notices::{self, event_title, neutral_title};
use crate::render::plain_text::one_line;
use crate::render::source_names::source_title;
use serde_json::{Value, json};
use types::{
    Article, ClaimPart, ContactPoint, CorrectionComment, GeoCoordinates, Happening, NamedNode, NamedPlace,
    NodeReference, SitePublisher,
};

const CONTEXT: &str = "https://schema.org";

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
    let (added, changed) = (cx.dates.added(event), cx.dates.changed(event));
    let headline = one_line(&neutral_title(cx, row));
    let mut claims = Vec::new();
    let told = NoticedRecord::of_event(cx, row, |notices| {
        claims.extend(notices.claims.iter().map(|notice| notice.claim));
        one_line(&notices.sentences(cx).join(" "))
    });
    let told = told.into_inner();
    write(&Article {
        context: CONTEXT,
        kind: "Article",
        url: &page,
        headline: headline.clone(),
        date_published: added.to_string(),
        date_modified: (changed != added).then(|| changed.to_string()),
        temporal_coverage: Some(row.date.as_str())
            .filter(|date| row.date.datetime_attribute().as_deref() != Some(*date)),
        author: NamedNode { kind: "Organization", id: publisher_id(site_address), name: publisher_name(cx) },
        about: Happening {
            name: Some(event_title(cx, row)).filter(|title| *title != headline),
            description: Some(told).filter(|told| !told.is_empty()),
            ..happening(cx, row)
        },
        image: cards::path_of(cx, event).map(|card| base.file(&card)),
        has_part: claims.into_iter().map(|claim| claim_part(cx, claim, base)).collect(),
        citation: row.sources.iter().map(|cited| citation(cx, cited.source)).collect(),
        correction: row
            .corrections
            .iter()
            .map(|one| CorrectionComment { text: one_line(&one.note), date_published: one.date.to_string() })
            .collect(),
    })
}

/// A person's or an organization's own page, where there is more to say than its name: by what other sites know it.
pub fn party(cx: &Context<'_>, party: Ref<Party>, site_address: &str) -> Option<Value> {
    let row = &cx.site.parties[party];
    if row.links.is_empty() || row.noindex {
        return None;
    }
    Some(json!({
        "@context": CONTEXT,
        "@type": party_type(row.kind),
        "@id": LinkBase::Absolute(site_address).page(&Route::party(row)),
        "name": one_line(&row.name),
        "sameAs": row.links,
    }))
}

fn happening(cx: &Context<'_>, row: &Event) -> Happening {
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
        NamedPlace { name: one_line(&place.name), geo }
    };
    Happening {
        name: None,
        description: None,
        start_date,
        end_date,
        location: row.places.iter().map(location).collect(),
    }
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
    value["publisher"] = json!(publisher_reference(site_address));
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
    // One file for all languages.
    let root = cx.root_url().unwrap_or(base);
    let mut data = json!({
        "@type": "Dataset",
        "name": one_line(&settings.title),
        "url": base,
        "dateModified": cx.dates.newest.to_string(),
        "creator": publisher_reference(base),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": format!("{root}timeline.json")},
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
        id: page,
        text: one_line(&row.statement),
        description: one_line(&notices::short(cx, claim)),
    }
}

/// A source's address; without one, its title with what must be said of it. The rest stands in `sources.csl.json`.
fn citation(cx: &Context<'_>, of: Ref<Source>) -> String {
    let row = &cx.site.sources[of];
    row.url.clone().unwrap_or_else(|| source_title(cx, of))
}

/// By what all pages name who answers for the site: the front page says who that is.
fn publisher_id(site_address: &str) -> String {
    format!("{site_address}#publisher")
}

fn publisher_reference(site_address: &str) -> NodeReference {
    NodeReference { id: publisher_id(site_address) }
}

fn publisher_name(cx: &Context<'_>) -> String {
    let settings = &cx.site.settings;
    one_line(settings.publisher.as_ref().map_or(&settings.title, |publisher| &publisher.name))
}

fn publisher<'a>(cx: &Context<'a>, site_address: &'a str) -> SitePublisher<'a> {
    let base = LinkBase::Absolute(site_address);
    let about = cx.site.pages.rows().find(|page| page.id.as_str() == "about");
    let contact = |contact| {
        let (url, email) = match contact {
            Contact::Web(address) => (Some(address), None),
            Contact::Mail(address) => (None, Some(address)),
        };
        ContactPoint { contact_type: "corrections", url, email }
    };
    SitePublisher {
        id: publisher_id(site_address),
        name: publisher_name(cx),
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
