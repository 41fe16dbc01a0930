//! From what a form says to the files that it would write.

use super::control::form_fields;
use super::entities::EntityIndex;
use super::following::{self, FollowingFile, OwnText, RenamedFile};
use super::ids;
pub use super::parts::{body_start, yaml_of};
use super::patch::patch;
use super::posted::{PostedForm, PostedValues};
use super::site::DraftFile;
use super::value::{FieldMap, FieldValue, get};
use crate::model::Id;
use crate::parse::is_translation;
use crate::parse::schema::FileKind;
use crate::read::Inputs;
use chrono::NaiveDate;
use std::sync::Arc;

/// Something that the form itself can't do, at one of its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormProblem {
    /// The field's name.
    pub field: String,
    pub message: String,
}

/// One file of a change.
#[derive(Debug)]
pub struct ChangedFile {
    pub kind: FileKind,
    pub id: Id,
    /// Relative to the site's folder.
    pub path: Arc<str>,
    /// Where it lay before, if it lay anywhere; with its text as the site has read it.
    pub before: Option<(Arc<str>, Arc<str>)>,
    /// Nothing where it goes.
    pub after: Option<Arc<str>>,
    /// The prefix of its fields' names in the form, and what they say.
    pub prefix: String,
    pub posted: PostedValues,
}

/// All that a form would write: what others refer to first.
#[derive(Debug, Default)]
pub struct SiteChange {
    pub files: Vec<ChangedFile>,
    /// What goes along with them.
    pub following: Vec<FollowingFile>,
    pub problems: Vec<FormProblem>,
    /// The former and the new id of the file that the form is about, where it gets another.
    pub renamed: Option<(Id, Id)>,
    /// What a day is filled in with that goes without saying.
    today: NaiveDate,
}

/// The prefix of the names of the main file's fields.
pub const MAIN: &str = "f";

/// The kind of file that a word names.
pub fn kind_named(word: &str) -> Option<FileKind> {
    FileKind::ALL.into_iter().find(|kind| kind.as_str() == word)
}

/// The file of the site that has this kind and id.
pub fn file_of<'i>(inputs: &'i Inputs, kind: FileKind, id: &str) -> Option<(&'i Arc<str>, &'i Arc<str>)> {
    let mut documents = inputs.site.iter().chain(&inputs.documents);
    let is_it = |path: &str| kind == FileKind::Site || crate::parse::stem(path) == id && !is_translation(path);
    let input = documents.find(|input| input.folder == kind.folder() && is_it(&input.path))?;
    Some((&input.path, &input.text))
}

impl SiteChange {
    /// What `form` would write to a site of these files.
    pub fn of(form: &PostedForm, inputs: &Inputs, entities: &EntityIndex, today: NaiveDate) -> Self {
        let mut change = Self { today, ..Self::default() };
        let Some(kind) = kind_named(form.get("kind")) else {
            change.problem("kind", "There is no such kind of file.");
            return change;
        };
        for number in form.numbers("new") {
            let prefix = format!("new.{number}");
            match kind_named(form.get(&format!("{prefix}.kind"))) {
                Some(kind) if !matches!(kind, FileKind::Site | FileKind::Event) => {
                    change.add_new(form, inputs, entities, kind, &prefix);
                }
                _ => change.problem(&format!("{prefix}.kind"), "There is no such kind of file."),
            }
        }
        match form.get("id") {
            "" if kind == FileKind::Site => change.problem("kind", "There is one site.yaml, and it is there already."),
            "" => change.add_new(form, inputs, entities, kind, ""),
            id => change.add_edit(form, inputs, entities, kind, id),
        }
        change
    }

    /// The files as they would be.
    pub fn drafts(&self) -> Vec<DraftFile> {
        let mut drafts = Vec::new();
        for file in &self.files {
            let folder = file.kind.folder();
            if let Some((path, _)) = file.before.as_ref().filter(|(path, _)| *path != file.path) {
                drafts.push(DraftFile { folder, path: Arc::clone(path), text: None });
            }
            drafts.push(DraftFile { folder, path: Arc::clone(&file.path), text: file.after.clone() });
        }
        for FollowingFile { folder, before: (path, _), after } in &self.following {
            drafts.push(DraftFile { folder: *folder, path: Arc::clone(path), text: None });
            if let Some((path, text)) = after {
                drafts.push(DraftFile { folder: *folder, path: Arc::clone(path), text: Some(Arc::clone(text)) });
            }
        }
        drafts
    }

    /// The file that the form is about: the last.
    pub fn main(&self) -> Option<&ChangedFile> {
        self.files.last()
    }

    /// Whether anything would be written.
    pub fn is_empty(&self) -> bool {
        let is_same = |file: &ChangedFile| {
            file.before.as_ref().is_some_and(|(path, text)| *path == file.path && Some(text) == file.after.as_ref())
        };
        self.files.iter().all(is_same)
    }

    fn problem(&mut self, field: &str, message: impl Into<String>) {
        self.problems.push(FormProblem { field: field.to_owned(), message: message.into() });
    }

    fn add_new(&mut self, form: &PostedForm, inputs: &Inputs, entities: &EntityIndex, kind: FileKind, below: &str) {
        let name = |field: &str| if below.is_empty() { field.to_owned() } else { format!("{below}.{field}") };
        let prefix = name(MAIN);
        let posted = self.values(form, entities, kind, &prefix);
        let in_change: Vec<String> =
            self.files.iter().filter(|file| shares_ids(file.kind, kind)).map(|file| file.id.to_string()).collect();
        let known = ids::taken(inputs, kind);
        let taken = |id: &str| known.contains(id) || in_change.iter().any(|other| other == id);
        let typed = form.get(&name("new_id")).trim().to_owned();
        let id = match typed.as_str() {
            "" => ids::suggested(kind, &posted.values, &taken),
            typed => Id::new(typed),
        };
        let Some(id) = id else {
            let message = match typed.as_str() {
                "" if kind == FileKind::Event => {
                    "Give the event a title: its id, which is its address, is made from that.".to_owned()
                }
                "" => "Give it a name that has letters a to z or digits, or type an id here.".to_owned(),
                typed => format!(
                    "`{typed}` is no id: lower-case letters a to z, digits and hyphens only, such as `{}`.",
                    Id::suggestion(typed)
                ),
            };
            self.problem(&name("new_id"), message);
            return;
        };
        if taken(id.as_str()) {
            let message = format!("There is a file with the id `{id}` already. Choose another id.");
            self.problem(&name("new_id"), message);
            return;
        }
        let body = body_of(form.get(&name("body")));
        match patch("", &form_fields(kind), &posted.values) {
            Ok(yaml) => {
                let path = ids::new_path(kind, &id, &posted.values).into();
                let after = Some(format!("---\n{yaml}---\n{body}").into());
                self.files.push(ChangedFile { kind, id, path, before: None, after, prefix, posted });
            }
            Err(why) => self.problem(&name("new_id"), format!("This can't be written: {why}.")),
        }
    }

    fn add_edit(&mut self, form: &PostedForm, inputs: &Inputs, entities: &EntityIndex, kind: FileKind, id: &str) {
        let (Some((path, text)), Some(old_id)) = (file_of(inputs, kind, id), Id::new(id)) else {
            self.problem("id", format!("There is no {} `{id}` any more.", kind.as_str()));
            return;
        };
        let before = Some((Arc::clone(path), Arc::clone(text)));
        let mut file = ChangedFile {
            kind,
            id: old_id,
            path: Arc::clone(path),
            before,
            after: None,
            prefix: MAIN.to_owned(),
            posted: PostedValues::default(),
        };
        if form.has("delete") {
            self.take_translations(inputs, (kind, path, &file.id), None, "id");
            self.files.push(file);
            return;
        }
        if form.has("raw") {
            file.after = Some(form.get("raw").into());
            self.files.push(file);
            return;
        }
        file.posted = self.values(form, entities, kind, MAIN);
        let old_id = file.id.clone();
        let typed = form.get("new_id").trim();
        if !typed.is_empty() && typed != id {
            self.rename(&mut file, inputs, typed);
        }
        let Some(range) = yaml_of(kind, text) else {
            self.problem("id", "This file doesn’t begin as the others do, so that no form can show it: edit its text.");
            return;
        };
        match patch(&text[range.clone()], &form_fields(kind), &file.posted.values) {
            Ok(yaml) => {
                let start = body_start(kind, text);
                let body = match kind {
                    FileKind::Site => String::new(),
                    // A browser gives the text back as it was, but for its line ends.
                    _ if form.get("body") == &text[start..] => text[start..].to_owned(),
                    _ => body_of(form.get("body")),
                };
                file.after = Some(format!("{}{yaml}{}{body}", &text[..range.start], &text[range.end..start]).into());
                let new_id = file.id.clone();
                self.files.push(file);
                if new_id != old_id {
                    self.let_follow(inputs, RenamedFile { kind, old: &old_id, new: &new_id });
                    self.renamed = Some((old_id, new_id));
                }
            }
            Err(why) => {
                self.problem("id", format!("This file can't be edited safely by a form: {why}. Edit its text."));
            }
        }
    }

    /// Gives a file another id, and keeps the old one as an alias.
    fn rename(&mut self, file: &mut ChangedFile, inputs: &Inputs, typed: &str) {
        let Some(id) = Id::new(typed) else {
            let message = format!(
                "`{typed}` is no id: lower-case letters a to z, digits and hyphens only, such as `{}`.",
                Id::suggestion(typed)
            );
            return self.problem("new_id", message);
        };
        if matches!(file.kind, FileKind::Topic | FileKind::Site) {
            return self.problem("new_id", "A topic's id is the address of its tag, which events bear: it stays.");
        }
        let is_made = |other: &ChangedFile| shares_ids(other.kind, file.kind) && other.id == id;
        if ids::taken(inputs, file.kind).contains(id.as_str()) || self.files.iter().any(is_made) {
            return self.problem("new_id", format!("There is a file with the id `{id}` already. Choose another id."));
        }
        self.take_translations(inputs, (file.kind, &file.path, &file.id), Some(&id), "new_id");
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        file.path = format!("{folder}/{id}.md").into();
        let mut aliases = get(&file.posted.values, "aliases").items().to_vec();
        aliases.retain(|alias| alias.text() != id.as_str());
        let old = FieldValue::Text(file.id.to_string());
        if !aliases.contains(&old) {
            aliases.push(old);
        }
        set(&mut file.posted.values, "aliases", FieldValue::List(aliases));
        file.id = id;
    }

    /// Takes the translations of the file of this kind and id at `path` along: to another id, or away.
    fn take_translations(
        &mut self,
        inputs: &Inputs,
        (kind, path, id): (FileKind, &str, &Id),
        to: Option<&Id>,
        field: &str,
    ) {
        match following::translations(inputs, kind, path, id, to) {
            Ok(files) => self.following.extend(files),
            Err(message) => self.problem(field, message),
        }
    }

    /// Lets everything follow that names what gets another id: the files of this change, and all others.
    fn let_follow(&mut self, inputs: &Inputs, renamed: RenamedFile) {
        let own = self.files.iter_mut().map(|file| OwnText {
            folder: file.kind.folder(),
            path: Arc::clone(&file.path),
            before: file.before.clone(),
            after: &mut file.after,
        });
        for message in following::let_follow(inputs, renamed, own.collect(), &mut self.following) {
            self.problem("new_id", message);
        }
    }

    fn values(&self, form: &PostedForm, entities: &EntityIndex, kind: FileKind, prefix: &str) -> PostedValues {
        let known = |to: &str, typed: &str| match entities.get(to, typed) {
            Some(_) => None,
            None => entities.id_of_name(to, typed),
        };
        let mut posted = PostedValues::of(form, prefix, &form_fields(kind), &known);
        // Who gives the reason withdraws it now.
        if let Some((_, FieldValue::Map(withdrawn))) = posted.values.iter_mut().find(|(key, _)| key == "withdrawn")
            && *get(withdrawn, "date") == FieldValue::Nothing
        {
            withdrawn.insert(0, ("date".to_owned(), FieldValue::Text(self.today.to_string())));
        }
        posted
    }
}

/// Gives a key a value.
pub fn set(map: &mut FieldMap, name: &str, value: FieldValue) {
    map.retain(|(key, _)| key != name);
    map.push((name.to_owned(), value));
}

fn shares_ids(one: FileKind, other: FileKind) -> bool {
    let is_party = |kind| matches!(kind, FileKind::Person | FileKind::Organization);
    one == other || is_party(one) && is_party(other)
}

/// A body as its file has it: with a line end behind its last line.
fn body_of(typed: &str) -> String {
    let body = typed.trim_end();
    if body.is_empty() { String::new() } else { format!("{body}\n") }
}
