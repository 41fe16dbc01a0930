//! Says in an editor's words why a text isn't a date, and what to write instead.
//!
//! First it guesses what was meant ([`guess`]). If it can't, it explains what EDTF doesn't allow. Whatever it proposes has
//! been parsed, so that it is a date.

mod guess;
mod several;
mod spans;
mod words;

use super::edtf::{self, Fault};

/// Why a text isn't a date or a time, for the person who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// Lower case, no full stop.
    pub message: String,
    /// Bytes into the text that was given, always at the beginning of a character or at the end.
    pub offset: usize,
    /// What to write instead.
    pub help: Option<String>,
    /// The one date that was meant, as far as that can be seen.
    pub proposal: Option<Proposal>,
}

/// A date that somebody meant by a text that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// It has been read as a date before.
    pub edtf: String,
    pub reading: Reading,
}

/// How sure it is that a date was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The text says this date, in another form: it can be written so without asking.
    Plain,
    /// A person has to say whether it is meant.
    Guess,
}

impl std::fmt::Display for DateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DateError {}

/// A text as a message quotes it: a long one is cut, because the excerpt shows it whole.
pub(crate) fn shorten(text: &str) -> String {
    const LONGEST: usize = 40;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(std::iter::once('…')).collect()
}

/// Why, and the way out.
struct Advice {
    why: String,
    help: Option<String>,
    /// Where, if not where the reader stopped.
    offset: Option<usize>,
    proposal: Option<Proposal>,
}

impl Advice {
    /// Why, where nothing can be proposed.
    fn only(why: impl Into<String>) -> Self {
        Self { why: why.into(), help: None, offset: None, proposal: None }
    }

    fn new(why: impl Into<String>, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..Self::only(why) }
    }

    fn at(mut self, offset: usize) -> Self {
        self.offset = Some(offset);
        self
    }

    /// A proposal for the whole text, which says this date in another form.
    fn write(why: impl Into<String>, date: &str) -> Self {
        let proposal = Some(Proposal { edtf: date.to_owned(), reading: Reading::Plain });
        Self { proposal, ..Self::new(why, format!("write `{date}`")).at(0) }
    }

    /// A proposal of which a person has to say whether it is meant.
    fn guess(why: impl Into<String>, date: &str) -> Self {
        let proposal = Some(Proposal { edtf: date.to_owned(), reading: Reading::Guess });
        Self { proposal, ..Self::write(why, date) }
    }
}

/// Whether a text is a date as it stands.
fn reads(text: &str) -> bool {
    edtf::read(text).is_ok()
}

/// For a text that nobody meant as a date; guessing would take long.
pub(super) fn too_long(text: &str) -> DateError {
    DateError {
        message: format!("`{}` is not a date: it is too long", shorten(text.trim())),
        offset: 0,
        help: Some(EXAMPLES.to_owned()),
        proposal: None,
    }
}

/// Turns a fault into advice; `text` is what was read.
pub(super) fn advise(text: &str, fault: Fault) -> DateError {
    if text.is_empty() || matches!(text, "~" | "null" | "?" | "-") {
        let help = Some(EXAMPLES.to_owned());
        return DateError { message: "the date is empty".to_owned(), offset: 0, help, proposal: None };
    }
    let advice = match fault.message {
        "unterminated set" => explain(text, fault),
        _ => guess::guess(text, fault).unwrap_or_else(|| explain(text, fault)),
    };
    DateError {
        message: format!("`{}` is not a date: {}", shorten(text), advice.why),
        offset: advice.offset.unwrap_or(fault.offset),
        help: Some(advice.help.unwrap_or_else(|| EXAMPLES.to_owned())),
        proposal: advice.proposal,
    }
}

const EXAMPLES: &str = "write a date as `2023-03-22`, `2023-03` or `2023`, a span as `2018-12/2021-09-24`";

/// The reader's own reasons, for a text whose meaning can't be guessed.
fn explain(text: &str, fault: Fault) -> Advice {
    let only = |why: &str| Advice::only(why);
    match fault.message {
        "EDTF permits ASCII characters only" => {
            let stranger = text.get(fault.offset..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            only(&format!("`{stranger}` has no place in it"))
        }
        "whitespace is not allowed" if text.contains(|c: char| c.is_ascii_lowercase()) => {
            only("it is written in words, and numbers are needed")
        }
        "whitespace is not allowed" => only("a date has no spaces inside"),
        "year must have exactly four digits (or X)" => only("a year has four digits"),
        "negative years cannot contain unspecified digits" => {
            Advice::new("a year before 1 can't have an `X`", "write the span, as `-0049/-0040`")
        }
        "-0000 is not a valid year" => Advice::new("there is no year -0000", "1 BC is `0000`, 2 BC is `-0001`"),
        "expected '-' before month" => only("after the year comes a hyphen and the month, or the end"),
        "expected '-' before day" => only("after the month comes a hyphen and the day, or the end"),
        "unexpected characters after day" => only("nothing comes after the day but `?`, `~` or `%`"),
        "month must be two digits (or X)" => only("a month has two digits"),
        "day must be two digits (or X)" => only("a day has two digits"),
        "month must be 01-12" | "month must be 01-12 or a sub-year code 21-41" => {
            Advice::new("a month is 01 to 12", "a season is 21 (spring) to 24 (winter), as in `2001-21`")
        }
        "no calendar month matches the unspecified digits" => only("no month has these digits"),
        "sub-year groupings cannot carry a day" => {
            Advice::new("a month is 01 to 12", "21 to 41 stand for seasons and quarters, which have no days")
        }
        "day is out of range for the month" => day_out_of_range(text, fault.offset),
        "interval must contain exactly one '/'" => only("a span of time has one `/`, between its two dates"),
        "interval needs at least one dated endpoint" => {
            Advice::new("a span of time needs a date at one end", "write `2004/..` or `../2004`")
        }
        "interval end precedes interval start" => Advice { offset: Some(0), ..reversed(text) },
        "'..'-prefixed date is only allowed as interval start" => only("`..` before a date belongs at the beginning"),
        "'..'-suffixed date is only allowed as interval end" => only("`..` after a date belongs at the end"),
        "unterminated set" => unterminated(text),
        "set must contain at least one element" | "empty set element" => {
            Advice::new("a date is missing in the list", "write `[2023-02-24,2023-02-25]`")
        }
        "sets cannot nest" => only("a list of dates can't hold another list"),
        "set range endpoints must share precision" => only("both ends of `..` must be days, or months, or years"),
        "set range end precedes range start" => only("a range ends before it begins"),
        "set range endpoints cannot contain unspecified digits"
        | "set range endpoints cannot be qualified"
        | "set range endpoints cannot be seasons"
        | "set range endpoints cannot carry significant digits" => {
            only("both ends of `..` must be plain days, months or years")
        }
        "'..' alone is not a set element" | "set element cannot contain multiple '..'" => {
            only("`..` stands between two dates, before one or after one")
        }
        "Y-prefixed years require |year| > 9999" => {
            Advice::new("`Y` is for years of more than four digits", "write a year of up to four digits as `0985`")
        }
        "Y-prefixed years are year-precision only" => only("a year that begins with `Y` has no months"),
        "leading zeros are not allowed in Y-prefixed years" => only("a year that begins with `Y` has no leading zeros"),
        "number out of supported range" | "exponent out of supported range" | edtf::BEYOND => {
            only("this year is further away than can be counted")
        }
        "date-times require a complete YYYY-MM-DD date" | "date-times require a plain all-digit date" => {
            only("a time needs one certain day before it")
        }
        "time must be hh:mm:ss" => only("a time inside a date has hours, minutes and seconds, as `T21:30:00`"),
        "hour must be 00-23 (24 is not allowed)" => only("an hour is 00 to 23"),
        "minute must be 00-59" => only("a minute is 00 to 59"),
        "second must be 00-60" => only("a second is 00 to 59"),
        message if message.contains("shift") && text.get(fault.offset..).is_some_and(|rest| rest.starts_with('.')) => {
            only("seconds have no fractions")
        }
        message if message.contains("shift") => only("an offset from UTC is `Z`, `+02:00` or `-04:00`, up to 14 hours"),
        message if message.contains("significant digits") => {
            only("`S` and a number say how many of the year's digits count, as in `1950S2`")
        }
        message => only(message),
    }
}

fn reversed(text: &str) -> Advice {
    let why = "it ends before it begins";
    match text.split_once('/') {
        Some((start, end)) if edtf::read(&format!("{end}/{start}")).is_ok() => {
            Advice::guess(why, &format!("{end}/{start}"))
        }
        _ => Advice::only(why),
    }
}

fn unterminated(text: &str) -> Advice {
    let (bracket, name) =
        if text.starts_with('{') { ('}', "all of several dates") } else { (']', "one of several dates") };
    let closed = format!("{}{bracket}", text.trim_end_matches([']', '}', ',']));
    let why = format!("`{bracket}` is missing at the end of {name}");
    if edtf::read(&closed).is_err() {
        return Advice::only(why);
    }
    Advice { offset: None, ..Advice::write(why, &closed) }
}

/// "February 2023 has 28 days", if the year and the month before the day can be read.
fn day_out_of_range(text: &str, offset: usize) -> Advice {
    let before = text.get(..offset).unwrap_or_default();
    let start = before.rfind(['[', '{', ',', '/']).map_or(0, |index| index + 1);
    let start = before[start..].rfind("..").map_or(start, |index| start + index + 2);
    let plain: String = before[start..].chars().filter(|c| !matches!(c, '?' | '~' | '%')).collect();
    let day = text.get(offset..offset + 2).and_then(|day| day.parse::<u8>().ok());
    let month = plain.trim_end_matches('-');
    let only = |why: String| Advice::only(why);
    if day.is_some_and(|day| day == 0 || day > 31) {
        return only("a day is 01 to 31".to_owned());
    }
    match edtf::read(month) {
        Ok(super::Form::Single(date)) if date.is_plain() => {
            let year = date.earliest.year;
            let (name, days) = (words::month_name(date.earliest.month), date.latest.day);
            Advice::new(format!("{name} {year} has {days} days"), format!("if the day isn't known, write `{month}`"))
        }
        _ => only("that month never has such a day".to_owned()),
    }
}
