//! Pages of forms, lists of what can be chosen, and the files that the pages need.

use super::EditService;
use super::draft::{edited, page_of};
use super::reply::{Reply, is_day_of_making};
use crate::commands::build;
use crate::diagnostic::Severity;
use crate::edit::change::{body_start, file_of, kind_named, yaml_of};
use crate::edit::control::form_fields;
use crate::edit::ids;
use crate::edit::page::{
    FormNotice, FormPage, ListedContent, bar, entry_of_created, form_page, list_page, message_page,
};
use crate::edit::posted::PostedForm;
use crate::edit::save::{digest, read_file};
use crate::edit::value::read_front_matter;
use crate::model::Id;
use crate::model::slug::slug;
use crate::parse::schema::FileKind;
use crate::plan::Page;
use crate::yaml;
use crate::{Checked, Error};
use hyper::StatusCode;
use serde_json::json;
use std::sync::Arc;

impl EditService {
    /// Answers who only looks.
    pub fn read(&self, path: &str, query: &str) -> Result<Reply, Error> {
        let asked = PostedForm::parse(query.as_bytes()).unwrap_or_default();
        match path {
            "" => self.list(),
            "site" => self.form_of(FileKind::Site, "site", &asked),
            "choose" => self.choose(&asked),
            "created" => self.created(&asked),
            _ => match (asset(path), path.split_once('/')) {
                (Some((media, text)), _) => Ok(Reply::File(media, text)),
                (None, Some(("new", kind))) => self.new_form(kind, asked.get("title")),
                (None, Some((kind, id))) => match kind_named(kind).filter(|kind| *kind != FileKind::Site) {
                    Some(kind) => self.form_of(kind, id, &asked),
                    None => Ok(Reply::NotFound),
                },
                _ => Ok(Reply::NotFound),
            },
        }
    }

    /// The site as it lies on the disk.
    pub fn base(&self) -> Result<Arc<Checked>, Error> {
        self.site().base(build::today()?)
    }

    /// Every file that has a form, with how much is wrong with it. Translations have none.
    fn list(&self) -> Result<Reply, Error> {
        let base = self.base()?;
        let mut files = Vec::new();
        let originals = base.inputs.documents.iter().filter(|input| !crate::parse::is_translation(&input.path));
        for input in base.inputs.site.iter().chain(originals) {
            let Some(kind) = FileKind::ALL.into_iter().find(|kind| kind.folder() == input.folder) else { continue };
            let found = base.diagnostics.iter().filter(|found| *found.location.file == *input.path);
            let (errors, warnings): (Vec<_>, Vec<_>) = found.partition(|found| found.severity == Severity::Error);
            let (id, name) = match kind {
                FileKind::Site => ("site.yaml".to_owned(), "Settings of the site".to_owned()),
                _ => {
                    let id = crate::parse::stem(&input.path).to_owned();
                    let name = called(kind, &input.text).unwrap_or_else(|| id.clone());
                    (id, name)
                }
            };
            files.push(ListedContent { kind, id, name, errors: errors.len(), warnings: warnings.len() });
        }
        Ok(Reply::Page(StatusCode::OK, list_page(&files)))
    }

    /// An empty form, with today where a day of making is asked for.
    fn new_form(&self, kind: &str, title: &str) -> Result<Reply, Error> {
        let Some(kind) = kind_named(kind).filter(|kind| *kind != FileKind::Site) else { return Ok(Reply::NotFound) };
        let mut form = PostedForm::default();
        begin(&mut form, kind, "", build::today()?);
        if kind == FileKind::Topic && !title.is_empty() {
            form.set("f.title", title);
            // Another id would be another tag's.
            form.set("new_id", slug(title));
        }
        self.show_form(&form, kind, None, Vec::new(), None)
    }

    /// The form of a file as it lies on the disk.
    fn form_of(&self, kind: FileKind, id: &str, asked: &PostedForm) -> Result<Reply, Error> {
        let Some((form, _)) = self.opened(kind, id)? else {
            let words =
                format!("There is no {} with this id.\nIt may have been renamed or removed since.", kind.as_str());
            return Ok(Reply::Page(StatusCode::NOT_FOUND, message_page("No such file", &words)));
        };
        let mut notices = Vec::new();
        if asked.has("saved") {
            notices.push(FormNotice { is_alert: false, words: "Saved.".to_owned(), difference: None });
        }
        self.show_form(&form, kind, None, notices, None)
    }

    /// What a form of a file holds, and the file's bytes; nothing where there is no such file.
    pub fn opened(&self, kind: FileKind, id: &str) -> Result<Option<(PostedForm, Vec<u8>)>, Error> {
        let today = build::today()?;
        let path = {
            let base = self.site().base(today)?;
            match file_of(&base.inputs, kind, id) {
                Some((path, _)) => Arc::clone(path),
                None => return Ok(None),
            }
        };
        let file = self.site().folder().join(&*path);
        let read = read_file(self.site().folder(), &path).map_err(|error| Error::io("read", &file, error))?;
        let Some(raw) = read else { return Ok(None) };
        let text = normal(&raw);
        // What was saved a moment ago, the watcher may not have told yet.
        let is_known = file_of(&self.base()?.inputs, kind, id).is_some_and(|(_, known)| **known == *text);
        if !is_known {
            self.site().saw(None);
        }
        let mut form = PostedForm::default();
        form.set("kind", kind.as_str());
        form.set("id", id);
        form.set("base", digest(&raw));
        match yaml_of(kind, &text).map(|range| (range.clone(), yaml::read(&text[range]))) {
            Some((range, Ok(root))) if matches!(root.value, yaml::Value::Map(_) | yaml::Value::Null) => {
                let fields = form_fields(kind);
                form.fill("f", &fields, &read_front_matter(&fields, &root, &text[range]));
                form.set("body", &text[body_start(kind, &text)..]);
            }
            _ => form.set("raw", text),
        }
        Ok(Some((form, raw)))
    }

    /// A form's page; `verdict` says what is wrong with what it holds.
    pub fn show_form(
        &self,
        form: &PostedForm,
        kind: FileKind,
        verdict: Option<(&crate::edit::verdict::ChangeVerdict, &str)>,
        mut notices: Vec<FormNotice>,
        focus: Option<String>,
    ) -> Result<Reply, Error> {
        let base = self.base()?;
        let entities = self.entities(&base);
        let id = form.get("id");
        let path = file_of(&base.inputs, kind, id).filter(|_| !id.is_empty()).map(|(path, _)| path.to_string());
        let is_raw = form.has("raw");
        if is_raw && verdict.is_none() {
            let words = "What stands between the first two lines `---` of this file can’t be read, so that no form can show it. Mend its text here.";
            notices.push(FormNotice { is_alert: true, words: words.to_owned(), difference: None });
        }
        let page = page_of(&base, kind, id).filter(|_| !id.is_empty());
        let back = page.as_ref().map_or_else(|| "/".to_owned(), |page| format!("/{page}"));
        let live = match verdict {
            Some((_, live)) => live.to_owned(),
            None if id.is_empty() => String::new(),
            None => self.show_draft(Arc::clone(&base), Some((kind, id))),
        };
        let page = FormPage {
            kind,
            form,
            entities: &entities,
            verdict: verdict.map(|(verdict, _)| verdict),
            path: path.as_deref().unwrap_or_default(),
            back: &back,
            live: &live,
            token: self.gate.token(),
            notices,
            is_raw,
            focus,
        };
        Ok(Reply::Page(StatusCode::OK, form_page(&page)))
    }

    /// What may be meant by what was typed.
    fn choose(&self, asked: &PostedForm) -> Result<Reply, Error> {
        let base = self.base()?;
        let entities = self.entities(&base);
        let kind = asked.get("of");
        let found: Vec<_> = match asked.get("id") {
            "" => entities.offered(kind, asked.get("q")),
            ids => ids.lines().filter_map(|id| entities.get(kind, id.trim())).collect(),
        };
        let found = found
            .into_iter()
            .map(|entity| json!({"kind": entity.kind, "id": entity.id, "name": entity.name, "detail": entity.detail}));
        Ok(Reply::Json(found.collect()))
    }

    /// The fields of a file that is created in the same change, and its id.
    fn created(&self, asked: &PostedForm) -> Result<Reply, Error> {
        let kind = kind_named(asked.get("kind")).filter(|kind| !matches!(kind, FileKind::Site | FileKind::Event));
        let (Some(kind), Ok(number)) = (kind, asked.get("number").parse::<usize>()) else { return Ok(Reply::NotFound) };
        let base = self.base()?;
        let mut form = PostedForm::default();
        let taken: Vec<&str> = asked.get("taken").split(',').collect();
        let id = create(&mut form, &base, kind, number, asked.get("name"), &taken, build::today()?);
        let markup = entry_of_created(&form, &self.entities(&base), kind, number);
        Ok(Reply::Json(json!({"id": id, "markup": markup})))
    }

    /// The bar for the page in this file of the preview.
    pub fn bar_for(&self, file: &str) -> String {
        let shown = self.preview.shown();
        let Some(pages) = &shown.pages else { return bar(None, None) };
        let checked = pages.renderer.checked();
        let planned = checked.plan.pages.iter().find(|planned| planned.file() == file);
        let edited = planned.and_then(|planned| edited(&checked.site, &planned.page));
        let tag = planned.and_then(|planned| match planned.page {
            Page::Tag(tag, _) => Some(checked.site.backlinks.tags[tag].spelling.as_str()),
            _ => None,
        });
        // A topic has an id, and not every tag's address is one.
        let tag = tag.filter(|tag| Id::new(&slug(tag)).is_some());
        bar(edited, tag)
    }

    /// Where an editor goes on after a save.
    pub fn page_after(&self, saved: &super::reply::SavedFile) -> String {
        let shown = self.preview.shown();
        let page = shown.pages.as_ref().and_then(|pages| page_of(pages.renderer.checked(), saved.kind, &saved.id));
        match page {
            _ if saved.text.is_none() => "/".to_owned(),
            Some(page) => format!("/{page}"),
            None if saved.kind == FileKind::Site => "/_dateline/edit/site?saved=1".to_owned(),
            None => format!("/_dateline/edit/{}/{}?saved=1", saved.kind.as_str(), saved.id),
        }
    }
}

/// Begins the form of a new file.
fn begin(form: &mut PostedForm, kind: FileKind, below: &str, today: chrono::NaiveDate) {
    form.set(format!("{below}kind"), kind.as_str());
    for field in form_fields(kind).iter().filter(|field| is_day_of_making(kind, field)) {
        form.set(format!("{below}f.{}", field.name), today.to_string());
    }
}

/// Puts a file that is to be created into a form, and gives its id.
pub fn create(
    form: &mut PostedForm,
    base: &Checked,
    kind: FileKind,
    number: usize,
    name: &str,
    taken: &[&str],
    today: chrono::NaiveDate,
) -> String {
    let below = format!("new.{number}.");
    begin(form, kind, &below, today);
    let fields = form_fields(kind);
    // What it is called by is its first key.
    let first = &fields[0].name;
    form.set(format!("{below}f.{first}"), name);
    let values = vec![(first.clone(), crate::edit::value::FieldValue::Text(name.to_owned()))];
    let known = ids::taken(&base.inputs, kind);
    let id = ids::suggested(kind, &values, &|id| known.contains(id) || taken.contains(&id));
    let id = id.map_or_else(|| format!("{}-{}", kind.as_str(), number + 1), |id| id.to_string());
    form.set(format!("{below}new_id"), id.as_str());
    id
}

/// The text as the site reads it: without a mark at its beginning, with one sort of line end.
pub fn normal(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// What a file is called.
fn called(kind: FileKind, text: &str) -> Option<String> {
    let range = yaml_of(kind, text)?;
    let root = yaml::read(&text[range.clone()]).ok()?;
    let fields = form_fields(kind);
    let values = read_front_matter(&fields[..1], &root, &text[range]);
    values.first().map(|(_, value)| value.text().to_owned()).filter(|name| !name.is_empty())
}

fn asset(name: &str) -> Option<(&'static str, &'static str)> {
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    const STYLE: &str = "text/css; charset=utf-8";
    match name {
        "edit.js" => Some((SCRIPT, include_str!("assets/edit.js"))),
        "choose.js" => Some((SCRIPT, include_str!("assets/choose.js"))),
        "body.js" => Some((SCRIPT, include_str!("assets/body.js"))),
        "accessible-autocomplete.js" => {
            Some((SCRIPT, include_str!("assets/accessible-autocomplete/accessible-autocomplete.min.js")))
        }
        "edit.css" => Some((STYLE, include_str!("assets/edit.css"))),
        "bar.css" => Some((STYLE, include_str!("assets/bar.css"))),
        _ => None,
    }
}
