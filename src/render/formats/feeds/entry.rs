//! What a feed says of an event.

use crate::ledger::Notice;
use crate::model::{CitedSource, Event, Html, Ref};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::link_base::LinkBase;
use crate::render::markup;
use crate::render::nested_quotes::nested_quotes;
use crate::render::notices::{self, RequiredNotices};
use crate::render::passage_links::passage;
use crate::render::plain_text::one_line;
use crate::render::source_names::{headline, source_label};
use crate::render::wording;
use std::cmp::Reverse;

/// How many entries a feed holds: those that changed last.
pub const LONGEST: usize = 100;

/// The events that changed last, newest change first.
pub fn newest(cx: &Context<'_>, events: &[Ref<Event>], longest: usize) -> Vec<Ref<Event>> {
    let mut events = events.to_vec();
    events.sort_by_key(|event| Reverse((cx.dates.changed(*event), cx.dates.added(*event), *event)));
    events.truncate(longest);
    events
}

/// The summary after what must stand with it: programs show its beginning only.
pub fn summary(cx: &Context<'_>, row: &Event, notices: &RequiredNotices) -> String {
    one_line(&notices.before(cx, &row.summary))
}

/// The event for feed readers: its own date, what must stand with it, its summary, and its sources. Every link is
/// absolute.
pub fn content(cx: &Context<'_>, event: Ref<Event>, notices: &RequiredNotices, base: LinkBase<'_>) -> String {
    let row = &cx.site.events[event];
    let kind = &cx.site.kinds[row.kind].label;
    let mut html = format!("<p>{} · {}</p>\n", escaped(&wording::event_date(cx, row), base), escaped(kind, base));
    for notice in &notices.claims {
        html.push_str(&status_paragraph(cx, notice, base));
        html.push('\n');
    }
    if let Some(caveat) = &notices.caveat {
        html.push_str(&format!("<p>{}</p>\n", escaped(caveat, base)));
    }
    html.push_str(&format!("<p>{}</p>\n", escaped(&row.summary, base)));
    if !row.sources.is_empty() {
        html.push_str(&format!("<p>{}</p>\n<ol>\n", escaped(&wording::basis(cx, event), base)));
        for cited in &row.sources {
            html.push_str(&format!("<li>{}</li>\n", source(cx, cited, base)));
        }
        html.push_str("</ol>\n");
    }
    let page = base.page(&Route::event(&row.id));
    html.push_str(&format!("<p>{}</p>", link(&page, cx.say("data_on_the_timeline"), base)));
    html
}

/// A source with the passages that are quoted; a headline that tells a claim behind its marker.
fn source(cx: &Context<'_>, cited: &CitedSource, base: LinkBase<'_>) -> String {
    let row = &cx.site.sources[cited.source];
    let page = || base.page(&Route::source(&row.id));
    let address = row.url.clone().unwrap_or_else(page);
    let mut html = match headline(cx, cited.source) {
        Some(headline) => link(&address, &headline, base),
        None if row.is_untitled => link(&address, source_label(cx, cited.source), base),
        None => format!("{}, {}", link(&address, &row.title, base), escaped(source_label(cx, cited.source), base)),
    };
    for citation in &cited.citations {
        let Some(quote) = &citation.quote else { continue };
        let words = nested_quotes(quote);
        match passage(cx, row, citation) {
            Some(passage) => {
                let passage = Html::escaped(&passage);
                html.push_str(&format!(" <a href=\"{}\"><q>{}</q></a>", passage.as_str(), words.as_str()));
            }
            None => html.push_str(&format!(" <q>{}</q>", words.as_str())),
        }
    }
    for remark in row.reliability.iter().chain(&row.interest) {
        html.push_str(&format!("\n<p>{}</p>", escaped(remark, base)));
    }
    html
}

/// A claim's statement and status as a paragraph.
pub fn status_paragraph(cx: &Context<'_>, notice: &Notice, base: LinkBase<'_>) -> String {
    let row = &cx.site.claims[notice.claim];
    let label = Html::escaped(cx.say("status"));
    let statement = link(&base.page(&Route::claim(&row.id)), &row.statement, base);
    let status = escaped(&notices::wording(cx).status_behind_label(notice), base);
    format!("<p><strong>{}</strong> {statement} – {status}</p>", label.as_str())
}

/// Text as markup.
pub fn escaped(text: &str, base: LinkBase<'_>) -> String {
    let mut html = String::with_capacity(text.len());
    markup::escaped(base, text, &mut html);
    html
}

/// A link as markup.
pub fn link(address: &str, text: &str, base: LinkBase<'_>) -> String {
    let mut html = String::new();
    markup::link(base, address, text, &mut html);
    html
}
