//! Other tools' files as content: what is carried over, what is told instead, and that the result builds.

mod command;
mod nothing_lost;
mod refused;
mod shapes;
mod table;

use crate::harness::{Site, TODAY};
use dateline::import::{ExistingContent, ImportFormat, ImportRequest, Imported, Mapping, columns, import};

fn read_into(known: &ExistingContent, format: ImportFormat, text: &str, mapping: Option<&Mapping>) -> Imported {
    let request = ImportRequest {
        format,
        name: "harbour",
        text,
        mapping,
        kind: "event",
        existing: known,
        last: None,
        drafts: false,
        today: TODAY,
    };
    import(&request).unwrap_or_else(|why| panic!("{why}"))
}

fn read(format: ImportFormat, text: &str) -> Imported {
    read_into(&ExistingContent::default(), format, text, None)
}

/// The content as a site of its own, which must build without an error.
fn built(imported: &Imported) -> Site {
    let site = Site::empty();
    for (path, text) in &imported.files {
        site.write(path, text.as_bytes());
    }
    site.build();
    site
}

fn losses(imported: &Imported) -> String {
    imported.lost.iter().map(|lost| format!("{} | {} | {}\n", lost.place, lost.what, lost.why)).collect()
}

const SLIDES: &str = r##"{
  "scale": "human",
  "title": {"text": {"headline": "The <b>harbour</b>", "text": "<p>Who got a berth.</p>"}, "background": {"color": "#000"}},
  "eras": [{"start_date": {"year": 2030}, "end_date": {"year": "2031"}, "text": {"headline": "The old board"}}],
  "events": [
    {"start_date": {"year": "2031", "month": "4", "day": 5, "hour": "21", "minute": "30"},
     "text": {"headline": "The warden &amp; the board", "text": "<p>She <em>resigned</em>, see <a href=\"https://h.example/a_(b)\">this</a>.</p><p>[@not-a-citation] 1. # *x*</p>"},
     "media": {"url": "https://www.youtube.com/watch?v=abc", "caption": "The press conference", "credit": "Harbour TV", "thumbnail": "t.jpg"},
     "group": "Board", "unique_id": "warden-resigns"},
    {"start_date": {"year": 2023, "month": 2, "day": 30}, "text": {"headline": "Never happened"}},
    {"start_date": {"year": 2023, "month": 5}, "end_date": {"year": 2022}, "text": {"headline": "Ends before it begins"}},
    {"start_date": {"year": -44, "month": 3, "day": 15}, "text": {"headline": "Ides"}, "display_date": "the Ides of March"},
    {"start_date": {"year": "-13,700,000,000"}, "text": {"headline": "Bang"}},
    {"start_date": {"year": 0}, "text": {"headline": "No such year"}},
    {"text": {"headline": "Without a date"}},
    {"start_date": {"year": 2031}, "text": {"text": "Only a text. And more."}, "media": {"url": "https://h.example/x.JPG?s=1", "alt": "A boat"}},
    {"start_date": {"year": 2031, "month": 5}, "end_date": {"year": 2031, "month": 6}, "text": {"headline": "A stretch"},
     "media": {"url": "<blockquote>Not for <b>sale</b></blockquote>"}, "colour": "red"}
  ]
}"##;

#[test]
fn timelinejs_is_carried_over_as_far_as_it_goes() {
    let imported = read(ImportFormat::TimelineJs, SLIDES);
    let site = built(&imported);
    let site = site.check().site;
    assert_eq!(site.settings.title, "The harbour");
    assert_eq!(site.settings.description.as_deref(), Some("Who got a berth."));
    let dates: Vec<&str> = imported
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("content/events/"))
        .filter_map(|(_, text)| text.lines().find_map(|line| line.strip_prefix("date: ")))
        .collect();
    assert_eq!(dates.len(), 5, "{dates:?}");
    for date in ["2031-04-05", "-0043-03-15", "Y-13699999999", "2031-05/2031-06"] {
        assert!(dates.iter().any(|found| found.trim_matches('\'') == date), "{date} in {dates:?}");
    }
    let event = &imported.files["content/events/2031/warden-resigns.md"];
    assert!(event.contains("title: The warden & the board\n"), "{event}");
    assert!(event.contains("time: '21:30'\n") || event.contains("time: 21:30\n"), "{event}");
    assert!(event.contains("tags:\n- Board\n"), "{event}");
    assert!(event.contains("She *resigned*, see [this](<https://h.example/a_(b)>)."), "{event}");
    assert!(event.contains("\\[@not-a-citation\\] 1. \\# \\*x\\*"), "{event}");
    let (published, _) = (site.published().count(), ());
    assert_eq!(published, 1, "only the event with a source is published, the others are drafts");
    assert_eq!(site.sources.rows().next().expect("a source").title, "The press conference");
    assert_eq!(site.sources.rows().next().expect("a source").outlet.as_deref(), Some("Harbour TV"));
}

#[test]
fn what_timelinejs_says_beyond_is_told() {
    let imported = read(ImportFormat::TimelineJs, SLIDES);
    let losses = losses(&imported);
    for words in [
        "event 2, “Never happened” | start date 2023-2-30 | ",
        "event 3, “Ends before it begins” | from 2023-5 to 2022 | ",
        "event 4, “Ides” | display date “the Ides of March” | dates are shown from their EDTF, which is `-0043-03-15`",
        "event 6, “No such year” | start date 0 | there is no year 0",
        "event 7, “Without a date” | the whole event | it has no date",
        "event 8 | media: https://h.example/x.JPG?s=1 | pictures lie beside the event",
        "event 8 | alt: A boat | pictures lie beside the event",
        "event 9, “A stretch” | colour: red | nothing here is made from a field of this name",
        "event 1, “The warden & the board” | media.thumbnail: t.jpg | it changes only how TimelineJS shows it",
        "era 1 | The old board (2030 to 2031) | an era is",
        "title slide | background: ",
    ] {
        assert!(losses.contains(words), "{words} in:\n{losses}");
    }
    assert!(imported.notes.iter().any(|note| note.contains("-43 is 43 BCE")), "{:?}", imported.notes);
    assert!(imported.notes.iter().any(|note| note.starts_with("4 events name no source")), "{:?}", imported.notes);
}

#[test]
fn the_spreadsheet_is_the_same_timeline() {
    let sheet = "\u{feff}Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Alt Text,Type,Group,Background,Remark\r\n\
        ,,,,,,,,,The harbour,Who got a berth.,,,,,,title,,,\r\n\
        2031,4,5,9:30 PM,,,,,,\"The warden\r\nresigns\",<p>She did.</p>,https://courier.example/a,The Courier,Warden resigns,,,,Board,#fff,for us\r\n\
        2031,2,29,,,,,,,No such day,,,,,,,,,,\r\n\
        \"2,031\",5,,,,,,,,May,,,,,,,,,,\r\n\
        2030,,,,2031,,,,,Old board,,,,,,,era,,,\r\n";
    let imported = read(ImportFormat::TimelineJsSheet, sheet);
    let site = built(&imported);
    let site = site.check().site;
    assert_eq!(site.settings.title, "The harbour");
    let event = &imported.files["content/events/2031/2031-04-05-the-warden-resigns.md"];
    assert!(event.contains("title: The warden resigns\n") && event.contains("21:30"), "{event}");
    let losses = losses(&imported);
    for words in [
        "line 5, “No such day” | start date 2031-2-29 | ",
        "line 3, “The warden resigns” | remark: for us | ",
        "line 7 | Old board (2030 to 2031) | ",
    ] {
        assert!(losses.contains(words), "{words} in:\n{losses}");
    }
    assert!(imported.files.contains_key("content/events/2031/2031-05-may.md"), "{:?}", imported.files.keys());
}

const TABLE: &str = "When;What;Who;Where;Paper;Link;Words;Sort;Internal\n\
    5/4/2031;The warden resigns;Ida Bloom|Noor Vale;Harbour office;The Courier;https://courier.example/a;I resign;left;x\n\
    31/4/2031;No such day;;;;;;;\n\
    4/2031;'=April;;;;;;;y\n\
    6/4/2031;The board answers;Ida Bloom;Harbour office;The Courier;https://www.courier.example/a/?utm_source=x;;;\n";
const MAPPING: &str = "title: What\ndate: {column: When, form: day-month-year}\npeople: {column: Who, separator: '|'}\n\
    places: Where\nkind: {column: Sort, values: {left: resignation}, default: report}\n\
    source: {url: Link, outlet: Paper, quote: Words}\nignore: []\n";

fn mapping(text: &str, table: &str) -> Result<Mapping, String> {
    let columns = columns(table).expect("a table");
    Mapping::parse(&"mapping.yaml".into(), text, &columns).map_err(|found| {
        found.iter().map(|one| format!("{} {}\n", one.message, one.help.as_deref().unwrap_or(""))).collect()
    })
}

#[test]
fn a_table_is_read_by_its_mapping() {
    let mapping = mapping(MAPPING, TABLE).expect("a mapping");
    let imported = read_into(&ExistingContent::default(), ImportFormat::Csv, TABLE, Some(&mapping));
    let site = built(&imported);
    let site = site.check().site;
    let names: Vec<&str> = site.parties.rows().map(|party| party.name.as_str()).collect();
    assert_eq!(names, ["Ida Bloom", "Noor Vale"]);
    assert_eq!(site.sources.len(), 1, "the same article under two addresses is one source");
    let source = site.sources.rows().next().expect("a source");
    assert!(source.is_untitled && source.title == "The Courier", "the table has no titles, and none is made up");
    let titles: Vec<&str> = site.published().map(|(_, event)| event.title.as_str()).collect();
    assert_eq!(titles, ["The warden resigns", "The board answers"]);
    let event = site.published().next().expect("an event").1;
    assert_eq!(site.kinds[event.kind].id.as_str(), "resignation");
    assert_eq!(event.sources[0].citations[0].quote.as_deref(), Some("I resign"));
    assert!(imported.files.values().any(|text| text.contains("title: =April") || text.contains("title: '=April'")));
    let losses = losses(&imported);
    for words in [
        "table | column `Internal`, filled in 2 of 4 rows | the mapping doesn't name it",
        "line 3, “No such day” | date 31/4/2031 | ",
    ] {
        assert!(losses.contains(words), "{words} in:\n{losses}");
    }
}

#[test]
fn a_mapping_is_read_as_strictly_as_content() {
    for (text, words) in [
        ("title: Wat\ndate: When\n", "the table has no column `Wat` did you mean `What`?"),
        ("titel: What\ndate: When\n", "a mapping has no key `titel` did you mean `title`?"),
        ("title: What\n", "a mapping needs `date`"),
        ("title: What\ndate: {month: When}\n", "a date needs `column` or `year`"),
        ("title: [\n", "never closed"),
    ] {
        let why = mapping(text, TABLE).expect_err(words);
        assert!(why.contains(words), "{words} in {why}");
    }
}

const RECORDS: &str = r#"[
  {"id": "courier2031", "type": "article-newspaper", "title": "Warden <i>resigns</i>", "container-title": "The Courier",
   "author": [{"family": "Vale", "given": "Noor", "non-dropping-particle": "van"}, {"literal": "The Courier's staff"}],
   "issued": {"date-parts": [["2031", 4, 6]]}, "accessed": {"date-parts": [[2031, 4, 7]]},
   "URL": "https://courier.example/a", "language": "en", "abstract": "Long.", "archive_location": "https://archive.example/a"},
  {"id": 7, "type": "book", "title": "Berths", "ISBN": "978-0", "publisher": "Harbour Press", "page": "4-5",
   "issued": {"date-parts": [[2030]], "circa": true}, "note": "*Not* [@markup]"},
  {"id": "x", "type": "article-journal", "title": "Tides", "DOI": "10.1000/182", "issued": {"date-parts": [[2031, 2, 30]]}},
  {"id": "y", "type": "speech", "title": "To the board", "issued": {"date-parts": [[2031, 1], [2031, 3]]}, "event": "AGM"},
  {"id": "z", "type": "patent"}
]"#;

#[test]
fn records_become_sources() {
    let imported = read(ImportFormat::CslJson, RECORDS);
    let site = built(&imported);
    let site = site.check().site;
    let of = |id: &str| site.sources.rows().find(|row| row.id.as_str() == id).unwrap_or_else(|| panic!("{id}"));
    let article = of("courier2031");
    assert_eq!(article.title, "Warden resigns");
    assert_eq!(article.authors, ["Noor van Vale", "The Courier's staff"]);
    assert_eq!(article.published.as_ref().map(|date| date.as_str()), Some("2031-04-06"));
    assert_eq!(article.archived[0].url, "https://archive.example/a");
    let book = site.sources.rows().find(|row| row.title == "Berths").expect("the book");
    assert_eq!(book.published.as_ref().map(|date| date.as_str()), Some("2030~"));
    assert_eq!(book.locator.as_deref(), Some("ISBN 978-0, p. 4-5"));
    assert_eq!(book.body.text.trim(), "*Not* [@markup]");
    assert_eq!(of("x").url.as_deref(), Some("https://doi.org/10.1000/182"));
    assert_eq!(of("x").published, None);
    assert_eq!(of("y").published.as_ref().map(|date| date.as_str()), Some("2031-01/2031-03"));
    let losses = losses(&imported);
    for words in [
        "record 1, “Warden <i>resigns</i>” | abstract: Long. | a source here has no such field",
        "record 3, “Tides” | issued {\"date-parts\":[[2031,2,30]]} | ",
        "record 4, “To the board” | event: AGM | ",
        "record 5 | record `z` | it has no title",
    ] {
        assert!(losses.contains(words), "{words} in:\n{losses}");
    }
}

#[test]
fn our_own_records_come_back() {
    let site = Site::of(&[
        ("content/site.yaml", "title: The harbour\nkinds:\n  report: {label: Report}\n"),
        (
            "content/sources/courier-2031.md",
            "---\ntitle: Warden resigns\noutlet: The Courier\nauthors: [Noor Vale]\npublished: 2031-04~\n\
             url: https://courier.example/a\naccessed: 2031-04-07\nlanguage: en\ntype: news\n---\n",
        ),
        ("content/pages/about.md", "---\ntitle: About\n---\nWhat [@courier-2031] said.\n"),
    ]);
    let records = site.build().remove("sources.csl.json").expect("records");
    let imported = read(ImportFormat::CslJson, std::str::from_utf8(&records).expect("text"));
    assert!(imported.lost.is_empty(), "{}", losses(&imported));
    let source = &built(&imported).check().site.sources.rows().next().expect("a source").clone();
    let before = &site.check().site.sources.rows().next().expect("a source").clone();
    assert_eq!(
        (&source.title, &source.authors, &source.published),
        (&before.title, &before.authors, &before.published)
    );
    assert_eq!((&source.url, source.accessed, source.kind), (&before.url, before.accessed, before.kind));
}

#[test]
fn what_is_no_such_file_is_refused() {
    for (format, text, words) in [
        (ImportFormat::TimelineJs, "{", "no JSON"),
        (ImportFormat::TimelineJs, "{\"timeline\": {}}", "has a list `events`"),
        (ImportFormat::TimelineJsSheet, "When,What\n1,2\n", "has a column `Year`"),
        (ImportFormat::CslJson, "3", "a list of records"),
        (ImportFormat::Timeline, "{\"version\": 9}", "version 9"),
        (ImportFormat::Timeline, "{\"version\": 1}", "no timeline.json"),
        (ImportFormat::Csv, "a\n1\n", "needs a mapping"),
    ] {
        let known = ExistingContent::default();
        let request = ImportRequest {
            format,
            name: "x",
            text,
            mapping: None,
            kind: "event",
            existing: &known,
            last: None,
            drafts: false,
            today: TODAY,
        };
        let why = import(&request).expect_err(words);
        assert!(why.contains(words), "{words} in {why}");
    }
}

#[test]
fn ids_from_elsewhere_name_no_other_folder() {
    let timeline = r#"{"$schema": "x", "version": 1, "site": {"title": "t", "language": "en", "timezone": "UTC", "edit_branch": "main",
        "kinds": []}, "events": [], "withdrawn": [{"id": "../../evil", "path": "", "date": "2031-01-01", "reason": "x"}],
        "sources": [], "claims": [], "people": [{"id": "../evil", "path": "", "name": "Ida Bloom", "noindex": false}],
        "organizations": [], "places": [], "pages": []}"#;
    let imported = read(ImportFormat::Timeline, timeline);
    assert_eq!(imported.files.keys().collect::<Vec<_>>(), ["content/site.yaml"]);
    assert_eq!(imported.lost.len(), 2);
}
