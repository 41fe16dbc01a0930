//! Guesses at texts that name several dates: spans, and lists of dates.

use super::several::several;
use super::words::single;
use super::{Advice, reads};

/// The two ends of a span, each as people write it.
pub(super) fn ends(start: &str, end: &str) -> Option<(String, String)> {
    let (start, end) = (single(start)?, single(end)?);
    reads(&format!("{start}/{end}")).then_some((start, end))
}

/// Two dates with a `/`, each as people write it.
fn span(text: &str) -> Option<String> {
    let (start, end) = text.split_once('/')?;
    ends(start, end).map(|(start, end)| format!("{start}/{end}"))
}

/// `..2004`, `2004..`, as in a set.
pub(super) fn open_without_slash(text: &str) -> Option<Advice> {
    let span = match (text.strip_prefix(".."), text.strip_suffix("..")) {
        (Some(date), None) => format!("../{}", single(date)?),
        (None, Some(date)) => format!("{}/..", single(date)?),
        _ => return None,
    };
    reads(&span).then(|| Advice::write("a span has a `/` between its two ends", &span))
}

/// `1985/open`, `unknown/1985`, as EDTF was before 2019.
pub(super) fn open_or_unknown(text: &str) -> Option<Advice> {
    let lower = text.to_lowercase();
    let (start, end) = lower.split_once('/')?;
    let today = |end: &str| match end.trim() {
        "open" | "now" | "present" | "today" | "ongoing" => "..".to_owned(),
        "unknown" | "unkown" | "?" => String::new(),
        end => single(end).unwrap_or_else(|| end.to_owned()),
    };
    let now = format!("{}/{}", today(start), today(end));
    (now != lower && reads(&now))
        .then(|| Advice::write("an open end is written `..`, and an unknown end is left empty", &now))
}

/// `1985-1990`, `1985 - 1990`, `1914-18`
pub(super) fn span_with_hyphen(text: &str) -> Option<Advice> {
    let (start, end) = text.split_once('-')?;
    let (start, end) = (start.trim(), end.trim());
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(start, 4) {
        return None;
    }
    let why = "a span of years is written with `/`";
    let (span, advice): (String, fn(&'static str, &str) -> Advice) = match end {
        end if digits(end, 4) => (format!("{start}/{end}"), Advice::write),
        end if digits(end, 2) && end > &start[2..] => (format!("{start}/{}{end}", &start[..2]), Advice::guess),
        _ => return None,
    };
    reads(&span).then(|| advice(why, &span))
}

/// "between 1667 and 1672", "before 2004", "1985 to 1990", "24 or 25 February 2031".
pub(super) fn two_dates(text: &str) -> Option<Advice> {
    let lower = text.to_lowercase();
    if let Some((a, b)) = lower.strip_prefix("between ").and_then(|rest| rest.split_once(" and ")) {
        return propose(&format!("[{}..{}]", single(a)?, single(b)?), "one unknown date of several");
    }
    for word in ["before ", "until ", "till ", "up to ", "by "] {
        if let Some(date) = lower.strip_prefix(word) {
            return guessed(&format!("../{}", single(date)?), "an open beginning is written `..`");
        }
    }
    for word in ["after ", "since ", "from "] {
        if let Some(date) = lower.strip_prefix(word).filter(|rest| !rest.contains(" to ")) {
            return guessed(&format!("{}/..", single(date)?), "an open end is written `..`");
        }
    }
    let lower = lower.strip_prefix("from ").unwrap_or(&lower);
    for word in [" to ", " until ", " - ", "-"] {
        if let Some((a, b)) = lower.split_once(word)
            && let (Some(a), Some(b)) = (single(a), single(b))
        {
            return from_to(&a, &b);
        }
    }
    if let Some(dates) = several(lower, " or ") {
        return propose(&format!("[{dates}]"), "one unknown date of several");
    }
    let dates = several(lower, " and ").or_else(|| several(lower, " & "))?;
    propose(&format!("{{{dates}}}"), "several dates that all hold")
}

/// Two dates with words or a dash between them.
pub(super) fn from_to(a: &str, b: &str) -> Option<Advice> {
    // Who says "about 383 to 410" hardly knows the end better than the beginning.
    if a.ends_with('~') && reads(&format!("{b}~")) {
        return guessed(&format!("{a}/{b}~"), "an approximate date ends in `~`, at both ends of a span");
    }
    propose(&format!("{a}/{b}"), "a span of time is written with `/`")
}

/// `2019-05-03/05`, `2019-05/07`: an end that leaves out what it shares with the start, as ISO 8601 allows and EDTF doesn't.
pub(super) fn short_end(text: &str) -> Option<Advice> {
    let (start, end) = text.split_once('/')?;
    let shared = start.get(..start.len().checked_sub(end.len())?).filter(|shared| shared.ends_with('-'))?;
    propose(&format!("{start}/{shared}{end}"), "both ends of a span are whole dates")
}

/// `[1985-4-1,1985-4-2]`, `1985-4-1/1985-5-1`, `1985-04-12,1985-04-13`: a list or span whose members people would read.
pub(super) fn list_of_words(text: &str) -> Option<Advice> {
    if let Some(span) = span(text) {
        return Some(Advice::write("one of its dates is not in the right form", &span));
    }
    let (open, close) = match text.chars().next()? {
        '{' => ('{', '}'),
        _ => ('[', ']'),
    };
    let inner = text.trim_start_matches(['[', '{']).trim_end_matches([']', '}']);
    if !inner.contains(',') {
        return None;
    }
    let dates = inner.split(',').map(single).collect::<Option<Vec<_>>>()?.join(",");
    let list = format!("{open}{dates}{close}");
    let why = if text.starts_with(['[', '{']) {
        "one of its dates is not in the right form"
    } else {
        "one of several dates stands in `[…]`, all of them in `{…}`"
    };
    reads(&list).then(|| Advice::write(why, &list))
}

fn propose(date: &str, why: &str) -> Option<Advice> {
    reads(date).then(|| Advice::write(why, date))
}

fn guessed(date: &str, why: &str) -> Option<Advice> {
    reads(date).then(|| Advice::guess(why, date))
}
