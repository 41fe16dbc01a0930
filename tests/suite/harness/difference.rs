//! How two texts differ, as lines.

use similar::TextDiff;

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
