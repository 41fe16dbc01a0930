//! What an import can't do it leaves undone as a whole, and says where the mistake is and the way out.

use super::SLIDES;
use super::command::{content, run, run_on};
use crate::harness::{Site, TODAY};

#[test]
fn a_mistake_is_told_with_its_place() {
    let site = Site::of(&[
        ("broken.json", "{\n  \"events\": [\n    {\"start_date\": }\n  ]\n}\n"),
        ("slides.json", "{\"timeline\": {\"slides\": []}}"),
        ("data.json", "{\"version\": 1,\n \"events\": 3}"),
        ("twice.csv", "Year,Headline,Headline\n2031,a,b\n"),
        ("table.csv", "When,What\n2031,a\n"),
        ("mapping.yaml", "title: What\ndate: {column: When, form: day-month-yaer}\npeople: Who\n"),
        ("notes.yaml", "title: What\ndate: Wen\n"),
    ]);
    site.write("latin.csv", b"Year,Headline\n2031,a\n2031,caf\xe9\n");
    for (arguments, status, words) in [
        (
            &["timelinejs", "broken.json"][..],
            2,
            "`broken.json` was not imported: this is no JSON: expected value at line 3 column 20",
        ),
        (&["timelinejs", "slides.json"], 2, "a TimelineJS file has a list `events`, or that of version 2"),
        (&["timeline", "data.json"], 2, "line 2 column"),
        (&["timelinejs", "latin.csv"], 2, "not UTF-8 in line 3: save it again as UTF-8"),
        (&["timelinejs", "twice.csv"], 2, "two columns are called `Headline`: rename one"),
        (&["timelinejs", "table.csv"], 2, "for another table use `dateline import csv` with a mapping"),
        (&["csv", "table.csv", "--mapping", "mapping.yaml"], 1, "mapping.yaml:2:28"),
        (&["csv", "table.csv", "--mapping", "mapping.yaml"], 1, "did you mean `day-month-year`?"),
        (&["csv", "table.csv", "--mapping", "notes.yaml"], 1, "did you mean `When`?"),
        (&["csv", "table.csv", "--mapping", "none.yaml"], 2, "could not read `none.yaml`"),
    ] {
        let (found, _, said) = run(&site, arguments);
        assert_eq!(found, status, "{said}");
        assert!(said.contains(words), "{words} in {said}");
    }
    assert!(content(&site).is_empty(), "nothing was written");
}

#[test]
fn what_cannot_be_written_whole_is_not_written_at_all() {
    // Where sources should go there is a file, and they come after the events.
    let site = Site::of(&[("slides.json", SLIDES), ("content/sources", "not a folder\n")]);
    let before = content(&site);
    let (status, _, said) = run(&site, &["timelinejs", "slides.json"]);
    assert_eq!(status, 2, "{said}");
    assert_eq!(content(&site), before, "{said}");
}

#[test]
fn long_values_are_cut_for_people_and_whole_for_programs() {
    let long = "word ".repeat(60) + "end";
    let site = Site::of(&[("records.json", &format!(r#"[{{"id": "a", "title": "A", "abstract": "{long}"}}]"#))]);
    let (_, _, said) = run(&site, &["csl-json", "records.json", "--dry-run"]);
    assert!(said.contains("wor …\n") && said.contains("`--format json` has them whole"), "{said}");
    let (_, out, _) = run(&site, &["csl-json", "records.json", "--dry-run", "--format", "json"]);
    assert!(out.contains(&format!("abstract: {long}")), "{out}");
}

#[test]
fn what_is_there_is_found_again_on_another_day() {
    let site = Site::of(&[("slides.json", SLIDES)]);
    run(&site, &["timelinejs", "slides.json"]);
    let before = content(&site);
    // A date was corrected; the rest came in a day before.
    site.write("slides.json", SLIDES.replace("\"month\": 2, \"day\": 30", "\"month\": 2, \"day\": 3").as_bytes());
    let (status, out, _) =
        run_on(TODAY.succ_opt().expect("tomorrow"), &site, &["timelinejs", "slides.json", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(status, 0);
    assert_eq!(told["written"], serde_json::json!(["content/events/2023/2023-02-03-never-happened.md"]));
    assert!(!told["not_carried_over"].to_string().contains("the whole file"), "{out}");
    assert!(before.iter().all(|file| content(&site).contains(file)), "what was there is as it was");
}
