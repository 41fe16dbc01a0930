//! Hostile titles in every format, read back with other people's parsers: equal, or cleaned as `docs/data.md` says.
//!
//! `programs.rs` has the same files read by programs in other languages.

mod programs;
mod statuses;

use crate::harness::Site;
use dateline::yaml;
use icalendar::{CalendarComponent, Component};
use serde_json::Value;
use std::collections::BTreeMap;

/// A title as its editor wrote it, and as formats have it that keep titles on one line.
fn titles() -> Vec<(String, String)> {
    let same = |title: &str| (title.to_owned(), title.to_owned());
    let pair = |title: &str, line: &str| (title.to_owned(), line.to_owned());
    vec![
        same("Quotes \" and ' and “these” and `those`"),
        same("<script>alert(1)</script> & <b>bold</b> &amp; &lt;"),
        same("]]> <![CDATA[ --> <!-- ]]>"),
        same("Escape \\u{1b}[31m, written out"),
        same("عنوان \u{200f}من اليمين\u{200e} \u{202e}reversed\u{202c}"),
        (format!("Long {}", "x".repeat(9_995)), format!("Long {}", "x".repeat(9_995))),
        same("Emoji 👩‍👩‍👧‍👦 🇨🇦 ☠️"),
        same("Commas, semicolons; colons: back\\slashes\\n \\; \\,"),
        pair("Lines\nof several\r\n\tkinds\u{2028}here", "Lines of several kinds here"),
        same("=HYPERLINK(\"https://h.example\",\"x\")"),
        same("+1 -1 @SUM(A1)"),
        same("50% of $5 & #1_a^b~c {unbalanced } {{"),
        same("\\textbf{x} \\input{/etc/passwd} @article{"),
        same("' leading apostrophe"),
        same("東京 का शीर्षक e\u{301}"),
        same("BEGIN:VEVENT END:VCALENDAR"),
        same("null"),
        same("2031-04-05"),
    ]
}

fn site() -> Site {
    let site = Site::of(&[(
        "content/site.yaml",
        "title: \"Hostile <titles> & \\\"quotes\\\" ]]>\"\nbase_url: https://harbour.example/x/\noutputs: [event-data, event-embeds, event-cards]\n\
         publisher: {name: \"A & B <desk>\", contact: desk@harbour.example}\nlicense: CC-BY-4.0\n\
         kinds:\n  report: {label: \"Report, \\\"one\\\"; two\"}\n",
    )]);
    for (number, (title, _)) in titles().iter().enumerate() {
        let front = |more: &[(&str, Value)]| {
            let mut map = serde_json::Map::new();
            map.insert("title".to_owned(), title.as_str().into());
            map.extend(more.iter().map(|(key, value)| ((*key).to_owned(), value.clone())));
            format!("---\n{}---\n", yaml::write(&map))
        };
        let source = front(&[
            ("outlet", title.as_str().into()),
            ("authors", vec![title.as_str()].into()),
            ("published", format!("2031-01-{:02}", number + 1).into()),
            ("url", format!("https://h.example/{number}?a=b&c={{d}}%20#e").into()),
        ]);
        site.write(&format!("content/sources/s{number:02}.md"), source.as_bytes());
        let event = front(&[
            ("date", format!("2031-01-{:02}", number + 1).into()),
            ("kind", "report".into()),
            ("summary", title.as_str().into()),
            ("sources", vec![format!("s{number:02}")].into()),
            ("tags", vec![title.chars().take(40).collect::<String>()].into()),
            ("corrections", serde_json::json!([{"date": "2031-02-01", "note": title}])),
            ("added", "2031-01-31".into()),
        ]);
        site.write(&format!("content/events/e{number:02}.md"), event.as_bytes());
    }
    site
}

fn files() -> BTreeMap<String, Vec<u8>> {
    site().build()
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("there is no {path}"))).expect("UTF-8")
}

fn lines() -> BTreeMap<String, String> {
    titles().into_iter().enumerate().map(|(number, (_, line))| (format!("e{number:02}"), line)).collect()
}

/// The id of an event in its address.
fn id(address: &str) -> String {
    address.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned()
}

#[test]
fn json_keeps_titles_as_they_are() {
    let files = files();
    let data: Value = serde_json::from_str(text(&files, "timeline.json")).expect("JSON");
    for (number, (title, _)) in titles().iter().enumerate() {
        assert_eq!(data["events"][number]["title"], title.as_str());
        assert_eq!(data["sources"][number]["title"], title.as_str());
        let one = text(&files, &format!("events/e{number:02}/index.json"));
        let one: Value = serde_json::from_str(one).expect("JSON");
        assert_eq!(one["event"]["title"], title.as_str());
    }
}

#[test]
fn feeds_keep_titles_on_one_line() {
    let files = files();
    for path in ["feed.xml", "feed.json"] {
        let feed = feed_rs::parser::parse(files[path].as_slice()).unwrap_or_else(|error| panic!("{path}: {error}"));
        let titles: BTreeMap<String, String> =
            feed.entries.iter().map(|entry| (id(&entry.id), entry.title.clone().expect("a title").content)).collect();
        assert_eq!(titles, lines(), "{path}");
        assert_eq!(feed.title.expect("a title").content, "Hostile <titles> & \"quotes\" ]]>");
        assert_eq!(feed.authors[0].name.as_deref(), Some("A & B <desk>"));
        for entry in &feed.entries {
            assert_eq!(entry.published.expect("added").to_rfc3339(), "2031-01-31T00:00:00+00:00");
            assert_eq!(entry.updated.expect("changed").to_rfc3339(), "2031-02-01T00:00:00+00:00", "{path}");
        }
    }
    let corrections = feed_rs::parser::parse(files["corrections.xml"].as_slice()).expect("a feed");
    assert_eq!(corrections.entries.len(), titles().len());
}

#[test]
fn the_table_defuses_formulas() {
    let files = files();
    let table = text(&files, "timeline.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), titles().len());
    for row in &rows {
        let line = &lines()[&row[0]];
        let defused = if line.starts_with(['=', '+', '-', '@', '\'']) { format!("'{line}") } else { line.clone() };
        assert_eq!(row[1], defused);
        assert!(!row.iter().any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{row:?}");
    }
    assert!(table.lines().all(|line| !line.contains('\u{7}')));
}

#[test]
fn the_calendar_folds_and_escapes() {
    let files = files();
    let text = text(&files, "timeline.ics");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} bytes: {line}", line.len());
        assert!(!line.contains(|c: char| c.is_control() && c != '\t'), "{line:?}");
    }
    let calendar: icalendar::Calendar = text.parse().expect("a calendar");
    let events: Vec<_> = (calendar.components.iter())
        .filter_map(|component| match component {
            CalendarComponent::Event(event) => Some(event),
            _ => None,
        })
        .collect();
    assert_eq!(events.len(), titles().len());
    for event in events {
        let uid = event.get_uid().expect("an id");
        let (id, place) = uid.split_once('@').expect("an id of the whole world's");
        assert_eq!(place, "harbour.example.x");
        assert_eq!(event.get_summary(), Some(lines()[id].as_str()));
        let day = id.trim_start_matches('e').parse::<u32>().expect("a number") + 1;
        assert_eq!(event.property_value("DTSTART"), Some(format!("203101{day:02}").as_str()));
        assert_eq!(event.property_value("DTEND"), Some(format!("203101{:02}", day + 1).as_str()));
        assert_eq!(event.property_value("DTSTAMP"), Some("20310201T000000Z"));
    }
}

#[test]
fn bibliographies_keep_titles_on_one_line() {
    let files = files();
    let records: Value = serde_json::from_str(text(&files, "sources.csl.json")).expect("JSON");
    for (number, (_, line)) in titles().iter().enumerate() {
        assert_eq!(records[number]["title"], line.as_str());
        assert_eq!(records[number]["author"][0]["literal"], line.as_str());
    }
    let bibtex = text(&files, "sources.bib");
    let mut depth = 0_i64;
    for c in bibtex.chars() {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        assert!(depth >= 0, "a brace closes what none opened");
    }
    assert_eq!(depth, 0, "braces are balanced, as BibTeX counts them");
    assert_eq!(bibtex.matches("\n}\n").count(), titles().len());
}

#[test]
fn pages_hold_data_that_nothing_can_end() {
    let files = files();
    for (number, (title, line)) in titles().iter().enumerate() {
        let page = text(&files, &format!("events/e{number:02}/index.html"));
        let data = page.split("<script type=\"application/ld+json\">").nth(1).expect("data");
        let data: Value = serde_json::from_str(data.split("</script>").next().expect("an end")).expect("JSON");
        assert_eq!(data["headline"], line.as_str());
        assert_eq!(data["@type"], "Article");
        assert_eq!(page.matches("<script>alert").count(), 0, "{title}");
        let oembed: Value =
            serde_json::from_str(text(&files, &format!("events/e{number:02}/oembed.json"))).expect("JSON");
        assert_eq!(oembed["title"], line.as_str());
        assert_eq!(oembed["html"].as_str().expect("markup").matches('<').count(), 2);
    }
}

#[test]
fn only_titles_that_the_font_can_write_have_cards() {
    let files = files();
    let has_card = |number: usize| files.contains_key(&format!("events/e{number:02}/card.png"));
    assert!(has_card(0) && has_card(1) && has_card(11));
    // Arabic, 10,000 letters, emoji, Japanese.
    for number in [4, 5, 6, 14] {
        assert!(!has_card(number), "e{number:02}");
        let page = text(&files, &format!("events/e{number:02}/index.html"));
        assert!(page.contains("content=\"https://harbour.example/x/card.png\""), "the site's own card stands in");
    }
}

#[test]
fn dates_that_a_format_cannot_hold_are_left_out_of_it() {
    let site = Site::of(&[
        ("content/site.yaml", "title: Dates\nbase_url: https://harbour.example/\nkinds:\n  report: {label: Report}\n"),
        ("content/sources/s.md", "---\ntitle: A source\nurl: https://h.example/\n---\n"),
    ]);
    for (id, date) in [
        ("ancient", "-0043-03-15"),
        ("month", "2031-04"),
        ("range", "2031-04-05/2031-04-07"),
        ("open", "2031-04-05/.."),
        ("about", "2031-04-05~"),
        ("far", "Y170000002"),
        ("last", "9999-12-31"),
    ] {
        let event = format!("---\ntitle: The event {id}\ndate: {date}\nkind: report\nsources: [s]\n---\n");
        site.write(&format!("content/events/{id}.md"), event.as_bytes());
    }
    let files = site.build();
    let ics = text(&files, "timeline.ics");
    let starts: Vec<&str> =
        ics.split("\r\n").filter(|line| line.starts_with("DTSTART") || line.starts_with("DTEND")).collect();
    assert_eq!(
        starts,
        [
            "DTEND;VALUE=DATE:20310501",
            "DTSTART;VALUE=DATE:20310401",
            "DTEND;VALUE=DATE:20310406",
            "DTSTART;VALUE=DATE:20310405",
            "DTEND;VALUE=DATE:20310408",
            "DTSTART;VALUE=DATE:20310405",
        ]
    );
    assert!(ics.contains("SUMMARY:about 5 April 2031: The event about"));
    assert!(ics.contains("SUMMARY:April 2031: The event month"));
    // Everything else has all of them, and no day comes from the clock.
    let table = text(&files, "timeline.csv");
    assert!(table.contains("'-0043-03-15"));
    feed_rs::parser::parse(files["feed.xml"].as_slice()).expect("a feed");
    assert_eq!(files, site.build());
}
