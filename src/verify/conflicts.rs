//! The same statement in two texts, in different words: which of the two is right, only an editor can find out.

use super::compare::Comparable;
use crate::hashing::HashSet;
use crate::model::{Ref, Source};
use crate::quotation::{Normal, WordChange, difference, matches, shared_passage};
use crate::resolve::Site;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A statement that two texts give in different words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConflictingWording {
    /// The ids of the two sources.
    pub first: String,
    pub second: String,
    /// Their wordings, word by word.
    pub difference: Vec<WordChange>,
}

/// A statement of fewer words is found in two texts by chance.
const FEWEST_WORDS: usize = 6;

/// Where texts that belong together quote a statement differently; each pair of texts is compared once.
pub fn conflicts(site: &Site, texts: &BTreeMap<Ref<Source>, Comparable>) -> Vec<ConflictingWording> {
    let shingles: BTreeMap<_, _> =
        texts.iter().map(|(source, text)| (*source, shingles(text.article.as_str()))).collect();
    let mut found: Vec<ConflictingWording> = Vec::new();
    for (first, second) in pairs(site, texts) {
        let (a, b) = (&texts[&first], &texts[&second]);
        let said_there = statements(&b.found.text.article);
        for statement in statements(&a.found.text.article) {
            let normal = Normal::new(statement);
            if shingles_of(normal.as_str()).all(|shingle| !shingles[&second].contains(&shingle))
                || !matches(bare(statement), &b.article).is_empty()
            {
                continue;
            }
            let Some(shared_passage) = shared_passage(&normal, &b.article) else { continue };
            let here = &statement[normal.original(shared_passage.statement)];
            let there_at = b.article.original(shared_passage.text);
            let there = &b.found.text.article[there_at.clone()];
            // What the other text says in its own words is no quotation.
            let is_quoted = said_there.iter().any(|said| {
                let start = said.as_ptr() as usize - b.found.text.article.as_ptr() as usize;
                start < there_at.end && there_at.start < start + said.len()
            });
            let difference = difference(here, there);
            let parts = difference.iter().any(|change| !matches!(change, WordChange::Same(_)));
            if is_quoted && parts {
                let id = |source: Ref<Source>| site.sources[source].id.to_string();
                found.push(ConflictingWording { first: id(first), second: id(second), difference });
            }
        }
    }
    found
}

/// Texts of one event, and copies with what they are copies of; each pair once, in the order of ids.
fn pairs(site: &Site, texts: &BTreeMap<Ref<Source>, Comparable>) -> BTreeSet<(Ref<Source>, Ref<Source>)> {
    let mut pairs = BTreeSet::new();
    let mut add = |group: &[Ref<Source>]| {
        for (index, a) in group.iter().enumerate() {
            for b in &group[index + 1..] {
                if a != b && texts.contains_key(a) && texts.contains_key(b) {
                    pairs.insert((*a.min(b), *a.max(b)));
                }
            }
        }
    };
    for event in site.events.rows() {
        add(&event.sources.iter().map(|cited| cited.source).collect::<Vec<_>>());
    }
    let mut families: BTreeMap<Ref<Source>, Vec<Ref<Source>>> = BTreeMap::new();
    for (source, _) in site.sources.iter() {
        families.entry(root(site, source)).or_default().push(source);
    }
    for family in families.values() {
        add(family);
    }
    pairs
}

/// What `source` is in the end a copy of; itself, if of nothing. A cycle is reported elsewhere and ends here.
fn root(site: &Site, mut source: Ref<Source>) -> Ref<Source> {
    for _ in 0..site.sources.len() {
        match site.sources[source].copy_of {
            Some(original) => source = original,
            None => break,
        }
    }
    source
}

/// What stands between double quotation marks and is long enough; a paragraph's end ends it too.
fn statements(text: &str) -> Vec<&str> {
    let mut statements = Vec::new();
    for paragraph in text.split('\n') {
        let mut open: Option<usize> = None;
        for (at, c) in paragraph.char_indices() {
            match (c, open) {
                ('“' | '«' | '„', _) | ('"', None) => open = Some(at + c.len_utf8()),
                ('”' | '»' | '"', Some(start)) => {
                    statements.push(&paragraph[start..at]);
                    open = None;
                }
                _ => {}
            }
        }
        statements.extend(open.map(|start| &paragraph[start..]));
    }
    statements.retain(|statement| statement.split_whitespace().count() >= FEWEST_WORDS);
    statements
}

/// Without the punctuation marks at its end, which are the sentence's around it.
fn bare(statement: &str) -> &str {
    statement.trim().trim_end_matches([',', '.', ';', ':'])
}

fn shingles(text: &str) -> HashSet<[String; 2]> {
    shingles_of(text).collect()
}

/// Each two words that follow each other, without case and punctuation.
fn shingles_of(text: &str) -> impl Iterator<Item = [String; 2]> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    (1..words.len()).map(move |at| [words[at - 1].clone(), words[at].clone()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_stand_between_quotation_marks() {
        let text = "“I resign tonight, and I won’t come back,” she said. \"One two three four five six\" “Too short”\n\
            “Nobody closed this one and it goes on\nto here.";
        assert_eq!(
            statements(text),
            [
                "I resign tonight, and I won’t come back,",
                "One two three four five six",
                "Nobody closed this one and it goes on",
            ]
        );
    }
}
