//! Each folder in `tests/cases/` is a small site and what we say of it. `tests/README.md` tells how to read and add one.

mod case;
mod golden;
mod statuses;

use crate::harness::{accepts, difference, files};
use case::{Case, Judged};
use dateline::diagnostic::Code;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// Every case and what came of it, found out once for all tests.
static CASES: LazyLock<Vec<(Case, Judged)>> = LazyLock::new(|| {
    let judged = |case: Case| {
        let judged = case.judge();
        (case, judged)
    };
    Case::all().into_par_iter().map(judged).collect()
});

/// `DATELINE_ACCEPT=1 cargo test --test suite cases` writes what is found as what is expected.
#[test]
fn every_case_gives_what_it_expects() {
    let accept = accepts();
    let mut wrong = Vec::new();
    for (case, judged) in &*CASES {
        let expected = case.folder.join("expected");
        let found = judged.files();
        if accept {
            write(&expected, &found);
        }
        let missing = judged.missing.join(" ");
        let missing = (!missing.is_empty()).then(|| format!("no output is called {missing}\n{}", judged.report));
        let differences = differences(&expected, &found);
        wrong.extend(missing.into_iter().chain(differences).map(|said| format!("## {}: {said}", case.name)));
    }
    assert!(wrong.is_empty(), "{}\n(accept with DATELINE_ACCEPT=1)", wrong.join("\n\n"));
}

impl Judged {
    /// What `expected/` should hold, by path.
    fn files(&self) -> BTreeMap<String, &str> {
        let golden = self.golden.iter().map(|(path, text)| (format!("public/{path}"), &**text));
        let statuses = self.statuses.as_deref().map(|text| ("statuses.txt".to_owned(), text));
        golden.chain([("diagnostics.txt".to_owned(), &*self.report)]).chain(statuses).collect()
    }
}

/// Makes a folder hold these files alone.
fn write(folder: &Path, files: &BTreeMap<String, &str>) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("what was expected goes");
    }
    for (path, text) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("a folder can be made");
        fs::write(file, text).expect("the expectation can be written");
    }
}

/// What is expected and not found, found and not expected, and what differs.
fn differences(folder: &Path, found: &BTreeMap<String, &str>) -> Vec<String> {
    let path = |file: &Path| file.strip_prefix(folder).expect("it is below").to_string_lossy().replace('\\', "/");
    let expected: BTreeSet<String> = files(folder).iter().map(|file| path(file)).collect();
    let idle = expected.iter().filter(|path| !found.contains_key(*path));
    let mut wrong: Vec<_> = idle.map(|path| format!("expected/{path}\nnothing produces it any more")).collect();
    for (path, found) in found {
        if !expected.contains(path) {
            wrong.push(format!("expected/{path}\nis missing"));
            continue;
        }
        let expected = fs::read_to_string(folder.join(path)).expect("an expectation is text");
        if expected != *found {
            wrong.push(format!("expected/{path}\n{}", difference(&expected, found)));
        }
    }
    wrong
}

#[test]
fn every_sort_of_output_is_compared_by_a_case() {
    let all = |sorts: fn(&Judged) -> &BTreeSet<String>| -> BTreeSet<&String> {
        CASES.iter().flat_map(|(_, judged)| sorts(judged)).collect()
    };
    let compared = all(|judged| &judged.compared);
    let idle: Vec<_> = all(|judged| &judged.made).into_iter().filter(|sort| !compared.contains(sort)).collect();
    assert!(idle.is_empty(), "no case.md names these as golden: {idle:?}");
}

#[test]
fn every_case_is_whole_and_says_what_it_shows() {
    for (case, _) in &*CASES {
        let allowed = ["case.md", "content", "expected", "static", "templates", "withheld-names.txt"];
        for entry in fs::read_dir(&case.folder).expect("a case is a folder") {
            let entry = entry.expect("an entry").file_name().into_string().expect("a plain name");
            assert!(allowed.contains(&entry.as_str()), "{} has `{entry}`", case.name);
        }
        assert!(case.sentence.ends_with('.'), "{}: the first line of case.md is a sentence", case.name);
    }
}

/// Lines and columns aside, a case is named after what it shows: the folder `no-source` shows `no-source`.
#[test]
fn a_case_with_the_name_of_a_code_shows_it() {
    for (case, judged) in &*CASES {
        if let Ok(code) = case.name.parse::<Code>() {
            assert!(judged.codes.contains(&code), "{}:\n{}", case.name, judged.report);
        }
    }
}

#[test]
fn every_code_is_shown_by_a_case() {
    let shown: BTreeSet<Code> = CASES.iter().flat_map(|(_, judged)| judged.codes.iter().copied()).collect();
    for code in Code::ALL {
        assert!(shown.contains(code), "no case shows `{code}`");
    }
}
