//! The keys of a claim's front matter.

use super::event::{AcceptanceFile, accept};
use super::fields::Fields;
use super::shapes::{Day, List, Reference, Space, Text};
use crate::diagnostic::{Span, position::Spanned};
use chrono::NaiveDate;

/// What a claim's front matter says; ids are not looked for yet.
#[derive(Debug, Clone)]
pub struct ClaimFile {
    /// Empty where it is missing.
    pub statement: Spanned<String>,
    /// None where it is missing or no list of ids.
    pub about: Option<Vec<Spanned<String>>>,
    pub about_at: Option<Span>,
    pub reviewed: Option<NaiveDate>,
    pub reviewed_at: Option<Span>,
    pub accept: Vec<AcceptanceFile>,
}

/// Declares the keys of a claim.
pub fn claim(fields: &mut Fields) -> Option<ClaimFile> {
    let statement = fields.required("statement", "One neutral sentence that starts with “Whether”.", Text);
    let about = fields.required("about", "The parties it is about: ids.", List(Reference(Space::Party)));
    let reviewed = fields.optional("reviewed", "The day somebody last checked whether its status still holds.", Day);
    let accept = accept(fields);
    let statement = statement.unwrap_or_else(|| fields.nothing());
    let (about_at, reviewed_at) = (fields.span_of("about"), fields.span_of("reviewed"));
    Some(ClaimFile { statement, about, about_at, reviewed, reviewed_at, accept })
}
