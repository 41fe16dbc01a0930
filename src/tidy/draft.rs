//! A file on its way to what it should say: edited where something stands, and read again after each step.

use super::front::Front;
use super::{Change, Left};
use crate::diagnostic::Span;
use crate::diagnostic::position::LineIndex;
use crate::read::{Folder, Input};
use crate::{parse, yaml};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A file and what it says now.
#[derive(Debug)]
pub struct TidiedFile {
    pub folder: Folder,
    pub path: Arc<str>,
    before: Arc<str>,
    pub text: String,
    /// Nothing where the file has no front matter that can be read: such a file is left alone.
    pub front: Option<Front>,
    is_removed: bool,
}

/// What should stand at a place in a file instead.
#[derive(Debug, Clone)]
pub enum Edit {
    /// Another text in the place of a scalar of the front matter.
    Value { at: Span, text: String },
    /// The id of a source in the body.
    Id { at: Span, id: String },
    /// An item of a list that another item says already goes.
    Remove { at: Span },
    /// Lines behind the last key, and what they say.
    Append { lines: String },
    /// Text behind the body.
    Body { text: String },
}

impl TidiedFile {
    pub fn new(input: &Input) -> Self {
        let (before, text) = (Arc::clone(&input.text), input.text.to_string());
        let front = front(&text);
        Self { folder: input.folder, path: Arc::clone(&input.path), before, text, front, is_removed: false }
    }

    /// The file's id.
    pub fn id(&self) -> &str {
        parse::stem(&self.path)
    }

    /// Whether the file is still there.
    pub fn is_there(&self) -> bool {
        !self.is_removed
    }

    /// Takes the file away.
    pub fn remove(&mut self) {
        self.is_removed = true;
    }

    /// What is left for a person at a place in this file.
    pub fn left(&self, at: Span, why: impl Into<String>) -> Left {
        // The line in the file as it is, which an editor looks at; edits keep their lines but for those that go.
        let line = LineIndex::new(Arc::from(self.text.as_str())).position(at.start).line;
        Left { path: Arc::clone(&self.path), line, why: why.into() }
    }

    /// Makes the edits, if the file then says what it should; else it stays, and this is listed.
    pub fn edit(&mut self, edits: &[Edit], left: &mut Vec<Left>) -> bool {
        let Some(front_before) = &self.front else { return false };
        let Some(text) = edited(&self.text, edits) else {
            left.push(self.left(Span::new(0, 0), "it can't be edited safely: its front matter is written in braces"));
            return false;
        };
        let after = front(&text);
        if !after.as_ref().is_some_and(|after| says_as_meant(front_before, edits, after)) {
            left.push(self.left(Span::new(0, 0), "it can't be edited safely: mend it by hand"));
            return false;
        }
        self.text = text;
        self.front = after;
        true
    }

    /// What became of the file, if anything.
    pub fn change(self) -> Option<Change> {
        let Self { path, before, text, is_removed, .. } = self;
        (is_removed || *before != *text).then(|| Change { path, before, after: (!is_removed).then_some(text) })
    }
}

fn front(text: &str) -> Option<Front> {
    let at = parse::front_matter(text)?;
    let node = yaml::read(&text[at.start..at.end]).ok()?;
    Front::of(&node, at.start)
}

/// The text after the edits; nothing where its front matter has no lines to put others beneath.
fn edited(text: &str, edits: &[Edit]) -> Option<String> {
    let front = parse::front_matter(text)?;
    let mut pieces: Vec<(Span, String)> = Vec::new();
    for edit in edits {
        pieces.push(match edit {
            Edit::Value { at, text: value } => (*at, scalar(value, &text[at.start..at.end])),
            Edit::Id { at, id } => (*at, id.clone()),
            Edit::Remove { at } => (*at, String::new()),
            Edit::Append { .. } if text[front.start..front.end].trim_start().starts_with('{') => return None,
            Edit::Append { lines } => (Span::new(front.end, front.end), lines.clone()),
            Edit::Body { text: body } => (Span::new(text.len(), text.len()), body.clone()),
        });
    }
    pieces.sort_by_key(|(at, _)| (at.start, at.end));
    let mut edited = String::with_capacity(text.len());
    let mut done = 0;
    for (at, piece) in pieces {
        edited.push_str(text.get(done..at.start)?);
        edited.push_str(&piece);
        done = at.end;
    }
    edited.push_str(text.get(done..)?);
    Some(edited)
}

/// Whether a front matter says what it said before, but for the edits.
fn says_as_meant(before: &Front, edits: &[Edit], after: &Front) -> bool {
    let values: BTreeMap<usize, &str> = edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Value { at, text } => Some((at.start, text.as_str())),
            _ => None,
        })
        .collect();
    let is_removed = |span: Span| {
        edits.iter().any(|edit| matches!(edit, Edit::Remove { at } if at.start <= span.start && span.end <= at.end))
    };
    let appended: Vec<&str> = edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Append { lines } => lines.split([':', '\n']).next(),
            _ => None,
        })
        .collect();
    // Lists without one of their items count differently from there on.
    let sorted = |mut said: Vec<(String, String)>| {
        said.sort();
        said
    };
    let meant = before.entries.iter().filter(|entry| !is_removed(entry.span));
    let meant = meant.map(|entry| {
        let text = values.get(&entry.span.start).map_or(entry.text.as_str(), |text| text);
        (entry.keys.clone(), text.to_owned())
    });
    let said = after.entries.iter().filter(|entry| {
        let outermost = entry.path.split('.').next().unwrap_or_default();
        !appended.contains(&outermost) || before.has(outermost)
    });
    let said = said.map(|entry| (entry.keys.clone(), entry.text.clone()));
    let are_there = appended.iter().all(|key| after.has(key));
    are_there && sorted(meant.collect()) == sorted(said.collect())
}

/// A text as YAML, between the quotation marks that stood there.
fn scalar(text: &str, before: &str) -> String {
    match before.chars().next() {
        Some('\'') if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
        Some('"') => quoted(text),
        _ if is_plain(text) => text.to_owned(),
        _ => quoted(text),
    }
}

/// Whether YAML reads a text as it stands, also between brackets.
fn is_plain(text: &str) -> bool {
    let Ok(yaml::Node { value: yaml::Value::List(items), .. }) = yaml::read(&format!("[{text}]")) else { return false };
    let is_date = text.starts_with(|c: char| c.is_ascii_digit());
    let is_text = |node: &yaml::Node| match &node.value {
        yaml::Value::Scalar { text: said, scalar_type } => {
            said == text && (*scalar_type == yaml::ScalarType::Text || is_date)
        }
        _ => false,
    };
    items.len() == 1 && is_text(&items[0])
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is always JSON")
}
