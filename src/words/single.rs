//! A single date in words: its parts, its unspecified digits, how certain it is.

use super::DateWords;
use super::forms::{AskedForm, Forms, SaidValue};
use super::language::{Joint, Language};
use crate::model::date::form::{Day, Digits, Doubt, Month, PartialDate, YearNumber};

/// What says dates.
pub(super) struct Phrases<'a> {
    pub words: &'a DateWords,
    language: &'a Language,
    /// Whether the two ends of an interval are set between [`END`] marks.
    marks_ends: bool,
}

/// What stands around each end of an interval where they are asked for one by one: no catalogue can hold them.
pub(super) const END: [char; 2] = ['\u{2}', '\u{3}'];

/// A value that is the same in all forms.
pub(super) fn fixed(text: &str) -> impl Fn(AskedForm<'_>) -> String {
    move |_| text.to_owned()
}

impl<'a> Phrases<'a> {
    pub fn new(words: &'a DateWords, language: &'a Language) -> Self {
        Self { words, language, marks_ends: false }
    }

    /// The same, with marks around the ends of an interval.
    pub fn marking_ends(self) -> Self {
        Self { marks_ends: true, ..self }
    }

    /// Two dates as an interval.
    pub fn interval(&self, form: AskedForm<'_>, a: SaidValue<'_>, b: SaidValue<'_>) -> String {
        let [open, close] = END;
        let end = |value: SaidValue<'_>, form: AskedForm<'_>| match self.marks_ends {
            true => format!("{open}{}{close}", value(form)),
            false => value(form),
        };
        self.words.interval.say(form, &[("a", &|form| end(a, form)), ("b", &|form| end(b, form))])
    }

    /// A date that stands by itself: "1960s".
    pub fn alone(&self, date: &PartialDate) -> String {
        self.doubtful(date, None, &self.words.decade)
    }

    /// A date inside a phrase: "the 1960s".
    pub fn inside(&self, date: &PartialDate, form: AskedForm<'_>) -> String {
        self.doubtful(date, form, &self.words.the_decade)
    }

    /// A year, with its era where readers need it.
    pub fn year(&self, year: i64, form: AskedForm<'_>) -> String {
        let (pattern, number) = match year {
            ..=0 => (&self.words.year_before_christ, self.grouped(year.unsigned_abs() + 1)),
            1..=999 => (&self.words.early_year, year.to_string()),
            _ => (&self.words.year, self.grouped(year.unsigned_abs())),
        };
        pattern.say(form, &[("year", &fixed(&number))])
    }

    /// Years of up to four digits are written without a separator, as everybody does.
    fn grouped(&self, number: u64) -> String {
        if number < 10_000 { number.to_string() } else { self.words.grouped(number) }
    }

    pub fn month_name(&self, month: u8, form: AskedForm<'_>) -> String {
        self.words.months[usize::from(month.clamp(1, 12)) - 1].say(form, &[])
    }

    /// A season or another part of a year, by its EDTF number; without the year.
    pub fn season_name(&self, code: u8, form: AskedForm<'_>) -> String {
        let name = self.words.seasons.get(&code).or_else(|| self.words.parts_of_year.get(&code));
        name.map_or_else(String::new, |name| name.say(form, &[]))
    }

    /// The pattern that ties a season, or a quarter, third or half, to its year.
    pub fn in_season(&self, code: u8, form: AskedForm<'_>, name: SaidValue<'_>, year: i64) -> String {
        let year = |form: AskedForm<'_>| self.year(year, form);
        match code {
            ..=32 => self.words.season.say(form, &[("season", name), ("year", &year)]),
            _ => self.words.part_of_year.say(form, &[("part", name), ("year", &year)]),
        }
    }

    /// The day of a month alone: "3", "1er".
    pub fn day_number(&self, day: u8, form: AskedForm<'_>) -> String {
        let number = if day == 1 { self.words.first_day.clone() } else { day.to_string() };
        self.words.day_of_month.say(form, &[("day", &fixed(&number))])
    }

    pub fn day_and_month(&self, day: u8, month: u8, form: AskedForm<'_>) -> String {
        let values: [(&str, SaidValue<'_>); 2] =
            [("day", &|form| self.day_number(day, form)), ("month", &|form| self.month_name(month, form))];
        self.words.day_and_month.say(form, &values)
    }

    fn between(&self, form: AskedForm<'_>, a: SaidValue<'_>, b: SaidValue<'_>) -> String {
        self.words.between.say(form, &[("a", a), ("b", b)])
    }

    fn some_time_in(&self, form: AskedForm<'_>, date: SaidValue<'_>) -> String {
        self.words.some_time_in.say(form, &[("date", date)])
    }

    fn certain(&self, date: &PartialDate, form: AskedForm<'_>, decade: &Forms) -> String {
        match date.year.number {
            YearNumber::Known(year) => self.in_known_year(date, form, year),
            YearNumber::Unspecified(digits) => self.in_unspecified_year(date, form, digits, decade),
            YearNumber::Estimated { estimate, from, to } => {
                let range = |form: AskedForm<'_>| {
                    self.between(form, &|form| self.year(from, form), &|form| self.year(to, form))
                };
                let values: [(&str, SaidValue<'_>); 2] =
                    [("range", &range), ("year", &|form| self.year(estimate, form))];
                self.words.estimated.say(form, &values)
            }
        }
    }

    fn in_known_year(&self, date: &PartialDate, form: AskedForm<'_>, year: i64) -> String {
        let month = match date.month {
            None => return self.year(year, form),
            Some(Month::PartOfYear { code, .. }) => {
                return self.in_season(code, form, &|form| self.season_name(code, form), year);
            }
            Some(Month::Calendar(month)) => month,
        };
        match (month.value(), date.day) {
            (Some(month), None) => self.month(month, form, year),
            (Some(month), Some(day)) => match day.value() {
                Some(day) => self.day(day, month, form, year),
                None if day.is_unspecified() => self.some_time_in(form, &|form| self.month(month, form, year)),
                None => self.between_days(date, form),
            },
            (None, None) => self.unspecified_month(date, month, form, year),
            (None, Some(day)) if day.is_unspecified() => self.unspecified_month(date, month, form, year),
            (None, Some(day)) => match day.value() {
                Some(day) if month.is_unspecified() => {
                    let values: [(&str, SaidValue<'_>); 2] =
                        [("day", &|form| self.day_number(day, form)), ("year", &|form| self.year(year, form))];
                    self.words.day_of_unknown_month.say(form, &values)
                }
                _ => self.between_days(date, form),
            },
        }
    }

    /// `2004-XX`, `2004-1X`, with `XX` for the day or without a day.
    fn unspecified_month(&self, date: &PartialDate, month: Digits, form: AskedForm<'_>, year: i64) -> String {
        if month.is_unspecified() {
            return self.some_time_in(form, &|form| self.year(year, form));
        }
        let (first, last) = (date.earliest.month, date.latest.month);
        let months = |form: AskedForm<'_>| {
            self.between(form, &|form| self.month_name(first, form), &|form| self.month_name(last, form))
        };
        self.with_year(form, &months, year)
    }

    fn in_unspecified_year(
        &self,
        date: &PartialDate,
        form: AskedForm<'_>,
        digits: [Option<u8>; 4],
        decade: &Forms,
    ) -> String {
        type Within<'w> = Box<dyn Fn(AskedForm<'_>) -> String + 'w>;
        let within: Option<Within<'_>> = match (date.month, date.day) {
            (None, _) => None,
            (Some(Month::PartOfYear { code, .. }), _) => Some(Box::new(move |form| self.season_name(code, form))),
            (Some(Month::Calendar(month)), day) => match (month.value(), day.map(|day| (day, day.value()))) {
                (Some(month), None) => Some(Box::new(move |form| self.month_name(month, form))),
                (Some(month), Some((_, Some(day)))) => Some(Box::new(move |form| self.day_and_month(day, month, form))),
                (Some(month), Some((day, None))) if day.is_unspecified() => {
                    Some(Box::new(move |form| self.some_time_in(form, &|form| self.month_name(month, form))))
                }
                (None, None) if month.is_unspecified() => None,
                (None, Some((day, None))) if month.is_unspecified() && day.is_unspecified() => None,
                _ => return self.between_days(date, form),
            },
        };
        if digits == [None; 4] {
            return match within {
                None => self.words.unknown_year.say(form, &[]),
                Some(within) => self.words.in_unknown_year.say(form, &[("date", &*within)]),
            };
        }
        if let Some(start) = decade_start(digits) {
            let start = start.to_string();
            let name = |pattern: &Forms, form: AskedForm<'_>| pattern.say(form, &[("year", &fixed(&start))]);
            return match within {
                None => name(decade, form),
                Some(within) => {
                    let years = |form: AskedForm<'_>| name(&self.words.the_decade, form);
                    self.words.in_decade.say(form, &[("date", &*within), ("years", &years)])
                }
            };
        }
        let fill = |digit: u8| digits.iter().fold(0, |year, d| year * 10 + i64::from(d.unwrap_or(digit)));
        let (first, last) =
            (|form: AskedForm<'_>| self.year(fill(0), form), |form: AskedForm<'_>| self.year(fill(9), form));
        match within {
            None => self.between(form, &first, &last),
            Some(within) => self.words.in_year_between.say(form, &[("date", &*within), ("a", &first), ("b", &last)]),
        }
    }

    pub fn day(&self, day: u8, month: u8, form: AskedForm<'_>, year: i64) -> String {
        self.days(form, &|form| self.day_number(day, form), month, year)
    }

    /// Days as text, so that several can share a month: "22 or 23 February 2023".
    pub fn days(&self, form: AskedForm<'_>, days: SaidValue<'_>, month: u8, year: i64) -> String {
        let values: [(&str, SaidValue<'_>); 3] =
            [("day", days), ("month", &|form| self.month_name(month, form)), ("year", &|form| self.year(year, form))];
        self.words.day.say(form, &values)
    }

    fn month(&self, month: u8, form: AskedForm<'_>, year: i64) -> String {
        self.months(form, &|form| self.month_name(month, form), year)
    }

    /// Months as text, so that several can share a year: "May or June 2019".
    pub fn months(&self, form: AskedForm<'_>, months: SaidValue<'_>, year: i64) -> String {
        self.words.month.say(form, &[("month", months), ("year", &|form| self.year(year, form))])
    }

    pub fn with_year(&self, form: AskedForm<'_>, dates: SaidValue<'_>, year: i64) -> String {
        self.words.dates_and_year.say(form, &[("dates", dates), ("year", &|form| self.year(year, form))])
    }

    /// The first and the last day that a date with an unspecified digit may be.
    fn between_days(&self, date: &PartialDate, form: AskedForm<'_>) -> String {
        let PartialDate { earliest: a, latest: b, .. } = *date;
        if a == b {
            return self.day(a.day, a.month, form, a.year);
        }
        if a.year == b.year {
            let days = |form: AskedForm<'_>| {
                let day = |day: Day, form: AskedForm<'_>| self.day_and_month(day.day, day.month, form);
                self.between(form, &|form| day(a, form), &|form| day(b, form))
            };
            return self.with_year(form, &days, a.year);
        }
        let full = |day: Day, form: AskedForm<'_>| self.day(day.day, day.month, form, day.year);
        self.between(form, &|form| full(a, form), &|form| full(b, form))
    }

    /// Adds the doubt: before the whole date when all of it is doubted alike, else part by part behind it.
    fn doubtful(&self, date: &PartialDate, form: AskedForm<'_>, decade: &Forms) -> String {
        let doubts = date.doubts();
        let mut present = doubts.iter().flatten();
        let first = present.next().copied().unwrap_or_default();
        if !present.all(|doubt| *doubt == first) {
            let doubt = self.doubts_by_part(date, doubts);
            let certain = |form: AskedForm<'_>| self.certain(date, form, decade);
            return self.words.doubt_noted.say(form, &[("date", &certain), ("doubt", &fixed(&doubt))]);
        }
        let pattern = match first {
            Doubt::None => return self.certain(date, form, decade),
            Doubt::Uncertain => &self.words.uncertain,
            Doubt::Approximate => &self.words.approximate,
            Doubt::Both => &self.words.uncertain_and_approximate,
        };
        // "about the 1960s"
        pattern.say(form, &[("date", &|form| self.certain(date, form, &self.words.the_decade))])
    }

    fn doubts_by_part(&self, date: &PartialDate, doubts: [Option<Doubt>; 3]) -> String {
        let month_part = match date.month {
            Some(Month::PartOfYear { .. }) => &self.words.season_part,
            _ => &self.words.month_part,
        };
        let parts = [&self.words.year_part, month_part, &self.words.day_part];
        let patterns = [
            (Doubt::Uncertain, &self.words.part_uncertain),
            (Doubt::Approximate, &self.words.part_approximate),
            (Doubt::Both, &self.words.part_uncertain_and_approximate),
        ];
        let mut notes = Vec::new();
        for (doubt, pattern) in patterns {
            let doubted: Vec<String> = parts
                .iter()
                .zip(doubts)
                .filter(|(_, of_part)| *of_part == Some(doubt))
                .map(|(part, _)| (*part).clone())
                .collect();
            if !doubted.is_empty() {
                notes.push(pattern.say(None, &[("part", &fixed(&self.list(Joint::And, &doubted)))]));
            }
        }
        notes.join(&self.words.list_separator)
    }

    /// "a, b or c".
    pub fn list(&self, joint: Joint, items: &[String]) -> String {
        self.language.list(joint, items)
    }
}

/// The first year of `196X`, if "1960s" can't be misread: "1900s" may be a century, "40s" any.
fn decade_start(digits: [Option<u8>; 4]) -> Option<i64> {
    let [Some(a), Some(b), Some(c), None] = digits else { return None };
    let start = [a, b, c, 0].iter().fold(0, |year, digit| year * 10 + i64::from(*digit));
    (start >= 1000 && start % 100 != 0).then_some(start)
}
