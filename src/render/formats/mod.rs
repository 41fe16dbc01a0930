//! The site in the formats that other programs read: data, feeds, calendars, bibliographies.
//!
//! Each format has a file or a folder of its own, and none knows another. `docs/data.md` says to readers what holds for
//! all of them: an allegation never leaves without what became of it.

pub mod bibtex;
mod calendar;
mod csl;
mod feeds;
pub mod json_ld;
mod oembed;
mod sitemap;
mod table;
mod timeline;

use super::context::Context;
use crate::document;
use crate::model::{Event, Ref};
use crate::plan::Route;
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
}

/// Every file of data with its path. Those that need the site's own address are there only where it is known.
pub fn files<'a>(cx: &Context<'a>) -> impl ParallelIterator<Item = (String, DataFile)> + use<'a> {
    let always = [
        ("timeline.json", DataFile::Long(LongFile::Timeline)),
        ("timeline.csv", DataFile::Long(LongFile::Table)),
        ("timeline.ics", DataFile::Long(LongFile::Calendar)),
        ("timeline.schema.json", DataFile::Short(ShortFile::Schema)),
        ("sources.bib", DataFile::Short(ShortFile::Bibtex)),
        ("sources.csl.json", DataFile::Short(ShortFile::Csl)),
    ];
    let mut files: Vec<_> = always.map(|(path, file)| (path.to_owned(), file)).into();
    let has_base = cx.site.settings.base_url.is_some();
    if has_base {
        let short = |(path, file)| (path, DataFile::Short(file));
        files.extend(feeds::files(cx.site).into_iter().map(|(path, feed)| (path, ShortFile::Feed(feed))).map(short));
        files.extend(sitemap::files(cx).into_iter().map(|(path, part)| (path, ShortFile::Sitemap(part))).map(short));
        files.push(("oembed.json".to_owned(), DataFile::Short(ShortFile::Oembed)));
    }
    let site = cx.site;
    let of_event = move |event: &Ref<Event>| {
        let route = Route::event(&site.events[*event].id);
        let answer = has_base.then(|| (route.beside("oembed.json"), DataFile::Short(ShortFile::EventOembed(*event))));
        std::iter::once((route.beside("index.json"), DataFile::Short(ShortFile::Event(*event)))).chain(answer)
    };
    files.into_par_iter().chain(cx.plan.events.par_iter().flat_map_iter(of_event))
}

/// Writes a long file of data.
///
/// # Errors
///
/// Where `out` fails.
pub fn write_long(cx: &Context<'_>, file: LongFile, out: &mut dyn io::Write) -> io::Result<()> {
    match file {
        LongFile::Timeline => timeline_json(cx, out),
        LongFile::Table => table::write(cx, out),
        LongFile::Calendar => calendar::write(cx, out),
    }
}

/// What another file of data says.
pub fn text(cx: &Context<'_>, file: ShortFile) -> String {
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
    }
}

/// The whole timeline as JSON.
///
/// # Errors
///
/// Where `out` fails.
pub fn timeline_json(cx: &Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &timeline::whole(cx))?;
    out.write_all(b"\n")
}

/// JSON for people, too: indented, with a newline at the end.
fn json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("our own types have text keys only");
    text.push('\n');
    text
}
