//! A file's size and time, by which we take it for unchanged.

use std::fs::Metadata;
use std::time::UNIX_EPOCH;

/// A file's size and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileStat {
    pub bytes: u64,
    /// Nanoseconds since 1970.
    pub modified: u128,
}

impl FileStat {
    /// Of this file; none where the system keeps no times, or the file's is before 1970.
    pub fn of(file: &Metadata) -> Option<Self> {
        let modified = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        Some(Self { bytes: file.len(), modified })
    }
}
