//! A clock that is wrong: the site is the same in 1970 as in 2100, and files of any age are found changed.

use super::tree;
use crate::harness::Site;
use std::fs::{File, FileTimes};
use std::path::Path;
use std::time::SystemTime;

fn build(site: &Site, day: &str) {
    let said = site.dateline_on(day.parse().expect("a day"), &["build"]);
    assert_eq!(said.status, 0, "{}", said.err);
}

/// Gives every file of a folder the age of a machine whose clock was never set.
fn as_of_1970(folder: &Path) {
    for path in tree(folder).keys().filter(|path| !path.ends_with('/')) {
        let file = File::options().write(true).open(folder.join(path)).unwrap();
        file.set_times(FileTimes::new().set_modified(SystemTime::UNIX_EPOCH)).unwrap();
    }
}

#[test]
fn the_clock_changes_no_page() {
    let folder = Site::explained();
    let site = folder.path();
    build(&folder, "2100-01-01");
    let in_2100 = tree(&site.join("public"));
    std::fs::remove_dir_all(site.join("public")).unwrap();
    build(&folder, "1970-01-01");
    assert!(tree(&site.join("public")) == in_2100, "the same site in 1970");

    // All files, ours and the editor's, were written at one moment, as without a clock.
    as_of_1970(&site.join("public"));
    let event = site.join("content/events/2031-04-04-ledger-report.md");
    let text = std::fs::read_to_string(&event).unwrap();
    std::fs::write(&event, text.replace("The Ledger reports", "The Ledger repeats")).unwrap();
    as_of_1970(&site.join("content"));
    build(&folder, "1970-01-01");
    let page = std::fs::read_to_string(site.join("public/events/2031-04-04-ledger-report/index.html")).unwrap();
    assert!(page.contains("The Ledger repeats"));
    std::fs::write(&event, text).unwrap();
    as_of_1970(&site.join("content"));
    as_of_1970(&site.join("public"));
    build(&folder, "1970-01-01");
    assert!(tree(&site.join("public")) == in_2100, "and back again");
}
