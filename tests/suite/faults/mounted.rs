//! Disks that are full or read-only.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Command;

use dateline::write::{Content, Outputs, write};

use super::{alone, as_tree, tree};

/// Runs an ignored test of this file where it may mount what no one else sees.
fn with_own_mounts(test: &str) {
    let probe = tempfile::tempdir().unwrap();
    let ways: [&[&str]; 3] = [&["unshare", "-m"], &["unshare", "-rm"], &["sudo", "-n", "unshare", "-m"]];
    let works = |way: &&&[&str]| {
        let mut command = Command::new(way[0]);
        command.args(&way[1..]).args(["mount", "-t", "tmpfs", "none"]).arg(probe.path());
        command.output().is_ok_and(|output| output.status.success())
    };
    let Some(way) = ways.iter().find(works) else {
        match std::env::var("DATELINE_NO_MOUNTS") {
            Ok(reason) if !reason.trim().is_empty() => return eprintln!("{test} was not tried: {reason}"),
            _ => panic!(
                "nothing here can mount a small disk; DATELINE_NO_MOUNTS=\"the reason\" passes this test untried"
            ),
        }
    };
    let disk = tempfile::tempdir().unwrap();
    let test = alone(test);
    let output = Command::new(way[0])
        .args(&way[1..])
        .arg("env")
        .arg(format!("DATELINE_TEST_DISK={}", disk.path().display()))
        .arg(test.get_program())
        .args(test.get_args())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

#[test]
fn a_full_disk_changes_nothing() {
    with_own_mounts("faults::mounted::full_disk");
}

#[test]
fn a_form_on_a_full_disk_changes_nothing() {
    with_own_mounts("faults::mounted::full_form");
}

#[test]
#[ignore = "run by a test above on a disk of its own"]
fn full_form() {
    use dateline::edit::save::{FileWrite, digest, save};
    let disk = mount("size=1m").canonicalize().unwrap();
    std::fs::create_dir_all(disk.join("content/events")).unwrap();
    let event = "content/events/a.md";
    std::fs::write(disk.join(event), "old").unwrap();
    std::fs::write(disk.join("ballast"), vec![0; 900 << 10]).unwrap();
    let write = |path: &str, before: Option<&str>, after: &[u8]| FileWrite {
        path: path.to_owned(),
        before: before.map(|text| digest(text.as_bytes())),
        after: Some(after.to_vec()),
    };
    let long = vec![b'x'; 600 << 10];
    let files = [write("content/sources/s.md", None, &long), write(event, Some("old"), &long)];
    assert!(save(&disk, &files).is_err());
    assert_eq!(std::fs::read_to_string(disk.join(event)).unwrap(), "old");
    assert!(!disk.join("content/sources/s.md").exists() && !disk.join("content/.dateline-save").exists());
    std::fs::remove_file(disk.join("ballast")).unwrap();
    let files = [write("content/sources/s.md", None, b"source"), write(event, Some("old"), b"new")];
    save(&disk, &files).unwrap();
    assert_eq!(std::fs::read_to_string(disk.join(event)).unwrap(), "new");
}

#[test]
fn a_disk_without_room_for_names_changes_nothing() {
    with_own_mounts("faults::mounted::no_inodes");
}

#[test]
fn a_full_disk_under_the_site_changes_nothing() {
    with_own_mounts("faults::mounted::full_site");
}

#[test]
fn a_read_only_disk_changes_nothing() {
    with_own_mounts("faults::mounted::read_only");
}

/// As on a disk that takes `Content` and `content` for one name, which are two paths for us.
#[test]
fn the_content_by_another_path_is_no_place_for_the_output() {
    with_own_mounts("faults::mounted::content_twice");
}

#[test]
#[ignore = "run by a test above on a disk of its own"]
fn content_twice() {
    let disk = mount("size=16m");
    for folder in ["site/content/events", "CONTENT"] {
        std::fs::create_dir_all(disk.join(folder)).unwrap();
    }
    let (content, again) = (disk.join("site/content"), disk.join("CONTENT"));
    assert!(Command::new("mount").arg("--bind").args([&content, &again]).status().unwrap().success());
    for output in ["CONTENT", "CONTENT/public", "CONTENT/events/public"] {
        let error = write(&site("one", 3), &disk.join(output), &disk.join("site")).unwrap_err().to_string();
        assert!(error.contains("is, holds or lies in the site's `content`"), "{error}");
    }
}

fn mount(options: &str) -> std::path::PathBuf {
    let disk = std::env::var("DATELINE_TEST_DISK").expect("a test above names the disk");
    let status = Command::new("mount").args(["-t", "tmpfs", "-o", options, "none", &disk]).status().unwrap();
    assert!(status.success());
    disk.into()
}

fn remount(disk: &Path, options: &str) {
    // With its source named, `mount` leaves out the old options, some of which a user namespace may not repeat.
    let options = format!("remount,{options}");
    let status = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "none"]).arg(disk).status().unwrap();
    assert!(status.success());
}

fn site(version: &str, pages: usize) -> Outputs {
    let page = |page| {
        let text = format!("{version} {page}\n").repeat(300);
        // Some are made while they are written.
        let content = match page % 10 {
            0 => Content::stream(move |out| text.lines().try_for_each(|line| writeln!(out, "{line}"))),
            _ => Content::Bytes(text.into_bytes().into()),
        };
        (format!("events/{page}/index.html"), content)
    };
    (0..pages).map(page).collect()
}

fn times(folder: &Path) -> Vec<std::time::SystemTime> {
    tree(folder).keys().map(|path| folder.join(path).metadata().unwrap().modified().unwrap()).collect()
}

#[test]
#[ignore = "run by a test above on a disk of its own"]
fn full_disk() {
    let disk = mount("size=1200k");
    let site_folder = tempfile::tempdir().unwrap();
    let public = disk.join("public");
    let (one, two) = (site("one", 200), site("two", 300));
    write(&one, &public, site_folder.path()).unwrap();
    let (before, kept) = (times(&public), tree(site_folder.path()));
    let error = write(&two, &public, site_folder.path()).unwrap_err().to_string();
    assert!(error.contains("index.html") && error.contains("No space left"), "{error}");
    assert!(tree(&public) == as_tree(&one), "the last good site stands, and nothing beside it");
    assert_eq!(times(&public), before);
    assert!(tree(site_folder.path()) == kept, "what is ours is what it was");
    assert_eq!(write(&one, &public, site_folder.path()).unwrap().written, 0);
    remount(&disk, "size=16m");
    write(&two, &public, site_folder.path()).unwrap();
    assert!(tree(&public) == as_tree(&two));
}

#[test]
#[ignore = "run by a test above on a disk of its own"]
fn no_inodes() {
    let disk = mount("size=16m,nr_inodes=300");
    let site_folder = tempfile::tempdir().unwrap();
    let public = disk.join("public");
    let (one, two) = (site("one", 50), site("two", 200));
    write(&one, &public, site_folder.path()).unwrap();
    let error = write(&two, &public, site_folder.path()).unwrap_err().to_string();
    assert!(error.contains("No space left"), "{error}");
    assert!(tree(&public) == as_tree(&one), "no folder is left of what was not written");
    remount(&disk, "nr_inodes=10000");
    write(&two, &public, site_folder.path()).unwrap();
    assert!(tree(&public) == as_tree(&two));
}

#[test]
#[ignore = "run by a test above on a disk of its own"]
fn full_site() {
    let disk = mount("size=4m");
    let public = disk.join("public");
    let (one, two) = (site("one", 100), site("two", 100));
    write(&one, &public, &disk).unwrap();
    // Whatever is left is taken: not even the manifest finds room.
    let filler = disk.join("filler");
    let mut file = std::fs::File::create(&filler).unwrap();
    while std::io::Write::write_all(&mut file, &[0; 4096]).is_ok() {}
    drop(file);
    let error = write(&two, &public, &disk).unwrap_err().to_string();
    assert!(error.contains("No space left"), "{error}");
    assert!(tree(&public) == as_tree(&one));
    std::fs::remove_file(&filler).unwrap();
    write(&two, &public, &disk).unwrap();
    assert!(tree(&public) == as_tree(&two));
}

#[test]
#[ignore = "run by a test above on a disk of its own"]
fn read_only() {
    let disk = mount("size=16m");
    let elsewhere = tempfile::tempdir().unwrap();
    let (one, two) = (site("one", 20), site("two", 20));
    for site_folder in [disk.as_path(), elsewhere.path()] {
        let public = disk.join("public");
        let _ = std::fs::remove_dir_all(&public);
        write(&one, &public, site_folder).unwrap();
        remount(&disk, "ro");
        let error = write(&two, &public, site_folder).unwrap_err().to_string();
        assert!(error.contains("Read-only file system"), "{error}");
        assert!(tree(&public) == as_tree(&one));
        remount(&disk, "rw");
        write(&two, &public, site_folder).unwrap();
        assert!(tree(&public) == as_tree(&two));
    }
}
