//! Says in an editor's words why a text isn't a date, and what to write instead.

use super::edtf::Fault;

/// Why a text isn't a date or a time, for the person who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// Lower case, no full stop.
    pub message: String,
    /// Bytes into the text that was given, always at the beginning of a character or at the end.
    pub offset: usize,
    /// What to write instead.
    pub help: Option<String>,
}

impl std::fmt::Display for DateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DateError {}

pub(super) fn advise(text: &str, fault: Fault) -> DateError {
    DateError { message: format!("`{text}` is not a date: {}", fault.message), offset: fault.offset, help: None }
}

/// A text as a message quotes it: a long one is cut, because the excerpt shows it whole.
pub(crate) fn shorten(text: &str) -> String {
    const LONGEST: usize = 40;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(std::iter::once('…')).collect()
}
