//! Files in the output folder that are not ours, and files of ours that someone has tampered with.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use dateline::Error;
use dateline::write::{Content, Outputs, Written, write};

use super::{Tree, as_tree, outputs, put, tree};

struct Site {
    folder: tempfile::TempDir,
    public: PathBuf,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let public = folder.path().join("public");
        Self { folder, public }
    }

    fn write(&self, files: &[(&str, &str)]) -> Written {
        write(&outputs(files), &self.public, self.folder.path()).unwrap()
    }

    /// A refusal that touches nothing.
    fn refuses(&self, files: &[(&str, &str)]) -> String {
        let before = tree(&self.public);
        let why = match write(&outputs(files), &self.public, self.folder.path()) {
            Err(Error::Refused(why)) => why,
            other => panic!("not refused: {other:?}"),
        };
        assert!(tree(&self.public) == before, "touched although refused: {why}");
        why
    }

    fn holds(&self, files: &[(&str, &str)]) -> bool {
        tree(&self.public) == as_tree(&outputs(files))
    }
}

#[test]
fn unchanged_files_keep_their_times() {
    let site = Site::new();
    let first = site.write(&[("index.html", "one"), ("a/index.html", "same"), ("b/index.html", "12345")]);
    assert_eq!(first, Written { written: 3, unchanged: 0, removed: 0, bytes: 12 });
    let long_ago = SystemTime::UNIX_EPOCH;
    for path in ["index.html", "a/index.html", "b/index.html"] {
        let file = std::fs::File::options().write(true).open(site.public.join(path)).unwrap();
        file.set_modified(long_ago).unwrap();
    }
    let second = site.write(&[("index.html", "two"), ("a/index.html", "same"), ("b/index.html", "54321")]);
    assert_eq!(second, Written { written: 2, unchanged: 1, removed: 0, bytes: 8 });
    let time = |path: &str| site.public.join(path).metadata().unwrap().modified().unwrap();
    assert_eq!(time("a/index.html"), long_ago);
    assert_ne!(time("b/index.html"), long_ago);
    let manifest = manifest(&site);
    let written_at = manifest.metadata().unwrap().modified().unwrap();
    let third = site.write(&[("index.html", "two"), ("a/index.html", "same"), ("b/index.html", "54321")]);
    assert_eq!(third, Written { written: 0, unchanged: 3, removed: 0, bytes: 0 });
    assert_eq!(manifest.metadata().unwrap().modified().unwrap(), written_at);
}

#[test]
fn stale_files_of_ours_go_and_strangers_stay() {
    let site = Site::new();
    site.write(&[("index.html", "1"), ("events/a/index.html", "1"), ("events/b/index.html", "1"), ("c/d/e.html", "1")]);
    put(&site.public, "events/a/notes.txt", "mine");
    put(&site.public, "CNAME", "harbour.example");
    let written = site.write(&[("index.html", "1"), ("events/b/index.html", "1")]);
    assert_eq!((written.written, written.removed), (0, 3 - 1));
    assert!(site.holds(&[
        ("index.html", "1"),
        ("events/b/index.html", "1"),
        ("events/a/notes.txt", "mine"),
        ("CNAME", "harbour.example"),
    ]));
    // With nothing of ours left, the strangers' files are.
    site.write(&[]);
    assert!(site.holds(&[("events/a/notes.txt", "mine"), ("CNAME", "harbour.example")]));
}

#[test]
fn a_page_that_someone_damaged_is_mended() {
    let site = Site::new();
    let files = [("index.html", "whole"), ("a/index.html", "whole")];
    site.write(&files);
    put(&site.public, "index.html", "");
    std::fs::remove_file(site.public.join("a/index.html")).unwrap();
    assert_eq!(site.write(&files).written, 2);
    assert!(site.holds(&files));
}

#[test]
fn a_strangers_file_is_not_overwritten() {
    let site = Site::new();
    put(&site.public, "index.html", "theirs");
    put(&site.public, "style.css", "theirs");
    let why = site.refuses(&[("index.html", "ours"), ("a.html", "ours"), ("style.css", "ours")]);
    assert!(why.contains("public/index.html") && why.contains("one more") && why.contains("--output"), "{why}");
    // Beside theirs there is room.
    site.write(&[("other.html", "ours")]);
    assert!(site.holds(&[("index.html", "theirs"), ("style.css", "theirs"), ("other.html", "ours")]));
}

#[test]
fn equal_files_of_an_output_that_came_without_its_manifest_are_taken_over() {
    let site = Site::new();
    put(&site.public, "index.html", "the same");
    put(&site.public, "CNAME", "harbour.example");
    let written = site.write(&[("index.html", "the same"), ("new.html", "new")]);
    assert_eq!((written.written, written.unchanged), (1, 1));
    site.write(&[("index.html", "ours to change"), ("new.html", "new")]);
    assert!(site.holds(&[("index.html", "ours to change"), ("new.html", "new"), ("CNAME", "harbour.example"),]));
}

#[test]
fn a_page_becomes_a_folder_and_a_folder_a_page() {
    let site = Site::new();
    site.write(&[("a", "page"), ("b/c/index.html", "deep"), ("b/index.html", "page"), ("keep.html", "1")]);
    let written = site.write(&[("a/b/index.html", "deep"), ("b", "page"), ("keep.html", "1")]);
    assert_eq!(written, Written { written: 2, unchanged: 1, removed: 3, bytes: 8 });
    assert!(site.holds(&[("a/b/index.html", "deep"), ("b", "page"), ("keep.html", "1")]));
}

#[test]
fn a_strangers_file_or_folder_in_the_way_is_refused() {
    let site = Site::new();
    site.write(&[("b/index.html", "page")]);
    put(&site.public, "a", "their file");
    put(&site.public, "b/notes.txt", "their note");
    assert!(site.refuses(&[("a/index.html", "ours")]).contains("public/a"));
    assert!(site.refuses(&[("b", "ours")]).contains("public/b"));
}

#[test]
fn a_damaged_or_hostile_manifest_is_not_believed() {
    let site = Site::new();
    put(site.folder.path(), "letter.txt", "mine");
    site.write(&[("index.html", "1")]);
    for text in [
        "",
        "dateline manifest 2\nfinished 5 -\n- - index.html\n",
        "dateline manifest 2\nfinished 1 -\n- - ../letter.txt\n",
    ] {
        std::fs::write(manifest(&site), text).unwrap();
        let why = site.refuses(&[("index.html", "2")]);
        assert!(why.contains(".manifest"), "{why}");
    }
    assert_eq!(std::fs::read(site.folder.path().join("letter.txt")).unwrap(), b"mine");
}

fn manifest(site: &Site) -> PathBuf {
    let folder = site.folder.path().join(".dateline");
    let mut entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.find(|path| path.extension().is_some_and(|end| end == "manifest")).unwrap()
}

#[test]
fn the_output_holds_nothing_but_the_site() {
    let site = Site::new();
    site.write(&[("index.html", "1")]);
    assert!(site.holds(&[("index.html", "1")]));
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    /// A site with a page, and a stranger's folder outside the output.
    fn attacked() -> (Site, PathBuf, Tree) {
        let site = Site::new();
        site.write(&[("index.html", "1"), ("events/a/index.html", "1"), ("events/b/c/index.html", "1")]);
        let outside = site.folder.path().join("outside");
        put(&outside, "index.html", "theirs");
        put(&outside, "a/index.html", "theirs");
        std::fs::create_dir_all(outside.join("b/c")).unwrap();
        let before = tree(&outside);
        (site, outside, before)
    }

    #[test]
    fn a_linked_folder_is_not_written_through() {
        let (site, outside, before) = attacked();
        std::fs::remove_dir_all(site.public.join("events")).unwrap();
        symlink(&outside, site.public.join("events")).unwrap();
        let why = site.refuses(&[("index.html", "1"), ("events/a/index.html", "2")]);
        assert!(why.contains("symbolic link"), "{why}");
        // Nor through a folder above the one that a file lies in.
        site.refuses(&[("events/b/c/index.html", "2")]);
        assert!(tree(&outside) == before);
    }

    #[test]
    fn nothing_is_removed_through_a_linked_folder() {
        let (site, outside, before) = attacked();
        std::fs::remove_dir_all(site.public.join("events")).unwrap();
        symlink(&outside, site.public.join("events")).unwrap();
        assert_eq!(site.write(&[("index.html", "1")]).removed, 0);
        assert!(tree(&outside) == before, "neither files nor empty folders");
    }

    #[test]
    fn a_link_in_place_of_our_page_is_replaced_and_its_end_untouched() {
        let (site, outside, before) = attacked();
        let page = site.public.join("events/a/index.html");
        std::fs::remove_file(&page).unwrap();
        symlink(outside.join("a/index.html"), &page).unwrap();
        site.write(&[("index.html", "1"), ("events/a/index.html", "2")]);
        assert!(page.symlink_metadata().unwrap().is_file());
        assert!(tree(&outside) == before);
    }

    #[test]
    fn a_strangers_link_is_not_replaced() {
        let (site, outside, before) = attacked();
        symlink(outside.join("index.html"), site.public.join("new.html")).unwrap();
        symlink("missing", site.public.join("broken.html")).unwrap();
        site.refuses(&[("new.html", "theirs")]);
        site.refuses(&[("broken.html", "ours")]);
        assert!(tree(&outside) == before);
    }

    #[test]
    fn temporary_files_are_swept_from_our_folders_only() {
        let (site, outside, _) = attacked();
        let name = ".dateline-tmp-0123456789abcdef-7";
        put(&site.public, &format!("events/a/{name}"), "left behind");
        put(&site.public, ".dateline-tmp-notes", "mine");
        put(&outside, name, "not in the output");
        symlink(&outside, site.public.join("linked")).unwrap();
        // As a killed build leaves it.
        let text = std::fs::read_to_string(manifest(&site)).unwrap().replace("\nfinished ", "\nunfinished ");
        std::fs::write(manifest(&site), text).unwrap();
        site.write(&[("index.html", "1"), ("events/a/index.html", "1")]);
        let after = tree(&site.public);
        assert!(!after.contains_key(&format!("events/a/{name}")));
        assert!(after.contains_key(".dateline-tmp-notes"));
        assert!(outside.join(name).exists());
    }

    #[test]
    fn a_fifo_is_neither_copied_nor_replaced() {
        let site = Site::new();
        site.write(&[("index.html", "1")]);
        let fifo = site.folder.path().join("fifo");
        assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        let copy: Outputs = [("a.jpg".to_owned(), Content::Copy(fifo))].into();
        assert!(matches!(write(&copy, &site.public, site.folder.path()), Err(Error::Io { doing: "read", .. })));
        let inside = site.public.join("page.html");
        assert!(std::process::Command::new("mkfifo").arg(&inside).status().unwrap().success());
        site.refuses(&[("page.html", "ours")]);
    }
}

#[test]
fn a_copy_whose_original_is_gone_changes_nothing() {
    let site = Site::new();
    let original = site.folder.path().join("content/events/letter.jpg");
    put(site.folder.path(), "content/events/letter.jpg", "a picture");
    let with = |text: &str| -> Outputs {
        let mut files = outputs(&[("index.html", text)]);
        files.insert("media/letter.jpg".to_owned(), Content::Copy(original.clone()));
        files
    };
    let site_folder: &Path = site.folder.path();
    assert_eq!(write(&with("1"), &site.public, site_folder).unwrap().written, 2);
    assert_eq!(write(&with("1"), &site.public, site_folder).unwrap().unchanged, 2);
    put(site.folder.path(), "content/events/letter.jpg", "A picture");
    assert_eq!(write(&with("1"), &site.public, site_folder).unwrap().written, 1);
    let before = tree(&site.public);
    std::fs::remove_file(&original).unwrap();
    let error = write(&with("2"), &site.public, site_folder).unwrap_err();
    assert!(error.to_string().contains("letter.jpg"), "{error}");
    assert!(tree(&site.public) == before);
}
