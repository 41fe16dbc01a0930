//! Intervals and sets of dates in words, with what they share said once.

use super::date::with_offset;
use super::pattern::Pattern;
use super::single::Phrases;
use crate::model::date::form::{ClockTime, End, Form, Member, Month, PartialDate, Precision, SetKind};

/// Any date in words.
pub(super) fn date(phrases: &Phrases<'_>, form: &Form) -> String {
    match form {
        Form::Single(date) => phrases.alone(date),
        Form::Moment(date, ClockTime { hour, minute, second, offset }) => {
            let clock = format!("{hour:02}:{minute:02}:{second:02}");
            let time = with_offset(phrases.words, clock, *offset);
            phrases.words.date_and_time.fill(&[("date", &phrases.alone(date)), ("time", &time)])
        }
        Form::Interval(ends) => interval(phrases, &ends[0], &ends[1]),
        Form::Set(kind, members) => set(phrases, *kind, members),
    }
}

fn interval(phrases: &Phrases<'_>, start: &End, end: &End) -> String {
    let words = phrases.words;
    match (start, end) {
        (End::Date(a), End::Date(b)) => {
            let range = [Member::Range(*a, *b)];
            shared(phrases, &words.interval, &range).unwrap_or_else(|| spelled(phrases, &words.interval, &range))
        }
        (End::Open, End::Date(date)) => by_precision(phrases, date, &words.until_day, &words.until),
        (End::Date(date), End::Open) => words.since.fill(&[("date", &phrases.inside(date))]),
        _ => words.interval.fill(&[("a", &one_end(phrases, start)), ("b", &one_end(phrases, end))]),
    }
}

fn one_end(phrases: &Phrases<'_>, end: &End) -> String {
    let words = phrases.words;
    match end {
        End::Date(date) => phrases.inside(date),
        End::Open | End::Unknown => words.unknown_end.clone(),
        End::OrEarlier(date) => words.or_earlier.fill(&[("date", &phrases.inside(date))]),
        End::OrLater(date) => words.or_later.fill(&[("date", &phrases.inside(date))]),
    }
}

fn set(phrases: &Phrases<'_>, kind: SetKind, members: &[Member]) -> String {
    let words = phrases.words;
    // In which order they were written means nothing.
    let mut members = members.to_vec();
    members.sort_by_key(|member| match member {
        Member::Date(date) | Member::Range(date, _) | Member::OrEarlier(date) | Member::OrLater(date) => date.earliest,
    });
    let members = members.as_slice();
    match (kind, members) {
        (_, [Member::Date(date)]) => return phrases.alone(date),
        (SetKind::OneOf, [Member::OrEarlier(date)]) => {
            return by_precision(phrases, date, &words.until_day, &words.until);
        }
        (SetKind::OneOf, [Member::OrLater(date)]) => return by_precision(phrases, date, &words.from_day, &words.from),
        (SetKind::OneOf, [Member::Range(a, b)]) if a != b => return between(phrases, a, b),
        _ => {}
    }
    let joint = match kind {
        SetKind::OneOf => &words.or,
        SetKind::AllOf => &words.and,
    };
    if let Some(short) = shared(phrases, joint, members) {
        return short;
    }
    let items: Vec<String> = members
        .iter()
        .map(|member| match (member, kind) {
            (Member::Date(date), _) => phrases.inside(date),
            (Member::OrEarlier(date), SetKind::OneOf) => words.or_earlier.fill(&[("date", &phrases.inside(date))]),
            (Member::OrLater(date), SetKind::OneOf) => words.or_later.fill(&[("date", &phrases.inside(date))]),
            (Member::OrEarlier(date), SetKind::AllOf) => words.and_earlier.fill(&[("date", &phrases.inside(date))]),
            (Member::OrLater(date), SetKind::AllOf) => words.and_later.fill(&[("date", &phrases.inside(date))]),
            (Member::Range(..), _) => spelled(phrases, joint, std::slice::from_ref(member)),
        })
        .collect();
    phrases.list(joint, &items)
}

/// One unknown date of a range: "between 24 and 26 February" would break where the day stands last, so both have a month.
fn between(phrases: &Phrases<'_>, a: &PartialDate, b: &PartialDate) -> String {
    let fill = |a: &str, b: &str| phrases.words.between.fill(&[("a", a), ("b", b)]);
    let (Some(year), Some(first), Some(last)) = (a.known_year(), a.known_month(), b.known_month()) else {
        return fill(&phrases.inside(a), &phrases.inside(b));
    };
    if b.known_year() != Some(year) {
        return fill(&phrases.inside(a), &phrases.inside(b));
    }
    let range = match (a.known_day(), b.known_day()) {
        (Some(from), Some(to)) => fill(&phrases.day_and_month(from, first), &phrases.day_and_month(to, last)),
        _ => fill(phrases.month_name(first), phrases.month_name(last)),
    };
    phrases.with_year(&range, &phrases.year(year))
}

/// Each date in full, ranges as "a to b".
fn spelled(phrases: &Phrases<'_>, joint: &Pattern, members: &[Member]) -> String {
    let items = ranged(phrases, members, |date| phrases.inside(date));
    phrases.list(joint, &items)
}

/// "on or before" fits a day, "in or before" everything longer.
fn by_precision(phrases: &Phrases<'_>, date: &PartialDate, day: &Pattern, longer: &Pattern) -> String {
    let pattern = if date.precision() == Precision::Day { day } else { longer };
    pattern.fill(&[("date", &phrases.inside(date))])
}

/// Dates of one year, and perhaps of one month, which is then said once: "3 to 5 May 2019", "May or June 2019".
///
/// None where there is nothing to share, or a doubt or an `X` that belongs to one of them alone.
fn shared(phrases: &Phrases<'_>, joint: &Pattern, members: &[Member]) -> Option<String> {
    let dates = plain_dates(members)?;
    let first = *dates.first()?;
    let year = first.known_year()?;
    if !dates.iter().all(|date| date.known_year() == Some(year) && date.precision() == first.precision()) {
        return None;
    }
    let list = |say: &dyn Fn(&PartialDate) -> String| phrases.list(joint, &ranged(phrases, members, say));
    let year = phrases.year(year);
    match first.precision() {
        Precision::Day => {
            let month = first.known_month()?;
            if dates.iter().all(|date| date.known_month() == Some(month)) {
                let days = list(&|date| date.latest.day.to_string());
                return Some(phrases.days(&days, month, &year));
            }
            let days = list(&|date| phrases.day_and_month(date.latest.day, date.latest.month));
            Some(phrases.with_year(&days, &year))
        }
        Precision::Month => {
            let months = list(&|date| phrases.month_name(date.latest.month).to_owned());
            Some(phrases.words.month.fill(&[("month", &months), ("year", &year)]))
        }
        Precision::Season => {
            let codes: Vec<u8> = dates.iter().filter_map(|date| season(date)).collect();
            let first = *codes.first()?;
            if !codes.iter().all(|code| (*code > 32) == (first > 32)) {
                return None;
            }
            let seasons = list(&|date| phrases.season_name(season(date).unwrap_or_default()).to_owned());
            Some(phrases.in_season(first, &seasons, &year))
        }
        _ => None,
    }
}

fn season(date: &PartialDate) -> Option<u8> {
    match date.month {
        Some(Month::PartOfYear { code, .. }) => Some(code),
        _ => None,
    }
}

/// The dates of the members, if all are free of doubt and of `X`.
fn plain_dates(members: &[Member]) -> Option<Vec<&PartialDate>> {
    let mut dates = Vec::new();
    for member in members {
        match member {
            Member::Date(date) => dates.push(date),
            Member::Range(a, b) => dates.extend([a, b]),
            Member::OrEarlier(_) | Member::OrLater(_) => return None,
        }
    }
    dates.iter().all(|date| date.is_plain()).then_some(dates)
}

/// Each member as text; a range whose ends say the same is one date.
fn ranged(phrases: &Phrases<'_>, members: &[Member], say: impl Fn(&PartialDate) -> String) -> Vec<String> {
    members
        .iter()
        .map(|member| match member {
            Member::Date(date) | Member::OrEarlier(date) | Member::OrLater(date) => say(date),
            Member::Range(a, b) if a == b => say(a),
            Member::Range(a, b) => phrases.interval(&say(a), &say(b)),
        })
        .collect()
}
