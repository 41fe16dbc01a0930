//! The list of names, and in which spellings each is looked for.

use super::fold::folded;
use std::collections::BTreeSet;

/// More names than any newsroom has promised to keep back.
const MOST_NAMES: usize = 5_000;

/// So many words has no name.
const MOST_PARTS: usize = 8;

/// One spelling in which a name is looked for: its words, folded, in one order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelling {
    /// The words one after the other.
    pub letters: String,
    /// Where in `letters` each word but the first begins, in bytes.
    pub seams: Vec<usize>,
    /// Which words may go on: those written with `*`.
    pub open: Vec<bool>,
    /// Whether its words must stand apart, as in a name between quotation marks.
    pub is_apart: bool,
    /// The word that is an initial, which stands by itself.
    pub initial: Option<usize>,
}

impl Spelling {
    /// What is looked for: everything up to the first word that may go on.
    pub fn head(&self) -> &str {
        let open = self.open.iter().position(|open| *open);
        open.map_or(&self.letters, |open| &self.letters[..self.seams.get(open).copied().unwrap_or(self.letters.len())])
    }

    /// Its words.
    pub fn words(&self) -> Vec<&str> {
        let starts = std::iter::once(0).chain(self.seams.iter().copied());
        let ends = self.seams.iter().copied().chain([self.letters.len()]);
        starts.zip(ends).map(|(start, end)| &self.letters[start..end]).collect()
    }
}

/// A line of the list that can't be looked for, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// From 1.
    pub line: usize,
    pub message: &'static str,
}

/// The spellings of each name of a list, in the list's order.
pub fn spellings(list: &str) -> (Vec<Vec<Spelling>>, Vec<BadLine>) {
    let (mut names, mut bad) = (Vec::new(), Vec::new());
    for (index, line) in list.lines().enumerate() {
        let line = line.trim().trim_start_matches('\u{feff}');
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        for name in line.split(';').flat_map(names_between_commas) {
            let name = name.trim();
            if name.is_empty() {
                continue;
            }
            match spellings_of(name) {
                Ok(_) if names.len() == MOST_NAMES => {
                    bad.push(BadLine { line: index + 1, message: "the list has more names than are looked for" });
                    return (names, bad);
                }
                Ok(found) => names.push(found),
                Err(message) => bad.push(BadLine { line: index + 1, message }),
            }
        }
    }
    (names, bad)
}

/// `Wren, Quilla` is one name; `Quilla Wren, Tomas Eld` are two.
fn names_between_commas(text: &str) -> Vec<&str> {
    let pieces: Vec<&str> = text.split(',').collect();
    let is_list = pieces.len() > 1 && pieces.iter().all(|piece| piece.split_whitespace().count() > 1);
    if is_list { pieces } else { vec![text] }
}

fn spellings_of(name: &str) -> Result<Vec<Spelling>, &'static str> {
    let quoted = name.len() > 2 && name.starts_with(['"', '“', '„']) && name.ends_with(['"', '”', '“']);
    let words: Vec<&str> = name.split(|c: char| !(c.is_alphanumeric() || is_mark(c) || c == '*')).collect();
    let words: Vec<(&str, bool)> = words
        .iter()
        .map(|word| (word.trim_matches('*'), word.ends_with('*')))
        .filter(|(word, _)| !word.is_empty())
        .collect();
    let open: Vec<bool> = words.iter().map(|(_, open)| *open).collect();
    let letters: Vec<String> = words.iter().map(|(word, _)| folded(word)).collect();
    let length: usize = letters.iter().map(|word| word.chars().count()).sum();
    let is_ascii = letters.iter().all(|word| word.is_ascii());
    if letters.iter().any(String::is_empty) || letters.is_empty() {
        return Err("this line has a word without letters, which can't be looked for");
    }
    if length < if is_ascii { 4 } else { 2 } {
        return Err(
            "this name is so short that it would be found everywhere: write it with the first or the last name",
        );
    }
    if letters.len() > MOST_PARTS {
        return Err("this line has more words than a name: write one name a line");
    }
    let mut found = BTreeSet::new();
    for variant in variants(&words) {
        let count = variant.len();
        let mut add = |order: &[usize], initial: Option<(usize, char)>| {
            found.insert(spelling(&variant, &open, order, quoted, initial));
        };
        if quoted {
            add(&(0..count).collect::<Vec<_>>(), None);
            continue;
        }
        // Whichever of its words are the last name: that one may come first.
        for start in 0..count {
            add(&(start..count).chain(0..start).collect::<Vec<_>>(), None);
        }
        let is_plain = |(word, _): &(&str, bool)| word.starts_with(|c: char| !c.is_lowercase());
        if count > 2 && words.iter().all(is_plain) {
            add(&[0, count - 1], None);
            add(&[count - 1, 0], None);
        }
        if count >= 2 && is_ascii && words.iter().all(is_plain) {
            for initial in 'a'..='z' {
                add(&[0, count - 1], Some((1, initial)));
            }
        }
    }
    Ok(found.into_iter().collect())
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn spelling(
    words: &[String],
    open: &[bool],
    order: &[usize],
    is_apart: bool,
    initial: Option<(usize, char)>,
) -> Spelling {
    let mut spelling =
        Spelling { letters: String::new(), seams: Vec::new(), open: Vec::new(), is_apart, initial: None };
    for (place, index) in order.iter().enumerate() {
        if place > 0 {
            spelling.seams.push(spelling.letters.len());
        }
        if let Some((at, letter)) = initial
            && at == place
        {
            spelling.letters.push(letter);
            spelling.open.push(false);
            spelling.initial = Some(place);
            spelling.seams.push(spelling.letters.len());
        }
        spelling.letters.push_str(&words[*index]);
        spelling.open.push(open[*index]);
    }
    spelling
}

/// The words folded; and again with the two letters that stand for an umlaut, or with the one that they stand for.
fn variants(words: &[(&str, bool)]) -> Vec<Vec<String>> {
    let plain: Vec<String> = words.iter().map(|(word, _)| folded(word)).collect();
    let long = words.iter().map(|(word, _)| {
        let long: String = word.to_lowercase().chars().map(|c| c.to_string()).collect();
        let composed: String = unicode_normalization::UnicodeNormalization::nfc(long.as_str()).collect();
        folded(&composed.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ø', "oe").replace('å', "aa"))
    });
    let short = plain.iter().map(|word| {
        let short = word.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("aa", "a");
        if short.is_empty() { word.clone() } else { short }
    });
    let mut variants = vec![plain.clone()];
    for variant in [long.collect::<Vec<_>>(), short.collect()] {
        if !variants.contains(&variant) {
            variants.push(variant);
        }
    }
    variants
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(name: &str) -> Vec<String> {
        let (names, bad) = spellings(name);
        assert_eq!(bad, [], "{name}");
        let all = names.into_iter().flatten().filter(|spelling| spelling.initial.is_none());
        all.map(|spelling| spelling.letters).collect()
    }

    #[test]
    fn a_name_has_its_orders_and_its_umlauts() {
        assert_eq!(letters("Quilla Wren"), ["quillawren", "wrenquilla"]);
        assert_eq!(letters("\"Lin Da\""), ["linda"]);
        assert_eq!(letters("Wren, Quilla"), ["quillawren", "wrenquilla"]);
        assert_eq!(letters("Quilla Wren, Tomas Eld").len(), 4);
        assert!(letters("Jörg Mück").contains(&"joergmueck".to_owned()));
        assert!(letters("Joerg Mueck").contains(&"jorgmuck".to_owned()));
        assert!(letters("Quilla Maria Wren").contains(&"wrenquilla".to_owned()));
        assert!(!letters("Quilla van der Wren").contains(&"quillawren".to_owned()));
        assert!(letters("Quilla van der Wren").contains(&"vanderwrenquilla".to_owned()));
    }

    #[test]
    fn a_list_has_comments_and_lines_that_are_told() {
        let (names, bad) = spellings("# ours\n\nQuilla Wren\nBo\n; \n李娜\n7 8\n");
        assert_eq!(names.len(), 2);
        assert_eq!(bad.iter().map(|bad| bad.line).collect::<Vec<_>>(), [4, 7]);
    }
}
