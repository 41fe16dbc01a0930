//! A disputed proposition that runs through several events.

use super::{Acceptance, Body, CitedSource, Citing, Event, Id, Party, Ref};
use crate::diagnostic::Span;
use chrono::NaiveDate;
use std::sync::Arc;

/// A disputed proposition. What events did to it is its life, which [`crate::resolve::Site::life`] tells.
#[derive(Debug, Clone)]
pub struct Claim {
    pub id: Id,
    pub file: Arc<str>,
    /// One neutral sentence that starts with "Whether".
    pub statement: String,
    pub statement_at: Span,
    /// The parties it is about; never empty.
    pub about: Vec<Ref<Party>>,
    pub reviewed: Option<NaiveDate>,
    pub reviewed_at: Option<Span>,
    pub body: Body,
    /// What its own body cites.
    pub sources: Vec<CitedSource>,
    pub accepted: Vec<Acceptance>,
}

/// One step in a claim's life.
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
    pub claim: Ref<super::Claim>,
    pub kind: StanceKind,
    pub by: Vec<Ref<Party>>,
    /// Whether `by` or `for` names somebody unknown: a mistake of its own, and no second one.
    pub names_unknown: bool,
    pub citing: Vec<Citing>,
    /// For whom it is said, where another speaks for the party.
    pub for_parties: Vec<Ref<Party>>,
    /// What the body concluded, in its own terms.
    pub finding: Option<String>,
    pub at: Span,
}

/// What is done to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StanceKind {
    Alleges,
    Repeats,
    Denies,
    Admits,
    DeclinesComment,
    Supports,
    Undercuts,
    FoundTrue,
    FoundFalse,
    NotSubstantiated,
    Unresolved,
    Withdrawn,
    Settled,
}

/// The five sorts of stances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Allegation,
    Answer,
    Evidence,
    /// Of an independent body.
    Finding,
    /// Of the dispute: no finding, shown in addition to one and never instead.
    End,
}

impl StanceKind {
    /// Every stance with the word that front matter uses for it.
    pub const ALL: &[(&str, StanceKind)] = &[
        ("alleges", Self::Alleges),
        ("repeats", Self::Repeats),
        ("denies", Self::Denies),
        ("admits", Self::Admits),
        ("declines-comment", Self::DeclinesComment),
        ("supports", Self::Supports),
        ("undercuts", Self::Undercuts),
        ("found-true", Self::FoundTrue),
        ("found-false", Self::FoundFalse),
        ("not-substantiated", Self::NotSubstantiated),
        ("unresolved", Self::Unresolved),
        ("withdrawn", Self::Withdrawn),
        ("settled", Self::Settled),
    ];

    /// The word that front matter and data use.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// Which sort it is.
    pub fn group(self) -> Group {
        match self {
            Self::Alleges | Self::Repeats => Group::Allegation,
            Self::Denies | Self::Admits | Self::DeclinesComment => Group::Answer,
            Self::Supports | Self::Undercuts => Group::Evidence,
            Self::FoundTrue | Self::FoundFalse | Self::NotSubstantiated | Self::Unresolved => Group::Finding,
            Self::Withdrawn | Self::Settled => Group::End,
        }
    }
}
