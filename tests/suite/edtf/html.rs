//! HTML's rules for `<time datetime>`, as the standard states them for the forms that we write.
//!
//! Written apart from the code under test: a year has four digits or more and is greater than zero; a day exists in its
//! month; a date and time are tied by `T`, seconds are 00 to 59, an offset is `Z` or `±hh:mm`.

/// True for a valid year, month, date, local date and time, or global date and time string.
pub fn is_valid_datetime(text: &str) -> bool {
    match text.split_once('T') {
        None => is_date(text, 1),
        Some((date, time)) => is_date(date, 3) && is_time(time),
    }
}

fn digits(text: &str, at_least: usize) -> Option<u64> {
    let right = text.len() >= at_least && text.bytes().all(|byte| byte.is_ascii_digit());
    right.then(|| text.parse().ok())?
}

fn two(text: &str, range: std::ops::RangeInclusive<u64>) -> bool {
    text.len() == 2 && digits(text, 2).is_some_and(|number| range.contains(&number))
}

fn is_date(text: &str, parts_at_least: usize) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let Some(year) = digits(parts[0], 4).filter(|year| *year > 0) else { return false };
    if parts.len() < parts_at_least {
        return false;
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match parts[1..] {
        [] => true,
        [month] => two(month, 1..=12),
        [month, day] => {
            let days = match month {
                "04" | "06" | "09" | "11" => 30,
                "02" if leap => 29,
                "02" => 28,
                _ => 31,
            };
            two(month, 1..=12) && two(day, 1..=days)
        }
        _ => false,
    }
}

fn is_time(text: &str) -> bool {
    let split = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (clock, offset) = text.split_at(split);
    let parts: Vec<&str> = clock.split(':').collect();
    let clock = match parts[..] {
        [hour, minute] => two(hour, 0..=23) && two(minute, 0..=59),
        [hour, minute, second] => two(hour, 0..=23) && two(minute, 0..=59) && two(second, 0..=59),
        _ => false,
    };
    let offset = match offset {
        "" | "Z" => true,
        offset => match offset[1..].split_once(':') {
            Some((hour, minute)) => two(hour, 0..=23) && two(minute, 0..=59),
            None => false,
        },
    };
    clock && offset
}

#[test]
fn the_rules_refuse_what_html_refuses() {
    let wrong = [
        "",
        "-0044-03-15",
        "-0043",
        "0000",
        "44",
        "196X",
        "1969-13",
        "2023-02-29",
        "2023-02-2",
        "2004-01-01T24:00",
        "2004-01-01T10:10:60",
        "2004-01T10:10",
        "2004-01-01T10:10+05",
        "2004-01-01T10",
        "1969-07-20-01",
    ];
    for text in wrong {
        assert!(!is_valid_datetime(text), "{text} passed");
    }
    for text in
        ["1969", "1969-07", "0044-03-15", "10000", "2024-02-29", "2004-01-01T10:10Z", "2004-01-01T10:10:10+05:00"]
    {
        assert!(is_valid_datetime(text), "{text} failed");
    }
}
