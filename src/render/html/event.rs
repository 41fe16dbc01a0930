//! What a card, an entry in a list and an event's own page have in common.

use super::claims::{ClaimView, claims_of_event, marker};
use super::context::PageContext;
use super::dates::{DateView, event_date};
use super::links::{self, KindView, LinkView};
use super::templates::Markup;
use crate::model::{Event, Involvement, Party, Ref};
use crate::plan::{Route, slug};
use crate::render::link_base::LinkBase;
use crate::render::notices::{RequiredNotices, kind_and_date};
use crate::render::wording;
use serde::Serialize;
use std::borrow::Cow;

/// An event as its card, its entry and the head of its page show it.
#[derive(Debug, Clone, Serialize)]
pub struct EventView<'a> {
    pub id: &'a str,
    pub href: String,
    pub title: Cow<'a, str>,
    pub kind: KindView<'a>,
    pub date: DateView,
    pub places: Vec<LinkView<'a>>,
    pub summary: &'a str,
    /// For the filters: ids, parted by spaces.
    pub people: String,
    pub organizations: String,
    pub tags: String,
    /// Every claim that the event touches, with its status. A card must print each one's `status`.
    pub claims: Vec<ClaimView<'a>>,
    /// The same in a few words. An entry in a list must print it.
    pub marker: Option<Markup>,
    /// That an arrest or a charge is no proof of guilt.
    pub caveat: Option<String>,
    /// "3 articles, one original report".
    pub basis: String,
    pub is_draft: bool,
    pub is_withdrawn: bool,
}

/// The event.
pub fn event<'a>(cx: &PageContext<'a>, event: Ref<Event>) -> EventView<'a> {
    noticed_event(cx, event, RequiredNotices::of_event(cx, &cx.site.events[event]))
}

/// The event on the page of a party; none where it is shown there as everywhere. Where it tells of others what may not
/// stand there without what became of it, it goes by kind and date.
pub fn event_on_page_of<'a>(cx: &PageContext<'a>, event: Ref<Event>, party: Ref<Party>) -> Option<EventView<'a>> {
    let row = &cx.site.events[event];
    let (noticed, told) = RequiredNotices::on_page_of(cx, row, party)?;
    let view = noticed_event(cx, event, noticed);
    Some(if told.tells_of_others {
        EventView { title: kind_and_date(cx, row).into(), summary: "", ..view }
    } else {
        view
    })
}

fn noticed_event<'a>(cx: &PageContext<'a>, event: Ref<Event>, noticed: RequiredNotices) -> EventView<'a> {
    let row = &cx.site.events[event];
    let ids = |list: &[Involvement]| {
        list.iter().map(|one| cx.site.parties[one.party].id.as_str()).collect::<Vec<_>>().join(" ")
    };
    let tags: Vec<String> = row.tags.iter().map(|tag| slug(tag)).collect();
    EventView {
        id: row.id.as_str(),
        href: LinkBase::Page.page(&Route::event(&row.id)),
        title: (&row.title).into(),
        kind: links::kind(cx, row.kind),
        date: event_date(cx, row),
        places: row.places.iter().map(|place| links::place(cx, *place)).collect(),
        summary: &row.summary,
        people: ids(&row.people),
        organizations: ids(&row.organizations),
        tags: tags.join(" "),
        claims: claims_of_event(cx, row, &noticed),
        marker: marker(cx, &noticed),
        caveat: noticed.caveat,
        basis: wording::basis(cx, event),
        is_draft: row.draft,
        is_withdrawn: row.withdrawn.is_some(),
    }
}
