//! New files that wait to be moved to their places, and the order in which they are moved.

use std::path::{Path, PathBuf};

use super::file_stat::FileStat;
use super::staging::Staging;

/// Temporary files that hold everything new, ready to be renamed.
#[derive(Default)]
pub struct Staged<'a> {
    pub files: Vec<StagedFile<'a>>,
    pub bytes: u64,
    /// The folder in which they wait, which goes away with them; none where they wait beside their places.
    pub staging: Option<Staging>,
}

pub struct StagedFile<'a> {
    pub path: &'a str,
    pub temporary: PathBuf,
    /// When it is put in its place.
    pub phase: Phase,
}

impl Staged<'_> {
    /// Removes what has not been renamed yet.
    pub fn discard(&self) {
        for file in &self.files {
            let _ = std::fs::remove_file(&file.temporary);
        }
    }
}

/// What stood in a file's place before.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Before {
    Nothing,
    /// A file of ours, which may be equal, with its size and time before anybody read it: what changes it meanwhile
    /// gives it another.
    File(Option<FileStat>),
    /// A link or a folder of ours.
    Other,
}

/// The order in which files are put in their places.
///
/// A page that is not there yet has no reader, but what it shows should be there when the first one comes; lists and
/// feeds that lead to it come after it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    NewAsset,
    NewPage,
    Asset,
    Page,
}

impl Phase {
    /// When a file at `path` is put there.
    pub fn of(path: &str, before: Before) -> Self {
        match (before, Path::new(path).extension() == Some("html".as_ref())) {
            (Before::Nothing, false) => Self::NewAsset,
            (Before::Nothing, true) => Self::NewPage,
            (Before::File(_) | Before::Other, false) => Self::Asset,
            (Before::File(_) | Before::Other, true) => Self::Page,
        }
    }
}
