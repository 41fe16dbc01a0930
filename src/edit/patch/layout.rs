//! Where the parts of a value stand in its text.

use super::scalar::ScalarPlace;
use crate::diagnostic::position::Spanned;
use crate::yaml::{Node, Value};
use std::ops::Range;

/// A text of YAML and what is known of where things stand in it.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'a> {
    pub yaml: &'a str,
}

impl Layout<'_> {
    /// What stands behind the colon of a key, up to the end of its value.
    pub fn behind_colon(&self, key: &Spanned<String>, value: &Node) -> Range<usize> {
        let from = self.colon(key);
        from..self.end_of_entry(key, value).max(from)
    }

    /// All of a value: of a block of lines its header and its last line, too.
    pub fn extent_of(&self, node: &Node) -> Range<usize> {
        let Node { span, value } = node;
        let raw = &self.yaml[span.start..span.end];
        let end = match value {
            Value::Scalar { .. } => {
                if let Some(header) = self.header_of(span.start) {
                    return header..self.end_of_lines(header);
                }
                span.end
            }
            Value::List(items) if !raw.starts_with('[') => {
                items.last().map_or(span.end, |item| self.extent_of(item).end.max(self.hyphen_end(item)))
            }
            Value::Map(entries) if !raw.starts_with('{') => {
                entries.last().map_or(span.end, |(key, value)| self.end_of_entry(key, value))
            }
            _ => span.end,
        };
        span.start..end.max(span.start)
    }

    /// Where a key and its value end.
    pub fn end_of_entry(&self, key: &Spanned<String>, value: &Node) -> usize {
        let colon = self.colon(key);
        // A value that is missing stands anywhere.
        if value.value == Value::Null { colon } else { self.extent_of(value).end.max(colon) }
    }

    /// Behind the colon of a key; in `{a, b}` there is none.
    fn colon(&self, key: &Spanned<String>) -> usize {
        let rest = &self.yaml[key.span.end..];
        let space = rest.len() - rest.trim_start_matches(' ').len();
        if rest[space..].starts_with(':') { key.span.end + space + 1 } else { key.span.end }
    }

    /// Where the sign stands that announces a block of lines, of which the first begins at `start`.
    fn header_of(&self, start: usize) -> Option<usize> {
        if !self.begins_line(start) {
            return None;
        }
        let before = self.yaml[..self.line_start(start)].trim_end();
        let word = before.rfind([' ', '\n']).map_or(0, |at| at + 1);
        let mut signs = before[word..].chars();
        let is_header = signs.next().is_some_and(|sign| matches!(sign, '|' | '>'))
            && signs.all(|sign| sign.is_ascii_digit() || matches!(sign, '+' | '-'));
        is_header.then_some(word)
    }

    pub fn hyphen_end(&self, item: &Node) -> usize {
        self.hyphen_of(item).map_or(item.span.start, |hyphen| hyphen + 1)
    }

    /// Where a block scalar ends that begins at `start`: with the last line that is indented deeper than its key.
    pub fn end_of_lines(&self, start: usize) -> usize {
        let line = &self.yaml[self.line_start(start)..];
        let depth = line.len() - line.trim_start_matches([' ', '-']).len();
        let mut end = start + self.yaml[start..].find('\n').unwrap_or(self.yaml.len() - start);
        let mut at = end;
        while at < self.yaml.len() {
            let rest = &self.yaml[at + 1..];
            let length = rest.find('\n').unwrap_or(rest.len());
            let line = &rest[..length];
            let is_blank = line.trim().is_empty();
            if !is_blank && line.len() - line.trim_start_matches(' ').len() <= depth {
                break;
            }
            at += 1 + length;
            if !is_blank {
                end = at;
            }
            if at + 1 >= self.yaml.len() {
                break;
            }
        }
        end
    }

    /// The hyphen of an item in a block list.
    pub fn hyphen_of(&self, item: &Node) -> Option<usize> {
        let before = self.yaml[..item.span.start].trim_end_matches([' ', '\n']);
        // Of an item without a value, its place may be that of its hyphen.
        before.ends_with('-').then(|| before.len() - 1)
    }

    pub fn place_of(&self, node: &Node) -> ScalarPlace {
        if self.yaml[node.span.start..].starts_with(['[', '{']) && !matches!(node.value, Value::Scalar { .. }) {
            ScalarPlace::Flow
        } else {
            ScalarPlace::Block
        }
    }

    pub fn column(&self, at: usize) -> usize {
        at - self.line_start(at)
    }

    pub fn begins_line(&self, at: usize) -> bool {
        self.yaml[self.line_start(at)..at].trim_matches(' ').is_empty()
    }

    pub fn line_start(&self, at: usize) -> usize {
        self.yaml[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// Behind the line's end.
    pub fn line_end(&self, at: usize) -> usize {
        self.yaml[at..].find('\n').map_or(self.yaml.len(), |end| at + end + 1)
    }
}
