//! Years on a line from 0 to 100, in which a few early events don't push all others to its end.

use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// Years on a line from 0 to 100.
pub struct TimeScale {
    /// From which year on the line is true to scale.
    first: i64,
    last: i64,
    /// How many years a column has.
    step: i64,
    /// How many months a bar has.
    bar: i64,
    /// The years of what is folded into a column at the beginning.
    earlier: Option<Range<i64>>,
}

/// A stretch of years.
pub struct TimeColumn {
    pub years: Range<i64>,
    pub x: f64,
    /// Whether everything before the scale is folded into it.
    pub is_earlier: bool,
}

/// So many columns at most, so that their labels don't run into each other.
const COLUMNS: i64 = 16;
/// So many bars at most.
const BARS: i64 = 96;
/// What is folded takes so much of the width.
const FOLDED: f64 = 8.0;
/// At most one in so many events is folded, and always up to [`FEW`].
const RARE: usize = 50;
const FEW: usize = 3;

impl TimeScale {
    /// The scale for events with their first and last days; none without any.
    pub fn new(days: impl Iterator<Item = (NaiveDate, NaiveDate)>) -> Option<Self> {
        let days: Vec<(NaiveDate, NaiveDate)> = days.collect();
        let mut years: Vec<i64> = days.iter().map(|(first, _)| i64::from(first.year())).collect();
        years.sort_unstable();
        let last = days.iter().map(|(_, last)| i64::from(last.year())).max()?;
        let folded = folded(&years, last);
        let steps = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];
        let (first, length) = (years[folded], last - years[folded] + 1);
        let step = steps.into_iter().find(|step| length / step < COLUMNS).unwrap_or(1_000_000);
        let first = first.div_euclid(step) * step;
        let earlier = (years[0] < first).then(|| years[0]..first);
        let months = (last - first + 1) * 12;
        let bar = [1, 3, 12].into_iter().chain(steps.map(|years| years * 12)).find(|bar| months / bar <= BARS);
        Some(Self { first, last, step, bar: bar.unwrap_or(step * 12), earlier })
    }

    /// Its stretches of years, with what is folded first.
    pub fn columns(&self) -> impl Iterator<Item = TimeColumn> {
        let earlier = self.earlier.clone().map(|years| TimeColumn { years, x: 0.0, is_earlier: true });
        let column = |index| {
            let from = self.first + index * self.step;
            TimeColumn { years: from..from + self.step, x: self.of_year(from), is_earlier: false }
        };
        earlier.into_iter().chain((0..self.count()).map(column))
    }

    /// The year after which a column is called. Years before our era are astronomical here, 100 BC the year -99: a column
    /// of many years that begins with 101 BC is called after the round year behind it.
    pub fn called(&self, column: &TimeColumn) -> i64 {
        let is_round_behind = self.step >= 10 && column.years.start <= 0 && !column.is_earlier;
        column.years.start + i64::from(is_round_behind)
    }

    /// Where a day stands.
    pub fn of_day(&self, day: NaiveDate) -> f64 {
        let year = i64::from(day.year());
        if year < self.first {
            return FOLDED / 2.0;
        }
        let length = if day.leap_year() { 366.0 } else { 365.0 };
        let width = self.of_year(year + 1) - self.of_year(year);
        self.of_year(year) + f64::from(day.ordinal0()) / length * width
    }

    /// In which place a day stands, where the line is cut into at most `many`, each within a column.
    pub fn place(&self, day: NaiveDate, many: usize) -> usize {
        if i64::from(day.year()) < self.first {
            return 0;
        }
        let cut = self.start();
        let part = (self.of_day(day) - cut) / (100.0 - cut);
        1 + ((part * self.places(many)) as usize).min(self.places(many) as usize - 1)
    }

    /// Where the middle of a place is.
    pub fn middle(&self, place: usize, many: usize) -> f64 {
        match place {
            0 => FOLDED / 2.0,
            _ => self.start() + (place as f64 - 0.5) / self.places(many) * (100.0 - self.start()),
        }
    }

    /// The number of the bar in which a day is counted.
    pub fn bar(&self, day: NaiveDate) -> usize {
        let months = (i64::from(day.year()) - self.first) * 12 + i64::from(day.month0());
        if months < 0 { 0 } else { 1 + (months / self.bar) as usize }
    }

    /// Where a bar begins and ends.
    pub fn bar_ends(&self, number: usize) -> (f64, f64) {
        if number == 0 {
            return (FOLDED * 0.3, FOLDED * 0.6);
        }
        let width = (100.0 - self.start()) * self.bar as f64 / (self.count() * self.step * 12) as f64;
        let from = self.start() + (number - 1) as f64 * width;
        (from, from + width)
    }

    fn count(&self) -> i64 {
        (self.last - self.first) / self.step + 1
    }

    /// How many places there are to the right of what is folded: as many in each column.
    fn places(&self, many: usize) -> f64 {
        let count = self.count();
        (count * (many as i64 / count).max(1)) as f64
    }

    fn start(&self) -> f64 {
        if self.earlier.is_some() { FOLDED } else { 0.0 }
    }

    fn of_year(&self, year: i64) -> f64 {
        let part = (year - self.first) as f64 / (self.count() * self.step) as f64;
        self.start() + part * (100.0 - self.start())
    }
}

/// How many of the first events are folded: few, and only where the rest then takes less than half the time.
fn folded(years: &[i64], last: i64) -> usize {
    let most = (years.len() / RARE).max(FEW).min(years.len().saturating_sub(1) / 4);
    let span = |folded: usize| last - years[folded] + 1;
    let shortest = span(most);
    if shortest * 2 > span(0) {
        return 0;
    }
    // No more than needed for nearly that.
    (1..=most).find(|folded| span(*folded) * 4 <= shortest * 5).unwrap_or(most)
}

/// A length or a place in percent.
pub fn percent(x: f64) -> String {
    let text = format!("{x:.2}");
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, 1).expect("a day")
    }

    fn scale(years: &[i32]) -> TimeScale {
        TimeScale::new(years.iter().map(|year| (day(*year, 1), day(*year, 6)))).expect("a scale")
    }

    #[test]
    fn a_few_early_events_are_folded() {
        let mut years = vec![1100, 1476, 1815];
        years.extend(1980..=2020);
        let scale = scale(&years);
        let columns: Vec<(i64, bool)> = scale.columns().map(|column| (column.years.start, column.is_earlier)).collect();
        assert_eq!(columns[..3], [(1100, true), (1980, false), (1985, false)]);
        assert!(scale.of_day(day(1476, 1)) < scale.of_day(day(1980, 1)));
        assert!((scale.of_day(day(2000, 1)) - (FOLDED + (100.0 - FOLDED) * 20.0 / 45.0)).abs() < 0.01);
    }

    #[test]
    fn what_is_spread_evenly_is_not_folded() {
        let years: Vec<i32> = (1900..2000).collect();
        assert!(scale(&years).columns().all(|column| !column.is_earlier));
        assert!(scale(&[1900, 1999]).columns().all(|column| !column.is_earlier), "two events are no crowd");
    }

    #[test]
    fn columns_are_called_after_round_years() {
        let called = |years: &[i32]| {
            let scale = scale(years);
            scale.columns().map(|column| scale.called(&column)).collect::<Vec<_>>()
        };
        // -199 is 200 BC, -99 is 100 BC.
        assert_eq!(called(&[-150, 300, 900, 1200])[..4], [-199, -99, 1, 100]);
        assert_eq!(called(&[79, 400, 800, 1250])[..3], [1, 100, 200]);
        assert_eq!(called(&[2019, 2020, 2021]), [2019, 2020, 2021]);
        assert_eq!(called(&[-2, -1, 0, 1]), [-2, -1, 0, 1]);
    }

    #[test]
    fn every_day_has_a_place_and_a_bar_on_the_line() {
        let scale = scale(&[2018, 2019, 2020, 2021, 2022]);
        for (year, month) in [(2018, 1), (2020, 7), (2022, 12)] {
            let place = scale.place(day(year, month), 16);
            assert!((0.0..100.0).contains(&scale.middle(place, 16)));
            let (from, to) = scale.bar_ends(scale.bar(day(year, month)));
            assert!(from <= scale.of_day(day(year, month)) + 0.1 && to <= 100.1, "{year}-{month}: {from} {to}");
        }
        assert_eq!(scale.bar(day(2018, 2)), 2, "bars are months where there is room");
    }
}
