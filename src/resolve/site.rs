//! The site as a whole: everything found, and who refers to what.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::published::Named;
use crate::diagnostic::Span;
use crate::model::{Claim, Entry, Event, FreePage, Kind, Party, Place, Ref, Settings, Source, Table, Verification};

/// All content, resolved: what `check` judges, `plan` lays out and `render` shows.
#[derive(Debug)]
pub struct Site {
    pub settings: Settings,
    /// Whether `content/site.yaml` could be read; if not, `settings` are a stand-in that nobody wrote.
    pub has_settings: bool,
    pub unloaded: Unloaded,
    pub kinds: Table<Kind>,
    /// In the order of the timeline, oldest first. Withdrawn events and, if asked for, drafts are among them.
    pub events: Table<Event>,
    /// Like the tables below, in the order of ids.
    pub sources: Table<Source>,
    pub claims: Table<Claim>,
    pub parties: Table<Party>,
    pub places: Table<Place>,
    pub pages: Table<FreePage>,
    /// Tags that files spell in several ways; the events have each of them in one.
    pub tag_spellings: Vec<TagSpellings>,
    pub backlinks: Backlinks,
    /// What was found when quotations were compared with their texts, and addresses visited.
    pub verification: Arc<Verification>,
}

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

/// What is said in files that are no part of the site: what seems missing may be there.
#[derive(Debug, Default)]
pub struct Unloaded {
    /// The words, ids among them, of files that could not be read. They have been reported; that a source is cited or
    /// a claim answered nowhere else is no second mistake.
    pub broken: BTreeSet<String>,
    /// Whether there is such a file of which not even the words are known.
    pub has_unread: bool,
    /// The ids of sources that drafts cite.
    pub cited_by_drafts: BTreeSet<String>,
    /// The ids of claims, sources and parties that drafts name.
    pub named_by_drafts: BTreeSet<String>,
}

impl Unloaded {
    /// Whether this id may stand in a file that could not be read.
    pub fn may_name(&self, id: &str) -> bool {
        self.has_unread || self.broken.contains(id)
    }
}

/// What the whole says of each thing; indexed by the thing's reference. Where events refer to it, these are the
/// published ones in the order of the timeline.
#[derive(Debug, Default)]
pub struct Backlinks {
    pub of_kind: Vec<Vec<Ref<Event>>>,
    /// Events that cite the source.
    pub of_source: Vec<Vec<Ref<Event>>>,
    /// Claims whose own text cites the source.
    pub of_source_in_claims: Vec<Vec<Ref<Claim>>>,
    /// Sources that are copies of the source or relay it, in the order of ids.
    pub relayed_by: Vec<Vec<Ref<Source>>>,
    /// Events in which the party takes part, or takes a stance, or is asked for one.
    pub of_party: Vec<Vec<Ref<Event>>>,
    /// Claims about the party.
    pub claims_about: Vec<Vec<Ref<Claim>>>,
    pub of_place: Vec<Vec<Ref<Event>>>,
    /// Tags in the order of their words, with the events that bear them.
    pub of_tag: Vec<(String, Vec<Ref<Event>>)>,
    /// Events that name the event as related, or link to it.
    pub of_event: Vec<Vec<Ref<Event>>>,
    /// The sources that the event rests on once copies and relays are followed to their roots, in the order of their
    /// ids.
    pub origins: Vec<Vec<Ref<Source>>>,
    /// Each claim's history: every stance on it and every answer sought.
    pub histories: Vec<Vec<Entry>>,
    /// The sources whose titles take a stance on the claim, in the order of ids.
    pub titles: Vec<Vec<Ref<Source>>>,
    /// What something published refers to: nothing else has a page or stands in a list.
    pub published: Named,
    /// What withdrawn events name.
    pub named_by_withdrawn: Named,
}

impl Site {
    /// The events that stand in lists, feeds and counts, oldest first.
    pub fn published(&self) -> impl DoubleEndedIterator<Item = (Ref<Event>, &Event)> {
        self.events.iter().filter(|(_, event)| event.is_published())
    }

    /// The claims that something published refers to, in the order of ids.
    pub fn published_claims(&self) -> impl DoubleEndedIterator<Item = (Ref<Claim>, &Claim)> {
        self.claims.iter().filter(|(claim, _)| self.backlinks.published.claims[claim.index()])
    }

    /// The sources that something published refers to, in the order of ids.
    pub fn published_sources(&self) -> impl DoubleEndedIterator<Item = (Ref<Source>, &Source)> {
        self.sources.iter().filter(|(source, _)| self.backlinks.published.sources[source.index()])
    }

    /// The people and organizations that something published refers to, in the order of ids.
    pub fn published_parties(&self) -> impl DoubleEndedIterator<Item = (Ref<Party>, &Party)> {
        self.parties.iter().filter(|(party, _)| self.backlinks.published.parties[party.index()])
    }

    /// The places that not only drafts or withdrawn events name, in the order of ids.
    pub fn published_places(&self) -> impl DoubleEndedIterator<Item = (Ref<Place>, &Place)> {
        self.places.iter().filter(|(place, _)| self.backlinks.published.places[place.index()])
    }

    /// The sources that the event rests on once copies and relays are followed to their roots.
    pub fn origins(&self, event: Ref<Event>) -> &[Ref<Source>] {
        &self.backlinks.origins[event.index()]
    }

    /// Every stance on the claim and every answer sought, oldest first.
    pub fn history(&self, claim: Ref<Claim>) -> &[Entry] {
        &self.backlinks.histories[claim.index()]
    }

    /// The sources whose titles take a stance on the claim.
    pub fn titles(&self, claim: Ref<Claim>) -> &[Ref<Source>] {
        &self.backlinks.titles[claim.index()]
    }
}
