//! What is expected stands in a file; where something else is found, the difference is shown as lines, or accepted.

use similar::TextDiff;
use std::path::Path;

/// Whether what is found is to be written as what is expected.
pub fn accepts() -> bool {
    std::env::var_os("DATELINE_ACCEPT").is_some()
}

/// Compares a text with the one that is expected in a file, or writes it there.
pub fn assert_expected(file: &Path, found: &str) {
    if accepts() {
        std::fs::write(file, found).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
    let expected = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let difference = difference(&expected, found);
    assert!(difference.is_empty(), "{}\n{difference}(accept with DATELINE_ACCEPT=1)", file.display());
}

/// The lines that differ, with a few around each, as `diff --unified` shows them; nothing where the texts are equal.
/// A carriage return is shown as `␍`: it would be invisible.
pub fn difference(expected: &str, found: &str) -> String {
    let [expected, found] = [expected, found].map(|text| text.replace('\r', "␍"));
    TextDiff::from_lines(&expected, &found).unified_diff().header("expected", "found").to_string()
}

#[test]
fn a_changed_line_is_shown_between_its_neighbours() {
    let lines = |changed: &str| format!("1\n2\n3\n4\n{changed}\n6\n7\n8\n9\n");
    let expected = "--- expected\n+++ found\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5␍\n+5\n 6\n 7\n 8\n";
    assert_eq!(difference(&lines("5\r"), &lines("5")), expected);
    assert_eq!(difference("same\n", "same\n"), "");
    assert!(difference("a", "a\n").contains("\\ No newline at end of file"));
}
