//! The time of day at which something happened; with a date and a zone it makes an instant.

use super::date::form::Offset;
use super::date::{DateError, EventDate};
use chrono::{DateTime, Datelike, FixedOffset, MappedLocalTime, NaiveDateTime, NaiveTime, Offset as _, TimeZone};
use chrono_tz::Tz;
use std::fmt;

/// A time of day, `21:30` or `21:30:15`, perhaps with its offset from UTC: `21:30Z`, `21:30+02:00`.
///
/// Without an offset it is local to the event, in the site's zone. Times are in the order of the clock; where offsets
/// matter, compare their [`instant`](EventTime::instant)s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventTime {
    hour: u8,
    minute: u8,
    second: Option<u8>,
    offset: Option<Offset>,
}

impl EventTime {
    /// Reads a time; spaces around it are dropped.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let start = text.len() - text.trim_start().len();
        read(text.trim()).map_err(|mut error| {
            error.offset += start;
            error
        })
    }

    /// 0 to 23.
    pub fn hour(&self) -> u8 {
        self.hour
    }

    /// 0 to 59.
    pub fn minute(&self) -> u8 {
        self.minute
    }

    /// 0 to 59, if it is given.
    pub fn second(&self) -> Option<u8> {
        self.second
    }

    /// The offset from UTC, if it is given.
    pub fn offset(&self) -> Option<Offset> {
        self.offset
    }

    /// The instant that this time of that day is.
    ///
    /// Without an offset the zone's rules say which; when the clocks were put back and the time came twice, it is the
    /// earlier one. An error if the date isn't one certain day, or if the clocks were put forward over this time.
    /// Offsets are whole minutes, as RFC 3339 has it: those of the nineteenth century are rounded.
    pub fn instant(&self, date: &EventDate, zone: Tz) -> Result<DateTime<FixedOffset>, DateError> {
        let Some(day) = date.full_day() else {
            return Err(error(
                format!("a time needs one certain day, and the date is `{date}`"),
                "take the time out, or give the date as a full day such as `2023-03-22`",
            ));
        };
        let local = day.and_time(self.clock());
        if let Some(offset) = self.offset {
            let seconds = match offset {
                Offset::Utc => 0,
                Offset::Minutes(minutes) => i32::from(minutes) * 60,
            };
            return fixed(local, seconds).ok_or_else(|| self.out_of_range(date));
        }
        match zone.offset_from_local_datetime(&local) {
            MappedLocalTime::Single(offset) | MappedLocalTime::Ambiguous(offset, _) => {
                let minutes = (f64::from(offset.fix().local_minus_utc()) / 60.0).round() as i32;
                fixed(local, minutes * 60).ok_or_else(|| self.out_of_range(date))
            }
            MappedLocalTime::None => Err(self.skipped(local, zone)),
        }
    }

    /// The instant as HTML's `<time datetime>` wants it: `2023-03-22T21:30+01:00`.
    ///
    /// None where there is no instant or HTML can't say it (years before 1).
    pub fn datetime_attribute(&self, date: &EventDate, zone: Tz) -> Option<String> {
        let instant = self.instant(date, zone).ok()?;
        if instant.year() < 1 {
            return None;
        }
        let clock = if self.second.is_some() { "%H:%M:%S" } else { "%H:%M" };
        let offset = match self.offset {
            Some(Offset::Utc) => "Z".to_owned(),
            _ => instant.format("%:z").to_string(),
        };
        Some(format!("{:04}-{}{offset}", instant.year(), instant.format(&format!("%m-%dT{clock}"))))
    }

    fn clock(&self) -> NaiveTime {
        NaiveTime::from_hms_opt(self.hour.into(), self.minute.into(), self.second.unwrap_or(0).into())
            .expect("reading it checks the clock's ranges")
    }

    fn out_of_range(&self, date: &EventDate) -> DateError {
        error(format!("`{date}` is too far away to have a time"), "take the time out")
    }

    fn skipped(&self, local: NaiveDateTime, zone: Tz) -> DateError {
        let hours = chrono::TimeDelta::hours(3);
        let offset_at = |local: Option<NaiveDateTime>| {
            let offset = zone.offset_from_local_datetime(&local?).earliest()?;
            Some(format!("`{}{}`", Self { offset: None, ..*self }, offset.fix()))
        };
        let help = match (offset_at(local.checked_sub_signed(hours)), offset_at(local.checked_add_signed(hours))) {
            (Some(before), Some(after)) => format!("give the offset too: {before} or {after}"),
            _ => "give the offset too, as `21:30+02:00`".to_owned(),
        };
        error(format!("there was no {self} on {} in {zone}: the clocks were put forward over it", local.date()), &help)
    }
}

impl fmt::Display for EventTime {
    /// As it is written: `21:30`, `21:30:15`, `21:30+02:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        match self.offset {
            Some(offset) => write!(f, "{offset}"),
            None => Ok(()),
        }
    }
}

fn fixed(local: NaiveDateTime, seconds_east: i32) -> Option<DateTime<FixedOffset>> {
    FixedOffset::east_opt(seconds_east)?.from_local_datetime(&local).single()
}

fn error(message: String, help: &str) -> DateError {
    DateError { message, offset: 0, help: Some(help.to_owned()), proposal: None }
}

const EXAMPLES: &str = "write `21:30`, `21:30:15`, or with an offset `21:30+02:00`";

fn read(text: &str) -> Result<EventTime, DateError> {
    if text.is_empty() {
        return Err(error("the time is empty".to_owned(), EXAMPLES));
    }
    let refuse = |why: &str, offset: usize, help: Option<String>| DateError {
        message: format!("`{}` is not a time: {why}", super::date::shorten(text)),
        offset,
        help: Some(help.unwrap_or_else(|| EXAMPLES.to_owned())),
        proposal: None,
    };
    let split = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (clock, offset) = text.split_at(split);
    let mut numbers = [None; 3];
    let mut at = 0;
    for (index, part) in clock.split(':').enumerate() {
        let number = Some(part).filter(|part| part.len() == 2).and_then(two_digits);
        match (numbers.get_mut(index), number) {
            (Some(slot), Some(number)) => *slot = Some((number, at)),
            _ => return Err(refuse("it should be hours and minutes, two digits each", at, suggestion(text))),
        }
        at += part.len() + 1;
    }
    let [Some((hour, _)), Some((minute, minute_at)), second] = numbers else {
        return Err(refuse("it should be hours and minutes, two digits each", 0, suggestion(text)));
    };
    if hour == 24 && minute == 0 {
        return Err(refuse("midnight is `00:00` of the day that begins", 0, None));
    }
    if hour > 23 {
        return Err(refuse("an hour is 00 to 23", 0, None));
    }
    if minute > 59 {
        return Err(refuse("a minute is 00 to 59", minute_at, None));
    }
    if let Some((_, at)) = second.filter(|(second, _)| *second > 59) {
        return Err(refuse("a second is 00 to 59", at, None));
    }
    let offset = match offset {
        "" => None,
        _ => Some(read_offset(offset).ok_or_else(|| {
            let help = format!("write the offset as `{clock}Z`, `{clock}+02:00` or `{clock}-04:00`");
            refuse("its offset from UTC can't be read", split, Some(help))
        })?),
    };
    Ok(EventTime { hour, minute, second: second.map(|(second, _)| second), offset })
}

fn two_digits(part: &str) -> Option<u8> {
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
}

/// `Z` or `±hh:mm` up to 14 hours, the largest offset on Earth.
fn read_offset(text: &str) -> Option<Offset> {
    if text == "Z" {
        return Some(Offset::Utc);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        _ => -1,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':').filter(|(h, m)| h.len() == 2 && m.len() == 2)?;
    let (hours, minutes) = (i16::from(two_digits(hours)?), i16::from(two_digits(minutes)?));
    let total = hours * 60 + minutes;
    let allowed = minutes < 60 && total <= 14 * 60 && (sign == 1 || total > 0);
    allowed.then_some(Offset::Minutes(sign * total))
}

/// The time that somebody probably meant: `9:30`, `9.30 pm`, `21h30`, `2130`, `9pm`.
fn suggestion(text: &str) -> Option<String> {
    let lower = text.to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let lower = lower.trim();
    let (clock, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(clock), _) => (clock.trim(), Some(0)),
        (_, Some(clock)) => (clock.trim(), Some(12)),
        _ => (lower, None),
    };
    let (hour, minute) = match clock.split_once([':', '.', 'h']) {
        Some((hour, minute)) => (hour, if minute.is_empty() { "00" } else { minute }),
        None if clock.len() == 4 && clock.is_ascii() => clock.split_at(2),
        None => (clock, half.map(|_| "00")?),
    };
    let (mut hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
    if let Some(half) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + half;
    }
    (hour < 24 && minute < 60).then(|| format!("write `{hour:02}:{minute:02}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> EventTime {
        EventTime::parse(text).unwrap_or_else(|error| panic!("{error}"))
    }

    fn rfc3339(at: &str, on: &str, zone: Tz) -> Result<String, DateError> {
        let time = time(at);
        let instant = time.instant(&EventDate::parse(on).expect("a date"), zone)?;
        Ok(instant.to_rfc3339_opts(chrono::SecondsFormat::Secs, time.offset == Some(Offset::Utc)))
    }

    const PARIS: Tz = Tz::Europe__Paris;
    const NEW_YORK: Tz = Tz::America__New_York;

    #[test]
    fn times_are_read_as_they_are_written() {
        for text in ["21:30", "00:00", "23:59:59", "21:30Z", "21:30:15+02:00", "21:30-04:00", "09:05+05:45"] {
            assert_eq!(time(text).to_string(), text);
        }
        assert_eq!(time(" 21:30 "), time("21:30"));
    }

    #[test]
    fn what_is_not_a_time_is_answered_with_one() {
        for (text, answer) in [
            ("9:30", "write `09:30`"),
            ("9.30 pm", "write `21:30`"),
            ("9 p.m.", "write `21:00`"),
            ("12 am", "write `00:00`"),
            ("12:15 PM", "write `12:15`"),
            ("21h30", "write `21:30`"),
            ("2130", "write `21:30`"),
            ("21.30", "write `21:30`"),
            ("24:00", "midnight is `00:00`"),
            ("25:00", "an hour is 00 to 23"),
            ("21:60", "a minute is 00 to 59"),
            ("21:30:60", "a second is 00 to 59"),
            ("21:30+2", "`21:30+02:00`"),
            ("21:30+15:00", "`21:30Z`"),
            ("21:30-00:00", "`21:30Z`"),
            ("", "the time is empty"),
            ("noon", "hours and minutes"),
            ("21:30:15:00", "hours and minutes"),
            ("２１:３０", "hours and minutes"),
        ] {
            let error = EventTime::parse(text).expect_err(text);
            let said = format!("{}; {}", error.message, error.help.unwrap_or_default());
            assert!(said.contains(answer), "{text}: {said}");
        }
    }

    #[test]
    fn the_zone_decides_unless_an_offset_is_given() {
        for (at, on, zone, expected) in [
            ("21:30", "2023-03-22", PARIS, "2023-03-22T21:30:00+01:00"),
            ("21:30", "2023-07-22", PARIS, "2023-07-22T21:30:00+02:00"),
            ("21:30:15", "2023-07-22", NEW_YORK, "2023-07-22T21:30:15-04:00"),
            ("21:30Z", "2023-07-22", PARIS, "2023-07-22T21:30:00Z"),
            ("21:30-04:00", "2023-07-22", PARIS, "2023-07-22T21:30:00-04:00"),
            // Before standard time: 9 minutes and 21 seconds east of Greenwich, 4 hours 56 minutes 2 seconds west.
            ("12:00", "1850-01-01", NEW_YORK, "1850-01-01T12:00:00-04:56"),
            ("12:00", "1850-01-01", PARIS, "1850-01-01T12:00:00+00:09"),
        ] {
            assert_eq!(rfc3339(at, on, zone).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn a_time_that_was_skipped_needs_its_offset() {
        let error = rfc3339("02:30", "2023-03-26", PARIS).expect_err("the clocks went from 2 to 3");
        assert!(error.message.contains("there was no 02:30 on 2023-03-26 in Europe/Paris"), "{}", error.message);
        assert_eq!(error.help.as_deref(), Some("give the offset too: `02:30+01:00` or `02:30+02:00`"));
        assert_eq!(rfc3339("02:30+01:00", "2023-03-26", PARIS).as_deref(), Ok("2023-03-26T02:30:00+01:00"));
    }

    #[test]
    fn a_time_that_came_twice_is_the_earlier_one() {
        assert_eq!(rfc3339("02:30", "2023-10-29", PARIS).as_deref(), Ok("2023-10-29T02:30:00+02:00"));
        assert_eq!(rfc3339("02:30+01:00", "2023-10-29", PARIS).as_deref(), Ok("2023-10-29T02:30:00+01:00"));
        assert_eq!(rfc3339("01:30", "2023-11-05", NEW_YORK).as_deref(), Ok("2023-11-05T01:30:00-04:00"));
    }

    #[test]
    fn a_time_needs_one_certain_day() {
        for on in ["2023-03", "2023-03-22?", "[2023-03-22,2023-03-23]", "2023-03-22/2023-03-23"] {
            let error = rfc3339("21:30", on, PARIS).expect_err(on);
            assert!(error.message.contains("a time needs one certain day"), "{}", error.message);
        }
    }

    #[test]
    fn the_attribute_keeps_the_precision_of_the_time() {
        let attribute = |at: &str, on: &str| time(at).datetime_attribute(&EventDate::parse(on).expect("a date"), PARIS);
        assert_eq!(attribute("21:30", "2023-03-22").as_deref(), Some("2023-03-22T21:30+01:00"));
        assert_eq!(attribute("21:30:15", "2023-03-22").as_deref(), Some("2023-03-22T21:30:15+01:00"));
        assert_eq!(attribute("21:30Z", "2023-03-22").as_deref(), Some("2023-03-22T21:30Z"));
        assert_eq!(attribute("21:30", "0044-03-15").as_deref(), Some("0044-03-15T21:30+00:09"));
        assert_eq!(attribute("21:30", "-0043-03-15"), None);
        assert_eq!(attribute("02:30", "2023-03-26"), None);
    }
}
