//! `new` makes files that build, and nothing where it can't.

use crate::harness::{Said, Site};

const REPORT: &[&str] = &["new", "event", "The board meets", "--date", "2031-05-10", "--kind", "report"];

fn with<'a>(arguments: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [arguments, more].concat()
}

fn made(said: &Said) {
    assert_eq!(said.status, 0, "{}", said.err);
}

/// The paths of everything in the site.
fn files(site: &Site) -> Vec<String> {
    fn collect(folder: &std::path::Path, files: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() { collect(&path, files) } else { files.push(path.display().to_string()) }
        }
    }
    let mut list = Vec::new();
    collect(site.path(), &mut list);
    list.sort();
    list
}

#[test]
fn an_event_with_a_source_builds_and_says_what_its_keys_mean() {
    let site = Site::explained();
    let said = site.dateline(&with(REPORT, &["--source", "ledger-2031-05-11", "--organization", "harbour-board"]));
    made(&said);
    assert_eq!(said.out.trim(), "./content/events/2031/2031-05-10-the-board-meets.md");
    let text = site.read("content/events/2031/2031-05-10-the-board-meets.md");
    for line in [
        "# What happened, in one line.\ntitle: The board meets\n",
        "date: 2031-05-10\n",
        "kind: report\n",
        "organizations: [harbour-board]\n",
        "sources: [ledger-2031-05-11]\n",
        "added: 2033-01-01\n",
        "# people: [id-of-a-person]\n",
        "---\nThe board meets [@ledger-2031-05-11].\n",
    ] {
        assert!(text.contains(line), "{line}\nis not in\n{text}");
    }
    assert!(!text.contains("draft"), "{text}");
    made(&site.dateline_check());
}

#[test]
fn an_event_without_a_source_is_a_draft_and_builds() {
    let site = Site::explained();
    let said = site.dateline(REPORT);
    made(&said);
    assert!(said.err.contains("it is a draft, because it names no source yet"), "{}", said.err);
    let text = site.read("content/events/2031/2031-05-10-the-board-meets.md");
    assert!(text.contains("\ndraft: true\n"), "{text}");
    made(&site.dateline_check());
    made(&site.dateline(&["check", "--drafts"]));
    // As the note says: a source, and no draft any more.
    let text = text.replace("# sources: [id-of-a-source]", "sources: [ledger-2031-05-11]").replace("draft: true\n", "");
    site.write("content/events/2031/2031-05-10-the-board-meets.md", text);
    made(&site.dateline_check());
}

#[test]
fn each_waiting_key_can_be_woken() {
    let site = Site::explained();
    made(&site.dateline(&with(REPORT, &["--source", "ledger-2031-05-11"])));
    let path = "content/events/2031/2031-05-10-the-board-meets.md";
    let text = site.read(path);
    let mut woken = 0;
    for key in ["summary", "time", "people", "organizations", "places", "tags", "claims", "related"] {
        let wake = text.replace(&format!("\n# {key}: "), &format!("\n{key}: "));
        assert_ne!(wake, text, "{key} waits");
        site.write(path, wake);
        let said = site.dateline_check();
        // The examples' ids are nobody's, and that is all that is wrong.
        let codes: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
        for found in codes.as_array().expect("a list").iter().filter(|found| found["severity"] == "error") {
            let code = found["code"].as_str().expect("a code");
            assert!(code.starts_with("unknown-") && code != "unknown-key", "{key}: {found}");
        }
        woken += 1;
    }
    assert_eq!(woken, 8);
}

#[test]
fn every_sort_builds() {
    let site = Site::explained();
    for arguments in [
        &["new", "person", "Ada Fenn", "--role", "clerk"][..],
        &["new", "organization", "Fish Market"],
        &["new", "place", "Pier Nine"],
        &[
            "new",
            "source",
            "Minutes of May",
            "--outlet",
            "The Harbour Board",
            "--published",
            "2031-05",
            "--url",
            "https://board.example/minutes",
            "--type",
            "official-report",
        ],
        &["new", "claim", "Whether Ada Fenn lost the minutes", "--about", "ada-fenn"],
        &["new", "page", "About this timeline"],
        &["new", "topic", "The harbour licences"],
        &[
            "new",
            "event",
            "Ada Fenn is appointed",
            "--date",
            "2031-05~",
            "--kind",
            "report",
            "--person",
            "ada-fenn",
            "--place",
            "pier-nine",
            "--source",
            "harbour-board-2031-05",
        ],
    ] {
        made(&site.dateline(arguments));
        made(&site.dateline_check());
    }
    let source = site.read("content/sources/harbour-board-2031-05.md");
    assert!(source.contains("\naccessed: 2033-01-01\n"), "{source}");
    assert!(site.read("content/events/2031/2031-05-ada-fenn-is-appointed.md").contains("\ndate: 2031-05~\n"));
}

#[test]
fn what_is_there_is_not_overwritten_and_another_id_is_offered() {
    let site = Site::explained();
    made(&site.dateline(REPORT));
    let before = site.read("content/events/2031/2031-05-10-the-board-meets.md");
    let said = site.dateline(REPORT);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("try `--id 2031-05-10-the-board-meets-2`"), "{}", said.err);
    assert_eq!(site.read("content/events/2031/2031-05-10-the-board-meets.md"), before);
    // People and organizations share one space of ids, wherever the file lies.
    let said = site.dateline(&["new", "organization", "Ida Bloom"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("`--id ida-bloom-2`"), "{}", said.err);
}

#[test]
fn an_id_that_can_not_be_is_answered_with_one_that_can() {
    let site = Site::explained();
    let before = files(&site);
    for (arguments, offered) in [
        (
            &["new", "event", "港务长辞职", "--date", "2031-04-05", "--kind", "resignation"][..],
            "--id 2031-04-05-resignation`",
        ),
        (&["new", "person", "港务长"], "`--id person`"),
        (&["new", "person", "Ida", "--id", "Ida Bloom!"], "`--id ida-bloom`"),
        (&["new", "person", "Ida", "--id", "东京"], "`--id person`"),
        (
            &["new", "event", "X", "--date", "2031", "--kind", "report", "--person", "Ida Bloom"],
            "did you mean `ida-bloom`?",
        ),
    ] {
        let said = site.dateline(arguments);
        assert_eq!(said.status, 2, "{arguments:?}");
        assert!(said.err.contains(offered), "{}", said.err);
    }
    assert_eq!(files(&site), before);
    made(&site.dateline(&["new", "event", "港务长辞职", "--date", "2031-04-05", "--kind", "resignation", "--id", "x"]));
    made(&site.dateline_check());
}

#[test]
fn what_would_not_build_is_not_made() {
    let site = Site::explained();
    let before = files(&site);
    for (arguments, why) in [
        (&["new", "event", "X", "--date", "2031-02-30", "--kind", "report"][..], "error[invalid-date]"),
        (&["new", "event", "X", "--date", "2031", "--kind", "reprot"], "did you mean `report`?"),
        (
            &["new", "event", "X", "--date", "2031", "--kind", "report", "--source", "ledgr-2031-04-04"],
            "did you mean `ledger-2031-04-04`?",
        ),
        (&["new", "source", "X", "--url", "javascript:alert(1)"], "error[invalid-url]"),
        (&["new", "claim", "Whether it rains", "--about", "ida-blom"], "did you mean `ida-bloom`?"),
    ] {
        let said = site.dateline(arguments);
        assert_eq!(said.status, 1, "{arguments:?} {}", said.err);
        assert!(said.err.contains(why) && said.err.contains("nothing was made"), "{}", said.err);
    }
    let said = site.dateline(&["new", "event", "X", "--date", "2031"]);
    assert!(said.err.contains("--kind: inquiry, report, resignation"), "{}", said.err);
    assert_eq!(files(&site), before);
}

#[test]
fn no_title_is_too_strange() {
    let site = Site::explained();
    for (number, title) in [
        "<script>alert(1)</script>",
        "a: b # c",
        "x --- -",
        "\"quoted\" 'and' `code`",
        "[@ledger] [x](event:y) ![z](z)",
        "two\nlines\n---\ndraft: false",
        "{% raw %} {{ x }}",
        "*stars* _lines_ ~~x~~ | & &amp; \\",
        "1999",
        "null",
        "# heading",
    ]
    .into_iter()
    .enumerate()
    {
        for sort in ["person", "place", "page", "source"] {
            made(&site.dateline(&["new", sort, title, "--id", &format!("{sort}-{number}")]));
        }
        let id = format!("e-{number}");
        let event =
            ["new", "event", title, "--date", "2031", "--kind", "report", "--source", "ledger-2031-05-11", "--id", &id];
        made(&site.dateline(&event));
    }
    made(&site.dateline_check());
}

const ISSUE: &str = "### What happened, in one line\n\nThe clerk is asked about the minutes\n\n### When it \
happened\n\n2031-05-12\n\n### Kind of event\n\nReport\n\n### What happened, in full\n\nThe board asked for the minutes. \
Ida Bloom was there.\n\n### People\n\nIda Bloom, somebody else\n\n### Organizations\n\n_No response_\n\n### Address of \
the source\n\nhttps://courier.example/2031/05/13/minutes\n\n### Title of the source\n\nWhere are the minutes?\n\n### \
Where it appeared\n\nThe Harbour Courier\n\n### When it was published\n\n2031-05-13\n\n### The exact words\n\n“The \
minutes: we want them”\n";

#[test]
fn the_answers_to_the_form_become_an_event_and_its_source() {
    let site = Site::explained();
    site.write("issue.md", ISSUE);
    let said = site.dateline(&["new", "--from-issue", "issue.md"]);
    made(&said);
    let event = "content/events/2031/2031-05-12-the-clerk-is-asked-about-the-minutes.md";
    assert_eq!(said.out, format!("./content/sources/harbour-courier-2031-05-13.md\n./{event}\n"));
    assert!(said.err.contains("nobody here is called `somebody else`"), "{}", said.err);
    let text = site.read(event);
    for line in [
        "kind: report\n",
        "people: [ida-bloom]\n",
        "sources:\n  - source: harbour-courier-2031-05-13\n    quote: 'The minutes: we want them'\n",
        "---\nThe board asked for the minutes. Ida Bloom was there [@harbour-courier-2031-05-13].\n",
    ] {
        assert!(text.contains(line), "{line}\nis not in\n{text}");
    }
    made(&site.dateline_check());
    // Told again with another date: the source is known by its address.
    site.write("issue.md", ISSUE.replace("2031-05-12", "2031-05-13").replace("https://courier", "http://www.courier"));
    let said = site.dateline(&["new", "--from-issue", "issue.md"]);
    made(&said);
    assert_eq!(said.out, format!("./{}\n", event.replace("2031-05-12", "2031-05-13")));
    made(&site.dateline_check());
}

#[test]
fn an_issue_can_say_nothing_that_steers() {
    let site = Site::explained();
    let hostile = ISSUE
        .replace(
            "Ida Bloom was there.",
            "<img src=x onerror=alert(1)> [@ledger-2031-05-11] [x](javascript:alert(1))\n---\ntitle: y",
        )
        .replace("The clerk is asked about the minutes", "$(touch owned) `touch owned` ../../../etc {{ x }}")
        .replace("“The minutes: we want them”", "x\"\n  - source: y\ndraft: true");
    site.write("issue.md", hostile);
    let said = site.dateline(&["new", "--from-issue", "issue.md"]);
    made(&said);
    made(&site.dateline_check());
    for path in said.out.lines() {
        assert!(path.starts_with("./content/") && !path.contains(".."), "{path}");
    }
    site.write("issue.md", "### Something else\n\nHello");
    assert_eq!(site.dateline(&["new", "--from-issue", "issue.md"]).status, 2);
    site.write("issue.md", ISSUE.replace("https://courier.example/2031/05/13/minutes", "javascript:alert(1)"));
    assert_eq!(site.dateline(&["new", "--from-issue", "issue.md"]).status, 1);
}
