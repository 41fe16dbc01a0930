//! Intervals and sets of dates in words, with what they share said once.

use super::date::with_offset;
use super::forms::{AskedForm, Forms, SaidValue};
use super::language::Joint;
use super::single::{Phrases, fixed};
use crate::model::date::form::{ClockTime, End, Form, Member, Month, PartialDate, Precision, SetKind};

/// Any date in words; a single one in the form that is wanted.
pub(super) fn date(phrases: &Phrases<'_>, form: &Form, wanted: AskedForm<'_>) -> String {
    match (form, wanted) {
        (Form::Single(date), None) => phrases.alone(date),
        (Form::Single(date), wanted) => phrases.inside(date, wanted),
        (Form::Moment(date, ClockTime { hour, minute, second, offset }), wanted) => {
            let clock = format!("{hour:02}:{minute:02}:{second:02}");
            let time = with_offset(phrases.words, &clock, *offset);
            let date = |wanted: AskedForm<'_>| match wanted {
                None => phrases.alone(date),
                wanted => phrases.inside(date, wanted),
            };
            phrases.words.date_and_time.say(wanted, &[("date", &date), ("time", &fixed(&time))])
        }
        (Form::Interval(ends), wanted) => interval(phrases, wanted, &ends[0], &ends[1]),
        (Form::Set(kind, members), wanted) => set(phrases, wanted, *kind, members),
    }
}

fn interval(phrases: &Phrases<'_>, wanted: AskedForm<'_>, start: &End, end: &End) -> String {
    let words = phrases.words;
    match (start, end) {
        (End::Date(a), End::Date(b)) => {
            let range = [Member::Range(*a, *b)];
            let spelled = || spelled(phrases, wanted, Joint::And, &range);
            shared(phrases, wanted, Joint::And, &range).unwrap_or_else(spelled)
        }
        (End::Open, End::Date(date)) => by_precision(phrases, wanted, date, &words.until_day, &words.until),
        (End::Date(date), End::Open) => words.since.say(wanted, &[("date", &|form| phrases.inside(date, form))]),
        _ => {
            let one = |end: &End, form: AskedForm<'_>| one_end(phrases, form, end);
            words.interval.say(wanted, &[("a", &|form| one(start, form)), ("b", &|form| one(end, form))])
        }
    }
}

fn one_end(phrases: &Phrases<'_>, wanted: AskedForm<'_>, end: &End) -> String {
    let words = phrases.words;
    match end {
        End::Date(date) => phrases.inside(date, wanted),
        End::Open | End::Unknown => words.unknown_end.say(wanted, &[]),
        End::OrEarlier(date) => words.or_earlier.say(wanted, &[("date", &|form| phrases.inside(date, form))]),
        End::OrLater(date) => words.or_later.say(wanted, &[("date", &|form| phrases.inside(date, form))]),
    }
}

fn set(phrases: &Phrases<'_>, wanted: AskedForm<'_>, kind: SetKind, members: &[Member]) -> String {
    let words = phrases.words;
    // In which order they were written means nothing.
    let mut members = members.to_vec();
    members.sort_by_key(|member| match member {
        Member::Date(date) | Member::Range(date, _) | Member::OrEarlier(date) | Member::OrLater(date) => date.earliest,
    });
    let members = members.as_slice();
    match (kind, members) {
        (_, [Member::Date(date)]) => {
            return match wanted {
                None => phrases.alone(date),
                wanted => phrases.inside(date, wanted),
            };
        }
        (SetKind::OneOf, [Member::OrEarlier(date)]) => {
            return by_precision(phrases, wanted, date, &words.until_day, &words.until);
        }
        (SetKind::OneOf, [Member::OrLater(date)]) => {
            return by_precision(phrases, wanted, date, &words.from_day, &words.from);
        }
        (SetKind::OneOf, [Member::Range(a, b)]) if a != b => return between(phrases, wanted, a, b),
        _ => {}
    }
    let joint = match kind {
        SetKind::OneOf => Joint::Or,
        SetKind::AllOf => Joint::And,
    };
    if let Some(short) = shared(phrases, wanted, joint, members) {
        return short;
    }
    let open = |pattern: &Forms, date: &PartialDate| pattern.say(None, &[("date", &|form| phrases.inside(date, form))]);
    let items: Vec<String> = members
        .iter()
        .map(|member| match (member, kind) {
            (Member::Date(date), _) => phrases.inside(date, None),
            (Member::OrEarlier(date), SetKind::OneOf) => open(&words.or_earlier, date),
            (Member::OrLater(date), SetKind::OneOf) => open(&words.or_later, date),
            (Member::OrEarlier(date), SetKind::AllOf) => open(&words.and_earlier, date),
            (Member::OrLater(date), SetKind::AllOf) => open(&words.and_later, date),
            (Member::Range(..), _) => spelled(phrases, None, joint, std::slice::from_ref(member)),
        })
        .collect();
    phrases.list(joint, &items)
}

/// One unknown date of a range: "between 24 and 26 February" would break where the day stands last, so both have a month.
fn between(phrases: &Phrases<'_>, wanted: AskedForm<'_>, a: &PartialDate, b: &PartialDate) -> String {
    let fill = |form: AskedForm<'_>, a: SaidValue<'_>, b: SaidValue<'_>| {
        phrases.words.between.say(form, &[("a", a), ("b", b)])
    };
    let whole = || fill(wanted, &|form| phrases.inside(a, form), &|form| phrases.inside(b, form));
    let (Some(year), Some(first), Some(last)) = (a.known_year(), a.known_month(), b.known_month()) else {
        return whole();
    };
    if b.known_year() != Some(year) {
        return whole();
    }
    let range = |form: AskedForm<'_>| match (a.known_day(), b.known_day()) {
        (Some(from), Some(to)) => {
            let day = |day: u8, month: u8, form: AskedForm<'_>| phrases.day_and_month(day, month, form);
            fill(form, &|form| day(from, first, form), &|form| day(to, last, form))
        }
        _ => fill(form, &|form| phrases.month_name(first, form), &|form| phrases.month_name(last, form)),
    };
    phrases.with_year(wanted, &range, year)
}

/// Each date in full, ranges as "a to b".
fn spelled(phrases: &Phrases<'_>, wanted: AskedForm<'_>, joint: Joint, members: &[Member]) -> String {
    let items = ranged(phrases, wanted, members, |date, form| phrases.inside(date, form));
    phrases.list(joint, &items)
}

/// "on or before" fits a day, "in or before" everything longer.
fn by_precision(
    phrases: &Phrases<'_>,
    wanted: AskedForm<'_>,
    date: &PartialDate,
    day: &Forms,
    longer: &Forms,
) -> String {
    let pattern = if date.precision() == Precision::Day { day } else { longer };
    pattern.say(wanted, &[("date", &|form| phrases.inside(date, form))])
}

/// Dates of one year, and perhaps of one month, which is then said once: "3 to 5 May 2019", "May or June 2019".
///
/// None where there is nothing to share, or a doubt or an `X` that belongs to one of them alone.
fn shared(phrases: &Phrases<'_>, wanted: AskedForm<'_>, joint: Joint, members: &[Member]) -> Option<String> {
    let dates = plain_dates(members)?;
    let first = *dates.first()?;
    let year = first.known_year()?;
    if !dates.iter().all(|date| date.known_year() == Some(year) && date.precision() == first.precision()) {
        return None;
    }
    let list = |form: AskedForm<'_>, say: &dyn Fn(&PartialDate, AskedForm<'_>) -> String| {
        phrases.list(joint, &ranged(phrases, form, members, say))
    };
    match first.precision() {
        Precision::Day => {
            let month = first.known_month()?;
            if dates.iter().all(|date| date.known_month() == Some(month)) {
                let days = |form: AskedForm<'_>| list(form, &|date, form| phrases.day_number(date.latest.day, form));
                return Some(phrases.days(wanted, &days, month, year));
            }
            let day = |date: &PartialDate, form: AskedForm<'_>| {
                phrases.day_and_month(date.latest.day, date.latest.month, form)
            };
            Some(phrases.with_year(wanted, &|form| list(form, &day), year))
        }
        Precision::Month => {
            let month = |date: &PartialDate, form: AskedForm<'_>| phrases.month_name(date.latest.month, form);
            Some(phrases.months(wanted, &|form| list(form, &month), year))
        }
        Precision::Season => {
            let codes: Vec<u8> = dates.iter().filter_map(|date| season(date)).collect();
            let first = *codes.first()?;
            if !codes.iter().all(|code| (*code > 32) == (first > 32)) {
                return None;
            }
            let name =
                |date: &PartialDate, form: AskedForm<'_>| phrases.season_name(season(date).unwrap_or_default(), form);
            Some(phrases.in_season(first, wanted, &|form| list(form, &name), year))
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

/// Each member as text; a range whose ends say the same is one date, and one that stands alone has the form that is
/// wanted of it.
fn ranged(
    phrases: &Phrases<'_>,
    wanted: AskedForm<'_>,
    members: &[Member],
    say: impl Fn(&PartialDate, AskedForm<'_>) -> String,
) -> Vec<String> {
    members
        .iter()
        .map(|member| match member {
            Member::Date(date) | Member::OrEarlier(date) | Member::OrLater(date) => say(date, None),
            Member::Range(a, b) if a == b => say(a, None),
            Member::Range(a, b) => {
                phrases.interval(wanted.filter(|_| members.len() == 1), &|form| say(a, form), &|form| say(b, form))
            }
        })
        .collect()
}
