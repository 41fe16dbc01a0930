//! Two at once: two builds, or a build and an editor.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use dateline::Error;
use dateline::read::read;
use dateline::write::{Content, Job, Outputs, write};

use super::{as_tree, outputs, put, tree};

/// Tells another thread to end, also when an assertion fails.
struct StopAtEnd<'a>(&'a AtomicBool);

impl Drop for StopAtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn site(version: &str) -> Outputs {
    let page = |page| {
        (format!("{version}-{}/{page}.html", page % 7), Content::Bytes(version.repeat(page).into_bytes().into()))
    };
    let mut outputs: Outputs = (0..200).map(page).collect();
    outputs.extend(self::outputs(&[("index.html", version)]));
    outputs
}

#[test]
fn two_builds_take_turns() {
    let folder = tempfile::tempdir().unwrap();
    let public = folder.path().join("public");
    let sites = [site("one"), site("two")];
    std::thread::scope(|scope| {
        for site in &sites {
            scope.spawn(|| {
                for _ in 0..8 {
                    let written = write(site, &public, folder.path()).unwrap();
                    assert_eq!(written.written + written.unchanged, site.len());
                }
            });
        }
    });
    let now = tree(&public);
    assert!(sites.iter().any(|site| now == as_tree(site)), "a mixture of two builds");
}

#[test]
fn a_build_that_waits_in_vain_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let public = folder.path().join("public");
    write(&site("one"), &public, folder.path()).unwrap();
    let lock = std::fs::read_dir(folder.path().join(".dateline"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|end| end == "lock"))
        .unwrap();
    let held = std::fs::File::open(lock).unwrap();
    held.lock().unwrap();
    let two = site("two");
    let job = Job { lock_timeout: Duration::from_millis(60), ..Job::new(&two, &public, folder.path()) };
    match job.write() {
        Err(Error::Refused(why)) => assert!(why.contains("another build"), "{why}"),
        other => panic!("wrote while another build did: {other:?}"),
    }
    assert!(tree(&public) == as_tree(&site("one")));
    drop(held);
    Job::new(&two, &public, folder.path()).write().unwrap();
}

#[test]
fn files_that_come_and_go_while_they_are_read_stop_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    put(folder, "content/site.yaml", "title: t\n");
    let mut seen_gone = 0;
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                for number in 0..40 {
                    put(folder, &format!("content/events/{}/{number}.md", number % 4), "---\n---\n");
                    put(folder, &format!("content/events/{}/{number}.png", number % 4), "a picture");
                }
                for number in 0..4 {
                    std::fs::remove_dir_all(folder.join(format!("content/events/{number}"))).unwrap();
                }
            }
        });
        let _stop = StopAtEnd(&stop);
        for _ in 0..3_000 {
            let (inputs, diagnostics) = read(folder).unwrap();
            assert!(inputs.site.is_some());
            for diagnostic in diagnostics {
                assert_eq!(diagnostic.code.as_str(), "unreadable-input", "{diagnostic:?}");
                seen_gone += 1;
            }
            if seen_gone > 20 {
                break;
            }
        }
    });
    assert!(seen_gone > 0, "no file went away at the right moment");
}

#[test]
fn a_copy_of_a_file_that_is_being_changed_harms_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let (site_folder, public): (&Path, _) = (folder.path(), folder.path().join("public"));
    let original = site_folder.join("film.bin");
    put(site_folder, "film.bin", "x");
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for (turn, letter) in (1..).zip((b'a'..=b'z').cycle()) {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                std::fs::write(&original, vec![letter; turn * 7_919 % 400_000]).unwrap();
            }
        });
        let _stop = StopAtEnd(&stop);
        for turn in 0..200 {
            let mut files = outputs(&[("index.html", ["one", "two"][turn % 2])]);
            files.insert("film.bin".to_owned(), Content::Copy(original.clone()));
            write(&files, &public, site_folder).unwrap();
            let page = std::fs::read_to_string(public.join("index.html")).unwrap();
            assert_eq!(page, ["one", "two"][turn % 2]);
        }
    });
}
