//! The pages of the forms. They work without a script: what one adds, it adds to them.

mod fields;
mod form;
mod labels;
mod markup;
mod other;
mod stances;
mod told;

pub use form::{FormNotice, FormPage, entry_of_created, form_page};
pub use other::{ListedContent, ReviewPage, bar, list_page, message_page, review_page};

use markup::FormMarkup;

/// Everything that a page of ours has around its content.
fn whole(title: &str, has_script: bool, main: &FormMarkup) -> String {
    let mut out = FormMarkup::new();
    out.open("html", &[("lang", "en")]).open("head", &[]);
    out.open("meta", &[("charset", "utf-8")]);
    out.open("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    out.open("meta", &[("name", "color-scheme"), ("content", "light dark")]);
    out.element("title", &[], &format!("{title} · Dateline"));
    out.open("link", &[("rel", "icon"), ("href", "data:,")]);
    out.open("link", &[("rel", "stylesheet"), ("href", "/_dateline/edit/edit.css")]);
    if has_script {
        for script in ["accessible-autocomplete.js", "edit.js", "choose.js", "body.js"] {
            let address = format!("/_dateline/edit/{script}");
            out.open("script", &[("src", &address), ("defer", "")]).close("script");
        }
    }
    out.close("head").open("body", &[]);
    out.element("a", &[("class", "skip"), ("href", "#main")], "Skip to the form");
    out.add(main).close("body").close("html");
    format!("<!doctype html>\n{}", out.into_string())
}

/// The head of every page of ours: the way back to the preview, and to all files.
fn head(out: &mut FormMarkup, back: &str) {
    out.open("header", &[("class", "top")]).open("nav", &[("aria-label", "Editing")]);
    out.element("a", &[("href", back)], "← Preview");
    out.element("a", &[("href", "/_dateline/edit/")], "All files");
    new_menu(out);
    out.close("nav").close("header");
}

/// The sorts of files that can be made.
fn new_menu(out: &mut FormMarkup) {
    out.open("details", &[("class", "new")]).element("summary", &[], "New").open("ul", &[]);
    for kind in crate::parse::schema::FileKind::ALL {
        if kind == crate::parse::schema::FileKind::Site {
            continue;
        }
        let address = format!("/_dateline/edit/new/{}", kind.as_str());
        out.open("li", &[]).element("a", &[("href", &address)], &labels::capitalized(kind.as_str())).close("li");
    }
    out.close("ul").close("details");
}
