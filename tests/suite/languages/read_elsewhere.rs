//! Feeds, calendars and tables of each language, as other people's programs read them.

use super::{in_four, text};
use icalendar::{CalendarComponent, Component};
use std::collections::BTreeMap;

/// The folder of each language, its tag, and what its feed says of the inquiry's event.
const EDITIONS: &[(&str, &str, &str)] = &[
    ("", "en", "The inquiry reports — Ida Bloom: denied, not substantiated"),
    ("fr/", "fr", "The inquiry reports — Ida Bloom : démenti, faits non établis"),
    ("es/", "es", "The inquiry reports — Ida Bloom: desmentido, hechos no acreditados"),
    ("ar/", "ar", "\u{2068}The inquiry reports\u{2069} — بلوم: نفي، لم يثبت"),
];

#[test]
fn feeds_are_read_in_each_language() {
    let files = in_four().build();
    for (folder, tag, title) in EDITIONS {
        for path in ["feed.xml", "feed.json"] {
            let path = format!("{folder}{path}");
            let feed =
                feed_rs::parser::parse(files[&path].as_slice()).unwrap_or_else(|error| panic!("{path}: {error}"));
            assert_eq!(feed.language.as_deref(), Some(*tag), "{path}");
            assert_eq!(feed.entries.len(), 3, "{path}");
            let titles: Vec<String> =
                feed.entries.iter().map(|entry| entry.title.clone().expect("a title").content).collect();
            assert!(titles.iter().any(|one| one.replace('\u{a0}', " ") == *title), "{path}: {titles:?}");
            for entry in &feed.entries {
                assert!(entry.id.starts_with(&format!("https://harbour.example/licences/{folder}events/")), "{path}");
            }
        }
    }
}

#[test]
fn calendars_and_tables_are_read_in_each_language() {
    let files = in_four().build();
    let mut days: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (folder, ..) in EDITIONS {
        let calendar = text(&files, &format!("{folder}timeline.ics"));
        assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "{folder}");
        let calendar: icalendar::Calendar = calendar.parse().expect("a calendar");
        for component in &calendar.components {
            let CalendarComponent::Event(event) = component else { continue };
            let (id, _) = event.get_uid().and_then(|uid| uid.split_once('@')).expect("an id");
            let start = event.property_value("DTSTART").expect("a day").to_owned();
            days.entry(id.to_owned()).or_default().push(start);
            // Isolates come in pairs, or what follows in a list of events would be turned round.
            for said in [event.get_summary(), event.get_description()].into_iter().flatten() {
                assert_eq!(said.matches('\u{2068}').count(), said.matches('\u{2069}').count(), "{folder}: {said}");
            }
        }
        let table = text(&files, &format!("{folder}timeline.csv"));
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(table.as_bytes()).records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), 3, "{folder}");
    }
    assert_eq!(days.len(), 3);
    for (id, days) in days {
        assert_eq!(days.len(), EDITIONS.len(), "{id}");
        assert!(days.iter().all(|day| *day == days[0]), "{id}: {days:?}");
    }
}
