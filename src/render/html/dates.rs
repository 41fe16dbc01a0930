//! Dates as templates see them.

use crate::model::{Event, EventDate, Ref};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::link_base::LinkBase;
use crate::render::wording;
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

/// A date alone.
pub fn date(cx: &Context<'_>, day: &EventDate) -> DateView {
    DateView { text: date::date(cx.words, day), datetime: day.datetime_attribute(), parts: interval(cx, day) }
}

fn interval(cx: &Context<'_>, day: &EventDate) -> Vec<DatePartView> {
    let Some(ends) = day.datetime_attributes() else { return Vec::new() };
    let mut ends = ends.into_iter();
    let parts = date::interval(cx.words, day).into_iter();
    parts
        .map(|part| match part {
            date::DatePart::End(text) => DatePartView { text, datetime: ends.next().flatten() },
            date::DatePart::Between(text) => DatePartView { text, datetime: None },
        })
        .collect()
}

/// A certain day.
pub fn day(cx: &Context<'_>, day: NaiveDate) -> DateView {
    let text = day.format("%Y-%m-%d").to_string();
    match EventDate::parse(&text) {
        Ok(day) => date(cx, &day),
        Err(_) => DateView { text, datetime: None, parts: Vec::new() },
    }
}

/// When an event happened: its date, and its time.
pub fn event_date(cx: &Context<'_>, event: &Event) -> DateView {
    let Some(time) = &event.time else { return date(cx, &event.date) };
    let attribute = time.datetime_attribute(&event.date, cx.site.settings.timezone);
    DateView {
        text: wording::event_date(cx, event),
        datetime: attribute.or_else(|| event.date.datetime_attribute()),
        parts: Vec::new(),
    }
}

/// A year's heading: "2031", "44 BC", or the words for an open beginning.
pub fn year_label(cx: &Context<'_>, year: Option<i64>) -> String {
    match year {
        Some(year) => date::year(cx.words, year),
        None => cx.say("open_beginning").to_owned(),
    }
}

/// A year's place on a page that tells all years: `y2031`.
pub fn year_anchor(year: Option<i64>) -> String {
    format!("y{}", Route::year(year).as_str())
}

/// What leads to a year: its place on this page, or its own page.
pub fn year_href(year: Option<i64>, on_this_page: bool) -> String {
    match on_this_page {
        true => format!("#{}", year_anchor(year)),
        false => LinkBase::Page.page(&Route::year(year)),
    }
}

/// "November 2029 to January 2034": the dates of the first and the last of these events.
pub fn span_of(cx: &Context<'_>, events: &[Ref<Event>]) -> Option<String> {
    let (first, last) = (events.first()?, events.last()?);
    let [first, last] = [first, last].map(|event| &cx.site.events[*event].date);
    let said = |one: &EventDate| date::date(cx.words, one);
    Some(if said(first) == said(last) { said(first) } else { date::from_to(cx.words, first, last) })
}
