//! Content files as text: front matter, then the body.

use crate::yaml;
use serde_json::{Map, Value};

/// The keys of a front matter in the order in which they were added. What is empty is left out.
#[derive(Debug, Default, Clone)]
pub struct FrontMatter(Map<String, Value>);

impl FrontMatter {
    /// Adds a text, without the control characters that no file of ours may hold.
    pub fn text(&mut self, key: &str, text: &str) -> &mut Self {
        let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        if !text.trim().is_empty() {
            self.0.insert(key.to_owned(), text.into());
        }
        self
    }

    /// Adds a text that may be missing.
    pub fn maybe(&mut self, key: &str, text: Option<&String>) -> &mut Self {
        if let Some(text) = text {
            self.text(key, text);
        }
        self
    }

    /// Adds a list.
    pub fn list<T: Into<Value>>(&mut self, key: &str, list: impl IntoIterator<Item = T>) -> &mut Self {
        let list: Vec<Value> = list.into_iter().map(Into::into).collect();
        if !list.is_empty() {
            self.0.insert(key.to_owned(), list.into());
        }
        self
    }

    /// Adds a list even where it is empty, because that says something.
    pub fn whole_list(&mut self, key: &str, list: &[String]) -> &mut Self {
        self.0.insert(key.to_owned(), list.into());
        self
    }

    /// Adds `key: true`, or nothing.
    pub fn flag(&mut self, key: &str, value: bool) -> &mut Self {
        if value {
            self.0.insert(key.to_owned(), true.into());
        }
        self
    }

    /// Adds any value.
    pub fn value(&mut self, key: &str, value: impl Into<Value>) -> &mut Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// What was added under a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// Everything that was added.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys as a map inside another front matter.
    pub fn into_value(self) -> Value {
        Value::Object(self.0)
    }

    /// The file: front matter between its fences, then the body.
    pub fn file(&self, body: &str) -> String {
        let front = yaml::write(&self.0);
        let body = body.trim_matches('\n').trim_end();
        if body.is_empty() { format!("---\n{front}---\n") } else { format!("---\n{front}---\n\n{body}\n") }
    }

    /// The keys alone, as `site.yaml` has them.
    pub fn yaml(&self) -> String {
        yaml::write(&self.0)
    }
}
