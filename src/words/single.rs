//! A single date in words: its parts, its unspecified digits, how certain it is.

use super::DateWords;
use super::pattern::Pattern;
use crate::model::date::form::{Day, Digits, Doubt, Month, PartialDate, YearNumber};

/// What says dates.
pub(super) struct Phrases<'a> {
    pub words: &'a DateWords,
    /// Whether the two ends of an interval are set between [`END`] marks.
    marks_ends: bool,
}

/// What stands around each end of an interval where they are asked for one by one: no catalogue can hold them.
pub(super) const END: [char; 2] = ['\u{2}', '\u{3}'];

impl<'a> Phrases<'a> {
    pub fn new(words: &'a DateWords) -> Self {
        Self { words, marks_ends: false }
    }

    /// The same, with marks around the ends of an interval.
    pub fn marking_ends(self) -> Self {
        Self { marks_ends: true, ..self }
    }

    /// Two dates as an interval.
    pub fn interval(&self, a: &str, b: &str) -> String {
        let [open, close] = END;
        let end = |text: &str| if self.marks_ends { format!("{open}{text}{close}") } else { text.to_owned() };
        self.words.interval.fill(&[("a", &end(a)), ("b", &end(b))])
    }

    /// A date that stands by itself: "1960s".
    pub fn alone(&self, date: &PartialDate) -> String {
        self.doubtful(date, self.certain(date, &self.words.decade))
    }

    /// A date inside a phrase: "the 1960s".
    pub fn inside(&self, date: &PartialDate) -> String {
        self.doubtful(date, self.certain(date, &self.words.the_decade))
    }

    /// A year, with its era where readers need it.
    pub fn year(&self, year: i64) -> String {
        match year {
            ..=0 => self.words.year_before_christ.fill(&[("year", &self.grouped(year.unsigned_abs() + 1))]),
            1..=999 => self.words.early_year.fill(&[("year", &year.to_string())]),
            _ => self.grouped(year.unsigned_abs()),
        }
    }

    /// Years of up to four digits are written without a separator, as everybody does.
    fn grouped(&self, number: u64) -> String {
        if number < 10_000 { number.to_string() } else { self.words.grouped(number) }
    }

    pub fn month_name(&self, month: u8) -> &str {
        &self.words.months[usize::from(month.clamp(1, 12)) - 1]
    }

    /// A season or another part of a year, by its EDTF number; without the year.
    pub fn season_name(&self, code: u8) -> &str {
        let name = self.words.seasons.get(&code).or_else(|| self.words.parts_of_year.get(&code));
        name.map_or("", String::as_str)
    }

    /// The pattern that ties a season, or a quarter, third or half, to its year.
    pub fn in_season(&self, code: u8, name: &str, year: &str) -> String {
        match code {
            ..=32 => self.words.season.fill(&[("season", name), ("year", year)]),
            _ => self.words.part_of_year.fill(&[("part", name), ("year", year)]),
        }
    }

    pub fn day_and_month(&self, day: u8, month: u8) -> String {
        self.words.day_and_month.fill(&[("day", &day.to_string()), ("month", self.month_name(month))])
    }

    fn between(&self, a: &str, b: &str) -> String {
        self.words.between.fill(&[("a", a), ("b", b)])
    }

    fn some_time_in(&self, date: &str) -> String {
        self.words.some_time_in.fill(&[("date", date)])
    }

    fn certain(&self, date: &PartialDate, decade: &Pattern) -> String {
        match date.year.number {
            YearNumber::Known(year) => self.in_known_year(date, year),
            YearNumber::Unspecified(digits) => self.in_unspecified_year(date, digits, decade),
            YearNumber::Estimated { estimate, from, to } => {
                let range = self.between(&self.year(from), &self.year(to));
                self.words.estimated.fill(&[("range", &range), ("year", &self.year(estimate))])
            }
        }
    }

    fn in_known_year(&self, date: &PartialDate, number: i64) -> String {
        let year = self.year(number);
        let month = match date.month {
            None => return year,
            Some(Month::PartOfYear { code, .. }) => return self.in_season(code, self.season_name(code), &year),
            Some(Month::Calendar(month)) => month,
        };
        match (month.value(), date.day) {
            (Some(month), None) => self.month(month, &year),
            (Some(month), Some(day)) => match day.value() {
                Some(day) => self.day(day, month, &year),
                None if day.is_unspecified() => self.some_time_in(&self.month(month, &year)),
                None => self.between_days(date),
            },
            (None, None) => self.unspecified_month(date, month, &year),
            (None, Some(day)) if day.is_unspecified() => self.unspecified_month(date, month, &year),
            (None, Some(day)) => match day.value() {
                Some(day) if month.is_unspecified() => {
                    self.words.day_of_unknown_month.fill(&[("day", &day.to_string()), ("year", &year)])
                }
                _ => self.between_days(date),
            },
        }
    }

    /// `2004-XX`, `2004-1X`, with `XX` for the day or without a day.
    fn unspecified_month(&self, date: &PartialDate, month: Digits, year: &str) -> String {
        if month.is_unspecified() {
            return self.some_time_in(year);
        }
        let (first, last) = (self.month_name(date.earliest.month), self.month_name(date.latest.month));
        self.with_year(&self.between(first, last), year)
    }

    fn in_unspecified_year(&self, date: &PartialDate, digits: [Option<u8>; 4], decade: &Pattern) -> String {
        let within = match (date.month, date.day) {
            (None, _) => None,
            (Some(Month::PartOfYear { code, .. }), _) => Some(self.season_name(code).to_owned()),
            (Some(Month::Calendar(month)), day) => match (month.value(), day.map(|day| (day, day.value()))) {
                (Some(month), None) => Some(self.month_name(month).to_owned()),
                (Some(month), Some((_, Some(day)))) => Some(self.day_and_month(day, month)),
                (Some(month), Some((day, None))) if day.is_unspecified() => {
                    Some(self.some_time_in(self.month_name(month)))
                }
                (None, None) if month.is_unspecified() => None,
                (None, Some((day, None))) if month.is_unspecified() && day.is_unspecified() => None,
                _ => return self.between_days(date),
            },
        };
        if digits == [None; 4] {
            return match within {
                None => self.words.unknown_year.clone(),
                Some(within) => self.words.in_unknown_year.fill(&[("date", &within)]),
            };
        }
        if let Some(start) = decade_start(digits) {
            let name = |pattern: &Pattern| pattern.fill(&[("year", &start.to_string())]);
            return match within {
                None => name(decade),
                Some(within) => {
                    self.words.in_decade.fill(&[("date", &within), ("years", &name(&self.words.the_decade))])
                }
            };
        }
        let fill = |digit: u8| digits.iter().fold(0, |year, d| year * 10 + i64::from(d.unwrap_or(digit)));
        let (first, last) = (self.year(fill(0)), self.year(fill(9)));
        match within {
            None => self.between(&first, &last),
            Some(within) => self.words.in_year_between.fill(&[("date", &within), ("a", &first), ("b", &last)]),
        }
    }

    pub fn day(&self, day: u8, month: u8, year: &str) -> String {
        self.days(&day.to_string(), month, year)
    }

    /// Days as text, so that several can share a month: "22 or 23 February 2023".
    pub fn days(&self, days: &str, month: u8, year: &str) -> String {
        self.words.day.fill(&[("day", days), ("month", self.month_name(month)), ("year", year)])
    }

    fn month(&self, month: u8, year: &str) -> String {
        self.words.month.fill(&[("month", self.month_name(month)), ("year", year)])
    }

    pub fn with_year(&self, dates: &str, year: &str) -> String {
        self.words.dates_and_year.fill(&[("dates", dates), ("year", year)])
    }

    /// The first and the last day that the digits allow: what can always be said.
    fn between_days(&self, date: &PartialDate) -> String {
        let PartialDate { earliest: a, latest: b, .. } = *date;
        if a == b {
            return self.day(a.day, a.month, &self.year(a.year));
        }
        if a.year == b.year {
            let between = self.between(&self.day_and_month(a.day, a.month), &self.day_and_month(b.day, b.month));
            return self.with_year(&between, &self.year(a.year));
        }
        let full = |day: Day| self.day(day.day, day.month, &self.year(day.year));
        self.between(&full(a), &full(b))
    }

    /// Adds the doubt: before the whole date when all of it is doubted alike, else part by part behind it.
    fn doubtful(&self, date: &PartialDate, certain: String) -> String {
        let doubts = date.doubts();
        let mut present = doubts.iter().flatten();
        let first = present.next().copied().unwrap_or_default();
        if !present.all(|doubt| *doubt == first) {
            let doubt = self.doubts_by_part(date, doubts);
            return self.words.doubt_noted.fill(&[("date", &certain), ("doubt", &doubt)]);
        }
        let pattern = match first {
            Doubt::None => return certain,
            Doubt::Uncertain => &self.words.uncertain,
            Doubt::Approximate => &self.words.approximate,
            Doubt::Both => &self.words.uncertain_and_approximate,
        };
        // "about the 1960s"
        let certain = self.certain(date, &self.words.the_decade);
        pattern.fill(&[("date", &certain)])
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
                notes.push(pattern.fill(&[("part", &self.list(&self.words.and, &doubted))]));
            }
        }
        notes.join(&self.words.list_separator)
    }

    /// "a, b or c": the last two tied by the pattern, those before by the separator.
    pub fn list(&self, last_two: &Pattern, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [before @ .., last] => last_two.fill(&[("a", &before.join(&self.words.list_separator)), ("b", last)]),
        }
    }
}

/// The first year of `196X`, if "1960s" can't be misread: "1900s" may be a century, "40s" any.
fn decade_start(digits: [Option<u8>; 4]) -> Option<i64> {
    let [Some(a), Some(b), Some(c), None] = digits else { return None };
    let start = [a, b, c, 0].iter().fold(0, |year, digit| year * 10 + i64::from(*digit));
    (start >= 1000 && start % 100 != 0).then_some(start)
}
