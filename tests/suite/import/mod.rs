//! Other tools' files as content: what is carried over, what is told instead, and that the result builds.

mod nothing_lost;
mod refused;
mod table;

use crate::harness::{Site, TODAY, files};
use chrono::NaiveDate;
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
        "event_cards": false, "kinds": []}, "events": [], "withdrawn": [{"id": "../../evil", "path": "", "date": "2031-01-01", "reason": "x"}],
        "sources": [], "claims": [], "people": [{"id": "../evil", "path": "", "name": "Ida Bloom", "noindex": false}],
        "organizations": [], "places": [], "pages": []}"#;
    let imported = read(ImportFormat::Timeline, timeline);
    assert_eq!(imported.files.keys().collect::<Vec<_>>(), ["content/site.yaml"]);
    assert_eq!(imported.lost.len(), 2);
}

/// Runs the command in a site's folder; gives its exit status, what it printed and what it said.
fn run(site: &Site, arguments: &[&str]) -> (i32, String, String) {
    run_on(TODAY, site, arguments)
}

/// The same on a day of its own.
fn run_on(day: NaiveDate, site: &Site, arguments: &[&str]) -> (i32, String, String) {
    let said = site.dateline_on(day, &[&["import"], arguments].concat());
    (said.status, said.out, said.err)
}

fn content(site: &Site) -> Vec<(String, String)> {
    let files = files(&site.path().join("content")).into_iter();
    files.map(|file| (file.display().to_string(), std::fs::read_to_string(&file).expect("text"))).collect()
}

#[test]
fn an_import_changes_no_file_that_is_there() {
    let site = Site::of(&[("slides.json", SLIDES)]);
    let (status, out, said) = run(&site, &["timelinejs", "slides.json", "--dry-run"]);
    assert_eq!((status, out.as_str()), (0, ""));
    assert!(said.contains("would write content/site.yaml") && content(&site).is_empty(), "{said}");
    let (status, _, said) = run(&site, &["timelinejs", "slides.json"]);
    assert_eq!(status, 0, "{said}");
    let before = content(&site);
    assert_eq!(before.len(), 7, "settings, five events and a source");
    // An editor's change stays, and the rest is there already.
    site.write(
        "content/events/2031/warden-resigns.md",
        b"---\ntitle: Mine\ndate: 2031\nkind: event\ndraft: true\n---\n",
    );
    std::fs::rename(site.path().join("content/events/-43"), site.path().join("content/events/old"))
        .expect("a folder can be renamed");
    let before = content(&site);
    let (status, out, said) = run(&site, &["timelinejs", "slides.json", "--format", "json"]);
    assert_eq!((status, said.as_str()), (0, ""));
    assert_eq!(content(&site), before);
    let told: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(told["written"].as_array().map(Vec::len), Some(0), "{out}");
    let losses = told["not_carried_over"].to_string();
    assert!(losses.contains("there is another file of this name"), "{losses}");
    assert!(losses.contains("`content/events/old/") && losses.contains("defines the same id"), "{losses}");
}

#[test]
fn what_cannot_run_says_why() {
    let site = Site::of(&[
        ("content/site.yaml", "title: The harbour\nkinds:\n  report: {label: Report}\n"),
        ("slides.json", SLIDES),
        ("table.csv", TABLE),
        ("mapping.yaml", "title: Wat\ndate: When\n"),
        ("latin.csv", "x"),
    ]);
    std::fs::write(site.path().join("latin.csv"), b"Year,Headline\n2031,caf\xe9\n").expect("a file");
    for (arguments, status, words) in [
        (&["timelinejs", "slides.json"][..], 2, "name one of its kinds with `--kind`: report"),
        (&["csv", "table.csv"][..], 2, "needs `--mapping FILE`"),
        (
            &["csv", "table.csv", "--mapping", "mapping.yaml", "--kind", "report"][..],
            1,
            "the table has no column `Wat`",
        ),
        (&["timelinejs", "latin.csv", "--kind", "report"][..], 2, "is not UTF-8"),
        (&["timelinejs", "nothing.json"][..], 2, "could not read"),
        (&["timeline", "slides.json"][..], 2, "it has no `version`"),
    ] {
        let (found, _, said) = run(&site, arguments);
        assert_eq!(found, status, "{said}");
        assert!(said.contains(words), "{words} in {said}");
        assert_eq!(content(&site).len(), 1, "nothing was written");
    }
    let (status, _, said) = run(&site, &["timelinejs", "slides.json", "--kind", "report"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("the site has a title and a description already"), "{said}");
}

#[test]
fn a_table_that_names_every_kind_needs_none_beside_it() {
    let site = "title: The harbour\nkinds:\n  report: {label: Report}\n  resignation: {label: Resignation}\n";
    let site = Site::of(&[("content/site.yaml", site), ("table.csv", TABLE), ("mapping.yaml", MAPPING)]);
    let (status, _, said) = run(&site, &["csv", "table.csv", "--mapping", "mapping.yaml"]);
    assert_eq!(status, 0, "{said}");
    assert!(!said.contains("`event`"), "{said}");
}

#[test]
fn files_beside_events_come_from_beside_the_data_alone() {
    let event = |file: &str, path: &str| {
        serde_json::json!({"id": format!("e-{}", file.len()), "path": "", "title": "A", "date": {"edtf": "2031", "text": ""}, "kind": "report",
            "summary": "", "sources": [], "origins": [], "date_sources": [], "body": "",
            "media": [{"file": file, "path": path, "in_body": false}]})
    };
    let timeline = serde_json::json!({"$schema": "", "version": 1, "events": [
            event("letter.txt", "events/a/letter.txt"),
            event("secret.txt1", "../secret.txt"),
            event("../../evil.txt", "events/a/letter.txt"),
            event("passwd", "/etc/passwd"),
        ], "withdrawn": [], "sources": [], "claims": [], "people": [], "organizations": [], "places": [], "pages": [],
        "site": {"title": "t", "language": "en", "timezone": "UTC", "edit_branch": "main", "event_cards": false, "kinds": []}});
    let site = Site::of(&[
        ("data/timeline.json", &timeline.to_string()),
        ("data/events/a/letter.txt", "A letter.\n"),
        ("secret.txt", "A secret.\n"),
    ]);
    let (status, out, _) = run(&site, &["timeline", "data/timeline.json", "--site", "new", "--format", "json"]);
    assert_eq!(status, 0);
    let files = files(&site.path().join("new"));
    assert!(files.iter().any(|file| file.ends_with("content/events/e-10/letter.txt")), "{files:?}");
    let is_copied = |file: &&std::path::PathBuf| file.extension().is_none_or(|end| end != "md");
    assert_eq!(files.iter().filter(is_copied).count(), 2, "{files:?}");
    let told: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(told["not_carried_over"].as_array().map(Vec::len), Some(3), "{out}");
}
