//! An entry of a list of people, places, kinds or tags.

use crate::render::html::links::LinkView;
use serde::Serialize;

/// An entry of the list.
#[derive(Debug, Serialize)]
pub struct IndexEntryView<'a> {
    /// Where a letter begins.
    pub anchor: Option<String>,
    pub link: LinkView<'a>,
    pub remark: Option<&'a str>,
    /// Whether the name is not the person's own.
    pub is_pseudonym: bool,
    /// "7 events".
    pub count: String,
}
