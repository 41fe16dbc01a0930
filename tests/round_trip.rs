//! `timeline.json` is imported back to equal content: build, import into an empty site, build, compare.

mod made;

use chrono::NaiveDate;
use dateline::import::{Format, Known, Request, import};
use made::Made;
use std::collections::BTreeMap;
use std::path::Path;

/// The site that the data of a build makes; files beside events come from the build.
fn from_data(files: &BTreeMap<String, Vec<u8>>) -> Made {
    let text = std::str::from_utf8(&files["timeline.json"]).expect("UTF-8");
    let known = Known::default();
    let today = NaiveDate::from_ymd_opt(2040, 1, 1).expect("a day");
    let request = Request {
        format: Format::Timeline,
        name: "timeline",
        text,
        mapping: None,
        kind: "event",
        known: &known,
        today,
    };
    let imported = import(&request).unwrap_or_else(|why| panic!("{why}"));
    assert!(imported.lost.is_empty(), "{:?}", imported.lost);
    let made = Made::empty();
    for (path, text) in &imported.files {
        made.add(path, text.as_bytes());
    }
    for (path, from) in &imported.copies {
        made.add(path, files.get(from).unwrap_or_else(|| panic!("the build has no {from}")));
    }
    made
}

fn assert_equal(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in before {
        if path.ends_with(".json") || path.ends_with(".csv") || path.ends_with(".bib") || path.ends_with(".xml") {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let there = after.get(path).unwrap_or_else(|| panic!("{path} is gone"));
            let (one, other) = (text(bytes), text(there));
            let differs = one.lines().zip(other.lines()).find(|(a, b)| a != b);
            assert!(one == other, "{path}: {differs:?}");
        }
    }
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
}

#[test]
fn the_case_comes_back_equal() {
    let checked = made::check(Path::new(env!("CARGO_MANIFEST_DIR")));
    let mut before = made::outputs(checked);
    let mut after = from_data(&before).build();
    // The repository's own look is no content.
    for files in [&mut before, &mut after] {
        files.retain(|path, _| !path.ends_with(".js") && !path.ends_with(".css"));
    }
    assert_equal(&before, &after);
}

#[test]
fn everything_that_content_can_say_comes_back_equal() {
    let made = Made::new(&[
        (
            "content/site.yaml",
            "title: 'The harbour: \"berths\"'\ndescription: Who got a berth.\nlanguage: en-GB\ntimezone: Europe/London\n\
             base_url: https://harbour.example/x\nrepository: https://git.example/harbour/\nedit_branch: trunk\n\
             publisher: {name: The Harbour Desk, contact: desk@harbour.example}\nlicense: CC-BY-4.0\nevent_cards: true\n\
             kinds:\n  report: {label: Report, plural: Reports, shape: star}\n  arrest: {label: Arrest, accusation: true}\n\
             lints:\n  unarchived-source: {level: \"off\", reason: Nobody archived them.}\n  single-origin: \"off\"\n",
        ),
        (
            "content/people/ida-bloom.md",
            "---\nname: Ida Bloom\nsort_name: Bloom, Ida\nalso_known_as: [I. Bloom, '123']\nrole: 'warden: harbour'\nlinks: [https://www.wikidata.org/wiki/Q1]\nnoindex: true\n---\nShe was [the warden](organization:board).\n",
        ),
        ("content/people/noor-vale.md", "---\nname: Noor Vale\n---\n"),
        ("content/organizations/board.md", "---\nname: Harbour Board\n---\n"),
        ("content/organizations/ledger.md", "---\nname: The Ledger\n---\n"),
        (
            "content/places/office.md",
            "---\nname: Harbour office\ncoordinates: {latitude: 51.5, longitude: -0.125}\n---\n",
        ),
        ("content/pages/about.md", "---\ntitle: About\n---\n# Who we are\n\nSee [it](event:a).\n"),
        (
            "content/claims/sold.md",
            "---\nstatement: Whether Ida Bloom sold berths.\nabout: [ida-bloom]\nreviewed: 2032-12-01\n---\nIt began [@ledger].\n",
        ),
        (
            "content/sources/ledger.md",
            "---\ntitle: 'Warden: \"sold\"'\noutlet: The Ledger\nauthors: [Ann, Bo]\npublished: '[2031-04-04,2031-04-05]'\n\
             url: https://ledger.example/a?b=c#d\narchived: [https://archive.example/1, {url: https://archive.example/2, date: 2031-05-01}]\n\
             accessed: 2031-04-06\nlanguage: fr\ntype: wire\nbased_on: [board]\nclaims: [{claim: sold, stance: alleges}]\n\
             reliability: A tabloid.\ninterest: It owns a berth.\npaywalled: true\nlocator: p. 3\n---\nNotes.\n",
        ),
        ("content/sources/copy.md", "---\ntitle: The same\nurl: https://copy.example/\ncopy_of: ledger\n---\n"),
        ("content/sources/board.md", "---\ntitle: Minutes\nlocator: Book 7\nconsulted: false\n---\n"),
        (
            "content/events/2031/a.md",
            "---\ntitle: \"Berths \\\"sold\\\": a report\"\ndate: 2031-04-04\ntime: \"21:30+02:00\"\norder: 2\nkind: report\n\
             people: [noor-vale, {person: ida-bloom, role: 'warden'}]\norganizations: [{organization: board, role: owner}, ledger]\n\
             places: [office]\ntags: [berths, '2031', 'yes']\n\
             sources:\n  - copy\n  - {source: ledger, quote: 'other words', locator: p. 4, note: Heard., based_on: []}\n\
             claims:\n  - {claim: sold, stance: alleges, by: [ledger], citing: [two clerks, board, copy]}\n\
             date_variants:\n  - {date: 2031-04-05, sources: [copy]}\n\
             responses:\n  - {claim: sold, from: ida-bloom, sought: 2031-04-03, sought_by: ledger, result: declined, sources: [ledger]}\n\
             media:\n  - {file: letter.txt, credit: Board, license: CC0-1.0, caption: A letter}\n\
             related: [b]\ncorrections:\n  - {date: 2031-05-01, note: 'Wrong: time'}\n\
             accept:\n  - {code: uncited-sentence, reason: Known.}\n\
             added: 2031-04-07\nupdated: 2031-05-01\naliases: [old-a]\n---\n\
             First sentence with a citation [see @ledger, p. 3, \"sold berths\"]. Second, *so*.\n\n    code\n\n- [who](person:ida-bloom)\n- [that](claim:sold)\n\nAn end[^1].\n\n[^1]: A note.\n",
        ),
        ("content/events/2031/letter.txt", "A letter.\n"),
        (
            "content/events/b.md",
            "---\ntitle: Answer\ndate: 2031-04~/2031-06-21\nkind: arrest\nsummary: 'One: sentence.'\nsources: [ledger]\nclaims: [{claim: sold, stance: denies, by: [board], for: [ida-bloom]}]\n---\n    code first\n",
        ),
        (
            "content/events/c.md",
            "---\ntitle: Gone\ndate: 2030\nkind: report\nsources: [ledger]\nwithdrawn: {date: 2032-01-01, reason: It was wrong.}\naliases: [old-c]\n---\n",
        ),
        (
            "content/verification.yaml",
            "quotations:\n- source: ledger\n  quote: sold berths\n  in: ['event:a', 'event:d']\n  verdict: verbatim\n  checked: 2032-01-01\n\
             \x20 from: archived\n  text: abc\n  times: 2\n  link: {before: had, start: sold berths, after: 'in May'}\n\
             - source: ledger\n  quote: a draft's words\n  in: ['event:d']\n  verdict: no-text\n  checked: 2032-01-01\n  reason: gone\n",
        ),
        ("content/events/d.md", "---\ntitle: Unfinished\ndate: 2030\nkind: report\ndraft: true\n---\n"),
    ]);
    let before = made.build();
    let again = from_data(&before);
    assert_equal(&before, &again.build());
    let data = String::from_utf8_lossy(&before["timeline.json"]).into_owned();
    assert!(data.contains("#d:~:text=") && data.contains("had-,sold%20berths,-in%20May"), "the link to the passage");
    assert!(!data.contains("draft") && !data.contains("event:d"), "nothing of a draft");
    // What came back says the same to a second import.
    assert_eq!(before["timeline.json"], from_data(&again.build()).build()["timeline.json"]);
}
