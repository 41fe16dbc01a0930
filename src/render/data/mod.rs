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
mod timeline;
mod told;

pub use card::Cards;
pub use changed::Changed;
pub use cite::CiteView;
pub use head::HeadView;

use super::Renderer;
use crate::model::{Event, Ref};
use crate::plan::Route;
use crate::write::{Content, Outputs};
use rayon::prelude::*;
use serde::Serialize;

/// Makes one whole file.
type Make<'a> = fn(&Renderer<'a>) -> String;

impl<'a> Renderer<'a> {
    /// Every file of data.
    pub fn data_files(&self) -> Outputs {
        let whole: [(&str, Make<'a>); 6] = [
            ("timeline.json", Self::timeline_json),
            ("timeline.schema.json", |_| json(&document::json_schema())),
            ("timeline.csv", Self::table),
            ("timeline.ics", Self::calendar),
            ("sources.bib", Self::bibtex),
            ("sources.csl.json", |renderer| json(&renderer.csl())),
        ];
        let file = |path: String, text: String| (path, Content::Bytes(text.into_bytes()));
        let mut files: Outputs = whole
            .par_iter()
            .map(|(path, make)| file((*path).to_owned(), make(self)))
            .collect::<Vec<_>>()
            .into_iter()
            .collect();
        if let Some(base) = &self.site.settings.base_url {
            let made = self.feed_files(base).into_iter().chain(self.sitemap(base));
            files.extend(made.map(|(path, text)| file(path, text)));
            files.insert("oembed.json".to_owned(), file(String::new(), json(&self.site_oembed(base))).1);
        }
        let events: Vec<(Ref<Event>, &Event)> = self.site.published().collect();
        let of_events: Vec<Vec<(String, Content)>> =
            events.par_iter().map(|(event, row)| self.files_of_event(*event, row)).collect();
        files.extend(of_events.into_iter().flatten());
        files.extend(self.card_files());
        files
    }

    /// The whole timeline as JSON.
    pub fn timeline_json(&self) -> String {
        json(&self.document())
    }

    fn files_of_event(&self, event: Ref<Event>, row: &Event) -> Vec<(String, Content)> {
        let route = Route::event(&row.id);
        let file = |name: &str, text: String| (route.beside(name), Content::Bytes(text.into_bytes()));
        let mut files = vec![file("index.json", json(&self.one_event(row)))];
        if let Some(base) = &self.site.settings.base_url {
            files.push(file("oembed.json", json(&self.oembed(event, base))));
        }
        files
    }
}

/// JSON for people, too: indented, with a newline at the end.
fn json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("our own types have text keys only");
    text.push('\n');
    text
}
