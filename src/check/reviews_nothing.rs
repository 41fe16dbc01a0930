//! `reviews-nothing`: an outcome that is said to review another, where there is none.
//!
//! What an outcome reviews no longer holds. If the link leads nowhere, an acquittal stands beside the conviction that it
//! overturned, and readers can't know which of them holds.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::ledger::{charges_match, concerned, reviewed};
use crate::model::{Stance, StanceKind};
use crate::resolve::Site;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    for (_, event) in site.published() {
        for stance in &event.stances {
            let (claim, word) = (&site.claims[stance.claim].id, stance.kind.as_str());
            let Some(at) = stance.reviews_at else {
                if matches!(stance.kind, StanceKind::SetAside | StanceKind::Appealed) {
                    let message = format!("this `{word}` on `{claim}` doesn't say what it reviews");
                    let help = "add the event whose outcome it is about: `reviews: id-of-an-event`; where that event is \
                                missing, add it first";
                    findings.add(Code::ReviewsNothing, &event.file, stance.at, message, help);
                }
                continue;
            };
            // An event that isn't there was reported as such.
            let Some(other) = stance.reviews else { continue };
            if let Some(reason) = reason(site, stance) {
                let message = format!("`{}` {reason}", site.events[other].id);
                let help = format!(
                    "name the event that tells the earlier outcome on `{claim}`, with the same party and charge"
                );
                findings.add(Code::ReviewsNothing, &event.file, at, message, help);
            }
        }
    }
}

/// What is wrong with what the outcome reviews, if anything.
fn reason(site: &Site, stance: &Stance) -> Option<String> {
    let claim = &site.claims[stance.claim].id;
    let on_claim = || reviewed(site, stance);
    if on_claim().next().is_none() {
        return Some(format!("has no outcome on `{claim}` that this one could review"));
    }
    let is_of = |party| {
        on_claim().any(|other| {
            concerned(site, other).contains(party) && charges_match(other.charge.as_deref(), stance.charge.as_deref())
        })
    };
    if let Some(party) = concerned(site, stance).iter().find(|party| !is_of(*party)) {
        return Some(format!(
            "has no outcome on `{claim}` for {} that this one could review",
            site.parties[*party].name
        ));
    }
    let reviews_this = |other: &Stance| reviewed(site, other).any(|back| std::ptr::eq(back, stance));
    on_claim().any(reviews_this).then(|| "reviews this outcome itself".to_owned())
}
