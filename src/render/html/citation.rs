//! How to cite an event's page.

use crate::model::{Event, Ref};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::formats::bibtex::{BibEntry, escaped, verbatim};
use crate::render::link_base::LinkBase;
use crate::render::notices::event_title;
use crate::render::plain_text::one_line;
use crate::render::wording;
use serde::Serialize;

/// An event's page as others cite it.
#[derive(Debug, Clone, Serialize)]
pub struct CiteView {
    /// One paragraph of text.
    pub plain: String,
    /// A record for reference managers.
    pub bibtex: String,
}

/// How to cite the event's page. The day is that of its last change: who cites it adds the day of reading.
pub fn cite(cx: &Context<'_>, event: Ref<Event>) -> CiteView {
    let row = &cx.site.events[event];
    let settings = &cx.site.settings;
    let title = event_title(cx, row);
    let changed = cx.dates.changed(event);
    let publisher = settings.publisher.as_ref().map(|publisher| one_line(&publisher.name));
    let site = one_line(&settings.title);
    let within = match &publisher {
        Some(publisher) if *publisher != site => {
            cx.fill("cite_site_and_publisher", &[("site", &site), ("publisher", publisher)])
        }
        _ => site.clone(),
    };
    let address = settings.base_url.as_ref().map(|base| LinkBase::Absolute(base).page(&Route::event(&row.id)));
    let mut plain = cx.fill(
        "cite_plain",
        &[("title", title.trim_end_matches('.')), ("site", &within), ("date", &wording::day(cx, changed))],
    );
    if let Some(address) = &address {
        plain.push(' ');
        plain.push_str(address);
    }
    let mut entry = BibEntry::new("online", row.id.as_str());
    entry.field("title", &format!("{{{}}}", escaped(&title)));
    if let Some(publisher) = &publisher {
        entry.field("author", &format!("{{{}}}", escaped(publisher)));
    }
    entry.field("organization", &format!("{{{}}}", escaped(&site)));
    entry.field("date", &changed.to_string());
    if let Some(address) = &address {
        entry.field("url", &verbatim(address));
    }
    CiteView { plain, bibtex: entry.finish() }
}
