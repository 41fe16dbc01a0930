//! Why a catalogue can't be used.

use crate::yaml::Problem;

/// Why a language's words can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsError {
    /// The site's own file that is at fault, below `templates/`.
    pub file: Option<String>,
    /// Lower case, no full stop.
    pub message: String,
    /// Bytes into the file's text; 0 where the place isn't known.
    pub at: usize,
}

impl WordsError {
    /// There are no words for this language.
    pub(super) fn no_catalogue(tag: &str) -> Self {
        Self { file: None, message: format!("there are no words for the language `{tag}`"), at: 0 }
    }
}

impl From<Problem> for WordsError {
    fn from(problem: Problem) -> Self {
        Self { file: None, message: problem.message, at: problem.span.start }
    }
}

impl std::fmt::Display for WordsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for WordsError {}
