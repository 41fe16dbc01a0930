//! What the command says, writes and leaves alone.

use super::{MAPPING, SLIDES, TABLE};
use crate::harness::{Site, TODAY, files};
use chrono::NaiveDate;

/// Runs the command in a site's folder; gives its exit status, what it printed and what it said.
pub fn run(site: &Site, arguments: &[&str]) -> (i32, String, String) {
    run_on(TODAY, site, arguments)
}

/// The same on a day of its own.
pub fn run_on(day: NaiveDate, site: &Site, arguments: &[&str]) -> (i32, String, String) {
    let said = site.dateline_on(day, &[&["import"], arguments].concat());
    (said.status, said.out, said.err)
}

pub fn content(site: &Site) -> Vec<(String, String)> {
    let files = files(&site.path().join("content")).into_iter();
    files.map(|file| (file.display().to_string(), std::fs::read_to_string(&file).expect("text"))).collect()
}

#[test]
fn an_import_changes_no_file_that_is_there() {
    let site = Site::of(&[("slides.json", SLIDES)]);
    let (status, out, said) = run(&site, &["timelinejs", "slides.json", "--dry-run"]);
    assert_eq!((status, out.as_str()), (0, ""));
    assert!(said.contains("would write content/site.yaml") && content(&site).is_empty(), "{said}");
    let (status, _, said) = run(&site, &["timelinejs", "slides.json"]);
    assert_eq!(status, 0, "{said}");
    let before = content(&site);
    assert_eq!(before.len(), 7, "settings, five events and a source");
    // An editor's change stays, and the rest is there already.
    site.write(
        "content/events/2031/warden-resigns.md",
        b"---\ntitle: Mine\ndate: 2031\nkind: event\ndraft: true\n---\n",
    );
    std::fs::rename(site.path().join("content/events/-43"), site.path().join("content/events/old"))
        .expect("a folder can be renamed");
    let before = content(&site);
    let (status, out, said) = run(&site, &["timelinejs", "slides.json", "--format", "json"]);
    assert_eq!((status, said.as_str()), (0, ""));
    assert_eq!(content(&site), before);
    let told: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(told["written"].as_array().map(Vec::len), Some(0), "{out}");
    let losses = told["not_carried_over"].to_string();
    assert!(losses.contains("there is another file of this name"), "{losses}");
    assert!(losses.contains("`content/events/old/") && losses.contains("defines the same id"), "{losses}");
}

#[test]
fn what_cannot_run_says_why() {
    let site = Site::of(&[
        ("content/site.yaml", "title: The harbour\nkinds:\n  report: {label: Report}\n"),
        ("slides.json", SLIDES),
        ("table.csv", TABLE),
        ("mapping.yaml", "title: Wat\ndate: When\n"),
        ("latin.csv", "x"),
    ]);
    std::fs::write(site.path().join("latin.csv"), b"Year,Headline\n2031,caf\xe9\n").expect("a file");
    for (arguments, status, words) in [
        (&["timelinejs", "slides.json"][..], 2, "name one of its kinds with `--kind`: report"),
        (&["csv", "table.csv"][..], 2, "needs `--mapping FILE`"),
        (
            &["csv", "table.csv", "--mapping", "mapping.yaml", "--kind", "report"][..],
            1,
            "the table has no column `Wat`",
        ),
        (&["timelinejs", "latin.csv", "--kind", "report"][..], 2, "is not UTF-8"),
        (&["timelinejs", "nothing.json"][..], 2, "could not read"),
        (&["timeline", "slides.json"][..], 2, "it has no `version`"),
    ] {
        let (found, _, said) = run(&site, arguments);
        assert_eq!(found, status, "{said}");
        assert!(said.contains(words), "{words} in {said}");
        assert_eq!(content(&site).len(), 1, "nothing was written");
    }
    let (status, _, said) = run(&site, &["timelinejs", "slides.json", "--kind", "report"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("the site has a title and a description already"), "{said}");
}

#[test]
fn a_table_that_names_every_kind_needs_none_beside_it() {
    let site = "title: The harbour\nkinds:\n  report: {label: Report}\n  resignation: {label: Resignation}\n";
    let site = Site::of(&[("content/site.yaml", site), ("table.csv", TABLE), ("mapping.yaml", MAPPING)]);
    let (status, _, said) = run(&site, &["csv", "table.csv", "--mapping", "mapping.yaml"]);
    assert_eq!(status, 0, "{said}");
    assert!(!said.contains("`event`"), "{said}");
}

#[test]
fn files_beside_events_come_from_beside_the_data_alone() {
    let event = |file: &str, path: &str| {
        serde_json::json!({"id": format!("e-{}", file.len()), "path": "", "title": "A", "date": {"edtf": "2031", "text": ""}, "kind": "report",
            "summary": "", "sources": [], "origins": [], "date_sources": [], "body": "",
            "media": [{"file": file, "path": path, "in_body": false}]})
    };
    let timeline = serde_json::json!({"$schema": "", "version": 1, "events": [
            event("letter.txt", "events/a/letter.txt"),
            event("secret.txt1", "../secret.txt"),
            event("../../evil.txt", "events/a/letter.txt"),
            event("passwd", "/etc/passwd"),
        ], "withdrawn": [], "sources": [], "claims": [], "people": [], "organizations": [], "places": [], "pages": [],
        "site": {"title": "t", "language": "en", "timezone": "UTC", "edit_branch": "main", "kinds": []}});
    let site = Site::of(&[
        ("data/timeline.json", &timeline.to_string()),
        ("data/events/a/letter.txt", "A letter.\n"),
        ("secret.txt", "A secret.\n"),
    ]);
    let (status, out, _) = run(&site, &["timeline", "data/timeline.json", "--site", "new", "--format", "json"]);
    assert_eq!(status, 0);
    let files = files(&site.path().join("new"));
    assert!(files.iter().any(|file| file.ends_with("content/events/e-10/letter.txt")), "{files:?}");
    let is_copied = |file: &&std::path::PathBuf| file.extension().is_none_or(|end| end != "md");
    assert_eq!(files.iter().filter(is_copied).count(), 2, "{files:?}");
    let told: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(told["not_carried_over"].as_array().map(Vec::len), Some(3), "{out}");
}
