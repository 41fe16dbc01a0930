//! Events as cards, with the landmarks of a long list and what leads to them.

use crate::error::Error;
use crate::model::{Event, EventDate, Ref};
use crate::plan::{EventList, LandmarkTime, PageSlice, Planned, Route};
use crate::render::context::Context;
use crate::render::html::context::PageContext;
use crate::render::html::dates::{date, year_anchor, year_label};
use crate::render::html::fragments::{CardPlace, event_cards};
use crate::render::html::templates::Markup;
use crate::render::link_base::LinkBase;
use serde::Serialize;

/// One page of a list of events.
#[derive(Debug, Serialize)]
pub struct EventListView {
    /// What leads to each part of the list; none in one that can be overlooked.
    jumps: Vec<JumpView>,
    sections: Vec<SectionView>,
    /// Whether its events are lines and no cards.
    is_lines: bool,
}

#[derive(Debug, Serialize)]
struct JumpView {
    text: String,
    href: String,
    /// "34 events".
    count: String,
}

/// A part of the list, or what of it stands on this page.
#[derive(Debug, Serialize)]
struct SectionView {
    anchor: String,
    /// None where the list has no parts.
    label: Option<String>,
    events: Vec<Markup>,
}

/// One page of the list whose first page is at `route`. `year` is that of a list of one year.
pub fn event_list(
    cx: &PageContext<'_>,
    planned: &Planned,
    list: &EventList,
    part: PageSlice,
    year: Option<i64>,
    place: CardPlace,
) -> Result<EventListView, Error> {
    let cards = |events: &[Ref<Event>], place| event_cards(cx, events, place);
    let is_lines = place == CardPlace::Line;
    if list.landmarks.is_empty() {
        let events = cards(part.of(&list.events), place)?;
        return Ok(EventListView {
            jumps: Vec::new(),
            sections: vec![SectionView { anchor: String::new(), label: None, events }],
            is_lines,
        });
    }
    let pages = list.pages();
    let first = first_page(planned, part);
    let jumps = list.landmarks.iter().map(|landmark| {
        let page = pages.iter().find(|page| page.range().contains(&landmark.start));
        let number = page.map_or(1, |page| page.number);
        let anchor = anchor(landmark.at);
        let href = match number == part.number {
            true => format!("#{anchor}"),
            false => format!("{}#{anchor}", LinkBase::Page.page(&first.numbered(number))),
        };
        JumpView { text: label(cx, landmark.at, year), href, count: cx.count("events", landmark.length) }
    });
    let jumps = jumps.collect();
    let mut sections = Vec::new();
    for landmark in &list.landmarks {
        let start = landmark.start.max(part.range().start);
        let end = (landmark.start + landmark.length).min(part.range().end);
        if start < end {
            let place = if place == CardPlace::Page { CardPlace::Section } else { place };
            let events = cards(&list.events[start..end], place)?;
            sections.push(SectionView {
                anchor: anchor(landmark.at),
                label: Some(label(cx, landmark.at, year)),
                events,
            });
        }
    }
    Ok(EventListView { jumps, sections, is_lines })
}

/// The first page of a list; its numbered pages lie in a folder of its own.
pub fn first_page(planned: &Planned, part: PageSlice) -> Route {
    if part.number == 1 { planned.route.clone() } else { planned.route.above() }
}

fn anchor(at: LandmarkTime) -> String {
    match at {
        LandmarkTime::Year(year) => year_anchor(year),
        LandmarkTime::Month(month) => format!("month-{}", month.unwrap_or_default()),
    }
}

/// "March 2031", "2031".
fn label(cx: &Context<'_>, at: LandmarkTime, year: Option<i64>) -> String {
    match (at, year) {
        (LandmarkTime::Year(year), _) => year_label(cx, year),
        (LandmarkTime::Month(Some(month)), Some(year)) => {
            let month = EventDate::parse(&format!("{year:04}-{month:02}"));
            month.map_or_else(|_| year_label(cx, Some(year)), |month| date(cx, &month).text)
        }
        (LandmarkTime::Month(_), _) => cx.say("no_month").to_owned(),
    }
}
