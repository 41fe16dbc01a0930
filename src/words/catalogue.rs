//! The catalogue of how dates are said: `templates/words/en.yaml` shows each entry with its use.

use super::pattern::Pattern;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How dates and times are said in one language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateWords {
    pub(super) months: [String; 12],
    /// By EDTF's number, 21 to 32.
    pub seasons: BTreeMap<u8, String>,
    /// Quarters, thirds and halves of a year, by EDTF's number, 33 to 41.
    pub parts_of_year: BTreeMap<u8, String>,
    pub(super) thousands_separator: String,
    pub(super) unknown_year: String,
    pub(super) year_part: String,
    pub(super) month_part: String,
    pub(super) day_part: String,
    pub(super) season_part: String,
    pub(super) unknown_end: String,
    pub(crate) list_separator: String,
    pub(super) day: Pattern,
    pub(super) day_and_month: Pattern,
    pub(super) month: Pattern,
    pub(super) season: Pattern,
    pub(super) part_of_year: Pattern,
    pub(super) dates_and_year: Pattern,
    pub(super) early_year: Pattern,
    pub(super) year_before_christ: Pattern,
    pub(super) decade: Pattern,
    pub(super) the_decade: Pattern,
    pub(super) between: Pattern,
    pub(super) some_time_in: Pattern,
    pub(super) in_decade: Pattern,
    pub(super) in_unknown_year: Pattern,
    pub(super) in_year_between: Pattern,
    pub(super) day_of_unknown_month: Pattern,
    pub(super) estimated: Pattern,
    pub(super) uncertain: Pattern,
    pub(super) approximate: Pattern,
    pub(super) uncertain_and_approximate: Pattern,
    pub(super) doubt_noted: Pattern,
    pub(super) part_uncertain: Pattern,
    pub(super) part_approximate: Pattern,
    pub(super) part_uncertain_and_approximate: Pattern,
    pub(super) interval: Pattern,
    pub(super) since: Pattern,
    pub(super) until_day: Pattern,
    pub(super) until: Pattern,
    pub(super) from_day: Pattern,
    pub(super) from: Pattern,
    pub(super) or_earlier: Pattern,
    pub(super) or_later: Pattern,
    pub(super) and_earlier: Pattern,
    pub(super) and_later: Pattern,
    pub(super) or: Pattern,
    pub(crate) and: Pattern,
    pub(super) date_and_time: Pattern,
    pub(super) utc: Pattern,
    pub(super) offset: Pattern,
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

    /// Says which entry can't be used: a pattern without its names, a season that there isn't.
    pub(super) fn check(&self) -> Result<(), String> {
        for (key, pattern, names) in self.patterns() {
            pattern.check(names).map_err(|wrong| format!("dates.{key} {wrong}"))?;
        }
        let stranger = |names: &BTreeMap<u8, String>, codes: std::ops::RangeInclusive<u8>| {
            names.keys().find(|code| !codes.contains(code)).copied()
        };
        if let Some(code) = stranger(&self.seasons, 21..=32) {
            return Err(format!("dates.seasons has `{code}`; EDTF's seasons are 21 to 32"));
        }
        if let Some(code) = stranger(&self.parts_of_year, 33..=41) {
            return Err(format!("dates.parts_of_year has `{code}`; EDTF's parts of a year are 33 to 41"));
        }
        Ok(())
    }

    /// Every pattern with the names that must be in it.
    #[rustfmt::skip]
    fn patterns(&self) -> Vec<(&'static str, &Pattern, &'static [&'static str])> {
        vec![
            ("day", &self.day, &["day", "month", "year"]),
            ("day_and_month", &self.day_and_month, &["day", "month"]),
            ("month", &self.month, &["month", "year"]),
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
            ("or", &self.or, &["a", "b"]),
            ("and", &self.and, &["a", "b"]),
            ("date_and_time", &self.date_and_time, &["date", "time"]),
            ("utc", &self.utc, &["time"]),
            ("offset", &self.offset, &["time", "offset"]),
        ]
    }
}
