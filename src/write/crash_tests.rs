//! A build is stopped before every single step it takes; see [`disk::step`](super::disk::step).

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use super::{BuildFingerprint, Content, Job, Outputs, write};

/// What the output folder holds: path to text.
type Files = BTreeMap<String, String>;

const STRANGERS: [(&str, &str); 3] =
    [("CNAME", "harbour.example"), ("events/notes.txt", "mine"), ("gone/deep/mine.txt", "mine too")];

/// A site before and after a day's work: a page becomes a folder, a folder becomes a page, one goes, one comes.
fn sites() -> (Outputs, Outputs) {
    let site = |files: &[(&str, &str)]| -> Outputs {
        files.iter().map(|(path, text)| ((*path).to_owned(), Content::Bytes(text.as_bytes().to_vec().into()))).collect()
    };
    let old = site(&[
        ("index.html", "old list"),
        ("events/a/index.html", "old page"),
        ("events/same/index.html", "the same"),
        ("style.css", "old look"),
        ("kind", "a file"),
        ("folder/index.html", "a folder"),
        ("folder/x/y.html", "deep"),
        ("gone/deep/index.html", "stale"),
        ("gone/other/index.html", "stale"),
    ]);
    let new = site(&[
        ("index.html", "new list, longer"),
        ("events/a/index.html", "new page, longer"),
        ("events/same/index.html", "the same"),
        ("events/new/index.html", "another page"),
        ("events/new/letter.txt", "its letter"),
        ("style.css", "new look, longer"),
        ("kind/deep/index.html", "a folder"),
        ("folder", "a file"),
    ]);
    (old, new)
}

fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                files.insert(path, std::fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    files
}

fn with_strangers(outputs: &Outputs) -> Files {
    let ours = outputs.iter().map(|(path, content)| (path.clone(), text(content)));
    ours.chain(STRANGERS.map(|(path, text)| (path.to_owned(), text.to_owned()))).collect()
}

fn text(content: &Content) -> String {
    String::from_utf8(content.bytes().unwrap().into_owned()).unwrap()
}

/// Not a test: the build that is stopped, in a process of its own.
#[test]
#[ignore = "run by the test below"]
fn child() {
    let site = std::env::var("DATELINE_TEST_SITE").expect("the test below names the site");
    let site = Path::new(&site);
    let (new, public) = (sites().1, site.join("public"));
    Job { fingerprint: BuildFingerprint::of(&"new"), ..Job::new(&new, &public, site) }.write().unwrap();
}

/// Stops the build of the new site before step number `stops`, and says whether it came to its end before.
fn build_to(stops: usize, site: &Path) -> bool {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "write::crash_tests::child", "--ignored"])
        .env("DATELINE_TEST_STOP_AT", stops.to_string())
        .env("DATELINE_TEST_SITE", site)
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .unwrap()
        .status
        .success()
}

#[test]
fn a_first_build_shows_all_or_nothing_and_is_mended() {
    let (_, new) = sites();
    let whole: Files = new.iter().map(|(path, content)| (path.clone(), text(content))).collect();
    let mut stops = 0;
    loop {
        let site = tempfile::tempdir().unwrap();
        let public = site.path().join("public");
        let is_done = build_to(stops, site.path());
        assert!(!public.exists() || files(&public) == whole, "stop {stops}: {:?}", files(&public));
        write(&new, &public, site.path()).unwrap();
        assert_eq!(files(&public), whole, "mended after stop {stops}");
        let kept = std::fs::read_dir(site.path().join(".dateline")).unwrap();
        let kept: Vec<_> = kept.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        assert!(kept.iter().all(|name| !name.ends_with(".new")), "stop {stops}: {kept:?}");
        if is_done {
            break;
        }
        stops += 1;
    }
    assert!(stops > 10, "only {stops} steps: they are not counted any more");
}

#[test]
fn a_build_stopped_before_any_step_harms_nothing_and_is_mended() {
    let (old, new) = sites();
    let mut stops = 0;
    loop {
        let site = tempfile::tempdir().unwrap();
        let site = site.path();
        let public = site.join("public");
        write(&old, &public, site).unwrap();
        for (path, text) in STRANGERS {
            std::fs::write(public.join(path), text).unwrap();
        }
        let time = || public.join("events/same/index.html").metadata().unwrap().modified().unwrap();
        let untouched = time();

        let is_done = build_to(stops, site);
        let now = files(&public);
        let (before, after) = (with_strangers(&old), with_strangers(&new));
        if is_done {
            assert_eq!(now, after, "a build that nobody stops");
            break;
        }
        for (path, text) in &now {
            let temporary = path.rsplit('/').next().is_some_and(super::disk::is_temporary);
            let whole = before.get(path) == Some(text) || after.get(path) == Some(text);
            assert!(temporary || whole, "stop {stops}: `{path}` holds {text:?}");
        }
        for path in before.keys().filter(|path| after.contains_key(*path)) {
            assert!(now.contains_key(path), "stop {stops}: `{path}` is missing");
        }
        if now["index.html"].starts_with("new") {
            for path in ["events/new/index.html", "events/new/letter.txt", "style.css"] {
                assert_eq!(now.get(path), after.get(path), "stop {stops}: the list leads to `{path}`");
            }
        }

        // The next build may be of the new site or, after a change of mind, of the old one.
        let (next, goal) = if stops % 2 == 0 { (&new, after) } else { (&old, before) };
        write(next, &public, site).unwrap();
        assert_eq!(files(&public), goal, "mended after stop {stops}");
        assert_eq!(write(next, &public, site).unwrap().written, 0);
        assert_eq!(time(), untouched, "stop {stops}: an unchanged file was touched");
        assert!(!public.join("gone/other").exists() || stops % 2 == 1);
        stops += 1;
    }
    assert!(stops > 25, "only {stops} steps: they are not counted any more");
}
