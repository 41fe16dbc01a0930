use super::date::{DatePart, date, date_and_time, interval, time};
use super::*;
use crate::model::{EventDate, EventTime};

fn said(words: &Words, text: &str) -> String {
    date(words, &EventDate::parse(text).unwrap_or_else(|error| panic!("{error}")))
}

/// A language's words with a file of the site's own.
fn with_own(tag: &str, text: &str) -> Result<Words, WordsError> {
    Words::load(tag, &|name| (name == file_of(tag)).then_some(text))
}

fn language(tag: &str) -> Words {
    Words::built_in(tag).unwrap_or_else(|| panic!("a catalogue for {tag}"))
}

#[test]
fn what_is_built_in_is_whole() {
    for tag in built_in() {
        let text = BUILT_IN.iter().find(|(known, _)| *known == tag).expect("it is built in").1;
        // What a site of that language without the built-in file would lack.
        let mut missing = crate::yaml::lacking(BUILT_IN[0].1, &[text], &is_text).expect("YAML");
        missing.retain(|key| key != "language.lists");
        assert!(missing.is_empty(), "{tag} lacks {missing:?}");
        let words = Words::load(tag, &|_| None).unwrap_or_else(|error| panic!("{tag}: {error}"));
        words.check_names().unwrap_or_else(|wrong| panic!("{tag}: {wrong}"));
        let english = Words::english();
        assert_eq!(words.count_keys().collect::<Vec<_>>(), english.count_keys().collect::<Vec<_>>(), "{tag}");
        assert_eq!(words.page.keys().collect::<Vec<_>>(), english.page.keys().collect::<Vec<_>>(), "{tag}");
    }
}

#[test]
fn french_has_its_articles() {
    let french = language("fr");
    for (text, expected) in [
        ("2023-03-22", "22 mars 2023"),
        ("2023-03-01", "1er mars 2023"),
        ("2019-05~", "vers mai 2019"),
        ("2019-05-03~", "vers le 3 mai 2019"),
        ("2019-05-03/2019-05-05", "du 3 au 5 mai 2019"),
        ("2019-05-03/2019-06-05", "du 3 mai au 5 juin 2019"),
        ("2018-12-03/2019-06-05", "du 3 décembre 2018 au 5 juin 2019"),
        ("2019-04/2019-06", "d’avril à juin 2019"),
        ("1978/1980", "de 1978 à 1980"),
        ("1978-01-01/..", "depuis le 1er janvier 1978"),
        ("[2023-02-22,2023-02-23]", "22 ou 23 février 2023"),
        ("[2023-02-22..2023-02-24]", "entre le 22 février et le 24 février 2023"),
        ("196X", "années 1960"),
        ("196X~", "vers les années 1960"),
        ("-0043", "44 av. J.-C."),
        ("../2004", "en 2004 ou avant"),
        ("../2004-05-03", "le 3 mai 2004 ou avant"),
        ("2001-21", "printemps 2001"),
        ("2001-21/2001-23", "du printemps à l’automne 2001"),
        ("2004?", "peut-être 2004"),
    ] {
        assert_eq!(said(&french, text), expected, "{text}");
    }
    let [first, last] = ["2018-11-01", "2019-04"].map(|text| EventDate::parse(text).expect("a date"));
    assert_eq!(super::date::from_to(&french, &first, &last), "du 1er novembre 2018 à avril 2019");
}

/// Events that took their time begin and end a list as single days do.
#[test]
fn a_list_goes_from_when_its_first_began_to_when_its_last_ended() {
    let words = Words::english();
    for (first, last, expected) in [
        ("1991-08-24/1992-08", "2026-10-01", "24 August 1991 to 1 October 2026"),
        ("1992-12-15", "2029-10-23/2030-10", "15 December 1992 to October 2030"),
        ("1991/1992", "1991/1992~", "1991 to about 1992"),
    ] {
        let [first, last] = [first, last].map(|text| EventDate::parse(text).expect("a date"));
        assert_eq!(super::date::from_to(&words, &first, &last), expected);
    }
}

#[test]
fn spanish_and_arabic_have_theirs() {
    for (tag, text, expected) in [
        ("es", "2019-05-03", "3 de mayo de 2019"),
        ("es", "2019-05-03/..", "desde el 3 de mayo de 2019"),
        ("es", "2019-05/..", "desde mayo de 2019"),
        ("es", "2010/..", "desde 2010"),
        ("es", "1978-01-01/1978-02-13", "del 1 de enero al 13 de febrero de 1978"),
        ("es", "1978-01-01/1979-02-13", "del 1 de enero de 1978 al 13 de febrero de 1979"),
        ("es", "2019-05-03/2019-05-05", "del 3 al 5 de mayo de 2019"),
        ("es", "[2019-09,2019-10]", "septiembre u octubre de 2019"),
        ("es", "196X~", "hacia la década de 1960"),
        ("ar", "2019-05-03", "3 مايو 2019"),
        ("ar", "2019-05-03/2019-05-05", "من 3 إلى 5 مايو 2019"),
        ("ar", "[2019-05,2019-06]", "مايو أو يونيو 2019"),
    ] {
        assert_eq!(said(&language(tag), text), expected, "{tag} {text}");
    }
}

/// What none of the built-in languages has: a month in two cases, and no plural at all.
#[test]
fn an_invented_language_has_cases_and_no_plural() {
    let english = BUILT_IN[0].1;
    let months = "[{plain: maj, of: maja}, {plain: maj, of: maja}, {plain: maj, of: maja}, {plain: maj, of: maja}, \
                  {plain: maj, of: maja}, {plain: maj, of: maja}, {plain: maj, of: maja}, {plain: maj, of: maja}, \
                  {plain: maj, of: maja}, {plain: maj, of: maja}, {plain: maj, of: maja}, {plain: maj, of: maja}]";
    let whole = english
        .replace(
            "[January, February, March, April, May, June, July, August, September, October, November, December]",
            months,
        )
        .replace("day: \"{day} {month} {year}\"", "day: \"{day} {month.of} {year}\"")
        .replace("interval: \"{a} to {b}\"", "interval: \"od {a.of} do {b.of}\"")
        .replace("since: \"since {date}\"", "since: \"od {date.of}\"");
    let one = |text: &str| {
        let plural = without_singulars(text);
        with_own("ja", &plural).unwrap_or_else(|error| panic!("{error}"))
    };
    let words = one(&whole);
    assert_eq!(said(&words, "2031-05"), "maj 2031");
    assert_eq!(said(&words, "2031-05-03"), "3 maja 2031");
    assert_eq!(said(&words, "2031-05/.."), "od maja 2031");
    assert_eq!(said(&words, "2031-05/2032-05"), "od maja 2031 do maja 2032");
    assert_eq!(words.count("events", 1), "1 events");
    let fault = |text: &str| with_own("ja", text).expect_err("a fault").message;
    assert!(fault(&whole).contains("has the plural form `one`, which `ja` doesn't have"), "{}", fault(&whole));
    let stray = without_singulars(&whole.replace("{date.of}", "{date.off}"));
    assert!(fault(&stray).contains("the form `off`"), "{}", fault(&stray));
}

/// The catalogue without its singulars: `{one: …, other: …}` has `other` alone.
fn without_singulars(text: &str) -> String {
    let line = |line: &str| match (line.find("{one: "), line.find(", other: ")) {
        (Some(start), Some(end)) => format!("{}{{{}", &line[..start], &line[end + 2..]),
        _ => line.to_owned(),
    };
    text.lines().map(|text| line(text) + "\n").collect()
}

#[test]
fn a_site_changes_words_and_a_variety_has_its_languages() {
    let american = with_own(
        "en-US",
        "dates: {day: '{month} {day}, {year}', day_and_month: '{month} {day}', dates_and_year: '{dates}, {year}'}",
    )
    .expect("a catalogue");
    assert_eq!(said(&american, "2023-03-22"), "March 22, 2023");
    assert_eq!(said(&american, "2019-05-03/2019-05-05"), "May 3 to 5, 2019");
    assert_eq!(said(&american, "2019-05-03/2019-06-05"), "May 3 to June 5, 2019");
    assert_eq!(said(&american, "2004-06-1X"), "between June 10 and June 19, 2004");
    assert_eq!(language("fr-CA").page["timeline"], "Chronologie");
    assert_eq!(language("fr-CA").language.tag(), "fr-CA");
    let own = |name: &str| match name {
        "words/fr-CA.yaml" => Some("page: {timeline: Fil}"),
        "words/fr.yaml" => Some("page: {timeline: Temps, claims: Griefs}"),
        _ => None,
    };
    let words = Words::load("fr-CA", &own).expect("a catalogue");
    assert_eq!((&*words.page["timeline"], &*words.page["claims"]), ("Fil", "Griefs"));
    assert_eq!(with_own("en", "dates:\npage:\n").expect("empty sections change nothing").page["timeline"], "Timeline");
}

#[test]
fn nothing_stands_in_for_a_language_that_is_not_there() {
    let error = Words::load("eo", &|_| None).expect_err("no catalogue");
    assert_eq!((error.file, &*error.message), (None, "there are no words for the language `eo`"));
    let error = with_own("eo", "page: {timeline: Tempolinio}").expect_err("a part of one");
    assert_eq!(error.file.as_deref(), Some("words/eo.yaml"));
    assert!(error.message.contains("lacks `language`, `sentences`, `dates`"), "{}", error.message);
    assert!(error.message.contains("more"), "{}", error.message);
}

#[test]
fn numbers_have_the_forms_of_their_language() {
    for (tag, number, expected) in [
        ("en", 1, "1 event"),
        ("en", 2_000, "2,000 events"),
        ("fr", 0, "0 événement"),
        ("fr", 2, "2 événements"),
        ("fr", 1_000_000, "1\u{202f}000\u{202f}000 d’événements"),
        ("es", 1, "1 acontecimiento"),
        ("ar", 0, "لا أحداث"),
        ("ar", 2, "حدثان"),
        ("ar", 3, "3 أحداث"),
        ("ar", 11, "11 حدثًا"),
        ("ar", 100, "100 حدث"),
    ] {
        assert_eq!(language(tag).count("events", number), expected, "{tag} {number}");
    }
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
        ("page: {numbered_title: '{title}'}", "page.numbered_title lacks `{n}`", 0),
        ("page: {caveat: ' '}", "page.caveat says nothing", 0),
        ("status: {short: {denied: ''}}", "status.short.denied says nothing", 0),
        ("status: {short: {acquitted: acquitted}}", "status.short.acquitted lacks `{year}`", 0),
        ("status: {full: {finding: '{party}'}}", "status.full.finding lacks `{finding}`", 0),
        ("status: {marker: {denied: ' '}}", "status.marker.denied says nothing", 0),
        ("status: {negations: []}", "status.negations says nothing", 0),
        ("counts: {events: {other: ''}}", "counts.events (other) says nothing", 0),
        ("counts: {events: {few: a}}", "counts.events has the plural form `few`, which `en` doesn't have", 0),
        ("counts: {things: {other: a}}", "counts.things lacks the plural form `one`, which `en` needs", 0),
        ("dates: [", "never closed", 7),
    ] {
        let error = with_own("en", text).expect_err(text);
        assert!(error.message.contains(expected), "{text}: {}", error.message);
        assert_eq!(error.at, at, "{text}");
        assert_eq!(error.file.as_deref(), Some("words/en.yaml"), "{text}");
    }
}

#[test]
fn what_is_filled_in_is_not_filled_again() {
    let words = Words::english();
    let [first, last] = ["{year}", "b"].map(str::to_owned);
    assert_eq!(words.list(&[first, last]), "{year} and b");
    let words = with_own("en", "dates: {first_day: '{year}'}").expect("a catalogue");
    assert_eq!(said(&words, "2023-01-01"), "{year} January 2023");
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
    let (english, french) = (Words::english(), language("fr"));
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
