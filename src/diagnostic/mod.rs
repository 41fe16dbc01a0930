//! Where, what, and how to mend it.
//!
//! A [`Diagnostic`] is about content and is gathered; an [`Error`](crate::Error) is about the machine and stops us.
//! Stages add diagnostics to one list and carry on, so that an editor with nine mistakes learns of nine.

pub mod code;
pub mod located;
pub mod position;
pub mod suggest;

pub mod control_characters;
pub mod explain;
pub mod report;
pub mod summary;

mod github;
mod human;
mod json;
mod overview;
mod unheard;

pub use code::{Code, Severity};
pub use position::Span;
pub use unheard::Unheard;

use std::sync::Arc;

/// One thing to tell an editor about one place in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    /// Lower case, names in backticks, no full stop.
    pub message: String,
    pub location: Location,
    /// What to do about it; may have several lines, for example lines to paste.
    pub help: Option<String>,
    /// Whose answer is missing, where that is what is wrong.
    pub unheard: Option<Unheard>,
}

/// A place in an input file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file's path relative to the site's folder, with forward slashes.
    pub file: Arc<str>,
    /// Bytes in the file's text as it was read (after a byte order mark was taken off).
    pub span: Span,
}

impl Location {
    /// The very beginning of a file: for what a file lacks, or where nothing in it is to blame.
    pub fn start_of(file: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), span: Span::new(0, 0) }
    }
}

impl Diagnostic {
    /// A diagnostic with its code's own severity.
    pub fn new(code: Code, location: Location, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), message: message.into(), location, help: None, unheard: None }
    }

    /// The same diagnostic with a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Passes everything that is printed of it through `change`.
    pub fn rewrite(&mut self, change: impl Fn(&str) -> String) {
        // All fields by name, so that none is forgotten that is added.
        let Self { code: _, severity: _, message, location: Location { file, span: _ }, help, unheard } = self;
        *message = change(message);
        *file = change(file).into();
        if let Some(text) = help {
            *text = change(text);
        }
        if let Some(Unheard { party, claim }) = unheard {
            (*party, *claim) = (change(party), change(claim));
        }
    }

    /// The same diagnostic as one of many that wait for answers.
    #[must_use]
    pub fn unheard(mut self, party: impl Into<String>, claim: impl Into<String>) -> Self {
        self.unheard = Some(Unheard { party: party.into(), claim: claim.into() });
        self
    }
}
