//! Dates in parts, as spreadsheets and TimelineJS keep them, as EDTF.

use crate::model::{EventDate, EventTime};

/// A date in parts; each as it was written, empty where it wasn't.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct DateParts {
    pub year: String,
    pub month: String,
    pub day: String,
    pub hour: String,
    pub minute: String,
    pub second: String,
}

/// How a format counts years before 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Years {
    /// −43 is 43 BC, and there is no year 0.
    BeforeChrist,
    /// As EDTF does: 0 is 1 BC.
    Astronomical,
}

impl DateParts {
    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        [&self.year, &self.month, &self.day].iter().all(|part| part.trim().is_empty())
    }

    /// How a message shows it: `2023-2-30`.
    pub fn shown(&self) -> String {
        let parts = [&self.year, &self.month, &self.day];
        let parts: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        parts.join("-")
    }

    /// The date as EDTF, as fine as it was written; or why there is no such day.
    pub fn edtf(&self, years: Years) -> Result<String, String> {
        let year = number(&self.year).ok_or_else(|| format!("`{}` is no year", self.year.trim()))?;
        let year = match years {
            Years::BeforeChrist if year == 0 => return Err("there is no year 0".to_owned()),
            Years::BeforeChrist if year < 0 => year + 1,
            _ => year,
        };
        let mut text = match year {
            0..=9999 => format!("{year:04}"),
            -9999..0 => format!("-{:04}", -year),
            _ => format!("Y{year}"),
        };
        let (month, day) = (self.month.trim(), self.day.trim());
        if month.is_empty() && !day.is_empty() {
            return Err(format!("day {day} stands without a month"));
        }
        if !(-9999..=9999).contains(&year) && !month.is_empty() {
            return Err(format!("a year as far away as {year} has no months"));
        }
        for (part, what) in [(month, "month"), (day, "day")] {
            if part.is_empty() {
                break;
            }
            let number = number(part).filter(|number| (1..=99).contains(number));
            let number = number.ok_or_else(|| format!("`{part}` is no {what}"))?;
            text.push_str(&format!("-{number:02}"));
        }
        EventDate::parse(&text).map(|_| text).map_err(|error| error.message)
    }

    /// The time of day, if one was written.
    pub fn time(&self) -> Option<Result<String, String>> {
        let hour = self.hour.trim();
        if hour.is_empty() {
            return None;
        }
        let part = |text: &str| if text.trim().is_empty() { Some(0) } else { number(text) };
        let numbers = (number(hour), part(&self.minute), part(&self.second));
        let shown = format!("{}:{}:{}", hour, self.minute.trim(), self.second.trim());
        let (Some(hour), Some(minute), Some(second)) = numbers else {
            return Some(Err(format!("`{}` is no time of day", shown.trim_end_matches(':'))));
        };
        let text = match second {
            0 => format!("{hour:02}:{minute:02}"),
            _ => format!("{hour:02}:{minute:02}:{second:02}"),
        };
        Some(EventTime::parse(&text).map(|_| text).map_err(|error| error.message))
    }
}

/// From one date to another; one date where both are the same.
pub fn span(start: &str, end: &str) -> Result<String, String> {
    if start == end {
        return Ok(start.to_owned());
    }
    let text = format!("{start}/{end}");
    EventDate::parse(&text).map(|_| text).map_err(|error| error.message)
}

/// A whole number, with the spaces and commas that spreadsheets put into it.
fn number(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let digits = digits.strip_suffix(".0").unwrap_or(&digits);
    let plain = digits.strip_prefix(['-', '−']).unwrap_or(digits);
    if plain.is_empty() || plain.len() > 15 || !plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    plain.parse::<i64>().ok().map(|number| if plain.len() == digits.len() { number } else { -number })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(year: &str, month: &str, day: &str) -> DateParts {
        let text = str::to_owned;
        DateParts { year: text(year), month: text(month), day: text(day), ..DateParts::default() }
    }

    #[test]
    fn dates_are_as_fine_as_they_were_written() {
        let edtf = |year, month, day| parts(year, month, day).edtf(Years::BeforeChrist);
        assert_eq!(edtf("2031", "4", "5").as_deref(), Ok("2031-04-05"));
        assert_eq!(edtf("2031", "04", "").as_deref(), Ok("2031-04"));
        assert_eq!(edtf("79", "", "").as_deref(), Ok("0079"));
        assert_eq!(edtf("-44", "3", "15").as_deref(), Ok("-0043-03-15"));
        assert_eq!(edtf("-13,700,000,000", "", "").as_deref(), Ok("Y-13699999999"));
        assert_eq!(parts("0", "", "").edtf(Years::Astronomical).as_deref(), Ok("0000"));
    }

    #[test]
    fn impossible_dates_are_named() {
        for (year, month, day, words) in [
            ("2023", "2", "30", "February"),
            ("2023", "13", "", "13"),
            ("2023", "", "5", "without a month"),
            ("0", "", "", "no year 0"),
            ("MMXXIII", "", "", "no year"),
            ("2023", "May", "", "no month"),
        ] {
            let why = parts(year, month, day).edtf(Years::BeforeChrist).expect_err(words);
            assert!(why.contains(words), "{why}");
        }
        assert!(span("2023-05-02", "2023-05-01").is_err());
        assert_eq!(span("2023-05", "2023-05").as_deref(), Ok("2023-05"));
    }

    #[test]
    fn times_are_read_in_parts() {
        let time = |hour: &str, minute: &str| {
            DateParts { hour: hour.to_owned(), minute: minute.to_owned(), ..DateParts::default() }.time()
        };
        assert_eq!(time("9", "5"), Some(Ok("09:05".to_owned())));
        assert_eq!(time("21", ""), Some(Ok("21:00".to_owned())));
        assert_eq!(time("", ""), None);
        assert!(time("25", "0").is_some_and(|time| time.is_err()));
    }
}
