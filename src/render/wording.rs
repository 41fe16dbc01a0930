//! Phrases that pages and data say alike.

use super::context::Context;
use crate::model::{CitedSource, Event, EventDate, Ref, SourceType};
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

/// What an event rests on: "4 articles, one original report"; without the reports where they are as many.
pub fn basis(cx: &Context<'_>, event: Ref<Event>) -> String {
    let cited = &cx.site.events[event].sources;
    let is_article =
        |cited: &CitedSource| matches!(cx.site.sources[cited.source].kind, SourceType::News | SourceType::Wire);
    let sources = match cited.iter().all(is_article) {
        true => cx.count("articles", cited.len()),
        false => cx.count("sources", cited.len()),
    };
    match cx.site.origins(event).len() {
        origins if origins < cited.len() => {
            cx.fill("basis", &[("sources", &sources), ("origins", &cx.count("origins", origins))])
        }
        _ => sources,
    }
}
