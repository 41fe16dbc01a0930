//! The keys of a free page's front matter.

use super::event::{AcceptanceFile, accept, former_ids};
use super::field_types::{Boolean, Text};
use super::fields::Fields;
use crate::diagnostic::position::Spanned;
use crate::model::Id;

/// What a free page's front matter says.
#[derive(Debug, Clone)]
pub struct PageFile {
    /// Empty where it is missing.
    pub title: Spanned<String>,
    pub in_menu: bool,
    pub accept: Vec<AcceptanceFile>,
    pub aliases: Vec<Spanned<Id>>,
}

/// Declares the keys of a page.
pub fn page(fields: &mut Fields) -> Option<PageFile> {
    let title = fields.required("title", "The page's title.", Text);
    let in_menu =
        fields.optional("menu", "Whether it stands in the navigation of every page; `true` if not given.", Boolean);
    let accept = accept(fields);
    let aliases = former_ids(fields);
    let title = title.unwrap_or_else(|| fields.nothing());
    Some(PageFile { title, in_menu: in_menu.unwrap_or(true), accept, aliases })
}
