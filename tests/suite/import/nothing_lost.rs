//! Nothing is dropped in silence: each word of a file is in the content that was made of it, or among what is told.
//!
//! The files hold every field that their format has and some that it hasn't, each with a word of its own.

use super::{columns, read, read_into};
use dateline::import::{ExistingContent, ImportFormat, Imported, Mapping};
use std::fmt::Write;

/// The text with a word of its own for each `WORD`, and the words.
fn with_words(text: &str) -> (String, Vec<String>) {
    let mut parts = text.split("WORD");
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut words = Vec::new();
    for part in parts {
        // Ends in a letter, so that none begins another.
        let word = format!("word{}x", words.len());
        write!(out, "{word}{part}").expect("a text can be written to");
        words.push(word);
    }
    (out, words)
}

fn assert_none_lost(imported: &Imported, text: &str, words: &[String]) {
    let mut told: String = imported.files.iter().map(|(path, text)| format!("{path}\n{text}")).collect();
    for lost in &imported.lost {
        writeln!(told, "{} {} {}", lost.place, lost.what, lost.why).expect("a text can be written to");
    }
    told.extend(imported.notes.iter().cloned());
    let told = told.to_lowercase();
    let missing: Vec<String> = (words.iter().filter(|word| !told.contains(*word)))
        .map(|word| {
            let at = text.find(word).unwrap_or_default();
            text[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect::<String>() + word
        })
        .collect();
    assert!(missing.is_empty(), "neither carried over nor told:\n{}", missing.join("\n"));
}

const PICTURE: &str = r##"{"url": "https://h.example/WORD.jpg", "caption": "<i>WORD</i>", "credit": "<a href='https://h.example/WORD'>WORD</a>",
    "alt": "WORD", "title": "WORD", "link": "https://h.example/WORD", "link_target": "WORD", "thumbnail": "WORD", "more": ["WORD"]}"##;

fn slides() -> String {
    let media = |address: &str| PICTURE.replace("https://h.example/WORD.jpg", address);
    let event = |number: usize, media: &str| {
        format!(
            r##"{{"start_date": {{"year": "2031", "month": 1, "day": {number}, "hour": 9, "minute": 5, "second": 1, "millisecond": "WORD", "format": "WORD", "display_date": "WORD"}},
            "end_date": {{"year": "2032", "hour": "23", "display_date": "WORD"}}, "display_date": "WORD",
            "text": {{"headline": "WORD <b>WORD</b> <a href='https://h.example/WORD'>WORD</a>", "text": "<p>WORD</p><iframe src='https://h.example/WORD'></iframe><ul><li>WORD</ul>", "more": "WORD"}},
            "media": {media}, "group": "<b>WORD</b>", "unique_id": "WORD {number}", "background": {{"url": "WORD", "color": "WORD"}}, "autolink": "WORD", "more": {{"a": ["WORD"]}}}}"##
        )
    };
    let events = [
        event(1, PICTURE),
        event(2, &media("https://h.example/page")),
        // The same page under another name.
        event(3, &media("https://h.example/page")),
        event(4, &media("https://www.youtube.com/watch?v=WORD")),
        event(5, &media("<iframe src='https://h.example/WORD'></iframe>")),
        event(6, &media("<blockquote>WORD <a href='https://h.example/WORD'>WORD</a></blockquote>")),
        event(7, &media("pictures/WORD.html")),
        event(8, &media("")),
        event(9, "\"WORD\""),
    ];
    let title = format!(
        r##"{{"start_date": {{"year": "2031", "display_date": "WORD"}}, "text": {{"headline": "WORD", "text": "<p>WORD <a href='https://h.example/WORD'>WORD</a></p>", "more": "WORD"}},
        "media": {PICTURE}, "group": "WORD", "unique_id": "WORD", "display_date": "WORD", "background": {{"url": "WORD"}}, "more": "WORD"}}"##
    );
    let era = format!(
        r##"{{"start_date": {{"year": "2031"}}, "end_date": {{"year": "2032", "display_date": "WORD"}}, "text": {{"headline": "WORD", "text": "WORD", "more": "WORD"}}, "media": {PICTURE}, "group": "WORD", "more": "WORD"}}"##
    );
    format!(
        r##"{{"scale": "WORD", "more": "WORD", "title": {title}, "eras": [{era}, "WORD"], "events": [{}, "WORD"]}}"##,
        events.join(", ")
    )
}

#[test]
fn of_timelinejs() {
    let (text, words) = with_words(&slides());
    assert_none_lost(&read(ImportFormat::TimelineJs, &text), &text, &words);
    let (text, words) = with_words(r#"{"events": [], "eras": "WORD", "title": ["WORD"]}"#);
    assert_none_lost(&read(ImportFormat::TimelineJs, &text), &text, &words);
}

#[test]
fn of_timelinejs_2() {
    let asset = r#"{"media": "https://h.example/WORD.jpg", "credit": "WORD", "caption": "WORD", "thumbnail": "WORD", "more": "WORD"}"#;
    let page = asset.replace(".jpg", "");
    let (text, words) = with_words(&format!(
        r#"{{"timeline": {{"headline": "WORD<br/>WORD", "startDate": "1932", "text": "WORD", "type": "WORD", "asset": {asset}, "more": "WORD", "date": [
            {{"startDate": "2031,4,5", "endDate": "2031,4,6,21,30", "headline": "WORD", "text": "<p>WORD</p>", "tag": "WORD", "classname": "WORD", "asset": {page}, "more": ["WORD"]}},
            {{"startDate": "4/7/2031 21:30", "endDate": "4/7/2031 21:30", "headline": "WORD", "asset": {asset}}}, "WORD"],
            "era": [{{"startDate": "2031", "endDate": "2032", "headline": "WORD", "text": "WORD", "tag": "WORD"}}]}}}}"#
    ));
    let imported = read(ImportFormat::TimelineJs, &text);
    assert_none_lost(&imported, &text, &words);
    let files: String = imported.files.values().cloned().collect();
    for line in ["date: 2031-04-05/2031-04-06\n", "date: '2031-04-07'\n", "time: '21:30'\n"] {
        assert!(files.replace('\'', "").contains(&line.replace('\'', "")), "{line} in {files}");
    }
}

#[test]
fn of_its_spreadsheet() {
    let names = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Alt Text,Type,Group,Background,Unique ID,WORD";
    let row = |first: &str, media: &str, sort: &str| {
        format!("{first},WORD,WORD,WORD,{media},WORD,WORD,WORD,WORD,{sort},WORD,WORD,WORD,WORD,WORD")
    };
    let rows = [
        row(",,,,,,,", "https://h.example/WORD.png", "title"),
        row("2030,,,,2031,,,", "", "era"),
        row("2031,4,5,21:30,2031,4,6,22:00", "https://h.example/page", ""),
        row("2031,4,7,,,,,", "https://h.example/page", "WORD"),
        row("2031,4,8,,,,,", "https://h.example/WORD.jpg", ""),
    ];
    let (text, words) = with_words(&format!("{names}\n{}\n", rows.join("\n")));
    // A column's name in the file has no case here.
    assert_none_lost(&read(ImportFormat::TimelineJsSheet, &text), &text, &words);
}

#[test]
fn of_a_table() {
    let table = "Id,When,End,At,What,Kind,Sum,Text,Who,Orgs,Where,Tags,Url,Title,Outlet,By,Published,Quote,Page,Other\n\
        WORD x,2031-04-05,2031-04-05,21:30,WORD,WORD x,WORD,WORD,WORD;WORD,WORD,WORD,WORD,https://h.example/a,WORD,WORD,WORD,2031,WORD,WORD,\n\
        WORD,2031-04-06,2031-04-07,WORD,WORD,WORD,WORD,WORD,WORD,WORD,WORD,WORD,https://h.example/a,WORD,WORD,WORD,WORD,WORD,WORD,,WORD\n\
        ,2031-04-08,,WORD,WORD,WORD,WORD,WORD,WORD,WORD,WORD,WORD,WORD,WORD,WORD,WORD,WORD,WORD,WORD\n\
        ,2031-04-09,,WORD,WORD,WORD,WORD,WORD,WORD,WORD,WORD,WORD,,WORD,WORD,WORD,WORD,WORD,WORD\n";
    let mapping = "id: Id\ndate: When\nend: End\ntime: At\ntitle: What\nkind: Kind\nsummary: Sum\nbody: Text\n\
        people: {column: Who, separator: ';'}\norganizations: Orgs\nplaces: Where\ntags: Tags\nignore: [Other]\n\
        source: {url: Url, title: Title, outlet: Outlet, authors: By, published: Published, quote: Quote, locator: Page}\n";
    let (text, words) = with_words(table);
    let mapping =
        Mapping::parse(&"mapping.yaml".into(), mapping, &columns(&text).expect("a table")).expect("a mapping");
    assert_none_lost(&read_into(&ExistingContent::default(), ImportFormat::Csv, &text, Some(&mapping)), &text, &words);
}

/// The variables of CSL-JSON 1.0.2 that hold text or a number.
const TEXTS: &str = "id citation-key categories language journalAbbreviation shortTitle abstract annote archive \
    archive_collection archive_location archive-place authority call-number chapter-number citation-number citation-label \
    collection-number collection-title container-title container-title-short dimensions division DOI edition event \
    event-title event-place first-reference-note-number genre ISBN ISSN issue jurisdiction keyword locator medium note \
    number number-of-pages number-of-volumes original-publisher original-publisher-place original-title page page-first \
    part part-title PMCID PMID printing publisher publisher-place references reviewed-genre reviewed-title scale section \
    source status supplement title-short URL version volume volume-title volume-title-short year-suffix type";
const NAMES: &str = "author chair collection-editor compiler composer container-author contributor curator director editor \
    editorial-director executive-producer guest host interviewer illustrator narrator organizer original-author performer \
    producer recipient reviewed-author script-writer series-creator translator";
const DATES: &str = "accessed available-date event-date issued original-date submitted";

#[test]
fn of_bibliographic_records() {
    let name = r#"{"family": "WORD", "given": "WORD", "dropping-particle": "WORD", "non-dropping-particle": "WORD", "suffix": "WORD", "comma-suffix": "WORD", "static-ordering": "WORD", "parse-names": "WORD"}"#;
    let date = r#"{"date-parts": [["2031", "04", "05", "WORD"]], "season": "WORD", "circa": true, "literal": "WORD", "raw": "WORD"}"#;
    let mut fields: Vec<String> = TEXTS.split_whitespace().map(|key| format!(r#""{key}": "WORD""#)).collect();
    fields.extend(NAMES.split_whitespace().map(|key| format!(r#""{key}": [{name}, {{"literal": "WORD"}}, "WORD"]"#)));
    fields.extend(DATES.split_whitespace().map(|key| format!(r#""{key}": {date}"#)));
    fields.push(r#""custom": {"WORD": ["WORD"]}, "title": "<i>WORD</i> <a href='WORD'>WORD</a>""#.to_owned());
    let whole = format!("{{{}}}", fields.join(", "));
    let other = r#"{"id": "WORD", "title": "WORD", "URL": "https://h.example/WORD", "DOI": "10.1000/WORD", "author": "WORD",
        "issued": {"literal": "WORD"}, "accessed": {"raw": "WORD"}, "original-date": "WORD", "archive_location": "https://h.example/WORD", "archive": "WORD",
        "container-title": ["WORD", "WORD"], "publisher": {"a": "WORD"}, "type": 3}"#;
    let (text, words) = with_words(&format!("[{whole}, {other}, \"WORD\"]"));
    assert_none_lost(&read(ImportFormat::CslJson, &text), &text, &words);
}
