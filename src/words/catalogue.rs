//! The catalogue of how dates are said: `templates/words/en.yaml` shows each entry with its use.

use super::forms::Forms;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// How dates and times are said in one language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateWords {
    pub(super) months: [Forms; 12],
    /// By EDTF's number, 21 to 32.
    pub(super) seasons: BTreeMap<u8, Forms>,
    /// Quarters, thirds and halves of a year, by EDTF's number, 33 to 41.
    pub(super) parts_of_year: BTreeMap<u8, Forms>,
    pub(super) thousands_separator: String,
    /// The first day of a month, as it is written: "1", "1er".
    pub(super) first_day: String,
    pub(super) year_part: String,
    pub(super) month_part: String,
    pub(super) day_part: String,
    pub(super) season_part: String,
    /// Between two doubts: "year uncertain, day approximate".
    pub(super) list_separator: String,
    pub(super) day: Forms,
    pub(super) day_and_month: Forms,
    pub(super) day_of_month: Forms,
    pub(super) month: Forms,
    pub(super) year: Forms,
    pub(super) season: Forms,
    pub(super) part_of_year: Forms,
    pub(super) dates_and_year: Forms,
    pub(super) early_year: Forms,
    pub(super) year_before_christ: Forms,
    pub(super) decade: Forms,
    pub(super) the_decade: Forms,
    pub(super) between: Forms,
    pub(super) some_time_in: Forms,
    pub(super) in_decade: Forms,
    pub(super) in_unknown_year: Forms,
    pub(super) in_year_between: Forms,
    pub(super) day_of_unknown_month: Forms,
    pub(super) estimated: Forms,
    pub(super) uncertain: Forms,
    pub(super) approximate: Forms,
    pub(super) uncertain_and_approximate: Forms,
    pub(super) doubt_noted: Forms,
    pub(super) part_uncertain: Forms,
    pub(super) part_approximate: Forms,
    pub(super) part_uncertain_and_approximate: Forms,
    pub(super) interval: Forms,
    pub(super) since: Forms,
    pub(super) until_day: Forms,
    pub(super) until: Forms,
    pub(super) from_day: Forms,
    pub(super) from: Forms,
    pub(super) or_earlier: Forms,
    pub(super) or_later: Forms,
    pub(super) and_earlier: Forms,
    pub(super) and_later: Forms,
    pub(super) date_and_time: Forms,
    pub(super) utc: Forms,
    pub(super) offset: Forms,
    pub(super) span: Forms,
    pub(super) unknown_year: Forms,
    pub(super) unknown_end: Forms,
}

impl DateWords {
    /// A number with its digits in threes.
    pub(super) fn grouped(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push_str(&self.thousands_separator);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// Says which entry can't be used: a pattern without its names, a season that there isn't, a form that nothing has.
    pub(super) fn check(&self) -> Result<(), String> {
        for (key, pattern, names) in self.patterns() {
            pattern.check(names).map_err(|wrong| format!("dates.{key} {wrong}"))?;
        }
        let exactly = |key: &str, names: &BTreeMap<u8, Forms>, codes: std::ops::RangeInclusive<u8>| {
            if let Some(code) = names.keys().find(|code| !codes.contains(code)) {
                return Err(format!("dates.{key} has `{code}`; EDTF's are {} to {}", codes.start(), codes.end()));
            }
            match codes.clone().find(|code| !names.contains_key(code)) {
                Some(code) => Err(format!("dates.{key} lacks `{code}`")),
                None => Ok(()),
            }
        };
        exactly("seasons", &self.seasons, 21..=32)?;
        exactly("parts_of_year", &self.parts_of_year, 33..=41)?;
        for (key, text) in [
            ("first_day", &self.first_day),
            ("year_part", &self.year_part),
            ("month_part", &self.month_part),
            ("day_part", &self.day_part),
            ("season_part", &self.season_part),
            ("list_separator", &self.list_separator),
        ] {
            if text.is_empty() {
                return Err(format!("dates.{key} says nothing"));
            }
        }
        self.check_forms()
    }

    /// A pattern that asks for a form which nothing has would be said in the plain one, and nobody would know why.
    fn check_forms(&self) -> Result<(), String> {
        let patterns = || self.patterns().into_iter().map(|(_, forms, _)| forms).chain(self.names());
        let known: BTreeSet<&str> = patterns().flat_map(Forms::names).collect();
        match patterns().flat_map(Forms::asked).find(|form| !known.contains(form)) {
            Some(form) => Err(format!("dates asks for the form `{form}`, which no entry of it has")),
            None => Ok(()),
        }
    }

    fn names(&self) -> impl Iterator<Item = &Forms> {
        self.months.iter().chain(self.seasons.values()).chain(self.parts_of_year.values())
    }

    /// Every pattern with the names that must be in it.
    #[rustfmt::skip]
    fn patterns(&self) -> Vec<(&'static str, &Forms, &'static [&'static str])> {
        vec![
            ("day", &self.day, &["day", "month", "year"]),
            ("day_and_month", &self.day_and_month, &["day", "month"]),
            ("day_of_month", &self.day_of_month, &["day"]),
            ("month", &self.month, &["month", "year"]),
            ("year", &self.year, &["year"]),
            ("season", &self.season, &["season", "year"]),
            ("part_of_year", &self.part_of_year, &["part", "year"]),
            ("dates_and_year", &self.dates_and_year, &["dates", "year"]),
            ("early_year", &self.early_year, &["year"]),
            ("year_before_christ", &self.year_before_christ, &["year"]),
            ("decade", &self.decade, &["year"]),
            ("the_decade", &self.the_decade, &["year"]),
            ("between", &self.between, &["a", "b"]),
            ("some_time_in", &self.some_time_in, &["date"]),
            ("in_decade", &self.in_decade, &["date", "years"]),
            ("in_unknown_year", &self.in_unknown_year, &["date"]),
            ("in_year_between", &self.in_year_between, &["date", "a", "b"]),
            ("day_of_unknown_month", &self.day_of_unknown_month, &["day", "year"]),
            ("estimated", &self.estimated, &["range", "year"]),
            ("uncertain", &self.uncertain, &["date"]),
            ("approximate", &self.approximate, &["date"]),
            ("uncertain_and_approximate", &self.uncertain_and_approximate, &["date"]),
            ("doubt_noted", &self.doubt_noted, &["date", "doubt"]),
            ("part_uncertain", &self.part_uncertain, &["part"]),
            ("part_approximate", &self.part_approximate, &["part"]),
            ("part_uncertain_and_approximate", &self.part_uncertain_and_approximate, &["part"]),
            ("interval", &self.interval, &["a", "b"]),
            ("since", &self.since, &["date"]),
            ("until_day", &self.until_day, &["date"]),
            ("until", &self.until, &["date"]),
            ("from_day", &self.from_day, &["date"]),
            ("from", &self.from, &["date"]),
            ("or_earlier", &self.or_earlier, &["date"]),
            ("or_later", &self.or_later, &["date"]),
            ("and_earlier", &self.and_earlier, &["date"]),
            ("and_later", &self.and_later, &["date"]),
            ("date_and_time", &self.date_and_time, &["date", "time"]),
            ("utc", &self.utc, &["time"]),
            ("offset", &self.offset, &["time", "offset"]),
            ("span", &self.span, &["from", "to"]),
            ("unknown_year", &self.unknown_year, &[]),
            ("unknown_end", &self.unknown_end, &[]),
        ]
    }
}
