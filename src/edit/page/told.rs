//! What a page of ours tells of a change, whether it stands beside the form or before it is saved.

use super::markup::FormMarkup;
use crate::edit::verdict::StatusChange;

/// “2 errors, 1 warning”
pub fn counted(errors: usize, warnings: usize) -> String {
    let count = |number: usize, word: &str| match number {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{number} {word}s")),
    };
    let parts: Vec<String> = [count(errors, "error"), count(warnings, "warning")].into_iter().flatten().collect();
    if parts.is_empty() { "Nothing is wrong".to_owned() } else { parts.join(", ") }
}

/// How claims stand before and after, as readers see it.
pub fn statuses(out: &mut FormMarkup, statuses: &[StatusChange]) {
    if statuses.is_empty() {
        return;
    }
    out.open("dl", &[("class", "statuses")]);
    for status in statuses {
        let or_nothing = |text: &str| if text.is_empty() { "nothing is told".to_owned() } else { text.to_owned() };
        out.element("dt", &[], &status.label);
        out.open("dd", &[])
            .element("span", &[("class", "when")], "Before: ")
            .text(&or_nothing(&status.before))
            .close("dd");
        out.open("dd", &[])
            .element("span", &[("class", "when")], "After: ")
            .text(&or_nothing(&status.after))
            .close("dd");
    }
    out.close("dl");
}

/// A difference as `git diff` shows it; what goes and what comes is told by its sign, too.
pub fn difference(out: &mut FormMarkup, path: &str, text: &str) {
    let label = format!("Difference in {path}");
    out.open("pre", &[("class", "difference"), ("tabindex", "0"), ("role", "region"), ("aria-label", &label)]);
    for line in text.lines() {
        let tag = match line.chars().next() {
            Some('+') if !line.starts_with("+++") => "ins",
            Some('-') if !line.starts_with("---") => "del",
            _ => "span",
        };
        out.element(tag, &[], line).text("\n");
    }
    out.close("pre");
}
