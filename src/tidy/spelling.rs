//! Spellings: tags, and the names of outlets and authors, in the way in which most files spell them.

use super::Left;
use super::draft::{Edit, TidiedFile};
use super::front::{Front, FrontMatterEntry, Items};
use crate::diagnostic::Span;
use crate::model::slug::{comparable, slug};
use crate::parse::stem;
use crate::read::Folder;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Spells each tag that is spelled in several ways as the site's data has it: as its topic's title, if it has one that is
/// the same tag; else in its most frequent way, of equally frequent ones in the first by the alphabet.
pub fn tags(drafts: &mut [TidiedFile], left: &mut Vec<Left>) -> usize {
    let settled = spellings(drafts, Folder::Events, &["tags"]);
    let titles = entries(drafts, Folder::Tags, &["title"]).map(|(topic, title)| (stem(&topic.path), title.text.trim()));
    let titles = titles.filter(|(id, title)| slug(title) == *id);
    let titles: BTreeMap<String, String> = titles.map(|(_, title)| (comparable(title), title.to_owned())).collect();
    let settled = settled.into_iter().filter_map(|(key, counts)| {
        let spelling = titles.get(&key).map(String::as_str).or_else(|| most_frequent(&counts))?.to_owned();
        Some((key, spelling))
    });
    let settled = settled.collect();
    respell(drafts, Folder::Events, &["tags"], &settled, left)
}

/// The keys of a source that hold names which other sources have, too.
const NAMES: &[&str] = &["outlet", "authors"];

/// Spells outlets and authors in their most frequent ways. Where two are equally frequent, a person has to say which is right.
pub fn names(drafts: &mut [TidiedFile], left: &mut Vec<Left>) -> usize {
    let mut settled = BTreeMap::new();
    for (key, counts) in spellings(drafts, Folder::Sources, NAMES) {
        let most = counts.values().max().copied().unwrap_or_default();
        let first: Vec<&String> = counts.iter().filter(|(_, count)| **count == most).map(|(name, _)| name).collect();
        match first.as_slice() {
            [only] => drop(settled.insert(key, (*only).clone())),
            [one, other, ..] => left.extend(equally_frequent(drafts, one, other)),
            [] => {}
        }
    }
    respell(drafts, Folder::Sources, NAMES, &settled, left)
}

fn equally_frequent(drafts: &[TidiedFile], one: &str, other: &str) -> Option<Left> {
    drafts.iter().find_map(|draft| {
        let entry = draft.front.as_ref()?.under(NAMES).find(|entry| entry.text == one)?;
        Some(draft.left(entry.span, format!("`{one}` and `{other}` are spelled so equally often: which is right?")))
    })
}

/// What is spelled in several ways: how often each spelling stands, by what all have in common.
fn spellings(drafts: &[TidiedFile], folder: Folder, keys: &[&str]) -> BTreeMap<String, BTreeMap<String, usize>> {
    let mut spellings: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for (_, entry) in entries(drafts, folder, keys) {
        let spelling = entry.text.trim();
        *spellings.entry(comparable(spelling)).or_default().entry(spelling.to_owned()).or_default() += 1;
    }
    spellings.retain(|_, counts| counts.len() > 1);
    spellings
}

fn entries<'d>(
    drafts: &'d [TidiedFile],
    folder: Folder,
    keys: &'d [&str],
) -> impl Iterator<Item = (&'d TidiedFile, &'d FrontMatterEntry)> {
    let drafts = drafts.iter().filter(move |draft| draft.folder == folder && draft.is_there());
    drafts.flat_map(move |draft| {
        let entries = draft.front.iter().flat_map(|front| front.under(keys));
        entries.map(move |entry| (draft, entry))
    })
}

fn most_frequent(counts: &BTreeMap<String, usize>) -> Option<&str> {
    counts.iter().min_by_key(|(_, count)| Reverse(**count)).map(|(spelling, _)| spelling.as_str())
}

/// Writes what is settled, by what spellings have in common, and gives how many were changed.
fn respell(
    drafts: &mut [TidiedFile],
    folder: Folder,
    keys: &[&str],
    settled: &BTreeMap<String, String>,
    left: &mut Vec<Left>,
) -> usize {
    let mut count = 0;
    for draft in drafts.iter_mut().filter(|draft| draft.folder == folder && draft.is_there()) {
        let Some(front) = &draft.front else { continue };
        let others = front.under(keys).filter_map(|entry| {
            let settled = settled.get(&comparable(entry.text.trim()))?;
            (entry.text.trim() != settled).then_some((entry.span, settled))
        });
        let edits: Vec<Edit> = others.map(|(at, text)| Edit::Value { at, text: text.clone() }).collect();
        if !edits.is_empty() && draft.edit(&edits, left) {
            count += edits.len();
            remove_repeated(draft, keys, left);
        }
    }
    count
}

/// Takes words out of lists in which they stand already.
pub fn remove_repeated(draft: &mut TidiedFile, keys: &[&str], left: &mut Vec<Left>) {
    let Some(front) = &draft.front else { return };
    let mut edits = Vec::new();
    for list in front.lists.iter().filter(|list| keys.contains(&list.keys.as_str())) {
        let mut seen: BTreeSet<&str> = plain_elsewhere(front, list);
        for (index, (_, word)) in list.items.iter().enumerate() {
            let Some(word) = word else { continue };
            if !seen.insert(word)
                && let Some(at) = item(&draft.text, list, index)
            {
                edits.push(Edit::Remove { at });
            }
        }
    }
    if !edits.is_empty() {
        draft.edit(&edits, left);
    }
}

/// The sources that entries with more than an id name: these say all that an id alone says.
fn plain_elsewhere<'f>(front: &'f Front, list: &Items) -> BTreeSet<&'f str> {
    let key = format!("{}.source", list.keys);
    front.entries.iter().filter(|entry| entry.keys == key).map(|entry| entry.text.as_str()).collect()
}

/// What has to go so that an item is gone; nothing where a comment would go with it.
fn item(text: &str, list: &Items, index: usize) -> Option<Span> {
    let at = list.items[index].0;
    let line = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
    if text[line..at.start].trim() == "-" {
        let end = text[at.end..].find('\n').map_or(text.len(), |end| at.end + end + 1);
        return text[at.end..end].trim().is_empty().then(|| Span::new(line, end));
    }
    // Between brackets the comma in front of it goes as well; a repeated item is never the first.
    let before = list.items[index.checked_sub(1)?].0;
    let between = text.get(before.end..at.start)?;
    (between.trim() == ",").then(|| Span::new(before.end, at.end))
}
