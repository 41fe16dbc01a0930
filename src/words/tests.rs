use super::date::{DatePart, date, date_and_time, interval, time};
use super::*;
use crate::model::{EventDate, EventTime};

fn said(words: &Words, text: &str) -> String {
    date(words, &EventDate::parse(text).unwrap_or_else(|error| panic!("{error}")))
}

/// Enough of French to show that order, articles and ties are the catalogue's.
const FRENCH: &str = r#"
dates:
  months: [janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre]
  seasons: {21: printemps}
  approximate: "vers {date}"
  interval: "de {a} à {b}"
  or: "{a} ou {b}"
  decade: "années {year}"
  the_decade: "les années {year}"
  year_before_christ: "{year} av. J.-C."
  until: "en {date} ou avant"
page:
  timeline: Chronologie
"#;

#[test]
fn english_is_whole() {
    let words = Words::english();
    assert_eq!(words.dates.seasons.keys().copied().collect::<Vec<_>>(), (21..=32).collect::<Vec<_>>());
    assert_eq!(words.dates.parts_of_year.keys().copied().collect::<Vec<_>>(), (33..=41).collect::<Vec<_>>());
    assert_eq!(words.page["timeline"], "Timeline");
}

#[test]
fn another_language_has_its_own_words_and_order() {
    let french = Words::parse(FRENCH).expect("a catalogue");
    for (text, expected) in [
        ("2023-03-22", "22 mars 2023"),
        ("2019-05~", "vers mai 2019"),
        ("2019-05-03/2019-06-05", "de 3 mai à 5 juin 2019"),
        ("[2023-02-22,2023-02-23]", "22 ou 23 février 2023"),
        ("196X", "années 1960"),
        ("196X~", "vers les années 1960"),
        ("-0043", "44 av. J.-C."),
        ("../2004", "en 2004 ou avant"),
        ("2001-21", "printemps 2001"),
    ] {
        assert_eq!(said(&french, text), expected, "{text}");
    }
    let american = Words::parse(
        "dates: {day: '{month} {day}, {year}', day_and_month: '{month} {day}', dates_and_year: '{dates}, {year}'}",
    )
    .expect("a catalogue");
    assert_eq!(said(&american, "2023-03-22"), "March 22, 2023");
    assert_eq!(said(&american, "2019-05-03/2019-05-05"), "May 3 to 5, 2019");
    assert_eq!(said(&american, "2019-05-03/2019-06-05"), "May 3 to June 5, 2019");
    assert_eq!(said(&american, "2004-06-1X"), "between June 10 and June 19, 2004");
}

#[test]
fn what_a_language_leaves_out_is_english() {
    let french = Words::parse(FRENCH).expect("a catalogue");
    assert_eq!(said(&french, "2004?"), "possibly 2004");
    assert_eq!(said(&french, "2001-22"), "summer 2001");
    assert_eq!(french.page["timeline"], "Chronologie");
    let nothing = Words::parse("").expect("an empty catalogue is English");
    assert_eq!(said(&nothing, "2023-03-22"), "22 March 2023");
    assert_eq!(Words::parse("dates:\npage:\n").expect("empty sections are English").page["timeline"], "Timeline");
}

#[test]
fn a_mistake_in_a_catalogue_is_reported_where_it_is() {
    for (text, expected, at) in [
        ("dates:\n  mounths: 3\n", "unknown field `mounths`", 9),
        ("dats: 3\n", "unknown field `dats`", 0),
        ("dates: {day: '{day} {month}'}", "dates.day lacks `{year}`", 0),
        ("dates: {day: '{day} {month} {yaer}'}", "dates.day has `{yaer}`, which nothing fills in here", 0),
        ("dates: {approximate: 'about {date'}", "dates.approximate lacks `{date}`", 0),
        ("dates: {seasons: {20: none}}", "dates.seasons has `20`", 0),
        ("dates: {months: [a, b]}", "invalid length 2", 0),
        ("page: {data_titled: '{title}'}", "page.data_titled lacks `{status}`", 0),
        ("page: {data_titled: ''}", "page.data_titled lacks `{status}`", 0),
        ("page: {data_headline: '{title}'}", "page.data_headline lacks `{status}`", 0),
        ("page: {data_noted: '{title}'}", "page.data_noted lacks `{remarks}`", 0),
        ("page: {caveat: ' '}", "page.caveat says nothing", 0),
        ("status: {short: {denied: ''}}", "status.short.denied says nothing", 0),
        ("status: {short: {acquitted: acquitted}}", "status.short.acquitted lacks `{year}`", 0),
        ("status: {full: {finding: '{party}'}}", "status.full.finding lacks `{finding}`", 0),
        ("status: {marker: {denied: ' '}}", "status.marker.denied says nothing", 0),
        ("status: {negations: []}", "status.negations says nothing", 0),
        ("dates: [", "never closed", 7),
    ] {
        let error = Words::parse(text).expect_err(text);
        assert!(error.message.contains(expected), "{text}: {}", error.message);
        assert_eq!(error.at, at, "{text}");
    }
}

#[test]
fn what_is_filled_in_is_not_filled_again() {
    let words = Words::parse("dates: {months: ['{year}', b, c, d, e, f, g, h, i, j, k, l]}").expect("a catalogue");
    assert_eq!(said(&words, "2023-01-05"), "5 {year} 2023");
}

#[test]
fn years_have_their_era() {
    let words = Words::english();
    for (number, expected) in
        [(2023, "2023"), (44, "AD 44"), (0, "1 BC"), (-43, "44 BC"), (i64::MIN, "9,223,372,036,854,775,809 BC")]
    {
        assert_eq!(super::date::year(&words, number), expected);
    }
}

#[test]
fn times_read_as_the_clock_showed_them() {
    let words = Words::english();
    let at = |text: &str| EventTime::parse(text).expect("a time");
    assert_eq!(time(&words, &at("21:30")), "21:30");
    assert_eq!(time(&words, &at("09:05:07")), "09:05:07");
    assert_eq!(time(&words, &at("21:30Z")), "21:30 UTC");
    assert_eq!(time(&words, &at("21:30-04:00")), "21:30 (UTC−04:00)");
    let day = EventDate::parse("2023-03-22").expect("a date");
    assert_eq!(date_and_time(&words, &day, &at("21:30")), "22 March 2023, 21:30");
}

/// Each end of an interval by itself; whatever the words around them are, the parts are the whole.
#[test]
fn an_interval_has_two_ends_in_any_language() {
    let (english, french) = (Words::english(), Words::parse(FRENCH).expect("a catalogue"));
    for (text, ends) in [
        ("2018-12/2021-09-24", "December 2018|24 September 2021"),
        ("2019-05-03/2019-05-05", "3|5"),
        ("2019-05-03/2019-06-05", "3 May|5 June"),
        ("1984~/2004-06", "about 1984|June 2004"),
        ("2019-05-03/2019-05-03", ""),
        ("2010/..", ""),
        ("2010", ""),
        ("[2010..2012]", ""),
    ] {
        let day = EventDate::parse(text).expect("a date");
        for words in [&english, &french] {
            let parts = interval(words, &day);
            let whole: String = parts
                .iter()
                .map(|part| match part {
                    DatePart::End(text) | DatePart::Between(text) => &**text,
                })
                .collect();
            assert!(parts.is_empty() || whole == date(words, &day), "{text}: {whole}");
            assert_eq!(parts.is_empty(), ends.is_empty(), "{text}");
        }
        let english = interval(&english, &day);
        let found: Vec<_> = english
            .iter()
            .filter_map(|part| if let DatePart::End(text) = part { Some(&**text) } else { None })
            .collect();
        assert_eq!(found.join("|"), ends, "{text}");
    }
    assert_eq!(said(&english, "[2010-02-28,2010-02-01]"), "1 or 28 February 2010");
}
