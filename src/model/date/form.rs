//! What a date says, part by part; dates in words are made from this.
//!
//! These types are ours, so that the package that reads EDTF can be changed without touching whoever speaks of dates.

/// The four shapes a date can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// `1985-04-12`, `156X`, `2004-06~-11`
    Single(PartialDate),
    /// `2004-01-01T10:10:10Z`
    Moment(PartialDate, ClockTime),
    /// `2018-12/2021-09-24`, `../2004`, `1985/`: rare, and large enough to lie apart.
    Interval(Box<[End; 2]>),
    /// `[2023-02-24,2023-02-25]`, `{1960,1961-12}`
    Set(SetKind, Vec<Member>),
}

/// A year, perhaps with a month or season, perhaps with a day; each part may be qualified or have unspecified digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartialDate {
    pub year: Year,
    pub month: Option<Month>,
    pub day: Option<Digits>,
    /// The earliest day that the written digits allow; doubt (`?`, `~`) doesn't move it.
    pub earliest: Day,
    /// The latest day that the written digits allow.
    pub latest: Day,
}

/// A year, astronomical: 0 is 1 BC, -43 is 44 BC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    pub number: YearNumber,
    pub doubt: Doubt,
}

/// How a year is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearNumber {
    /// Every digit is given: `1985`, `-0043`, `Y170000002`, `Y17E7`.
    Known(i64),
    /// Some of four digits are `X`: `None` is an unspecified digit.
    Unspecified([Option<u8>; 4]),
    /// Only the leading digits count: `1950S2` is a year from 1900 to 1999, estimated as 1950.
    Estimated { estimate: i64, from: i64, to: i64 },
}

/// What stands in the month's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Month {
    /// A month, `01` to `12`, digits perhaps unspecified.
    Calendar(Digits),
    /// A season, quarter, third or half of a year, by its EDTF number (21 to 41).
    PartOfYear { code: u8, doubt: Doubt },
}

impl Month {
    pub fn doubt(&self) -> Doubt {
        match self {
            Month::Calendar(digits) => digits.doubt,
            Month::PartOfYear { doubt, .. } => *doubt,
        }
    }
}

/// Two digits of a month or a day; `None` is an unspecified one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digits {
    pub digits: [Option<u8>; 2],
    pub doubt: Doubt,
}

impl Digits {
    /// The number, if both digits are given.
    pub fn value(&self) -> Option<u8> {
        Some(self.digits[0]? * 10 + self.digits[1]?)
    }

    /// True for `XX`.
    pub fn is_unspecified(&self) -> bool {
        self.digits == [None, None]
    }
}

/// How sure the editor is of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Doubt {
    #[default]
    None,
    /// `?`: the sources may be wrong.
    Uncertain,
    /// `~`: near this.
    Approximate,
    /// `%`: both.
    Both,
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Date(PartialDate),
    /// `..`: there is no end.
    Open,
    /// Nothing: there is an end that nobody knows.
    Unknown,
    /// `..1985`, at the start only.
    OrEarlier(PartialDate),
    /// `1985..`, at the end only.
    OrLater(PartialDate),
}

impl End {
    /// The date that is written at this end.
    pub fn date(&self) -> Option<&PartialDate> {
        match self {
            End::Date(date) | End::OrEarlier(date) | End::OrLater(date) => Some(date),
            End::Open | End::Unknown => None,
        }
    }
}

/// Whether one member of a set is meant or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetKind {
    /// `[…]`
    OneOf,
    /// `{…}`
    AllOf,
}

/// One member of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Member {
    Date(PartialDate),
    OrEarlier(PartialDate),
    OrLater(PartialDate),
    /// `1670..1672`
    Range(PartialDate, PartialDate),
}

/// A calendar day, proleptic Gregorian, of an astronomical year of any size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    pub year: i64,
    pub month: u8,
    pub day: u8,
}

/// A time of day inside a date: `T10:10:10+05:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockTime {
    pub hour: u8,
    pub minute: u8,
    /// 60 is a leap second.
    pub second: u8,
    pub offset: Option<Offset>,
}

/// How far a clock is from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Offset {
    /// Written `Z`.
    Utc,
    /// Signed minutes east of Greenwich.
    Minutes(i16),
}

impl std::fmt::Display for Offset {
    /// `Z` or `+05:30`, the form that both RFC 3339 and HTML know.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Offset::Utc => f.write_str("Z"),
            Offset::Minutes(minutes) => {
                let sign = if *minutes < 0 { '-' } else { '+' };
                let size = minutes.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", size / 60, size % 60)
            }
        }
    }
}

/// How fine a date is, coarsest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Coarser than a millennium, or digits missing in the middle: `XXXX`, `1XX4`.
    Era,
    /// `1XXX`
    Millennium,
    /// `19XX`
    Century,
    /// `196X`
    Decade,
    /// `1969`, `1969-XX`
    Year,
    /// `2001-21`, and quarters, thirds, halves of a year.
    Season,
    /// `1969-07`, `1969-07-XX`
    Month,
    /// `1969-07-20`
    Day,
}

impl PartialDate {
    /// The finest part that is written out in full together with all that is coarser.
    pub fn precision(&self) -> Precision {
        match self.year.number {
            YearNumber::Known(_) => {}
            YearNumber::Unspecified([Some(_), Some(_), Some(_), None]) => return Precision::Decade,
            YearNumber::Unspecified([Some(_), Some(_), None, None]) => return Precision::Century,
            YearNumber::Unspecified([Some(_), None, None, None]) => return Precision::Millennium,
            YearNumber::Unspecified(_) => return Precision::Era,
            YearNumber::Estimated { from, to, .. } => {
                return match to.abs_diff(from) {
                    0 => Precision::Year,
                    1..=9 => Precision::Decade,
                    10..=99 => Precision::Century,
                    100..=999 => Precision::Millennium,
                    _ => Precision::Era,
                };
            }
        }
        match (self.month, self.day) {
            (None, _) => Precision::Year,
            (Some(Month::PartOfYear { .. }), _) => Precision::Season,
            (Some(Month::Calendar(month)), _) if month.value().is_none() => Precision::Year,
            (_, Some(day)) if day.value().is_some() => Precision::Day,
            _ => Precision::Month,
        }
    }

    /// The year, if every digit of it is given.
    pub fn known_year(&self) -> Option<i64> {
        match self.year.number {
            YearNumber::Known(year) => Some(year),
            _ => None,
        }
    }

    /// The calendar month, if it is one and both its digits are given.
    pub fn known_month(&self) -> Option<u8> {
        match self.month {
            Some(Month::Calendar(month)) => month.value(),
            _ => None,
        }
    }

    /// The day of the month, if both its digits are given.
    pub fn known_day(&self) -> Option<u8> {
        self.day.and_then(|day| day.value())
    }

    /// The doubt of year, month and day; `None` for a part that isn't written.
    pub fn doubts(&self) -> [Option<Doubt>; 3] {
        [Some(self.year.doubt), self.month.map(|month| month.doubt()), self.day.map(|day| day.doubt)]
    }

    /// True if no part is qualified.
    pub fn is_certain(&self) -> bool {
        self.doubts().iter().flatten().all(|doubt| *doubt == Doubt::None)
    }

    /// True if nothing is qualified and every digit of every written part is given.
    pub fn is_plain(&self) -> bool {
        self.is_certain()
            && self.known_year().is_some()
            && match self.month {
                Some(Month::Calendar(month)) => month.value().is_some(),
                _ => true,
            }
            && self.day.is_none_or(|day| day.value().is_some())
    }
}
