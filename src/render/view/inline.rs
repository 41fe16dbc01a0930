//! Small views that many pages share.

use crate::model::{Event, EventDate, Kind, Party, Place, Ref};
use crate::plan::Route;
use crate::render::{Renderer, Viewpoint, templates::Markup};
use crate::words::date;
use chrono::NaiveDate;
use serde::Serialize;

/// A date for people, with what machines can read of it.
#[derive(Debug, Clone, Serialize)]
pub struct DateView {
    /// "22 or 23 February 2023", with the time where there is one.
    pub text: String,
    /// The value of `<time datetime>`; none where HTML can't say what is certain.
    pub datetime: Option<String>,
    /// An interval in its parts, so that each of its ends is a `<time>` of its own; empty for any other date.
    pub parts: Vec<DatePartView>,
}

/// An end of an interval, or the words around it.
#[derive(Debug, Clone, Serialize)]
pub struct DatePartView {
    pub text: String,
    pub datetime: Option<String>,
}

/// Words that lead somewhere.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    pub text: String,
    pub href: String,
}

/// A kind as a mark: its shape, its colour, its word.
#[derive(Debug, Clone, Serialize)]
pub struct KindView {
    pub id: String,
    pub label: String,
    pub plural: String,
    pub shape: &'static str,
    /// 1 to 8, by the kind's place in `site.yaml`.
    pub hue: usize,
    pub href: String,
}

/// A claim beside what bears on it: what is done to it, and its status.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimView {
    /// Its neutral statement.
    pub statement: String,
    pub href: String,
    /// What is done to it here: "Alleged here", "Denied here by Ida Bloom".
    pub stance: Option<Markup>,
    /// The status in words, with links to the events that it speaks of.
    pub status: Markup,
}

impl Renderer<'_> {
    /// A date alone.
    pub fn date(&self, day: &EventDate) -> DateView {
        let text = date::date(self.words, day);
        DateView { text, datetime: day.datetime_attribute(), parts: self.interval(day) }
    }

    fn interval(&self, day: &EventDate) -> Vec<DatePartView> {
        let Some(ends) = day.datetime_attributes() else { return Vec::new() };
        let mut ends = ends.into_iter();
        let parts = date::interval(self.words, day).into_iter();
        parts
            .map(|part| match part {
                date::Part::End(text) => DatePartView { text, datetime: ends.next().flatten() },
                date::Part::Between(text) => DatePartView { text, datetime: None },
            })
            .collect()
    }

    /// A certain day.
    pub fn day(&self, day: NaiveDate) -> DateView {
        let text = day.format("%Y-%m-%d").to_string();
        match EventDate::parse(&text) {
            Ok(date) => self.date(&date),
            Err(_) => DateView { text, datetime: None, parts: Vec::new() },
        }
    }

    /// When an event happened: its date, and its time.
    pub fn event_date(&self, event: &Event) -> DateView {
        let Some(time) = &event.time else { return self.date(&event.date) };
        let attribute = time.datetime_attribute(&event.date, self.site.settings.timezone);
        DateView {
            text: date::date_and_time(self.words, &event.date, time),
            datetime: attribute.or_else(|| event.date.datetime_attribute()),
            parts: Vec::new(),
        }
    }

    /// A year's heading: "2031", "44 BC", or the words for an open beginning.
    pub fn year_label(&self, year: Option<i64>) -> String {
        match year {
            Some(year) => date::year(self.words, year),
            None => self.say("open_beginning").to_owned(),
        }
    }

    /// A kind's mark.
    pub fn kind(&self, kind: Ref<Kind>, at: &Viewpoint) -> KindView {
        let row = &self.site.kinds[kind];
        KindView {
            id: row.id.as_str().to_owned(),
            label: row.label.clone(),
            plural: row.plural.clone(),
            shape: row.shape.as_str(),
            hue: kind.index() % 8 + 1,
            href: at.to(&Route::kind(&row.id)),
        }
    }

    /// A party's name, leading to its page.
    pub fn party(&self, party: Ref<Party>, at: &Viewpoint) -> LinkView {
        let row = &self.site.parties[party];
        LinkView { text: row.name.clone(), href: at.to(&Route::party(row)) }
    }

    /// A place's name, leading to its page.
    pub fn place(&self, place: Ref<Place>, at: &Viewpoint) -> LinkView {
        let row = &self.site.places[place];
        LinkView { text: row.name.clone(), href: at.to(&Route::place(&row.id)) }
    }

    /// A tag, leading to its page.
    pub fn tag(&self, tag: &str, at: &Viewpoint) -> LinkView {
        LinkView { text: tag.to_owned(), href: at.to(&self.plan.tag(self.site, tag)) }
    }
}
