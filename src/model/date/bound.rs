//! The ends of a date, and the order that they give.

use super::form::{Day, End, Form, Member, PartialDate, SetKind, YearNumber};
use chrono::NaiveDate;

/// The earliest or the latest day of a date.
///
/// The same value means different things at the two ends: `Open` as an earliest day is before everything, as a latest
/// day after everything. So bounds have no order of their own; [`EventDate`](super::EventDate) has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// `..`: before everything, or after everything.
    Open,
    /// The end of an interval that is left empty: there is one, but nobody knows when.
    ///
    /// In the order of dates it stands on the day of the other end, the only one the date names: `/1985` begins
    /// where `1985` begins.
    Unknown,
    /// A day, proleptic Gregorian; the year is astronomical (0 is 1 BC).
    Day { year: i64, month: u8, day: u8 },
}

impl Bound {
    /// The day, if there is one and chrono can hold it (years -262143 to 262142).
    pub fn naive(self) -> Option<NaiveDate> {
        match self {
            Bound::Day { year, month, day } => {
                NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month.into(), day.into())
            }
            Bound::Open | Bound::Unknown => None,
        }
    }
}

impl From<Day> for Bound {
    fn from(Day { year, month, day }: Day) -> Self {
        Bound::Day { year, month, day }
    }
}

impl std::fmt::Display for Bound {
    /// `..`, nothing, or the day: `1985-04-12`, `-0043-03-15`, `170000002-01-01`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Bound::Open => f.write_str(".."),
            Bound::Unknown => Ok(()),
            Bound::Day { year, month, day } => {
                let sign = if *year < 0 { "-" } else { "" };
                write!(f, "{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
            }
        }
    }
}

/// A place in the order of time, with both eternities. The variants' order is the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum TimelinePosition {
    BeforeEverything,
    Day(Day),
    AfterEverything,
}

/// What is computed once when a date is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    pub earliest: Bound,
    pub latest: Bound,
    /// Where the date stands among others: by its beginning, then by its end.
    pub place: (TimelinePosition, TimelinePosition),
}

impl Extent {
    pub fn of(form: &Form) -> Self {
        match form {
            Form::Single(date) | Form::Moment(date, _) => Self {
                earliest: date.earliest.into(),
                latest: date.latest.into(),
                place: (beginning(date), TimelinePosition::Day(date.latest)),
            },
            Form::Interval(ends) => Self::interval(&ends[0], &ends[1]),
            Form::Set(kind, members) => Self::set(*kind, members),
        }
    }

    fn interval(start: &End, end: &End) -> Self {
        let (earliest, first) = match start {
            End::Date(date) | End::OrLater(date) => (date.earliest.into(), beginning(date)),
            End::Open | End::OrEarlier(_) => (Bound::Open, TimelinePosition::BeforeEverything),
            End::Unknown => (Bound::Unknown, named(end).map_or(TimelinePosition::BeforeEverything, beginning)),
        };
        let (latest, last) = match end {
            End::Date(date) | End::OrEarlier(date) => (date.latest.into(), TimelinePosition::Day(date.latest)),
            End::Open | End::OrLater(_) => (Bound::Open, TimelinePosition::AfterEverything),
            End::Unknown => (
                Bound::Unknown,
                named(start).map_or(TimelinePosition::AfterEverything, |date| TimelinePosition::Day(date.latest)),
            ),
        };
        Self { earliest, latest, place: (first, last) }
    }

    fn set(kind: SetKind, members: &[Member]) -> Self {
        let mut ends = (TimelinePosition::AfterEverything, TimelinePosition::BeforeEverything);
        let mut place = ends;
        for member in members {
            let (first, last) = match member {
                Member::Date(date) => (TimelinePosition::Day(date.earliest), TimelinePosition::Day(date.latest)),
                Member::OrEarlier(date) => (TimelinePosition::BeforeEverything, TimelinePosition::Day(date.latest)),
                Member::OrLater(date) => (TimelinePosition::Day(date.earliest), TimelinePosition::AfterEverything),
                Member::Range(from, to) => (TimelinePosition::Day(from.earliest), TimelinePosition::Day(to.latest)),
            };
            // What happened once, in 879 or before, stands in 879: with no beginning it would come before all that
            // happened in antiquity, and in no year.
            let begins = match (kind, member) {
                (SetKind::OneOf, Member::OrEarlier(_)) => last,
                _ => first,
            };
            ends = (ends.0.min(first), ends.1.max(last));
            place = (place.0.min(begins), place.1.max(last));
        }
        let bound = |place| match place {
            TimelinePosition::Day(day) => Bound::from(day),
            TimelinePosition::BeforeEverything | TimelinePosition::AfterEverything => Bound::Open,
        };
        Self { earliest: bound(ends.0), latest: bound(ends.1), place }
    }
}

/// Where a date stands by its beginning. Of a year nobody knows any digit, so it stands with what has no beginning:
/// four digits can mean year 0, and nobody means that.
fn beginning(date: &PartialDate) -> TimelinePosition {
    match date.year.number {
        YearNumber::Unspecified([None, None, None, None]) => TimelinePosition::BeforeEverything,
        _ => TimelinePosition::Day(date.earliest),
    }
}

fn named(end: &End) -> Option<&PartialDate> {
    end.date()
}
