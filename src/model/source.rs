//! A work that can be cited.

use super::{
    Acceptance, Alias, Body, CitedSource, Claim, EventDate, EventTime, Id, Party, PlayTime, Ref, StanceKind,
    Translation,
};
use crate::diagnostic::Span;
use chrono::NaiveDate;
use std::sync::Arc;

/// What an address on the web says of the page that it leads to: read once, and asked by several checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageAddress {
    /// Without `www.`.
    pub host: Arc<str>,
    /// Equal for two addresses of one page: see [`comparable`](crate::parse::address::comparable).
    pub comparable: Arc<str>,
    /// Whether it leads to a website's front page.
    pub is_bare_domain: bool,
}

/// A work that can be cited: an article, a report, a ruling.
#[derive(Debug, Clone)]
pub struct Source {
    pub id: Id,
    pub file: Arc<str>,
    /// In another language's edition than the original's: how its words come to stand in it.
    pub translation: Option<Translation>,
    /// As published; where its file gives none, what the source goes by instead: outlet and date, or its host.
    pub title: String,
    /// What the title says in the page's language, where that is another one and an editor has translated it.
    pub title_translation: Option<String>,
    pub title_at: Span,
    /// Whether its file gives no title.
    pub is_untitled: bool,
    pub outlet: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<EventDate>,
    pub url: Option<String>,
    /// What the address says.
    pub page: Option<PageAddress>,
    pub url_at: Option<Span>,
    /// Whether its file has a `url` or a `locator`: one that can't be read is a mistake of its own.
    pub says_where: bool,
    pub archived: Vec<Archived>,
    /// Where `archived` stands, readable or not, if there is anything in it.
    pub archived_at: Option<Span>,
    pub accessed: Option<NaiveDate>,
    /// BCP 47.
    pub language: Option<String>,
    pub kind: SourceType,
    /// The source that this one is the text of, elsewhere: whole, cut or reworded.
    pub copy_of: Option<Ref<Source>>,
    /// The sources that it relays.
    pub based_on: Vec<Ref<Source>>,
    /// Where `copy_of` stands, or else `based_on`.
    pub relays_at: Option<Span>,
    /// What its title itself does to a claim; the title is never shown without what became of it.
    pub claims: Vec<SourceClaim>,
    /// A warning shown wherever it is cited.
    pub reliability: Option<String>,
    /// What its publisher has at stake, shown wherever it is cited.
    pub interest: Option<String>,
    pub paywalled: bool,
    /// How long a recording is.
    pub duration: Option<PlayTime>,
    /// Who posted a post, as the account is called.
    pub account: Option<String>,
    /// When on that day it was published.
    pub time: Option<EventTime>,
    /// The text of a post.
    pub quote: Option<String>,
    /// What that says in the page's language, where that is another one and an editor has translated it.
    pub quote_translation: Option<String>,
    /// By what a reader finds it without an address: ISBN, docket number.
    pub locator: Option<String>,
    /// Whether anybody here has read it; if not it may be named as an origin but not be cited.
    pub consulted: bool,
    /// Former ids.
    pub aliases: Vec<Alias>,
    pub accepted: Vec<Acceptance>,
    /// Notes on it.
    pub body: Body,
    pub sources: Vec<CitedSource>,
}

/// A copy kept by an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    pub url: String,
    pub date: Option<NaiveDate>,
}

/// What a title does to a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceClaim {
    pub claim: Ref<Claim>,
    pub stance: StanceKind,
    /// Whom it concerns, where that is said.
    pub concerns: Option<Vec<Ref<Party>>>,
    pub concerns_at: Option<Span>,
    /// Whether `concerns` names somebody unknown: a mistake of its own.
    pub names_unknown: bool,
    pub at: Span,
}

/// What sort of work it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceType {
    News,
    Wire,
    OfficialReport,
    Court,
    Transcript,
    Statement,
    Book,
    Video,
    Audio,
    Post,
    Dataset,
    Other,
}

impl SourceType {
    /// Every type with the word that front matter uses for it.
    pub const ALL: &[(&str, SourceType)] = &[
        ("news", Self::News),
        ("wire", Self::Wire),
        ("official-report", Self::OfficialReport),
        ("court", Self::Court),
        ("transcript", Self::Transcript),
        ("statement", Self::Statement),
        ("book", Self::Book),
        ("video", Self::Video),
        ("audio", Self::Audio),
        ("post", Self::Post),
        ("dataset", Self::Dataset),
        ("other", Self::Other),
    ];

    /// The word that front matter and data use.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("other", |(word, _)| word)
    }
}
