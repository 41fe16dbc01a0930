//! The pages beside the forms: what would be written, all files, a message; and the bar in the preview.

use super::labels::capitalized;
use super::markup::FormMarkup;
use super::told::{counted, difference, statuses};
use super::{head, whole};
use crate::diagnostic::Severity;
use crate::edit::posted::{PostedForm, in_address};
use crate::edit::verdict::ChangeVerdict;
use crate::parse::schema::FileKind;

/// What would be written, before it is.
pub struct ReviewPage<'a> {
    pub form: &'a PostedForm,
    pub token: &'a str,
    pub verdict: &'a ChangeVerdict,
    /// Each file's path and the difference.
    pub differences: Vec<(String, String)>,
    /// What tells whether other files that change along are still those that are shown.
    pub seen: &'a str,
    /// What can be done: the value of the button and its words. None where it can't be saved.
    pub save: Option<(&'a str, &'a str)>,
    /// A second way.
    pub draft: bool,
    pub words: &'a str,
    pub back: &'a str,
}

/// The page.
pub fn review_page(page: &ReviewPage) -> String {
    let mut out = FormMarkup::new();
    head(&mut out, page.back);
    out.open("main", &[("id", "main"), ("class", "review")]);
    out.element("h1", &[], "What will be written");
    let class = if page.save.is_some() { "notice" } else { "notice alert" };
    out.element_of_words("p", &[("class", class)], page.words);
    found(&mut out, page.verdict);
    statuses(&mut out, &page.verdict.statuses);
    for (path, text) in &page.differences {
        out.open("h2", &[]).element("code", &[], path).close("h2");
        match text.as_str() {
            "" => {
                out.element("p", &[], "It moves as it is.");
            }
            text => difference(&mut out, path, text),
        }
    }
    out.open("form", &[("method", "post"), ("action", "/_dateline/edit/save"), ("accept-charset", "utf-8")]);
    for (name, value) in page.form.iter().filter(|(name, _)| !matches!(*name, "action" | "token" | "complete" | "seen"))
    {
        if value.contains('\n') {
            // A hidden field loses its line ends in some browsers.
            out.open("textarea", &[("name", name), ("hidden", "")]).text("\n").text(value).close("textarea");
        } else {
            out.open("input", &[("type", "hidden"), ("name", name), ("value", value)]);
        }
    }
    out.open("input", &[("type", "hidden"), ("name", "token"), ("value", page.token)]);
    out.open("input", &[("type", "hidden"), ("name", "seen"), ("value", page.seen)]);
    out.open("div", &[("class", "save")]);
    if let Some((action, words)) = page.save {
        out.element("button", &[("name", "action"), ("value", action), ("class", "primary")], words);
    }
    if page.draft {
        out.element("button", &[("name", "action"), ("value", "draft")], "Save as draft");
    }
    out.element(
        "button",
        &[("name", "action"), ("value", "back"), ("formaction", "/_dateline/edit/form")],
        "Back to the form",
    );
    out.close("div");
    out.open("input", &[("type", "hidden"), ("name", "complete"), ("value", "yes")]);
    out.close("form").close("main");
    whole("What will be written", false, &out)
}

fn found(out: &mut FormMarkup, verdict: &ChangeVerdict) {
    if verdict.diagnostics.is_empty() {
        return;
    }
    let errors = verdict.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    out.open("section", &[("id", "problems")]);
    out.element("h2", &[], &counted(errors, verdict.diagnostics.len() - errors));
    out.open("ul", &[]);
    for found in &verdict.diagnostics {
        out.open("li", &[("class", found.severity.as_str())]);
        out.element("strong", &[], &format!("{}: ", capitalized(found.severity.as_str()))).words(&found.message);
        out.text(" (").element("code", &[], &found.place).text(")");
        if let Some(help) = &found.help {
            out.element_of_words("p", &[("class", "help")], help);
        }
        out.close("li");
    }
    out.close("ul").close("section");
}

/// A file in the list of all.
pub struct ListedContent {
    pub kind: FileKind,
    pub id: String,
    pub name: String,
    pub errors: usize,
    pub warnings: usize,
}

/// All files, by their kinds.
pub fn list_page(files: &[ListedContent]) -> String {
    let mut out = FormMarkup::new();
    head(&mut out, "/");
    out.open("main", &[("id", "main"), ("class", "files")]).element("h1", &[], "All files");
    for kind in [FileKind::Site].into_iter().chain(FileKind::ALL.into_iter().filter(|kind| *kind != FileKind::Site)) {
        let of_kind: Vec<&ListedContent> = files.iter().filter(|file| file.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let has_errors = of_kind.iter().any(|file| file.errors > 0);
        let open = if of_kind.len() <= 60 || has_errors { ("open", "") } else { ("", "") };
        out.open("details", &[open]).open("summary", &[]);
        out.open("h2", &[]).text(&capitalized(heading(kind))).text(&format!(" ({})", of_kind.len())).close("h2");
        out.close("summary").open("ul", &[]);
        for file in of_kind {
            let address = address(kind, &file.id);
            out.open("li", &[]).element("a", &[("href", &address)], &file.name);
            out.text(" ").element("code", &[], &file.id);
            if file.errors + file.warnings > 0 {
                let class = if file.errors > 0 { "error" } else { "warning" };
                out.text(" ").element("span", &[("class", class)], &counted(file.errors, file.warnings));
            }
            out.close("li");
        }
        out.close("ul").close("details");
    }
    out.close("main");
    whole("All files", false, &out)
}

/// Where the form of a file is.
pub fn address(kind: FileKind, id: &str) -> String {
    match kind {
        FileKind::Site => "/_dateline/edit/site".to_owned(),
        _ => format!("/_dateline/edit/{}/{id}", kind.as_str()),
    }
}

fn heading(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Site => "site",
        FileKind::Topic => "topics",
        kind => crate::edit::ids::folder(kind),
    }
}

/// A page that says why something wasn't done.
pub fn message_page(title: &str, words: &str) -> String {
    let mut out = FormMarkup::new();
    head(&mut out, "/");
    out.open("main", &[("id", "main")]).element("h1", &[], title);
    for paragraph in words.split('\n') {
        out.element_of_words("p", &[], paragraph);
    }
    out.close("main");
    whole(title, false, &out)
}

/// The bar on each page of the preview, which the site's own style can't reach.
///
/// A tag that has no file yet can be given one on its page.
pub fn bar(edited: Option<(FileKind, &str)>, tag: Option<&str>) -> String {
    let mut out = FormMarkup::new();
    out.open("dateline-bar", &[]).open("template", &[("shadowrootmode", "open")]);
    out.open("link", &[("rel", "stylesheet"), ("href", "/_dateline/edit/bar.css")]);
    out.open("nav", &[("aria-label", "Editing")]);
    match (edited, tag) {
        (None, Some(tag)) => {
            let address = format!("/_dateline/edit/new/topic?{}", in_address("title", tag));
            out.element("a", &[("href", &address), ("class", "edit")], "Make this tag a topic");
        }
        (Some((FileKind::Site, _)) | None, _) => {
            out.element("a", &[("href", "/_dateline/edit/site"), ("class", "edit")], "Edit the site’s settings");
        }
        (Some((kind, id)), _) => {
            let words = format!("Edit this {}", kind.as_str());
            out.element("a", &[("href", &address(kind, id)), ("class", "edit")], &words);
        }
    }
    super::new_menu(&mut out);
    out.element("a", &[("href", "/_dateline/edit/")], "All files");
    out.close("nav").close("template").close("dateline-bar");
    out.into_string()
}
