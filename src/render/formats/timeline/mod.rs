//! `timeline.json`, and each event's `index.json`: the site as data.

mod event;
mod quotations;
mod records;
mod translations;
mod values;

use crate::document::{Each, EventDocument, KindData, LintData, PublisherData, SiteData, TimelineDocument, VERSION};
use crate::model::{Claim, Event, Level, Party, PartyKind, Ref, Source};
use crate::render::context::Context;
use crate::render::notices::RequiredNotices;
use event::{event_data, withdrawn};
use quotations::quotations_data;
use records::{
    claim_data, claim_record_data, page_data, party_data, place_data, source_data, source_record_data, topic_data,
};
use serde::Serialize;
use translations::{site_translations_data, translations_data};

/// Everything.
pub fn whole<'a>(cx: &'a Context<'a>) -> TimelineDocument<impl Serialize + use<'a>, impl Serialize + use<'a>> {
    let site = cx.site;
    let parties = |kind: PartyKind| {
        site.published_parties()
            .filter(|(_, party)| party.kind == kind)
            .map(|(_, party)| party_data(cx, party))
            .collect()
    };
    TimelineDocument {
        schema: "timeline.schema.json".to_owned(),
        version: VERSION,
        site: settings_data(cx),
        events: Each(|| site.published().map(|(event, row)| event_data(cx, event, row).into_inner())),
        withdrawn: {
            let mut notices: Vec<_> = site.events.rows().filter(|event| !event.draft).filter_map(withdrawn).collect();
            // Not in the order of the timeline, on which they don't stand.
            notices.sort_by(|a, b| a.id.cmp(&b.id));
            notices
        },
        sources: Each(|| site.published_sources().map(|(source, _)| source_data(cx, source).into_inner())),
        claims: site.published_claims().map(|(claim, row)| claim_data(cx, claim, row)).collect(),
        people: parties(PartyKind::Person),
        organizations: parties(PartyKind::Organization),
        places: site.published_places().map(|(_, row)| place_data(cx, row)).collect(),
        pages: site.pages.rows().map(|row| page_data(cx, row)).collect(),
        topics: site.published_topics().map(|(_, row, _)| topic_data(cx, row)).collect(),
        translations: translations_data(cx),
        quotations: quotations_data(cx),
    }
}

/// One event with the records of everything that it refers to.
pub fn one_event(cx: &Context<'_>, of: Ref<Event>) -> EventDocument {
    let site = cx.site;
    let event = &site.events[of];
    let mut claims: Vec<Ref<Claim>> = event.stances.iter().map(|stance| stance.claim).collect();
    claims.extend(event.responses.iter().map(|response| response.claim));
    claims.extend(RequiredNotices::of_text(cx, &event.body).claims.iter().map(|notice| notice.claim));
    let mut sources: Vec<Ref<Source>> = event.sources.iter().map(|cited| cited.source).collect();
    claims.extend(sources.iter().flat_map(|source| site.sources[*source].claims.iter().map(|entry| entry.claim)));
    sources.extend(site.origins(of));
    sources.extend(event.date_variants.iter().flat_map(|variant| &variant.sources));
    let mut parties: Vec<Ref<Party>> = event.people.iter().map(|entry| entry.party).collect();
    parties.extend(event.organizations.iter().map(|entry| entry.party));
    parties.extend(event.stances.iter().flat_map(|stance| stance.by.iter().chain(&stance.for_parties).copied()));
    parties.extend(event.responses.iter().map(|response| response.from));
    // Their standings are told.
    parties.extend(claims.iter().flat_map(|claim| site.claims[*claim].about.iter().copied()));
    fn each<T>(mut list: Vec<Ref<T>>) -> Vec<Ref<T>> {
        list.sort();
        list.dedup();
        list
    }
    let parties = each(parties);
    let of_kind = |kind: PartyKind| {
        let rows = parties.iter().map(|party| &site.parties[*party]).filter(|row| row.kind == kind);
        rows.map(|row| party_data(cx, row)).collect()
    };
    EventDocument {
        schema: "../../timeline.schema.json#/$defs/EventDocument".to_owned(),
        version: VERSION,
        root: "../../".to_owned(),
        event: event_data(cx, of, event).into_inner(),
        sources: each(sources).into_iter().map(|source| source_record_data(cx, source).into_inner()).collect(),
        claims: each(claims).into_iter().map(|claim| claim_record_data(cx, claim, &site.claims[claim])).collect(),
        people: of_kind(PartyKind::Person),
        organizations: of_kind(PartyKind::Organization),
        places: event.places.iter().map(|place| place_data(cx, &site.places[*place])).collect(),
    }
}

fn settings_data(cx: &Context<'_>) -> SiteData {
    let settings = &cx.site.settings;
    let known = cx.site.kinds.len() - 1;
    SiteData {
        title: settings.title.clone(),
        description: settings.description.clone(),
        language: settings.language.clone(),
        languages: cx.edition.choices().iter().skip(1).map(|language| language.tag().to_owned()).collect(),
        translations: site_translations_data(cx),
        timezone: settings.timezone.name().to_owned(),
        publisher: settings
            .publisher
            .as_ref()
            .map(|publisher| PublisherData { name: publisher.name.clone(), contact: publisher.contact.clone() }),
        base_url: settings.base_url.clone(),
        repository: settings.repository.clone(),
        edit_branch: settings.edit_branch.clone(),
        license: settings.license.clone(),
        outputs: settings.outputs.iter().map(|output| output.as_str().to_owned()).collect(),
        lead_claims: settings.lead_claims.iter().map(|claim| cx.site.claims[*claim].id.to_string()).collect(),
        lints: settings
            .lints
            .iter()
            .map(|(code, (level, reason))| LintData {
                code: code.to_string(),
                level: level_word(*level).to_owned(),
                reason: reason.clone(),
            })
            .collect(),
        // The last stands in for unknown ones, which a built site has none of.
        kinds: cx
            .site
            .kinds
            .rows()
            .take(known)
            .map(|kind| KindData {
                id: kind.id.as_str().to_owned(),
                label: kind.label.clone(),
                plural: kind.plural.clone(),
                shape: kind.shape.as_str().to_owned(),
                accusation: kind.accusation,
            })
            .collect(),
    }
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Off => "off",
    }
}
