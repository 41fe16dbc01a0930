//! Folders that become links, or that strangers' archives hold as links: what they lead to is nobody's business.

use crate::harness::Site;
use crate::serve::preview::Preview;
use dateline::read::read;
use dateline::write::Content;
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::Duration;

const SECRET: &str = "the secret of somebody else";

/// Puts a link in the place of a folder of the site; what it leads to has the folder's files, with other words in them.
fn replace(folder: &Path, outside: &Path) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        fs::write(outside.join(entry.file_name()), format!("---\ntitle: {SECRET}\n---\n")).unwrap();
    }
    fs::rename(folder, folder.with_extension("before")).unwrap();
    symlink(outside, folder).unwrap();
}

#[test]
fn a_copied_file_is_not_looked_for_behind_a_link() {
    let (desk, outside) = (Site::explained(), tempfile::tempdir().unwrap());
    desk.write("static/notices/today.txt", "a notice");
    let (inputs, _) = read(desk.path()).unwrap();
    let found = inputs.statics.iter().find(|file| &*file.path == "notices/today.txt").unwrap();
    let content = Content::Copy(found.file.clone());
    assert_eq!(&*content.bytes().unwrap(), b"a notice");
    replace(&desk.path().join("static/notices"), outside.path());
    assert!(content.bytes().is_err());
}

#[test]
fn the_preview_shows_nothing_from_behind_a_link() {
    let (desk, outside) = (Site::explained(), tempfile::tempdir().unwrap());
    desk.write("static/notices/today.txt", "a notice");
    let preview = Preview::of(&desk);
    assert_eq!(preview.get("/notices/today.txt").body, "a notice");
    replace(&desk.path().join("static/notices"), outside.path());
    for _ in 0..20 {
        assert!(!preview.get("/notices/today.txt").body.contains(SECRET));
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_saved_file_is_not_read_again_from_behind_a_link() {
    let (desk, outside) = (Site::explained(), tempfile::tempdir().unwrap());
    let site = desk.path().canonicalize().unwrap();
    let (mut inputs, diagnostics) = read(&site).unwrap();
    let file = site.join("content/sources/ledger-2031-04-04.md");
    assert!(file.is_file());
    replace(&site.join("content/sources"), outside.path());
    // The whole folder is read, then, which tells of the link.
    assert!(!inputs.read_again(&site, &BTreeSet::from([file]), &diagnostics));
    assert!(inputs.documents.iter().all(|input| !input.text.contains(SECRET)));
}

/// A folder inside the site may be linked to another one inside it, also from a site that is itself behind a link.
#[test]
fn links_that_stay_in_the_site_are_followed_as_before() {
    let (desk, elsewhere) = (Site::explained(), tempfile::tempdir().unwrap());
    desk.write("static/notices/today.txt", "a notice");
    symlink("notices", desk.path().join("static/again")).unwrap();
    symlink("notices/today.txt", desk.path().join("static/today.txt")).unwrap();
    let site = elsewhere.path().join("site");
    symlink(desk.path(), &site).unwrap();
    let (inputs, diagnostics) = read(&site).unwrap();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    for path in ["notices/today.txt", "again/today.txt", "today.txt"] {
        let file = inputs.statics.iter().find(|file| &*file.path == path).unwrap_or_else(|| panic!("{path}"));
        assert_eq!(&*Content::Copy(file.file.clone()).bytes().unwrap(), b"a notice", "{path}");
    }
}

#[test]
fn an_import_copies_nothing_from_behind_a_link_of_the_archive() {
    let (desk, archive, outside) = (Site::explained(), Site::empty(), tempfile::tempdir().unwrap());
    desk.write("content/events/letter/letter.txt", "the letter");
    let letter = "---\ntitle: A letter\ndate: 2031-04-06\nkind: report\nsources: [ledger-2031-04-04]\n\
                  media:\n  - {file: letter.txt, alt: The letter}\n---\nIt was sent.\n";
    desk.write("content/events/letter/2031-04-06-letter.md", letter);
    let built = desk.dateline(&["build"]);
    assert_eq!(built.status, 0, "{}", built.err);
    let folder = "events/2031-04-06-letter";
    archive.write("timeline.json", desk.read("public/timeline.json"));
    fs::write(outside.path().join("letter.txt"), SECRET).unwrap();
    fs::create_dir(archive.path().join("events")).unwrap();
    symlink(outside.path(), archive.path().join(folder)).unwrap();
    let new = Site::empty();
    let import = || new.dateline(&["import", "timeline", archive.path().join("timeline.json").to_str().unwrap()]);
    let said = import();
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(said.err.contains("letter.txt"), "it is told: {}", said.err);
    let copy = new.path().join("content/events/2031-04-06-letter/letter.txt");
    assert!(!copy.exists(), "{:?}", fs::read_to_string(copy));
    // Where the folder is one, and the archive alone lies behind a link, it is copied.
    fs::remove_file(archive.path().join(folder)).unwrap();
    archive.write(&format!("{folder}/letter.txt"), "the letter");
    assert_eq!(import().status, 0);
    assert_eq!(new.read("content/events/2031-04-06-letter/letter.txt"), "the letter");
}
