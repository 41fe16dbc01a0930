//! A person or an organization.

use super::{Acceptance, Alias, Body, CitedSource, EventDate, Id, Translation};
use crate::diagnostic::Span;
use std::sync::Arc;

/// A person or an organization; no two of them have one id.
#[derive(Debug, Clone)]
pub struct Party {
    pub id: Id,
    pub file: Arc<str>,
    /// In another language's edition than the original's: how its words come to stand in it.
    pub translation: Option<Translation>,
    pub kind: PartyKind,
    pub name: String,
    pub name_at: Span,
    /// What it goes by in a line: a surname, "Inquiry".
    pub short_name: Option<String>,
    /// When a person died.
    pub died: Option<EventDate>,
    /// Why a person's name is another than their own, where it is.
    pub pseudonym: Option<String>,
    /// Whether an organization is a court.
    pub is_court: bool,
    /// What lists sort by; the name where it isn't given.
    pub sort_name: Option<String>,
    pub also_known_as: Vec<String>,
    pub role: Option<String>,
    /// Wikidata first.
    pub links: Vec<String>,
    /// Whether search engines are asked to leave this page out.
    pub noindex: bool,
    /// Former ids.
    pub aliases: Vec<Alias>,
    pub accepted: Vec<Acceptance>,
    pub body: Body,
    pub sources: Vec<CitedSource>,
}

impl Party {
    /// What it goes by in a line.
    pub fn short(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }
}

/// Which of the two a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartyKind {
    Person,
    Organization,
}

impl PartyKind {
    /// The word that messages and links by id use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
        }
    }
}
