//! Days and lengths as pages write them.

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

/// The day of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatedDay {
    Certain(NaiveDate),
    /// That of UTC, in which it is given, and that of the site's zone, which is another.
    Either(NaiveDate, NaiveDate),
}

/// The day that a page names: a date, or a time with or without its offset.
pub fn day(text: &str, zone: Tz) -> Option<StatedDay> {
    let text = text.trim();
    if let Ok(time) = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text)).or_else(|_| {
        // `+0200`, and without seconds.
        DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%z")
            .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z"))
    }) {
        let here = time.with_timezone(&zone).date_naive();
        let there = time.date_naive();
        // An offset of its own is the publisher's; UTC is nobody's.
        let is_utc = time.offset().local_minus_utc() == 0;
        return Some(if is_utc && here != there { StatedDay::Either(there, here) } else { StatedDay::Certain(there) });
    }
    let local = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S"];
    if let Some(time) = local.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok()) {
        return Some(StatedDay::Certain(time.date()));
    }
    let days = ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d"];
    days.iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok()).map(StatedDay::Certain)
}

/// An ISO 8601 duration, `PT1H2M3S`, as players show it.
pub fn length(text: &str) -> Option<String> {
    let rest = text.trim().strip_prefix("PT")?;
    let (mut seconds, mut number) = (0_u32, String::new());
    for c in rest.chars() {
        if c.is_ascii_digit() && number.len() < 5 {
            number.push(c);
            continue;
        }
        let unit = match c {
            'H' => 3600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.parse::<u32>().ok()?.checked_mul(unit)?)?;
        number.clear();
    }
    (seconds > 0 && number.is_empty())
        .then(|| format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_many_forms() {
        let date = |day| NaiveDate::from_ymd_opt(2031, 4, day).unwrap();
        let zone = chrono_tz::America::Toronto;
        for text in [
            "2031-04-05",
            "2031/04/05",
            "20310405",
            "2031-04-05T23:30:00-04:00",
            "2031-04-05T12:00:00Z",
            "2031-04-05T21:30:00+0200",
            "2031-04-05 21:30:00",
            "2031-04-05T21:30:00.123",
            "Sat, 05 Apr 2031 12:00:00 GMT",
        ] {
            assert_eq!(day(text, zone), Some(StatedDay::Certain(date(5))), "{text}");
        }
        assert_eq!(day("2031-04-06T01:30:00Z", zone), Some(StatedDay::Either(date(6), date(5))));
        for text in ["", "April", "2031", "5.4.2031", "2031-13-45"] {
            assert_eq!(day(text, zone), None, "{text}");
        }
    }

    #[test]
    fn lengths_as_players_show_them() {
        assert_eq!(length("PT1H2M3S").as_deref(), Some("1:02:03"));
        assert_eq!(length("PT754S").as_deref(), Some("0:12:34"));
        for text in ["", "P1D", "PT", "PTX", "PT0S", "PT99999999999S"] {
            assert_eq!(length(text), None, "{text}");
        }
    }
}
