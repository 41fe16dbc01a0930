//! Names that lead to their pages.

use crate::model::{Kind, Link, Party, Place, Ref, Source};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::link_base::LinkBase;
use crate::render::source_names::source_label;
use crate::render::wording::tag_name;
use serde::Serialize;
use std::borrow::Cow;

/// Words that lead somewhere.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView<'a> {
    pub text: Cow<'a, str>,
    pub href: String,
}

impl<'a> LinkView<'a> {
    /// Words that lead to a page of the site.
    pub fn new(text: impl Into<Cow<'a, str>>, page: &Route) -> Self {
        Self { text: text.into(), href: LinkBase::Page.page(page) }
    }
}

/// A kind as a mark: its shape, its colour, its word.
#[derive(Debug, Clone, Serialize)]
pub struct KindView<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub plural: &'a str,
    pub shape: &'static str,
    /// 1 to 8, by the kind's place in `site.yaml`.
    pub hue: usize,
    pub href: String,
}

/// A kind's mark.
pub fn kind<'a>(cx: &Context<'a>, kind: Ref<Kind>) -> KindView<'a> {
    let row = &cx.site.kinds[kind];
    KindView {
        id: row.id.as_str(),
        label: &row.label,
        plural: &row.plural,
        shape: row.shape.as_str(),
        hue: kind.index() % 8 + 1,
        href: LinkBase::Page.page(&Route::kind(&row.id)),
    }
}

/// A party's name.
pub fn party<'a>(cx: &Context<'a>, party: Ref<Party>) -> LinkView<'a> {
    let row = &cx.site.parties[party];
    LinkView::new(&row.name, &Route::party(row))
}

/// A place's name.
pub fn place<'a>(cx: &Context<'a>, place: Ref<Place>) -> LinkView<'a> {
    let row = &cx.site.places[place];
    LinkView::new(&row.name, &Route::place(&row.id))
}

/// A tag.
pub fn tag<'a>(cx: &Context<'a>, tag: &'a str) -> LinkView<'a> {
    LinkView::new(tag_name(cx, tag), &cx.plan.tag(cx.site, tag))
}

/// A source by its neutral name.
pub fn source<'a>(cx: &Context<'a>, source: Ref<Source>) -> LinkView<'a> {
    LinkView::new(source_label(cx, source), &Route::source(&cx.site.sources[source].id))
}

/// Where a link by id leads.
pub fn by_id(cx: &Context<'_>, link: Link) -> String {
    let site = cx.site;
    LinkBase::Page.page(&match link {
        Link::Event(event) => Route::event(&site.events[event].id),
        Link::Source(source) => Route::source(&site.sources[source].id),
        Link::Claim(claim) => Route::claim(&site.claims[claim].id),
        Link::Party(party) => Route::party(&site.parties[party]),
        Link::Place(place) => Route::place(&site.places[place].id),
        Link::Page(page) => Route::free(&site.pages[page].id),
    })
}
