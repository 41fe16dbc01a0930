//! Our own `timeline.json`, which says everything that the content says but for drafts and withdrawn events' texts.

mod translations;

use super::content::ImportBuilder;
use super::front_matter::FrontMatter;
use super::{ImportRequest, Imported};
use crate::document::{
    AcceptData, CitationData, ClaimData, EventData, InvolvementData, PageData, PartyData, PlaceData, QuotationData,
    ResponseData, SiteData, SourceData, StanceData, TimelineDocument, TopicData, VERSION, WithdrawnData,
};
use crate::model::Id;
use serde_json::Value;

/// Reads a whole timeline.
pub fn import(request: &ImportRequest) -> Result<Imported, String> {
    let value: Value = serde_json::from_str(request.text).map_err(|error| format!("this is no JSON: {error}"))?;
    match value.get("version").and_then(Value::as_u64) {
        Some(version) if version == u64::from(VERSION) => {}
        Some(version) => {
            return Err(format!("this is version {version} of timeline.json; this program reads {VERSION}"));
        }
        None => return Err("this is no timeline.json: it has no `version`".to_owned()),
    }
    // Read once more for the message alone: a value has no lines.
    let document: TimelineDocument = serde_json::from_value(value).map_err(|error| {
        let error = serde_json::from_str::<TimelineDocument>(request.text).err().unwrap_or(error);
        format!("this is no timeline.json: {error}")
    })?;
    let mut content = ImportBuilder::new(request);
    settings(&document.site, &mut content);
    for event in &document.events {
        if has_id(&event.id, "event", &mut content) {
            self::event(event, &mut content);
        }
    }
    let kind = document.site.kinds.first().map_or(request.kind, |kind| kind.id.as_str());
    for event in &document.withdrawn {
        if has_id(&event.id, "withdrawn event", &mut content) {
            withdrawn(event, kind, &mut content);
        }
    }
    for row in document.sources.iter().filter(|row| Id::new(&row.id).is_some()) {
        content.add("sources", &row.id, &source(row), &row.body);
    }
    for row in document.claims.iter().filter(|row| Id::new(&row.id).is_some()) {
        content.add("claims", &row.id, &claim(row), &row.body);
    }
    for (folder, rows) in [("people", &document.people), ("organizations", &document.organizations)] {
        for row in rows.iter().filter(|row| Id::new(&row.id).is_some()) {
            content.add(folder, &row.id, &party(row), &row.body);
        }
    }
    for row in document.places.iter().filter(|row| Id::new(&row.id).is_some()) {
        content.add("places", &row.id, &place(row), &row.body);
    }
    for row in document.pages.iter().filter(|row| Id::new(&row.id).is_some()) {
        content.add("pages", &row.id, &page(row), &row.body);
    }
    for row in document.topics.iter().filter(|row| Id::new(&row.id).is_some()) {
        content.add("tags", &row.id, &topic(row), &row.body);
    }
    for row in document.translations.iter().filter(|row| Id::new(&row.id).is_some()) {
        translations::translation(row, &mut content);
    }
    quotations(&document.quotations, &mut content);
    for (what, id) in others(&document) {
        has_id(&id, what, &mut content);
    }
    Ok(content.imported)
}

/// The ids of everything but events.
fn others(document: &TimelineDocument) -> Vec<(&'static str, String)> {
    let mut ids = Vec::new();
    ids.extend(document.sources.iter().map(|row| ("source", row.id.clone())));
    ids.extend(document.claims.iter().map(|row| ("claim", row.id.clone())));
    ids.extend(document.people.iter().map(|row| ("person", row.id.clone())));
    ids.extend(document.organizations.iter().map(|row| ("organization", row.id.clone())));
    ids.extend(document.places.iter().map(|row| ("place", row.id.clone())));
    ids.extend(document.pages.iter().map(|row| ("page", row.id.clone())));
    ids.extend(document.topics.iter().map(|row| ("topic", row.id.clone())));
    ids
}

/// Whether an id may name a file; a file from elsewhere may hold anything.
fn has_id(id: &str, what: &str, content: &mut ImportBuilder) -> bool {
    let is_id = Id::new(id).is_some();
    if !is_id {
        content.lose(what, id, "its id is none: lower-case letters, digits and hyphens");
    }
    is_id
}

fn settings(site: &SiteData, content: &mut ImportBuilder) {
    if content.request.existing.has_settings {
        let why = "the site has its own content/site.yaml, which was left as it is";
        content.lose("site", format!("the settings of “{}”", site.title), why);
        let missing: Vec<&str> = (site.kinds.iter().map(|kind| kind.id.as_str()))
            .filter(|kind| !content.request.existing.kinds.contains(*kind))
            .collect();
        if !missing.is_empty() {
            content.note(format!("add these to `kinds` in content/site.yaml: {}", missing.join(", ")));
        }
        return;
    }
    let mut front = FrontMatter::default();
    front.text("title", &site.title).maybe("description", site.description.as_ref());
    front.text("language", &site.language).list("languages", site.languages.iter().cloned());
    translations::settings(&site.translations, &mut front);
    front.text("timezone", &site.timezone);
    if let Some(publisher) = &site.publisher {
        let mut map = FrontMatter::default();
        map.text("name", &publisher.name).maybe("contact", publisher.contact.as_ref());
        front.value("publisher", map.into_value());
    }
    front.maybe("base_url", site.base_url.as_ref()).maybe("repository", site.repository.as_ref());
    front.text("edit_branch", &site.edit_branch).maybe("license", site.license.as_ref());
    front.list("outputs", site.outputs.iter().cloned()).list("lead_claims", site.lead_claims.iter().cloned());
    let mut kinds = FrontMatter::default();
    for kind in &site.kinds {
        let mut map = FrontMatter::default();
        map.text("label", &kind.label).text("plural", &kind.plural).text("shape", &kind.shape);
        map.flag("accusation", kind.accusation);
        kinds.value(&kind.id, map.into_value());
    }
    if !kinds.is_empty() {
        front.value("kinds", kinds.into_value());
    }
    let mut lints = FrontMatter::default();
    for lint in &site.lints {
        let mut map = FrontMatter::default();
        map.text("level", &lint.level).maybe("reason", lint.reason.as_ref());
        lints.value(&lint.code, map.into_value());
    }
    if !lints.is_empty() {
        front.value("lints", lints.into_value());
    }
    content.imported.files.insert("content/site.yaml".to_owned(), front.yaml());
}

fn event(event: &EventData, content: &mut ImportBuilder) {
    let mut front = FrontMatter::default();
    front.text("title", &event.title).text("date", &event.date.edtf).maybe("time", event.time.as_ref());
    if let Some(order) = event.order {
        front.value("order", order);
    }
    front.text("kind", &event.kind).text("summary", &event.summary);
    front.list("people", event.people.iter().map(|entry| involvement("person", entry)));
    front.list("organizations", event.organizations.iter().map(|entry| involvement("organization", entry)));
    front.list("places", event.places.iter().cloned()).list("tags", event.tags.iter().cloned());
    let citations = event.sources.iter().flat_map(|cited| {
        let own = cited.citations.iter().filter(|citation| !citation.in_body);
        own.map(|citation| self::citation(&cited.source, citation))
    });
    front.list("sources", citations);
    front.list("claims", event.claims.iter().map(stance));
    front.list(
        "date_variants",
        event.date_variants.iter().map(|variant| {
            let mut map = FrontMatter::default();
            map.text("date", &variant.date.edtf).whole_list("sources", &variant.sources);
            map.into_value()
        }),
    );
    front.list("responses", event.responses.iter().map(response));
    let media = event.media.iter().filter(|media| {
        let says_something = [&media.credit, &media.license, &media.caption].iter().any(|text| text.is_some());
        // A picture that only the body shows stands in the body alone.
        says_something || !media.alt.is_empty() || !media.in_body
    });
    front.list(
        "media",
        media.map(|media| {
            let mut map = FrontMatter::default();
            map.text("file", &media.file).text("alt", &media.alt);
            map.maybe("credit", media.credit.as_ref()).maybe("license", media.license.as_ref());
            map.maybe("caption", media.caption.as_ref());
            map.into_value()
        }),
    );
    front.list("related", event.related.iter().cloned());
    front.list(
        "corrections",
        event.corrections.iter().map(|correction| {
            let mut map = FrontMatter::default();
            map.text("date", &correction.date).text("note", &correction.note);
            map.into_value()
        }),
    );
    accept(&mut front, &event.accept);
    front.flag("draft", content.request.drafts);
    front.maybe("added", event.added.as_ref()).maybe("updated", event.updated.as_ref());
    front.list("aliases", event.aliases.iter().cloned());
    // Files beside two events may have one name, so an event with media has a folder of its own.
    let folder = if event.media.is_empty() { "events".to_owned() } else { format!("events/{}", event.id) };
    for media in &event.media {
        let is_name = !media.file.is_empty() && !media.file.contains(['/', '\\']) && !media.file.starts_with('.');
        if is_name {
            let from = percent_encoding::percent_decode_str(&media.path).decode_utf8_lossy().into_owned();
            content.imported.copies.insert(format!("content/{folder}/{}", media.file), from);
        } else {
            content.lose(&event.id, media.file.clone(), "its name is no name of a file beside the event");
        }
    }
    content.add(&folder, &event.id, &front, &event.body);
}

fn involvement(key: &str, entry: &InvolvementData) -> Value {
    match &entry.role {
        None => entry.id.clone().into(),
        Some(role) => {
            let mut map = FrontMatter::default();
            map.text(key, &entry.id).text("role", role);
            map.into_value()
        }
    }
}

fn citation(source: &str, citation: &CitationData) -> Value {
    let mut map = FrontMatter::default();
    map.text("source", source).maybe("quote", citation.quote.as_ref()).maybe("locator", citation.locator.as_ref());
    map.maybe("page", citation.page.as_ref()).maybe("at", citation.at.as_ref());
    if let Some(annotation) = citation.annotation {
        map.value("annotation", annotation);
    }
    map.maybe("note", citation.note.as_ref());
    if let Some(based_on) = &citation.based_on {
        map.whole_list("based_on", based_on);
    }
    map.into_value()
}

fn stance(stance: &StanceData) -> Value {
    let mut map = FrontMatter::default();
    map.text("claim", &stance.claim).text("stance", &stance.stance).list("by", stance.by.iter().cloned());
    map.list("citing", stance.citing.iter().cloned()).list("for", stance.for_parties.iter().cloned());
    if let Some(concerns) = &stance.concerns {
        map.whole_list("concerns", concerns);
    }
    map.maybe("charge", stance.charge.as_ref()).maybe("branch", stance.branch.as_ref());
    map.maybe("reviews", stance.reviews.as_ref()).flag("final", stance.is_final);
    map.maybe("finding", stance.finding.as_ref()).maybe("excerpt", stance.excerpt.as_ref());
    map.maybe("answer", stance.answer.as_ref()).maybe("contested", stance.contested.as_ref());
    map.into_value()
}

fn response(response: &ResponseData) -> Value {
    let mut map = FrontMatter::default();
    map.text("claim", &response.claim).text("from", &response.from);
    map.maybe("sought", response.sought.as_ref().map(|date| &date.edtf));
    map.maybe("sought_by", response.sought_by.as_ref()).text("result", &response.result);
    map.maybe("answer", response.answer.as_ref()).maybe("note", response.note.as_ref());
    map.list("sources", response.sources.iter().cloned());
    map.into_value()
}

/// What is left of a withdrawn event is its notice; the keys that every event needs are filled in.
fn withdrawn(event: &WithdrawnData, kind: &str, content: &mut ImportBuilder) {
    let mut front = FrontMatter::default();
    front.text("title", "Withdrawn").text("date", &event.date).text("kind", kind);
    front.list("aliases", event.aliases.iter().cloned());
    let mut map = FrontMatter::default();
    map.text("date", &event.date).text("reason", &event.reason);
    front.value("withdrawn", map.into_value());
    content.add("events", &event.id, &front, "");
}

fn source(row: &SourceData) -> FrontMatter {
    let mut front = FrontMatter::default();
    front
        .maybe("title", Some(&row.title).filter(|_| !row.untitled))
        .maybe("outlet", row.outlet.as_ref())
        .list("authors", row.authors.iter().cloned());
    front.maybe("published", row.published.as_ref().map(|date| &date.edtf)).maybe("url", row.url.as_ref());
    front.list(
        "archived",
        row.archived.iter().map(|copy| {
            let mut map = FrontMatter::default();
            map.text("url", &copy.url).maybe("date", copy.date.as_ref());
            map.into_value()
        }),
    );
    front.maybe("accessed", row.accessed.as_ref()).maybe("language", row.language.as_ref()).text("type", &row.kind);
    front.maybe("copy_of", row.copy_of.as_ref()).list("based_on", row.based_on.iter().cloned());
    front.list(
        "claims",
        row.claims.iter().map(|entry| {
            let mut map = FrontMatter::default();
            map.text("claim", &entry.claim).text("stance", &entry.stance);
            if let Some(concerns) = &entry.concerns {
                map.whole_list("concerns", concerns);
            }
            map.into_value()
        }),
    );
    front.maybe("reliability", row.reliability.as_ref()).maybe("interest", row.interest.as_ref());
    front.maybe("duration", row.duration.as_ref()).maybe("account", row.account.as_ref());
    front.maybe("time", row.time.as_ref()).maybe("quote", row.quote.as_ref());
    front.flag("paywalled", row.paywalled).maybe("locator", row.locator.as_ref());
    if !row.consulted {
        front.value("consulted", false);
    }
    accept(&mut front, &row.accept);
    front.list("aliases", row.aliases.iter().cloned());
    front
}

fn claim(row: &ClaimData) -> FrontMatter {
    let mut front = FrontMatter::default();
    front.text("statement", &row.statement).maybe("label", row.label.as_ref()).whole_list("about", &row.about);
    front.maybe("reviewed", row.reviewed.as_ref()).list("aliases", row.aliases.iter().cloned());
    accept(&mut front, &row.accept);
    front
}

fn party(row: &PartyData) -> FrontMatter {
    let mut front = FrontMatter::default();
    front.text("name", &row.name).maybe("short_name", row.short_name.as_ref()).maybe("died", row.died.as_ref());
    if let Some(pseudonym) = &row.pseudonym {
        let mut map = FrontMatter::default();
        map.text("reason", &pseudonym.reason);
        front.value("pseudonym", map.into_value());
    }
    front.maybe("type", row.kind.as_ref()).maybe("sort_name", row.sort_name.as_ref());
    front.list("also_known_as", row.also_known_as.iter().cloned()).maybe("role", row.role.as_ref());
    front.list("links", row.links.iter().cloned()).flag("noindex", row.noindex);
    accept(&mut front, &row.accept);
    front.list("aliases", row.aliases.iter().cloned());
    front
}

fn place(row: &PlaceData) -> FrontMatter {
    let mut front = FrontMatter::default();
    front.text("name", &row.name).list("aliases", row.aliases.iter().cloned());
    if let Some([latitude, longitude]) = row.coordinates {
        let mut map = FrontMatter::default();
        map.value("latitude", latitude).value("longitude", longitude);
        front.value("coordinates", map.into_value());
    }
    accept(&mut front, &row.accept);
    front
}

fn page(row: &PageData) -> FrontMatter {
    let mut front = FrontMatter::default();
    front.text("title", &row.title).list("aliases", row.aliases.iter().cloned());
    if !row.menu {
        front.value("menu", false);
    }
    accept(&mut front, &row.accept);
    front
}

fn topic(row: &TopicData) -> FrontMatter {
    let mut front = FrontMatter::default();
    front.text("title", &row.title).maybe("summary", row.summary.as_ref());
    front.list("lead_claims", row.lead_claims.iter().cloned());
    accept(&mut front, &row.accept);
    front
}

/// The file that `dateline verify` writes: comparing costs visits, and links to passages rest on it.
fn quotations(quotations: &[QuotationData], content: &mut ImportBuilder) {
    if quotations.is_empty() {
        return;
    }
    let record = |one: &QuotationData| {
        let mut map = FrontMatter::default();
        map.text("source", &one.source).text("quote", &one.quote).list("in", one.places.iter().cloned());
        map.text("verdict", &one.verdict).text("checked", &one.checked);
        map.maybe("from", one.from.as_ref()).maybe("text", one.text.as_ref());
        if let Some(times) = one.times {
            map.value("times", times);
        }
        if let Some(link) = &one.link {
            let mut passage = FrontMatter::default();
            passage.maybe("before", link.before.as_ref()).text("start", &link.start);
            passage.maybe("end", link.end.as_ref()).maybe("after", link.after.as_ref());
            map.value("link", passage.into_value());
        }
        map.maybe("reason", one.reason.as_ref());
        map.into_value()
    };
    let mut front = FrontMatter::default();
    front.list("quotations", quotations.iter().map(record));
    content.imported.files.insert("content/verification.yaml".to_owned(), front.yaml());
}

fn accept(front: &mut FrontMatter, accepted: &[AcceptData]) {
    front.list(
        "accept",
        accepted.iter().map(|entry| {
            let mut map = FrontMatter::default();
            map.text("code", &entry.code).text("reason", &entry.reason);
            map.into_value()
        }),
    );
}
