//! `name-variants`: one name in two spellings, or two people who will be confused.
//!
//! Names are compared without capitals, accents, punctuation, articles, middle initials and the order of their words;
//! after that, one slip of the finger in a long word is allowed. Numbers must be the same: District 4 is not District 5.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::model::{Party, PartyKind, Ref};
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;

pub fn check(subject: &Subject, findings: &mut Findings) {
    for kind in [PartyKind::Person, PartyKind::Organization] {
        let mut known = Known::default();
        for (party, row) in subject.site.parties.iter().filter(|(_, row)| row.kind == kind && !row.name.is_empty()) {
            let names = || std::iter::once(&row.name).chain(&row.also_known_as);
            let near = names().find_map(|name| {
                let (other, spelled) = known.near(&words(name))?;
                (other != party).then(|| (name, &subject.site.parties[other], spelled.to_owned()))
            });
            if let Some((name, other, spelled)) = near {
                let relation = if *name == spelled {
                    "is also a name of".to_owned()
                } else {
                    format!("is nearly `{spelled}`, a name of")
                };
                findings.add(
                    Code::NameVariants,
                    &row.file,
                    row.name_at,
                    format!("`{name}` {relation} `{}`", other.id),
                    format!("if they are one, keep one file, and list the other spelling there:\nalso_known_as: [{name}]\nif not, let their roles tell them apart, and accept this"),
                );
            }
            for name in names() {
                known.add(words(name), party, name);
            }
        }
    }
}

/// The words of a name as they are compared, in the order of the alphabet.
fn words(name: &str) -> Vec<String> {
    let mut plain = String::with_capacity(name.len());
    for c in name.nfkd().flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' | '.' => {}
            c if unicode_normalization::char::is_combining_mark(c) => {}
            c if c.is_alphanumeric() => plain.push(c),
            _ => plain.push(' '),
        }
    }
    let all: Vec<&str> = plain.split_whitespace().collect();
    let is_filler = |word: &str| {
        word == "the" || word.chars().count() == 1 && word.chars().all(|c| c.is_ascii_alphabetic()) && all.len() > 2
    };
    let mut words: Vec<String> = all.iter().filter(|word| !is_filler(word)).map(|word| (*word).to_owned()).collect();
    if words.is_empty() {
        words = all.iter().map(|word| (*word).to_owned()).collect();
    }
    words.sort();
    words
}

/// The names so far, found by themselves and by what is left of them without one letter.
#[derive(Default)]
struct Known<'a> {
    names: Vec<(Vec<String>, Ref<Party>, &'a str)>,
    by_words: HashMap<String, usize>,
    by_rest: HashMap<String, Vec<usize>>,
}

impl<'a> Known<'a> {
    fn add(&mut self, words: Vec<String>, party: Ref<Party>, name: &'a str) {
        let index = self.names.len();
        let joined = words.join(" ");
        for rest in rests(&joined) {
            self.by_rest.entry(rest).or_default().push(index);
        }
        self.by_words.entry(joined).or_insert(index);
        self.names.push((words, party, name));
    }

    fn near(&self, words: &[String]) -> Option<(Ref<Party>, &'a str)> {
        let joined = words.join(" ");
        let found = |index: usize| (self.names[index].1, self.names[index].2);
        if let Some(index) = self.by_words.get(&joined) {
            return Some(found(*index));
        }
        let candidates: HashSet<usize> =
            rests(&joined).iter().filter_map(|rest| self.by_rest.get(rest)).flatten().copied().collect();
        candidates.into_iter().filter(|index| differ_by_a_slip(&self.names[*index].0, words)).min().map(found)
    }
}

/// Shorter words are too often other words by one letter: Ann and Anna, Lee and Les.
const LONG: usize = 4;

/// Names shorter than this have no near ones.
const LONG_NAME: usize = 7;

/// Whether one long word differs in one letter, that is added, left out, wrong or swapped with its neighbour.
fn differ_by_a_slip(a: &[String], b: &[String]) -> bool {
    let only_in = |a: &[String], b: &[String]| a.iter().filter(|word| !b.contains(word)).cloned().collect::<Vec<_>>();
    let (a, b) = (only_in(a, b), only_in(b, a));
    let ([a], [b]) = (a.as_slice(), b.as_slice()) else { return false };
    let is_word = |word: &str| word.chars().count() >= LONG && word.chars().all(char::is_alphabetic);
    is_word(a) && is_word(b) && strsim::damerau_levenshtein(a, b) == 1
}

/// The text itself and the texts that are left when one letter goes; nothing for short ones.
fn rests(text: &str) -> Vec<String> {
    let length = text.chars().count();
    if !(LONG_NAME..=100).contains(&length) {
        return Vec::new();
    }
    let without = |(at, c): (usize, char)| format!("{}{}", &text[..at], &text[at + c.len_utf8()..]);
    std::iter::once(text.to_owned()).chain(text.char_indices().map(without)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_near(a: &str, b: &str) -> bool {
        let (a, b) = (words(a), words(b));
        a == b || differ_by_a_slip(&a, &b)
    }

    #[test]
    fn spellings_of_one_name() {
        for (a, b) in [
            ("Noor Vale", "Noor Valé"),
            ("Bloom, Ida", "Ida Bloom"),
            ("The Harbour Board", "Harbour Board"),
            ("Ida M. Bloom", "Ida Bloom"),
            ("Ida Bloom", "Ida Blom"),
            ("Marie-Josée Vale", "Marie Josee Vale"),
            ("N.O.A.H.", "NOAH"),
            ("東京 港湾局", "東京　港湾局"),
        ] {
            assert!(are_near(a, b), "{a}, {b}");
        }
    }

    #[test]
    fn other_names() {
        for (a, b) in [
            ("Ida Bloom", "Noor Vale"),
            ("Ida Bloom", "Ada Bloom"),
            ("Harbour District 4", "Harbour District 5"),
            ("Berth 2031 Committee", "Berth 2032 Committee"),
            ("Ida Bloom", "Otto Bloom"),
            ("Harbour Board", "Harbour Office"),
        ] {
            assert!(!are_near(a, b), "{a}, {b}");
        }
    }

    #[test]
    fn whatever_is_a_slip_apart_shares_a_rest() {
        for (a, b) in [("ida bloom", "ida blom"), ("ida bloom", "ida blomo"), ("ida bloom", "ida bloon")] {
            assert!(rests(a).iter().any(|rest| rests(b).contains(rest)), "{a}, {b}");
        }
        assert!(rests("ida").is_empty());
    }
}
