//! What must stand with an event, a source's title and a party: of which claims, of whom, and at which length.

use super::concern::{StanceAt, charges_match, concerned, concerned_by_title, is_adverse, title_is_adverse};
use super::{ClaimStanding, Ledger, Whose};
use crate::model::{Body, Claim, Entry, Event, Link, Party, Ref, Source, Stance, StanceKind};
use crate::resolve::Site;
use std::cmp::Reverse;

/// A claim of which something is told, and what must stand with that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub claim: Ref<Claim>,
    /// Those of the claim's `about` whom it concerns, in the claim's order; all of them where it concerns none by name.
    pub parties: Vec<Ref<Party>>,
    /// What must stand wherever it is told; its own page may say more.
    pub length: Length,
    /// Whether it stands on the page of the one party that it is about, which needs no name there.
    pub is_own: bool,
}

impl Notice {
    /// Of whom its status tells.
    pub fn whose(&self) -> Whose<'_> {
        match self.parties.as_slice() {
            [party] if self.is_own => Whose::Own(*party),
            parties => Whose::Parties(parties),
        }
    }
}

/// What must stand with an event on a party's own page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticesOnPage {
    pub notices: Vec<Notice>,
    /// Whether the event tells something adverse of others whom a claim is about beside the party: what became of that
    /// doesn't stand here, and so neither may the event's title.
    pub tells_of_others: bool,
}

/// How much must be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Length {
    /// Where something adverse is told, or an outcome that no longer holds.
    Short,
    Marker,
}

impl Ledger {
    /// The claims that an event bears on, adverse ones first; then those to which its summary links, where that is the
    /// first sentence of its text.
    pub fn notices_of_event(&self, site: &Site, row: &Event) -> Vec<Notice> {
        let mut notices: Vec<Notice> = Vec::new();
        for (index, stance) in row.stances.iter().enumerate() {
            add(&mut notices, stance.claim, concerned(site, stance), self.length_of(site, row, index));
        }
        for response in &row.responses {
            add(&mut notices, response.claim, vec![response.from], Length::Marker);
        }
        if row.summary == row.body.first_sentence() {
            for notice in self.notices_of_first_sentence(&row.body) {
                add(&mut notices, notice.claim, notice.parties, notice.length);
            }
        }
        self.finished(site, notices)
    }

    /// A line where an event's stance is adverse, or tells an outcome that no longer holds.
    fn length_of(&self, site: &Site, row: &Event, index: usize) -> Length {
        let stance = &row.stances[index];
        let no_longer_holds = || {
            let Some(event) = place_of(site, stance.claim, row) else { return false };
            let standing = self.standing(stance.claim);
            let parties = standing.parties.iter().map(|party| &party.outcomes).chain([&standing.outcomes]);
            parties.into_iter().any(|outcomes| {
                let found = outcomes.binary_search_by_key(&StanceAt { event, index }, |outcome| outcome.at);
                found.is_ok_and(|at| !outcomes[at].is_in_force())
            })
        };
        if is_adverse(site, stance) || no_longer_holds() { Length::Short } else { Length::Marker }
    }

    /// The same on the page of a party: of claims about it only its own part, and nothing of those that concern others
    /// alone. None where no claim is about it together with others, so that nothing has to be left out.
    pub fn notices_on_page_of(&self, site: &Site, row: &Event, party: Ref<Party>) -> Option<NoticesOnPage> {
        let is_shared = |claim: Ref<Claim>| {
            let about = &site.claims[claim].about;
            about.len() > 1 && about.contains(&party)
        };
        let mut notices = self.notices_of_event(site, row);
        if !notices.iter().any(|notice| is_shared(notice.claim)) {
            return None;
        }
        notices.retain(|notice| !is_shared(notice.claim) || notice.parties.contains(&party));
        for notice in notices.iter_mut().filter(|notice| is_shared(notice.claim)) {
            (notice.parties, notice.is_own) = (vec![party], true);
        }
        let is_of_others = |(index, stance): (usize, &Stance)| {
            is_shared(stance.claim)
                && !concerned(site, stance).contains(&party)
                && self.length_of(site, row, index) == Length::Short
        };
        Some(NoticesOnPage { notices, tells_of_others: row.stances.iter().enumerate().any(is_of_others) })
    }

    /// The claims that a source's title bears on, adverse ones first.
    pub fn notices_of_title(&self, site: &Site, source: &Source) -> Vec<Notice> {
        let mut notices = Vec::new();
        for title in &source.claims {
            let length = if title_is_adverse(site, title) { Length::Short } else { Length::Marker };
            add(&mut notices, title.claim, concerned_by_title(site, title), length);
        }
        self.finished(site, notices)
    }

    /// The claims that a text links to.
    pub fn notices_of_text(&self, body: &Body) -> Vec<Notice> {
        self.notices_of_links(body.links())
    }

    /// The claims that a text's first sentence links to, of which summaries and descriptions are made.
    pub fn notices_of_first_sentence(&self, body: &Body) -> Vec<Notice> {
        self.notices_of_links(body.links_in_first_sentence())
    }

    fn notices_of_links<'a>(&self, links: impl Iterator<Item = &'a Link>) -> Vec<Notice> {
        let mut notices = Vec::new();
        for link in links {
            if let Link::Claim(claim) = link {
                add(&mut notices, *claim, self.standing(*claim).concerned(), Length::Marker);
            }
        }
        notices
    }

    /// The claims about a party by which something is told of it, those in which something adverse is first; then those
    /// with which the front page begins, then those that most events bear on.
    pub fn notices_of_party(&self, site: &Site, party: Ref<Party>) -> Vec<Notice> {
        let of_claim = |claim: &Ref<Claim>| {
            let standing = self.standing(*claim).of(party)?;
            let length = if standing.is_accused { Length::Short } else { Length::Marker };
            standing.is_concerned().then(|| Notice { claim: *claim, parties: vec![party], length, is_own: true })
        };
        let mut notices: Vec<Notice> = site.backlinks.claims_about[party.index()].iter().filter_map(of_claim).collect();
        let leads = &site.settings.lead_claims;
        let place = |claim: Ref<Claim>| leads.iter().position(|lead| *lead == claim).unwrap_or(leads.len());
        notices.sort_by_cached_key(|notice| {
            let mut events: Vec<_> = site.history(notice.claim).iter().map(|entry| entry.event()).collect();
            events.dedup();
            (notice.length, place(notice.claim), Reverse(events.len()))
        });
        notices
    }

    /// Whether the remark that an arrest or a charge is no proof of guilt must stand with an event of an accusing kind:
    /// until for each of those whom it accuses a later result on that charge stands beside it. A settlement is none.
    pub fn is_unproven(&self, site: &Site, row: &Event) -> bool {
        let mut accusing = row.stances.iter().filter(|stance| is_adverse(site, stance)).peekable();
        accusing.peek().is_none() || accusing.any(|stance| !self.has_later_result(site, row, stance))
    }

    fn has_later_result(&self, site: &Site, row: &Event, stance: &Stance) -> bool {
        let Some(event) = place_of(site, stance.claim, row) else { return false };
        let standing = self.standing(stance.claim);
        let has_result = |party: &Ref<Party>| {
            standing.of(*party).is_some_and(|standing| {
                standing.results().any(|result| {
                    result.at.event > event
                        && result.kind != StanceKind::Settled
                        && charges_match(result.charge.as_deref(), stance.charge.as_deref())
                })
            })
        };
        let concerned = concerned(site, stance);
        !concerned.is_empty() && concerned.iter().all(has_result)
    }

    fn finished(&self, site: &Site, mut notices: Vec<Notice>) -> Vec<Notice> {
        for notice in &mut notices {
            let about = &site.claims[notice.claim].about;
            notice.parties = about.iter().filter(|party| notice.parties.contains(party)).copied().collect();
            if notice.parties.is_empty() {
                notice.parties = self.standing(notice.claim).concerned();
            }
        }
        notices.sort_by_key(|notice| notice.length);
        notices
    }
}

impl ClaimStanding {
    /// Those of whom anything is told on this claim; all whom it is about where nothing is told of any.
    pub fn concerned(&self) -> Vec<Ref<Party>> {
        let concerned = self.parties.iter().filter(|party| party.is_concerned());
        let concerned: Vec<_> = concerned.map(|standing| standing.party).collect();
        if concerned.is_empty() { self.parties.iter().map(|standing| standing.party).collect() } else { concerned }
    }
}

/// Where the event stands in the timeline; nothing where it is not published and so bears on no claim.
fn place_of(site: &Site, claim: Ref<Claim>, row: &Event) -> Option<Ref<Event>> {
    let life = site.history(claim);
    let event = |entry: &Entry| &site.events[entry.event()];
    let first = life.partition_point(|entry| event(entry).date.days() < row.date.days());
    let same_day = life[first..].iter().take_while(|entry| event(entry).date.days() == row.date.days());
    same_day.map(|entry| entry.event()).find(|known| site.events[*known].id == row.id)
}

fn add(notices: &mut Vec<Notice>, claim: Ref<Claim>, parties: Vec<Ref<Party>>, length: Length) {
    match notices.iter_mut().find(|notice| notice.claim == claim) {
        Some(notice) => {
            notice.parties.extend(parties);
            notice.length = notice.length.min(length);
        }
        None => notices.push(Notice { claim, parties, length, is_own: false }),
    }
}
