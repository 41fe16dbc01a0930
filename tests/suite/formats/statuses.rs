//! Status lines travel with allegations into every format, each behind the statement that it belongs to.
//!
//! The event tells two claims whose statuses read alike: run together, nobody could tell which is which.

use super::text;
use crate::harness::Site;
use icalendar::{CalendarComponent, Component};
use serde_json::Value;
use std::collections::BTreeMap;

const STATUS: &str = "Denied. No finding reported.";
const SOLD: &str = "Sold berths";
const HID: &str = "Hid the list";
const MARKERS: &str = "Sold berths – denied, no finding reported; Hid the list – denied, no finding reported";

fn site() -> BTreeMap<String, Vec<u8>> {
    let claims = |stance: &str, by: &str| {
        format!(
            "claims:\n  - {{claim: sold, stance: {stance}, by: [{by}]}}\n  - {{claim: hid, stance: {stance}, by: [{by}]}}\n"
        )
    };
    let report = format!(
        "---\ntitle: Berths were sold\ndate: 2031-04-04\nkind: report\nsummary: A report.\nsources: [ledger]\n{}\
         corrections: [{{date: 2031-04-09, note: The day was wrong.}}]\nadded: 2031-04-06\n---\n",
        claims("alleges", "ledger")
    );
    let answer = format!(
        "---\ntitle: Ida Bloom answers\ndate: 2031-04-05\nkind: report\nsources: [ledger]\n{}added: 2031-04-06\n---\n",
        claims("denies", "ida-bloom")
    );
    let site = Site::of(&[
        (
            "content/site.yaml",
            "title: The harbour\nbase_url: https://harbour.example/\noutputs: [event-data, event-embeds, event-cards]\nkinds:\n  report: {label: Report}\n  \
             arrest: {label: Arrest, accusation: true}\n",
        ),
        ("content/people/ida-bloom.md", "---\nname: Ida Bloom\n---\n"),
        ("content/organizations/ledger.md", "---\nname: The Ledger\n---\n"),
        (
            "content/claims/sold.md",
            &format!("---\nstatement: Whether Ida Bloom sold berths.\nlabel: {SOLD}\nabout: [ida-bloom]\n---\n"),
        ),
        (
            "content/claims/hid.md",
            &format!("---\nstatement: Whether Ida Bloom hid the list\nlabel: {HID}\nabout: [ida-bloom]\n---\n"),
        ),
        (
            "content/sources/ledger.md",
            "---\ntitle: Warden sold berths and hid it\noutlet: The Ledger\nurl: https://ledger.example/a\n\
             claims: [{claim: sold, stance: alleges}, {claim: hid, stance: alleges}]\n---\n",
        ),
        ("content/events/report.md", &report),
        ("content/events/answer.md", &answer),
        (
            "content/events/arrest.md",
            "---\ntitle: Ida Bloom is arrested\ndate: 2031-04-07\nkind: arrest\nsources: [ledger]\nadded: 2031-04-08\n---\n",
        ),
    ]);
    site.build()
}

/// Both statuses are in the text, and none without its statement.
fn assert_told(place: &str, text: &str) {
    let told = |statement: &str| text.matches(&format!("{statement} – {STATUS}")).count();
    let (sold, hid) = (told(SOLD), told(HID));
    assert!(sold > 0 && hid > 0, "{place}: {text}");
    assert_eq!(text.matches(STATUS).count(), sold + hid, "{place} has a status without its statement: {text}");
}

/// The same of markup, where a statement is a link and something stands between.
fn assert_told_in_markup(place: &str, html: &str) {
    let mut plain = String::new();
    for part in html.split('<') {
        plain.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    let named =
        |text: String, statement: &str, label: &str| text.replace(&format!("{statement} – "), &format!("{label} – "));
    let plain = named(plain, "Whether Ida Bloom sold berths.", SOLD);
    assert_told(place, &named(plain, "Whether Ida Bloom hid the list", HID));
}

fn attribute<'a>(page: &'a str, before: &str) -> &'a str {
    let after = page.split_once(before).unwrap_or_else(|| panic!("no {before}")).1;
    after.split('"').next().expect("an end")
}

#[test]
fn in_feeds() {
    let files = site();
    // The feed of a claim has titles, statuses and links.
    for (path, has_texts) in [("feed.xml", true), ("feed.json", true), ("claims/sold/feed.xml", false)] {
        let feed = feed_rs::parser::parse(files[path].as_slice()).unwrap_or_else(|error| panic!("{path}: {error}"));
        let entry = feed.entries.iter().find(|entry| entry.id.contains("report")).unwrap_or_else(|| panic!("{path}"));
        assert_eq!(entry.title.as_ref().expect("a title").content, format!("Berths were sold — {MARKERS}"));
        assert_told(path, &entry.summary.as_ref().expect("a summary").content);
        assert_eq!(entry.content.is_some(), has_texts, "{path}");
        let Some(content) = entry.content.as_ref().and_then(|content| content.body.as_deref()) else { continue };
        assert_told_in_markup(path, content);
        assert!(content.contains(&format!("The Ledger ({MARKERS}): “Warden sold berths and hid it”")), "{content}");
    }
    let corrections = feed_rs::parser::parse(files["corrections.xml"].as_slice()).expect("a feed");
    // Both markers behind "Correction: Berths were sold" would be longer than programs show.
    assert_eq!(corrections.entries[0].title.as_ref().expect("a title").content, "Correction: Report, 4 April 2031");
    let content = corrections.entries[0].content.as_ref().and_then(|content| content.body.as_deref());
    assert_told_in_markup("corrections.xml", content.expect("a text"));
}

#[test]
fn in_tables_and_calendars() {
    let files = site();
    let mut reader = csv::Reader::from_reader(files["timeline.csv"].as_slice());
    let row = reader.records().map(|row| row.expect("a row")).find(|row| &row[0] == "report").expect("the report");
    assert_eq!(row[1], format!("Berths were sold — {MARKERS}"));
    assert_told("status_short", &row[2]);
    assert!(
        row[3].contains("Sold berths – Alleged by The Ledger, 4 April 2031. Denied by Ida Bloom, 5 April 2031."),
        "{}",
        &row[3]
    );
    let calendar: icalendar::Calendar = text(&files, "timeline.ics").parse().expect("a calendar");
    let event = (calendar.components.iter())
        .find_map(|component| match component {
            CalendarComponent::Event(event) if event.get_uid().is_some_and(|uid| uid.starts_with("report@")) => {
                Some(event)
            }
            _ => None,
        })
        .expect("the report");
    assert_eq!(event.get_summary(), Some(format!("Berths were sold — {MARKERS}").as_str()));
    assert_told("DESCRIPTION", event.get_description().expect("a description"));
}

#[test]
fn in_data() {
    let files = site();
    let read = |path: &str| serde_json::from_str::<Value>(text(&files, path)).expect("JSON");
    let (all, one) = (read("timeline.json"), read("events/report/index.json"));
    for (event, claims) in [(&all["events"][0], &all["claims"]), (&one["event"], &one["claims"])] {
        let statuses = event["status"].as_array().expect("a list");
        assert_eq!(statuses.len(), 2);
        for status in statuses {
            // A program finds the statement by the claim's id, in the same file.
            let claim = claims.as_array().into_iter().flatten().find(|claim| claim["id"] == status["claim"]);
            let statement = claim.expect("the claim's record")["statement"].as_str().expect("a statement");
            assert!(statement.starts_with("Whether Ida Bloom "));
            assert_eq!(status["status_short"], STATUS);
        }
    }
    let records = read("sources.csl.json");
    assert_eq!(records[0]["title"], "Warden sold berths and hid it", "a work is cited by the title that it has");
    assert_told("CSL", records[0]["note"].as_str().expect("a note"));
    let bibtex = text(&files, "sources.bib");
    assert_told("BibLaTeX", attribute(&bibtex.replace('}', "\""), "note = {"));
}

#[test]
fn in_pages() {
    let files = site();
    let page = text(&files, "events/report/index.html");
    let name = "<meta name=\"description\" property=\"og:description\" content=\"";
    assert_told(name, attribute(page, name));
    assert!(page.contains(&format!("<title>Berths were sold — {MARKERS} · The harbour</title>")));
    // Other sites cut titles anywhere: there the event is called by its kind and date.
    for name in ["<meta property=\"og:title\" content=\"", "type=\"application/json+oembed\" title=\""] {
        let shown = attribute(page, name).split('<').next().expect("a beginning");
        assert!(shown.starts_with("Report, 4 April 2031"), "{name}{shown}");
    }
    let data =
        page.split("<script type=\"application/ld+json\">").nth(1).and_then(|data| data.split("</script>").next());
    let data: Value = serde_json::from_str(data.expect("data")).expect("JSON");
    assert_eq!(data["headline"], "Report, 4 April 2031");
    assert_eq!(data["about"]["name"], format!("Berths were sold — {MARKERS}"));
    // A headline would need its status; its address does not.
    assert_eq!(data["citation"][0], "https://ledger.example/a");
    for part in data["hasPart"].as_array().expect("claims") {
        assert!(part["text"].is_string() && part["description"] == STATUS);
    }
    let oembed: Value = serde_json::from_str(text(&files, "events/report/oembed.json")).expect("JSON");
    assert_eq!(oembed["title"], format!("Berths were sold — {MARKERS}"));
    let source = text(&files, "sources/ledger/index.html");
    assert_told(
        "a source's description",
        attribute(source, "<meta name=\"description\" property=\"og:description\" content=\""),
    );
    assert!(files.contains_key("events/report/card.png"));
    assert_told("the card's alternative", attribute(page, "<meta property=\"og:image:alt\" content=\""));
}

#[test]
fn in_what_the_search_finds() {
    let files = site();
    let records: Value = serde_json::from_str(text(&files, "search/index/texts-0.json")).expect("JSON");
    let record = |href: &str| {
        let found = records.as_array().into_iter().flatten().find(|record| record["href"] == href);
        found.unwrap_or_else(|| panic!("{href} can't be found")).clone()
    };
    for href in ["events/report/index.html", "sources/ledger/index.html"] {
        let record = record(href);
        let lines: Vec<&str> = record["status"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert_told(href, &lines.join(" "));
    }
    // A claim's title is its statement.
    assert_eq!(record("claims/sold/index.html")["status"], serde_json::json!([STATUS]));
    let caveat = record("events/arrest/index.html")["caveat"].to_string();
    assert!(caveat.contains("guilt"), "{caveat}");
}
