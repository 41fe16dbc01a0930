//! Makes the output folder equal the outputs.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// Everything a build writes, by path relative to the output folder, with forward slashes.
pub type Outputs = BTreeMap<String, Content>;

/// What a written file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Made by us.
    Bytes(Vec<u8>),
    /// Built in.
    Static(&'static [u8]),
    /// Copied from a file of the site.
    Copy(PathBuf),
}
