//! The form of a file, and of those that are created with it.

use super::fields::{FormView, textarea};
use super::labels::{capitalized, words_of};
use super::markup::FormMarkup;
use super::told::{counted, difference, statuses};
use super::{head, whole};
use crate::diagnostic::Severity;
use crate::edit::change::kind_named;
use crate::edit::control::{Control, FormField, form_fields};
use crate::edit::entities::EntityIndex;
use crate::edit::posted::PostedForm;
use crate::edit::verdict::ChangeVerdict;
use crate::parse::schema::FileKind;

/// What the page of a form shows.
pub struct FormPage<'a> {
    pub kind: FileKind,
    pub form: &'a PostedForm,
    pub entities: &'a EntityIndex,
    pub verdict: Option<&'a ChangeVerdict>,
    /// The file's path; empty for a new one.
    pub path: &'a str,
    /// Where the preview shows it.
    pub back: &'a str,
    /// Where the page as it would be can be seen.
    pub live: &'a str,
    pub token: &'a str,
    pub notices: Vec<FormNotice>,
    /// What the form can't show of the file, and why: then its text is edited as it is.
    pub is_raw: bool,
    /// The field to which the page leads its reader.
    pub focus: Option<String>,
}

/// Something to tell above the form.
pub struct FormNotice {
    /// Whether it is a mistake, and not that something went well.
    pub is_alert: bool,
    pub words: String,
    /// The difference between two texts, line by line.
    pub difference: Option<String>,
}

/// Keys that stand open even where they are empty: what most files of their kind have.
const OPEN: &[&str] = &[
    // A source may lack one, and seldom does.
    "title",
    "summary",
    "people",
    "organizations",
    "places",
    "tags",
    "sources",
    "claims",
    "outlet",
    "authors",
    "published",
    "url",
    "type",
    "short_name",
    "role",
    "label",
    "description",
    "publisher",
    "kinds",
    "coordinates",
];

/// The page.
pub fn form_page(page: &FormPage) -> String {
    let FormPage { kind, form, verdict, .. } = page;
    let view = FormView { form, entities: page.entities, verdict: *verdict };
    let is_new = form.get("id").is_empty();
    let title = title(*kind, form);
    let mut out = FormMarkup::new();
    head(&mut out, page.back);
    out.open("main", &[("id", "main"), ("class", "editor"), ("data-live", page.live)]);
    out.open("div", &[("class", "edited")]);
    out.element("h1", &[], &title);
    if !page.path.is_empty() {
        out.open("p", &[("class", "path")]).element("code", &[], page.path).close("p");
    }
    for notice in &page.notices {
        told(&mut out, notice);
    }
    summary(&mut out, *verdict);
    let focus = page.focus.as_deref().unwrap_or_default();
    out.open(
        "form",
        &[
            ("method", "post"),
            ("action", "/_dateline/edit/review"),
            ("id", "form"),
            ("novalidate", ""),
            ("accept-charset", "utf-8"),
            ("data-focus", focus),
        ],
    );
    // What the Enter key presses.
    out.element(
        "button",
        &[
            ("name", "action"),
            ("value", "review"),
            ("class", "visually-hidden"),
            ("tabindex", "-1"),
            ("aria-hidden", "true"),
        ],
        "Review and save",
    );
    for (name, value) in
        [("token", page.token), ("kind", kind.as_str()), ("id", form.get("id")), ("base", form.get("base"))]
    {
        out.open("input", &[("type", "hidden"), ("name", name), ("value", value)]);
    }
    if page.is_raw {
        out.open("div", &[("class", "field"), ("data-field", "body")]);
        out.element("label", &[("for", "raw")], "The text of the file");
        textarea(
            &mut out,
            &[("id", "raw"), ("name", "raw"), ("rows", "30"), ("spellcheck", "false"), ("class", "code")],
            form.get("raw"),
        );
        out.close("div");
    } else {
        file(&mut out, &view, *kind, "", is_new);
        created(&mut out, &view);
    }
    save_bar(&mut out, *kind, is_new);
    // A form that was cut off on its way isn't taken for one whose last fields are empty.
    out.open("input", &[("type", "hidden"), ("name", "complete"), ("value", "yes")]);
    out.close("form");
    view.datalists(&mut out);
    out.close("div");
    live(&mut out, page);
    out.close("main");
    whole(&title, true, &out)
}

fn title(kind: FileKind, form: &PostedForm) -> String {
    let called =
        ["f.title", "f.name", "f.statement"].into_iter().map(|name| form.get(name)).find(|text| !text.is_empty());
    match (kind, form.get("id"), called) {
        (FileKind::Site, ..) => "Settings of the site".to_owned(),
        (_, "", _) => format!("New {}", kind.as_str()),
        (_, id, called) => format!("{}: {}", capitalized(kind.as_str()), called.unwrap_or(id)),
    }
}

/// The fields of one file; the names of those of a created one begin with `below`.
fn file(out: &mut FormMarkup, view: &FormView, kind: FileKind, below: &str, is_new: bool) {
    let fields = form_fields(kind);
    let name = |field: &FormField| format!("{below}f.{}", field.name);
    let is_open =
        |field: &FormField| field.required || OPEN.contains(&field.name.as_str()) || view.is_filled(&name(field));
    let is_long = |field: &FormField| matches!(field.control, Control::Entries(_) | Control::Named(_));
    let (open, closed): (Vec<&FormField>, Vec<&FormField>) = fields.iter().partition(|field| is_open(field));
    // What an event is about comes first, then what happened, then who and whereby.
    let is_head = |field: &FormField| match kind {
        FileKind::Event => field.required || field.name == "summary",
        _ => !is_long(field),
    };
    for field in open.iter().filter(|field| is_head(field)) {
        view.field(out, field, &name(field));
    }
    if kind != FileKind::Site && matches!((kind, below), (_, "") | (FileKind::Claim, _)) {
        body(out, view, below, kind);
    }
    for field in open.iter().filter(|field| !is_head(field)) {
        view.field(out, field, &name(field));
    }
    if !closed.is_empty() {
        out.open("details", &[("class", "more")]);
        let names: Vec<String> = closed.iter().map(|field| words_of(&field.name)).collect();
        out.open("summary", &[]).text("More: ").text(&names.join(", ")).close("summary");
        for field in closed {
            view.field(out, field, &name(field));
        }
        out.close("details");
    }
    address(out, view, kind, below, is_new);
}

/// The running text, with what a script adds to it.
fn body(out: &mut FormMarkup, view: &FormView, below: &str, kind: FileKind) {
    let name = format!("{below}body");
    let (hint, said) = (format!("{name}-hint"), format!("{name}-said"));
    out.open("div", &[("class", "field wide text"), ("data-field", &name), ("data-body", "")]);
    out.element("label", &[("for", &name)], "Text");
    let words = match kind {
        FileKind::Event => {
            "What happened, each sentence with its source: `[@id-of-a-source, \"exact words\"]`. Links: `[words](event:id)`. `*emphasis*`."
        }
        _ => "What the page says. Cite with `[@id-of-a-source, \"exact words\"]`, link with `[words](event:id)`.",
    };
    out.element_of_words("p", &[("class", "hint"), ("id", &hint)], words);
    let described = format!("{hint} {said}");
    let value = view.form.get(&name);
    let rows = (value.lines().count() + 4).clamp(8, 24).to_string();
    textarea(out, &[("id", &name), ("name", &name), ("rows", &rows), ("aria-describedby", &described)], value);
    view.said(out, &name, &said);
    out.close("div");
}

/// The id, which is the address.
fn address(out: &mut FormMarkup, view: &FormView, kind: FileKind, below: &str, is_new: bool) {
    let name = format!("{below}new_id");
    let (hint, said) = (format!("{name}-hint"), format!("{name}-said"));
    let words = match (kind, is_new) {
        (FileKind::Site, _) => return,
        (_, true) => "Its address. Made from what you wrote, where you leave this empty; it stays for good.",
        (FileKind::Topic, false) => return,
        (_, false) => {
            "Its address. With another id the old address leads to the new one, and all that refers to it follows."
        }
    };
    let typed = view.form.get(&name);
    let shown = if typed.is_empty() && below.is_empty() { view.form.get("id") } else { typed };
    out.open("div", &[("class", "field narrow"), ("data-field", &name)]);
    out.element("label", &[("for", &name)], "Id");
    out.element("p", &[("class", "hint"), ("id", &hint)], words);
    let described = format!("{hint} {said}");
    out.open(
        "input",
        &[
            ("type", "text"),
            ("id", &name),
            ("name", &name),
            ("value", shown),
            ("aria-describedby", &described),
            ("autocomplete", "off"),
            ("spellcheck", "false"),
        ],
    );
    view.said(out, &name, &said);
    out.close("div");
}

/// The files that are created in the same change.
fn created(out: &mut FormMarkup, view: &FormView) {
    out.open("section", &[("id", "created"), ("aria-label", "Created with this change")]);
    for number in view.form.numbers("new") {
        if let Some(kind) = kind_named(view.form.get(&format!("new.{number}.kind"))) {
            one_created(out, view, kind, number);
        }
    }
    out.close("section");
}

fn one_created(out: &mut FormMarkup, view: &FormView, kind: FileKind, number: usize) {
    let below = format!("new.{number}.");
    let prefix = format!("new.{number}");
    out.open("fieldset", &[("class", "created"), ("data-created", &prefix), ("data-kind", kind.as_str())]);
    out.element("legend", &[], &format!("New {}, saved together with this", kind.as_str()));
    out.open("input", &[("type", "hidden"), ("name", &format!("{below}kind")), ("value", kind.as_str())]);
    file(out, view, kind, &below, true);
    let remove = format!("remove {prefix}");
    out.element(
        "button",
        &[("name", "action"), ("value", &remove), ("formaction", "/_dateline/edit/form"), ("class", "remove")],
        &format!("Don’t create this {}", kind.as_str()),
    );
    out.close("fieldset");
}

/// The fields of one created file alone, for the script that puts them into the form.
pub fn entry_of_created(form: &PostedForm, entities: &EntityIndex, kind: FileKind, number: usize) -> String {
    let mut out = FormMarkup::new();
    one_created(&mut out, &FormView { form, entities, verdict: None }, kind, number);
    out.into_string()
}

fn save_bar(out: &mut FormMarkup, kind: FileKind, is_new: bool) {
    out.open("div", &[("class", "save")]);
    out.element("button", &[("name", "action"), ("value", "review"), ("class", "primary")], "Review and save");
    if kind == FileKind::Event {
        out.element("button", &[("name", "action"), ("value", "draft")], "Save as draft");
    }
    let check = [("name", "action"), ("value", "check"), ("formaction", "/_dateline/edit/form"), ("class", "check")];
    out.element("button", &check, "Check");
    if !is_new && kind != FileKind::Site {
        out.element("button", &[("name", "action"), ("value", "delete"), ("class", "quiet")], "Delete…");
    }
    out.element("p", &[("id", "state"), ("role", "status")], "");
    out.close("div");
}

fn told(out: &mut FormMarkup, notice: &FormNotice) {
    let (class, role) = if notice.is_alert { ("notice alert", "alert") } else { ("notice", "status") };
    out.open("div", &[("class", class), ("role", role)]);
    for paragraph in notice.words.split('\n') {
        out.element_of_words("p", &[], paragraph);
    }
    if let Some(text) = &notice.difference {
        difference(out, "the file", text);
    }
    out.close("div");
}

/// What is wrong, with a link to each field.
fn summary(out: &mut FormMarkup, verdict: Option<&ChangeVerdict>) {
    out.open("section", &[("id", "problems"), ("tabindex", "-1"), ("aria-labelledby", "problems-title")]);
    let found = verdict.map(|verdict| verdict.diagnostics.as_slice()).unwrap_or_default();
    if !found.is_empty() {
        let errors = found.iter().filter(|found| found.severity == Severity::Error).count();
        out.element("h2", &[("id", "problems-title")], &counted(errors, found.len() - errors));
        out.open("ul", &[]);
        for found in found {
            out.open("li", &[("class", found.severity.as_str())]);
            if found.field.is_empty() {
                out.words(&found.message).text(&format!(" ({})", found.place));
            } else {
                out.open("a", &[("href", &format!("#{}", found.field))]).words(&found.message).close("a");
            }
            out.close("li");
        }
        out.close("ul");
    }
    out.close("section");
}

/// The page as it will look.
fn live(out: &mut FormMarkup, page: &FormPage) {
    out.open("section", &[("class", "live"), ("aria-label", "The page as it will look")]);
    out.open("details", &[("open", "")]).element("summary", &[], "The page as it will look");
    let changes = page.verdict.map(|verdict| verdict.statuses.as_slice()).unwrap_or_default();
    out.open("div", &[("id", "statuses")]);
    statuses(out, changes);
    out.close("div");
    if page.live.is_empty() {
        out.element("p", &[("class", "hint"), ("id", "no-page")], "It appears here once the page can be made.");
    }
    let source = if page.live.is_empty() { ("data-src", "") } else { ("src", page.live) };
    let hidden = if page.live.is_empty() { ("hidden", "") } else { ("", "") };
    out.open("iframe", &[("id", "page"), ("title", "The page as it will look"), hidden, source]);
    out.close("iframe").close("details").close("section");
}
