//! Several dates as people write them, of which most leave out what they share with their neighbours.

use super::words::single;

/// The dates between which `word` stands, in EDTF and with commas: "22 or 23 February 2023", "22, 23 or 24 Feb 2023",
/// "February or March 2023", "Feb 22 or 23, 2023", "2001 or 2002".
pub(super) fn several(text: &str, word: &str) -> Option<String> {
    let (before, last) = text.rsplit_once(word)?;
    let mut parts: Vec<&str> = before.split(',').map(str::trim).collect();
    parts.push(last.trim());
    let dates = whole(&parts).or_else(|| like_last(&parts)).or_else(|| like_first(&parts))?;
    Some(dates.join(","))
}

fn whole(parts: &[&str]) -> Option<Vec<String>> {
    parts.iter().map(|part| single(part).filter(|_| !is_day(part))).collect()
}

/// The last one says month and year, or the year.
fn like_last(parts: &[&str]) -> Option<Vec<String>> {
    let (last, others) = parts.split_last()?;
    let (first_word, shared) = last.split_once(' ')?;
    // "22 or 23 February 2023" shares all but the day, "February or March 2023" all but the month.
    let is_alike = |part: &&str| is_day(part) == is_day(first_word) && !part.contains(' ');
    if !others.iter().all(is_alike) {
        return None;
    }
    let mut dates: Vec<String> =
        others.iter().map(|part| single(&format!("{part} {shared}"))).collect::<Option<_>>()?;
    dates.push(single(last)?);
    Some(dates)
}

/// The first one says the month, and the last one the year: "Feb 22 or 23, 2023".
fn like_first(parts: &[&str]) -> Option<Vec<String>> {
    let year = parts.last().filter(|last| last.len() == 4 && last.bytes().all(|byte| byte.is_ascii_digit()));
    let (days, year) = match year {
        Some(year) => (&parts[..parts.len() - 1], *year),
        None => (parts, parts.last()?.rsplit_once([' ', ','])?.1),
    };
    let month = days.first()?.split_once(' ')?.0;
    let date = |day: &&str| {
        let day = day.strip_prefix(month).unwrap_or(day).trim();
        let day = day.strip_suffix(year).unwrap_or(day).trim_end_matches([' ', ',']);
        is_day(day).then(|| single(&format!("{day} {month} {year}"))).flatten()
    };
    days.iter().map(date).collect()
}

fn is_day(word: &str) -> bool {
    (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}
