//! Why a catalogue can't be used.

use crate::parse::yaml::Problem;

/// Why a catalogue can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsError {
    /// Lower case, no full stop.
    pub message: String,
    /// Bytes into the text; 0 where the place isn't known.
    pub at: usize,
}

impl From<Problem> for WordsError {
    fn from(problem: Problem) -> Self {
        Self { message: problem.message, at: problem.span.start }
    }
}

impl std::fmt::Display for WordsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for WordsError {}
