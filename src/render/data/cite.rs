//! How to cite an event's page.

use super::bibtex::{self, Entry};
use super::text::one_line;
use crate::model::{Event, Ref};
use crate::plan::Route;
use crate::render::Renderer;
use serde::Serialize;

/// An event's page as others cite it.
#[derive(Debug, Clone, Serialize)]
pub struct CiteView {
    /// One paragraph of text.
    pub plain: String,
    /// A record for reference managers.
    pub bibtex: String,
}

impl Renderer<'_> {
    /// How to cite the event's page. The day is that of its last change: who cites it adds the day of reading.
    pub fn cite(&self, event: Ref<Event>) -> CiteView {
        let row = &self.site.events[event];
        let settings = &self.site.settings;
        let title = self.event_title(row);
        let changed = self.changed.changed(event);
        let publisher = settings.publisher.as_ref().map(|publisher| one_line(&publisher.name));
        let site = one_line(&settings.title);
        let within = match &publisher {
            Some(publisher) if *publisher != site => {
                self.fill("cite_site_and_publisher", &[("site", &site), ("publisher", publisher)])
            }
            _ => site.clone(),
        };
        let address = settings.base_url.as_ref().map(|base| Route::event(&row.id).absolute(base));
        let mut plain = self.fill(
            "cite_plain",
            &[("title", title.trim_end_matches('.')), ("site", &within), ("date", &self.day(changed).text)],
        );
        if let Some(address) = &address {
            plain.push(' ');
            plain.push_str(address);
        }
        let mut entry = Entry::new("online", row.id.as_str());
        entry.field("title", &format!("{{{}}}", bibtex::escaped(&title)));
        if let Some(publisher) = &publisher {
            entry.field("author", &format!("{{{}}}", bibtex::escaped(publisher)));
        }
        entry.field("organization", &format!("{{{}}}", bibtex::escaped(&site)));
        entry.field("date", &changed.to_string());
        if let Some(address) = &address {
            entry.field("url", &bibtex::verbatim(address));
        }
        CiteView { plain, bibtex: entry.finish() }
    }
}
