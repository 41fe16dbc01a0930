//! A build of what was built before makes nothing, and still sees what others did to its files.

use super::{put, tree};
use dateline::write::{BuildFingerprint, Content, Job, Outputs, Written};
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

/// A site of three pages, one of them long, and how often one was made.
struct Site {
    folder: tempfile::TempDir,
    outputs: Outputs,
    made: Arc<AtomicUsize>,
}

impl Site {
    fn new() -> Self {
        let made = Arc::new(AtomicUsize::new(0));
        let page = |text: &'static str| {
            let made = Arc::clone(&made);
            Content::lazy(move || {
                made.fetch_add(1, Ordering::Relaxed);
                Ok(text.into())
            })
        };
        let long = {
            let made = Arc::clone(&made);
            Content::stream(move |out| {
                made.fetch_add(1, Ordering::Relaxed);
                out.write_all(b"li")?;
                out.write_all(b"st")
            })
        };
        let outputs = [("index.html", long), ("a/index.html", page("one")), ("b/index.html", page("two"))];
        let outputs = outputs.map(|(path, content)| (path.to_owned(), content)).into();
        Self { folder: tempfile::tempdir().unwrap(), outputs, made }
    }

    /// How many files were made, and what came of it.
    fn build(&self, inputs: &str) -> (usize, Written) {
        self.made.store(0, Ordering::Relaxed);
        let (site, public) = (self.folder.path(), self.folder.path().join("public"));
        let job = Job { fingerprint: BuildFingerprint::of(&inputs), ..Job::new(&self.outputs, &public, site) };
        let written = job.write().unwrap();
        let now = tree(&public);
        assert_eq!(now["index.html"], b"list");
        assert_eq!(now["a/index.html"], b"one");
        assert_eq!(now["b/index.html"], b"two");
        (self.made.load(Ordering::Relaxed), written)
    }

    /// Somebody changes a file, long enough ago for the time to tell on any clock.
    fn put(&self, path: &str, text: &str) {
        put(self.folder.path(), path, text);
        let file = fs::File::options().write(true).open(self.folder.path().join(path)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
    }
}

#[test]
fn nothing_is_made_twice_and_what_others_did_is_mended() {
    let site = Site::new();
    let (made, written) = site.build("1");
    assert_eq!((made, written.written), (3, 3));
    let (made, written) = site.build("1");
    assert_eq!((made, written.written, written.unchanged), (0, 0, 3));

    site.put("public/a/index.html", "eno");
    site.put("public/b/index.html", "");
    let (made, written) = site.build("1");
    assert_eq!((made, written.written, written.unchanged), (2, 2, 1), "edited, and torn");

    fs::remove_file(site.folder.path().join("public/a/index.html")).unwrap();
    let (made, written) = site.build("1");
    assert_eq!((made, written.written), (1, 1), "removed");
    assert_eq!(site.build("1").0, 0);
}

#[test]
fn other_inputs_make_everything() {
    let site = Site::new();
    site.build("1");
    let (made, written) = site.build("2");
    assert_eq!((made, written.written), (3, 0));
    assert_eq!(site.build("1").0, 3, "only the last ones are known");
    assert_eq!(site.build("1").0, 0);
}

#[test]
fn a_build_without_a_fingerprint_makes_everything() {
    let site = Site::new();
    site.build("1");
    let public = site.folder.path().join("public");
    let written = dateline::write::write(&site.outputs, &public, site.folder.path()).unwrap();
    assert_eq!((site.made.load(Ordering::Relaxed), written.written), (6, 0));
}

#[test]
fn a_long_file_that_differs_anywhere_is_written_anew() {
    let site = Site::new();
    site.build("1");
    for there in ["", "li", "lost", "list and more"] {
        site.put("public/index.html", there);
        let (_, written) = site.build("1");
        assert_eq!((written.written, written.unchanged), (1, 2), "{there:?}");
    }
}
