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

use super::{Press, Renderer};
use crate::plan::Route;
use crate::write::Outputs;
use serde::Serialize;
use std::io;
use std::sync::Arc;

/// Makes one whole file.
type Make = fn(&Renderer<'_>) -> String;

/// Writes one long file.
type Stream = fn(&Renderer<'_>, &mut dyn io::Write) -> io::Result<()>;

impl Press {
    /// Every file of data.
    pub fn data_files(self: &Arc<Self>) -> Outputs {
        let long: [(&str, Stream); 3] = [
            ("timeline.json", |renderer, out| renderer.timeline_json(out)),
            ("timeline.csv", |renderer, out| renderer.table(out)),
            ("timeline.ics", |renderer, out| renderer.calendar(out)),
        ];
        let whole: [(&str, Make); 3] = [
            ("timeline.schema.json", |_| json(&document::json_schema())),
            ("sources.bib", |renderer| renderer.bibtex()),
            ("sources.csl.json", |renderer| json(&renderer.csl())),
        ];
        let making = |make: Make| self.making(move |renderer| Ok(make(renderer).into_bytes()));
        let mut files: Outputs = whole.map(|(path, make)| (path.to_owned(), making(make))).into();
        files.extend(long.map(|(path, write)| (path.to_owned(), self.streaming(write))));
        let site = &self.checked.site;
        let has_base = site.settings.base_url.is_some();
        if has_base {
            files.extend(self.feed_files());
            files.extend(self.sitemap_files());
            files.insert("oembed.json".to_owned(), making(|renderer| json(&renderer.site_oembed(renderer.base()))));
        }
        for (event, row) in site.published() {
            let route = Route::event(&row.id);
            let data =
                move |renderer: &Renderer<'_>| Ok(json(&renderer.one_event(&renderer.site.events[event])).into_bytes());
            files.insert(route.beside("index.json"), self.making(data));
            if has_base {
                let answer = move |renderer: &Renderer<'_>| Ok(json(&renderer.oembed(event)).into_bytes());
                files.insert(route.beside("oembed.json"), self.making(answer));
            }
        }
        files.extend(self.renderer().card_files());
        files
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
