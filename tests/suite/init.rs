//! `init` makes a site that builds at once, and touches nothing that is somebody's.

use crate::harness::{Site, files, root};
use std::collections::BTreeMap;
use std::path::Path;

/// What stands for the action in this repository's own workflow.
const OWN_ACTION: &str =
    "./ # zizmor: ignore[self-repository] an issue's run checks out the default branch, and nothing else";

/// What a folder holds, by path.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |file: &Path| file.strip_prefix(folder).expect("it lies within").display().to_string();
    files(folder).iter().map(|file| (name(file), std::fs::read(file).expect("a file"))).collect()
}

#[test]
fn a_new_site_builds_without_a_word_of_complaint() {
    let site = Site::empty();
    let said = site.dateline(&["init", "timeline"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let said = site.dateline(&["build", "--strict", "--site", "timeline", "--output", "out", "--format", "json"]);
    assert_eq!((said.status, said.out.trim()), (0, "[]"), "{}", said.err);
    for file in ["README.md", ".gitignore", ".vscode/settings.json", ".vscode/dateline.code-snippets"] {
        assert!(site.path().join("timeline").join(file).is_file(), "{file}");
    }
    assert!(site.read("timeline/.vscode/dateline.code-snippets").contains("\"prefix\": \"ledger-2023-04-04\""));
}

#[test]
fn everything_of_the_example_arrives() {
    let site = Site::empty();
    let action = "harbour-desk/dateline@0123456789abcdef0123456789abcdef01234567";
    assert_eq!(site.dateline(&["init", "timeline", "--action", action]).status, 0);
    let made = contents(&site.path().join("timeline"));
    for (name, bytes) in contents(&root().join("templates/init")) {
        let wanted = String::from_utf8(bytes).expect("text").replace("OWNER/dateline@COMMIT", action);
        let found = String::from_utf8(made[&name].clone()).expect("text");
        if name.starts_with(".github/workflows") {
            assert_eq!(found, wanted, "{name}");
        } else {
            assert_eq!(found.len(), std::fs::read(root().join("templates/init").join(&name)).expect("a file").len());
        }
    }
}

#[test]
fn a_folder_with_something_in_it_is_refused() {
    let site = Site::empty();
    site.write("timeline/notes.txt", "mine");
    let said = site.dateline(&["init", "timeline"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("it has `notes.txt`"), "{}", said.err);
    assert_eq!(files(site.path()).len(), 1);
    // A fresh repository is no work of anybody's yet.
    site.write("fresh/.git/HEAD", "ref: refs/heads/main");
    assert_eq!(site.dateline(&["init", "fresh"]).status, 0);
}

#[test]
fn the_editors_of_the_new_site_can_make_files() {
    let site = Site::empty();
    assert_eq!(site.dateline(&["init", "."]).status, 0);
    let event = ["new", "event", "The register opens", "--date", "2024-06-10", "--kind", "decision", "--source"];
    let said = site.dateline(&[&event[..], &["ledger-2024-06-04"]].concat());
    assert_eq!(said.status, 0, "{}", said.err);
    assert_eq!(site.dateline_check().status, 0);
}

/// This repository's own content gets the weekly visit that a new site gets.
#[test]
fn the_links_of_this_repository_are_visited_as_those_of_a_new_site() {
    let read = |path: &str| std::fs::read_to_string(root().join(path)).expect(path);
    let (own, new) = (read(".github/workflows/links.yml"), read("templates/init/.github/workflows/links.yml"));
    // Here the program is compiled, there it is brought by the action.
    let build = own.find("      - name: Rust\n").expect("own")..own.find("      - id: visit\n").expect("own");
    let action = new.find("      - uses: OWNER/dateline").expect("new")..new.find("      - id: visit\n").expect("new");
    let own = own.replace(&own[build], "").replace("target/release/dateline", "dateline");
    assert_eq!(own, new.replace(&new[action], ""));
}

#[test]
fn this_repository_has_the_form_for_its_own_kinds_and_the_same_workflow() {
    let repository = root();
    let read =
        |path: &str| std::fs::read_to_string(repository.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let site = repository.to_str().expect("a path that is text");
    let form = Site::empty().dateline(&["schema", "--issue-form", "--site", site]);
    assert_eq!(form.status, 0, "{}", form.err);
    assert_eq!(form.out, read(".github/ISSUE_TEMPLATE/event.yml"), "`cargo run -- schema --issue-form` writes it");
    for (ours, example) in
        [("ISSUE_TEMPLATE/correction.yml", ""), ("workflows/issue-to-event.yml", "OWNER/dateline@COMMIT")]
    {
        let expected = read(&format!("templates/init/.github/{ours}"));
        let expected = if example.is_empty() { expected } else { expected.replace(example, OWN_ACTION) };
        assert_eq!(read(&format!(".github/{ours}")), expected, "{ours}");
    }
}
