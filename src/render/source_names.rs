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
        let by = match (row.speaker(), row.authors.as_slice()) {
            (Some(speaker), _) => speaker.to_owned(),
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

/// The source's title; of one that has none what it goes by, which is no headline and stands in no quotation marks.
pub fn title_or_label<'a>(cx: &Context<'a>, source: Ref<Source>) -> &'a str {
    let row = &cx.site.sources[source];
    if row.is_untitled { source_label(cx, source) } else { &row.title }
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
        SourceType::Audio => "type_audio",
        SourceType::Post => "type_post",
        SourceType::Dataset => "type_dataset",
        SourceType::Other => "type_other",
    })
}

/// What must be said of a source beside its title: what its title alleges and what became of it, what to know of its
/// reliability, what its publisher has at stake.
pub fn remarks(cx: &Context<'_>, row: &Source) -> Vec<String> {
    let statuses = RequiredNotices::of_title(cx, row).named_sentences(cx);
    statuses.iter().map(|status| one_line(status)).chain(warnings(cx, row)).collect()
}

/// The same without what its title alleges.
fn warnings(cx: &Context<'_>, row: &Source) -> Vec<String> {
    let mut remarks: Vec<String> = row.reliability.iter().chain(&row.interest).cloned().collect();
    if !row.consulted {
        remarks.push(cx.say("unread").to_owned());
    }
    remarks.iter().map(|remark| one_line(remark)).collect()
}

/// The source's title on one line with its markers, or what it goes by without its title where both are too long.
pub fn source_title(cx: &Context<'_>, of: Ref<Source>) -> String {
    let row = &cx.site.sources[of];
    let titled = RequiredNotices::of_title(cx, row).behind(cx, title_or_label(cx, of), str::to_owned);
    titled.unwrap_or_else(|| one_line(source_label(cx, of)))
}

/// The number of a book, where a locator is that and no more.
pub fn isbn(locator: &str) -> Option<&str> {
    let number = locator.trim().strip_prefix("ISBN")?.trim_start_matches([':', ' ', '\u{a0}']);
    let digits = number.chars().filter(|c| !matches!(c, '-' | '‑' | ' ')).count();
    let is_number = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '‑' | ' ' | 'X'));
    (is_number && matches!(digits, 10 | 13)).then_some(number)
}

/// A title that tells a claim, as a quotation behind outlet and markers; none for other titles.
pub fn headline(cx: &Context<'_>, source: Ref<Source>) -> Option<String> {
    let row = &cx.site.sources[source];
    let markers = RequiredNotices::of_title(cx, row).markers(cx);
    let label = one_line(source_label(cx, source));
    let values = [
        ("source", label.as_str()),
        ("status", &one_line(&markers.join("; "))),
        ("title", &one_line(title_or_label(cx, source))),
    ];
    (!markers.is_empty()).then(|| cx.fill("data_headline", &values))
}
