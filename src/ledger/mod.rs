//! What became of each claim: its status at every step of its life, and the one wording of it.
//!
//! Everything that shows an event or a source asks here which claims must stand with it. No other module decides
//! the words of a status.

mod line;
mod status;

pub use line::{Part, StatusLine};
pub use status::{Answer, AnswerKind, Standing, Status};

use crate::model::{Claim, Event, Group, Ref, Source};
use crate::resolve::Site;
use crate::words::Words;

/// The status of every claim, in data and in words.
#[derive(Debug)]
pub struct Ledger {
    statuses: Vec<Status>,
    lines: Vec<StatusLine>,
}

impl Ledger {
    /// Works out every claim's present status.
    pub fn new(site: &Site, words: &Words) -> Self {
        let statuses: Vec<_> = site.claims.refs().map(|claim| status::after(site, claim, usize::MAX)).collect();
        let lines = statuses.iter().map(|status| line::line(site, words, status)).collect();
        Self { statuses, lines }
    }

    /// The claim's present status.
    pub fn status(&self, claim: Ref<Claim>) -> &Status {
        &self.statuses[claim.index()]
    }

    /// The claim's present status in words.
    pub fn line(&self, claim: Ref<Claim>) -> &StatusLine {
        &self.lines[claim.index()]
    }

    /// How the status stood after this entry of the claim's life, in words.
    ///
    /// What one event tells is told at once: the status is that after its last entry.
    pub fn line_after(&self, site: &Site, words: &Words, claim: Ref<Claim>, entry: usize) -> StatusLine {
        let life = site.life(claim);
        let event = life[entry].event();
        let more = life[entry..].iter().take_while(|next| next.event() == event).count();
        line::line(site, words, &status::after(site, claim, entry + more))
    }

    /// The claims whose status must stand wherever the event does: those that it alleges or repeats.
    pub fn told_by_event(&self, event: &Event) -> Vec<Ref<Claim>> {
        told(event.stances.iter().map(|stance| (stance.claim, stance.kind.group())))
    }

    /// The claims whose status must stand wherever the source's title does: those that the title itself bears on.
    ///
    /// Whatever it does to them: "proof of the sale" alleges as much as an allegation.
    pub fn told_by_title(&self, source: &Source) -> Vec<Ref<Claim>> {
        let mut claims = Vec::new();
        for stance in &source.claims {
            if !claims.contains(&stance.claim) {
                claims.push(stance.claim);
            }
        }
        claims
    }
}

fn told(stances: impl Iterator<Item = (Ref<Claim>, Group)>) -> Vec<Ref<Claim>> {
    let mut claims = Vec::new();
    for (claim, group) in stances {
        if group == Group::Allegation && !claims.contains(&claim) {
            claims.push(claim);
        }
    }
    claims
}
