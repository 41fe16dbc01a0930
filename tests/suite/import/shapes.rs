//! Tables of the shapes that people bring, whole: each comes into an empty site, is built, and what came of it is compared.

use super::{built, losses, mapping, read_into};
use crate::harness::{assert_expected, human_report, root};
use dateline::import::{ExistingContent, ImportFormat};
use dateline::words::date::date;
use std::fs;

#[test]
fn old_dates_come_in_as_far_as_they_say_one_thing() {
    compare("old-dates");
}

#[test]
fn a_table_of_incidents_comes_in_row_by_row() {
    compare("incidents");
}

/// Brings a table in, and compares what its dates became, what is left for a person, and what the check says.
fn compare(name: &str) {
    let folder = root().join("tests/import");
    let read = |file: String| fs::read_to_string(folder.join(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    let (table, rules) = (read(format!("{name}.csv")), read(format!("{name}.yaml")));
    let mapping = mapping(&rules, &table).unwrap_or_else(|why| panic!("{why}"));
    let imported = read_into(&ExistingContent::default(), ImportFormat::Csv, &table, Some(&mapping));
    let checked = built(&imported).check();
    let mut found = "in the order of the timeline\n".to_owned();
    for event in checked.site.events.rows() {
        let sources = event.sources.len();
        found += &format!(
            "  {} | {} | {} | {sources}\n",
            event.date.as_str(),
            date(&checked.words, &event.date),
            event.title
        );
    }
    let drafts = imported.files.values().filter(|text| text.contains("\ndraft: true\n")).count();
    found += &format!("drafts: {drafts}\n\nfor a person\n{}\nto know\n", losses(&imported));
    found.extend(imported.notes.iter().map(|note| format!("  {note}\n")));
    found += &format!("\nthe check\n{}", human_report(&checked));
    assert_expected(&folder.join("expected").join(format!("{name}.txt")), &found);
}
