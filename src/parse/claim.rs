//! The keys of a claim's front matter.

use super::event::{AcceptanceFile, accept, former_ids};
use super::field_types::{EntityKind, List, PlainDate, Reference, Text};
use super::fields::Fields;
use super::stance::count_words;
use crate::diagnostic::{Code, Span, position::Spanned};
use crate::model::Id;
use chrono::NaiveDate;

/// How many words a label has at most: it stands before a status, in a line.
const LABEL_WORDS: usize = 5;

/// What a claim's front matter says; ids are not looked for yet.
#[derive(Debug, Clone)]
pub struct ClaimFile {
    /// Empty where it is missing.
    pub statement: Spanned<String>,
    pub label: Option<Spanned<String>>,
    /// None where it is missing or no list of ids.
    pub about: Option<Vec<Spanned<String>>>,
    pub reviewed: Option<NaiveDate>,
    pub reviewed_at: Option<Span>,
    pub accept: Vec<AcceptanceFile>,
    pub aliases: Vec<Spanned<Id>>,
}

/// Declares the keys of a claim.
pub fn claim(fields: &mut Fields) -> Option<ClaimFile> {
    let statement = fields.required(
        "statement",
        "One neutral sentence: “Whether …”, put so that its truth is to the disadvantage of those it is about.",
        Text,
    );
    let label = fields.optional("label", "What it goes by in a line, in at most 5 words: “Sold licences”.", Text);
    let about = fields.required(
        "about",
        "The parties it is about: ids; `[]` where nobody is accused.",
        List(Reference(EntityKind::Party)),
    );
    let reviewed =
        fields.optional("reviewed", "The day somebody last checked whether its status still holds.", PlainDate);
    let accept = accept(fields);
    let aliases = former_ids(fields);
    let statement = statement.unwrap_or_else(|| fields.nothing());
    refuse_long_label(fields, label.as_ref());
    let reviewed_at = fields.span_of("reviewed");
    Some(ClaimFile { statement, label, about, reviewed, reviewed_at, accept, aliases })
}

/// A label stands in a line, before a status.
pub(super) fn refuse_long_label(fields: &mut Fields, label: Option<&Spanned<String>>) {
    if let Some(label) = label.filter(|label| count_words(&label.value) > LABEL_WORDS) {
        let message = format!("a label has at most {LABEL_WORDS} words, and this has {}", count_words(&label.value));
        fields.refuse(Code::InvalidValue, label.span, &message, "name the matter alone: `label: Sold licences`");
    }
}
