//! Content from elsewhere: turns another program's file into content files of ours.
//!
//! Stands beside the pipeline: it makes what `read` will find. Nothing here touches the disk; the command does. And nothing
//! is dropped silently: what can't be carried over is listed in [`Imported::lost`], with the reason.

mod citation;
mod content;
mod csl;
mod day;
mod existing;
mod front_matter;
mod html;
mod json_fields;
mod mapping;
pub mod record;
mod rows;
mod sheet;
mod slide;
mod table;
mod timeline;
mod timelinejs;
mod timelinejs2;

pub use content::shorten;
pub use existing::ExistingContent;
pub use mapping::Mapping;
pub use record::Record;

use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportFormat {
    /// TimelineJS 3, as JSON.
    TimelineJs,
    /// TimelineJS's spreadsheet, as CSV.
    TimelineJsSheet,
    /// Any CSV, with a mapping that says what its columns are.
    Csv,
    /// Bibliographic records, which become sources.
    CslJson,
    /// Our own `timeline.json`.
    Timeline,
}

/// What a file became.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Imported {
    /// Content files by their path in the site's folder.
    pub files: BTreeMap<String, String>,
    /// Files to copy: their path in the site's folder, and where they lie beside the imported file.
    pub copies: BTreeMap<String, String>,
    /// The event of each row that has an id, by that id: its path.
    pub rows: BTreeMap<String, String>,
    /// What could not be carried over.
    pub lost: Vec<Lost>,
    /// What an editor should know or do, beyond single losses.
    pub notes: Vec<String>,
}

/// Something that could not be carried over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Lost {
    /// Where in the file: `event 3, “The warden resigns”`.
    pub place: String,
    /// What it is: a field with its value.
    pub what: String,
    /// Why it was not carried over, and what can be done.
    pub why: String,
}

/// What an import needs to know apart from the file.
#[derive(Debug, Clone, Copy)]
pub struct ImportRequest<'a> {
    pub format: ImportFormat,
    /// The file's name, for messages and for ids of what has no name of its own.
    pub name: &'a str,
    pub text: &'a str,
    pub mapping: Option<&'a Mapping>,
    /// The kind of events whose kind the file doesn't say.
    pub kind: &'a str,
    /// What the site holds already.
    pub existing: &'a ExistingContent,
    /// What the last import of the same table made.
    pub last: Option<&'a Record>,
    /// Whether all events come in as drafts.
    pub drafts: bool,
    /// The day on which events are added to the site.
    pub today: NaiveDate,
}

/// The names of a CSV's columns.
///
/// # Errors
///
/// Why it is no table.
pub fn columns(text: &str) -> Result<Vec<String>, String> {
    rows::read(text).map(|rows| rows.columns)
}

/// Reads a file.
///
/// # Errors
///
/// Why it is no file of this format at all.
pub fn import(request: &ImportRequest) -> Result<Imported, String> {
    match request.format {
        ImportFormat::TimelineJs => timelinejs::import(request),
        ImportFormat::TimelineJsSheet => sheet::import(request),
        ImportFormat::Csv => table::import(request),
        ImportFormat::CslJson => csl::import(request),
        ImportFormat::Timeline => timeline::import(request),
    }
}
