//! Any CSV: what a mapping can say, dates in words, and the same table again after both sides have changed.

use super::command::{content, run};
use super::{losses, mapping, read_into};
use crate::harness::Site;
use dateline::import::{ExistingContent, ImportFormat, Imported};

fn import_table(rules: &str, table: &str) -> Imported {
    let mapping = mapping(rules, table).unwrap_or_else(|why| panic!("{why}"));
    read_into(&ExistingContent::default(), ImportFormat::Csv, table, Some(&mapping))
}

#[test]
fn dates_in_words_are_read_as_the_build_s_advice_reads_them() {
    let table = "When,What\n\"December 29, 2014\",One\n\"November ?, 2018\",Two\n26 Oct 899,Three\n04/05/2014,Four\nc. 1985,Five\n";
    for form in ["When", "{column: When, form: day-month-year}"] {
        let imported = import_table(&format!("title: What\ndate: {form}\n"), table);
        let files: Vec<&str> = imported.files.keys().map(String::as_str).collect();
        assert!(files.contains(&"content/events/2014/2014-12-29-one.md"), "{files:?}");
        assert!(files.contains(&"content/events/899/0899-10-26-three.md"), "{files:?}");
        assert!(imported.files["content/events/1985/1985-01-01-five.md"].contains("date: 1985~\n"));
        let losses = losses(&imported);
        assert!(losses.contains("line 3, “Two” | date November ?, 2018 | "), "{losses}");
        assert!(losses.contains("it may mean `2018-11`: write that, if it is what the source says"), "{losses}");
        assert!(
            imported
                .notes
                .contains(&"3 dates were read from words, such as “December 29, 2014” as `2014-12-29`".to_owned())
        );
        let is_ambiguous = losses.contains("it doesn't say which of 04 and 05 is the month");
        assert_eq!(is_ambiguous, form == "When", "{losses}");
    }
    let parts = "Y,M,D,What\n2014,December,29,One\n";
    let imported = import_table("title: What\ndate: {year: Y, month: M, day: D}\n", parts);
    assert!(imported.files.contains_key("content/events/2014/2014-12-29-one.md"), "{:?}", imported.files.keys());
}

#[test]
fn a_row_has_several_sources_copies_coordinates_and_a_constant_kind() {
    let table = "When;What;Where;Lat;Lon;Links;Papers;Copies;Report\n\
        2031-04-05;One;Harbour office;43,76;-79.41;https://a.example/1 | https://b.example/2;The Courier | The Ledger;\
        https://web.archive.org/web/20310406010203/https://a.example/1 | https://copies.example/2;https://board.example/r\n\
        2031-04-06;Two;Harbour office;91;0;https://a.example/1;The Courier;gone;\n\
        2031-04-07;Three;;1;2;;;;\n";
    let rules = "title: What\ndate: When\nkind: {value: report}\nplaces: Where\ncoordinates: {latitude: Lat, longitude: Lon}\n\
        sources:\n  - {url: {column: Links, separator: '|'}, outlet: {column: Papers, separator: '|'}, archived: {column: Copies, separator: '|'}}\n  \
        - {url: Report, outlet: {value: Harbour Board}}\n";
    let imported = import_table(rules, table);
    let site = super::built(&imported).check().site;
    let event = site.events.rows().find(|event| event.title == "One").expect("the first row");
    assert_eq!(site.kinds[event.kind].id.as_str(), "report");
    let sources: Vec<_> = event.sources.iter().map(|cited| &site.sources[cited.source]).collect();
    let outlets: Vec<_> = sources.iter().map(|source| source.outlet.as_deref().unwrap_or_default()).collect();
    assert_eq!(outlets, ["The Courier", "The Ledger", "Harbour Board"]);
    assert_eq!(sources[0].archived[0].date.map(|day| day.to_string()).as_deref(), Some("2031-04-06"));
    assert_eq!(sources[1].archived[0].date, None);
    let place = site.places.rows().next().expect("the place");
    assert_eq!(place.coordinates.map(|at| (at.latitude, at.longitude)), Some((43.76, -79.41)));
    let losses = losses(&imported);
    for words in [
        "line 3, “Two” | coordinates 91, 0 | these are no degrees north and east",
        "line 3, “Two” | archived copy gone | `gone` is not a whole address",
        "line 4, “Three” | coordinates 1, 2 | coordinates belong to a place, and the row names not exactly one",
    ] {
        assert!(losses.contains(words), "{words} in:\n{losses}");
    }
    for (rules, words) in [
        ("title: What\ndate: When\nkind: {values: {a: b}}\n", "a column needs either `column` or `value`"),
        ("title: What\ndate: When\nkind: {column: What, value: b}\n", "a column needs either `column` or `value`"),
        ("title: What\ndate: When\nsources: [{outlet: Papers}]\n", "an entry of `sources` needs `url`"),
        ("title: What\ndate: When\ncoordinates: {latitude: Lat}\n", "`coordinates` needs `longitude`"),
    ] {
        let why = mapping(rules, table).expect_err(words);
        assert!(why.contains(words), "{words} in {why}");
    }
}

/// A column that holds what nothing can be made of fills no screen.
#[test]
fn addresses_may_stand_apart_by_spaces_and_line_ends_alone() {
    let table = "When,What,Links\n2031-04-05,One,\"https://a.example/1  https://b.example/2\nhttps://c.example/3\"\n";
    let imported = import_table("title: What\ndate: When\nsource: {url: {column: Links, separator: ' '}}\n", table);
    let site = super::built(&imported).check().site;
    let urls: Vec<_> = site.sources.rows().filter_map(|source| source.url.as_deref()).collect();
    assert_eq!(urls, ["https://a.example/1", "https://b.example/2", "https://c.example/3"]);
}

#[test]
fn what_is_lost_many_times_for_one_reason_is_counted() {
    let rows: String = (1..=12).map(|n| format!("2031-04-{n:02},Event {n},gone\n")).collect();
    let site = Site::of(&[
        ("table.csv", &format!("When,What,Link\n{rows}2031-05-01,Last,\n")),
        ("mapping.yaml", "title: What\ndate: When\nkind: {value: report}\nsource: {url: Link}\n"),
    ]);
    let said = import(&site);
    assert!(said.contains("not carried over (12):\n  line 2, “Event 1”\n"), "{said}");
    assert!(said.contains("\n  and 11 more, which `--format json` lists\n      = "), "{said}");
    assert!(!said.contains("“Event 2”"), "{said}");
    let (_, out, _) = run(&site, &["csv", "table.csv", "--mapping", "mapping.yaml", "--dry-run", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(told["not_carried_over"].as_array().map(Vec::len), Some(12), "{out}");
}

const RULES: &str =
    "title: What\ndate: When\nid: No\nkind: {value: report}\npeople: Who\nsource: {url: Link, title: Headline}\n";
const FIRST: &str = "No,When,What,Who,Link,Headline\n\
    1,2031-04-05,The warden resigns,Ida Bloom,https://courier.example/1,Warden resigns\n\
    2,2031-04-06,The board meets,,https://courier.example/2,Board meets\n\
    3,2031-04-07,The board adjourns,,https://courier.example/3,Board adjourns\n\
    4,2031-04-08,Nobody meets,,https://courier.example/4,Nobody meets\n";

fn import(site: &Site) -> String {
    let (status, _, said) = run(site, &["csv", "table.csv", "--mapping", "mapping.yaml"]);
    assert_eq!(status, 0, "{said}");
    said
}

#[test]
fn a_table_goes_by_row_ids_when_it_comes_again() {
    let site = Site::of(&[("table.csv", FIRST), ("mapping.yaml", RULES)]);
    import(&site);
    let first = content(&site);
    assert!(import(&site).starts_with("0 files written to `.`, "), "nothing has changed");
    assert_eq!(content(&site), first);

    let event = |name: &str| format!("content/events/2031/{name}.md");
    let (resigns, meets) = (event("2031-04-05-the-warden-resigns"), event("2031-04-06-the-board-meets"));
    let (adjourns, nobody) = (event("2031-04-07-the-board-adjourns"), event("2031-04-08-nobody-meets"));
    // 1 and 3 change there, 2 and 3 change here, 4 goes there and 5 comes.
    let second = FIRST
        .replace("The warden resigns", "The harbour warden resigns")
        .replace("2031-04-05", "2030-12-31")
        .replace("Warden resigns", "Warden goes")
        .replace("The board adjourns", "The board adjourns again")
        .replace("4,2031-04-08,Nobody", "5,2031-04-09,Somebody");
    site.write("table.csv", second);
    site.write(&meets, site.read(&meets) + "\nWritten here.\n");
    site.write(&adjourns, site.read(&adjourns) + "\nWritten here.\n");
    let before = (site.read(&meets), site.read(&adjourns), site.read(&nobody));
    let said = import(&site);
    let text = site.read(&resigns);
    assert!(text.contains("title: The harbour warden resigns\ndate: 2030-12-31\n"), "{text}");
    let source = content(&site)
        .into_iter()
        .find(|(path, text)| path.contains("sources") && text.contains("courier.example/1\n"));
    assert!(source.expect("the source").1.contains("title: Warden goes\n"));
    assert_eq!((site.read(&meets), site.read(&adjourns), site.read(&nobody)), before);
    for words in [
        "2 of them had changed in the table, and not here\n",
        "changed here and in the table, and left as they are (1):\n--- a/content/events/2031/2031-04-07-the-board-adjourns.md",
        "-title: The board adjourns\n+title: The board adjourns again\n",
        "rows that are no longer in the table, whose files stay: 4",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert_eq!(content(&site).iter().filter(|(path, _)| path.contains("events")).count(), 5);

    // Who takes over what the table says is not told again; what was moved or removed here stays so.
    site.write(
        &adjourns,
        site.read(&adjourns)
            .replace("title: The board adjourns\n", "title: The board adjourns again\n")
            .replace("\n\nWritten here.\n", "\n"),
    );
    std::fs::remove_file(site.path().join(&resigns)).expect("it was there");
    let moved = "content/events/2031/april/2031-04-06-the-board-meets.md";
    site.write(moved, site.read(&meets));
    std::fs::remove_file(site.path().join(&meets)).expect("it was there");
    let said = import(&site);
    assert!(!said.contains("left as they are"), "{said}");
    assert!(
        said.contains("`content/events/2031/2031-04-05-the-warden-resigns.md` was removed here, and stays so"),
        "{said}"
    );
    assert!(!site.path().join(&meets).exists() && site.read(moved).contains("Written here."));
}

#[test]
fn a_record_that_cannot_be_read_stops_the_import() {
    let site = Site::of(&[("table.csv", FIRST), ("mapping.yaml", RULES), ("content/_imports/table.yaml", "rows: [\n")]);
    let (status, _, said) = run(&site, &["csv", "table.csv", "--mapping", "mapping.yaml"]);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("can't be read: ") && said.contains("restore or remove it"), "{said}");
    assert_eq!(content(&site).len(), 1, "nothing was written");
}

#[test]
fn what_has_no_answer_is_a_list_of_work() {
    let claim = "---\nstatement: Whether Ida Bloom sold licences.\nabout: [ida-bloom]\nreviewed: 2032-12-01\n---\n";
    let event = |stance: &str| {
        format!(
            "---\ntitle: T\ndate: 2031-04-05\nkind: report\nsources: [courier]\nclaims:\n  - {stance}\nadded: 2031-04-06\n---\nIt was [@courier].\n"
        )
    };
    let site = Site::of(&[
        ("content/site.yaml", "title: Harbour\nkinds: {report: {label: Report, plural: Reports}}\n"),
        ("content/claims/sold-licences.md", claim),
        ("content/people/ida-bloom.md", "---\nname: Ida Bloom\n---\n"),
        ("content/organizations/ledger.md", "---\nname: The Harbour Ledger\n---\n"),
        ("content/sources/courier.md", "---\ntitle: C\nurl: https://courier.example/a\n---\n"),
        ("content/events/a.md", &event("{claim: sold-licences, stance: alleges, by: [ledger]}")),
        ("content/events/b.md", &event("{claim: sold-licences, stance: denies, by: [ida-bloom]}")),
    ]);
    let data = String::from_utf8(site.build()["timeline.json"].clone()).expect("text");
    // Elsewhere nobody wrote the answer down.
    let data = data.replace("\"denies\"", "\"repeats\"");
    let other = Site::of(&[("data/timeline.json", &data)]);
    let (status, _, said) = run(&other, &["timeline", "data/timeline.json", "--site", "new", "--drafts"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("\nno answer yet (2 events, which are drafts until then):\n"), "{said}");
    assert!(said.contains("Ida Bloom") && said.contains("    2 events, the first is content/events/"), "{said}");
    let events: Vec<_> = content_of_new(&other);
    assert_eq!(events.iter().filter(|text| text.contains("draft: true\n")).count(), 2, "{events:?}");
    let said = other.dateline(&["check", "--site", "new"]);
    assert_eq!(said.status, 0, "drafts stop nobody: {}", said.err);
}

fn content_of_new(site: &Site) -> Vec<String> {
    let files = crate::harness::files(&site.path().join("new/content/events"));
    files.into_iter().map(|file| std::fs::read_to_string(file).expect("text")).collect()
}
