//! The keys of a person's or an organization's front matter.

use super::event::{AcceptanceFile, accept, former_ids};
use super::field_types::{Boolean, Date, MapOf, Text, Url, Word};
use super::fields::Fields;
use crate::diagnostic::Code;
use crate::diagnostic::position::Spanned;
use crate::model::{EventDate, Id};

/// What a person's or an organization's front matter says.
#[derive(Debug, Clone)]
pub struct PartyFile {
    /// Empty where it is missing.
    pub name: Spanned<String>,
    pub short_name: Option<String>,
    /// Of a person alone.
    pub died: Option<EventDate>,
    /// Why the name is another than the person's own, where it is.
    pub pseudonym: Option<String>,
    /// Of an organization alone.
    pub is_court: bool,
    pub sort_name: Option<String>,
    pub also_known_as: Vec<Spanned<String>>,
    pub role: Option<String>,
    pub links: Vec<Spanned<String>>,
    pub noindex: bool,
    pub accept: Vec<AcceptanceFile>,
    pub aliases: Vec<Spanned<Id>>,
}

/// What sort of organization it is, where that matters.
const ORGANIZATION_TYPES: &[(&str, bool)] = &[("court", true)];

/// Declares the keys of a person.
pub fn person(fields: &mut Fields) -> Option<PartyFile> {
    let party = party(fields);
    let died = fields.optional("died", "When the person died, in EDTF.", Date);
    let pseudonym = fields.optional(
        "pseudonym",
        "That the name is not the person's own, and why: `{reason}`; readers see both.",
        MapOf("`pseudonym`", |fields: &mut Fields| {
            Some(fields.required("reason", "Why the real name is kept back.", Text)?.value)
        }),
    );
    if let Some(link) = party.links.first().filter(|_| pseudonym.is_some()) {
        let help = "take `links` out: whoever follows one learns the name that is kept back";
        fields.refuse(Code::InvalidValue, link.span, "somebody who goes by a pseudonym has `links`", help);
    }
    Some(PartyFile { died: died.map(|died| died.value), pseudonym, ..party })
}

/// Declares the keys of an organization.
pub fn organization(fields: &mut Fields) -> Option<PartyFile> {
    let party = party(fields);
    let is_court = fields.optional("type", "`court` where its outcomes are judgments.", Word(ORGANIZATION_TYPES));
    Some(PartyFile { is_court: is_court.unwrap_or(false), ..party })
}

fn party(fields: &mut Fields) -> PartyFile {
    let name = fields.required("name", "The name, as they write it.", Text);
    let short_name = fields.optional("short_name", "What they go by in a line: `Bloom`, `Inquiry`.", Text);
    let sort_name = fields.optional("sort_name", "What lists sort by: `Bloom, Ida`.", Text);
    let also_known_as = fields.list("also_known_as", "Other names that sources use.", Text);
    let role = fields.optional("role", "Who they are in this affair, in a few words.", Text);
    let links = fields.list("links", "Addresses about them, Wikidata first.", Url);
    let noindex = fields.optional("noindex", "Whether search engines are asked to leave this page out.", Boolean);
    let accept = accept(fields);
    let aliases = former_ids(fields);
    PartyFile {
        name: name.unwrap_or_else(|| fields.nothing()),
        short_name: short_name.map(|name| name.value),
        died: None,
        pseudonym: None,
        is_court: false,
        sort_name: sort_name.map(|name| name.value),
        also_known_as,
        role: role.map(|role| role.value),
        links,
        noindex: noindex.unwrap_or(false),
        accept,
        aliases,
    }
}
