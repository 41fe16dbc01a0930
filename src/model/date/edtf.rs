//! The door to `edtf-core`, which reads EDTF; no other module names it.

use super::form::{
    ClockTime, Day, Digits, Doubt, End, Form, Member, Month, Offset, PartialDate, SetKind, Year, YearNumber,
};
use edtf_core as core;

/// Why a text isn't a date, in the package's words: `advice` turns it into an editor's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fault {
    pub message: &'static str,
    /// Bytes into the text.
    pub offset: usize,
}

/// Years beyond the numbers that we count with, as `Y9E99`.
pub(super) const BEYOND: &str = "year beyond what can be counted";

/// Reads EDTF of levels 0, 1 and 2; the text has no spaces around it.
pub(super) fn read(text: &str) -> Result<Form, Fault> {
    let parsed = core::Edtf::parse(text).map_err(|error| Fault { message: error.message, offset: error.offset })?;
    form(&parsed).ok_or(Fault { message: BEYOND, offset: 0 })
}

fn form(edtf: &core::Edtf) -> Option<Form> {
    Some(match edtf {
        core::Edtf::Date(date) => Form::Single(partial(date)?),
        core::Edtf::DateTime(moment) => Form::Moment(partial(&moment.date)?, clock(&moment.time)),
        core::Edtf::Interval(interval) => Form::Interval(Box::new([end(&interval.start)?, end(&interval.end)?])),
        core::Edtf::Set(set) => {
            let kind = match set.kind {
                core::SetKind::AllMembers => SetKind::AllOf,
                core::SetKind::OneMember => SetKind::OneOf,
            };
            Form::Set(kind, set.elements.iter().map(member).collect::<Option<_>>()?)
        }
    })
}

fn end(end: &core::IntervalEndpoint) -> Option<End> {
    Some(match end {
        core::IntervalEndpoint::Date(date) => End::Date(partial(date)?),
        core::IntervalEndpoint::Open => End::Open,
        core::IntervalEndpoint::Unknown => End::Unknown,
        core::IntervalEndpoint::OnOrBefore(date) => End::OrEarlier(partial(date)?),
        core::IntervalEndpoint::OnOrAfter(date) => End::OrLater(partial(date)?),
    })
}

fn member(element: &core::SetElement) -> Option<Member> {
    Some(match element {
        core::SetElement::Date(date) => Member::Date(partial(date)?),
        core::SetElement::OnOrBefore(date) => Member::OrEarlier(partial(date)?),
        core::SetElement::OnOrAfter(date) => Member::OrLater(partial(date)?),
        core::SetElement::Range(from, to) => Member::Range(partial(from)?, partial(to)?),
    })
}

/// `None` if the year is beyond the numbers that we count with.
fn partial(date: &core::Date) -> Option<PartialDate> {
    let bounds = core::Edtf::Date(*date).bounds();
    let (earliest, latest) = (day(bounds.earliest)?, day(bounds.latest)?);
    Some(PartialDate {
        year: year(&date.year, earliest, latest)?,
        month: date.month.map(month),
        day: date.day.map(digits),
        earliest,
        latest,
    })
}

fn year(year: &core::Year, earliest: Day, latest: Day) -> Option<Year> {
    let number = match (year.value(), year.kind) {
        (Some(estimate), _) if year.significant_digits.is_some() => {
            YearNumber::Estimated { estimate, from: earliest.year, to: latest.year }
        }
        (Some(value), _) => YearNumber::Known(value),
        (None, core::YearKind::Standard { digits, .. }) => YearNumber::Unspecified(digits),
        (None, _) => return None,
    };
    Some(Year { number, doubt: doubt(year.qualifier) })
}

fn month(field: core::DateField) -> Month {
    match field.value() {
        Some(code) if code > 12 => Month::PartOfYear { code, doubt: doubt(field.qualifier) },
        _ => Month::Calendar(digits(field)),
    }
}

fn digits(field: core::DateField) -> Digits {
    Digits { digits: field.digits, doubt: doubt(field.qualifier) }
}

fn doubt(qualifier: core::Qualifier) -> Doubt {
    match (qualifier.uncertain, qualifier.approximate) {
        (false, false) => Doubt::None,
        (true, false) => Doubt::Uncertain,
        (false, true) => Doubt::Approximate,
        (true, true) => Doubt::Both,
    }
}

fn day(bound: core::Bound) -> Option<Day> {
    match bound {
        core::Bound::Date(date) => Some(Day { year: date.year, month: date.month, day: date.day }),
        core::Bound::NegativeInfinity | core::Bound::PositiveInfinity | core::Bound::Unknown => None,
    }
}

fn clock(time: &core::Time) -> ClockTime {
    let offset = time.shift.map(|shift| match shift {
        core::TimeShift::Utc => Offset::Utc,
        core::TimeShift::Offset { minutes, .. } => Offset::Minutes(minutes),
    });
    ClockTime { hour: time.hour, minute: time.minute, second: time.second, offset }
}
