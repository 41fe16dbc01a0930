//! Links, dates, text and bytes.

use super::*;
use std::collections::BTreeSet;

#[test]
fn every_internal_link_leads_to_a_file_and_an_anchor() {
    let pages = pages(site(&[]));
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        html(&pages).map(|(path, page)| (path.as_str(), attributes(page, "id").into_iter().collect())).collect();
    // Data files and feeds are another module's.
    let is_data = |path: &str| {
        path.contains("timeline.")
            || path.contains("sources.")
            || path.contains("feed.")
            || path.ends_with("index.json")
    };
    let mut seen = 0;
    for (path, page) in html(&pages).filter(|(path, _)| *path != "404.html") {
        for link in attributes(page, "href").into_iter().chain(attributes(page, "src")) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            assert!(!link.starts_with('/'), "{path}: {link} is not relative");
            let (target, anchor) = link.split_once('#').map_or((link, None), |(target, anchor)| (target, Some(anchor)));
            let target = if target.is_empty() { path.clone() } else { joined(path, target) };
            if is_data(&target) {
                continue;
            }
            assert!(pages.contains_key(&target), "{path}: {link} leads to {target}, which isn't there");
            if let Some(anchor) = anchor {
                assert!(ids[target.as_str()].contains(anchor), "{path}: {link} leads to no anchor of {target}");
            }
            seen += 1;
        }
        let own: Vec<&str> = attributes(page, "id");
        assert_eq!(own.len(), ids[path.as_str()].len(), "{path} uses an id twice");
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn no_event_is_called_like_a_part_of_a_page() {
    let pages = pages(site(&[]));
    let lists = |path: &str| matches!(path, "index.html" | "all/index.html" | "embed/index.html" | "2031/index.html");
    let mut parts = 0;
    for (path, page) in html(&pages).filter(|(path, _)| lists(path)) {
        let is_event = |id: &str| pages.contains_key(&format!("events/{id}/index.html"));
        for id in attributes(page, "id").into_iter().filter(|id| !is_event(id)) {
            assert!(crate::plan::is_part(id), "{path}: an event may be called `{id}`");
            parts += 1;
        }
    }
    assert!(parts > 20, "{parts}");
}

fn joined(from: &str, link: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    let link = percent_encoding::percent_decode_str(link).decode_utf8_lossy().into_owned();
    for part in link.split('/') {
        match part {
            ".." => assert!(folders.pop().is_some(), "{from}: {link} leaves the site"),
            part => folders.push(Box::leak(part.to_owned().into_boxed_str())),
        }
    }
    folders.join("/")
}

#[test]
fn an_alias_leads_on() {
    let pages = pages(site(&[]));
    let page = &pages["events/berths-sold/index.html"];
    assert!(
        page.contains("<meta http-equiv=\"refresh\" content=\"0; url=../../events/2031-04-04-report/index.html\">")
    );
    assert!(page.contains("<link rel=\"canonical\" href=\"https://harbour.example/case/events/2031-04-04-report/\">"));
    assert!(page.contains("noindex"));
}

#[test]
fn only_the_page_for_lost_readers_uses_the_sites_path() {
    let pages = pages(site(&[]));
    assert!(pages["404.html"].contains("href=\"/case/style.css\""));
    assert!(pages["404.html"].contains("href=\"/case/index.html\""));
    assert!(html(&pages).filter(|(path, _)| *path != "404.html").all(|(_, page)| !page.contains("href=\"/")));
}

#[test]
fn text_never_turns_into_markup() {
    let mut files = files();
    for (path, _, text) in &mut files {
        if path.starts_with("people") {
            *text = "---\nname: 'Ida <b>\"Bloom\"</b>'\nrole: '<script>alert(1)</script>'\n---\n".to_owned();
        }
    }
    let pages = pages(site_of(files, &[]));
    for (path, page) in html(&pages) {
        assert!(!page.contains("<script>") && !page.contains("<b>\"Bloom") && !page.contains("<Harbour>"), "{path}");
    }
    assert!(pages["index.html"].contains("The &lt;Harbour&gt; Licences"));
}

#[test]
fn the_way_to_the_root_is_filled_in_wherever_a_template_takes_an_address() {
    let title = "A clerk is arrested";
    let entry = "{% set link = event.href ~ '#top' %}<a href=\"{{ link | upper }}\">{{ event.title }}</a>{{ event.caveat }}{{ event.marker }}";
    let pages = pages(site(&[("event-entry.html", entry)]));
    assert!(html(&pages).filter(|(_, page)| page.contains(title)).count() > 4);
    assert!(
        pages["events/2032-05-02-findings/index.html"].contains("\"../../EVENTS/2031-06-01-ARREST/INDEX.HTML#TOP\"")
    );
    for (path, page) in html(&pages) {
        let digits = page.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
        assert!(digits < Some(20), "{path}: a way to the root was not filled in");
    }
}

#[test]
fn citations_lead_to_their_source_and_back() {
    let pages = pages(site(&[]));
    let page = &pages["events/2031-04-04-report/index.html"];
    assert!(page.contains("reported it<sup><a id=\"c1\" href=\"#source-1\">1</a></sup>."));
    assert!(page.contains("<a href=\"#c1\">"));
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}"));
    // The first paragraph's notes stand between it and the list.
    assert!(at("<div class=\"notes\">") < at("A list that cites") && at("</sup>.</p>") < at("<div class=\"notes\">"));
    assert!(page.contains("https://ledger.example/berths#a:~:text=berths%20were%20sold"));
    assert!(page.contains("data-versionurl=\"https://archive.example/1\" data-versiondate=\"2031-04-06\""));
    assert!(page.contains("<cite lang=\"fr\">"));
    assert!(page.contains("2 articles, one original report"));
    assert!(page.contains("<h2>A heading</h2>"));
}

#[test]
fn dates_that_html_cant_say_have_no_attribute() {
    let pages = pages(site(&[]));
    assert!(pages["-43/index.html"].contains("<span class=\"date\">44 BC</span>"));
    assert!(pages["undated/index.html"].contains("<span class=\"date\">"));
    assert!(pages["2031/index.html"].contains("<time datetime=\"2031-04-05T21:30+00:00\">5 April 2031, 21:30</time>"));
    // The doubt covers the year too.
    assert!(pages["2031/index.html"].contains("<span class=\"date\">about June 2031</span>"));
}

#[test]
fn a_span_between_known_days_says_its_length() {
    let event = |date| {
        format!(
            "---\ntitle: The pilots strike\ndate: {date}\nkind: report\nsources: [minutes]\n---\nThey struck [@minutes].\n"
        )
    };
    let mut files = files();
    files.push(("events/known.md", Folder::Events, event("2031-05-10/2034-02-22")));
    files.push(("events/month.md", Folder::Events, event("2031-05/2034-02-22")));
    files.push(("events/doubt.md", Folder::Events, event("2031-05-10/2034-02-22~")));
    files.push(("events/night.md", Folder::Events, event("2031-05-10/2031-05-11")));
    let pages = pages(site_of(files, &[]));
    let lines = |id: &str| {
        let page = &pages[&format!("events/{id}/index.html")];
        page.lines().filter(|line| line.contains("days)") || line.contains("months")).map(str::to_owned).collect()
    };
    let known: Vec<String> = lines("known");
    assert!(known.len() == 1 && known[0].starts_with("<p class=\"dateline\">"), "{known:?}");
    assert!(known[0].ends_with("</span> <span class=\"length\">(1,019 days)</span></p>"), "{known:?}");
    for id in ["month", "doubt", "night"] {
        assert_eq!(lines(id), Vec::<String>::new(), "{id}");
    }
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    let many = made(site(&[])).expect("pages");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    assert_eq!(many, pool.install(|| made(site(&[])).expect("pages")));
}

#[test]
fn a_mistake_in_a_template_is_told_with_its_place() {
    let error = made(site(&[("page.html", "<p>\n{{ heading.nothing }}</p>")])).expect_err("no such field");
    assert!(error.to_string().contains("page.html:2"), "{error}");
}

#[test]
fn a_long_timeline_is_cut_into_pages() {
    let mut files = files();
    let names: Vec<String> = (0..450).map(|number| format!("events/meeting-{number}.md")).collect();
    let text =
        "---\ntitle: The board meets\ndate: 2030-03-01\nkind: report\nsources: [minutes]\n---\nIt met [@minutes].\n";
    files.extend(names.iter().map(|name| (name.as_str(), Folder::Events, text.to_owned())));
    let pages = pages(site_of(files, &[]));
    let events = |path: &str| pages[path].matches("<article class=\"event\"").count();
    assert_eq!(events("index.html"), 20);
    assert!(
        !pages["index.html"].contains("<section class=\"year\"")
            && pages["index.html"].contains("<section class=\"chart\"")
    );
    assert_eq!(["2030", "2030/2", "2030/5"].map(|year| events(&format!("{year}/index.html"))), [100, 100, 50]);
    assert!(!pages.contains_key("2030/6/index.html"));
    assert_eq!(events("all/index.html"), 456);
    assert!(pages["2030/2/index.html"].contains("<a href=\"../../2030/3/index.html\">3</a>"));
    // A script filters each of the two lists by what its events don't have in common.
    let indexes: Vec<&String> = pages.keys().filter(|path| path.ends_with("filters.json")).collect();
    assert_eq!(indexes, ["2030/filters.json", "kinds/report/filters.json"]);
    let index = |path: &str| serde_json::from_str::<serde_json::Value>(&pages[path]).expect("an index");
    let year = index("2030/filters.json");
    assert_eq!(year["pages"], serde_json::json!([100, 100, 100, 100, 50]));
    assert_eq!(year["filters"]["kind"]["choices"], serde_json::json!([["report", "Report"]]));
    assert_eq!(year["filters"]["kind"]["events"][449], serde_json::json!([0]));
    let kind = index("kinds/report/filters.json");
    let filters = kind["filters"].as_object().expect("filters").keys();
    assert_eq!(filters.collect::<Vec<_>>(), ["organization", "person", "tag"]);
    assert!(pages["kinds/report/2/index.html"].contains(" data-index=\"../../../kinds/report/filters.json\""));
    // Both lead to the page of the year on which the event stands.
    assert!(pages["events/meeting-0/index.html"].contains("<a href=\"../../2030/index.html\">2030</a>"));
    assert!(pages["events/meeting-99/index.html"].contains("<a href=\"../../2030/5/index.html\">2030</a>"));
}

#[test]
fn drafts_have_pages_and_stand_apart() {
    let mut files = files();
    let draft = REPORT.replace("aliases: [berths-sold]", "draft: true").replace("added:", "#");
    files.push(("events/draft.md", Folder::Events, draft));
    let left_out = pages(site_of(files.clone(), &[]));
    assert!(left_out.keys().all(|path| !path.contains("draft")));
    let shown = pages(site_with(files, &[], Drafts::Shown));
    assert!(shown["events/draft/index.html"].contains("<strong class=\"draft\">Draft</strong>"));
    assert!(shown["events/draft/index.html"].contains("noindex"));
    assert!(shown["index.html"].contains("<h2 id=\"drafts-h\">Drafts</h2>"));
    assert!(!shown["2031/index.html"].contains("events/draft/"));
}
