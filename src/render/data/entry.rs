//! What a feed says of an event.

use super::told::{escaped, link};
use crate::model::{Event, Html, Ref};
use crate::plan::Route;
use crate::render::{Renderer, fragment, quoted::quoted};

impl Renderer<'_> {
    /// The event for feed readers: its own date, what must stand with it, its summary, and its sources. Every link is
    /// absolute.
    pub fn entry_html(&self, event: Ref<Event>, base: &str) -> String {
        let row = &self.site.events[event];
        let kind = &self.site.kinds[row.kind].label;
        let mut html = format!("<p>{} · {}</p>\n", escaped(&self.event_date(row).text), escaped(kind));
        for notice in self.told_by_event(row) {
            html.push_str(&self.status_paragraph(&notice, base));
            html.push('\n');
        }
        if let Some(caveat) = self.caveat(row) {
            html.push_str(&format!("<p>{}</p>\n", escaped(&caveat)));
        }
        html.push_str(&format!("<p>{}</p>\n", escaped(&row.summary)));
        if !row.sources.is_empty() {
            html.push_str(&format!("<p>{}</p>\n<ol>\n", escaped(&self.basis(event))));
            for cited in &row.sources {
                html.push_str(&format!("<li>{}</li>\n", self.entry_source(cited, base)));
            }
            html.push_str("</ol>\n");
        }
        let page = Route::event(&row.id).absolute(base);
        html.push_str(&format!("<p>{}</p>", link(&page, self.say("data_on_the_timeline"))));
        html
    }

    /// A source with the passages that are quoted, and what must stand with its title.
    fn entry_source(&self, cited: &crate::model::CitedSource, base: &str) -> String {
        let row = &self.site.sources[cited.source];
        let mut html = match &row.url {
            Some(url) => link(url, &row.title),
            None => link(&Route::source(&row.id).absolute(base), &row.title),
        };
        html.push_str(&format!(", {}", escaped(self.source_label(cited.source))));
        for citation in &cited.citations {
            let Some(quote) = &citation.quote else { continue };
            let words = format!("<q>{}</q>", quoted(quote).as_str());
            match &row.url {
                Some(url) => {
                    let locator = citation.locator.as_deref();
                    let passage = fragment::passage(url, row, quote, locator, &self.site.verification);
                    let passage = Html::escaped(&passage).into_string();
                    html.push_str(&format!(" <a href=\"{passage}\">{words}</a>"));
                }
                None => html.push_str(&format!(" {words}")),
            }
        }
        for notice in self.told_by_title(row) {
            html.push('\n');
            html.push_str(&self.status_paragraph(&notice, base));
        }
        for remark in row.reliability.iter().chain(&row.interest) {
            html.push_str(&format!("\n<p>{}</p>", escaped(remark)));
        }
        html
    }
}
