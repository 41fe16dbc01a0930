//! The site as a whole: everything found, and who refers to what.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::tags::{TagSpellings, topic_of};
use crate::diagnostic::position::Spanned;
use crate::model::slug::slug;
use crate::model::{
    Claim, Entry, Event, FreePage, Kind, Party, Place, Ref, Settings, Source, Table, Topic, Verification,
};
use crate::parse::settings::SettingsTranslation;
use crate::parse::translation::TranslationDocument;

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
    pub topics: Table<Topic>,
    /// Tags that files spell in several ways, and that no topic settles; the events have each of them in one.
    pub tag_spellings: Vec<TagSpellings>,
    pub backlinks: Backlinks,
    /// The words of all these in further languages, as their files have them; in a further language's edition none.
    pub translations: SiteTranslations,
    /// What was found when quotations were compared with their texts, and addresses visited.
    pub verification: Arc<Verification>,
}

/// The words of a site in further languages.
#[derive(Debug, Default)]
pub struct SiteTranslations {
    /// In the order of their paths.
    pub files: Vec<Arc<TranslationDocument>>,
    /// Of the settings, by language.
    pub settings: Vec<(Spanned<String>, SettingsTranslation)>,
}

/// A tag that published events bear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// As the events have it here.
    pub spelling: String,
    pub topic: Option<Ref<Topic>>,
    /// In the order of the timeline.
    pub events: Vec<Ref<Event>>,
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
    /// The addresses of the tags that drafts bear.
    pub borne_by_drafts: BTreeSet<String>,
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
    /// The tags that published events bear, in the order of their words.
    pub tags: Vec<Tag>,
    /// Of each topic its tag, as an index into these; none where no published event bears it.
    pub of_topic: Vec<Option<usize>>,
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

/// Claims, sources, parties and places, by their references' indices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    pub claims: Vec<bool>,
    pub sources: Vec<bool>,
    pub parties: Vec<bool>,
    pub places: Vec<bool>,
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

    /// The topics that something published belongs to, in the order of their ids, each with its tag.
    pub fn published_topics(&self) -> impl DoubleEndedIterator<Item = (Ref<Topic>, &Topic, &Tag)> {
        let tag = |topic: Ref<Topic>| self.backlinks.of_topic[topic.index()].map(|index| &self.backlinks.tags[index]);
        self.topics.iter().filter_map(move |(topic, row)| Some((topic, row, tag(topic)?)))
    }

    /// The topics to which no published event belongs.
    pub fn unpublished_topics(&self) -> impl Iterator<Item = &Topic> {
        self.topics.rows().zip(&self.backlinks.of_topic).filter(|(_, tag)| tag.is_none()).map(|(row, _)| row)
    }

    /// Whether drafts or withdrawn events bear a topic's tag.
    pub fn waits_for_unpublished(&self, topic: &Topic) -> bool {
        let id = topic.id.as_str();
        let mut unpublished = self.events.rows().filter(|event| !event.is_published());
        self.unloaded.borne_by_drafts.contains(id)
            || unpublished.any(|event| event.tags.iter().any(|tag| slug(tag) == id))
    }

    /// The topic of a tag, however it is spelled.
    pub fn topic_of(&self, tag: &str) -> Option<&Topic> {
        topic_of(&self.topics, tag).map(|topic| &self.topics[topic])
    }

    /// The sources that the event rests on once copies and relays are followed to their roots.
    pub fn origins(&self, event: Ref<Event>) -> &[Ref<Source>] {
        &self.backlinks.origins[event.index()]
    }

    /// Whether there are kinds that tell events apart: several.
    pub fn tells_kinds_apart(&self) -> bool {
        self.kinds.rows().filter(|kind| !kind.label.is_empty()).count() > 1
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
