//! EDTF from published suites, how dates read, and what an editor is told: all from the lines of `tests/edtf/`.

mod html;
mod properties;

use dateline::model::{Bound, EventDate};
use dateline::words::{self, Words};

/// The lines of a data file, without blank ones and comments, and their numbers.
fn lines(text: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line)).filter(|(_, line)| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with('#')
    })
}

/// Fails with all that is wrong, not only the first.
fn report(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn valid_dates_have_their_bounds() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (number, line) in lines(include_str!("../../edtf/valid.txt")) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let [text, earliest, latest] = columns[..] else { panic!("valid.txt:{number}: three columns") };
        count += 1;
        match EventDate::parse(text) {
            Err(error) => wrong.push(format!("{number}: {error}")),
            Ok(date) => {
                for (expected, bound) in [(earliest, date.earliest()), (latest, date.latest())] {
                    let said = if bound == Bound::Unknown { "unknown".to_owned() } else { bound.to_string() };
                    if expected != "-" && expected != said {
                        wrong.push(format!("{number}: {text}: expected {expected}, got {said}"));
                    }
                }
            }
        }
    }
    report(&wrong);
    assert!(count >= 60, "only {count} lines were read");
}

#[test]
fn invalid_dates_are_refused_with_a_way_out() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (number, line) in lines(include_str!("../../edtf/invalid.txt")) {
        count += 1;
        match EventDate::parse(line) {
            Ok(date) => wrong.push(format!("{number}: {line} was read as {date}")),
            Err(error) if error.help.is_none() => wrong.push(format!("{number}: {line} has no help")),
            Err(_) => {}
        }
    }
    report(&wrong);
    assert!(count >= 40, "only {count} lines were read");
}

#[test]
fn dates_read_well() {
    let words = Words::english();
    let mut wrong = Vec::new();
    for (number, line) in lines(include_str!("../../edtf/words.txt")) {
        let columns: Vec<&str> = line.split(" | ").collect();
        let [text, words_for_it, attribute] = columns[..] else { panic!("words.txt:{number}: three columns") };
        let date = EventDate::parse(text).unwrap_or_else(|error| panic!("words.txt:{number}: {error}"));
        let said = words::date::date(&words, &date);
        let given = date.datetime_attribute().unwrap_or_else(|| "-".to_owned());
        for (expected, got) in [(words_for_it, &said), (attribute, &given)] {
            if expected != got {
                wrong.push(format!("{number}: {text}: expected `{expected}`, got `{got}`"));
            }
        }
        if given != "-" && !html::is_valid_datetime(&given) {
            wrong.push(format!("{number}: {text}: `{given}` is not a datetime of HTML"));
        }
    }
    report(&wrong);
}

#[test]
fn editors_are_told_what_to_write() {
    let mut wrong = Vec::new();
    for (number, line) in lines(include_str!("../../edtf/advice.txt")) {
        let (text, expected) = line.split_once(" => ").unwrap_or_else(|| panic!("advice.txt:{number}: two columns"));
        match EventDate::parse(text) {
            Ok(date) => wrong.push(format!("{number}: {text} was read as {date}")),
            Err(error) => {
                let answer = format!("{}; {}", error.message, error.help.unwrap_or_default());
                if !answer.contains(expected) {
                    wrong.push(format!("{number}: {text}: expected `{expected}` in `{answer}`"));
                }
            }
        }
    }
    report(&wrong);
}

#[test]
fn the_page_for_editors_is_true() {
    let words = Words::english();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (index, line) in include_str!("../../../docs/dates.md").lines().enumerate() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let ["", written, reads, _, ""] = cells[..] else { continue };
        let Some(text) = written.strip_prefix('`').and_then(|text| text.strip_suffix('`')) else { continue };
        count += 1;
        match EventDate::parse(text).map(|date| words::date::date(&words, &date)) {
            Ok(said) if said == reads => {}
            Ok(said) => wrong.push(format!("{}: {text}: the page says `{reads}`, we say `{said}`", index + 1)),
            Err(error) => wrong.push(format!("{}: {error}", index + 1)),
        }
    }
    report(&wrong);
    assert!(count >= 30, "only {count} rows were read");
}
