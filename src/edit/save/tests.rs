use super::*;

fn site() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().canonicalize().unwrap();
    fs::create_dir_all(site.join("content/events/2031")).unwrap();
    fs::write(site.join("content/events/2031/a.md"), "old").unwrap();
    (folder, site)
}

fn write(path: &str, before: Option<&str>, after: Option<&str>) -> FileWrite {
    let before = before.map(|text| digest(text.as_bytes()));
    FileWrite { path: path.to_owned(), before, after: after.map(|text| text.as_bytes().to_vec()) }
}

fn text(site: &Path, path: &str) -> Option<String> {
    fs::read_to_string(site.join(path)).ok()
}

const EVENT: &str = "content/events/2031/a.md";
const SOURCE: &str = "content/sources/s.md";

#[test]
fn all_files_are_written_and_nothing_is_left_behind() {
    let (_folder, site) = site();
    let moved = "content/events/2031/b.md";
    save(
        &site,
        &[write(SOURCE, None, Some("source")), write(moved, None, Some("new")), write(EVENT, Some("old"), None)],
    )
    .unwrap();
    assert_eq!((text(&site, SOURCE).as_deref(), text(&site, moved).as_deref()), (Some("source"), Some("new")));
    assert_eq!(text(&site, EVENT), None);
    assert!(!site.join(STAGING).exists());
}

#[test]
fn nothing_is_written_where_one_file_was_changed() {
    let (_folder, site) = site();
    for files in [
        [write(SOURCE, None, Some("source")), write(EVENT, Some("older"), Some("new"))],
        [write(SOURCE, Some("there"), Some("source")), write(EVENT, Some("old"), Some("new"))],
        [write(SOURCE, None, Some("source")), write(EVENT, None, Some("new"))],
    ] {
        assert!(matches!(save(&site, &files), Err(SaveError::Changed(_))));
        assert_eq!((text(&site, SOURCE), text(&site, EVENT).as_deref()), (None, Some("old")));
        assert!(!site.join(STAGING).exists());
    }
}

#[test]
fn only_content_is_written() {
    for good in [
        "content/site.yaml",
        "content/verification.yaml",
        EVENT,
        SOURCE,
        "content/events/a.md",
        "content/events/case-7/x/a.md",
        "content/events/a.fr.md",
        "content/events/a.zh-hant.md",
    ] {
        assert!(is_content(good), "{good}");
    }
    for bad in [
        "",
        "/",
        "content",
        "content/a.md",
        "content/events/.md",
        "content/events/A.md",
        "content/events/a.html",
        "content/events/a.FR.md",
        "content/events/a.fr.es.md",
        "content/events/a..md",
        "content/events/.fr.md",
        "content/events/a.x.md",
        "content/events/verification.yaml",
        "content/verification.yml",
        "content/site.yml",
        "content/events/../site.yaml",
        "content/events/../../a.md",
        "content/events//a.md",
        "content/events/./a.md",
        "content/events/.git/a.md",
        "content/events/_x/a.md",
        "content/events/x\\y/a.md",
        "content/events/C:/a.md",
        "content/templates/a.md",
        "templates/a.md",
        "static/a.md",
        "/content/events/a.md",
        "../content/events/a.md",
        "content/events/x\0/a.md",
        ".git/config",
    ] {
        assert!(!is_content(bad), "{bad}");
        let (_folder, site) = site();
        assert!(save(&site, &[write(bad, None, Some("x"))]).is_err());
        assert!(!site.join(STAGING).exists());
    }
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    use std::os::unix::fs::symlink;
    let (_folder, site) = site();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("a.md"), "old").unwrap();
    symlink(outside.path(), site.join("content/sources")).unwrap();
    symlink(outside.path().join("a.md"), site.join("content/events/2031/l.md")).unwrap();
    symlink(outside.path().join("none.md"), site.join("content/events/2031/d.md")).unwrap();
    for (path, before) in [
        ("content/sources/a.md", Some("old")),
        ("content/sources/new.md", None),
        ("content/sources/x/new.md", None),
        ("content/events/2031/l.md", Some("old")),
        ("content/events/2031/d.md", None),
    ] {
        assert!(save(&site, &[write(path, before, Some("new"))]).is_err(), "{path}");
        assert!(!site.join(STAGING).exists(), "{path}");
    }
    // Where a folder becomes a link after the files were looked at.
    assert!(make_folder(&site, &site.join("content/sources/x")).is_err());
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(outside.path().join("a.md")).unwrap(), "old");
    // A link in the place of the staging folder.
    symlink(outside.path(), site.join(STAGING)).unwrap();
    assert!(save(&site, &[write(EVENT, Some("old"), Some("new"))]).is_err());
    assert!(recover(&site).is_err());
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn who_may_read_a_file_stays_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, site) = site();
    let mode = |path: &str| fs::metadata(site.join(path)).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(site.join(EVENT), fs::Permissions::from_mode(0o640)).unwrap();
    save(&site, &[write(EVENT, Some("old"), Some("new"))]).unwrap();
    assert_eq!((text(&site, EVENT).as_deref(), mode(EVENT)), (Some("new"), 0o640));
}

/// Every state in which a kill may leave the disk.
#[test]
fn what_a_killed_process_left_is_finished_or_forgotten() {
    let files = [write(SOURCE, None, Some("source")), write(EVENT, Some("old"), Some("new"))];
    let list: Vec<ListedFile> = files
        .iter()
        .enumerate()
        .map(|(number, file)| ListedFile {
            path: file.path.clone(),
            before: file.before.clone(),
            staged: Some(format!("{number}.md")),
        })
        .collect();
    let list = serde_json::to_vec(&list).unwrap();
    for state in 0..=5 {
        let (_folder, site) = site();
        let staging = site.join(STAGING);
        fs::create_dir(&staging).unwrap();
        let stage = |name: &str, text: &[u8]| fs::write(staging.join(name), text).unwrap();
        let is_promised = state >= 2;
        match state {
            0 => {}
            1 => {
                stage("0.md", b"sou");
                stage("files.draft", &list[..10]);
            }
            _ => {
                stage("0.md", b"source");
                stage("1.md", b"new");
                stage(LIST, &list);
            }
        }
        if state >= 3 {
            fs::create_dir_all(site.join("content/sources")).unwrap();
            fs::rename(staging.join("0.md"), site.join(SOURCE)).unwrap();
        }
        if state >= 4 {
            fs::rename(staging.join("1.md"), site.join(EVENT)).unwrap();
        }
        if state == 5 {
            fs::remove_file(staging.join(LIST)).unwrap();
        }
        assert!(recover(&site).unwrap().is_empty(), "{state}");
        assert!(!staging.exists(), "{state}");
        let expected = if is_promised { (Some("source"), Some("new")) } else { (None, Some("old")) };
        assert_eq!((text(&site, SOURCE).as_deref(), text(&site, EVENT).as_deref()), expected, "{state}");
    }
}

#[test]
fn what_was_changed_after_a_kill_stays() {
    let (_folder, site) = site();
    let staging = site.join(STAGING);
    fs::create_dir(&staging).unwrap();
    let list = [ListedFile { path: EVENT.into(), before: Some(digest(b"old")), staged: Some("0.md".into()) }];
    fs::write(staging.join("0.md"), "new").unwrap();
    fs::write(staging.join(LIST), serde_json::to_vec(&list).unwrap()).unwrap();
    fs::write(site.join(EVENT), "somebody else's").unwrap();
    assert_eq!(recover(&site).unwrap(), [EVENT]);
    assert_eq!(text(&site, EVENT).as_deref(), Some("somebody else's"));
}

#[test]
fn a_list_that_no_form_wrote_is_not_obeyed() {
    for (path, staged) in [("../x.md", "0.md"), (EVENT, "../../secret.txt"), ("content/events/../../x.md", "0.md")] {
        let (_folder, site) = site();
        let staging = site.join(STAGING);
        fs::create_dir(&staging).unwrap();
        fs::write(site.join("secret.txt"), "secret").unwrap();
        let list = [ListedFile { path: path.into(), before: Some(digest(b"old")), staged: Some(staged.into()) }];
        fs::write(staging.join("0.md"), "new").unwrap();
        fs::write(staging.join(LIST), serde_json::to_vec(&list).unwrap()).unwrap();
        assert!(recover(&site).is_err());
        assert_eq!(text(&site, EVENT).as_deref(), Some("old"));
    }
}
