//! What is wrong with one file, gathered while it is read.

use crate::diagnostic::{Code, Diagnostic, Location, Span};
use std::sync::Arc;

/// The diagnostics of one file.
#[derive(Debug)]
pub struct FileReport {
    file: Arc<str>,
    /// Where the front matter's text begins in the file: positions in YAML count from there.
    front_matter: usize,
    pub diagnostics: Vec<Diagnostic>,
}

impl FileReport {
    /// An empty report on `file`, whose front matter begins at byte `front_matter`.
    pub fn new(file: &Arc<str>, front_matter: usize) -> Self {
        Self { file: Arc::clone(file), front_matter, diagnostics: Vec::new() }
    }

    /// A position in the front matter as a position in the file.
    pub fn in_file(&self, span: Span) -> Span {
        span.shifted(self.front_matter)
    }

    /// Adds a diagnostic at a position of the file, with a way out where `help` isn't empty.
    pub fn add(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let location = Location { file: Arc::clone(&self.file), span };
        let diagnostic = Diagnostic::new(code, location, message);
        let help = help.into();
        self.diagnostics.push(if help.is_empty() { diagnostic } else { diagnostic.help(help) });
    }
}
