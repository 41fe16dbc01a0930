//! A list of events in the order of its pages. A long one has landmarks, from which its pages are cut and to which a jump
//! list leads: the months of a year, the years of everything else.

use super::PageSlice;
use crate::model::{Event, EventDate, Kind, Party, Place, Ref};
use crate::resolve::Site;
use chrono::Datelike;

/// From so many events on a list has landmarks.
const LONG: usize = 100;

/// What the events of a list have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventListOf {
    /// The year with this index in the plan.
    Year(usize),
    Party(Ref<Party>),
    Place(Ref<Place>),
    Kind(Ref<Kind>),
    /// The tag with this index in the site's backlinks.
    Tag(usize),
}

/// The events of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventList {
    pub events: Vec<Ref<Event>>,
    /// None in a list that can be overlooked.
    pub landmarks: Vec<Landmark>,
}

/// Where a part of a list begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Landmark {
    pub at: LandmarkTime,
    pub start: usize,
    pub length: usize,
}

/// What a part of a list tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LandmarkTime {
    /// None for an open beginning.
    Year(Option<i64>),
    /// From 1; none where no more than the year is known.
    Month(Option<u32>),
}

impl EventList {
    /// Events in the order of time, by years.
    pub fn by_year(site: &Site, events: &[Ref<Event>]) -> Self {
        Self::new(events.to_vec(), |event| LandmarkTime::Year(site.events[event].date.year()))
    }

    /// A year's events, by months; those of which no month is known first.
    pub fn by_month(site: &Site, events: &[Ref<Event>]) -> Self {
        let month = |event: Ref<Event>| LandmarkTime::Month(month_of(&site.events[event].date));
        let mut events = events.to_vec();
        if events.len() > LONG {
            events.sort_by_key(|event| month(*event));
        }
        Self::new(events, month)
    }

    fn new(events: Vec<Ref<Event>>, time: impl Fn(Ref<Event>) -> LandmarkTime) -> Self {
        let mut landmarks: Vec<Landmark> = Vec::new();
        if events.len() > LONG {
            for (index, event) in events.iter().enumerate() {
                let at = time(*event);
                match landmarks.last_mut().filter(|last| last.at == at) {
                    Some(last) => last.length += 1,
                    None => landmarks.push(Landmark { at, start: index, length: 1 }),
                }
            }
        }
        Self { events, landmarks }
    }

    /// Its pages.
    pub fn pages(&self) -> Vec<PageSlice> {
        if self.landmarks.is_empty() {
            return PageSlice::all(self.events.len(), LONG);
        }
        let lengths: Vec<usize> = self.landmarks.iter().map(|landmark| landmark.length).collect();
        PageSlice::of_groups(&lengths, LONG)
    }

    /// The number of the page on which an event stands.
    pub fn page_of(&self, event: Ref<Event>) -> Option<usize> {
        let index = self.events.iter().position(|known| *known == event)?;
        self.pages().into_iter().find(|page| page.range().contains(&index)).map(|page| page.number)
    }
}

/// The month in which something begins; none where it may be any of the year.
fn month_of(date: &EventDate) -> Option<u32> {
    let (first, last) = (date.earliest().naive()?, date.latest().naive()?);
    let is_whole_year = first.ordinal() == 1 && (last.month(), last.day()) == (12, 31);
    (!is_whole_year).then(|| first.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_known_or_not() {
        for (date, month) in
            [("2031-03-04", Some(3)), ("2031-03", Some(3)), ("2031", None), ("2031/2033", None), ("2031-01", Some(1))]
        {
            assert_eq!(month_of(&EventDate::parse(date).expect("a date")), month, "{date}");
        }
    }
}
