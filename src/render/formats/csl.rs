//! `sources.csl.json`: every source as CSL-JSON, for reference managers.

use crate::model::{EventDate, Ref, Source, SourceType};
use crate::render::context::Context;
use crate::render::noticed_record::NoticedRecord;
use crate::render::pinpoint_words::cited_places;
use crate::render::plain_text::one_line;
use crate::render::source_names::{isbn, remarks, title_or_label};
use crate::words;
use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value, json};

/// The records, in the order of ids.
pub fn records(cx: &Context<'_>) -> Value {
    cx.site.published_sources().map(|(source, _)| record(cx, source).into_inner()).collect()
}

fn record(cx: &Context<'_>, source: Ref<Source>) -> NoticedRecord<Value> {
    NoticedRecord::of_title(cx, &cx.site.sources[source], |_| noticed_record(cx, source))
}

fn noticed_record(cx: &Context<'_>, source: Ref<Source>) -> Value {
    let row = &cx.site.sources[source];
    let mut record = Map::new();
    let mut add = |key: &str, value: Value| {
        record.insert(key.to_owned(), value);
    };
    add("id", row.id.as_str().into());
    add("type", kind(row.kind).into());
    add("title", one_line(title_or_label(cx, source)).into());
    // Beside the title, since it says what became of what the title alleges.
    let mut remarks = remarks(cx, row);
    remarks.extend(cited_places(cx, source));
    if !remarks.is_empty() {
        add("note", remarks.join(" ").into());
    }
    if let Some(length) = row.duration {
        add("dimensions", length.to_string().into());
    }
    if let Some(account) = row.account.as_ref().filter(|_| row.authors.is_empty()) {
        add("author", json!([{"literal": one_line(account)}]));
    }
    if !row.authors.is_empty() {
        let name = |author: &String| json!({"literal": one_line(author)});
        add("author", row.authors.iter().map(name).collect());
    }
    if let Some(outlet) = &row.outlet {
        let key = match row.kind {
            SourceType::OfficialReport | SourceType::Book | SourceType::Dataset => "publisher",
            SourceType::Court => "authority",
            _ => "container-title",
        };
        add(key, one_line(outlet).into());
    }
    if let Some(published) = &row.published {
        add("issued", issued(cx, published));
    }
    if let Some(url) = &row.url {
        add("URL", url.as_str().into());
    }
    if let Some(accessed) = row.accessed {
        add("accessed", json!({"date-parts": [parts(accessed)]}));
    }
    if let Some(copy) = row.archived.first() {
        add("archive_location", copy.url.as_str().into());
    }
    if let Some(language) = &row.language {
        add("language", language.as_str().into());
    }
    if let Some(locator) = &row.locator {
        match isbn(locator) {
            Some(isbn) => add("ISBN", isbn.into()),
            None => add("number", one_line(locator).into()),
        }
    }
    Value::Object(record)
}

/// Parts where the date is whole days, months or years; else in words.
fn issued(cx: &Context<'_>, date: &EventDate) -> Value {
    let said = || json!({"literal": words::date::date(cx.words, date)});
    let (text, circa) = match date.as_str().strip_suffix(['~', '?', '%']) {
        Some(rest) => (rest, true),
        None => (date.as_str(), false),
    };
    let Some(parts) = text.split('/').map(numbers).collect::<Option<Vec<_>>>() else { return said() };
    let mut value = json!({"date-parts": parts});
    if circa {
        value["circa"] = true.into();
    }
    value
}

fn kind(kind: SourceType) -> &'static str {
    match kind {
        SourceType::News | SourceType::Wire => "article-newspaper",
        SourceType::OfficialReport => "report",
        SourceType::Court => "legal_case",
        SourceType::Transcript => "speech",
        SourceType::Statement => "pamphlet",
        SourceType::Book => "book",
        SourceType::Video => "motion_picture",
        SourceType::Audio => "broadcast",
        SourceType::Post => "post",
        SourceType::Dataset => "dataset",
        SourceType::Other => "document",
    }
}

fn parts(day: NaiveDate) -> [i64; 3] {
    [day.year().into(), day.month().into(), day.day().into()]
}

/// `2031-04-05` as numbers, as far as it goes; none for what isn't plain.
fn numbers(text: &str) -> Option<Vec<i64>> {
    let (sign, rest) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let mut numbers: Vec<i64> = Vec::new();
    for (index, part) in rest.split('-').enumerate() {
        let length = if index == 0 { 4 } else { 2 };
        if index > 2 || part.len() != length || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        numbers.push(part.parse().ok()?);
    }
    // Seasons are numbered like months and are none.
    if numbers.get(1).is_some_and(|month| *month > 12) {
        return None;
    }
    numbers[0] *= sign;
    Some(numbers)
}
