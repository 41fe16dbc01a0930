//! What a card, an entry in a list and an event's own page have in common.

use super::claims::{ClaimView, claim_here};
use super::context::PageContext;
use super::dates::{DateView, event_date};
use super::links::{self, KindView, LinkView};
use crate::model::{Event, Involvement, Ref};
use crate::plan::{Route, slug};
use crate::render::history::bearings;
use crate::render::link_base::LinkBase;
use crate::render::notices::RequiredNotices;
use crate::render::wording;
use serde::Serialize;

/// An event as its card, its entry and the head of its page show it.
#[derive(Debug, Clone, Serialize)]
pub struct EventView<'a> {
    pub id: &'a str,
    pub href: String,
    pub title: &'a str,
    pub kind: KindView<'a>,
    pub date: DateView,
    pub places: Vec<LinkView<'a>>,
    pub summary: &'a str,
    /// For the filters: ids, parted by spaces.
    pub people: String,
    pub organizations: String,
    pub tags: String,
    /// Every claim that the event bears on, with its status. A template must print each one's `status` where the
    /// event alleges or repeats it.
    pub claims: Vec<ClaimView<'a>>,
    /// That an arrest or a charge says nothing of guilt.
    pub caveat: Option<String>,
    /// "3 sources, 1 origin".
    pub basis: String,
    pub is_draft: bool,
    pub is_withdrawn: bool,
}

/// The event.
pub fn event<'a>(cx: &PageContext<'a>, event: Ref<Event>) -> EventView<'a> {
    let row = &cx.site.events[event];
    let ids = |list: &[Involvement]| {
        list.iter().map(|one| cx.site.parties[one.party].id.as_str()).collect::<Vec<_>>().join(" ")
    };
    let tags: Vec<String> = row.tags.iter().map(|tag| slug(tag)).collect();
    EventView {
        id: row.id.as_str(),
        href: LinkBase::Page.page(&Route::event(&row.id)),
        title: &row.title,
        kind: links::kind(cx, row.kind),
        date: event_date(cx, row),
        places: row.places.iter().map(|place| links::place(cx, *place)).collect(),
        summary: &row.summary,
        people: ids(&row.people),
        organizations: ids(&row.organizations),
        tags: tags.join(" "),
        claims: bearings(row).iter().map(|bearing| claim_here(cx, bearing)).collect(),
        caveat: RequiredNotices::of_event(cx, row).caveat,
        basis: wording::basis(cx, event),
        is_draft: row.draft,
        is_withdrawn: row.withdrawn.is_some(),
    }
}
