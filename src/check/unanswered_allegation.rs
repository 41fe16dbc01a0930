//! `unanswered-allegation`: the gate. Something adverse is said about a party that isn't heard, and was not asked either.
//!
//! It is checked for each party that anything adverse concerns, including the title of a source; what counts as being
//! heard is decided in [`crate::ledger::is_heard`]. The help offers the honest ways out first, and never a denial to paste.

use super::{Findings, Subject};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ledger::{Accusation, accusations, is_heard};
use crate::model::{Group, Party};
use crate::resolve::Site;
use std::collections::BTreeSet;
use std::sync::Arc;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    let meant = findings.suggested(Code::UnknownClaim);
    for (claim, row) in site.claims.iter() {
        let id = row.id.as_str();
        if site.unloaded.may_name(id) || meant.contains(id) {
            // The answer may stand in the file that could not be read, or be what an unknown id means: those mistakes
            // are reported where they are.
            continue;
        }
        let accusations = accusations(site, claim);
        let accused: BTreeSet<_> = accusations.iter().flat_map(|(_, parties)| parties).copied().collect();
        let unheard: Vec<_> =
            accused.into_iter().filter(|party| !is_heard(site, claim, *party, &accusations)).collect();
        let mut told = BTreeSet::new();
        for (at, parties) in accusations.iter().filter(|(at, _)| row.about.len() < 2 || says_whom(site, *at)) {
            let (file, span, what) = match *at {
                // An admission that doesn't count has a code of its own.
                Accusation::Event(at) if at.stance(site).kind.group() == Group::Answer => continue,
                Accusation::Event(at) => (&site.events[at.event].file, at.stance(site).at, "event"),
                Accusation::Title(source, index) => {
                    let row = &site.sources[source];
                    (&row.file, row.claims[index].at, "title")
                }
            };
            for party in unheard.iter().filter(|party| parties.contains(party)) {
                // One event that accuses the same party twice lacks one answer.
                if !told.insert((file, *party)) {
                    continue;
                }
                let party = &site.parties[*party];
                let message = format!("nothing says what {} answers to the claim `{id}`", party.name);
                let location = Location { file: Arc::clone(file), span };
                let found = Diagnostic::new(Code::UnansweredAllegation, location, message);
                findings.diagnostics.push(found.help(help(id, party, what)).unheard(&party.name, id));
            }
        }
    }
}

/// Whether it is known whom it concerns; where it isn't, [`super::outcome_concerns`] asks for that first.
fn says_whom(site: &Site, at: Accusation) -> bool {
    match at {
        Accusation::Event(at) => {
            let stance = at.stance(site);
            stance.concerns_at.is_some() || stance.names_unknown || stance.kind.group() == Group::Answer
        }
        Accusation::Title(source, index) => {
            let title = &site.sources[source].claims[index];
            title.concerns_at.is_some() || title.names_unknown
        }
    }
}

fn help(claim: &str, party: &Party, what: &str) -> String {
    let where_asked = if what == "event" { "here" } else { "in the event that tells so" };
    format!(
        "look in the sources for what {name} says, often in the last paragraphs, and add the event that tells it, with an \
         entry for `{claim}` by `{id}`\nwhere an answer was sought, say {where_asked} when, by whom and what came of it\n\
         responses:\n  - {{claim: {claim}, from: {id}, sought: YYYY-MM-DD, sought_by: id-of-a-party, result: none}}",
        name = party.name,
        id = party.id,
    )
}
