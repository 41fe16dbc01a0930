//! Sources, claims, parties and places as data.

use super::document::*;
use super::timeline::accepted;
use crate::ledger::Whose;
use crate::model::{Claim, Entry, Party, Place, Ref, Source};
use crate::plan::Route;
use crate::render::Renderer;

impl Renderer<'_> {
    /// A source with the events that cite it.
    pub fn source_data(&self, source: Ref<Source>, row: &Source) -> SourceData {
        let cited_by = &self.site.backlinks.of_source[source.index()];
        let cited_by = cited_by.iter().map(|event| self.site.events[*event].id.as_str().to_owned()).collect();
        SourceData { cited_by, ..self.source_record_data(row) }
    }

    /// A source without the events that cite it, which may be all of the site's.
    pub fn source_record_data(&self, row: &Source) -> SourceData {
        SourceData {
            id: row.id.as_str().to_owned(),
            path: Route::source(&row.id).link(),
            title: row.title.clone(),
            status: self.told_by_title(row).iter().map(|notice| self.status_data(notice)).collect(),
            outlet: row.outlet.clone(),
            authors: row.authors.clone(),
            published: row.published.as_ref().map(|date| self.date_data(date)),
            url: row.url.clone(),
            archived: row
                .archived
                .iter()
                .map(|copy| ArchivedData { url: copy.url.clone(), date: copy.date.map(|day| day.to_string()) })
                .collect(),
            accessed: row.accessed.map(|day| day.to_string()),
            language: row.language.clone(),
            kind: row.kind.as_str().to_owned(),
            copy_of: row.copy_of.map(|other| self.site.sources[other].id.as_str().to_owned()),
            based_on: self.source_ids(&row.based_on),
            claims: row
                .claims
                .iter()
                .map(|stance| TitleStanceData {
                    claim: self.site.claims[stance.claim].id.as_str().to_owned(),
                    stance: stance.stance.as_str().to_owned(),
                    concerns: stance
                        .concerns
                        .as_ref()
                        .map(|parties| parties.iter().map(|party| self.party_id(*party)).collect()),
                })
                .collect(),
            reliability: row.reliability.clone(),
            interest: row.interest.clone(),
            paywalled: row.paywalled,
            locator: row.locator.clone(),
            consulted: row.consulted,
            cited_by: Vec::new(),
            accept: accepted(&row.accepted),
            body: self.markdown(&row.file, &row.body),
        }
    }

    /// A claim without its life, which may name every event of the site.
    pub fn claim_record_data(&self, claim: Ref<Claim>, row: &Claim) -> ClaimData {
        ClaimData {
            id: row.id.as_str().to_owned(),
            path: Route::claim(&row.id).link(),
            statement: row.statement.clone(),
            label: row.label.clone(),
            status: self.wording().full(claim).text(),
            status_short: self.wording().short(claim, Whose::Everybody),
            standings: self.standings_data(claim, &row.about),
            about: row.about.iter().map(|party| self.party_id(*party)).collect(),
            reviewed: row.reviewed.map(|day| day.to_string()),
            life: Vec::new(),
            accept: accepted(&row.accepted),
            body: self.markdown(&row.file, &row.body),
        }
    }

    /// A claim with its life.
    pub fn claim_data(&self, claim: Ref<Claim>, row: &Claim) -> ClaimData {
        let life = self.site.life(claim).iter().map(|entry| LifeData {
            event: self.site.events[entry.event()].id.as_str().to_owned(),
            entry: match *entry {
                Entry::Stance(event, index) => self.site.events[event].stances[index].kind.as_str().to_owned(),
                Entry::Response(..) => "sought".to_owned(),
            },
        });
        ClaimData { life: life.collect(), ..self.claim_record_data(claim, row) }
    }

    /// A person or an organization.
    pub fn party_data(&self, row: &Party) -> PartyData {
        PartyData {
            id: row.id.as_str().to_owned(),
            path: Route::party(row).link(),
            name: row.name.clone(),
            short_name: row.short_name.clone(),
            died: row.died.as_ref().map(|died| died.as_str().to_owned()),
            kind: row.is_court.then(|| "court".to_owned()),
            sort_name: row.sort_name.clone(),
            also_known_as: row.also_known_as.clone(),
            role: row.role.clone(),
            links: row.links.clone(),
            noindex: row.noindex,
            accept: accepted(&row.accepted),
            body: self.markdown(&row.file, &row.body),
        }
    }

    /// A place.
    pub fn place_data(&self, row: &Place) -> PlaceData {
        PlaceData {
            id: row.id.as_str().to_owned(),
            path: Route::place(&row.id).link(),
            name: row.name.clone(),
            coordinates: row.coordinates.map(|at| [at.latitude, at.longitude]),
            accept: accepted(&row.accepted),
            body: self.markdown(&row.file, &row.body),
        }
    }
}
