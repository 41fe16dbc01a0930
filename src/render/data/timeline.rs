//! The site as data: what `timeline.json` and each event's `index.json` hold.

use super::document::*;
use crate::ledger::{Notice, Whose};
use crate::model::date::Bound;
use crate::model::{
    Acceptance, Body, Citation, CitedSource, Citing, Claim, Event, EventDate, Involvement, Level, Party, PartyKind,
    Ref, Source, Stance,
};
use crate::plan::{Route, encoded};
use crate::render::{Renderer, fragment};
use crate::words::date;
use serde::Serialize;

impl Renderer<'_> {
    /// Everything.
    pub fn document(&self) -> Document<impl Serialize, impl Serialize> {
        let site = self.site;
        let parties = |kind: PartyKind| {
            site.published_parties()
                .map(|(_, party)| party)
                .filter(|party| party.kind == kind)
                .map(|party| self.party_data(party))
                .collect()
        };
        Document {
            schema: "timeline.schema.json".to_owned(),
            version: VERSION,
            site: self.settings_data(),
            events: Each(|| site.published().map(|(event, row)| self.event_data(event, row))),
            withdrawn: {
                let mut notices: Vec<_> =
                    site.events.rows().filter(|event| !event.draft).filter_map(withdrawn).collect();
                // Not in the order of the timeline, on which they don't stand.
                notices.sort_by(|a, b| a.id.cmp(&b.id));
                notices
            },
            sources: Each(|| site.published_sources().map(|(source, row)| self.source_data(source, row))),
            claims: site.published_claims().map(|(claim, row)| self.claim_data(claim, row)).collect(),
            people: parties(PartyKind::Person),
            organizations: parties(PartyKind::Organization),
            places: site.places.rows().map(|row| self.place_data(row)).collect(),
            pages: site
                .pages
                .rows()
                .map(|row| PageData {
                    id: row.id.as_str().to_owned(),
                    path: Route::free(&row.id).link(),
                    title: row.title.clone(),
                    accept: accepted(&row.accepted),
                    body: self.markdown(&row.file, &row.body),
                })
                .collect(),
            quotations: self.quotations_data(),
        }
    }

    /// One event with the records of everything that it refers to.
    pub fn one_event(&self, of: Ref<Event>) -> EventDocument {
        let site = self.site;
        let event = &site.events[of];
        let mut claims: Vec<Ref<Claim>> = event.stances.iter().map(|stance| stance.claim).collect();
        claims.extend(event.responses.iter().map(|response| response.claim));
        let mut sources: Vec<Ref<Source>> = event.sources.iter().map(|cited| cited.source).collect();
        claims.extend(sources.iter().flat_map(|source| site.sources[*source].claims.iter().map(|entry| entry.claim)));
        sources.extend(site.origins(of));
        sources.extend(event.date_variants.iter().flat_map(|variant| &variant.sources));
        let mut parties: Vec<Ref<Party>> = event.people.iter().map(|entry| entry.party).collect();
        parties.extend(event.organizations.iter().map(|entry| entry.party));
        parties.extend(event.stances.iter().flat_map(|stance| stance.by.iter().chain(&stance.for_parties).copied()));
        parties.extend(event.responses.iter().map(|response| response.from));
        fn each<T>(mut list: Vec<Ref<T>>) -> Vec<Ref<T>> {
            list.sort();
            list.dedup();
            list
        }
        let parties = each(parties);
        let of_kind = |kind: PartyKind| {
            let rows = parties.iter().map(|party| &site.parties[*party]).filter(|row| row.kind == kind);
            rows.map(|row| self.party_data(row)).collect()
        };
        EventDocument {
            schema: "../../timeline.schema.json#/$defs/EventDocument".to_owned(),
            version: VERSION,
            root: "../../".to_owned(),
            event: self.event_data(of, event),
            sources: each(sources).into_iter().map(|source| self.source_record_data(&site.sources[source])).collect(),
            claims: each(claims).into_iter().map(|claim| self.claim_record_data(claim, &site.claims[claim])).collect(),
            people: of_kind(PartyKind::Person),
            organizations: of_kind(PartyKind::Organization),
            places: event.places.iter().map(|place| self.place_data(&site.places[*place])).collect(),
        }
    }

    /// One event alone.
    pub fn event_data(&self, of: Ref<Event>, event: &Event) -> EventData {
        let site = self.site;
        EventData {
            id: event.id.as_str().to_owned(),
            path: Route::event(&event.id).link(),
            title: event.title.clone(),
            status: self.told_by_event(event).iter().map(|notice| self.status_data(notice)).collect(),
            caveat: self.caveat(event),
            date: self.date_data(&event.date),
            time: event.time.map(|time| time.to_string()),
            order: event.order,
            kind: site.kinds[event.kind].id.as_str().to_owned(),
            summary: event.summary.clone(),
            people: event.people.iter().map(|entry| self.involvement_data(entry)).collect(),
            organizations: event.organizations.iter().map(|entry| self.involvement_data(entry)).collect(),
            places: event.places.iter().map(|place| site.places[*place].id.as_str().to_owned()).collect(),
            tags: event.tags.clone(),
            sources: event.sources.iter().enumerate().map(|(index, cited)| self.cited_data(index + 1, cited)).collect(),
            origins: self.source_ids(site.origins(of)),
            claims: event.stances.iter().map(|stance| self.stance_data(stance)).collect(),
            date_sources: self.source_ids(&event.date_sources()),
            date_variants: event
                .date_variants
                .iter()
                .map(|variant| DateVariantData {
                    date: self.date_data(&variant.date),
                    sources: self.source_ids(&variant.sources),
                })
                .collect(),
            responses: event
                .responses
                .iter()
                .map(|response| ResponseData {
                    claim: site.claims[response.claim].id.as_str().to_owned(),
                    from: self.party_id(response.from),
                    sought: response.sought.as_ref().map(|date| self.date_data(date)),
                    sought_by: response.sought_by.map(|party| self.party_id(party)),
                    result: response.result.as_str().to_owned(),
                    answer: response.answer.clone(),
                    note: response.note.clone(),
                    sources: self.source_ids(&response.sources),
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
            body: self.markdown(&event.file, &event.body),
        }
    }

    /// What must stand with something that tells of a claim.
    pub fn status_data(&self, notice: &Notice) -> ClaimStatus {
        ClaimStatus {
            claim: self.site.claims[notice.claim].id.as_str().to_owned(),
            status_short: self.wording().short(notice.claim, Whose::Parties(&notice.parties)),
            standings: self.standings_data(notice.claim, &notice.parties),
        }
    }

    /// How each of these parties stands: a record for each outcome that holds, beside its finding.
    pub fn standings_data(&self, claim: Ref<Claim>, parties: &[Ref<Party>]) -> Vec<StandingData> {
        let standing = self.ledger.standing(claim);
        let mut standings = Vec::new();
        for party in standing.parties.iter().filter(|standing| parties.contains(&standing.party)) {
            let plain = StandingData {
                party: self.party_id(party.party),
                standing: party.word().to_owned(),
                charge: None,
                branch: None,
                finding: None,
                contested: None,
                event: None,
            };
            let first = standings.len();
            for outcome in party.outcomes.iter().filter(|outcome| outcome.is_in_force()) {
                let stance = outcome.at.stance(self.site);
                standings.push(StandingData {
                    standing: outcome.kind.as_str().to_owned(),
                    charge: outcome.charge.clone(),
                    branch: outcome.branch.map(|branch| branch.as_str().to_owned()),
                    finding: stance.finding.clone(),
                    contested: stance.contested.clone(),
                    event: Some(self.site.events[outcome.at.event].id.as_str().to_owned()),
                    ..plain.clone()
                });
            }
            if standings.len() == first {
                standings.push(plain);
            }
        }
        standings
    }

    fn settings_data(&self) -> SiteData {
        let settings = &self.site.settings;
        let known = self.site.kinds.len() - 1;
        SiteData {
            title: settings.title.clone(),
            description: settings.description.clone(),
            language: settings.language.clone(),
            timezone: settings.timezone.name().to_owned(),
            publisher: settings
                .publisher
                .as_ref()
                .map(|publisher| PublisherData { name: publisher.name.clone(), contact: publisher.contact.clone() }),
            base_url: settings.base_url.clone(),
            repository: settings.repository.clone(),
            edit_branch: settings.edit_branch.clone(),
            license: settings.license.clone(),
            event_cards: settings.event_cards,
            lead_claims: settings.lead_claims.iter().map(|claim| self.site.claims[*claim].id.to_string()).collect(),
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
            kinds: self
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

    fn cited_data(&self, number: usize, cited: &CitedSource) -> CitedData {
        let source = &self.site.sources[cited.source];
        let citation = |citation: &Citation| CitationData {
            quote: citation.quote.clone(),
            locator: citation.locator.clone(),
            note: citation.note.clone(),
            based_on: citation.based_on.as_ref().map(|sources| self.source_ids(sources)),
            url: source.url.as_ref().map(|url| match &citation.quote {
                Some(quote) => {
                    let locator = citation.locator.as_deref();
                    fragment::passage(url, source, quote, locator, &self.site.verification)
                }
                None => url.clone(),
            }),
            in_body: citation.in_body,
        };
        CitedData {
            source: source.id.as_str().to_owned(),
            number,
            citations: cited.citations.iter().map(citation).collect(),
        }
    }

    fn stance_data(&self, stance: &Stance) -> StanceData {
        let ids = |parties: &[Ref<Party>]| parties.iter().map(|party| self.party_id(*party)).collect();
        StanceData {
            claim: self.site.claims[stance.claim].id.as_str().to_owned(),
            stance: stance.kind.as_str().to_owned(),
            by: ids(&stance.by),
            citing: stance
                .citing
                .iter()
                .map(|citing| match citing {
                    Citing::Party(party) => self.party_id(*party),
                    Citing::Source(source) => self.site.sources[*source].id.as_str().to_owned(),
                    Citing::Words(words) => words.clone(),
                })
                .collect(),
            for_parties: ids(&stance.for_parties),
            concerns: stance.concerns.as_deref().map(ids),
            charge: stance.charge.clone(),
            branch: stance.branch.map(|branch| branch.as_str().to_owned()),
            reviews: stance.reviews.map(|event| self.site.events[event].id.as_str().to_owned()),
            is_final: stance.is_final,
            finding: stance.finding.clone(),
            excerpt: stance.excerpt.clone(),
            answer: stance.answer.clone(),
            contested: stance.contested.clone(),
        }
    }

    /// A date with its first and last day.
    pub fn date_data(&self, written: &EventDate) -> DateData {
        DateData {
            edtf: written.as_str().to_owned(),
            earliest: day(written.earliest()),
            latest: day(written.latest()),
            text: date::date(self.words, written),
        }
    }

    fn involvement_data(&self, entry: &Involvement) -> InvolvementData {
        InvolvementData { id: self.party_id(entry.party), role: entry.role.clone() }
    }

    /// A party's id.
    pub fn party_id(&self, party: Ref<Party>) -> String {
        self.site.parties[party].id.as_str().to_owned()
    }

    /// Sources' ids.
    pub fn source_ids(&self, sources: &[Ref<Source>]) -> Vec<String> {
        sources.iter().map(|source| self.site.sources[*source].id.as_str().to_owned()).collect()
    }

    /// The body as its editor wrote it.
    pub fn markdown(&self, file: &str, body: &Body) -> String {
        let text = self.inputs.text(file);
        let text = text.and_then(|text| text.get(body.at.start..body.at.end)).unwrap_or_default();
        // Spaces at the beginning may mean something in Markdown; empty lines don't.
        text.trim_start_matches('\n').trim_end().to_owned()
    }
}

/// A bound, if it is a day.
fn day(bound: Bound) -> Option<String> {
    matches!(bound, Bound::Day { .. }).then(|| bound.to_string())
}

fn withdrawn(event: &Event) -> Option<WithdrawnData> {
    event.withdrawn.as_ref().map(|withdrawal| WithdrawnData {
        id: event.id.as_str().to_owned(),
        path: Route::event(&event.id).link(),
        date: withdrawal.date.to_string(),
        reason: withdrawal.reason.clone(),
        aliases: event.aliases.iter().map(ToString::to_string).collect(),
    })
}

/// The warnings that a file accepts.
pub fn accepted(accepted: &[Acceptance]) -> Vec<AcceptData> {
    let entry = |entry: &Acceptance| AcceptData { code: entry.code.to_string(), reason: entry.reason.clone() };
    accepted.iter().map(entry).collect()
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Off => "off",
    }
}
