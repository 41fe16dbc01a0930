//! A file's front matter as a list of what it says, with where each thing stands.

use crate::diagnostic::Span;
use crate::diagnostic::position::Spanned;
use crate::yaml::{Node, Value};

/// A scalar or an empty collection in front matter.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontMatterEntry {
    /// The keys that lead to it, joined by dots; items of lists have no part in it: `sources.quote`.
    pub keys: String,
    /// The same with the places in lists: `sources.0.quote`.
    pub path: String,
    /// What is said; empty for nothing.
    pub text: String,
    /// In bytes of the file.
    pub span: Span,
}

/// A list in front matter.
#[derive(Debug, Clone)]
pub struct Items {
    pub keys: String,
    /// Where each item stands, and what it says if it is one word or text.
    pub items: Vec<(Span, Option<String>)>,
}

/// A key at the outermost level.
#[derive(Debug, Clone)]
pub struct Key {
    pub name: String,
    /// From the key's first letter to the end of its value.
    pub span: Span,
}

/// What a front matter says.
#[derive(Debug, Clone, Default)]
pub struct Front {
    pub keys: Vec<Key>,
    pub entries: Vec<FrontMatterEntry>,
    pub lists: Vec<Items>,
}

impl Front {
    /// Of this YAML, which begins at `start` in its file; nothing where it is no map.
    pub fn of(node: &Node, start: usize) -> Option<Self> {
        let Value::Map(map) = &node.value else { return None };
        let mut front = Self::default();
        for (key, value) in map {
            let end = if value.value == Value::Null { key.span.end } else { value.span.end };
            front.keys.push(Key { name: key.value.clone(), span: Span::new(start + key.span.start, start + end) });
        }
        front.walk(node, "", "", start);
        Some(front)
    }

    fn walk(&mut self, node: &Node, keys: &str, path: &str, start: usize) {
        let inside =
            |outer: &str, name: &str| if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") };
        let span = Span::new(start + node.span.start, start + node.span.end);
        let mut add = |text: String| {
            self.entries.push(FrontMatterEntry { keys: keys.to_owned(), path: path.to_owned(), text, span });
        };
        match &node.value {
            Value::Null => add(String::new()),
            Value::Scalar { text, .. } => add(text.clone()),
            Value::List(items) if items.is_empty() => add("[]".to_owned()),
            Value::Map(map) if map.is_empty() => add("{}".to_owned()),
            Value::List(items) => {
                let said = |item: &Node| match &item.value {
                    Value::Scalar { text, .. } => Some(text.clone()),
                    _ => None,
                };
                let at = |item: &Node| Span::new(start + item.span.start, start + item.span.end);
                let list = items.iter().map(|item| (at(item), said(item))).collect();
                self.lists.push(Items { keys: keys.to_owned(), items: list });
                for (index, item) in items.iter().enumerate() {
                    self.walk(item, keys, &inside(path, &index.to_string()), start);
                }
            }
            Value::Map(map) => {
                for (Spanned { value: key, .. }, value) in map {
                    self.walk(value, &inside(keys, key), &inside(path, key), start);
                }
            }
        }
    }

    /// Everything that is said under one of these keys.
    pub fn under<'f>(&'f self, keys: &'f [&str]) -> impl Iterator<Item = &'f FrontMatterEntry> {
        self.entries.iter().filter(|entry| keys.contains(&entry.keys.as_str()) && !entry.text.is_empty())
    }

    /// What a key at the outermost level says, if that is one word or text.
    pub fn get(&self, key: &str) -> Option<&FrontMatterEntry> {
        self.entries.iter().find(|entry| entry.path == key && !entry.text.is_empty())
    }

    /// Whether a key stands at the outermost level, with a value or without.
    pub fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|known| known.name == key)
    }

    /// What stands under a key at the outermost level, without where it stands.
    pub fn said(&self, key: &str) -> Vec<(&str, &str)> {
        let is_under = |path: &str| path.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let entries = self.entries.iter().filter(|entry| is_under(&entry.path));
        entries.map(|entry| (entry.path.as_str(), entry.text.as_str())).collect()
    }
}
