//! Two wordings, word by word; the only door to the `similar` crate.

use super::normal::Normal;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A stretch of two wordings.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum WordChange {
    /// In both.
    Same(String),
    /// In the first only.
    First(String),
    /// In the second only.
    Second(String),
}

/// What the two have in common and what not, in reading order; words are given as they are printed.
pub fn difference(first: &str, second: &str) -> Vec<WordChange> {
    let (first, second) = (words(first), words(second));
    let keys = |words: &[(String, String)]| words.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
    let printed =
        |words: &[(String, String)]| words.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ");
    let mut changes = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &keys(&first), &keys(&second)) {
        match op {
            DiffOp::Equal { old_index, len, .. } => changes.push(WordChange::Same(printed(&first[old_index..][..len]))),
            DiffOp::Delete { old_index, old_len, .. } => {
                changes.push(WordChange::First(printed(&first[old_index..][..old_len])));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                changes.push(WordChange::Second(printed(&second[new_index..][..new_len])));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                changes.push(WordChange::First(printed(&first[old_index..][..old_len])));
                changes.push(WordChange::Second(printed(&second[new_index..][..new_len])));
            }
        }
    }
    changes
}

/// One line: what only the first has as `[-so-]`, what only the second has as `{+so+}`.
pub fn one_line(changes: &[WordChange]) -> String {
    let shown: Vec<String> = changes
        .iter()
        .map(|change| match change {
            WordChange::Same(words) => words.clone(),
            WordChange::First(words) => format!("[-{words}-]"),
            WordChange::Second(words) => format!("{{+{words}+}}"),
        })
        .collect();
    shown.join(" ")
}

/// Each word in the form in which it is compared, and as it is printed.
fn words(text: &str) -> Vec<(String, String)> {
    let normal = Normal::new(text);
    let printed = |at| text[normal.original(at)].to_owned();
    let words = normal.pieces().map(|at| (normal.as_str()[at.clone()].to_owned(), printed(at)));
    let mut words: Vec<_> = words.collect();
    // The case of the first letter is the sentence's, not the quotation's.
    if let Some((key, _)) = words.first_mut() {
        *key = key.to_lowercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_part_are_marked() {
        let shown = |a, b| one_line(&difference(a, b));
        assert_eq!(
            shown("the wrong place, as inquiries pursue it", "the wrong place as an inquiry pursues it"),
            "the wrong [-place,-] {+place+} as [-inquiries pursue-] {+an inquiry pursues+} it"
        );
        assert_eq!(shown("I’m done", "I'm  done"), "I’m done");
        assert_eq!(shown("We met", "we met"), "We met");
        assert_eq!(shown("", "a"), "{+a+}");
        assert_eq!(shown("a", ""), "[-a-]");
    }
}
