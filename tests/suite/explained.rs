//! The examples in `docs/diagnostics/` do what they say: each provokes its code, and its mend does not.
//!
//! `tests/explained/README.md` tells about the small site to which they belong.

use crate::harness::{Site, human_report};
use dateline::diagnostic::Code;
use dateline::diagnostic::explain::explain;

/// Codes whose examples can't be tried here, each with the reason.
const NOT_TRIED: &[(Code, &str)] = &[
    (Code::NotUtf8, "a page is UTF-8, so it can't hold what is wrong"),
    (Code::UnreadableInput, "a page can't hold a symbolic link"),
    (Code::UnsearchedFile, "a page can't hold an encrypted PDF"),
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

/// What is said of the small site with `files` over it: the report, and whether it has `code`.
fn tried(files: &[(String, String)], code: Code) -> (String, bool) {
    let site = Site::explained();
    files.iter().for_each(|(path, content)| site.write(path, content));
    let checked = site.check();
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
