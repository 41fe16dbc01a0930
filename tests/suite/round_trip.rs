//! `timeline.json` is imported back to equal content: build, import into an empty site, build, compare.

use crate::harness::{Site, TODAY, bytes, check, difference, options, outputs, program, root};
use chrono::NaiveDate;
use dateline::import::{ExistingContent, ImportFormat, ImportRequest, Imported, import};
use dateline::parse::schema::FileKind;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The content that a `timeline.json` makes; nothing of it may be lost.
pub fn content_of(timeline: &[u8]) -> Imported {
    let request = ImportRequest {
        format: ImportFormat::Timeline,
        name: "timeline",
        text: std::str::from_utf8(timeline).expect("UTF-8"),
        mapping: None,
        kind: "event",
        existing: &ExistingContent::default(),
        last: None,
        drafts: false,
        today: NaiveDate::from_ymd_opt(2040, 1, 1).expect("a day"),
    };
    let imported = import(&request).unwrap_or_else(|why| panic!("{why}"));
    assert!(imported.lost.is_empty(), "{:?}", imported.lost);
    imported
}

/// The site that the data of a build makes; files beside events come from the build.
fn from_data(files: &BTreeMap<String, Vec<u8>>) -> Site {
    let imported = content_of(&files["timeline.json"]);
    let site = Site::empty();
    for (path, text) in &imported.files {
        site.write(path, text.as_bytes());
    }
    for (path, from) in &imported.copies {
        site.write(path, files.get(from).unwrap_or_else(|| panic!("the build has no {from}")));
    }
    site
}

fn assert_equal(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in before {
        if path.ends_with(".json") || path.ends_with(".csv") || path.ends_with(".bib") || path.ends_with(".xml") {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let there = after.get(path).unwrap_or_else(|| panic!("{path} is gone"));
            let difference = difference(&text(bytes), &text(there));
            assert!(difference.is_empty(), "{path}\n{difference}");
        }
    }
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
}

#[test]
fn the_case_comes_back_equal() {
    let mut before = bytes(outputs(check(&options(&root()))));
    let mut after = from_data(&before).build();
    // The repository's own look is no content.
    for files in [&mut before, &mut after] {
        files.retain(|path, _| !path.ends_with(".js") && !path.ends_with(".css"));
    }
    assert_equal(&before, &after);
}

#[test]
fn everything_that_content_can_say_comes_back_equal() {
    let site = whole();
    let before = site.build();
    let again = from_data(&before);
    assert_equal(&before, &again.build());
    let data = String::from_utf8_lossy(&before["timeline.json"]).into_owned();
    assert!(data.contains("#d:~:text=") && data.contains("had-,sold%20berths,-in%20May"), "the link to the passage");
    assert!(!data.contains("draft") && !data.contains("event:d"), "nothing of a draft");
    // What came back says the same to a second import.
    assert_eq!(before["timeline.json"], from_data(&again.build()).build()["timeline.json"]);
}

/// Were a field in none of these files, its way there and back would be shown by nothing.
#[test]
fn the_files_that_come_back_have_every_key() {
    for kind in FileKind::ALL {
        let mut said = BTreeSet::new();
        for (path, text) in content(whole().path()) {
            let is_of_kind = match kind {
                FileKind::Site => path.ends_with("content/site.yaml"),
                FileKind::Person => path.contains("content/people/"),
                FileKind::Topic => path.contains("content/tags/"),
                kind => path.contains(&format!("content/{}s/", kind.as_str())),
            };
            let yaml =
                text.strip_prefix("---\n").map_or(text.as_str(), |rest| rest.split("\n---").next().unwrap_or(""));
            if is_of_kind && (path.ends_with(".md") || path.ends_with(".yaml")) {
                keys(&serde_yaml::from_str(yaml).expect("YAML"), &mut said);
            }
        }
        let mut declared = BTreeSet::new();
        properties(&kind.schema(), &mut declared);
        // Neither leaves a site: a draft is not in the data, which has no keys of other programs either.
        let missing: Vec<&String> = declared.difference(&said).filter(|key| *key != "$schema").collect();
        assert!(missing.is_empty(), "no file of {kind:?} has {missing:?}");
    }
}

/// The same of what the data says: each property of its schema has a value, and not the one that it has by default.
#[test]
fn the_data_that_comes_back_has_every_property() {
    let files = whole().build();
    let read = |path: &str| serde_json::from_slice::<Value>(&files[path]).expect("JSON");
    let (schema, data) = (read("timeline.schema.json"), read("timeline.json"));
    let mut seen = BTreeSet::new();
    walk(&data, &schema, &schema, "Document", &mut seen);
    let mut missing = Vec::new();
    let of_documents = std::iter::once(("Document", &schema));
    let defined = schema["$defs"].as_object().into_iter().flatten().map(|(name, schema)| (name.as_str(), schema));
    for (name, schema) in of_documents.chain(defined).filter(|(name, _)| *name != "EventDocument") {
        for property in schema["properties"].as_object().into_iter().flatten().map(|(property, _)| property) {
            let key = format!("{name}.{property}");
            if !seen.contains(&key) {
                missing.push(key);
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

/// `export` gives the same bytes as a build, to a file or to standard output, and nothing of content with an error.
#[test]
fn the_data_alone_is_that_of_a_build() {
    let site = whole();
    let export = |arguments: &[&str]| {
        program(TODAY).arg("export").args(arguments).current_dir(site.path()).output().expect("the program runs")
    };
    let data = &site.build()["timeline.json"];
    assert!(export(&["data.json"]).status.success());
    assert!(std::fs::read(site.path().join("data.json")).expect("a file") == *data);
    assert!(export(&["-"]).stdout == *data);
    assert_eq!(export(&["-", "--format", "json"]).status.code(), Some(2), "two sorts of JSON on one output");
    site.write("content/events/d.md", b"---\ntitle: No date\n---\n");
    assert_eq!(export(&["later.json"]).status.code(), Some(1));
    assert!(!site.path().join("later.json").exists());
}

fn content(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => files.extend(content(&path)),
            false => files.push((
                path.display().to_string(),
                String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).into_owned(),
            )),
        }
    }
    files
}

/// Every key of a value, however deep.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                found.insert(key.clone());
                keys(value, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

/// Every property that a schema names, however deep.
fn properties(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                found.extend(properties.keys().cloned());
            }
            map.values().for_each(|value| properties(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| properties(value, found)),
        _ => {}
    }
}

/// Notes each property with a value that says something, under the name of what it is a property of.
fn walk(value: &Value, schema: &Value, whole: &Value, name: &str, seen: &mut BTreeSet<String>) {
    let variants = schema["anyOf"].as_array().into_iter().flatten().chain(schema.get("items"));
    let referred = std::iter::once(schema).chain(variants).find_map(|schema| schema["$ref"].as_str());
    if let Some(name) = referred.and_then(|name| name.strip_prefix("#/$defs/")) {
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values {
            walk(value, &whole["$defs"][name], whole, name, seen);
        }
        return;
    }
    for (property, schema) in schema["properties"].as_object().into_iter().flatten() {
        let value = &value[property];
        // What is so of most is so by default, and would come back even if nobody brought it.
        let by_default = *value == Value::Bool(matches!(property.as_str(), "consulted" | "menu"));
        if !by_default && !value.is_null() && *value != "" && value.as_array().is_none_or(|list| !list.is_empty()) {
            seen.insert(format!("{name}.{property}"));
        }
        walk(value, schema, whole, name, seen);
    }
}

/// A site that says everything that content can say.
fn whole() -> Site {
    let site = Site::of(&[
        (
            "content/site.yaml",
            "title: 'The harbour: \"berths\"'\ndescription: Who got a berth.\nlanguage: en-GB\ntimezone: Europe/London\n\
             base_url: https://harbour.example/x\nrepository: https://git.example/harbour/\nedit_branch: trunk\n\
             publisher: {name: The Harbour Desk, contact: desk@harbour.example}\nlicense: CC-BY-4.0\noutputs: [event-data, event-embeds, event-cards]\nlead_claims: [sold]\n\
             kinds:\n  report: {label: Report, plural: Reports, shape: star}\n  arrest: {label: Arrest, accusation: true}\n\
             lints:\n  unarchived-source: {level: \"off\", reason: Nobody archived them.}\n  single-origin: \"off\"\n\
             languages: [fr]\ntranslations:\n  fr:\n    title: 'Le port'\n    description: Qui a eu un poste.\n\
             \x20   kinds: {report: {label: Article, plural: Articles}}\n    tags: {'yes': oui}\n    words: [[warden, capitaine]]\n",
        ),
        (
            "content/events/2031/a.fr.md",
            "---\ntranslated: {from: '00000000', on: 2031-06-01, by: Ana Ruiz}\ntitle: 'Des postes « vendus »'\nsummary: 'Un résumé.'\nwords:\n- [owner, propriétaire]\n- [no comment yet, 'pas encore : rien']\n---\nPremière phrase [@ledger, p. 3, \"sold berths\"].\n\n- [qui](person:ida-bloom)\n",
        ),
        (
            "content/claims/sold.fr.md",
            "---\ntranslated: {from: 0123abcd, by: machine}\nstatement: Si Ida Bloom a vendu des postes.\nlabel: 'Postes : vendus'\n---\nCela commence [@ledger].\n",
        ),
        (
            "content/people/ida-bloom.fr.md",
            "---\ntranslated: {from: 0123abcd, by: machine}\nname: Ida Bloom\nshort_name: Mme Bloom\n---\nElle était [la capitaine](organization:board).\n",
        ),
        (
            "content/sources/ledger.fr.md",
            "---\ntranslated: {from: 0123abcd, by: machine}\ntitle_translation: 'La capitaine : « vendu »'\nwords: [[A tabloid., Un tabloïd.]]\n---\n",
        ),
        (
            "content/tags/2031.fr.md",
            "---\ntranslated: {from: 0123abcd, by: machine}\ntitle: \"L'année : 2031\"\nsummary: Une année.\n---\nCela commence [@ledger].\n",
        ),
        (
            "content/people/ida-bloom.md",
            "---\nname: Ida Bloom\nshort_name: Bloom\ndied: 2040-05~\nsort_name: Bloom, Ida\nalso_known_as: [I. Bloom, '123']\nrole: 'warden: harbour'\nlinks: [https://www.wikidata.org/wiki/Q1]\nnoindex: true\naccept: [{code: name-variants, reason: ExistingContent.}]\naliases: [ida, i-bloom]\n---\nShe was [the warden](organization:board).\n",
        ),
        ("content/people/noor-vale.md", "---\nname: Noor Vale\npseudonym: {reason: 'She asked: no name.'}\n---\n"),
        (
            "content/organizations/board.md",
            "---\nname: Harbour Board\nshort_name: Board\ntype: court\nsort_name: Board, Harbour\nalso_known_as: [The board]\nrole: owner\nlinks: [https://www.wikidata.org/wiki/Q2]\nnoindex: true\naccept: [{code: name-variants, reason: ExistingContent.}]\naliases: [harbour-board]\n---\nIt owns it.\n",
        ),
        ("content/organizations/ledger.md", "---\nname: The Ledger\n---\n"),
        (
            "content/places/office.md",
            "---\nname: Harbour office\ncoordinates: {latitude: 51.5, longitude: -0.125}\naccept: [{code: name-variants, reason: ExistingContent.}]\naliases: [quay]\n---\nBy the quay.\n",
        ),
        (
            "content/pages/about.md",
            "---\ntitle: About\naccept: [{code: uncited-sentence, reason: ExistingContent.}]\naliases: [who]\n---\n# Who we are\n\nSee [it](event:a).\n",
        ),
        ("content/pages/method.md", "---\ntitle: Method\nmenu: false\n---\nWe read.\n"),
        (
            "content/tags/2031.md",
            "---\ntitle: 'The year: 2031'\nsummary: 'One year: all of it.'\nlead_claims: [sold]\naccept: [{code: name-variants, reason: ExistingContent.}]\n---\nIt began [@ledger].\n",
        ),
        ("content/tags/berths.md", "---\ntitle: Berths\n---\n"),
        ("content/tags/nothing.md", "---\ntitle: Nothing bears it\n---\n"),
        (
            "content/claims/sold.md",
            "---\nstatement: Whether Ida Bloom sold berths.\nlabel: 'Berths: sold'\nabout: [ida-bloom]\nreviewed: 2032-12-01\naccept: [{code: stale-claim, reason: ExistingContent.}]\naliases: [berths-sold]\n---\nIt began [@ledger].\n",
        ),
        (
            "content/sources/ledger.md",
            "---\ntitle: 'Warden: \"sold\"'\noutlet: The Ledger\nauthors: [Ann, Bo]\npublished: '[2031-04-04,2031-04-05]'\n\
             url: https://ledger.example/a?b=c#d\narchived: [https://archive.example/1, {url: https://archive.example/2, date: 2031-05-01}]\n\
             accessed: 2031-04-06\nlanguage: fr\ntype: wire\nbased_on: [board]\nclaims: [{claim: sold, stance: alleges, concerns: [ida-bloom]}]\n\
             reliability: A tabloid.\ninterest: It owns a berth.\npaywalled: true\nlocator: p. 3\naccept: [{code: unarchived-source, reason: ExistingContent.}]\naliases: [ledger-2031]\n---\nNotes.\n",
        ),
        (
            "content/sources/minutes.md",
            "---\ntitle: Minutes\nurl: https://www.documentcloud.org/documents/1-minutes\ntype: official-report\n---\n",
        ),
        (
            "content/sources/film.md",
            "---\ntitle: Hearing\nurl: https://film.example/a.mp4\ntype: video\nduration: \"1:02:03\"\n---\n",
        ),
        (
            "content/sources/post.md",
            "---\naccount: '@warden'\nurl: https://social.example/1\npublished: 2031-04-05\ntime: \"21:30\"\ntype: post\nquote: 'I: no.'\ntitle: A post\n---\n",
        ),
        ("content/sources/copy.md", "---\ntitle: The same\nurl: https://copy.example/\ncopy_of: ledger\n---\n"),
        (
            "content/sources/nameless.md",
            "---\noutlet: The Ledger\npublished: 2031-04\nurl: https://nameless.example/\n---\n",
        ),
        ("content/sources/board.md", "---\ntitle: Minutes\nlocator: Book 7\nconsulted: false\n---\n"),
        (
            "content/events/2031/a.md",
            "---\ntitle: \"Berths \\\"sold\\\": a report\"\ndate: 2031-04-04\ntime: \"21:30+02:00\"\norder: 2\nkind: report\n\
             people: [noor-vale, {person: ida-bloom, role: 'warden'}]\norganizations: [{organization: board, role: owner}, ledger]\n\
             places: [office]\ntags: [berths, '2031', 'yes']\n\
             sources:\n  - copy\n  - nameless\n  - {source: ledger, quote: 'other words', locator: p. 4, note: Heard., based_on: []}\n  - {source: copy, quote: same words, based_on: [board]}\n  - {source: minutes, page: 12-14, annotation: 7}\n  - {source: film, at: \"0:12:34-0:13:00\"}\n  - post\n\
             claims:\n  - {claim: sold, stance: alleges, by: [ledger], citing: [two clerks, board, copy]}\n  - {claim: sold, stance: charged, by: [noor-vale], charge: theft}\n\
             date_variants:\n  - {date: 2031-04-05, sources: [copy]}\n\
             responses:\n  - {claim: sold, from: ida-bloom, sought: 2031-04-03, sought_by: ledger, result: declined, sources: [ledger]}\n  - {claim: sold, from: ida-bloom, result: answered, answer: no comment yet}\n  - {claim: sold, from: ida-bloom, result: unreachable, note: in hiding, sources: [ledger]}\n\
             media:\n  - {file: quay.png, alt: The quay}\n  - {file: letter.txt, credit: Board, license: CC0-1.0, caption: A letter}\n\
             related: [b]\ncorrections:\n  - {date: 2031-05-01, note: 'Wrong: time'}\n\
             accept:\n  - {code: uncited-sentence, reason: ExistingContent.}\n\
             added: 2031-04-07\nupdated: 2031-05-01\naliases: [old-a]\n---\n\
             First sentence with a citation [see @ledger, p. 3, \"sold berths\"]. Second, *so*.\n\n    code\n\n- [who](person:ida-bloom)\n- [that](claim:sold)\n\n![The quay](quay.png)\n\nAn end[^1].\n\n[^1]: A note.\n",
        ),
        ("content/events/2031/letter.txt", "A letter.\n"),
        (
            "content/events/b.md",
            "---\ntitle: Answer\ndate: 2031-04~/2031-06-21\nkind: arrest\nsummary: 'One: sentence.'\nsources: [ledger]\nclaims: [{claim: sold, stance: denies, by: [board], for: [ida-bloom]}, {claim: sold, stance: found-false, by: [board], concerns: [ida-bloom], charge: theft, reviews: a, final: true, finding: The board found no sale, excerpt: no sale}, {claim: sold, stance: convicted, by: [board], concerns: ida-bloom, charge: fraud, finding: The board convicted her, contested: a closed trial}, {claim: sold, stance: dismissed, by: [board], branch: civil, charge: theft}, {claim: sold, stance: settled, by: [board], answer: 'an apology: in print'}]\n---\n    code first\n\nThe board found no sale [@ledger].\n",
        ),
        (
            "content/events/c.md",
            "---\ntitle: Gone\ndate: 2030\nkind: report\nsources: [ledger]\nwithdrawn: {date: 2032-01-01, reason: It was wrong.}\naliases: [old-c]\n---\n",
        ),
        (
            "content/verification.yaml",
            "quotations:\n- source: ledger\n  quote: sold berths\n  in: ['event:a', 'event:d']\n  verdict: verbatim\n  checked: 2032-01-01\n\
             \x20 from: archived\n  text: abc\n  times: 2\n  link: {before: had, start: sold berths, after: 'in May'}\n\
             - source: ledger\n  quote: other words\n  in: ['event:a']\n  verdict: no-text\n  checked: 2032-01-01\n  reason: gone\n\
             - source: copy\n  quote: same words\n  in: ['event:a']\n  verdict: verbatim\n  checked: 2032-01-01\n  times: 1\n  link: {start: same, end: words}\n\
             - source: ledger\n  quote: a draft's words\n  in: ['event:d']\n  verdict: no-text\n  checked: 2032-01-01\n  reason: gone\n",
        ),
        ("content/events/d.md", "---\ntitle: Unfinished\ndate: 2030\nkind: report\ndraft: true\n---\n"),
    ]);
    site.write("content/events/2031/quay.png", PICTURE);
    site
}

/// A picture of one point.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\nIDAT\x08\xd7c\x60\0\0\0\x02\0\x01\xe2\x21\xbc\x33\0\0\0\0IEND\xaeB\x60\x82";
