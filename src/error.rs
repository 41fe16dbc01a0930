//! What stops us: the machine, not the content.

use std::path::{Path, PathBuf};

/// Why we could not run: one, and we stop (exit status 2).
#[derive(Debug)]
pub enum Error {
    /// A file or folder could not be read, written, made or removed.
    Io { doing: &'static str, path: PathBuf, source: std::io::Error },
    /// A template does not parse, or fails while it is filled.
    Template(String),
    /// What was asked for can't be done, and why.
    Refused(String),
}

impl Error {
    /// An input or output failure: `doing` is a verb phrase such as "read" or "rename".
    pub fn io(doing: &'static str, path: &Path, source: std::io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), source }
    }

    /// What stopped a stream: what its maker said, or that the file could not be `doing`.
    pub fn streamed(doing: &'static str, path: &Path, source: std::io::Error) -> Self {
        source.downcast::<Self>().unwrap_or_else(|source| Self::io(doing, path, source))
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io { doing, path, source } => write!(f, "could not {doing} `{}`: {source}", path.display()),
            Self::Template(message) | Self::Refused(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {}
