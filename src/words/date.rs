//! Dates and times for people: "22 March 2023", "about May 2019", "22 or 23 February 2023".
//!
//! Every form says all that the date says and nothing more: "in or before 2004" and never "before 2004" for a date that
//! may lie in 2004.

use super::single::{END, Phrases, fixed};
use super::span;
use super::{DateWords, Words};
use crate::model::date::form::{End, Form, Offset};
use crate::model::{EventDate, EventTime};
use chrono::Datelike;

/// A date in full.
pub fn date(words: &Words, date: &EventDate) -> String {
    span::date(&phrases(words), date.form(), None)
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
    let text = span::date(&phrases(words).marking_ends(), date.form(), None);
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
    phrases(words).year(year, None)
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
    let date = |wanted: Option<&str>| span::date(&phrases(words), on.form(), wanted);
    words.dates.date_and_time.say(None, &[("date", &date), ("time", &fixed(&time(words, at)))])
}

/// The dates of the first and the last of several things: "November 2029 to January 2034". Of one that took its time, when it
/// began or ended.
pub fn from_to(words: &Words, first: &EventDate, last: &EventDate) -> String {
    let phrases = phrases(words);
    let date = |date: &EventDate, end: usize, wanted: Option<&str>| match date.form() {
        Form::Interval(ends) if let End::Date(day) = ends[end] => span::date(&phrases, &Form::Single(day), wanted),
        form => span::date(&phrases, form, wanted),
    };
    words.dates.span.say(None, &[("from", &|wanted| date(first, 0, wanted)), ("to", &|wanted| date(last, 1, wanted))])
}

fn phrases(words: &Words) -> Phrases<'_> {
    Phrases::new(&words.dates, &words.language)
}

/// The clock's part of a time, then its offset if it has one.
fn clock(words: &DateWords, time: &EventTime) -> String {
    let mut clock = format!("{:02}:{:02}", time.hour(), time.minute());
    if let Some(second) = time.second() {
        clock.push_str(&format!(":{second:02}"));
    }
    with_offset(words, &clock, time.offset())
}

/// A clock's reading with its offset: "10:10:10 UTC".
pub(super) fn with_offset(words: &DateWords, clock: &str, offset: Option<Offset>) -> String {
    match offset {
        None => clock.to_owned(),
        Some(Offset::Utc | Offset::Minutes(0)) => words.utc.say(None, &[("time", &fixed(clock))]),
        Some(offset) => {
            let offset = offset.to_string().replace('-', "−");
            words.offset.say(None, &[("time", &fixed(clock)), ("offset", &fixed(&offset))])
        }
    }
}
