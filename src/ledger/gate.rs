//! The gate: whom something adverse concerns, and by what each of them is heard.

use super::concern::{
    StanceAt, answers_for, concerned, concerned_by_title, is_adverse, reviewed, stances, title_is_adverse,
};
use super::in_force::Outcome;
use crate::model::{Claim, Entry, Group, Party, Ref, SoughtAnswer, Source, Stance, StanceKind};
use crate::resolve::Site;
use chrono::NaiveDate;

/// Where something adverse to a party is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accusation {
    Event(StanceAt),
    /// The source's stance with this index: what its title does.
    Title(Ref<Source>, usize),
}

/// Everything adverse that is told of a claim, with those whom it concerns.
pub fn accusations(site: &Site, claim: Ref<Claim>) -> Vec<(Accusation, Vec<Ref<Party>>)> {
    let in_events = stances(site, claim)
        .filter(|(_, stance)| is_adverse(site, stance))
        .map(|(at, stance)| (Accusation::Event(at), concerned(site, stance)));
    let in_titles = site.titles(claim).iter().flat_map(|source| {
        let titles = site.sources[*source].claims.iter().enumerate();
        titles
            .filter(|(_, title)| title.claim == claim && title_is_adverse(site, title))
            .map(|(index, title)| (Accusation::Title(*source, index), concerned_by_title(site, title)))
    });
    in_events.chain(in_titles).collect()
}

/// Whether the party is heard on the claim: answered, was asked, was cleared, or was judged by a court whose fairness
/// nobody disputes.
pub fn is_heard(
    site: &Site,
    claim: Ref<Claim>,
    party: Ref<Party>,
    accusations: &[(Accusation, Vec<Ref<Party>>)],
) -> bool {
    let by_entry = site.history(claim).iter().any(|entry| match *entry {
        Entry::Stance(event, index) => is_heard_by(site, &site.events[event].stances[index], party),
        Entry::Response(event, index) => {
            let response = &site.events[event].responses[index];
            let says_something = response.answer.is_some() || !response.sources.is_empty();
            response.from == party && (response.result != SoughtAnswer::Answered || says_something)
        }
    });
    by_entry || all_withdrew(site, claim, party) || died_before(site, party, accusations)
}

/// Whether this stance alone lets the party be heard.
fn is_heard_by(site: &Site, stance: &Stance, party: Ref<Party>) -> bool {
    if stance.kind.group() == Group::Answer {
        // Somebody unknown answers: that has been reported, and whoever is meant is probably this party.
        return stance.names_unknown || answers_for(stance).contains(&party) && may_answer_for(site, stance, party);
    }
    if !concerned(site, stance).contains(&party) {
        return false;
    }
    match stance.kind {
        StanceKind::Acquitted
        | StanceKind::NotLiable
        | StanceKind::FoundFalse
        | StanceKind::NotSubstantiated
        | StanceKind::Dismissed
        | StanceKind::Abated => true,
        StanceKind::SetAside if reviewed(site, stance).any(|reviewed| is_adverse(site, reviewed)) => true,
        StanceKind::Convicted | StanceKind::HeldLiable | StanceKind::SetAside => {
            let by_court = stance.by.iter().any(|party| site.parties[*party].is_court);
            is_adverse(site, stance) && by_court && stance.contested.is_none()
        }
        _ => false,
    }
}

/// Whether this answer counts for the party: its own does; of those who speak for it, nobody who accuses it, and for an
/// admission there is a cited source.
fn may_answer_for(site: &Site, stance: &Stance, party: Ref<Party>) -> bool {
    stance.by.contains(&party)
        || !stance.by.iter().any(|speaker| accuses(site, stance.claim, *speaker, party))
            && (stance.kind != StanceKind::Admits || is_cited(site, stance))
}

/// Whether the event of an admission in another's name cites anything in its text.
pub fn is_cited(site: &Site, stance: &Stance) -> bool {
    let holds = |entry: &&Entry| match **entry {
        Entry::Stance(event, index) => std::ptr::eq(&raw const site.events[event].stances[index], stance),
        Entry::Response(..) => false,
    };
    let event = site.history(stance.claim).iter().find(holds).map(|entry| &site.events[entry.event()]);
    event.is_some_and(|event| event.sources.iter().any(|cited| cited.citations.iter().any(|citation| citation.in_body)))
}

/// Whether one party accuses another of the claim: alleges it, stands by it, or has it investigated or charged.
pub fn accuses(site: &Site, claim: Ref<Claim>, accuser: Ref<Party>, accused: Ref<Party>) -> bool {
    stances(site, claim).any(|(_, stance)| {
        is_accusation(stance) && stance.by.contains(&accuser) && concerned(site, stance).contains(&accused)
    })
}

fn is_accusation(stance: &Stance) -> bool {
    stance.kind.group() == Group::Allegation || matches!(stance.kind, StanceKind::Investigated | StanceKind::Charged)
}

/// Who accuses the party of the claim, in the order in which they did.
pub fn accusers(site: &Site, claim: Ref<Claim>, party: Ref<Party>) -> Vec<Ref<Party>> {
    let mut accusers: Vec<Ref<Party>> = Vec::new();
    for (_, stance) in stances(site, claim) {
        if is_accusation(stance) && concerned(site, stance).contains(&party) {
            let new: Vec<Ref<Party>> = stance.by.iter().filter(|by| !accusers.contains(*by)).copied().collect();
            accusers.extend(new);
        }
    }
    accusers
}

/// Who stands by the allegation against the party after its first result, and where they last said so; not who withdrew
/// it or settled later.
pub fn standers(
    party: Ref<Party>,
    stances: &[(StanceAt, &Stance, Vec<Ref<Party>>)],
    outcomes: &[Outcome],
) -> Vec<(Ref<Party>, StanceAt)> {
    let mut standers: Vec<(Ref<Party>, StanceAt)> = Vec::new();
    let Some(first) = outcomes.iter().find(|outcome| outcome.kind.is_result()) else { return standers };
    for (at, stance, concerned) in stances.iter().filter(|(at, ..)| *at > first.at) {
        let changes_who = matches!(stance.kind, StanceKind::StandsBy | StanceKind::Withdrawn | StanceKind::Settled);
        if changes_who && concerned.contains(&party) {
            standers.retain(|(known, _)| !stance.by.contains(known));
            if stance.kind == StanceKind::StandsBy {
                standers.extend(stance.by.iter().map(|by| (*by, *at)));
            }
        }
    }
    standers
}

/// Whether everybody who accused the party has withdrawn that.
fn all_withdrew(site: &Site, claim: Ref<Claim>, party: Ref<Party>) -> bool {
    let accusers = accusers(site, claim, party);
    let withdrew = |accuser: &Ref<Party>| {
        stances(site, claim).any(|(_, stance)| {
            stance.kind == StanceKind::Withdrawn
                && stance.by.contains(accuser)
                && concerned(site, stance).contains(&party)
        })
    };
    !accusers.is_empty() && accusers.iter().all(withdrew)
}

/// Whether the party had certainly died when it was first accused.
pub fn died_before(site: &Site, party: Ref<Party>, accusations: &[(Accusation, Vec<Ref<Party>>)]) -> bool {
    let Some(died) = site.parties[party].died.as_ref().and_then(|died| died.latest().naive()) else { return false };
    let mut days =
        accusations.iter().filter(|(_, parties)| parties.contains(&party)).map(|(at, _)| first_day(site, *at));
    days.all(|day| day.is_some_and(|day| died < day))
}

fn first_day(site: &Site, at: Accusation) -> Option<NaiveDate> {
    match at {
        Accusation::Event(at) => site.events[at.event].date.earliest().naive(),
        Accusation::Title(source, _) => site.sources[source].published.as_ref()?.earliest().naive(),
    }
}
