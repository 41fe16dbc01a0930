//! Where a file's front matter and its body stand.

use crate::diagnostic::Span;

/// Where a file's front matter and its body stand.
pub struct FileParts {
    pub front_matter: Span,
    pub has_front_matter: bool,
    pub body: usize,
}

impl FileParts {
    /// Front matter stands between a first line `---` and the next such line.
    pub fn of(text: &str) -> Self {
        let fence = |line: &str| line.trim_end() == "---";
        let mut lines = text.split_inclusive('\n');
        let Some(first) = lines.next().filter(|line| fence(line)) else {
            return Self { front_matter: Span::new(0, 0), has_front_matter: false, body: 0 };
        };
        let start = first.len();
        let mut end = start;
        for line in lines {
            if fence(line) {
                return Self { front_matter: Span::new(start, end), has_front_matter: true, body: end + line.len() };
            }
            end += line.len();
        }
        Self { front_matter: Span::new(0, first.trim_end().len()), has_front_matter: false, body: text.len() }
    }
}

/// Whether front matter that can't be read says in a line of its own that it is a draft's.
pub fn says_draft(text: &str) -> bool {
    let front_matter = FileParts::of(text).front_matter;
    let is_said = |line: &str| {
        let line = line.split(" #").next().unwrap_or_default();
        line.strip_prefix("draft:").is_some_and(|value| value.trim() == "true")
    };
    text[front_matter.start..front_matter.end].lines().any(is_said)
}

/// The lines between a file's two fences, for whoever edits them; nothing where there are no fences.
pub(crate) fn front_matter(text: &str) -> Option<Span> {
    let parts = FileParts::of(text);
    parts.has_front_matter.then_some(parts.front_matter)
}
