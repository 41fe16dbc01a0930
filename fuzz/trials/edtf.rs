//! Dates and times: any text is a date or gets advice, and a date survives printing, saying and sorting.

use dateline::model::{Bound, EventDate, EventTime};
use dateline::words::{self, Words};
use std::sync::LazyLock;

static WORDS: LazyLock<Words> = LazyLock::new(Words::english);

/// Several dates, one on each line.
pub fn try_it(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut dates: Vec<EventDate> = text.lines().filter_map(date).collect();
    text.lines().for_each(time);
    for a in &dates {
        for b in &dates {
            assert_eq!(a.cmp(b), b.cmp(a).reverse(), "{a} and {b}");
            assert_eq!(a.cmp(b).is_eq(), a == b, "{a} and {b}");
        }
    }
    dates.sort();
    assert!(dates.windows(2).all(|pair| pair[0] <= pair[1] && pair[0].year() <= pair[1].year()), "{dates:?}");
}

fn date(text: &str) -> Option<EventDate> {
    let date = match EventDate::parse(text) {
        Ok(date) => date,
        Err(error) => {
            assert!(text.is_char_boundary(error.offset), "{text:?}: {}", error.offset);
            assert!(!error.message.is_empty() && error.help.is_some(), "{text:?}");
            return None;
        }
    };
    let again = EventDate::parse(&date.to_string()).expect("it was a date");
    assert_eq!((again.as_str(), again.form()), (date.as_str(), date.form()));
    let said = words::date::date(&WORDS, &date);
    assert!(!said.trim().is_empty() && !said.contains(['{', '}', '<', '>']), "{text}: {said}");
    let _ = (date.datetime_attribute(), date.is_qualified(), date.full_day());
    if let (Bound::Day { year, .. }, Bound::Day { year: last, .. }) = (date.earliest(), date.latest()) {
        assert!(year <= last, "{text}");
        // A date of an unknown year stands among the undated.
        assert!(date.year().is_none_or(|known| known == year), "{text}");
        assert!(date.year().is_some() || date.as_str().contains("XXXX"), "{text}");
    }
    Some(date)
}

fn time(text: &str) {
    match EventTime::parse(text) {
        Ok(time) => assert_eq!(EventTime::parse(&time.to_string()), Ok(time), "{text}"),
        Err(error) => assert!(text.is_char_boundary(error.offset), "{text:?}: {}", error.offset),
    }
}
