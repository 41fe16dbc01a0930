//! How sources are named: by a neutral label where a title may not stand alone, and in a line of text with all that
//! must be said of them.

use super::context::Context;
use super::notices::RequiredNotices;
use super::plain_text::one_line;
use crate::model::{Ref, Source, SourceType};
use crate::words::date;

/// What a source goes by without its title: outlet or authors, and date; its title only where it has neither and the
/// title alleges nothing.
pub fn source_label<'a>(cx: &Context<'a>, source: Ref<Source>) -> &'a str {
    cx.derived.source_labels[source.index()].get_or_init(|| {
        let row = &cx.site.sources[source];
        let date = row.published.as_ref().map(|day| date::date(cx.words, day));
        let by = match (&row.outlet, row.authors.as_slice()) {
            (Some(outlet), _) => outlet.clone(),
            (None, []) if RequiredNotices::of_title(cx, row).is_empty() => return row.title.clone(),
            (None, []) => source_kind(cx, row).to_owned(),
            (None, authors) => cx.words.list(authors),
        };
        match date {
            Some(date) => cx.fill("source_label", &[("by", &by), ("date", &date)]),
            None => by,
        }
    })
}

/// "News report", "Ruling".
pub fn source_kind<'a>(cx: &Context<'a>, row: &Source) -> &'a str {
    cx.say(match row.kind {
        SourceType::News => "type_news",
        SourceType::Wire => "type_wire",
        SourceType::OfficialReport => "type_official_report",
        SourceType::Court => "type_court",
        SourceType::Transcript => "type_transcript",
        SourceType::Statement => "type_statement",
        SourceType::Book => "type_book",
        SourceType::Video => "type_video",
        SourceType::Dataset => "type_dataset",
        SourceType::Other => "type_other",
    })
}

/// What must be said of a source beside its title: what its title alleges and what became of it, what to know of its
/// reliability, what its publisher has at stake.
pub fn remarks(cx: &Context<'_>, row: &Source) -> Vec<String> {
    let mut remarks = RequiredNotices::of_title(cx, row).whole_sentences(cx);
    remarks.extend(row.reliability.clone());
    remarks.extend(row.interest.clone());
    if !row.consulted {
        remarks.push(cx.say("unread").to_owned());
    }
    remarks.iter().map(|remark| one_line(remark)).collect()
}

/// A source in one line of text: its title, where and when it appeared, and what must be said of it.
pub fn source_note(cx: &Context<'_>, source: Ref<Source>) -> String {
    let row = &cx.site.sources[source];
    let mut note = one_line(&row.title);
    let label = source_label(cx, source);
    if label != row.title {
        note = format!("{note}, {}", one_line(label));
    }
    let remarks = remarks(cx, row);
    if remarks.is_empty() {
        return note;
    }
    cx.fill("data_titled", &[("title", &note), ("status", &remarks.join(" "))])
}
