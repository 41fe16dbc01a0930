//! Phrases that pages and data say alike.

use super::context::Context;
use crate::model::{Event, EventDate, Ref};
use crate::words::date;
use chrono::NaiveDate;

/// When an event happened: its date, and its time where there is one.
pub fn event_date(cx: &Context<'_>, row: &Event) -> String {
    match &row.time {
        Some(time) => date::date_and_time(cx.words, &row.date, time),
        None => date::date(cx.words, &row.date),
    }
}

/// A certain day.
pub fn day(cx: &Context<'_>, day: NaiveDate) -> String {
    let text = day.format("%Y-%m-%d").to_string();
    EventDate::parse(&text).map_or(text, |day| date::date(cx.words, &day))
}

/// "3 sources, 1 origin".
pub fn basis(cx: &Context<'_>, event: Ref<Event>) -> String {
    let sources = cx.count("sources", cx.site.events[event].sources.len());
    let origins = cx.count("origins", cx.site.origins(event).len());
    cx.fill("basis", &[("sources", &sources), ("origins", &origins)])
}
