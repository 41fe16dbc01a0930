//! The keys of a topic's front matter.

use super::event::{AcceptanceFile, accept};
use super::field_types::{EntityKind, Reference, Text};
use super::fields::Fields;
use crate::diagnostic::position::Spanned;

/// What a topic's front matter says.
#[derive(Debug, Clone)]
pub struct TopicFile {
    /// Empty where it is missing.
    pub title: Spanned<String>,
    pub summary: Option<Spanned<String>>,
    pub lead_claims: Vec<Spanned<String>>,
    pub accept: Vec<AcceptanceFile>,
}

/// Declares the keys of a topic.
pub fn topic(fields: &mut Fields) -> Option<TopicFile> {
    let title = fields.required("title", "What the tag is called on every page.", Text);
    let summary = fields.optional("summary", "One or two sentences, for lists and for other sites.", Text);
    let lead_claims =
        fields.list("lead_claims", "The claims that its page begins with: ids.", Reference(EntityKind::Claim));
    let accept = accept(fields);
    Some(TopicFile { title: title.unwrap_or_else(|| fields.nothing()), summary, lead_claims, accept })
}
