//! Dates and times for people: "22 March 2023", "about May 2019", "22 or 23 February 2023".
//!
//! Every form says all that the date says and nothing more: "in or before 2004" and never "before 2004" for a date that
//! may lie in 2004.

use super::single::{END, Phrases};
use super::span;
use super::{DateWords, Words};
use crate::model::date::form::Offset;
use crate::model::{EventDate, EventTime};
use chrono::Datelike;

/// A date in full.
pub fn date(words: &Words, date: &EventDate) -> String {
    span::date(&Phrases::new(&words.dates), date.form())
}

/// A part of an interval in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatePart {
    /// Its first date, then its last.
    End(String),
    /// What stands before, between or behind them.
    Between(String),
}

/// An interval between two dates in its parts, which together are what [`date`] says; nothing for any other date.
pub fn interval(words: &Words, date: &EventDate) -> Vec<DatePart> {
    let phrases = Phrases::new(&words.dates).marking_ends();
    let text = span::date(&phrases, date.form());
    let [open, close] = END;
    if !date.is_interval() || !text.contains(open) {
        return Vec::new();
    }
    text.split(open)
        .enumerate()
        .flat_map(|(index, part)| match part.split_once(close) {
            Some((end, rest)) if index > 0 => vec![DatePart::End(end.to_owned()), DatePart::Between(rest.to_owned())],
            _ => vec![DatePart::Between(part.to_owned())],
        })
        .filter(|part| *part != DatePart::Between(String::new()))
        .collect()
}

/// A year as a heading has it, astronomical in, "44 BC" out.
pub fn year(words: &Words, year: i64) -> String {
    Phrases::new(&words.dates).year(year)
}

/// The year of a date, where that is certain; else the whole date.
pub fn year_of(words: &Words, of: &EventDate) -> String {
    let years = of.earliest().naive().zip(of.latest().naive()).map(|(first, last)| (first.year(), last.year()));
    match years {
        Some((first, last)) if first == last && !of.is_qualified() => year(words, first.into()),
        _ => date(words, of),
    }
}

/// A time of day, as the clock showed it: "21:30", "21:30 (UTC+02:00)".
pub fn time(words: &Words, time: &EventTime) -> String {
    clock(&words.dates, time)
}

/// A date with its time: "22 March 2023, 21:30".
pub fn date_and_time(words: &Words, on: &EventDate, at: &EventTime) -> String {
    words.dates.date_and_time.fill(&[("date", &date(words, on)), ("time", &time(words, at))])
}

/// The clock's part of a time, then its offset if it has one.
fn clock(words: &DateWords, time: &EventTime) -> String {
    let mut clock = format!("{:02}:{:02}", time.hour(), time.minute());
    if let Some(second) = time.second() {
        clock.push_str(&format!(":{second:02}"));
    }
    with_offset(words, clock, time.offset())
}

/// A clock's reading with its offset: "10:10:10 UTC".
pub(super) fn with_offset(words: &DateWords, clock: String, offset: Option<Offset>) -> String {
    match offset {
        None => clock,
        Some(Offset::Utc | Offset::Minutes(0)) => words.utc.fill(&[("time", &clock)]),
        Some(offset) => words.offset.fill(&[("time", &clock), ("offset", &offset.to_string().replace('-', "−"))]),
    }
}
