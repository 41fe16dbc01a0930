//! `unanswered-allegation`: the gate. An allegation whose subject is not heard, nor said to have been asked.
//!
//! For each claim that a published event alleges or repeats, and each party it is about, some published event answers
//! for that party, or says that an answer to this claim was sought.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::model::{Claim, Entry, Group, Party, Ref};
use crate::resolve::Site;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    let meant = findings.suggested(Code::UnknownClaim);
    for (claim, row) in site.claims.iter() {
        let id = row.id.as_str();
        if site.aside.may_name(id) || meant.contains(id) {
            // The answer may stand in the file that could not be read, or be what an unknown id means: those mistakes
            // are reported where they are.
            continue;
        }
        let unheard: Vec<_> = row.about.iter().filter(|party| !is_heard(site, claim, **party)).collect();
        for entry in site.life(claim) {
            let Entry::Stance(event, index) = *entry else { continue };
            let event = &site.events[event];
            let stance = &event.stances[index];
            if stance.kind.group() != Group::Allegation {
                continue;
            }
            for party in &unheard {
                let party = &site.parties[**party];
                findings.add(
                    Code::UnansweredAllegation,
                    &event.file,
                    stance.at,
                    format!("nothing says what {} answers to the claim `{}`", party.name, row.id),
                    format!(
                        "to the event in which {name} answers, add under `claims:`\n  - {{claim: {claim}, stance: denies, by: [{id}]}}\nor, where an answer was sought in vain, add here\nresponses:\n  - {{claim: {claim}, from: {id}, sought: YYYY-MM-DD, result: none}}",
                        name = party.name,
                        claim = row.id,
                        id = party.id,
                    ),
                );
            }
        }
    }
}

fn is_heard(site: &Site, claim: Ref<Claim>, party: Ref<Party>) -> bool {
    site.life(claim).iter().any(|entry| match *entry {
        Entry::Stance(event, index) => {
            let stance = &site.events[event].stances[index];
            let speaks_for = if stance.for_parties.is_empty() { &stance.by } else { &stance.for_parties };
            // Somebody unknown answers: that has been reported, and whoever is meant is probably this party.
            stance.kind.group() == Group::Answer && (speaks_for.contains(&party) || stance.names_unknown)
        }
        Entry::Response(event, index) => site.events[event].responses[index].from == party,
    })
}
