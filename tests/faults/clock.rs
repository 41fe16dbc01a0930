//! A clock that is wrong: the site is the same in 1970 as in 2100, and files of any age are found changed.

use super::tree;
use std::fs::{File, FileTimes};
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        super::put(to, &path, bytes);
    }
}

fn build(site: &Path, seconds_since_1970: &str) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_dateline"));
    program.args(["build", "--site"]).arg(site).arg("--output").arg(site.join("public"));
    let output = program.env("SOURCE_DATE_EPOCH", seconds_since_1970).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
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
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explained/content"), &site.join("content"));
    build(site, "4102444800");
    let in_2100 = tree(&site.join("public"));
    std::fs::remove_dir_all(site.join("public")).unwrap();
    build(site, "0");
    assert!(tree(&site.join("public")) == in_2100, "the same site in 1970");

    // All files, ours and the editor's, were written at one moment, as without a clock.
    as_of_1970(&site.join("public"));
    let event = site.join("content/events/2031-04-04-ledger-report.md");
    let text = std::fs::read_to_string(&event).unwrap();
    std::fs::write(&event, text.replace("The Ledger reports", "The Ledger repeats")).unwrap();
    as_of_1970(&site.join("content"));
    build(site, "0");
    let page = std::fs::read_to_string(site.join("public/events/2031-04-04-ledger-report/index.html")).unwrap();
    assert!(page.contains("The Ledger repeats"));
    std::fs::write(&event, text).unwrap();
    as_of_1970(&site.join("content"));
    as_of_1970(&site.join("public"));
    build(site, "0");
    assert!(tree(&site.join("public")) == in_2100, "and back again");
}
