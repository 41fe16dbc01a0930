//! A disputed proposition that runs through several events.

use super::{Acceptance, Alias, Body, CitedSource, Citing, Event, Id, Party, Ref, Translation};
use crate::diagnostic::Span;
use chrono::NaiveDate;
use std::sync::Arc;

/// A disputed proposition. What events did to it is its history: see [`crate::resolve::Site::history`].
///
/// It is put so that its truth is to the disadvantage of those in `about`.
#[derive(Debug, Clone)]
pub struct Claim {
    pub id: Id,
    pub file: Arc<str>,
    /// In another language's edition than the original's: how its words come to stand in it.
    pub translation: Option<Translation>,
    /// One neutral sentence.
    pub statement: String,
    pub statement_at: Span,
    /// What it goes by where several claims stand together: at most five words.
    pub label: Option<String>,
    /// The parties it is about; empty where nobody is accused, and then nothing is adverse.
    pub about: Vec<Ref<Party>>,
    pub reviewed: Option<NaiveDate>,
    pub reviewed_at: Option<Span>,
    pub body: Body,
    /// What its own body cites.
    pub sources: Vec<CitedSource>,
    /// Former ids.
    pub aliases: Vec<Alias>,
    pub accepted: Vec<Acceptance>,
}

/// One step in a claim's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// The event's stance with this index.
    Stance(Ref<Event>, usize),
    /// The event's response with this index.
    Response(Ref<Event>, usize),
}

impl Entry {
    /// The event that it stands in.
    pub fn event(self) -> Ref<Event> {
        match self {
            Self::Stance(event, _) | Self::Response(event, _) => event,
        }
    }
}

/// What an event does to a claim.
#[derive(Debug, Clone)]
pub struct Stance {
    pub claim: Ref<Claim>,
    pub kind: StanceKind,
    pub by: Vec<Ref<Party>>,
    /// Whether `by`, `for` or `concerns` names somebody unknown: a mistake of its own, and no second one.
    pub names_unknown: bool,
    pub citing: Vec<Citing>,
    /// For whom it is said, where another speaks for the party.
    pub for_parties: Vec<Ref<Party>>,
    /// Whom it concerns, where that is said; [`crate::ledger::concerned`] knows what it means where it isn't.
    pub concerns: Option<Vec<Ref<Party>>>,
    pub concerns_at: Option<Span>,
    /// Which charge, in words; none matches every charge.
    pub charge: Option<String>,
    pub branch: Option<Branch>,
    /// The event whose outcome this one reviews.
    pub reviews: Option<Ref<Event>>,
    /// Where `reviews` stands, whether it leads anywhere or not.
    pub reviews_at: Option<Span>,
    /// Whether no ordinary appeal lies any more.
    pub is_final: bool,
    /// What the body concluded, in its own terms.
    pub finding: Option<String>,
    /// A few words of `finding`, in their order.
    pub excerpt: Option<String>,
    pub excerpt_at: Option<Span>,
    /// What was answered or agreed, in a few words.
    pub answer: Option<String>,
    /// Who disputes that the trial was fair, and why.
    pub contested: Option<String>,
    pub at: Span,
}

/// Before which sort of court: of two outcomes in different branches neither speaks against the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Branch {
    Criminal,
    /// Accounting and administrative matters, too.
    Civil,
}

impl Branch {
    /// Both with the words that front matter and data use.
    pub const ALL: &[(&str, Branch)] = &[("criminal", Self::Criminal), ("civil", Self::Civil)];

    /// The word that front matter and data use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Criminal => "criminal",
            Self::Civil => "civil",
        }
    }
}

/// What is done to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StanceKind {
    Alleges,
    Repeats,
    /// Whoever alleged it defends it without saying it again.
    StandsBy,
    /// A source's title reports an answer or an end, and so names the allegation.
    Mentions,
    Denies,
    Admits,
    DeclinesComment,
    Supports,
    Undercuts,
    /// An authority treats the party as a suspect.
    Investigated,
    /// Formally accused, indicted or sent for trial.
    Charged,
    /// An appeal of either side is pending.
    Appealed,
    FoundTrue,
    FoundFalse,
    NotSubstantiated,
    Unresolved,
    Convicted,
    Acquitted,
    HeldLiable,
    NotLiable,
    /// An earlier outcome annulled, with nothing in its place yet.
    SetAside,
    /// Ended before judgment.
    Dismissed,
    /// The limitation period ran out.
    TimeBarred,
    /// The party died.
    Abated,
    /// Can't be tried: tried before, immunity, amnesty.
    Barred,
    /// By an accuser or prosecutor: ends only its own `by`'s allegation.
    Withdrawn,
    Settled,
    /// The penalty remitted by the executive; the conviction stays in force.
    Pardoned,
}

/// The groups of stances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Allegation,
    Answer,
    Evidence,
    /// An authority acts on the allegation, and nothing is decided.
    Proceeding,
    /// Of an independent body that is no court.
    Finding,
    Judgment,
    /// Of the dispute, without a judgment: shown in addition to one and never instead.
    End,
    /// After a judgment.
    Pardon,
}

impl StanceKind {
    /// Every stance with the word that front matter uses for it.
    pub const ALL: &[(&str, StanceKind)] = &[
        ("alleges", Self::Alleges),
        ("repeats", Self::Repeats),
        ("stands-by", Self::StandsBy),
        ("mentions", Self::Mentions),
        ("denies", Self::Denies),
        ("admits", Self::Admits),
        ("declines-comment", Self::DeclinesComment),
        ("supports", Self::Supports),
        ("undercuts", Self::Undercuts),
        ("investigated", Self::Investigated),
        ("charged", Self::Charged),
        ("appealed", Self::Appealed),
        ("found-true", Self::FoundTrue),
        ("found-false", Self::FoundFalse),
        ("not-substantiated", Self::NotSubstantiated),
        ("unresolved", Self::Unresolved),
        ("convicted", Self::Convicted),
        ("acquitted", Self::Acquitted),
        ("held-liable", Self::HeldLiable),
        ("not-liable", Self::NotLiable),
        ("set-aside", Self::SetAside),
        ("dismissed", Self::Dismissed),
        ("time-barred", Self::TimeBarred),
        ("abated", Self::Abated),
        ("barred", Self::Barred),
        ("withdrawn", Self::Withdrawn),
        ("settled", Self::Settled),
        ("pardoned", Self::Pardoned),
    ];

    /// The word that front matter and data use.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// Which group it belongs to.
    pub fn group(self) -> Group {
        match self {
            Self::Alleges | Self::Repeats | Self::StandsBy | Self::Mentions => Group::Allegation,
            Self::Denies | Self::Admits | Self::DeclinesComment => Group::Answer,
            Self::Supports | Self::Undercuts => Group::Evidence,
            Self::Investigated | Self::Charged | Self::Appealed => Group::Proceeding,
            Self::FoundTrue | Self::FoundFalse | Self::NotSubstantiated | Self::Unresolved => Group::Finding,
            Self::Convicted | Self::Acquitted | Self::HeldLiable | Self::NotLiable | Self::SetAside => Group::Judgment,
            Self::Dismissed | Self::TimeBarred | Self::Abated | Self::Barred | Self::Withdrawn | Self::Settled => {
                Group::End
            }
            Self::Pardoned => Group::Pardon,
        }
    }

    /// Whether it tells what an authority, a body or a court did, or how the matter ended.
    pub fn is_outcome(self) -> bool {
        !matches!(self.group(), Group::Allegation | Group::Answer | Group::Evidence)
    }

    /// Whether it is an outcome and no proceeding.
    pub fn is_result(self) -> bool {
        self.is_outcome() && self.group() != Group::Proceeding
    }

    /// Whether it is to the disadvantage of those whom it concerns; nothing where that depends on what it reviews.
    pub fn is_adverse(self) -> Option<bool> {
        match self {
            Self::Alleges
            | Self::Repeats
            | Self::StandsBy
            | Self::Admits
            | Self::Supports
            | Self::Investigated
            | Self::Charged
            | Self::Convicted
            | Self::HeldLiable
            | Self::FoundTrue => Some(true),
            Self::Appealed | Self::SetAside => None,
            _ => Some(false),
        }
    }
}
