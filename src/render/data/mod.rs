//! The site in the formats that other programs read: data, feeds, calendars, bibliographies, cards.
//!
//! Each format has a file of its own. What holds for all of them stands in [`told`]: an allegation never leaves without
//! what became of it; and in [`text`]: what is cleaned, because a format can't hold it. `docs/data.md` says both to
//! readers.

pub mod document;

mod bibtex;
mod calendar;
mod card;
mod changed;
mod cite;
mod csl;
mod entry;
mod feeds;
mod head;
mod json_ld;
mod oembed;
mod quotations;
mod sitemap;
mod sources;
mod table;
mod text;
mod things;
mod timeline;
mod told;

pub use card::Cards;
pub use changed::Changed;
pub use cite::CiteView;
pub use head::HeadView;

use super::Renderer;
use crate::model::{Event, Ref};
use crate::plan::Route;
use feeds::Feed;
use rayon::prelude::*;
use serde::Serialize;
use sitemap::Sitemap;
use std::io;

/// A file of data.
#[derive(Debug, Clone, Copy)]
pub enum File {
    Long(Long),
    Short(Short),
}

/// A file so long that nobody should hold it whole: it is written while it is made.
#[derive(Debug, Clone, Copy)]
pub enum Long {
    /// `timeline.json`
    Timeline,
    /// `timeline.csv`
    Table,
    /// `timeline.ics`
    Calendar,
}

/// Any other file of data.
#[derive(Debug, Clone, Copy)]
pub enum Short {
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

impl Renderer<'_> {
    /// Every file of data with its path.
    pub fn data_files(&self) -> impl ParallelIterator<Item = (String, File)> {
        let always = [
            ("timeline.json", File::Long(Long::Timeline)),
            ("timeline.csv", File::Long(Long::Table)),
            ("timeline.ics", File::Long(Long::Calendar)),
            ("timeline.schema.json", File::Short(Short::Schema)),
            ("sources.bib", File::Short(Short::Bibtex)),
            ("sources.csl.json", File::Short(Short::Csl)),
        ];
        let mut files: Vec<_> = always.map(|(path, file)| (path.to_owned(), file)).into();
        let has_base = self.site.settings.base_url.is_some();
        if has_base {
            files.extend(self.feed_files().into_iter().map(|(path, feed)| (path, File::Short(Short::Feed(feed)))));
            files
                .extend(self.sitemap_files().into_iter().map(|(path, part)| (path, File::Short(Short::Sitemap(part)))));
            files.push(("oembed.json".to_owned(), File::Short(Short::Oembed)));
        }
        let site = self.site;
        let of_event = move |event: &Ref<Event>| {
            let route = Route::event(&site.events[*event].id);
            let answer = has_base.then(|| (route.beside("oembed.json"), File::Short(Short::EventOembed(*event))));
            std::iter::once((route.beside("index.json"), File::Short(Short::Event(*event)))).chain(answer)
        };
        files.into_par_iter().chain(self.plan.events.par_iter().flat_map_iter(of_event))
    }

    /// Writes a long file of data.
    pub fn long_data(&self, file: Long, out: &mut dyn io::Write) -> io::Result<()> {
        match file {
            Long::Timeline => self.timeline_json(out),
            Long::Table => self.table(out),
            Long::Calendar => self.calendar(out),
        }
    }

    /// What another file of data says.
    pub fn data(&self, file: Short) -> String {
        match file {
            Short::Schema => json(&document::json_schema()),
            Short::Bibtex => self.bibtex(),
            Short::Csl => json(&self.csl()),
            Short::Oembed => json(&self.site_oembed(self.base())),
            Short::Event(event) => json(&self.one_event(event)),
            Short::EventOembed(event) => json(&self.oembed(event)),
            Short::Feed(feed) => self.feed(feed),
            Short::Sitemap(sitemap) => self.sitemap(sitemap),
        }
    }
}

impl Renderer<'_> {
    /// The whole timeline as JSON.
    pub fn timeline_json(&self, out: &mut dyn io::Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &self.document())?;
        out.write_all(b"\n")
    }

    /// The site's address, where it is known; nothing that needs one is made without.
    fn base(&self) -> &str {
        self.site.settings.base_url.as_deref().unwrap_or_default()
    }
}

/// JSON for people, too: indented, with a newline at the end.
fn json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("our own types have text keys only");
    text.push('\n');
    text
}
