//! Diagnostics with their places in files: which come first, and that nothing is said twice.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::position::{LineIndex, Position};
use super::{Diagnostic, Severity};

/// A diagnostic and where it stands for someone who looks at the file.
#[derive(Debug, Clone)]
pub struct Located<'d> {
    pub diagnostic: &'d Diagnostic,
    pub start: Position,
    /// The line of the last character concerned.
    pub end_line: usize,
    /// The lines of its file, if we have its text.
    pub(super) lines: Option<Arc<LineIndex>>,
}

/// The diagnostics with their positions, sorted by file, line, column and code, exact repetitions removed.
pub fn locate<'d>(diagnostics: &'d [Diagnostic], texts: &dyn Fn(&str) -> Option<Arc<str>>) -> Vec<Located<'d>> {
    let mut files: BTreeMap<&str, Option<Arc<LineIndex>>> = BTreeMap::new();
    let mut located: Vec<Located<'d>> = diagnostics
        .iter()
        .map(|diagnostic| {
            let file = &*diagnostic.location.file;
            let lines = files.entry(file).or_insert_with(|| texts(file).map(|text| Arc::new(LineIndex::new(text))));
            let span = diagnostic.location.span;
            let start = lines.as_ref().map_or(Position::START, |lines| lines.position(span.start));
            let end_line = lines.as_ref().map_or(start.line, |lines| lines.last_line(span));
            Located { diagnostic, start, end_line, lines: lines.clone() }
        })
        .collect();
    located.sort_by(|a, b| order(a).cmp(&order(b)));
    located.dedup_by(|a, b| a.diagnostic == b.diagnostic);
    located
}

/// By what diagnostics are sorted; all of it, so that equal ones meet and the same list comes out whatever came in.
fn order<'l>(located: &'l Located<'_>) -> impl Ord + use<'l> {
    let Diagnostic { code, severity, message, location, help, unheard: _ } = located.diagnostic;
    (&*location.file, located.start, code.as_str(), location.span, *severity, message.as_str(), help.as_deref())
}

/// How many there are of each severity; printed as "2 errors, 1 warning".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
}

impl Counts {
    /// Counts what is about to be shown.
    pub fn of<'l, 'd: 'l>(located: impl IntoIterator<Item = &'l Located<'d>>) -> Self {
        let mut counts = Self::default();
        for located in located {
            match located.diagnostic.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
            }
        }
        counts
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |n: usize, word| match n {
            0 => None,
            1 => Some(format!("1 {word}")),
            _ => Some(format!("{n} {word}s")),
        };
        let parts: Vec<_> =
            [count(self.errors, "error"), count(self.warnings, "warning")].into_iter().flatten().collect();
        f.write_str(&parts.join(", "))
    }
}
