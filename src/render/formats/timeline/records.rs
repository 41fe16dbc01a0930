//! Sources, claims, parties, places, pages and topics as data.

use super::values::{accepted, date_data, markdown, party_id, source_ids, standings_data, status_data};
use crate::document::{
    ArchivedData, ClaimData, LifeData, PageData, PartyData, PlaceData, PseudonymData, SourceData, TitleStanceData,
    TopicData,
};
use crate::model::{Alias, Claim, FreePage, Party, Place, Ref, Source, Topic};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::history::{self, StepKind};
use crate::render::noticed_record::{NoticedRecord, Tells, stands_in};
use crate::render::notices::{self, RequiredNotices, StatusForm};
use crate::render::source_names::title_or_label;

/// A source with the events that cite it.
pub fn source_data(cx: &Context<'_>, source: Ref<Source>) -> NoticedRecord<SourceData> {
    let cited_by = &cx.site.backlinks.of_source[source.index()];
    let cited_by = cited_by.iter().map(|event| cx.site.events[*event].id.as_str().to_owned()).collect();
    let of = |_: &_| SourceData { cited_by, ..noticed_source_data(cx, source) };
    NoticedRecord::of_title(cx, &cx.site.sources[source], of)
}

/// A source without the events that cite it, which may be all of the site's.
pub fn source_record_data(cx: &Context<'_>, source: Ref<Source>) -> NoticedRecord<SourceData> {
    NoticedRecord::of_title(cx, &cx.site.sources[source], |_| noticed_source_data(cx, source))
}

impl Tells for SourceData {
    const IN_LINES: bool = true;

    fn tells(&self, text: &str) -> bool {
        self.status.iter().any(|status| stands_in(&status.status_short, text))
    }
}

fn noticed_source_data(cx: &Context<'_>, source: Ref<Source>) -> SourceData {
    let row = &cx.site.sources[source];
    SourceData {
        id: row.id.as_str().to_owned(),
        path: Route::source(&row.id).link(),
        title: title_or_label(cx, source).to_owned(),
        untitled: row.is_untitled,
        status: RequiredNotices::of_title(cx, row).claims.iter().map(|notice| status_data(cx, notice)).collect(),
        outlet: row.outlet.clone(),
        authors: row.authors.clone(),
        published: row.published.as_ref().map(|date| date_data(cx, date)),
        url: row.url.clone(),
        archived: row
            .archived
            .iter()
            .map(|copy| ArchivedData { url: copy.url.clone(), date: copy.date.map(|day| day.to_string()) })
            .collect(),
        accessed: row.accessed.map(|day| day.to_string()),
        language: row.language.clone(),
        kind: row.kind.as_str().to_owned(),
        copy_of: row.copy_of.map(|other| cx.site.sources[other].id.as_str().to_owned()),
        based_on: source_ids(cx, &row.based_on),
        claims: row
            .claims
            .iter()
            .map(|stance| TitleStanceData {
                claim: cx.site.claims[stance.claim].id.as_str().to_owned(),
                stance: stance.stance.as_str().to_owned(),
                concerns: (stance.concerns.as_ref())
                    .map(|parties| parties.iter().map(|party| party_id(cx, *party)).collect()),
            })
            .collect(),
        reliability: row.reliability.clone(),
        interest: row.interest.clone(),
        paywalled: row.paywalled,
        duration: row.duration.map(|length| length.to_string()),
        account: row.account.clone(),
        time: row.time.map(|time| time.to_string()),
        quote: row.quote.clone(),
        locator: row.locator.clone(),
        consulted: row.consulted,
        cited_by: Vec::new(),
        accept: accepted(&row.accepted),
        aliases: former(&row.aliases),
        body: markdown(cx, &row.file, &row.body),
    }
}

/// A claim without its history, which may name every event of the site.
pub fn claim_record_data(cx: &Context<'_>, claim: Ref<Claim>, row: &Claim) -> ClaimData {
    ClaimData {
        id: row.id.as_str().to_owned(),
        path: Route::claim(&row.id).link(),
        statement: row.statement.clone(),
        label: row.label.clone(),
        status: notices::full(cx, claim, StatusForm::Text).join(" "),
        status_short: notices::short(cx, claim),
        standings: standings_data(cx, claim, &row.about),
        about: row.about.iter().map(|party| party_id(cx, *party)).collect(),
        reviewed: row.reviewed.map(|day| day.to_string()),
        life: Vec::new(),
        accept: accepted(&row.accepted),
        aliases: former(&row.aliases),
        body: markdown(cx, &row.file, &row.body),
    }
}

/// A claim with its history.
pub fn claim_data(cx: &Context<'_>, claim: Ref<Claim>, row: &Claim) -> ClaimData {
    let life = history::steps(cx.site, claim).map(|step| LifeData {
        event: step.row.id.as_str().to_owned(),
        entry: match step.kind {
            StepKind::Stance(stance) => stance.kind.as_str().to_owned(),
            StepKind::Response => "sought".to_owned(),
        },
    });
    ClaimData { life: life.collect(), ..claim_record_data(cx, claim, row) }
}

/// A person or an organization.
pub fn party_data(cx: &Context<'_>, row: &Party) -> PartyData {
    PartyData {
        id: row.id.as_str().to_owned(),
        path: Route::party(row).link(),
        name: row.name.clone(),
        short_name: row.short_name.clone(),
        died: row.died.as_ref().map(|died| died.as_str().to_owned()),
        pseudonym: row.pseudonym.clone().map(|reason| PseudonymData { reason }),
        kind: row.is_court.then(|| "court".to_owned()),
        sort_name: row.sort_name.clone(),
        also_known_as: row.also_known_as.clone(),
        role: row.role.clone(),
        links: row.links.clone(),
        noindex: row.noindex,
        accept: accepted(&row.accepted),
        aliases: former(&row.aliases),
        body: markdown(cx, &row.file, &row.body),
    }
}

/// A place.
pub fn place_data(cx: &Context<'_>, row: &Place) -> PlaceData {
    PlaceData {
        id: row.id.as_str().to_owned(),
        path: Route::place(&row.id).link(),
        name: row.name.clone(),
        coordinates: row.coordinates.map(|at| [at.latitude, at.longitude]),
        accept: accepted(&row.accepted),
        aliases: former(&row.aliases),
        body: markdown(cx, &row.file, &row.body),
    }
}

/// A page that an editor wrote.
pub fn page_data(cx: &Context<'_>, row: &FreePage) -> PageData {
    PageData {
        id: row.id.as_str().to_owned(),
        path: Route::free(&row.id).link(),
        title: row.title.clone(),
        menu: row.in_menu,
        accept: accepted(&row.accepted),
        aliases: former(&row.aliases),
        body: markdown(cx, &row.file, &row.body),
    }
}

/// A topic.
pub fn topic_data(cx: &Context<'_>, row: &Topic) -> TopicData {
    TopicData {
        id: row.id.as_str().to_owned(),
        path: Route::tag(row.id.as_str()).link(),
        title: row.title.clone(),
        summary: row.summary.clone(),
        lead_claims: row.lead_claims.iter().map(|claim| cx.site.claims[*claim].id.as_str().to_owned()).collect(),
        status: RequiredNotices::of_topic(cx, row).claims.iter().map(|notice| status_data(cx, notice)).collect(),
        accept: accepted(&row.accepted),
        body: markdown(cx, &row.file, &row.body),
    }
}

fn former(aliases: &[Alias]) -> Vec<String> {
    aliases.iter().map(|alias| alias.id.to_string()).collect()
}
