use super::*;

fn date(text: &str) -> EventDate {
    EventDate::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn dates_sort_by_their_ends_and_then_by_their_text() {
    let mut dates = [
        "2004",
        "../2003",
        "2004-01-01",
        "2004?",
        "[..1984]",
        "2004-01",
        "/2004",
        "2004/..",
        "2004/",
        "-0043",
        "XXXX",
        "2003-12-31",
        "Y-12345",
    ]
    .map(date);
    dates.sort();
    let sorted: Vec<&str> = dates.iter().map(EventDate::as_str).collect();
    assert_eq!(
        sorted,
        [
            "../2003",
            "XXXX", // open and unknown beginnings, by their ends
            "Y-12345",
            "-0043",
            "[..1984]",   // what happened once, by the last day on which it can have
            "2003-12-31", // by the first day
            "2004-01-01",
            "2004-01",
            "/2004",
            "2004",
            "2004/",
            "2004?", // by the last day, then the text
            "2004/..",
        ]
    );
}

#[test]
fn an_unknown_end_stands_where_the_other_is() {
    for (unknown, known) in
        [("/1985", "1985"), ("1985/", "1985"), ("/1985-04", "1985-04"), ("1985-04-12/", "1985-04-12")]
    {
        let (unknown, known) = (date(unknown), date(known));
        assert_eq!(unknown.extent.place, known.extent.place);
        assert_eq!(unknown.year(), Some(1985));
    }
    assert_eq!(date("/1985").earliest(), Bound::Unknown);
    assert_eq!(date("1985/").latest(), Bound::Unknown);
    assert_eq!(date("/1985").bounds_as_days(), None);
    assert_eq!(date("../1985").earliest(), Bound::Open);
    assert_eq!(date("1985/1990..").latest(), Bound::Open);
    assert_eq!(date("1985/1990..").earliest().to_string(), "1985-01-01");
}

#[test]
fn a_month_stands_behind_its_first_day_and_before_its_second() {
    let mut dates = ["2004-01-02", "2004", "2004-01", "2004-01-01"].map(date);
    dates.sort();
    assert_eq!(dates.map(|date| date.to_string()), ["2004-01-01", "2004-01", "2004", "2004-01-02"]);
}

#[test]
fn years_are_astronomical_and_those_of_the_first_day() {
    for (text, year) in [
        ("2018-12/2021-09-24", Some(2018)),
        ("[2023-02-24,2022-12-31]", Some(2022)),
        ("-0043-03-15", Some(-43)),
        ("0000", Some(0)),
        ("196X", Some(1960)),
        ("2001-24", Some(2001)),
        ("Y170000002", Some(170_000_002)),
        ("../2004", None),
        ("[..1984]", Some(1984)),
        ("{..1984}", None),
    ] {
        assert_eq!(date(text).year(), year, "{text}");
    }
}

#[test]
fn only_one_certain_day_is_a_full_day() {
    for (text, day) in [
        ("2023-03-22", Some("2023-03-22")),
        ("2004-01-01T10:10:10Z", Some("2004-01-01")),
        ("2023-03-22?", None),
        ("2023-03-~22", None),
        ("?2023-03-22", None),
        ("2023-03-2X", None),
        ("2023-03", None),
        ("2023-03-22/2023-03-22", None),
        ("[2023-03-22]", None),
    ] {
        assert_eq!(date(text).full_day().map(|day| day.to_string()).as_deref(), day, "{text}");
    }
}

#[test]
fn the_first_of_a_month_is_suspicious_only_when_written_as_certain() {
    for (text, first) in [
        ("2023-03-01", true),
        ("2023-01-01", true),
        ("2023-03-02", false),
        ("2023-03", false),
        ("2023-03-01~", false),
        ("2023-03-01T09:00:00", false),
    ] {
        assert_eq!(date(text).is_first_of_month(), first, "{text}");
    }
}

#[test]
fn precision_is_what_is_written_in_full() {
    // Of an interval or a set, the coarsest of its dates.
    let precision_of = |text| date(text).dates().map(form::PartialDate::precision).min().unwrap();
    for (text, precision) in [
        ("2023-03-22", Precision::Day),
        ("2023-03-XX", Precision::Month),
        ("2023-03", Precision::Month),
        ("2001-21", Precision::Season),
        ("2004-1X", Precision::Year),
        ("2004-XX-25", Precision::Year),
        ("2004", Precision::Year),
        ("196X", Precision::Decade),
        ("156X-12-25", Precision::Decade),
        ("19XX", Precision::Century),
        ("1950S2", Precision::Century),
        ("1XXX", Precision::Millennium),
        ("1XX4", Precision::Era),
        ("XXXX", Precision::Era),
        ("2018-12/2021-09-24", Precision::Month),
        ("[2023-02-24,2023]", Precision::Year),
    ] {
        assert_eq!(precision_of(text), precision, "{text}");
    }
    assert!(Precision::Decade < Precision::Day);
}

#[test]
fn seasons_without_a_hemisphere_are_those_of_the_north() {
    for (text, first, last) in [
        ("2001-21", "2001-03-01", "2001-05-31"),
        ("2001-22", "2001-06-01", "2001-08-31"),
        ("2001-23", "2001-09-01", "2001-11-30"),
        ("2001-24", "2001-12-01", "2002-02-28"),
        ("2003-24", "2003-12-01", "2004-02-29"),
        ("2001-30", "2001-12-01", "2002-02-28"),
        ("2001-41", "2001-07-01", "2001-12-31"),
    ] {
        assert_eq!(
            (date(text).earliest().to_string().as_str(), date(text).latest().to_string().as_str()),
            (first, last)
        );
    }
}

#[test]
fn spaces_that_people_and_yaml_leave_are_dropped() {
    for (text, kept) in [
        ("  2023-03-22\n", "2023-03-22"),
        ("[2023-02-24, 2023-02-25]", "[2023-02-24,2023-02-25]"),
        ("{ 1960 , 1961-12 }", "{1960,1961-12}"),
        ("2018-12 / 2021-09-24", "2018-12/2021-09-24"),
        ("../ 2004", "../2004"),
        ("[\n    2023-02-24,\n\t2023-02-25\n  ]", "[2023-02-24,2023-02-25]"),
    ] {
        assert_eq!(date(text).as_str(), kept);
    }
    assert!(EventDate::parse("2023 -03").is_err());
}

#[test]
fn offsets_point_into_the_text_as_it_was_given() {
    for (text, offset) in [
        ("2023-02-30", 8),
        ("  2023-02-30", 10),
        ("[2023-02-24, 2023-02-30]", 21),
        ("1985–1990", 4),
        ("é", 0),
        ("", 0),
        ("   ", 3),
    ] {
        assert_eq!(EventDate::parse(text).map_err(|error| error.offset), Err(offset), "{text:?}");
    }
}

#[test]
fn what_people_write_is_read_where_there_is_one_way_to_read_it() {
    use Reading::{Guess, Plain};
    for (text, edtf, reading) in [
        ("December 29, 2014", "2014-12-29", Plain),
        ("26 Oct 899", "0899-10-26", Plain),
        ("the 890s", "089X", Plain),
        ("899-10-26", "0899-10-26", Plain),
        ("25/12/2014", "2014-12-25", Plain),
        ("ca. 1985", "1985~", Plain),
        ("cca 1985", "1985~", Plain),
        ("c.1985", "1985~", Plain),
        ("abt. May 2019", "2019-05~", Plain),
        ("≈ 1985", "1985~", Plain),
        ("1985 (approx.)", "1985~", Plain),
        ("1985 ca.", "1985~", Plain),
        ("1985 (?)", "1985?", Plain),
        ("c. 899", "0899~", Plain),
        ("383 to 410", "0383/0410", Plain),
        ("1985-4-1", "1985-04-01", Plain),
        ("2004/open", "2004/..", Plain),
        ("about 383 to 410", "0383~/0410~", Guess),
        ("c. 383–410", "0383~/0410~", Guess),
        ("November ?, 2018", "2018-11", Guess),
        ("?? November 2018", "2018-11", Guess),
        ("899", "0899", Guess),
        ("196?", "196X", Guess),
        ("before 2004", "../2004", Guess),
        ("2023-22-03", "2023-03-22", Guess),
        ("1914-18", "1914/1918", Guess),
        ("2005/2004", "2004/2005", Guess),
    ] {
        let error = EventDate::parse(text).expect_err(text);
        assert_eq!(error.proposal, Some(Proposal { edtf: edtf.to_owned(), reading }), "{text}: {error:?}");
        assert_eq!(EventDate::parse_as_written(text).is_ok(), reading == Plain, "{text}");
    }
    for text in ["04/12/1985", "last summer", "20 April", "2023-02-30", "November ?", "1985 or so", "c.", ""] {
        assert_eq!(EventDate::parse(text).expect_err(text).proposal, None, "{text}");
    }
}

#[test]
fn a_very_long_text_is_refused_at_once() {
    for text in ["c.".repeat(100_000), " ".repeat(1_000_000) + "x y", "[".repeat(100_000), "1985,".repeat(100_000)] {
        let error = EventDate::parse(&text).expect_err("no date is that long");
        assert!(error.message.len() < 300, "{}", error.message.len());
    }
    // The longest that is looked at.
    assert!(EventDate::parse(&"c.".repeat(LONGEST / 2)).is_err());
    assert!(EventDate::parse(&"about ".repeat(LONGEST / 6)).is_err());
}

#[test]
fn a_span_between_known_days_has_a_length() {
    for (text, length) in [
        ("2018-12-10/2021-09-24", Some(1019)),
        ("2031-05-10/2031-05-12", Some(2)),
        ("2031-05-10/2031-05-10", Some(0)),
        ("-0043-03-15/-0043-03-18", Some(3)),
        ("2018-12/2021-09-24", None),
        ("2018-12-10/2021", None),
        ("2018-12-10~/2021-09-24", None),
        ("2018-12-10/2021-09-?24", None),
        ("2018-12-1X/2021-09-24", None),
        ("2018-12-10/..", None),
        ("2018-12-10/", None),
        ("../2021-09-24", None),
        ("2021-09-24", None),
        ("{2018-12-10..2021-09-24}", None),
    ] {
        assert_eq!(date(text).length_in_days(), length, "{text}");
    }
}
