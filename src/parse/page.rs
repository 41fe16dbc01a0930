//! The keys of a free page's front matter.

use super::event::{AcceptanceFile, accept};
use super::field_types::Text;
use super::fields::Fields;
use crate::diagnostic::position::Spanned;

/// What a free page's front matter says.
#[derive(Debug, Clone)]
pub struct PageFile {
    /// Empty where it is missing.
    pub title: Spanned<String>,
    pub accept: Vec<AcceptanceFile>,
}

/// Declares the keys of a page.
pub fn page(fields: &mut Fields) -> Option<PageFile> {
    let title = fields.required("title", "The page's title.", Text);
    let accept = accept(fields);
    Some(PageFile { title: title.unwrap_or_else(|| fields.nothing()), accept })
}
