//! The site in the formats that other programs read: data, feeds, calendars, bibliographies.
//!
//! Each format has a file or a folder of its own, and none knows another. `docs/data.md` says to readers what holds for
//! all of them: an allegation never leaves without what became of it.

mod bibtex;
mod calendar;
mod csl;
mod feeds;
mod filter_index;
pub mod json_ld;
mod oembed;
mod sitemap;
mod table;
mod timeline;

use super::context::Context;
use super::foreign::{Outlet, UnmarkingWriter, unmarked};
use crate::document;
use crate::model::{Event, EventOutput, Ref, foreign};
use crate::plan::{EventListOf, Route};
pub use filter_index::FILTER_INDEX;

use feeds::Feed;
use rayon::prelude::*;
use serde::Serialize;
use sitemap::Sitemap;
use std::io;

/// A file of data.
#[derive(Debug, Clone, Copy)]
pub enum DataFile {
    Long(LongFile),
    Short(ShortFile),
}

/// A file so long that nobody should hold it whole: it is written while it is made.
#[derive(Debug, Clone, Copy)]
pub enum LongFile {
    /// `timeline.json`
    Timeline,
    /// `timeline.csv`
    Table,
    /// `timeline.ics`
    Calendar,
}

/// Any other file of data.
#[derive(Debug, Clone, Copy)]
pub enum ShortFile {
    /// `timeline.schema.json`
    Schema,
    /// `sources.bib`
    Bibtex,
    /// `sources.csl.json`
    Csl,
    /// `oembed.json`: what a site that embeds the timeline asks.
    Oembed,
    /// An event alone, with the records of everything that it refers to.
    Event(Ref<Event>),
    /// What a site that embeds the event asks.
    EventOembed(Ref<Event>),
    Feed(Feed),
    Sitemap(Sitemap),
    /// What a script filters a list by that takes several pages.
    FilterIndex(EventListOf),
}

/// Every file of data with its path. Those that need the site's own address are there only where it is known.
pub fn files<'a>(cx: &Context<'a>) -> impl ParallelIterator<Item = (String, DataFile)> + use<'a> {
    // One file for all languages: it holds the translations.
    let of_all = [
        ("timeline.json", DataFile::Long(LongFile::Timeline)),
        ("timeline.schema.json", DataFile::Short(ShortFile::Schema)),
    ];
    let of_all = of_all.into_iter().filter(|_| cx.edition.is_original());
    let always = [
        ("timeline.csv", DataFile::Long(LongFile::Table)),
        ("timeline.ics", DataFile::Long(LongFile::Calendar)),
        ("sources.bib", DataFile::Short(ShortFile::Bibtex)),
        ("sources.csl.json", DataFile::Short(ShortFile::Csl)),
    ];
    let mut files: Vec<_> = of_all.chain(always).map(|(path, file)| (path.to_owned(), file)).collect();
    let has_base = cx.site.settings.base_url.is_some();
    if has_base {
        let short = |(path, file)| (path, DataFile::Short(file));
        files.extend(feeds::files(cx.site).into_iter().map(|(path, feed)| (path, ShortFile::Feed(feed))).map(short));
        if cx.edition.is_original() {
            let parts = sitemap::files(cx).into_iter().map(|(path, part)| (path, ShortFile::Sitemap(part)));
            files.extend(parts.map(short));
        }
        files.push(("oembed.json".to_owned(), DataFile::Short(ShortFile::Oembed)));
    }
    files.extend(filter_index::files(cx).map(|(path, list)| (path, DataFile::Short(ShortFile::FilterIndex(list)))));
    let site = cx.site;
    let has_data = site.settings.makes(EventOutput::Data);
    let has_answer = has_base && site.settings.makes(EventOutput::Embeds);
    let of_event = move |event: &Ref<Event>| {
        let route = Route::event(&site.events[*event].id);
        let data = has_data.then(|| (route.beside("index.json"), DataFile::Short(ShortFile::Event(*event))));
        let answer = has_answer.then(|| (route.beside("oembed.json"), DataFile::Short(ShortFile::EventOembed(*event))));
        data.into_iter().chain(answer)
    };
    files.into_par_iter().chain(cx.plan.events.par_iter().flat_map_iter(of_event))
}

/// Writes a long file of data.
///
/// # Errors
///
/// Where `out` fails.
pub fn write_long(cx: &Context<'_>, file: LongFile, out: &mut dyn io::Write) -> io::Result<()> {
    let outlet = match file {
        LongFile::Timeline => Outlet::Values,
        LongFile::Table | LongFile::Calendar => Outlet::Text,
    };
    let out = &mut UnmarkingWriter::new(out, outlet, cx.words.language.direction());
    match file {
        LongFile::Timeline => timeline_json(cx, out),
        LongFile::Table => table::write(cx, out),
        LongFile::Calendar => calendar::write(cx, out),
    }
}

/// What another file of data says.
pub fn text(cx: &Context<'_>, file: ShortFile) -> String {
    let outlet = match file {
        ShortFile::Feed(_) | ShortFile::Oembed | ShortFile::EventOembed(_) => Outlet::Text,
        _ => Outlet::Values,
    };
    let text = made(cx, file);
    if foreign::is_marked(&text) { unmarked(&text, outlet, cx.words.language.direction()) } else { text }
}

fn made(cx: &Context<'_>, file: ShortFile) -> String {
    // Nothing that needs the site's address is made without.
    let base = cx.site.settings.base_url.as_deref().unwrap_or_default();
    match file {
        ShortFile::Schema => json(&document::json_schema()),
        ShortFile::Bibtex => bibtex::bibliography(cx),
        ShortFile::Csl => json(&csl::records(cx)),
        ShortFile::Oembed => json(&oembed::of_site(cx, base)),
        ShortFile::Event(event) => json(&timeline::one_event(cx, event)),
        ShortFile::EventOembed(event) => json(&oembed::of_event(cx, event, base)),
        ShortFile::Feed(Feed::TimelineAsJson) => json(&feeds::json_feed(cx, base)),
        ShortFile::Feed(Feed::Atom(feed)) => feeds::atom(cx, feed, base),
        ShortFile::Sitemap(sitemap) => sitemap::text(cx, sitemap, base),
        ShortFile::FilterIndex(list) => filter_index::text(cx, list),
    }
}

/// The whole timeline as JSON.
///
/// # Errors
///
/// Where `out` fails.
pub fn timeline_json(cx: &Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &timeline::whole(cx))?;
    out.write_all(b"\n")
}

/// JSON with a newline at the end.
fn json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string(value).expect("our own types have text keys only");
    text.push('\n');
    text
}
