//! An allegation never leaves without what became of it: every file that a build writes is walked, and wherever the
//! title of an alleging event or source stands, the status of its claim must stand beside it.

mod cut;
mod leaks;
pub mod walk;

use crate::harness::{Site, bytes, outputs};
use dateline::ledger::{Whose, Wording};
use walk::{Told, card_text, naked, spaced, without_tags};

const EVENT: &str = "The Ledger reports that berths were sold for cash";
const SOURCE: &str = "Warden pocketed the price of berths, say board members";
const STATUS: &str = "Denied. The Harbour Inquiry: The inquiry found no evidence that berths were sold.";
const MARKER: &str = "denied, not substantiated";

fn told(title: &str, short: Option<&str>) -> Told {
    let statuses = vec![STATUS.to_owned(), MARKER.to_owned()];
    Told { titles: vec![title.to_owned()], statuses, short: short.map(str::to_owned) }
}

fn site() -> Site {
    Site::of(&[
        (
            "content/site.yaml",
            "title: The harbour berths\ndescription: Who got a berth, and what was said about it.\n\
             base_url: https://harbour.example/berths/\noutputs: [event-data, event-embeds, event-cards]\n\
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

#[test]
fn no_file_tells_an_allegation_without_its_outcome() {
    let site = site();
    let checked = site.check();
    let claim = checked.site.claims.refs().next().expect("a claim");
    let wording = Wording { site: &checked.site, ledger: &checked.ledger, words: &checked.words };
    assert_eq!(wording.short(claim, Whose::Everybody), STATUS, "the status that this test looks for");
    assert_eq!(wording.marker(claim, Whose::Everybody), format!("Ida Bloom: {MARKER}"), "and in a few words");
    let outputs = bytes(outputs(checked));
    // The claim's own page has its status once, in full, and what events did to it beneath.
    let others = outputs.iter().filter(|(path, _)| *path != "claims/sold-berths/index.html");
    let (event, source) = (told(EVENT, Some(STATUS)), told(SOURCE, None));
    let found: Vec<String> =
        others.flat_map(|(path, bytes)| [naked(&event, path, bytes), naked(&source, path, bytes)].concat()).collect();
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
        let text = if path.ends_with(".png") { card_text(&text) } else { text };
        let text = spaced(&without_tags(&text.replace("\r\n ", "").replace("\\,", ",")));
        assert!(text.contains(EVENT) || text.contains(SOURCE), "{path} tells neither title");
    }
    let searched = outputs.iter().filter(|(path, _)| path.starts_with("search/index/texts"));
    assert!(searched.map(|(_, bytes)| String::from_utf8_lossy(bytes)).any(|text| text.contains(EVENT)));
}

#[test]
fn a_few_words_are_no_line() {
    let feed = format!("<entry><title>{EVENT} — {MARKER}</title></entry>");
    assert!(naked(&told(EVENT, None), "a.xml", feed.as_bytes()).is_empty());
    assert!(!naked(&told(EVENT, Some(STATUS)), "a.xml", feed.as_bytes()).is_empty());
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
        let found = [EVENT, SOURCE].map(|title| naked(&told(title, None), path, text.as_bytes()));
        assert!(!found.concat().is_empty(), "{path}: {text}");
    }
}
