//! The value of HTML's `<time datetime>`: what of a date is certain, in a form that HTML knows.
//!
//! HTML has no years before 1, no doubt, no intervals and no sets. What it can't say is left out, down to nothing,
//! because a machine that reads the attribute takes it as true.

use super::form::{ClockTime, Doubt, End, Form, Member, Month, PartialDate};

/// The certain part of a date, or nothing.
pub(super) fn datetime(form: &Form) -> Option<String> {
    match form {
        Form::Single(date) => certain(date)?.text(),
        Form::Moment(date, time) => moment(certain(date)?.text()?, time),
        Form::Interval(ends) => match &**ends {
            [End::Date(start), End::Date(end)] => shared([start, end].into_iter()),
            _ => None,
        },
        Form::Set(_, members) => {
            let mut dates = Vec::new();
            for member in members {
                match member {
                    Member::Date(date) => dates.push(date),
                    Member::Range(from, to) => dates.extend([from, to]),
                    Member::OrEarlier(_) | Member::OrLater(_) => return None,
                }
            }
            shared(dates.into_iter())
        }
    }
}

/// The certain parts of the two dates of an interval, each by itself.
pub(super) fn ends(form: &Form) -> Option<[Option<String>; 2]> {
    let Form::Interval(ends) = form else { return None };
    let [End::Date(start), End::Date(end)] = &**ends else { return None };
    Some([start, end].map(|date| certain(date).and_then(Prefix::text)))
}

/// A year, a month or a day that is certain.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Prefix {
    year: i64,
    month: Option<u8>,
    day: Option<u8>,
}

impl Prefix {
    /// What both have in common, from the left.
    fn shared(self, other: Self) -> Option<Self> {
        if self.year != other.year {
            return None;
        }
        let month = self.month.filter(|_| self.month == other.month);
        let day = self.day.filter(|_| month.is_some() && self.day == other.day);
        Some(Self { year: self.year, month, day })
    }

    /// HTML's valid year, month or date string: a year has four digits or more and isn't zero.
    fn text(self) -> Option<String> {
        let Self { year, month, day } = self;
        if year < 1 {
            return None;
        }
        Some(match (month, day) {
            (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year:04}-{month:02}"),
            (None, _) => format!("{year:04}"),
        })
    }
}

fn shared<'a>(dates: impl Iterator<Item = &'a PartialDate>) -> Option<String> {
    let mut common: Option<Prefix> = None;
    for date in dates {
        let prefix = certain(date)?;
        common = Some(match common {
            Some(common) => common.shared(prefix)?,
            None => prefix,
        });
    }
    common?.text()
}

/// The parts from the left that are given in full and without doubt.
fn certain(date: &PartialDate) -> Option<Prefix> {
    let year = date.known_year().filter(|_| date.year.doubt == Doubt::None)?;
    // A winter runs into the next year: then not even the year is certain.
    if date.earliest.year != date.latest.year {
        return None;
    }
    let month = match date.month {
        Some(Month::Calendar(month)) if month.doubt == Doubt::None => month.value(),
        _ => None,
    };
    let day = date.day.filter(|day| month.is_some() && day.doubt == Doubt::None).and_then(|day| day.value());
    Some(Prefix { year, month, day })
}

/// HTML knows no leap second; the minute is certain all the same.
fn moment(date: String, time: &ClockTime) -> Option<String> {
    let ClockTime { hour, minute, second, offset } = time;
    let seconds = if *second < 60 { format!(":{second:02}") } else { String::new() };
    let offset = offset.map(|offset| offset.to_string()).unwrap_or_default();
    Some(format!("{date}T{hour:02}:{minute:02}{seconds}{offset}"))
}
