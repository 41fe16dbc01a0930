//! Guesses what somebody meant by a text that isn't a date.

use super::super::edtf::Fault;
use super::spans::{
    ends, from_to, list_of_words, open_or_unknown, open_without_slash, short_end, span_with_hyphen, two_dates,
};
use super::words::{self, single};
use super::{Advice, reads};
use chrono::NaiveDate;

/// The first guess that leads to a date, from the most to the least certain.
pub(super) fn guess(text: &str, fault: Fault) -> Option<Advice> {
    let plain = plain(text);
    curly(text)
        .or_else(|| dash(text, &plain))
        .or_else(|| spaces(&plain))
        .or_else(|| capitals(&plain))
        .or_else(|| double_qualifier(&plain))
        .or_else(|| open_without_slash(&plain))
        .or_else(|| open_or_unknown(&plain))
        .or_else(|| unknown_digits(&plain))
        .or_else(|| year_last(&plain))
        .or_else(|| month_first(&plain))
        .or_else(|| with_time(&plain))
        .or_else(|| week_or_day_of_year(&plain))
        .or_else(|| span_with_hyphen(&plain))
        .or_else(|| year_size(&plain))
        .or_else(|| swapped(&plain))
        .or_else(|| one_date(&plain, fault))
        .or_else(|| unknown_day(&plain))
        .or_else(|| two_dates(&plain))
        .or_else(|| short_end(&plain))
        .or_else(|| list_of_words(&plain))
        .or_else(|| parentheses(&plain))
        .or_else(|| no_year(&plain))
}

/// The text with the dashes, spaces and quotes that a word processor makes turned into plain ones.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => ' ',
            '\u{2018}' | '\u{2019}' => '\'',
            c => c,
        })
        .collect()
}

/// `“2031-04-05”`
fn curly(text: &str) -> Option<Advice> {
    let inside = text.trim_matches(['“', '”', '„', '‘', '’', '«', '»']).trim();
    (inside.len() < text.len() && reads(inside))
        .then(|| Advice::write("the quotation marks around it are not YAML's", inside))
}

fn dash(text: &str, plain: &str) -> Option<Advice> {
    let (offset, dash) = text.char_indices().find(|(_, c)| matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}'))?;
    let hyphens = plain.replace(' ', "");
    if reads(&hyphens) {
        return Some(Advice::write(format!("`{dash}` is a dash, not a hyphen"), &hyphens).at(offset));
    }
    let apart = plain.split_once('-').and_then(|(start, end)| ends(start, end)).or_else(|| {
        let parts: Vec<&str> = text.split(dash).collect();
        let [start, end] = parts.as_slice() else { return None };
        ends(start, end)
    });
    let (start, end) = apart?;
    from_to(&start, &end).map(|advice| advice.at(offset))
}

/// `2004 -06`, `~ 1985`
fn spaces(text: &str) -> Option<Advice> {
    let offset = text.find(' ')?;
    let joined = text.replace(' ', "");
    reads(&joined).then(|| Advice::write("a date has no spaces inside", &joined).at(offset))
}

/// `199x`, `199u`, `y12345`, `2004-01-01t10:10:10z`
fn capitals(text: &str) -> Option<Advice> {
    let capitals: String = text
        .chars()
        .map(|c| match c {
            'u' | 'x' | 'U' => 'X',
            'y' | 't' | 'z' | 'e' | 's' => c.to_ascii_uppercase(),
            c => c,
        })
        .collect();
    if capitals == text || !reads(&capitals) {
        return None;
    }
    let why =
        if text.contains(['u', 'x', 'U']) { "an unknown digit is a capital `X`" } else { "letters in it are capital" };
    Some(Advice::write(why, &capitals))
}

fn double_qualifier(text: &str) -> Option<Advice> {
    let percent = text.replace("?~", "%").replace("~?", "%");
    (percent != text && reads(&percent)).then(|| Advice::write("uncertain and approximate together are `%`", &percent))
}

/// `196?`, `19??`, `2004-??`, `196-`, `19--`
fn unknown_digits(text: &str) -> Option<Advice> {
    let masked: String = text.chars().map(|c| if matches!(c, '?' | '*' | '_') { 'X' } else { c }).collect();
    let masked = match text.trim_end_matches('-') {
        digits if (2..=3).contains(&digits.len()) && text.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{digits:X<4}")
        }
        _ => masked,
    };
    if masked == text || !reads(&masked) {
        return None;
    }
    let why = "an unknown digit is written `X`";
    // `196?` may also say that the year 196 is in doubt.
    let is_plain = text.contains("??") || !text.ends_with(['?', '-']);
    Some(if is_plain { Advice::write(why, &masked) } else { Advice::guess(why, &masked) })
}

/// `04/12/1985`: which is the month?
fn year_last(text: &str) -> Option<Advice> {
    let separator = ['/', '.', '-'].into_iter().find(|separator| text.matches(*separator).count() == 2)?;
    let numbers: Vec<&str> = text.split(separator).map(str::trim).collect();
    let [a, b, year] = numbers.as_slice() else { return None };
    if !numbers.iter().all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    if a.len() > 2 || b.len() > 2 {
        return None;
    }
    let year = match year.len() {
        4 => *year,
        2 => {
            return Some(
                Advice::new("the year has two digits", "write the year in full and first, as `1985-04-12`").at(0),
            );
        }
        _ => return None,
    };
    let iso = |day: &str, month: &str| Some(format!("{year}-{month:0>2}-{day:0>2}")).filter(|date| reads(date));
    let say = |date: &str| {
        let (month, day) = (date[5..7].parse().unwrap_or(1), date[8..].trim_start_matches('0'));
        format!("`{date}` for {day} {}", words::month_name(month))
    };
    let why = "the year comes first, then the month, then the day";
    match (iso(a, b), iso(b, a)) {
        (Some(first), Some(second)) if first != second => Some(
            Advice::new(
                format!("it doesn't say which of {a} and {b} is the month"),
                format!("write {}, or {}", say(&first), say(&second)),
            )
            .at(0),
        ),
        (Some(date), _) | (_, Some(date)) => Some(Advice::write(why, &date)),
        _ => None,
    }
}

/// `04/1985`, `4.1985`
fn month_first(text: &str) -> Option<Advice> {
    let (month, year) = text.split_once(['/', '.', '-']).filter(|(month, year)| month.len() <= 2 && year.len() == 4)?;
    let date = format!("{year}-{month:0>2}");
    reads(&date).then(|| Advice::write("the year comes first, then the month", &date))
}

/// `1985-04-12 21:30`, `1985-04-12T21:30`
fn with_time(text: &str) -> Option<Advice> {
    let (date, time) = text.split_once(['T', ' '])?;
    let (date, time) = (single(date)?, crate::model::EventTime::parse(time).ok()?);
    Some(
        Advice::new("the time of day has its own line", format!("write `date: {date}` and `time: \"{time}\"`"))
            .at(text.find(['T', ' '])?),
    )
}

/// `2023-W12`, `2023-W12-3`, `2023-081`
fn week_or_day_of_year(text: &str) -> Option<Advice> {
    let (year, rest) = text.split_once('-').filter(|(year, _)| year.len() == 4)?;
    let year: i32 = year.parse().ok()?;
    if let Some(week) = rest.strip_prefix(['W', 'w']) {
        let (week, day) = week.split_once('-').map_or((week, None), |(week, day)| (week, Some(day)));
        let monday = NaiveDate::from_isoywd_opt(year, week.parse().ok()?, chrono::Weekday::Mon)?;
        let date = match day {
            Some(day) => {
                let days = day.parse::<u64>().ok().filter(|day| (1..=7).contains(day))? - 1;
                monday.checked_add_days(chrono::Days::new(days))?.to_string()
            }
            None => format!("{monday}/{}", monday.checked_add_days(chrono::Days::new(6))?),
        };
        return reads(&date).then(|| Advice::write("weeks are not supported", &date));
    }
    if rest.len() != 3 {
        return None;
    }
    let date = NaiveDate::from_yo_opt(year, rest.parse().ok()?)?.to_string();
    reads(&date).then(|| Advice::write("days counted from the year's beginning are not supported", &date))
}

/// `985`, `12345`, `-44`, `+1985`
fn year_size(text: &str) -> Option<Advice> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if let Some(digits) = text.strip_prefix("-Y") {
        let year = format!("Y-{digits}");
        return reads(&year).then(|| Advice::write("the minus stands behind the `Y`", &year));
    }
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let why = "a year has four digits";
    match (digits.len(), text.starts_with('-')) {
        (1..=3, true) => {
            let (year, number) = (format!("-{digits:0>4}"), digits.parse::<u16>().ok()?);
            let bc = if number == 1 { "0000".to_owned() } else { format!("-{:04}", number.checked_sub(1)?) };
            let help = format!("write `{bc}` for {number} BC, or `{year}` for {} BC", number + 1);
            Some(Advice::new(why, help).at(0))
        }
        (1..=2, false) => Some(
            Advice::new(why, format!("write the year in full, as `19{digits:0>2}`, or `{digits:0>4}` for AD {digits}"))
                .at(0),
        ),
        (3, false) => Some(Advice::guess(why, &format!("0{digits}"))),
        (4, false) => Some(Advice::write("a year has no `+`", digits)),
        // Eight digits are more likely a day without its hyphens.
        (5.., negative) if text.len() != 8 => {
            let year = format!("Y{}{digits}", if negative { "-" } else { "" });
            reads(&year).then(|| Advice::write("a year of more than four digits begins with `Y`", &year))
        }
        _ => None,
    }
}

/// `2023-22-03`
fn swapped(text: &str) -> Option<Advice> {
    let (year, rest) = text.split_once('-').filter(|(year, _)| year.len() == 4)?;
    let (month, day) = rest.split_once('-')?;
    let date = format!("{year}-{day}-{month}");
    let numbers = [month, day].iter().all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()));
    (numbers && reads(&date)).then(|| Advice::guess("a month is 01 to 12", &date).at(year.len() + 1))
}

/// "22 March 2023", "c. 1985", `1985-4-1`
fn one_date(text: &str, fault: Fault) -> Option<Advice> {
    let date = single(text)?;
    let digits_only = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b'.'));
    let advice = if digits_only {
        let separators = text.contains(['/', '.']) || !text.contains('-');
        let why =
            if separators { "year, month and day are joined by hyphens" } else { "months and days have two digits" };
        Advice::write(why, &date).at(fault.offset)
    } else if date.ends_with('~') {
        Advice::write("an approximate date ends in `~`", &date)
    } else if date.ends_with('?') {
        Advice::write("an uncertain date ends in `?`", &date)
    } else if date.starts_with('-') || date == "0000" {
        Advice::write("years before 1 are counted from 0, which is 1 BC", &date)
    } else {
        Advice::write("it is written in words", &date)
    };
    Some(advice)
}

/// "November ?, 2018", "?? May 2019": a month whose day nobody knows.
fn unknown_day(text: &str) -> Option<Advice> {
    let is_unknown = |word: &str| matches!(word.trim_end_matches(','), "?" | "??" | "xx" | "XX" | "__" | "unknown");
    let known: Vec<&str> = text.split(' ').filter(|word| !is_unknown(word)).collect();
    let date = single(&known.join(" ")).filter(|date| date.len() == "2018-11".len())?;
    (known.len() < text.split(' ').count())
        .then(|| Advice::guess("its day isn't known, so the month is the date", &date))
}

/// `2004-(06)~-11`, as EDTF was before 2019
fn parentheses(text: &str) -> Option<Advice> {
    let offset = text.find('(').filter(|_| text.contains(')'))?;
    let help = "put `?`, `~` or `%` right before the part that is in doubt: `2004-~06-11`";
    Some(Advice::new("EDTF has no parentheses any more", help).at(offset))
}

/// "20 April", "last summer", "yesterday"
fn no_year(text: &str) -> Option<Advice> {
    let letters = text.contains(|c: char| c.is_alphabetic());
    let years = text.split(|c: char| !(c.is_ascii_digit() || c == 'X')).any(|digits| digits.len() >= 4);
    (letters && !years && !text.starts_with('Y')).then(|| Advice::only("it has no year").at(0))
}
