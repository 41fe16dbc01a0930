//! The words of Dateline as types, as the documentation defines them; what a resolved site is made of.
//!
//! No logic of a stage lives here: a type has its rules (an id's letters, a date's order) and nothing else.

mod claim;
pub mod date;
mod event;
pub mod foreign;
mod id;
mod page;
mod party;
mod pinpoint;
mod place;
mod prose;
mod settings;
pub mod slug;
mod source;
mod source_media;
mod table;
mod time;
mod topic;
mod translation;
pub mod verification;

pub use claim::{Branch, Claim, Entry, Group, Stance, StanceKind};
pub use date::{Bound, EventDate};
pub use event::{
    Acceptance, Citation, CitedSource, Citing, Correction, DateVariant, Event, Involvement, Media, Response,
    SoughtAnswer, Withdrawal,
};
pub use id::{Alias, Id};
pub use page::FreePage;
pub use party::{Party, PartyKind};
pub use pinpoint::{PageRange, Pinpoint, PlayTime, TimeRange};
pub use place::{Coordinates, Place};
pub use prose::{Html, Piece, Prose, escape};
pub use settings::{ChartMark, EventOutput, Kind, Level, Publisher, Settings};
pub use source::{Archived, PageAddress, Source, SourceClaim, SourceType};
pub use source_media::RecordingHost;
pub use table::{Names, Ref, Table};
pub use time::EventTime;
pub use topic::Topic;
pub use translation::{Fingerprint, Translation, TranslationState, Translator};
pub use verification::{CheckedQuotation, ComparedText, LinkState, TextOrigin, Verdict, Verification, VisitedLink};

/// A body whose citations and links are known to lead somewhere.
pub type Body = Prose<InText, Link>;

/// A citation in running text: which of the event's numbered sources, and which of that source's passages.
///
/// On pages that number nothing (a claim's, a person's, a free page) the number counts that page's own sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InText {
    /// Index into the page's list of cited sources.
    pub source: usize,
    /// Index into that source's citations.
    pub citation: usize,
}

/// Where a link by id leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    Event(Ref<Event>),
    Source(Ref<Source>),
    Claim(Ref<Claim>),
    Party(Ref<Party>),
    Place(Ref<Place>),
    Page(Ref<FreePage>),
}
