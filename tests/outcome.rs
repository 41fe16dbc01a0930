//! An allegation never leaves without what became of it: every file that a build writes is walked, and wherever the
//! title of an alleging event or source stands, the status of its claim must stand beside it.

mod made;

use made::Made;
use serde_json::Value;

const EVENT: &str = "The Ledger reports that berths were sold for cash";
const SOURCE: &str = "Warden pocketed the price of berths, say board members";
const STATUS: &str =
    "Denied by Ida Bloom, 5 April 2031. The inquiry found no evidence that berths were sold, 2 May 2032.";

fn site() -> Made {
    Made::new(&[
        (
            "content/site.yaml",
            "title: The harbour berths\ndescription: Who got a berth, and what was said about it.\n\
             base_url: https://harbour.example/berths/\nevent_cards: true\n\
             publisher: {name: The Harbour Desk, contact: desk@harbour.example}\n\
             kinds:\n  report: {label: Report, plural: Reports}\n  statement: {label: Statement, plural: Statements}\n\
             \x20 inquiry: {label: Inquiry, plural: Inquiries}\n",
        ),
        ("content/people/ida-bloom.md", "---\nname: Ida Bloom\nrole: harbour warden\n---\n"),
        ("content/organizations/ledger.md", "---\nname: The Ledger\n---\n"),
        ("content/organizations/harbour-inquiry.md", "---\nname: The Harbour Inquiry\n---\n"),
        ("content/places/harbour-office.md", "---\nname: The harbour office\n---\n"),
        (
            "content/claims/sold-berths.md",
            "---\nstatement: Whether Ida Bloom sold berths.\nabout: [ida-bloom]\nreviewed: 2032-12-01\n---\n\
             It began with [a report](event:2031-04-04-report) [@ledger-2031-04-04].\n",
        ),
        (
            "content/sources/ledger-2031-04-04.md",
            &format!(
                "---\ntitle: {SOURCE}\noutlet: The Ledger\npublished: 2031-04-04\n\
                 url: https://ledger.example/2031/04/04/berths\ntype: news\n\
                 claims:\n  - {{claim: sold-berths, stance: alleges}}\n---\n"
            ),
        ),
        (
            "content/sources/courier-2031-04-05.md",
            "---\ntitle: Warden answers\noutlet: The Courier\npublished: 2031-04-05\n\
             url: https://courier.example/answers\nbased_on: [ledger-2031-04-04]\n---\n",
        ),
        (
            "content/sources/inquiry-2032-05-02.md",
            "---\ntitle: Report of the inquiry\npublished: 2032-05-02\nurl: https://inquiry.example/report\n---\n",
        ),
        (
            "content/events/2031-04-04-report.md",
            &format!(
                "---\ntitle: {EVENT}\ndate: 2031-04-04\nkind: report\npeople: [ida-bloom]\n\
                 organizations: [ledger]\nplaces: [harbour-office]\ntags: [berths]\n\
                 related: [2031-04-05-denial]\nadded: 2031-04-07\naliases: [first-report]\n\
                 claims:\n  - {{claim: sold-berths, stance: alleges, by: [ledger]}}\n\
                 corrections:\n  - {{date: 2031-05-01, note: An earlier version gave the wrong day.}}\n---\n\
                 The Ledger reported that berths had been sold [@ledger-2031-04-04, \"sold berths\"].\n"
            ),
        ),
        (
            "content/events/2031-04-05-denial.md",
            "---\ntitle: The warden answers\ndate: 2031-04-05\nkind: statement\npeople: [ida-bloom]\n\
             tags: [berths]\nadded: 2031-04-07\n\
             claims:\n  - {claim: sold-berths, stance: denies, by: [ida-bloom]}\n---\n\
             She said that [the report](event:2031-04-04-report) was wrong [@courier-2031-04-05; @ledger-2031-04-04].\n",
        ),
        (
            "content/events/2032-05-02-inquiry.md",
            "---\ntitle: The inquiry reports\ndate: 2032-05-02\nkind: inquiry\npeople: [ida-bloom]\nadded: 2032-05-03\n\
             claims:\n  - {claim: sold-berths, stance: not-substantiated, by: [harbour-inquiry], \
             finding: The inquiry found no evidence that berths were sold.}\n---\n\
             The inquiry found no evidence that berths were sold [@inquiry-2032-05-02].\n",
        ),
    ])
}

/// Where in a file an allegation stands without its outcome.
fn naked(path: &str, bytes: &[u8]) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Vec::new() };
    let ending = path.rsplit('.').next().unwrap_or_default();
    let records: Vec<String> = match ending {
        "json" => {
            let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            return naked_in_json(path, &value);
        }
        "html" => {
            let mut found = naked_near(path, &without_tags(text));
            found.extend(naked_in_attributes(path, text));
            found.extend(scripts(text).iter().flat_map(|data| naked_in_json(path, data)));
            return found;
        }
        "xml" => {
            let mut parts: Vec<String> = text.split("<entry>").map(|entry| entry.replace("</entry>", "")).collect();
            parts.iter_mut().for_each(|part| *part = without_tags(&decoded(&without_tags(part))));
            parts
        }
        "csv" => {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            reader.records().map(|row| row.expect("a row").iter().collect::<Vec<_>>().join(" ")).collect()
        }
        "ics" => text
            .replace("\r\n ", "")
            .replace("\\,", ",")
            .replace("\\;", ";")
            .replace("\\n", "\n")
            .split("BEGIN:VEVENT")
            .map(str::to_owned)
            .collect(),
        "bib" => text.split("\n@").map(str::to_owned).collect(),
        "png" => vec![without_tags(&text.replace("</text>", " "))],
        _ => return naked_near(path, text),
    };
    records.iter().flat_map(|record| naked_in(path, record)).collect()
}

/// A record must hold the status if it holds a title.
fn naked_in(path: &str, record: &str) -> Vec<String> {
    let record = spaced(record);
    let titles = [EVENT, SOURCE].into_iter().filter(|title| record.contains(*title));
    titles.filter(|_| !record.contains(STATUS)).map(|title| format!("{path}: “{title}” in a record")).collect()
}

/// In running text the status must follow soon, or stand just before.
fn naked_near(path: &str, text: &str) -> Vec<String> {
    let text = spaced(text);
    let mut found = Vec::new();
    for title in [EVENT, SOURCE] {
        for (at, _) in text.match_indices(title) {
            let around: String = text[at..].chars().take(title.len() + 700).collect();
            let before: String = text[..at].chars().rev().take(300).collect::<Vec<_>>().into_iter().rev().collect();
            if !around.contains(STATUS) && !before.contains(STATUS) {
                found.push(format!("{path}: “{title}” in …{}…", around.chars().take(200).collect::<String>()));
            }
        }
    }
    found
}

/// A title in an attribute is read alone: the status must be in the same one.
fn naked_in_attributes(path: &str, html: &str) -> Vec<String> {
    let values =
        html.split('<').filter_map(|tag| tag.split('>').next()).flat_map(|tag| tag.split('"').skip(1).step_by(2));
    values.flat_map(|value| naked_in(path, &decoded(value))).collect()
}

/// An object must hold the status, in itself, if one of its own values holds a title.
fn naked_in_json(path: &str, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    match value {
        Value::Object(map) => {
            let own: Vec<String> =
                map.values().filter_map(Value::as_str).map(|text| without_tags(&decoded(text))).collect();
            if own.iter().any(|text| spaced(text).contains(EVENT) || spaced(text).contains(SOURCE)) {
                let whole = without_tags(&decoded(&all_text(value)));
                found.extend(naked_in(path, &whole));
            }
            found.extend(map.values().flat_map(|inner| naked_in_json(path, inner)));
        }
        Value::Array(list) => {
            // The search keeps a record's fields in a list.
            let own: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            if own.iter().any(|text| text.contains(EVENT) || text.contains(SOURCE)) {
                found.extend(naked_in(path, &all_text(value)));
            }
            found.extend(list.iter().flat_map(|inner| naked_in_json(path, inner)));
        }
        _ => {}
    }
    found
}

fn all_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(all_text).collect::<Vec<_>>().join("\n"),
        Value::Object(map) => map.values().map(all_text).collect::<Vec<_>>().join("\n"),
        _ => String::new(),
    }
}

/// The data that pages hold for search engines.
fn scripts(html: &str) -> Vec<Value> {
    let parts = html.split("<script type=\"application/ld+json\">").skip(1);
    parts.map(|part| serde_json::from_str(part.split("</script>").next().expect("an end")).expect("JSON")).collect()
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    text.push_str(rest);
    decoded(&text)
}

fn decoded(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn no_file_tells_an_allegation_without_its_outcome() {
    let made = site();
    let checked = made.check();
    let claim = checked.site.claims.refs().next().expect("a claim");
    assert_eq!(checked.ledger.line(claim).text(), STATUS, "the status that this test looks for");
    let outputs = made::outputs(checked);
    let found: Vec<String> = outputs.iter().flat_map(|(path, bytes)| naked(path, bytes)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));

    // The titles are told at all, in each sort of file.
    for path in [
        "index.html",
        "all/index.html",
        "embed/index.html",
        "events/2031-04-04-report/index.html",
        "events/2031-04-04-report/embed/index.html",
        "events/2031-04-04-report/index.json",
        "events/2031-04-04-report/oembed.json",
        "events/2031-04-04-report/card.png",
        "claims/sold-berths/index.html",
        "claims/sold-berths/feed.xml",
        "people/ida-bloom/feed.xml",
        "sources/index.html",
        "timeline.json",
        "timeline.csv",
        "timeline.ics",
        "sources.bib",
        "sources.csl.json",
        "feed.xml",
        "feed.json",
        "corrections.xml",
        "corrections/index.html",
    ] {
        let text =
            String::from_utf8_lossy(outputs.get(path).unwrap_or_else(|| panic!("there is no {path}"))).into_owned();
        let text = spaced(&without_tags(&text.replace("\r\n ", "").replace("\\,", ",").replace("</text>", " ")));
        assert!(text.contains(EVENT) || text.contains(SOURCE), "{path} tells neither title");
    }
    let searched = outputs.iter().filter(|(path, _)| path.starts_with("search/index/texts"));
    assert!(searched.map(|(_, bytes)| String::from_utf8_lossy(bytes)).any(|text| text.contains(EVENT)));
}

#[test]
fn the_walk_finds_what_is_naked() {
    for (path, text) in [
        ("a.html", format!("<p>{EVENT}</p><p>{}</p>{STATUS}", "x ".repeat(500))),
        ("a.html", format!("<p>{STATUS}</p><a title=\"{EVENT}\">x</a>")),
        ("a.html", format!("<script type=\"application/ld+json\">{{\"name\":\"{SOURCE}\"}}</script>")),
        ("a.json", format!("{{\"items\":[{{\"title\":\"{EVENT}\"}},{{\"status\":\"{STATUS}\"}}]}}")),
        ("a.xml", format!("<entry><title>{EVENT}</title></entry><entry><summary>{STATUS}</summary></entry>")),
        ("a.csv", format!("title,status\n\"{EVENT}\",\n,\"{STATUS}\"\n")),
        (
            "a.ics",
            format!("BEGIN:VEVENT\nSUMMARY:{EVENT}\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:{}", STATUS.replace(',', "\\,")),
        ),
        ("a.bib", format!("@misc{{a,\n title={{{SOURCE}}}\n}}\n@misc{{b,\n note={{{STATUS}}}\n}}")),
        ("a.txt", format!("{SOURCE}\n{}{STATUS}", "x ".repeat(500))),
    ] {
        assert!(!naked(path, text.as_bytes()).is_empty(), "{path}: {text}");
    }
}
