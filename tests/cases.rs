//! Each folder in `tests/cases/` is a small site and what we say of it. `tests/README.md` tells how to read and add one.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::Options;
use dateline::diagnostic::Code;
use dateline::diagnostic::Diagnostic;
use dateline::resolve::Drafts;
use support::{checked, human_report};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// The folders of all cases, by name.
fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(root()).expect("the folder of cases");
    let mut cases: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    cases.sort();
    cases
}

/// What `case.md` asks for: `today: 2033-01-01`, and `options: --drafts --base-url https://…`.
fn options(case: &Path) -> Options {
    let text = fs::read_to_string(case.join("case.md")).unwrap_or_else(|_| panic!("{} has no case.md", case.display()));
    let mut options = support::options(case);
    let line = |key| text.lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
    if let Some(today) = line("today:") {
        options.today = today.parse().unwrap_or_else(|_| panic!("{}: `{today}` is no day", case.display()));
    }
    let mut words = line("options:").unwrap_or_default().split_whitespace();
    while let Some(option) = words.next() {
        match option {
            "--drafts" => options.drafts = Drafts::Shown,
            "--base-url" => options.base_url = words.next().map(str::to_owned),
            other => panic!("{}: cases know no option `{other}`", case.display()),
        }
    }
    options
}

fn diagnosed(case: &Path) -> (String, Vec<Diagnostic>) {
    let checked = checked(&options(case));
    (human_report(&checked), checked.diagnostics)
}

/// `DATELINE_ACCEPT=1 cargo test --test cases` writes what is found as what is expected.
#[test]
fn every_case_gives_what_it_expects() {
    let accept = std::env::var_os("DATELINE_ACCEPT").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let (found, _) = diagnosed(&case);
        let file = case.join("expected/diagnostics.txt");
        if accept {
            fs::create_dir_all(case.join("expected")).expect("a folder can be made");
            fs::write(&file, found).expect("the expectation can be written");
            continue;
        }
        match fs::read_to_string(&file) {
            Ok(expected) if expected == found => {}
            Ok(expected) => wrong.push(format!("## {}\n{}", case.display(), difference(&expected, &found))),
            Err(_) => wrong.push(format!("## {}\nexpects nothing: no `expected/diagnostics.txt`", case.display())),
        }
    }
    assert!(wrong.is_empty(), "{}\n(accept with DATELINE_ACCEPT=1)", wrong.join("\n\n"));
}

/// The first lines that differ, and all of what was found.
fn difference(expected: &str, found: &str) -> String {
    let first = expected.lines().zip(found.lines()).position(|(a, b)| a != b);
    let line = first.unwrap_or_else(|| expected.lines().count().min(found.lines().count()));
    let at = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
    format!("line {}\nexpected: {}\nfound:    {}\n\n{found}", line + 1, at(expected), at(found))
}

#[test]
fn every_case_is_whole_and_says_what_it_shows() {
    if std::env::var_os("DATELINE_ACCEPT").is_some() {
        // The expectations are being written right now.
        return;
    }
    for case in cases() {
        let name = case.display();
        let allowed = ["case.md", "content", "expected", "static", "templates"];
        for entry in fs::read_dir(&case).expect("a case is a folder") {
            let entry = entry.expect("an entry").file_name().into_string().expect("a plain name");
            assert!(allowed.contains(&entry.as_str()), "{name} has `{entry}`");
        }
        for entry in fs::read_dir(case.join("expected")).unwrap_or_else(|_| panic!("{name} expects nothing")) {
            let entry = entry.expect("an entry").file_name().into_string().expect("a plain name");
            assert!(
                ["diagnostics.txt", "says.txt", "statuses.txt"].contains(&entry.as_str()),
                "{name}: nothing compares `{entry}`"
            );
        }
        let text = fs::read_to_string(case.join("case.md")).expect("read before");
        let sentence = text.lines().next().unwrap_or_default();
        assert!(sentence.ends_with('.'), "{name}: the first line of case.md is a sentence");
    }
}

/// `expected/says.txt` has lines like `claims/sold-licences: The suit was settled`: these words, or this markup, stand
/// in that file of the site, and with `!` instead of `:` they don't.
#[test]
fn every_page_says_what_its_case_expects() {
    let mut wrong = Vec::new();
    for case in cases() {
        let Ok(expected) = fs::read_to_string(case.join("expected/says.txt")) else { continue };
        let checked = checked(&options(&case));
        assert!(!checked.is_refused(), "{}:\n{}", case.display(), human_report(&checked));
        let outputs = dateline::render(checked.into()).expect("the templates are sound");
        for line in expected.lines().filter(|line| !line.is_empty()) {
            let (path, rest) = line.split_at(line.find([':', '!']).unwrap_or_else(|| panic!("no path in `{line}`")));
            let file = if path.contains('.') { path.to_owned() } else { format!("{path}/index.html") };
            let Some(content) = outputs.get(&file) else { panic!("no `{file}` for `{line}`") };
            let bytes = content.bytes().expect("the templates are sound");
            let (page, words) = (String::from_utf8_lossy(&bytes), rest[1..].trim());
            let stands = page.contains(words) || plain(&page).contains(words);
            if stands != rest.starts_with(':') {
                wrong.push(format!("## {}\n{line}\n\n{}", case.display(), plain(&page)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// `expected/statuses.txt`, where it is there, has every claim's status at all three lengths, and what must stand with
/// each event that bears on one. `DATELINE_ACCEPT=1` writes it.
#[test]
fn every_status_is_said_as_its_case_expects() {
    let accept = std::env::var_os("DATELINE_ACCEPT").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let file = case.join("expected/statuses.txt");
        let Ok(expected) = fs::read_to_string(&file) else { continue };
        let found = support::statuses::of(&checked(&options(&case)));
        if accept {
            fs::write(&file, found).expect("the expectation can be written");
        } else if expected != found {
            wrong.push(format!("## {}\n{}", case.display(), difference(&expected, &found)));
        }
    }
    assert!(wrong.is_empty(), "{}\n(accept with DATELINE_ACCEPT=1)", wrong.join("\n\n"));
}

/// What a page says, without its tags and with single spaces.
fn plain(page: &str) -> String {
    let mut text = String::new();
    for (index, part) in page.split('<').enumerate() {
        text.push_str(if index == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    }
    let text = text.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines and columns aside, a case is named after what it shows: the folder `no-source` shows `no-source`.
#[test]
fn a_case_with_the_name_of_a_code_shows_it() {
    for case in cases() {
        let name = case.file_name().and_then(|name| name.to_str()).expect("a plain name");
        if let Ok(code) = name.parse::<Code>() {
            let (report, diagnostics) = diagnosed(&case);
            assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == code), "{name}:\n{report}");
        }
    }
}

#[test]
fn every_code_is_shown_by_a_case() {
    let shown: BTreeSet<Code> =
        cases().iter().flat_map(|case| diagnosed(case).1).map(|diagnostic| diagnostic.code).collect();
    for code in Code::ALL {
        assert!(shown.contains(code), "no case shows `{code}`");
    }
}
