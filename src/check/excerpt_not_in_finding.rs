//! `excerpt-not-in-finding`: a short version of a finding that isn't made of its words.
//!
//! The excerpt speaks for the finder wherever the claim is mentioned. Its words come from the finding, in their order, and
//! a “not” in the finding stays: “did not suggest” must never become “suggest”.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::parse::stance::{FEW_WORDS, count_words};

pub fn check(subject: &Subject, findings: &mut Findings) {
    let negations = &subject.words.status.negations;
    for (_, event) in subject.site.published() {
        for stance in &event.stances {
            let Some(excerpt) = &stance.excerpt else { continue };
            let at = stance.excerpt_at.unwrap_or(stance.at);
            let mut add = |message: String, help: &str| {
                findings.add(Code::ExcerptNotInFinding, &event.file, at, message, help);
            };
            let Some(finding) = &stance.finding else {
                add(
                    "there is no finding that this could be taken from".to_owned(),
                    "write the finding, one sentence in the finder's own terms: `finding: …`",
                );
                continue;
            };
            let (said, short) = (words(finding), words(excerpt));
            if let Some(stranger) = stray_word(&said, excerpt) {
                add(
                    format!("`{stranger}` doesn't stand in the finding at that place"),
                    "take the words from the finding, in its order, with `…` for what is left out between them",
                );
            } else if count_words(excerpt) > FEW_WORDS {
                add(
                    format!("an excerpt has at most {FEW_WORDS} words, and this has {}", count_words(excerpt)),
                    "leave out what doesn't decide, with `…` in its place",
                );
            } else if let Some(negation) = negations.iter().find(|word| said.contains(&word.to_lowercase()))
                && !negations.iter().any(|word| short.contains(&word.to_lowercase()))
            {
                add(
                    format!("the finding says “{negation}”, and the excerpt leaves it out"),
                    "keep the words that turn the finding round",
                );
            }
        }
    }
}

/// The words of a text, small, without the marks around them.
fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

/// The first word of the excerpt that doesn't follow in the finding: each stretch between gaps stands there in one piece,
/// behind the one before.
fn stray_word(finding: &[String], excerpt: &str) -> Option<String> {
    let mut from = 0;
    for stretch in excerpt.replace("...", "…").split('…').map(words).filter(|stretch| !stretch.is_empty()) {
        let found = finding[from..].windows(stretch.len()).position(|window| window == stretch);
        match found {
            Some(at) => from += at + stretch.len(),
            None => {
                let known = |word: &&String| finding[from..].contains(*word);
                return stretch.iter().find(|word| !known(word)).or(stretch.first()).cloned();
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_stand_in_one_piece_and_in_order() {
        let finding =
            words("The inquiry noted irregularities and a suspicion, and found no evidence that Vale was aware.");
        for (excerpt, stray) in [
            ("irregularities … suspicion … no evidence that Vale was aware", None),
            ("No evidence", None),
            ("no … that Vale was aware", None),
            ("suspicion … irregularities", Some("irregularities")),
            ("noted suspicion", Some("noted")),
            ("guilty", Some("guilty")),
            ("…", None),
        ] {
            assert_eq!(stray_word(&finding, excerpt).as_deref(), stray, "{excerpt}");
        }
    }
}
