//! Reads dates as people write them in English, with the months of the other built-in languages too, so that a mistake can be answered with the date that was meant.

use super::super::edtf;
use super::super::form::Form;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The months in French, Spanish and Arabic, whole.
const OTHER_MONTHS: [[&str; 12]; 3] = [
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
];

pub(super) fn month_name(month: u8) -> &'static str {
    MONTHS[usize::from(month.clamp(1, 12)) - 1]
}

/// The EDTF text of what people write for one date, or of one that is right already: "22 March 2023", "1985-4-1",
/// "1960s", "spring 2001", "44 BC", "c. 1985", "19850412".
pub(super) fn single(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches([',', '.', ';']);
    let found = right(text)
        .or_else(|| doubted(text))
        .or_else(|| unpadded(text))
        .or_else(|| joined(text))
        .or_else(|| with_names(text))
        .or_else(|| era(text))?;
    matches!(edtf::read(&found), Ok(Form::Single(_))).then_some(found)
}

fn right(text: &str) -> Option<String> {
    matches!(edtf::read(text), Ok(Form::Single(_))).then(|| text.to_owned())
}

/// Words that say "about", in the spellings that are usual; longer ones stand before those that they begin with.
const ABOUT: &[&str] = &[
    "circa",
    "circ.",
    "cca.",
    "cca",
    "ca.",
    "ca",
    "c.",
    "approximately",
    "approx.",
    "approx",
    "around",
    "about",
    "roughly",
    "abt.",
    "abt",
    "estimated",
    "est.",
    "≈",
    "~",
];

/// "c. 1985", "about May 2019", "1985 (approx.)", "possibly 2004", "(believed to be) 31 May 2020"
fn doubted(text: &str) -> Option<String> {
    const PERHAPS: &[&str] = &["possibly", "perhaps", "probably", "maybe", "believed to be", "thought to be"];
    let lower = text.to_lowercase();
    let lower = match lower.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((words, date)) => format!("{words} {}", date.trim_start()),
        None => lower,
    };
    let before = |words: &[&str]| words.iter().find_map(|word| lower.strip_prefix(word)).map(str::to_owned);
    // Behind a date they stand in parentheses, or after a space.
    let behind = |words: &[&str]| {
        let rest = lower.strip_suffix(')').map_or(&*lower, |rest| rest);
        let is_apart = |rest: &&str| rest.ends_with([' ', '(']);
        let found = words.iter().find_map(|word| rest.strip_suffix(word.trim_end_matches('.')).filter(is_apart));
        let found = found.or_else(|| words.iter().find_map(|word| rest.strip_suffix(word).filter(is_apart)))?;
        Some(found.trim_end_matches(['(', ' ']).to_owned())
    };
    let (rest, mark) = if let Some(rest) = before(ABOUT).or_else(|| behind(ABOUT)) {
        (rest, '~')
    } else if let Some(rest) = before(PERHAPS).or_else(|| behind(PERHAPS)).or_else(|| behind(&["?"])) {
        (rest, '?')
    } else {
        // "c1985"
        (lower.strip_prefix('c').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))?.to_owned(), '~')
    };
    if rest.trim().is_empty() {
        return None;
    }
    Some(format!("{}{mark}", single(&rest)?))
}

/// `1985-4-1`, `1985/4/1`, `1985.04`
fn unpadded(text: &str) -> Option<String> {
    let separator = ['-', '/', '.'].into_iter().find(|separator| text.contains(*separator))?;
    let parts: Vec<&str> = text.split(separator).collect();
    let number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty() && part.len() <= 4;
    if !(2..=3).contains(&parts.len()) || !parts.iter().all(number) || parts[0].len() < 3 {
        return None;
    }
    if parts[1..].iter().any(|part| part.len() > 2) {
        return None;
    }
    let rest: String = parts[1..].iter().map(|part| format!("-{part:0>2}")).collect();
    Some(format!("{:0>4}{rest}", parts[0]))
}

/// `19850412`
fn joined(text: &str) -> Option<String> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))
}

/// "22 March 2023", "March 22nd, 2023", "26 Oct 899", "Mar 2023", "spring 2001", "fall of 2001", "the 1960s"
fn with_names(text: &str) -> Option<String> {
    let mut month = None;
    let mut year = None;
    let mut day = None;
    let lower = text.to_lowercase();
    for word in lower.split([' ', ',', '.']).filter(|word| !word.is_empty()) {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        let tail = &word[digits.len()..];
        match (digits.len(), tail) {
            (0, "the" | "of" | "on" | "in" | "de" | "del" | "du" | "le" | "el" | "en") => {}
            (0, name) => {
                if month.is_some() {
                    return None;
                }
                month = Some(month_or_season(name)?);
            }
            (3 | 4, "") if year.is_none() => year = Some(format!("{digits:0>4}")),
            (3 | 4, "s" | "'s" | "’s") if year.is_none() && digits.ends_with('0') => {
                year = Some(format!("{:0>3}X", &digits[..digits.len() - 1]));
            }
            (1 | 2, "" | "st" | "nd" | "rd" | "th" | "er" | "º") if day.is_none() => day = Some(digits.to_owned()),
            _ => return None,
        }
    }
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => Some(format!("{year}-{month:02}-{day:0>2}")),
        (Some(year), Some(month), None) => Some(format!("{year}-{month:02}")),
        (Some(year), None, None) => Some(year),
        _ => None,
    }
}

fn month_or_season(name: &str) -> Option<u8> {
    match name {
        "spring" => return Some(21),
        "summer" => return Some(22),
        "autumn" | "fall" => return Some(23),
        "winter" => return Some(24),
        _ => {}
    }
    let is_begun = |month: &&str| name.len() >= 3 && month.to_lowercase().starts_with(name);
    let in_english = MONTHS.iter().position(is_begun);
    let elsewhere = || OTHER_MONTHS.iter().find_map(|months| months.iter().position(|month| *month == name));
    let position = in_english.or_else(elsewhere)?;
    u8::try_from(position + 1).ok()
}

/// "44 BC", "79 AD", "AD 79", "19th century"
fn era(text: &str) -> Option<String> {
    let lower = text.to_lowercase().replace('.', "");
    let number = |text: &str| text.trim().parse::<u16>().ok().filter(|number| (1..=9999).contains(number));
    for before in ["bce", "bc"] {
        if let Some(year) = lower.strip_suffix(before) {
            let year = number(year)?;
            return Some(if year == 1 { "0000".to_owned() } else { format!("-{:04}", year - 1) });
        }
    }
    for after in ["ce", "ad"] {
        if let Some(year) = lower.strip_suffix(after).or_else(|| lower.strip_prefix(after)) {
            return Some(format!("{:04}", number(year)?));
        }
    }
    let century = lower.trim_start_matches("the ").strip_suffix("century")?;
    let century = number(century.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic()))?;
    (1..=100).contains(&century).then(|| format!("{:02}XX", century - 1))
}
