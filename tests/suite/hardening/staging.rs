//! Files that are not whole yet have no business where a server may serve them.

use dateline::write::{Content, Outputs, write};
use std::sync::{Arc, Mutex};

/// The names in a folder and below it that begin as those of our temporary files do.
fn temporary(folder: &std::path::Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with(".dateline-tmp-")).collect()
}

/// How many files wait in a folder that ends with the build.
fn waiting(keep: &std::path::Path) -> usize {
    let folders = std::fs::read_dir(keep).into_iter().flatten().flatten();
    let staging = folders.filter(|entry| entry.file_name().to_string_lossy().ends_with(".new"));
    let files = staging.flat_map(|entry| walkdir::WalkDir::new(entry.path()).into_iter().flatten());
    files.filter(|entry| entry.file_type().is_file()).count()
}

/// A build that was killed left thousands of them in the served folder until the next one.
#[test]
fn new_files_wait_outside_of_the_output() {
    let site = tempfile::tempdir().unwrap();
    let (output, keep) = (site.path().join("public"), site.path().join(".dateline"));
    let seen = Arc::new(Mutex::new(Vec::new()));
    // First where there is no output yet, then where there is one.
    for words in ["first", "second"] {
        let look = {
            let (seen, output, keep) = (Arc::clone(&seen), output.clone(), keep.clone());
            // It lies deepest, and is written last.
            Content::stream(move |out| {
                std::thread::sleep(std::time::Duration::from_millis(200));
                seen.lock().unwrap().push((temporary(&output), waiting(&keep)));
                out.write_all(words.as_bytes())
            })
        };
        let text = |n: usize| (format!("{n}.txt"), Content::Bytes(words.as_bytes().into()));
        let mut outputs: Outputs = (0..50).map(text).collect();
        outputs.insert("a/b/c/d.txt".to_owned(), look);
        assert_eq!(write(&outputs, &output, site.path()).unwrap().written, 51);
        let seen = std::mem::take(&mut *seen.lock().unwrap());
        assert!(seen.iter().all(|(beside, _)| beside.is_empty()), "{seen:?}");
        assert!(seen.iter().any(|(_, kept)| *kept > 25), "{seen:?}");
    }
    let left: Vec<_> = std::fs::read_dir(&keep).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".new")), "{left:?}");
}

/// What was left by a build that was killed goes with the next one, also where that writes nothing.
#[cfg(unix)]
#[test]
fn what_was_left_is_swept_and_no_link_is_followed() {
    let site = tempfile::tempdir().unwrap();
    let (output, keep) = (site.path().join("public"), site.path().join(".dateline"));
    let outputs = |text: &'static str| Outputs::from([("a.txt".to_owned(), Content::Bytes(text.as_bytes().into()))]);
    write(&outputs("1"), &output, site.path()).unwrap();
    let name = std::fs::read_dir(&keep).unwrap().find_map(|entry| {
        let name = entry.unwrap().file_name().into_string().unwrap();
        name.strip_suffix(".lock").map(|key| format!("{key}.new"))
    });
    let staging = keep.join(name.unwrap());
    std::fs::create_dir(&staging).unwrap();
    std::fs::write(staging.join(".dateline-tmp-0123456789abcdef-7"), "left").unwrap();
    write(&outputs("2"), &output, site.path()).unwrap();
    assert!(!staging.exists());
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join(".dateline-tmp-0123456789abcdef-7"), "a stranger's").unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), &staging).unwrap();
    assert_eq!(write(&outputs("3"), &output, site.path()).unwrap().written, 1);
    assert_eq!(temporary(elsewhere.path()).len(), 1);
}
