//! A list of people, organizations, places, kinds or tags.

use crate::error::Error;
use crate::model::Html;
use crate::plan::{PageSlice, Planned};
use crate::render::html::context::PageContext;
use crate::render::html::links::LinkView;
use crate::render::html::shell::{About, PageView, shell};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct IndexView<'a> {
    page: PageView<'a>,
    heading: &'a str,
    entries: Vec<IndexEntryView<'a>>,
}

/// An entry of the list.
#[derive(Debug, Serialize)]
pub struct IndexEntryView<'a> {
    pub link: LinkView<'a>,
    pub remark: Option<&'a str>,
    /// "7 events".
    pub count: String,
}

/// The list; `section` is its entry of the navigation and the key of its heading.
pub fn index<'a>(
    cx: &PageContext<'a>,
    planned: &Planned,
    section: &'a str,
    entries: Vec<IndexEntryView<'a>>,
    part: Option<PageSlice>,
) -> Result<Html, Error> {
    let heading = cx.say(section);
    let about = About { title: heading.into(), section, part, ..About::default() };
    cx.templates.fill("index.html", &IndexView { page: shell(cx, planned, about), heading, entries })
}
