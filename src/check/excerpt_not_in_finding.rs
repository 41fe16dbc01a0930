//! `excerpt-not-in-finding`: a short version of a finding that isn't made of its words.
//!
//! The excerpt speaks for the finder wherever the claim is mentioned. Its words come from the finding, in their order, and
//! a “not” in the finding stays: “did not suggest” must never become “suggest”.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::parse::stance::{FEW_WORDS, count_words};

pub fn check(subject: &Subject, findings: &mut Findings) {
    let say = &subject.words.status;
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
                let message = match stranger {
                    StrayWord { word, behind: Some(behind) } => {
                        format!("`{word}` doesn't stand right behind `{behind}` in the finding")
                    }
                    StrayWord { word, behind: None } => format!("`{word}` doesn't stand in the finding at that place"),
                };
                add(
                    message,
                    "take the words from the finding, in its order, with `…` for what is left out between them",
                );
            } else if count_words(excerpt) > FEW_WORDS {
                add(
                    format!("an excerpt has at most {FEW_WORDS} words, and this has {}", count_words(excerpt)),
                    "leave out what doesn't decide, with `…` in its place",
                );
            } else if let Some(negation) = say.negation_in(&said)
                && say.negation_in(&short).is_none()
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
    bare_words(text).map(str::to_lowercase).collect()
}

/// The words of a text, without the marks around them.
fn bare_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty())
}

/// A word of an excerpt that doesn't stand in the finding, there.
#[derive(Debug, PartialEq, Eq)]
struct StrayWord<'a> {
    word: &'a str,
    /// The words before it, which do stand there.
    behind: Option<String>,
}

/// The first word of the excerpt that doesn't follow in the finding: each stretch between gaps stands there in one piece,
/// behind the one before.
fn stray_word<'a>(finding: &[String], excerpt: &'a str) -> Option<StrayWord<'a>> {
    let mut rest = finding;
    for stretch in excerpt.split('…').flat_map(|part| part.split("...")) {
        let (written, small): (Vec<&str>, Vec<String>) = (bare_words(stretch).collect(), words(stretch));
        let place = |length: usize| rest.windows(length.max(1)).position(|window| *window == small[..length]);
        // The longest beginning of the stretch that stands there.
        let known = (1..=small.len()).rev().find(|length| place(*length).is_some()).unwrap_or(0);
        if let Some(word) = written.get(known) {
            return Some(StrayWord { word, behind: (known > 0).then(|| written[..known].join(" ")) });
        }
        if let Some(at) = place(known).filter(|_| known > 0) {
            rest = &rest[at + known..];
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
            ("no ... that Vale was aware", None),
            ("suspicion … irregularities", Some((None, "irregularities"))),
            ("noted suspicion", Some((Some("noted"), "suspicion"))),
            ("no evidence that Vale knew", Some((Some("no evidence that Vale"), "knew"))),
            ("guilty", Some((None, "guilty"))),
            ("noted … evidence that Vale was innocent", Some((Some("evidence that Vale was"), "innocent"))),
            ("…", None),
        ] {
            let found = stray_word(&finding, excerpt).map(|stray| (stray.behind, stray.word));
            let expected = stray.map(|(behind, word)| (behind.map(str::to_owned), word));
            assert_eq!(found, expected, "{excerpt}");
        }
    }
}
