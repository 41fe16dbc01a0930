//! Where files refer to a thing by its id, in front matter and in running text, and what they say once it has another.
//!
//! Only the ids are replaced. What comes of a file is read again: if it still names the old id somewhere, as a link does
//! whose address stands elsewhere in the text, the file can't follow, and who renames is told so.

use super::control::{Control, EntryFields, FormField, form_fields};
use super::parts::yaml_of;
use crate::diagnostic::Span;
use crate::model::{Id, Piece};
use crate::parse::schema::FileKind;
use crate::parse::{citations_in, is_translation};
use crate::read::Folder;
use crate::yaml::{self, Node, ScalarType, Value};
use std::ops::Range;

/// A thing that gets another id.
#[derive(Debug, Clone, Copy)]
pub struct Renaming<'a> {
    pub kind: FileKind,
    pub old: &'a Id,
    pub new: &'a Id,
    /// Whether words under `citing` that are the old id mean this thing.
    pub is_cited: bool,
}

/// Why a file can't follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotFollow {
    /// What it says can't be read.
    Unreadable,
    /// It names the old id in a form that can't be edited safely.
    Unusual,
}

/// The places of a text that say the old id, and what should stand there.
type Edits = Vec<(Range<usize>, String)>;

impl Renaming<'_> {
    /// The text of a file with the new id in every place of the old one; nothing where it doesn't name that.
    ///
    /// # Errors
    ///
    /// Where it can't follow.
    pub fn followed(&self, folder: Folder, path: &str, text: &str) -> Result<Option<String>, CannotFollow> {
        if !text.contains(self.old.as_str()) {
            return Ok(None);
        }
        let places = |text: &str| self.places(folder, path, text).ok_or(CannotFollow::Unreadable);
        let edits = places(text)?;
        if edits.is_empty() {
            return Ok(None);
        }
        let after = applied(text, edits).ok_or(CannotFollow::Unusual)?;
        match places(&after)?.is_empty() {
            true => Ok(Some(after)),
            false => Err(CannotFollow::Unusual),
        }
    }

    fn places(&self, folder: Folder, path: &str, text: &str) -> Option<Edits> {
        if folder == Folder::Verification {
            return self.in_records(text);
        }
        let kind = FileKind::ALL.into_iter().find(|kind| kind.folder() == folder)?;
        let mut found = Edits::new();
        // A translation's front matter has words alone.
        if !is_translation(path) {
            let range = yaml_of(kind, text)?;
            let yaml = &text[range.clone()];
            let root = yaml::read(yaml).ok()?;
            self.in_map(&form_fields(kind), &root, yaml, &mut found);
            found.iter_mut().for_each(|(at, _)| *at = at.start + range.start..at.end + range.start);
        }
        if kind != FileKind::Site {
            found.extend(self.in_body(text).into_iter().map(|at| {
                let written = &text[at.clone()];
                // What stands elsewhere is found again, and told.
                let new = if written == self.old.as_str() { self.new.as_str() } else { written };
                (at, new.to_owned())
            }));
        }
        Some(found)
    }

    fn in_map(&self, fields: &[FormField], node: &Node, yaml: &str, found: &mut Edits) {
        let Value::Map(entries) = &node.value else { return };
        for (key, value) in entries {
            if let Some(field) = fields.iter().find(|field| field.name == key.value) {
                self.in_value(field, value, yaml, found);
            }
        }
    }

    fn in_value(&self, field: &FormField, node: &Node, yaml: &str, found: &mut Edits) {
        let one_or_more = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        match &field.control {
            Control::Reference(to) | Control::References { to, .. } if self.is_meant_by(to) => {
                one_or_more.iter().for_each(|node| self.in_scalar(node, yaml, found));
            }
            Control::Lines { .. } if field.name == "citing" && self.is_cited => {
                one_or_more.iter().for_each(|node| self.in_scalar(node, yaml, found));
            }
            Control::Group(fields) => self.in_map(fields, node, yaml, found),
            Control::Entries(entry) => one_or_more.iter().for_each(|node| self.in_entry(entry, node, yaml, found)),
            Control::Named(entry) => {
                if let Value::Map(entries) = &node.value {
                    entries.iter().for_each(|(_, value)| self.in_entry(entry, value, yaml, found));
                }
            }
            _ => {}
        }
    }

    fn in_entry(&self, entry: &EntryFields, node: &Node, yaml: &str, found: &mut Edits) {
        match &node.value {
            Value::Map(_) => self.in_map(&entry.fields, node, yaml, found),
            _ => self.in_value(entry.first(), node, yaml, found),
        }
    }

    fn in_scalar(&self, node: &Node, yaml: &str, found: &mut Edits) {
        if let Value::Scalar { text, .. } = &node.value
            && text.trim() == self.old.as_str()
        {
            found.push((
                node.span.start..node.span.end,
                as_yaml(self.new.as_str(), &yaml[node.span.start..node.span.end]),
            ));
        }
    }

    /// Whether a reference of this kind may name it.
    fn is_meant_by(&self, to: &str) -> bool {
        to == self.kind.as_str() || to == "party" && matches!(self.kind, FileKind::Person | FileKind::Organization)
    }

    /// The ids in the running text, as far as they stand there.
    fn in_body(&self, text: &str) -> Vec<Range<usize>> {
        let is_old = |id: &str| id == self.old.as_str();
        let mut found = Vec::new();
        for piece in citations_in(text) {
            match piece {
                Piece::Citations(citations) if self.kind == FileKind::Source => {
                    let sources = citations.into_iter().map(|citation| citation.source);
                    found.extend(sources.filter(|source| is_old(&source.value)).map(|source| range(source.span)));
                }
                Piece::LinkStart(link) if link.kind.as_str() == self.kind.as_str() && is_old(&link.id.value) => {
                    found.push(range(link.id.span));
                }
                _ => {}
            }
        }
        found
    }

    /// In `verification.yaml`.
    fn in_records(&self, yaml: &str) -> Option<Edits> {
        let root = yaml::read(yaml).ok()?;
        let value = |node: &Node, name: &str| match &node.value {
            Value::Map(entries) => entries.iter().find(|(key, _)| key.value == name).map(|(_, value)| value.clone()),
            _ => None,
        };
        let items = |node: Option<Node>| match node {
            Some(Node { value: Value::List(items), .. }) => items,
            _ => Vec::new(),
        };
        let link = |id: &Id| format!("{}:{id}", self.kind.as_str());
        let mut found = Edits::new();
        for record in items(value(&root, "quotations")) {
            if self.kind == FileKind::Source
                && let Some(source) = value(&record, "source")
            {
                self.in_scalar(&source, yaml, &mut found);
            }
            for place in items(value(&record, "in")) {
                if matches!(&place.value, Value::Scalar { text, .. } if *text == link(self.old)) {
                    let at = place.span.start..place.span.end;
                    found.push((at.clone(), as_yaml(&link(self.new), &yaml[at])));
                }
            }
        }
        Some(found)
    }
}

fn range(span: Span) -> Range<usize> {
    span.start..span.end
}

/// The text after the edits; nothing where two of them meet.
pub fn applied(text: &str, mut edits: Edits) -> Option<String> {
    edits.sort_by_key(|(at, _)| at.start);
    let mut after = String::with_capacity(text.len());
    let mut done = 0;
    for (at, new) in edits {
        after.push_str(text.get(done..at.start)?);
        after.push_str(&new);
        done = at.end;
    }
    after.push_str(text.get(done..)?);
    Some(after)
}

/// A text as YAML, between the quotation marks that stood there.
fn as_yaml(text: &str, written: &str) -> String {
    match written.chars().next() {
        Some('\'') => format!("'{text}'"),
        Some('"') => format!("\"{text}\""),
        // `true` and `null` are ids, and something else in YAML.
        _ if is_plain(text) => text.to_owned(),
        _ => format!("\"{text}\""),
    }
}

fn is_plain(text: &str) -> bool {
    let read = yaml::read(text).map(|node| node.value);
    let begins_as_number = text.starts_with(|c: char| c.is_ascii_digit());
    matches!(read, Ok(Value::Scalar { scalar_type, .. }) if scalar_type == ScalarType::Text || begins_as_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(folder: Folder, kind: FileKind, path: &str, text: &str) -> Result<Option<String>, CannotFollow> {
        let (old, new) = (Id::new("old-id").unwrap(), Id::new("true").unwrap());
        let is_cited = matches!(kind, FileKind::Person | FileKind::Source);
        Renaming { kind, old: &old, new: &new, is_cited }.followed(folder, path, text)
    }

    #[test]
    fn every_reference_follows_and_every_other_byte_stays() {
        let event = "---\n# about old-id\ntitle: old-id\npeople: [ old-id, {person: 'old-id', role: old-id} ] # old-id\n\
                     organizations: old-id\nclaims:\n  - {claim: old-id, stance: denies, by: [old-id], citing: \"old-id\"}\n\
                     responses:\n  - from: old-id   # she\n    claim: c\n---\n\
                     old-id, [old-id](person:old-id) `[x](person:old-id)` [@old-id, \"old-id\"] [o](organization:old-id).\n";
        let after = followed(Folder::Events, FileKind::Person, "content/events/e.md", event).unwrap().unwrap();
        let expected = event
            .replace("[ old-id, {person: 'old-id'", "[ \"true\", {person: 'true'")
            .replace("by: [old-id], citing: \"old-id\"", "by: [\"true\"], citing: \"true\"")
            .replace("from: old-id ", "from: \"true\" ")
            .replacen("[old-id](person:old-id)", "[old-id](person:true)", 1);
        assert_eq!(after, expected);
        let after = followed(Folder::Events, FileKind::Source, "content/events/e.md", event).unwrap().unwrap();
        assert_eq!(after, event.replace("citing: \"old-id\"", "citing: \"true\"").replace("[@old-id,", "[@true,"));
        let after = followed(Folder::Events, FileKind::Claim, "content/events/e.md", event).unwrap().unwrap();
        assert_eq!(after, event.replace("{claim: old-id", "{claim: \"true\""));
        assert_eq!(followed(Folder::Events, FileKind::Place, "content/events/e.md", event), Ok(None));
    }

    #[test]
    fn settings_translations_and_records_follow() {
        let settings = "title: old-id\nlead_claims:\n- old-id\n- other\n";
        let after = followed(Folder::Site, FileKind::Claim, "content/site.yaml", settings).unwrap().unwrap();
        assert_eq!(after, settings.replace("- old-id", "- \"true\""));
        let french = "---\ntitle: old-id\nwords: [[old-id, x]]\n---\nSelon [elle](person:old-id).\n";
        let after = followed(Folder::Events, FileKind::Person, "content/events/e.fr.md", french).unwrap().unwrap();
        assert_eq!(after, french.replace("person:old-id", "person:true"));
        let records = "quotations:\n- source: old-id\n  quote: old-id\n  in:\n  - event:old-id\n  - source:old-id\n";
        let after = followed(Folder::Verification, FileKind::Source, "content/verification.yaml", records);
        let expected = "quotations:\n- source: \"true\"\n  quote: old-id\n  in:\n  - event:old-id\n  - source:true\n";
        assert_eq!(after.unwrap().unwrap(), expected);
    }

    #[test]
    fn what_stands_elsewhere_cannot_follow() {
        let reference = "---\ntitle: A\n---\n[She][1] did.\n\n[1]: person:old-id\n";
        let after = followed(Folder::Events, FileKind::Person, "content/events/e.md", reference);
        assert_eq!(after, Err(CannotFollow::Unusual));
        let broken = "---\ntitle: [A\npeople: [old-id]\n---\n";
        let after = followed(Folder::Events, FileKind::Person, "content/events/e.md", broken);
        assert_eq!(after, Err(CannotFollow::Unreadable));
    }
}
