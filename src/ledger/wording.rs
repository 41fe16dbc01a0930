//! How a status is said in one language: the door to its three lengths.

use super::concern::StanceAt;
use super::full::{Full, FullWriter};
use super::marker::MarkerWriter;
use super::{ClaimStanding, Ledger, Length, Notice};
use crate::model::{Claim, EventDate, Party, Ref};
use crate::resolve::Site;
use crate::words::{Words, date};

/// Says statuses in one language.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a> {
    pub site: &'a Site,
    pub ledger: &'a Ledger,
    pub words: &'a Words,
}

/// Of whom a status tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose<'a> {
    /// Of all whom the claim concerns.
    Everybody,
    /// Of these, by name where they aren't all.
    Parties(&'a [Ref<Party>]),
    /// Of the party on whose page it stands, which needs no name there.
    Own(Ref<Party>),
}

/// The parties of whom a status tells.
pub(super) struct Told {
    pub parties: Vec<Ref<Party>>,
    /// Whether there are others, so that these need their names.
    pub is_part: bool,
}

impl Wording<'_> {
    /// The claim's status in full.
    pub fn full(&self, claim: Ref<Claim>) -> Full {
        FullWriter { wording: self }.full(claim)
    }

    /// The claim's status in a few words, of those whom it tells of.
    pub fn marker(&self, claim: Ref<Claim>, whose: Whose) -> String {
        MarkerWriter { wording: self, is_behind_label: false }.marker(claim, whose)
    }

    /// What must stand with something that tells of a claim behind the claim's label, at the length that it needs.
    pub fn status_behind_label(&self, notice: &Notice) -> String {
        match notice.length {
            Length::Short => self.short(notice.claim, notice.whose()),
            Length::Marker => self.marker_behind_label(notice),
        }
    }

    /// The status in a few words behind the claim's label, which the party's name follows only where something was found
    /// or judged.
    pub fn marker_behind_label(&self, notice: &Notice) -> String {
        MarkerWriter { wording: self, is_behind_label: true }.marker(notice.claim, notice.whose())
    }

    /// What must stand with something that tells of a claim, at the length that it needs.
    pub fn status(&self, notice: &Notice) -> String {
        match notice.length {
            Length::Short => self.short(notice.claim, notice.whose()),
            Length::Marker => self.marker(notice.claim, notice.whose()),
        }
    }

    /// The same in a few words for each claim.
    pub fn markers(&self, notices: &[Notice]) -> Vec<String> {
        match notices {
            [only] => vec![self.marker(only.claim, only.whose())],
            several => several.iter().map(|it| self.behind_label(it, &self.marker_behind_label(it))).collect(),
        }
    }

    /// A status behind the claim's label.
    pub fn behind_label(&self, notice: &Notice, text: &str) -> String {
        self.words.status.short.labelled.fill(&[("label", self.label(notice.claim)), ("text", text)])
    }

    /// What a claim goes by in a line.
    pub fn label(&self, claim: Ref<Claim>) -> &str {
        let row = &self.site.claims[claim];
        row.label.as_deref().unwrap_or_else(|| row.statement.trim_end_matches(['.', ' ']))
    }

    pub(super) fn told(&self, standing: &ClaimStanding, whose: Whose) -> Told {
        let all = standing.concerned();
        match whose {
            Whose::Everybody => Told { parties: all, is_part: false },
            Whose::Own(party) => Told { parties: vec![party], is_part: false },
            Whose::Parties(parties) => {
                let about = standing.parties.iter().map(|standing| standing.party);
                let parties: Vec<_> = about.filter(|party| parties.contains(party)).collect();
                let is_part = all.iter().any(|party| !parties.contains(party));
                if parties.is_empty() { Told { parties: all, is_part: false } } else { Told { parties, is_part } }
            }
        }
    }

    /// "Bloom, Vale and Soto".
    pub(super) fn short_names(&self, parties: &[Ref<Party>]) -> String {
        let names: Vec<String> = parties.iter().map(|party| self.site.parties[*party].short().to_owned()).collect();
        self.words.list(&names)
    }

    /// The year of the event in which a stance stands.
    pub(super) fn year_at(&self, at: StanceAt) -> String {
        self.year(&self.site.events[at.event].date)
    }

    pub(super) fn year(&self, of: &EventDate) -> String {
        date::year_of(self.words, of)
    }
}

/// A sentence that something is put behind.
pub(super) fn without_full_stop(sentence: &str) -> &str {
    sentence.trim_end().trim_end_matches(['.', '。'])
}
