//! `name-variants`: one name or tag in two spellings, or two people who will be confused.
//!
//! Tags are one where their addresses agree; each that is spelled in several ways is told once, with all its spellings.
//! Names are compared without capitals, accents, punctuation, articles, middle initials and the order of their words;
//! after that, one slip of the finger in a long word is allowed. Numbers must be the same: District 4 is not District 5.
//! Names that only look the same, in letters of different alphabets, are found by what they look like (Unicode's UTS 39).

use super::{Findings, Subject};
use crate::diagnostic::{Code, suggest};
use crate::hashing::HashMap;
use crate::model::{Party, PartyKind, Ref};
use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;

pub fn check(subject: &Subject, findings: &mut Findings) {
    for kind in [PartyKind::Person, PartyKind::Organization] {
        let mut known = NameIndex::default();
        for (party, row) in subject.site.parties.iter().filter(|(_, row)| row.kind == kind && !row.name.is_empty()) {
            let names: Vec<Name> = names(party, row).collect();
            if let Some((name, (other, nearness))) = names.iter().find_map(|name| Some((name, known.near(name)?))) {
                let relation = match nearness {
                    _ if name.spelled == other.spelled => "is also a name of".to_owned(),
                    Likeness::Spelling => format!("is nearly `{}`, a name of", other.spelled),
                    Likeness::Looks => {
                        format!("looks like `{}` in letters of another alphabet, a name of", other.spelled)
                    }
                };
                findings.add(
                    Code::NameVariants,
                    &row.file,
                    row.name_at,
                    format!("`{}` {relation} `{}`", name.spelled, subject.site.parties[other.party].id),
                    format!("if they are one, keep one file, and list the other spelling there:\nalso_known_as: [{}]\nif not, let their roles tell them apart, and accept this", name.spelled),
                );
            }
            for name in names {
                known.add(name);
            }
        }
    }
    for tag in &subject.site.tag_spellings {
        let others = tag.others.iter().map(|other| format!("`{}` ({})", other.spelling, times(other.count)));
        let others: Vec<String> = others.collect();
        let first = &tag.others[0];
        findings.add(
            Code::NameVariants,
            &first.file,
            first.at,
            format!("the tag `{}` ({}) is also spelled {}", tag.tag, times(tag.count), others.join(", ")),
            "write it in one way everywhere; `dateline tidy` shows how, and `dateline tidy --write` writes it",
        );
    }
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

/// In what two names are near.
enum Likeness {
    Spelling,
    Looks,
}

/// A name of a party, and its words as they are compared.
struct Name<'a> {
    words: Vec<String>,
    /// The same of the letters that it looks like.
    looks: String,
    spelled: &'a str,
    party: Ref<Party>,
    /// Not the party's own name, but one that sources use.
    is_alias: bool,
}

fn names(party: Ref<Party>, row: &Party) -> impl Iterator<Item = Name<'_>> {
    let aliases = row.also_known_as.iter().map(|alias| (alias, true));
    std::iter::once((&row.name, false)).chain(aliases).map(move |(name, is_alias)| Name {
        words: words(name),
        looks: looks(name),
        spelled: name,
        party,
        is_alias,
    })
}

/// What a name looks like: two that can't be told apart have the same.
fn looks(name: &str) -> String {
    words(&skeleton(name).collect::<String>()).join(" ")
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
struct NameIndex<'a> {
    names: Vec<Name<'a>>,
    by_words: HashMap<String, Vec<usize>>,
    by_looks: HashMap<String, Vec<usize>>,
    by_rest: HashMap<String, Vec<usize>>,
}

impl<'a> NameIndex<'a> {
    fn add(&mut self, name: Name<'a>) {
        let index = self.names.len();
        let joined = name.words.join(" ");
        for rest in rests(&joined) {
            self.by_rest.entry(rest).or_default().push(index);
        }
        self.by_words.entry(joined).or_default().push(index);
        self.by_looks.entry(name.looks.clone()).or_default().push(index);
        self.names.push(name);
    }

    /// The first name that is the same or nearly so. Two aliases may be the same: several people share a nickname.
    fn near(&self, name: &Name) -> Option<(&Name<'a>, Likeness)> {
        let joined = name.words.join(" ");
        let counts = |index: &&usize| !(name.is_alias && self.names[**index].is_alias);
        let same = self.by_words.get(&joined).into_iter().flatten().filter(counts).min();
        let nearly = || {
            let rests = rests(&joined);
            let candidates = rests.iter().filter_map(|rest| self.by_rest.get(rest)).flatten().filter(counts);
            candidates.filter(|index| differ_by_a_slip(&self.names[**index].words, &name.words)).min()
        };
        let looks_so = || self.by_looks.get(&name.looks).into_iter().flatten().filter(counts).min();
        let spelled = same.or_else(nearly).map(|index| (index, Likeness::Spelling));
        let near = spelled.or_else(|| Some((looks_so()?, Likeness::Looks)));
        near.map(|(index, nearness)| (&self.names[*index], nearness))
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
    is_word(a) && is_word(b) && suggest::slips(a, b) == 1
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
    fn a_nickname_may_be_shared_and_a_name_may_not() {
        let name =
            |text, is_alias| Name { words: words(text), looks: looks(text), spelled: text, party: party(), is_alias };
        let mut known = NameIndex::default();
        known.add(name("the Two Wardens", true));
        assert!(known.near(&name("Two Wardens", true)).is_none());
        assert!(known.near(&name("Two Wardens", false)).is_some());
    }

    fn party() -> Ref<Party> {
        let id = crate::model::Id::new("a").expect("an id");
        crate::model::Names::new(std::iter::once(&id)).get("a").expect("one was named")
    }

    #[test]
    fn whatever_is_a_slip_apart_shares_a_rest() {
        for (a, b) in [("ida bloom", "ida blom"), ("ida bloom", "ida blomo"), ("ida bloom", "ida bloon")] {
            assert!(rests(a).iter().any(|rest| rests(b).contains(rest)), "{a}, {b}");
        }
        assert!(rests("ida").is_empty());
    }
}
