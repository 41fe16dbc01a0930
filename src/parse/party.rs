//! The keys of a person's or an organization's front matter.

use super::event::{AcceptanceFile, accept};
use super::fields::Fields;
use super::shapes::{Boolean, Text, Url};
use crate::diagnostic::position::Spanned;

/// What a person's or an organization's front matter says.
#[derive(Debug, Clone)]
pub struct PartyFile {
    /// Empty where it is missing.
    pub name: Spanned<String>,
    pub sort_name: Option<String>,
    pub also_known_as: Vec<Spanned<String>>,
    pub role: Option<String>,
    pub links: Vec<Spanned<String>>,
    pub noindex: bool,
    pub accept: Vec<AcceptanceFile>,
}

/// Declares the keys of a person or an organization.
pub fn party(fields: &mut Fields) -> Option<PartyFile> {
    let name = fields.required("name", "The name, as they write it.", Text);
    let sort_name = fields.optional("sort_name", "What lists sort by: `Bloom, Ida`.", Text);
    let also_known_as = fields.list("also_known_as", "Other names that sources use.", Text);
    let role = fields.optional("role", "Who they are in this affair, in a few words.", Text);
    let links = fields.list("links", "Addresses about them, Wikidata first.", Url);
    let noindex = fields.optional("noindex", "Whether search engines are asked to leave this page out.", Boolean);
    let accept = accept(fields);
    Some(PartyFile {
        name: name.unwrap_or_else(|| fields.nothing()),
        sort_name: sort_name.map(|name| name.value),
        also_known_as,
        role: role.map(|role| role.value),
        links,
        noindex: noindex.unwrap_or(false),
        accept,
    })
}
