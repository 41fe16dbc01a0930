//! Events as data, and what is left of withdrawn ones.

use super::values::{accepted, date_data, markdown, party_id, source_ids, status_data};
use crate::document::{
    CitationData, CitedData, CorrectionData, DateVariantData, EventData, InvolvementData, MediaData, ResponseData,
    StanceData, WithdrawnData,
};
use crate::model::{Citation, CitedSource, Citing, Event, Involvement, Party, Ref, Stance};
use crate::plan::{Route, encoded};
use crate::render::context::Context;
use crate::render::noticed_record::{NoticedRecord, Tells, stands_in};
use crate::render::notices::RequiredNotices;
use crate::render::passage_links::passage;

/// One event alone.
pub fn event_data(cx: &Context<'_>, of: Ref<Event>, event: &Event) -> NoticedRecord<EventData> {
    NoticedRecord::of_event(cx, event, |notices| noticed_event_data(cx, of, event, notices))
}

impl Tells for EventData {
    const IN_LINES: bool = true;

    fn tells(&self, text: &str) -> bool {
        let lines = self.status.iter().map(|status| &status.status_short);
        lines.chain(&self.caveat).any(|line| stands_in(line, text))
    }
}

fn noticed_event_data(cx: &Context<'_>, of: Ref<Event>, event: &Event, notices: &RequiredNotices) -> EventData {
    let site = cx.site;
    EventData {
        id: event.id.as_str().to_owned(),
        path: Route::event(&event.id).link(),
        title: event.title.clone(),
        status: notices.claims.iter().map(|notice| status_data(cx, notice)).collect(),
        caveat: notices.caveat.clone(),
        date: date_data(cx, &event.date),
        time: event.time.map(|time| time.to_string()),
        order: event.order,
        kind: site.kinds[event.kind].id.as_str().to_owned(),
        summary: event.summary.clone(),
        people: event.people.iter().map(|entry| involvement_data(cx, entry)).collect(),
        organizations: event.organizations.iter().map(|entry| involvement_data(cx, entry)).collect(),
        places: event.places.iter().map(|place| site.places[*place].id.as_str().to_owned()).collect(),
        tags: event.tags.clone(),
        sources: event.sources.iter().enumerate().map(|(index, cited)| cited_data(cx, index + 1, cited)).collect(),
        origins: source_ids(cx, site.origins(of)),
        claims: event.stances.iter().map(|stance| stance_data(cx, stance)).collect(),
        date_sources: source_ids(cx, &event.date_sources()),
        date_variants: event
            .date_variants
            .iter()
            .map(|variant| DateVariantData {
                date: date_data(cx, &variant.date),
                sources: source_ids(cx, &variant.sources),
            })
            .collect(),
        responses: event
            .responses
            .iter()
            .map(|response| ResponseData {
                claim: site.claims[response.claim].id.as_str().to_owned(),
                from: party_id(cx, response.from),
                sought: response.sought.as_ref().map(|date| date_data(cx, date)),
                sought_by: response.sought_by.map(|party| party_id(cx, party)),
                result: response.result.as_str().to_owned(),
                answer: response.answer.clone(),
                note: response.note.clone(),
                sources: source_ids(cx, &response.sources),
            })
            .collect(),
        media: event
            .media
            .iter()
            .map(|media| MediaData {
                file: media.name.clone(),
                path: encoded(&Route::event(&event.id).beside(&media.name)).into_owned(),
                alt: media.alt.clone(),
                credit: media.credit.clone(),
                license: media.license.clone(),
                caption: media.caption.clone(),
                in_body: media.in_body,
            })
            .collect(),
        related: event.related.iter().map(|other| site.events[*other].id.as_str().to_owned()).collect(),
        corrections: event
            .corrections
            .iter()
            .map(|correction| CorrectionData { date: correction.date.to_string(), note: correction.note.clone() })
            .collect(),
        accept: accepted(&event.accepted),
        added: event.added.map(|day| day.to_string()),
        updated: event.updated.map(|day| day.to_string()),
        aliases: event.aliases.iter().map(ToString::to_string).collect(),
        body: markdown(cx, &event.file, &event.body),
    }
}

/// The notice of an event, if it is withdrawn.
pub fn withdrawn(event: &Event) -> Option<WithdrawnData> {
    event.withdrawn.as_ref().map(|withdrawal| WithdrawnData {
        id: event.id.as_str().to_owned(),
        path: Route::event(&event.id).link(),
        date: withdrawal.date.to_string(),
        reason: withdrawal.reason.clone(),
        aliases: event.aliases.iter().map(ToString::to_string).collect(),
    })
}

fn cited_data(cx: &Context<'_>, number: usize, cited: &CitedSource) -> CitedData {
    let source = &cx.site.sources[cited.source];
    let citation = |citation: &Citation| CitationData {
        quote: citation.quote.clone(),
        locator: citation.locator.clone(),
        page: citation.pinpoint.as_ref().and_then(|it| it.pages).map(|pages| pages.to_string()),
        at: citation.pinpoint.as_ref().and_then(|it| it.times).map(|times| times.to_string()),
        annotation: citation.pinpoint.as_ref().and_then(|it| it.annotation),
        note: citation.note.clone(),
        based_on: citation.based_on.as_ref().map(|sources| source_ids(cx, sources)),
        url: passage(cx, source, citation),
        in_body: citation.in_body,
    };
    CitedData {
        source: source.id.as_str().to_owned(),
        number,
        citations: cited.citations.iter().map(citation).collect(),
    }
}

fn stance_data(cx: &Context<'_>, stance: &Stance) -> StanceData {
    let ids = |parties: &[Ref<Party>]| parties.iter().map(|party| party_id(cx, *party)).collect();
    StanceData {
        claim: cx.site.claims[stance.claim].id.as_str().to_owned(),
        stance: stance.kind.as_str().to_owned(),
        by: ids(&stance.by),
        citing: stance
            .citing
            .iter()
            .map(|citing| match citing {
                Citing::Party(party) => party_id(cx, *party),
                Citing::Source(source) => cx.site.sources[*source].id.as_str().to_owned(),
                Citing::Words(words) => words.clone(),
            })
            .collect(),
        for_parties: ids(&stance.for_parties),
        concerns: stance.concerns.as_deref().map(ids),
        charge: stance.charge.clone(),
        branch: stance.branch.map(|branch| branch.as_str().to_owned()),
        reviews: stance.reviews.map(|event| cx.site.events[event].id.as_str().to_owned()),
        is_final: stance.is_final,
        finding: stance.finding.clone(),
        excerpt: stance.excerpt.clone(),
        answer: stance.answer.clone(),
        contested: stance.contested.clone(),
    }
}

fn involvement_data(cx: &Context<'_>, entry: &Involvement) -> InvolvementData {
    InvolvementData { id: party_id(cx, entry.party), role: entry.role.clone() }
}
