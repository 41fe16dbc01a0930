//! How a status is said in one language: the door to its three lengths.

use super::concern::StanceAt;
use super::{ClaimStanding, Ledger, Notice};
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
    /// What must stand with something, a line for each claim: the short of each, led by the claim's label where there
    /// are several.
    pub fn shorts(&self, notices: &[Notice]) -> Vec<String> {
        self.lines(notices, &self.words.status.short.labelled, |claim, whose| self.short(claim, whose))
    }

    /// The same in a few words for each claim.
    pub fn markers(&self, notices: &[Notice]) -> Vec<String> {
        self.lines(notices, &self.words.status.marker.labelled, |claim, whose| self.marker(claim, whose))
    }

    fn lines(
        &self,
        notices: &[Notice],
        labelled: &crate::words::Pattern,
        say: impl Fn(Ref<Claim>, Whose) -> String,
    ) -> Vec<String> {
        let line = |notice: &Notice| {
            let text = say(notice.claim, Whose::Parties(&notice.parties));
            match notices {
                [_] => text,
                _ => labelled.fill(&[("label", self.label(notice.claim)), ("text", &text)]),
            }
        };
        notices.iter().map(line).collect()
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

/// The text with a large first letter.
pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A sentence that something is put behind.
pub(super) fn without_full_stop(sentence: &str) -> &str {
    sentence.trim_end().trim_end_matches(['.', '。'])
}
