//! By what translations know the text from which they were made, before and after an id in that is replaced.

use crate::model::Fingerprint;
use crate::parse::fingerprint::Translatable;
use crate::parse::{self, Document, front_matter};
use crate::read::{Input, Inputs};
use crate::yaml::{self, Node, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// The fingerprints of originals, by their paths: before and after.
#[derive(Debug, Default)]
pub struct Fingerprints(HashMap<Arc<str>, (Fingerprint, Fingerprint)>);

impl Fingerprints {
    /// Those of files with what becomes of their texts, as far as they differ; `inputs` are the site's.
    pub fn of(inputs: &Inputs, files: &[(Input, Arc<str>)]) -> Self {
        let before = fingerprints(inputs, files.iter().map(|(input, _)| input.clone()).collect());
        let after = files.iter().map(|(input, text)| Input { text: Arc::clone(text), ..input.clone() }).collect();
        let after = fingerprints(inputs, after);
        let both = before.into_iter().filter_map(|(path, old)| {
            let new = *after.get(&path)?;
            Some((path, (old, new))).filter(|_| old != new)
        });
        Self(both.collect())
    }

    /// The fingerprint of the file at this path, before and after.
    pub fn get(&self, path: &str) -> Option<(Fingerprint, Fingerprint)> {
        self.0.get(path).copied()
    }
}

fn fingerprints(inputs: &Inputs, mut documents: Vec<Input>) -> HashMap<Arc<str>, Fingerprint> {
    fn add<F>(found: &mut HashMap<Arc<str>, Fingerprint>, documents: &[Arc<Document<F>>])
    where
        Document<F>: Translatable,
    {
        found.extend(documents.iter().map(|document| (Arc::clone(&document.file), document.fingerprint())));
    }
    documents.sort_by(|one, other| one.path.cmp(&other.path));
    // The settings and the site's words say where sentences end.
    let (site, templates) = (inputs.site.clone(), inputs.templates.clone());
    let (documents, _) = parse::parse(&Inputs { site, templates, documents, ..Inputs::default() });
    let mut found = HashMap::new();
    add(&mut found, &documents.events);
    add(&mut found, &documents.sources);
    add(&mut found, &documents.claims);
    add(&mut found, &documents.people);
    add(&mut found, &documents.organizations);
    add(&mut found, &documents.places);
    add(&mut found, &documents.pages);
    add(&mut found, &documents.topics);
    found
}

/// The text of a translation with another fingerprint, where it has the old one.
pub fn with_fingerprint(text: &str, old: Fingerprint, new: Fingerprint) -> Option<String> {
    let front = front_matter(text)?;
    let root = yaml::read(&text[front.start..front.end]).ok()?;
    let from = value(value(&root, "translated")?, "from")?;
    let (start, end) = (front.start + from.span.start, front.start + from.span.end);
    let written = &text[start..end];
    let at = written.to_lowercase().find(&old.to_string())?;
    let (before, behind) = (&text[..start + at], &text[start + at + old.to_string().len()..]);
    Some(format!("{before}{new}{behind}"))
}

fn value<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    match &node.value {
        Value::Map(entries) => entries.iter().find(|(key, _)| key.value == name).map(|(_, value)| value),
        _ => None,
    }
}
