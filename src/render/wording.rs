//! Phrases that pages and data say alike.

use super::context::Context;
use crate::model::slug::{self, slug};
use crate::model::{CitedSource, Event, EventDate, Ref, SourceType};
use crate::words::date;
use chrono::NaiveDate;
use std::borrow::Cow;

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

/// How long something lasted that began and ended on days that are known: "1,019 days". Below two days its date says as much.
pub fn length(cx: &Context<'_>, date: &EventDate) -> Option<String> {
    let days = date.length_in_days().filter(|days| *days >= 2)?;
    Some(cx.count("days", days))
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

/// A tag as people read it in the page's language: by its topic's title, if it has one.
pub fn tag_name<'a>(cx: &Context<'a>, tag: &'a str) -> Cow<'a, str> {
    if let Some(topic) = cx.site.topic_of(tag) {
        return topic.title.as_str().into();
    }
    match cx.site.settings.tag_names.get(&slug(tag)) {
        Some(name) => name.as_str().into(),
        None => slug::tag_name(tag),
    }
}
