//! What is true of every date and time, tried on many made-up ones.

use super::html;
use dateline::model::date::Form;
use dateline::model::date::form::SetKind;
use dateline::model::{Bound, EventDate, EventTime};
use dateline::words::{self, Words};
use proptest::prelude::*;
use std::cmp::Ordering;
use std::sync::LazyLock;

static WORDS: LazyLock<Words> = LazyLock::new(Words::english);

/// One date in EDTF, with doubt and unknown digits, sometimes one that doesn't exist.
fn partial() -> BoxedStrategy<String> {
    let year = prop_oneof![
        6 => "(19|20)[0-9]{2}",
        2 => "[0-9X]{4}",
        1 => "-0[0-9]{3}",
        1 => "Y-?[1-9][0-9]{4,9}",
        1 => "[1-9][0-9]{3}S[1-4]",
    ];
    let month = prop_oneof![5 => "(0[1-9]|1[0-2])", 1 => "[01X][0-9X]", 1 => "(2[1-9]|3[0-9]|4[01])"];
    let day = prop_oneof![5 => "(0[1-9]|1[0-9]|2[0-8])", 1 => "[0-3X][0-9X]"];
    let doubt = || prop_oneof![6 => Just(""), 1 => Just("?"), 1 => Just("~"), 1 => Just("%")];
    let parts = (year, proptest::option::of((month, proptest::option::of(day))));
    (parts, doubt(), doubt(), doubt(), doubt(), doubt())
        .prop_map(|((year, rest), a, b, c, d, e)| match rest {
            None => format!("{a}{year}{b}"),
            Some((month, None)) => format!("{year}{b}-{c}{month}{d}"),
            Some((month, Some(day))) => format!("{year}{b}-{c}{month}-{d}{day}{e}"),
        })
        .boxed()
}

/// Any form of EDTF.
fn edtf() -> BoxedStrategy<String> {
    let moment = "20[0-9]{2}-0[1-9]-[012][1-8]T[012][0-3]:[0-5][0-9]:[0-5][0-9](Z|[+-]0[1-9](:[0-5][0-9])?)?";
    let end = || prop_oneof![5 => partial(), 1 => Just("..".to_owned()), 1 => Just(String::new())];
    let member = prop_oneof![
        5 => partial(),
        1 => partial().prop_map(|date| format!("..{date}")),
        1 => partial().prop_map(|date| format!("{date}..")),
        1 => (partial(), partial()).prop_map(|(a, b)| format!("{a}..{b}")),
    ];
    let list = proptest::collection::vec(member, 1..4).prop_map(|members| members.join(","));
    prop_oneof![
        6 => partial(),
        1 => moment,
        3 => (end(), end()).prop_map(|(start, end)| format!("{start}/{end}")),
        1 => list.clone().prop_map(|list| format!("[{list}]")),
        1 => list.prop_map(|list| format!("{{{list}}}")),
    ]
    .boxed()
}

/// Only those that are dates: about half.
fn date() -> BoxedStrategy<EventDate> {
    edtf().prop_filter_map("not a date", |text| EventDate::parse(&text).ok()).boxed()
}

fn day(bound: Bound) -> Option<(i64, u8, u8)> {
    match bound {
        Bound::Day { year, month, day } => Some((year, month, day)),
        Bound::Open | Bound::Unknown => None,
    }
}

/// A year without a known digit is none that a date could be filed under, or stand at: it is before everything.
fn has_no_year(date: &EventDate) -> bool {
    date.as_str().contains("XXXX")
}

/// `[..1984]`: on one day of which only the end is known. It stands there, and not before everything.
fn happened_once(date: &EventDate) -> bool {
    matches!(date.form(), Form::Set(SetKind::OneOf, _))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn a_date_survives_printing_and_reading(date in date()) {
        let again = EventDate::parse(&date.to_string()).expect("it was a date");
        prop_assert_eq!(&again, &date);
        prop_assert_eq!(again.as_str(), date.as_str());
        prop_assert_eq!(again.form(), date.form());
        let spaced = EventDate::parse(&format!("  {} ", date.as_str().replace('/', " / "))).expect("spaces are dropped");
        prop_assert_eq!(spaced.as_str(), date.as_str());
    }

    #[test]
    fn the_order_is_total(a in date(), b in date(), c in date()) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a.cmp(&b) == Ordering::Equal, a == b);
        prop_assert_eq!(a == b, a.as_str() == b.as_str());
        let mut three = [&a, &b, &c];
        three.sort();
        prop_assert!(three[0] <= three[1] && three[1] <= three[2] && three[0] <= three[2]);
        // What the order says, the bounds say.
        if let (Some(first), Some(second)) = (day(a.earliest()), day(b.earliest())) {
            prop_assert!(first >= second || a < b || has_no_year(&a) || has_no_year(&b));
        }
        if a.earliest() == Bound::Open && !happened_once(&a) && b.earliest() != Bound::Open && !has_no_year(&b) {
            prop_assert!(a < b);
        }
    }

    #[test]
    fn years_follow_the_order(a in date(), b in date()) {
        prop_assume!(a < b);
        prop_assert!(a.year() <= b.year(), "{} {:?}, {} {:?}", a, a.year(), b, b.year());
    }

    #[test]
    fn bounds_are_in_order(date in date()) {
        if let (Some(first), Some(last)) = (day(date.earliest()), day(date.latest())) {
            prop_assert!(first <= last);
            prop_assert!(date.year() == Some(first.0) || has_no_year(&date), "{}", date);
        }
        if date.earliest() == Bound::Open {
            match happened_once(&date) {
                false => prop_assert_eq!(date.year(), None),
                // It stands no later than its last day.
                true => prop_assert!(day(date.latest()).is_none_or(|last| date.year() <= Some(last.0)), "{}", date),
            }
        }
        if let Some(full) = date.full_day() {
            prop_assert_eq!(date.bounds_as_days(), Some((full, full)));
            prop_assert!(!date.is_qualified());
        }
        if date.earliest() == Bound::Unknown || date.latest() == Bound::Unknown {
            prop_assert!(date.is_interval());
        }
    }

    #[test]
    fn the_attribute_is_what_html_knows(date in date()) {
        if let Some(attribute) = date.datetime_attribute() {
            prop_assert!(html::is_valid_datetime(&attribute), "{} gives {}", date, attribute);
            // It says a year, a month or a day that the date lies in, all of it.
            let year: i64 = attribute.split('-').next().and_then(|year| year.parse().ok()).expect("a year");
            prop_assert_eq!(day(date.earliest()).map(|day| day.0), Some(year));
            prop_assert_eq!(day(date.latest()).map(|day| day.0), Some(year));
        }
    }

    #[test]
    fn every_date_can_be_said(date in date()) {
        let words = &*WORDS;
        let said = words::date::date(words, &date);
        prop_assert!(!said.is_empty() && !said.contains(['{', '}', '[', ']']), "{}: {}", date, said);
        prop_assert!(!said.contains("  ") && said.trim() == said, "{}: `{}`", date, said);
        // What is said has a year, unless nobody knows it.
        let all_known = !date.as_str().contains('X');
        prop_assert!(!all_known || said.contains(|c: char| c.is_ascii_digit()), "{}: {}", date, said);
    }

    #[test]
    fn nothing_an_editor_types_panics(text in prop_oneof![
        ".*",
        "[0-9XY?~%/.,\\[\\]{}TZ:+ES –-]{0,24}",
        "(c\\. |before |about |since |22 |the )?[a-zA-Z]{0,9} ?[0-9'–/.,-]{0,12}(s|th| BC| century)?",
        edtf(),
    ]) {
        match EventDate::parse(&text) {
            Ok(date) => {
                let words = &*WORDS;
                let _ = (words::date::date(words, &date), date.datetime_attribute());
            }
            Err(error) => {
                prop_assert!(text.is_char_boundary(error.offset), "{:?}: {}", text, error.offset);
                prop_assert!(!error.message.is_empty() && !error.message.ends_with('.'));
                let help = error.help.expect("there is always a way out");
                // What it offers for this very text can be read.
                if let Some(offer) = help.strip_prefix("write `").and_then(|rest| rest.strip_suffix('`')).filter(|offer| !offer.contains('`')) {
                    prop_assert!(EventDate::parse(offer).is_ok(), "{:?}: {}", text, help);
                }
            }
        }
        if let Err(error) = EventTime::parse(&text) {
            prop_assert!(text.is_char_boundary(error.offset), "{:?}: {}", text, error.offset);
        }
    }

    #[test]
    fn a_time_makes_a_valid_instant(
        date in date(),
        time in "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-](0[1-9]|1[0-3]):[0-5][0-9])?",
        zone in prop_oneof![Just(chrono_tz::Europe::Paris), Just(chrono_tz::America::New_York), Just(chrono_tz::Asia::Kathmandu), Just(chrono_tz::UTC)],
    ) {
        let time = EventTime::parse(&time).expect("a time");
        prop_assert_eq!(EventTime::parse(&time.to_string()), Ok(time));
        let instant = time.instant(&date, zone);
        if date.full_day().is_none() {
            prop_assert!(instant.is_err());
        }
        if let Some(attribute) = time.datetime_attribute(&date, zone) {
            prop_assert!(html::is_valid_datetime(&attribute), "{}", attribute);
            prop_assert!(instant.is_ok());
        }
    }
}

#[test]
fn the_generator_makes_every_form() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = [0; 4];
    for _ in 0..500 {
        let date = date().new_tree(&mut runner).expect("a date").current();
        seen[match date.form() {
            Form::Single(_) => 0,
            Form::Moment(..) => 1,
            Form::Interval(..) => 2,
            Form::Set(..) => 3,
        }] += 1;
    }
    assert!(seen.iter().all(|count| *count > 10), "{seen:?}");
}
