//! Tags whose addresses agree are one tag, whichever way each file spells it.
//!
//! A tag needs no file, so nothing but its own words says what it is called: of several spellings the most frequent one
//! holds, and of equally frequent ones the first in the order of the alphabet. The others are noted, for the rule that tells
//! of them.

use super::site::{OtherSpelling, TagSpellings};
use crate::model::slug::comparable;
use crate::model::{Event, Table};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// The events with each tag in one spelling and once, and the tags that are spelled in several ways.
pub fn unite(events: Table<Event>) -> (Table<Event>, Vec<TagSpellings>) {
    let several = several_spellings(&events);
    if several.is_empty() {
        return (events, several);
    }
    let settled: HashMap<&str, &str> =
        several.iter().flat_map(|tag| tag.others.iter().map(|other| (&*other.spelling, &*tag.tag))).collect();
    let events = events.replacing(|event| {
        event.tags.iter().any(|tag| settled.contains_key(tag.as_str())).then(|| respelled(event, &settled))
    });
    (events, several)
}

fn respelled(event: &Event, settled: &HashMap<&str, &str>) -> Event {
    let mut event = event.clone();
    let written = std::mem::take(&mut event.tags).into_iter().zip(std::mem::take(&mut event.tags_at));
    for (tag, at) in written {
        let tag = settled.get(tag.as_str()).map_or(tag, |tag| (*tag).to_owned());
        if !event.tags.contains(&tag) {
            event.tags.push(tag);
            event.tags_at.push(at);
        }
    }
    event
}

fn several_spellings(events: &Table<Event>) -> Vec<TagSpellings> {
    let mut spellings: BTreeMap<&str, OtherSpelling> = BTreeMap::new();
    for event in events.rows() {
        for (tag, at) in event.tags.iter().zip(&event.tags_at) {
            let first = || OtherSpelling { spelling: tag.clone(), count: 0, file: event.file.clone(), at: *at };
            spellings.entry(tag).or_insert_with(first).count += 1;
        }
    }
    let mut tags: BTreeMap<String, Vec<OtherSpelling>> = BTreeMap::new();
    for (tag, spelling) in spellings {
        tags.entry(comparable(tag)).or_default().push(spelling);
    }
    let several = tags.into_values().filter(|spellings| spellings.len() > 1);
    several
        .map(|mut spellings| {
            spellings.sort_by_key(|spelling| Reverse(spelling.count));
            let settled = spellings.remove(0);
            TagSpellings { tag: settled.spelling, count: settled.count, others: spellings }
        })
        .collect()
}
