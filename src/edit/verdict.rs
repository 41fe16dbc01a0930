//! What the checks say of a change, each thing at the field of the form that it is about.

use super::change::{ChangedFile, SiteChange, body_start, yaml_of};
use super::control::{Control, EntryFields, FormField, form_fields};
use super::value::{FieldValue, get};
use crate::checked::Checked;
use crate::diagnostic::located::{Located, locate};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ledger::{Whose, Wording};
use crate::model::Id;
use crate::words::date;
use crate::yaml::{self, Node, Value};
use std::collections::BTreeSet;

/// Something that is wrong, and where an editor mends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDiagnostic {
    /// The name of the field; empty where it is about none of the form's.
    pub field: String,
    pub severity: Severity,
    /// Nothing where the form itself is at fault, and not what it says.
    pub code: Option<Code>,
    pub message: String,
    pub help: Option<String>,
    /// File and line, for what is in no field.
    pub place: String,
}

impl FieldDiagnostic {
    /// Something that the form itself can't do.
    pub fn of_form(field: &str, message: &str) -> Self {
        let (field, message) = (field.to_owned(), message.to_owned());
        Self { field, severity: Severity::Error, code: None, message, help: None, place: String::new() }
    }

    /// The code as editors read it; empty where there is none.
    pub fn code(&self) -> &'static str {
        self.code.map_or("", Code::as_str)
    }
}

/// How a claim stands, before the change and after it, as readers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusChange {
    pub claim: String,
    /// What the claim goes by.
    pub label: String,
    /// Empty where nothing is told of it.
    pub before: String,
    pub after: String,
}

/// What the checks say of a change.
#[derive(Debug, Default)]
pub struct ChangeVerdict {
    pub diagnostics: Vec<FieldDiagnostic>,
    pub statuses: Vec<StatusChange>,
    /// By the name of its field: what each date becomes, in EDTF and in the words that readers see.
    pub dates: Vec<(String, String, String)>,
}

impl ChangeVerdict {
    /// Compares the site with the change in it, `after`, with what it is on the disk.
    pub fn of(change: &SiteChange, before: &Checked, after: &Checked) -> Self {
        Self {
            diagnostics: diagnostics(change, before, after),
            statuses: statuses(change, before, after),
            dates: change.files.iter().flat_map(|file| dates(file, after)).collect(),
        }
    }
}

fn diagnostics(change: &SiteChange, before: &Checked, after: &Checked) -> Vec<FieldDiagnostic> {
    let known: BTreeSet<String> = before.diagnostics.iter().map(|found| identity(found, change)).collect();
    let texts = |file: &str| after.inputs.text(file).cloned();
    let located = locate(&after.diagnostics, &texts);
    let mut found: Vec<FieldDiagnostic> = Vec::new();
    for located in &located {
        let diagnostic = located.diagnostic;
        let own = change.files.iter().find(|file| *file.path == *diagnostic.location.file && file.after.is_some());
        let is_known = known.contains(&identity(diagnostic, change));
        match own {
            // Of other files, what the change does to them.
            None if is_known => {}
            None => found.push(told(located, String::new())),
            Some(file) => found.push(told(located, field_of(file, diagnostic))),
        }
    }
    found
}

/// What a diagnostic says, wherever its file lies then, and it in that.
fn identity(diagnostic: &Diagnostic, change: &SiteChange) -> String {
    let file = &diagnostic.location.file;
    let moved = change.following.iter().find(|following| following.before.0 == *file);
    let file = moved.and_then(|following| following.after.as_ref()).map_or(file, |(path, _)| path);
    let message = match &change.renamed {
        Some((old, new)) => diagnostic.message.replace(old.as_str(), new.as_str()),
        None => diagnostic.message.clone(),
    };
    format!("{file}\n{}\n{message}", diagnostic.code.as_str())
}

fn told(located: &Located, field: String) -> FieldDiagnostic {
    let Diagnostic { code, severity, message, location, help, unheard: _ } = located.diagnostic;
    let place = format!("{}:{}", location.file, located.start.line);
    FieldDiagnostic {
        field,
        severity: *severity,
        code: Some(*code),
        message: message.clone(),
        help: help.clone(),
        place,
    }
}

/// The name of the field that a diagnostic in this file is about.
fn field_of(file: &ChangedFile, diagnostic: &Diagnostic) -> String {
    let text = file.after.as_deref().unwrap_or_default();
    let at = diagnostic.location.span.start;
    let body = file.prefix.strip_suffix("f").map_or("body".to_owned(), |below| format!("{below}body"));
    // Of the file's name; a former id stands at its place.
    if matches!(diagnostic.code, Code::InvalidId | Code::DuplicateId) && diagnostic.location.span.end == 0 {
        return body.replace("body", "new_id");
    }
    let Some(range) = yaml_of(file.kind, text) else { return body };
    if at >= body_start(file.kind, text) && at > range.end {
        return body;
    }
    let Ok(root) = yaml::read(&text[range.clone()]) else { return body };
    let mut path = Vec::new();
    // What is missing stands nowhere: it is told at the beginning of what should have it, and the message names it.
    let is_of_whole =
        at <= range.start + root.span.start && diagnostic.location.span.end <= range.start + root.span.start;
    if !is_of_whole {
        walk(&form_fields(file.kind), &root, at.saturating_sub(range.start), &mut path);
    }
    match diagnostic.code {
        Code::NoSource => path = vec!["sources".to_owned()],
        Code::MissingKey => path.extend(missing_key(diagnostic, &path)),
        // Told where the picture is named, and mended where it is described.
        Code::MissingAlt => {
            if let Some(part) = path.last_mut()
                && *part == "file"
            {
                *part = "alt".to_owned();
            }
        }
        _ if is_of_whole => return String::new(),
        _ => {}
    }
    file.posted.field_name(&file.prefix, &path)
}

fn missing_key(diagnostic: &Diagnostic, path: &[String]) -> Option<String> {
    let key = diagnostic.message.split('`').nth(1)?;
    (path.last().is_none_or(|last| last != key) && !key.contains(' ')).then(|| key.to_owned())
}

/// The keys and positions that lead to the value at `at`, as far as the form has fields for them.
fn walk(fields: &[FormField], node: &Node, at: usize, path: &mut Vec<String>) {
    let Value::Map(entries) = &node.value else { return };
    let Some((key, value)) = entries.iter().rfind(|(key, _)| key.span.start <= at) else { return };
    let Some(field) = fields.iter().find(|field| field.name == key.value) else { return };
    if at >= value.span.end.max(key.span.end) {
        return;
    }
    path.push(key.value.clone());
    match (&field.control, &value.value) {
        (Control::Group(fields), _) => walk(fields, value, at, path),
        (Control::Entries(entry), Value::List(items)) => {
            let Some((index, item)) = items.iter().enumerate().rfind(|(_, item)| item.span.start <= at) else { return };
            path.push(index.to_string());
            walk_entry(entry, item, at, path);
        }
        (Control::Named(entry), Value::Map(entries)) => {
            let found = entries.iter().enumerate().rfind(|(_, (key, _))| key.span.start <= at);
            let Some((index, (key, value))) = found else { return };
            path.push(index.to_string());
            if at < key.span.end {
                path.push("@".to_owned());
            } else {
                walk_entry(entry, value, at, path);
            }
        }
        _ => {}
    }
}

fn walk_entry(entry: &EntryFields, node: &Node, at: usize, path: &mut Vec<String>) {
    match &node.value {
        // The beginning of an entry is the entry as a whole.
        Value::Map(_) if at > node.span.start => walk(&entry.fields, node, at, path),
        Value::Map(_) => {}
        _ => path.push(entry.first().name.clone()),
    }
}

/// The claims that the change touches, and how each stands before and after it.
fn statuses(change: &SiteChange, before: &Checked, after: &Checked) -> Vec<StatusChange> {
    let mut claims: Vec<String> = Vec::new();
    for file in &change.files {
        let lists = ["claims", "responses"].into_iter().flat_map(|key| get(&file.posted.values, key).items());
        let named = lists.map(|entry| entry.get("claim").text().to_owned());
        claims.extend(named.filter(|claim| !claim.is_empty()));
    }
    let mut seen = BTreeSet::new();
    claims.retain(|claim| seen.insert(claim.clone()));
    let changes = claims.into_iter().filter_map(|claim| {
        let id = Id::new(&claim)?;
        let after_text = short(after, &id)?;
        let before = short(before, &id).unwrap_or_default();
        let found = after.site.claims.iter().find(|(_, of)| of.id == id)?.1;
        let label = found.label.clone().unwrap_or_else(|| found.statement.clone());
        Some(StatusChange { claim, label, before, after: after_text })
    });
    changes.collect()
}

fn short(checked: &Checked, id: &Id) -> Option<String> {
    let (claim, _) = checked.site.claims.iter().find(|(_, claim)| claim.id == *id)?;
    if checked.ledger.standing(claim).parties.iter().all(|party| !party.is_concerned()) {
        return Some(String::new());
    }
    let wording = Wording { site: &checked.site, ledger: &checked.ledger, words: &checked.words };
    Some(wording.short(claim, Whose::Everybody))
}

/// Each date of a file, by the name of its field.
fn dates(file: &ChangedFile, after: &Checked) -> Vec<(String, String, String)> {
    fn gather(
        fields: &[FormField],
        value: &FieldValue,
        path: &mut Vec<String>,
        found: &mut Vec<(Vec<String>, String)>,
    ) {
        for field in fields {
            path.push(field.name.clone());
            let value = value.get(&field.name);
            match (&field.control, value) {
                (Control::Date | Control::Day, FieldValue::Text(text)) => found.push((path.clone(), text.clone())),
                (Control::Group(fields), FieldValue::Map(_)) => gather(fields, value, path, found),
                (Control::Entries(entry), FieldValue::List(items)) => {
                    for (index, item) in items.iter().enumerate() {
                        path.push(index.to_string());
                        gather(&entry.fields, item, path, found);
                        path.pop();
                    }
                }
                _ => {}
            }
            path.pop();
        }
    }
    let mut found = Vec::new();
    let values = FieldValue::Map(file.posted.values.clone());
    gather(&form_fields(file.kind), &values, &mut Vec::new(), &mut found);
    let in_words = |(path, text): (Vec<String>, String)| {
        let parsed = crate::model::EventDate::parse(&text).ok()?;
        let words = date::date(&after.words, &parsed);
        Some((file.posted.field_name(&file.prefix, &path), text, words))
    };
    found.into_iter().filter_map(in_words).collect()
}
