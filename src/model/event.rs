//! Something that happened on a date.

use super::date::Form;
use super::{Body, Claim, EventDate, EventTime, Id, Kind, Party, Pinpoint, Place, Ref, Source, Stance, Translation};
use crate::diagnostic::{Code, Span};
use chrono::NaiveDate;
use std::sync::Arc;

/// Something that happened on a date, with everything it refers to found.
#[derive(Debug, Clone)]
pub struct Event {
    pub id: Id,
    /// Its file, relative to the site's folder.
    pub file: Arc<str>,
    /// In another language's edition than the original's: how its words come to stand in it.
    pub translation: Option<Translation>,
    pub title: String,
    pub title_at: Span,
    pub date: EventDate,
    pub date_at: Span,
    pub time: Option<EventTime>,
    /// Before `time` in deciding the order within a day.
    pub order: Option<i64>,
    pub kind: Ref<Kind>,
    /// One sentence: written, or the first of the body.
    pub summary: String,
    pub people: Vec<Involvement>,
    pub organizations: Vec<Involvement>,
    pub places: Vec<Ref<Place>>,
    pub tags: Vec<String>,
    /// Where each of `tags` stands.
    pub tags_at: Vec<Span>,
    /// In reading order: those cited in the body, then the rest of the front matter. Number = index + 1.
    pub sources: Vec<CitedSource>,
    /// Whether its file names any source, known or not: an unknown one is a mistake of its own.
    pub names_sources: bool,
    pub stances: Vec<Stance>,
    pub date_variants: Vec<DateVariant>,
    pub responses: Vec<Response>,
    pub media: Vec<Media>,
    pub related: Vec<Ref<Event>>,
    pub corrections: Vec<Correction>,
    pub accepted: Vec<Acceptance>,
    pub added: Option<NaiveDate>,
    /// Where `added` stands, readable or not.
    pub added_at: Option<Span>,
    pub updated: Option<NaiveDate>,
    /// Former ids, each of which leaves a redirecting page.
    pub aliases: Vec<Id>,
    /// Where each of `aliases` stands.
    pub aliases_at: Vec<Span>,
    pub withdrawn: Option<Withdrawal>,
    pub draft: bool,
    pub body: Body,
    /// Where sentences without a citation stand.
    pub uncited: Vec<Span>,
}

impl Event {
    /// Whether it stands in lists, feeds and counts, gives statuses and back-links: neither withdrawn nor a draft.
    pub fn is_published(&self) -> bool {
        self.withdrawn.is_none() && !self.draft
    }

    /// The dates that sources give and that aren't the chosen one.
    pub fn other_dates(&self) -> impl Iterator<Item = &DateVariant> {
        self.date_variants.iter().filter(|variant| variant.date.as_str() != self.date.as_str())
    }

    /// The sources that carry the chosen date.
    ///
    /// Those that a variant equal to it names; without one, the cited sources that give no other date. Where the
    /// chosen date is itself one of several ("24 or 25 February"), each variant says whose it is, and this is empty.
    pub fn date_sources(&self) -> Vec<Ref<Source>> {
        let declared: Vec<_> = (self.date_variants.iter())
            .filter(|variant| variant.date.as_str() == self.date.as_str())
            .flat_map(|variant| variant.sources.iter().copied())
            .collect();
        if !declared.is_empty() || (matches!(self.date.form(), Form::Set(..)) && !self.date_variants.is_empty()) {
            return declared;
        }
        let differs = |source: &Ref<Source>| self.date_variants.iter().any(|variant| variant.sources.contains(source));
        self.sources.iter().map(|cited| cited.source).filter(|source| !differs(source)).collect()
    }
}

/// A party in an event, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Involvement {
    pub party: Ref<Party>,
    pub role: Option<String>,
}

/// One numbered source of an event with all its citations there.
#[derive(Debug, Clone)]
pub struct CitedSource {
    pub source: Ref<Source>,
    /// At least one; in reading order.
    pub citations: Vec<Citation>,
}

/// What ties a statement to a passage of a source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// The exact words.
    pub quote: Option<String>,
    /// What they say in the page's language, where that is another one and an editor has translated them.
    pub quote_translation: Option<String>,
    pub locator: Option<String>,
    /// The locator as an editor wrote it, where a translation stands in its place.
    pub original_locator: Option<String>,
    /// The page or the moment, where a program can go there; few have one.
    pub pinpoint: Option<Box<Pinpoint>>,
    /// Where that stands.
    pub pinpoint_at: Span,
    pub note: Option<String>,
    /// Whose word this statement is, where that differs from the source's own `based_on`.
    pub based_on: Option<Vec<Ref<Source>>>,
    /// Where the quotation stands, or the source's id.
    pub at: Span,
    /// Where the source's id stands.
    pub source_at: Span,
    /// Whether it stands in the body, where a number leads to it.
    pub in_body: bool,
}

impl Citation {
    /// The locator as it was written: what is looked up by it is the same in each language.
    pub fn written_locator(&self) -> Option<&str> {
        self.original_locator.as_ref().or(self.locator.as_ref()).map(String::as_str)
    }
}

/// Whom or what somebody who takes a stance relies on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Citing {
    Party(Ref<Party>),
    Source(Ref<Source>),
    /// Printed as given: "two unnamed board members".
    Words(String),
}

/// Another date that sources give for the event.
#[derive(Debug, Clone)]
pub struct DateVariant {
    pub date: EventDate,
    pub sources: Vec<Ref<Source>>,
    pub at: Span,
}

/// An answer to a claim that was sought and is no event of its own.
#[derive(Debug, Clone)]
pub struct Response {
    pub claim: Ref<Claim>,
    pub from: Ref<Party>,
    pub sought: Option<EventDate>,
    pub sought_by: Option<Ref<Party>>,
    pub result: SoughtAnswer,
    /// What was answered, in a few words.
    pub answer: Option<String>,
    /// Why nobody could be reached: identity unknown, in hiding, dissolved.
    pub note: Option<String>,
    pub sources: Vec<Ref<Source>>,
    pub at: Span,
}

/// What came of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SoughtAnswer {
    None,
    Declined,
    Answered,
    /// There was nobody to ask.
    Unreachable,
}

impl SoughtAnswer {
    /// The word that front matter and data use.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, result)| *result == self).map_or("", |(word, _)| word)
    }
}

impl SoughtAnswer {
    /// Every result with the word that front matter uses for it.
    pub const ALL: &[(&str, SoughtAnswer)] = &[
        ("none", Self::None),
        ("declined", Self::Declined),
        ("answered", Self::Answered),
        ("unreachable", Self::Unreachable),
    ];
}

/// A picture or document beside the event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Its name, which is also its address below the event's.
    pub name: String,
    /// Its path relative to the site's folder.
    pub path: Arc<str>,
    pub bytes: u64,
    pub dimensions: Option<(u32, u32)>,
    /// Empty for a document, which needs none.
    pub alt: String,
    pub credit: Option<String>,
    pub license: Option<String>,
    pub caption: Option<String>,
    /// Whether the body shows it, so that the list of media need not.
    pub in_body: bool,
    /// Where its name stands.
    pub at: Span,
}

/// What was wrong, and when it was put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    pub date: NaiveDate,
    pub note: String,
}

/// A warning accepted on one file, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    pub code: Code,
    pub reason: String,
    pub at: Span,
}

/// Why an event is a notice now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    pub date: NaiveDate,
    pub reason: String,
}
