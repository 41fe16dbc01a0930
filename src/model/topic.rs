//! A topic: a tag with a file of its own.

use super::{Acceptance, Body, CitedSource, Claim, Id, Ref, Translation};
use crate::diagnostic::Span;
use std::sync::Arc;

/// A tag with a file of its own: one affair among many. The events that bear the tag are its events.
#[derive(Debug, Clone)]
pub struct Topic {
    /// The tag's address.
    pub id: Id,
    pub file: Arc<str>,
    /// How its words come to stand in a further language; none in the original's.
    pub translation: Option<Translation>,
    /// What the tag is called on every page.
    pub title: String,
    pub title_at: Span,
    pub summary: Option<String>,
    /// The claims that its page begins with.
    pub lead_claims: Vec<Ref<Claim>>,
    pub accepted: Vec<Acceptance>,
    pub body: Body,
    pub sources: Vec<CitedSource>,
}
