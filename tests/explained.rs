//! The examples in `docs/diagnostics/` do what they say: each provokes its code, and its mend does not.
//!
//! `tests/explained/README.md` tells about the small site to which they belong.

mod support;

use std::fs;
use std::path::Path;

use dateline::diagnostic::Code;
use dateline::diagnostic::explain::explain;
use support::{checked, human_report, options};

/// Codes whose examples can't be tried here, each with the reason.
const NOT_TRIED: &[(Code, &str)] = &[
    (Code::NotUtf8, "a page is UTF-8, so it can't hold what is wrong"),
    (Code::UnreadableInput, "a page can't hold a symbolic link"),
];

/// The files shown under a heading: the path that the fence names, and the content.
fn files(page: &str, heading: &str) -> Vec<(String, String)> {
    let section = page.split("\n## ").find(|section| section.lines().next() == Some(heading)).unwrap_or_default();
    let blocks = section.split("\n```").skip(1).step_by(2);
    let file = |block: &str| {
        let (fence, content) = block.split_once('\n')?;
        let (_, path) = fence.split_once(' ')?;
        Some((path.to_owned(), format!("{content}\n")))
    };
    blocks.filter_map(file).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file can be copied");
        }
    }
}

/// What is said of the small site with `files` over it: the report, and whether it has `code`.
fn tried(files: &[(String, String)], code: Code) -> (String, bool) {
    let folder = tempfile::tempdir().expect("a folder for this test");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explained/content"), &folder.path().join("content"));
    for (path, content) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder can be made");
        fs::write(path, content).expect("a file can be written");
    }
    let checked = checked(&options(folder.path()));
    (human_report(&checked), checked.diagnostics.iter().any(|diagnostic| diagnostic.code == code))
}

#[test]
fn every_example_provokes_its_code_and_its_mend_does_not() {
    let mut wrong = Vec::new();
    for &code in Code::ALL {
        if NOT_TRIED.iter().any(|(known, _)| *known == code) {
            continue;
        }
        let page = explain(code);
        let (report, has_it) = tried(&files(page, "Example"), code);
        if !has_it {
            wrong.push(format!("## `{code}`: its example does not provoke it\n{report}"));
        }
        let (report, has_it) = tried(&files(page, "Mend"), code);
        if has_it {
            wrong.push(format!("## `{code}`: its mend provokes it\n{report}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_small_site_by_itself_has_nothing_wrong() {
    assert_eq!(tried(&[], Code::NoSource), (String::new(), false));
}
