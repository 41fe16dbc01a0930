//! Tags whose addresses agree are one tag, whichever way each file spells it.
//!
//! A tag needs no file: then nothing but its own words says what it is called, so that of several spellings the most
//! frequent one holds, and of equally frequent ones the first in the order of the alphabet. The others are noted, for the
//! rule that tells of them. A topic's title settles it, and then nothing is to be told.

use crate::diagnostic::Span;
use crate::hashing::HashMap;
use crate::model::slug::{comparable, slug};
use crate::model::{Event, Ref, Table, Topic};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A tag that files spell in several ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagSpellings {
    /// As it is shown everywhere.
    pub tag: String,
    /// How many events spell it so.
    pub count: usize,
    /// The other spellings, the most frequent first.
    pub others: Vec<OtherSpelling>,
}

/// A spelling of a tag that is not the one in which it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherSpelling {
    pub spelling: String,
    /// How many events spell it so.
    pub count: usize,
    /// Where it stands for the first time.
    pub file: Arc<str>,
    pub at: Span,
}

/// The topic of a tag, however it is spelled; `topics` are in the order of their ids.
pub fn topic_of(topics: &Table<Topic>, tag: &str) -> Option<Ref<Topic>> {
    if topics.is_empty() {
        return None;
    }
    let address = slug(tag);
    topics.find_sorted(|topic| topic.id.as_str().cmp(&address))
}

/// The events with each tag in one spelling and once, and the tags that are spelled in several ways without a topic.
pub fn unite(events: Table<Event>, topics: &Table<Topic>) -> (Table<Event>, Vec<TagSpellings>) {
    let mut several = Vec::new();
    let mut settled: HashMap<String, String> = HashMap::new();
    for mut spellings in spellings(&events) {
        let topic = topic_of(topics, &spellings[0].spelling).map(|topic| &topics[topic]);
        // In data the title stands for the tag only where the same tag would be made of it again.
        let title =
            topic.map(|topic| &topic.title).filter(|title| comparable(title) == comparable(&spellings[0].spelling));
        let shown = title.unwrap_or(&spellings[0].spelling).clone();
        let others = spellings.iter().map(|other| &other.spelling).filter(|spelling| **spelling != shown);
        settled.extend(others.map(|other| (other.clone(), shown.clone())));
        if topic.is_none() && spellings.len() > 1 {
            let most = spellings.remove(0);
            several.push(TagSpellings { tag: most.spelling, count: most.count, others: spellings });
        }
    }
    if settled.is_empty() {
        return (events, several);
    }
    let events = events
        .replacing(|event| event.tags.iter().any(|tag| settled.contains_key(tag)).then(|| respelled(event, &settled)));
    (events, several)
}

fn respelled(event: &Event, settled: &HashMap<String, String>) -> Event {
    let mut event = event.clone();
    let written = std::mem::take(&mut event.tags).into_iter().zip(std::mem::take(&mut event.tags_at));
    for (tag, at) in written {
        let tag = settled.get(&tag).cloned().unwrap_or(tag);
        if !event.tags.contains(&tag) {
            event.tags.push(tag);
            event.tags_at.push(at);
        }
    }
    event
}

/// The spellings of each tag, the most frequent first.
fn spellings(events: &Table<Event>) -> Vec<Vec<OtherSpelling>> {
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
    let mut tags: Vec<Vec<OtherSpelling>> = tags.into_values().collect();
    tags.iter_mut().for_each(|spellings| spellings.sort_by_key(|spelling| Reverse(spelling.count)));
    tags
}
