//! `outcome-concerns`: an outcome, or something adverse, of which nobody knows whom it concerns.
//!
//! Of two who are accused one is convicted and one acquitted. Where a claim is about several, each entry says whom of them
//! it concerns; and it concerns nobody else.

use super::{Findings, Subject};
use crate::diagnostic::{Code, Span};
use crate::ledger::{concerned, is_adverse};
use crate::model::{Claim, Group, Party, Ref};
use crate::resolve::Site;
use std::sync::Arc;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    for (_, event) in site.published() {
        for stance in &event.stances {
            let is_needed = stance.kind.is_outcome() || is_adverse(site, stance);
            // Who admits something admits it for themselves, or for those whom they name.
            let says = stance.kind.group() == Group::Answer && !concerned(site, stance).is_empty();
            let entry = StanceEntry {
                file: &event.file,
                at: stance.at,
                claim: stance.claim,
                word: stance.kind.as_str(),
                concerns: stance.concerns.as_deref(),
                concerns_at: stance.concerns_at,
            };
            entry.check(site, is_needed && !says && !stance.names_unknown, findings);
        }
    }
    for source in site.sources.rows() {
        for title in &source.claims {
            let entry = StanceEntry {
                file: &source.file,
                at: title.at,
                claim: title.claim,
                word: title.stance.as_str(),
                concerns: title.concerns.as_deref(),
                concerns_at: title.concerns_at,
            };
            let is_needed = title.stance.is_outcome() || title.stance.is_adverse() != Some(false);
            entry.check(site, is_needed && !title.names_unknown, findings);
        }
    }
}

/// What an event or a title does to a claim, and whom it says that this concerns.
struct StanceEntry<'a> {
    file: &'a Arc<str>,
    at: Span,
    claim: Ref<Claim>,
    word: &'static str,
    concerns: Option<&'a [Ref<Party>]>,
    concerns_at: Option<Span>,
}

impl StanceEntry<'_> {
    fn check(&self, site: &Site, is_needed: bool, findings: &mut Findings) {
        let claim = &site.claims[self.claim];
        let ids: Vec<&str> = claim.about.iter().map(|party| site.parties[*party].id.as_str()).collect();
        for party in self.concerns.unwrap_or_default().iter().filter(|party| !claim.about.contains(party)) {
            let message = format!("`{}` is not about `{}`", claim.id, site.parties[*party].id);
            let help = match ids.as_slice() {
                [] => format!("remove it: `{}` is about nobody", claim.id),
                ids => format!(
                    "name those of `{}` whom this concerns, or add the party to `about` of the claim",
                    ids.join("`, `")
                ),
            };
            findings.add(Code::OutcomeConcerns, self.file, self.concerns_at.unwrap_or(self.at), message, help);
        }
        let says_whom = self.concerns_at.is_some();
        if is_needed && !says_whom && claim.about.len() > 1 {
            let message =
                format!("`{}` is about several, and this `{}` doesn't say whom it concerns", claim.id, self.word);
            // No list to paste: it would accuse whom the source doesn't name.
            let help = format!(
                "add `concerns: […]` with those of `{}` whom the sources name, and nobody else",
                ids.join("`, `")
            );
            findings.add(Code::OutcomeConcerns, self.file, self.at, message, help);
        }
    }
}
