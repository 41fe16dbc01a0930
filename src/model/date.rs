//! When something happened, as EDTF says it, and the calendar questions that the site asks of it.
//!
//! `edtf-core` reads the text and `chrono` holds the days; both stay behind [`EventDate`].

mod advice;
mod attribute;
mod bound;
mod edtf;
pub mod form;

pub(crate) use advice::shorten;
pub use advice::{DateError, Proposal, Reading};
pub use bound::Bound;
pub use form::{Form, Precision};

use bound::{Extent, TimelinePosition};
use chrono::NaiveDate;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A date that may be partial, approximate, disputed, open or one of several.
///
/// ```
/// use dateline::model::date::EventDate;
///
/// let date = EventDate::parse("2019-05~").expect("a date");
/// assert_eq!(date.year(), Some(2019));
/// assert_eq!(date.earliest().to_string(), "2019-05-01");
/// assert_eq!(date.full_day(), None);
/// assert!(EventDate::parse("2023-02-30").is_err());
/// ```
///
/// Dates are in order: by the earliest day, then the latest, then the text. An open beginning comes first, an open end
/// last, and an unknown end stands on the day of the other one ([`Bound::Unknown`]).
#[derive(Debug, Clone)]
pub struct EventDate {
    text: String,
    form: Form,
    extent: Extent,
}

/// Bytes that a date may have: a list of some two hundred days, far more than one can read, and a bound for our work.
const LONGEST: usize = 2000;

impl EventDate {
    /// Reads a date; spaces around it, around `/`, and around `,` and the brackets of a list, are dropped.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        if text.len() > LONGEST {
            return Err(advice::too_long(text));
        }
        let squeezed = Squeezed::new(text);
        match edtf::read(&squeezed.text) {
            Ok(form) => {
                let extent = Extent::of(&form);
                Ok(Self { text: squeezed.text, form, extent })
            }
            Err(fault) => {
                let mut error = advice::advise(&squeezed.text, fault);
                error.offset = squeezed.origin(error.offset);
                Err(error)
            }
        }
    }

    /// Reads a date as people write it, in words or in another order, where that can be read in one way only.
    ///
    /// For dates that come from elsewhere. In content a date stands in EDTF: there the error proposes it.
    ///
    /// # Errors
    ///
    /// Why it is no date. What may have been meant is in [`DateError::proposal`].
    pub fn parse_as_written(text: &str) -> Result<Self, DateError> {
        Self::parse(text).or_else(|error| match &error.proposal {
            Some(Proposal { edtf, reading: Reading::Plain }) => Self::parse(edtf),
            _ => Err(error),
        })
    }

    /// Any date at all: what stands in where a date is missing. Nothing is certainly before or after it.
    pub fn any() -> Self {
        Self::parse("XXXX").expect("EDTF's year of four unspecified digits")
    }

    /// The EDTF text as it was written, without the spaces.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What the date says, part by part.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The first day it can mean. Doubt (`?`, `~`, `%`) doesn't move it.
    pub fn earliest(&self) -> Bound {
        self.extent.earliest
    }

    /// The last day it can mean.
    pub fn latest(&self) -> Bound {
        self.extent.latest
    }

    /// Whether it says the same as `other`, more exactly.
    pub fn is_within(&self, other: &Self) -> bool {
        let ends = |date: &Self| Some((date.earliest().naive()?, date.latest().naive()?));
        let (Some((first, last)), Some((begin, end))) = (ends(self), ends(other)) else { return false };
        !matches!(other.form, Form::Set(..)) && begin <= first && last <= end
    }

    /// The year it is filed under: that of the earliest day; none with an open beginning.
    ///
    /// Nor has a year without any known digit one. Astronomical: 0 is 1 BC. With an unknown beginning it is the year where the date stands in the order, so that
    /// the years' pages follow each other as the dates do.
    pub fn year(&self) -> Option<i64> {
        match self.extent.place.0 {
            TimelinePosition::Day(day) => Some(day.year),
            TimelinePosition::BeforeEverything | TimelinePosition::AfterEverything => None,
        }
    }

    /// The day, if the date is one complete day without any doubt; a date-time is such a day.
    pub fn full_day(&self) -> Option<NaiveDate> {
        match &self.form {
            Form::Single(date) | Form::Moment(date, _) if date.is_plain() && date.day.is_some() => {
                Bound::from(date.earliest).naive()
            }
            _ => None,
        }
    }

    /// The first and the last day, if both are known and chrono can hold them.
    pub fn bounds_as_days(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.earliest().naive()?, self.latest().naive()?))
    }

    /// How many days lie between the two ends of an interval, if each is a day that is known without doubt; none for any
    /// other date, for a number would pretend to know.
    ///
    /// The difference, as such times are commonly reported: from 10 December 2018 to 24 September 2021 it is 1,019 days,
    /// of which the first isn't counted.
    pub fn length_in_days(&self) -> Option<usize> {
        let Form::Interval(ends) = &self.form else { return None };
        let [first, last] = [&ends[0], &ends[1]].map(|end| match end {
            form::End::Date(date) if date.is_plain() && date.day.is_some() => Bound::from(date.earliest).naive(),
            _ => None,
        });
        usize::try_from((last? - first?).num_days()).ok()
    }

    /// True for `start/end`, whatever its ends.
    pub fn is_interval(&self) -> bool {
        matches!(self.form, Form::Interval(..))
    }

    /// True for a certain first day of a month, which is often a month that somebody had to write as a day.
    pub fn is_first_of_month(&self) -> bool {
        matches!(&self.form, Form::Single(_)) && self.full_day().is_some_and(|day| chrono::Datelike::day(&day) == 1)
    }

    /// True if any part has `?`, `~` or `%`.
    pub fn is_qualified(&self) -> bool {
        match &self.form {
            // By far the most, and asked again and again.
            Form::Single(date) => !date.is_certain(),
            _ => self.dates().any(|date| !date.is_certain()),
        }
    }

    /// The certain part as HTML's `<time datetime>` wants it: `1969`, `1969-07`, `0044-03-15`, `2004-01-01T10:10:10Z`.
    ///
    /// None if nothing is certain or HTML can't say it (years before 1). Of an interval or a set, what all its dates
    /// share: `[2023-02-24,2023-02-25]` gives `2023-02`.
    pub fn datetime_attribute(&self) -> Option<String> {
        attribute::datetime(&self.form)
    }

    /// The same for the first and the last date of an interval that has both, each by itself.
    pub fn datetime_attributes(&self) -> Option<[Option<String>; 2]> {
        attribute::ends(&self.form)
    }

    /// Every date that is written in it.
    fn dates(&self) -> impl Iterator<Item = &form::PartialDate> {
        let dates: Vec<&form::PartialDate> = match &self.form {
            Form::Single(date) | Form::Moment(date, _) => vec![date],
            Form::Interval(ends) => ends.iter().filter_map(form::End::date).collect(),
            Form::Set(_, members) => members
                .iter()
                .flat_map(|member| match member {
                    form::Member::Date(date) | form::Member::OrEarlier(date) | form::Member::OrLater(date) => {
                        vec![date]
                    }
                    form::Member::Range(from, to) => vec![from, to],
                })
                .collect(),
        };
        dates.into_iter()
    }
}

impl fmt::Display for EventDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::str::FromStr for EventDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl PartialEq for EventDate {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for EventDate {}

impl Hash for EventDate {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl PartialOrd for EventDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl EventDate {
    /// By what dates are sorted, the text aside: equal for two ways of writing the same days.
    pub fn days(&self) -> impl Ord + Copy + use<> {
        self.extent.place
    }
}

impl Ord for EventDate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.extent.place.cmp(&other.extent.place).then_with(|| self.text.cmp(&other.text))
    }
}

/// A text without the spaces that EDTF forbids and people write, and where each byte came from.
struct Squeezed {
    text: String,
    origins: Vec<usize>,
    end: usize,
}

impl Squeezed {
    fn new(text: &str) -> Self {
        let start = text.len() - text.trim_start().len();
        let trimmed = text.trim();
        let mut squeezed = Self { text: String::new(), origins: Vec::new(), end: start + trimmed.len() };
        let list = trimmed.starts_with(['[', '{']);
        let joint = |c: Option<char>| match c {
            Some('/') => true,
            Some(',' | '[' | ']' | '{' | '}') => list,
            _ => false,
        };
        for (index, c) in trimmed.char_indices() {
            if c.is_whitespace() {
                let before = trimmed[..index].trim_end().chars().next_back();
                let after = trimmed[index..].trim_start().chars().next();
                if joint(before) || joint(after) {
                    continue;
                }
            }
            squeezed.origins.extend(std::iter::repeat_n(start + index, c.len_utf8()));
            squeezed.text.push(c);
        }
        squeezed
    }

    /// Where a byte of the squeezed text was in the text as it was given.
    fn origin(&self, offset: usize) -> usize {
        self.origins.get(offset).copied().unwrap_or(self.end)
    }
}

#[cfg(test)]
mod tests;
