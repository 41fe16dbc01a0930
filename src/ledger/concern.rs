//! Whom a stance concerns, and whether it is to their disadvantage.

use crate::model::{Claim, Entry, Event, Group, Party, Ref, SourceClaim, Stance, StanceKind};
use crate::resolve::Site;

/// Where a stance stands: in which event, and as which of its stances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StanceAt {
    pub event: Ref<Event>,
    pub index: usize,
}

impl StanceAt {
    /// The stance itself.
    pub fn stance(self, site: &Site) -> &Stance {
        &site.events[self.event].stances[self.index]
    }
}

/// The stances on the claim, oldest first, without the answers that were sought.
pub fn stances(site: &Site, claim: Ref<Claim>) -> impl Iterator<Item = (StanceAt, &Stance)> {
    site.history(claim).iter().filter_map(|entry| match *entry {
        Entry::Stance(event, index) => Some((StanceAt { event, index }, &site.events[event].stances[index])),
        Entry::Response(..) => None,
    })
}

/// For whom an answer is given: for those that it names, else for those who give it.
pub fn answers_for(stance: &Stance) -> &[Ref<Party>] {
    if stance.for_parties.is_empty() { &stance.by } else { &stance.for_parties }
}

/// Those of the parties in the claim's `about` whom the stance concerns.
///
/// Where it doesn't say so: an answer concerns those for whom it is given, everything else all.
pub fn concerned(site: &Site, stance: &Stance) -> Vec<Ref<Party>> {
    let about = &site.claims[stance.claim].about;
    let named = match &stance.concerns {
        Some(concerns) => concerns.as_slice(),
        None if stance.kind.group() == Group::Answer => answers_for(stance),
        None => return about.clone(),
    };
    about.iter().filter(|party| named.contains(party)).copied().collect()
}

/// Those of the parties in the claim's `about` whom a source's title concerns.
pub fn concerned_by_title(site: &Site, title: &SourceClaim) -> Vec<Ref<Party>> {
    let about = &site.claims[title.claim].about;
    match &title.concerns {
        Some(concerns) => about.iter().filter(|party| concerns.contains(party)).copied().collect(),
        None => about.clone(),
    }
}

/// Whether two outcomes, or an answer and an outcome, are about one charge: none matches every charge.
pub fn charges_match(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.trim().to_lowercase() == other.trim().to_lowercase(),
        _ => true,
    }
}

/// How many reviews of reviews are followed; courts have fewer instances.
const MAX_REVIEWS: usize = 20;

/// Whether the stance is to the disadvantage of those whom it concerns. An appeal or an annulment is where what it
/// reviews isn't.
pub fn is_adverse(site: &Site, stance: &Stance) -> bool {
    !site.claims[stance.claim].about.is_empty() && adverse_within(site, stance, MAX_REVIEWS)
}

fn adverse_within(site: &Site, stance: &Stance, depth: usize) -> bool {
    stance.kind.is_adverse().unwrap_or_else(|| {
        depth > 0 && reviewed(site, stance).any(|reviewed| !adverse_within(site, reviewed, depth - 1))
    })
}

/// Whether the stance tells of a charge or an investigation beside its result: the day of the event isn't its day.
pub fn is_told_in_passing(site: &Site, at: StanceAt) -> bool {
    let told = at.stance(site);
    matches!(told.kind, StanceKind::Charged | StanceKind::Investigated)
        && site.events[at.event].stances.iter().any(|other| other.claim == told.claim && other.kind.is_result())
}

/// Whether a source's title is to the disadvantage of those whom it concerns.
pub fn title_is_adverse(site: &Site, title: &SourceClaim) -> bool {
    !site.claims[title.claim].about.is_empty() && title.stance.is_adverse().unwrap_or(false)
}

/// The outcomes that an outcome reviews: those of the event that it names, on the same claim, of a party that both
/// concern, on the same charge.
pub fn reviewed<'a>(site: &'a Site, stance: &'a Stance) -> impl Iterator<Item = &'a Stance> {
    let parties = concerned(site, stance);
    let event = stance.reviews.map(|event| &site.events[event]).filter(|event| event.is_published());
    event.into_iter().flat_map(|event| &event.stances).filter(move |other| {
        !std::ptr::eq(*other, stance)
            && other.claim == stance.claim
            && other.kind.is_outcome()
            && charges_match(other.charge.as_deref(), stance.charge.as_deref())
            && (parties.is_empty() || concerned(site, other).iter().any(|party| parties.contains(party)))
    })
}
