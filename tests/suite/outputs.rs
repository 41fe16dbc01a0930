//! What a build makes of an event: one file, and whatever else its site asks for. Nothing leads to what isn't made.

use crate::harness::{Site, root};
use crate::properties::links;
use std::collections::{BTreeMap, BTreeSet};

const BASE: &str = "https://harbour.example/berths/";

/// Each word of `outputs` with the files that an event has by it.
const OUTPUTS: &[(&str, &[&str])] = &[
    ("event-data", &["index.json"]),
    ("event-embeds", &["embed/index.html", "oembed.json"]),
    ("event-cards", &["card.png"]),
];

/// The site of the case that shows an event's page.
fn site() -> Site {
    let cases = root().join("tests/cases");
    let site = Site::copied(&cases.join("_base"));
    site.lay_over(&cases.join("page-event"));
    site
}

fn built(outputs: &[&str], has_base: bool) -> BTreeMap<String, Vec<u8>> {
    let site = site();
    let mut settings = format!("title: The harbour\noutputs: [{}]\n", outputs.join(", "));
    if has_base {
        settings.push_str(&format!("base_url: {BASE}\n"));
    }
    let kinds = site.read("content/site.yaml");
    let kinds = kinds.find("\nkinds:").map(|at| &kinds[at + 1..]).expect("kinds");
    site.write("content/site.yaml", settings + kinds);
    site.build()
}

/// Every way to ask for some of them.
fn every_choice() -> impl Iterator<Item = Vec<(&'static str, &'static [&'static str])>> {
    (0..1_usize << OUTPUTS.len())
        .map(|bits| (0..OUTPUTS.len()).filter(|at| bits >> at & 1 == 1).map(|at| OUTPUTS[at]).collect())
}

#[test]
fn an_event_has_its_page_and_what_is_asked_for() {
    for chosen in every_choice() {
        let words: Vec<&str> = chosen.iter().map(|(word, _)| *word).collect();
        let files = built(&words, true);
        let mut events: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for path in files.keys() {
            // A former id is an address that leads on, and its media lie beside each event.
            let in_folder = path.strip_prefix("events/2031-").and_then(|rest| rest.split_once('/'));
            if let Some((id, file)) = in_folder.filter(|(_, file)| *file != "letter.png") {
                events.entry(id).or_default().insert(file);
            }
        }
        let wanted = chosen.iter().flat_map(|(_, files)| *files).chain([&"index.html"]).copied().collect();
        assert!(!events.is_empty());
        for (id, found) in events {
            assert_eq!(found, wanted, "{id} with {words:?}");
        }
        for always in ["embed/index.html", "oembed.json", "timeline.json", "card.png"] {
            assert!(files.contains_key(always), "{always} with {words:?}");
        }
    }
}

#[test]
fn nothing_leads_to_what_is_not_made() {
    for chosen in every_choice() {
        let words: Vec<&str> = chosen.iter().map(|(word, _)| *word).collect();
        for has_base in [true, false] {
            let files = built(&words, has_base);
            let dead = links::dead(&files, BASE);
            assert!(dead.is_empty(), "{words:?}: {dead:#?}");
            for (path, address) in addresses(&files) {
                let target = address.split('#').next().unwrap_or_default();
                let file = if target.is_empty() || target.ends_with('/') {
                    format!("{target}index.html")
                } else {
                    target.to_owned()
                };
                assert!(files.contains_key(&file), "{path} leads to {file} with {words:?}");
            }
        }
    }
}

/// The addresses of this site in every text of an output, in whatever format: path and address, from the site's root.
fn addresses(files: &BTreeMap<String, Vec<u8>>) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    for (path, bytes) in files {
        // A calendar's lines are folded.
        let text = String::from_utf8_lossy(bytes).replace("\r\n ", "").replace("%2F", "/").replace("%3A", ":");
        for (at, _) in text.match_indices(BASE) {
            let rest = &text[at + BASE.len()..];
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_./#".contains(c)).unwrap_or(rest.len());
            found.push((path.as_str(), rest[..end].trim_end_matches('.').to_owned()));
        }
    }
    found
}

#[test]
fn what_is_no_longer_asked_for_is_removed() {
    let site = site();
    let settings = site.read("content/site.yaml").replace("outputs:", "# outputs:");
    let build = |outputs: &str| {
        site.write("content/site.yaml", format!("{settings}outputs: [{outputs}]\n"));
        let said = site.dateline(&["build"]);
        assert_eq!(said.status, 0, "{}", said.err);
        let event = std::fs::read_dir(site.path().join("public/events/2031-05-11-ledger-report")).expect("an event");
        event.map(|file| file.expect("a file").file_name().into_string().expect("a name")).collect::<BTreeSet<_>>()
    };
    assert!(build("event-data, event-embeds").contains("embed"));
    assert_eq!(build(""), BTreeSet::from(["index.html".to_owned()]));
}
