//! A list of people, organizations, places, kinds or tags.

use super::index_entry::IndexEntryView;
use super::topics::TopicListView;
use crate::error::Error;
use crate::model::Html;
use crate::plan::{PageSlice, Planned};
use crate::render::html::context::PageContext;
use crate::render::html::ensure_noticed::{RequiredMarkup, ensure_noticed};
use crate::render::html::links::LinkView;
use crate::render::html::shell::{About, PageView, shell};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct IndexView<'a> {
    page: PageView<'a>,
    heading: &'a str,
    /// "3,512 people".
    count: Option<String>,
    /// What leads to each letter of a long list.
    letters: Vec<LinkView<'a>>,
    /// Of the tags those that have a file of their own.
    topics: Option<TopicListView<'a>>,
    sections: Vec<IndexSection<'a>>,
}

/// A part of the list in one order.
#[derive(Debug, Serialize)]
pub struct IndexSection<'a> {
    /// None where the list has only one.
    pub heading: Option<&'a str>,
    pub entries: Vec<IndexEntryView<'a>>,
}

/// What a list consists of on one of its pages.
#[derive(Debug, Default)]
pub struct Index<'a> {
    /// Its entry of the navigation and the key of its heading.
    pub section: &'a str,
    /// Another heading.
    pub heading: Option<&'a str>,
    pub topics: Option<TopicListView<'a>>,
    pub count: Option<String>,
    pub letters: Vec<LinkView<'a>>,
    pub sections: Vec<IndexSection<'a>>,
    pub part: Option<PageSlice>,
}

/// The list.
pub fn index<'a>(cx: &PageContext<'a>, planned: &Planned, of: Index<'a>) -> Result<Html, Error> {
    let heading = of.heading.unwrap_or_else(|| cx.say(of.section));
    let about = About { title: heading.into(), section: of.section, part: of.part, ..About::default() };
    let page = shell(cx, planned, about);
    let Index { count, letters, topics, sections, .. } = of;
    let view = IndexView { page, heading, count, letters, topics, sections };
    let html = cx.templates.fill("index.html", &view)?;
    let required = RequiredMarkup::of_claims(view.topics.iter().flat_map(TopicListView::claims));
    ensure_noticed(&html, &required, "index.html", || "the claims of topics".to_owned())?;
    Ok(html)
}

impl<'a> Index<'a> {
    /// A list in one order.
    pub fn plain(section: &'a str, entries: Vec<IndexEntryView<'a>>, part: Option<PageSlice>) -> Self {
        Self { section, sections: vec![IndexSection { heading: None, entries }], part, ..Self::default() }
    }
}
