//! One file for each family of pages, and the way from a planned page to its bytes.

mod claims;
mod embeds;
mod event;
mod event_list;
mod filters;
mod front;
mod index;
mod index_entry;
mod lists;
mod parties;
mod plain;
mod sources;
mod timeline;
mod topics;

use super::context::PageContext;
use super::shell::ways;
use crate::error::Error;
use crate::model::{PartyKind, foreign};
use crate::plan::{Page, Planned};
use crate::render::foreign::{Outlet, UnmarkingWriter, unmarked};
use crate::render::link_base::{RootWriter, fill_root};
use std::io;

/// A page; not the one of all events, see [`write_all_page`].
///
/// # Errors
///
/// Where its template fails.
pub fn page(cx: &PageContext<'_>, planned: &Planned) -> Result<Vec<u8>, Error> {
    let html = match planned.page {
        Page::All => unreachable!("it is too long to be held whole: it is written on the way"),
        Page::Front => front::page(cx, planned),
        Page::Embed => embeds::latest(cx, planned),
        Page::Year(year, part) => timeline::year(cx, planned, year, part),
        Page::Event(event) => event::page(cx, planned, event),
        Page::EventEmbed(event) => embeds::event(cx, planned, event),
        Page::Alias(target) => plain::alias(cx, planned, target),
        Page::Sources(part) => sources::list(cx, planned, part),
        Page::Source(source, part) => sources::page(cx, planned, source, part),
        Page::Claims => claims::list(cx, planned),
        Page::Claim(claim) => claims::page(cx, planned, claim),
        Page::People(part) => parties::list(cx, planned, PartyKind::Person, part),
        Page::Organizations(part) => parties::list(cx, planned, PartyKind::Organization, part),
        Page::Party(party, part) => parties::page(cx, planned, party, part),
        Page::Places(part) => lists::places(cx, planned, part),
        Page::Place(place, part) => lists::place(cx, planned, place, part),
        Page::Kinds => lists::kinds(cx, planned),
        Page::Kind(kind, part) => lists::kind(cx, planned, kind, part),
        Page::Tags(part) => lists::tags(cx, planned, part),
        Page::Tag(tag, part) => lists::tag(cx, planned, tag, part),
        Page::Search => plain::search(cx, planned),
        Page::Corrections => plain::corrections(cx, planned),
        Page::Free(page) => plain::free(cx, planned, page),
        Page::NotFound => plain::not_found(cx, planned),
    };
    let page = fill_root(html?.as_str(), &ways(cx, planned));
    Ok(match foreign::is_marked(&page) {
        true => unmarked(&page, Outlet::Page, cx.words.language.direction()).into_bytes(),
        false => page.into_bytes(),
    })
}

/// All of the timeline on one page, written on the way: it may be too long to be held whole.
///
/// # Errors
///
/// Where its template fails, with an [`Error`] in the `io::Error`; or where `out` does.
pub fn write_all_page(cx: &PageContext<'_>, planned: &Planned, out: &mut dyn io::Write) -> io::Result<()> {
    let view = timeline::all(cx, planned).map_err(io::Error::other)?;
    let mut out = UnmarkingWriter::new(out, Outlet::Page, cx.words.language.direction());
    let mut out = RootWriter::new(&mut out, ways(cx, planned));
    cx.templates.fill_to("all.html", &view, &mut out)?;
    out.finish()
}
