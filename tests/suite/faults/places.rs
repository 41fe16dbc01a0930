//! Outputs that point at what nobody wants overwritten.

use std::path::Path;

use dateline::Error;
use dateline::write::write;

use super::{alone, outputs, put, tree};

fn refusal(folder: &Path, site: &Path) -> String {
    match write(&outputs(&[("index.html", "ours")]), folder, site) {
        Err(Error::Refused(why)) => why,
        other => panic!("`{}` was not refused: {other:?}", folder.display()),
    }
}

fn site() -> tempfile::TempDir {
    let above = tempfile::tempdir().unwrap();
    put(above.path(), "site/content/events/a.md", "an event");
    put(above.path(), "site/.git/config", "secrets");
    put(above.path(), "letter.txt", "a letter");
    above
}

#[test]
fn the_sites_own_folders_are_refused_and_untouched() {
    let above = site();
    let site = above.path().join("site");
    let before = tree(above.path());
    for folder in [
        "site",
        "site/.",
        "site/content",
        "site/content/events",
        "site/content/../content",
        "site/content/new",
        "site/templates",
        "site/templates/deep",
        "site/static",
        "site/.git",
        "site/.git/public",
        "site/.github",
        "site/.dateline",
        ".",
        "site/..",
        "letter.txt",
        "site/content/events/a.md",
        "site/no/../content",
    ] {
        let why = refusal(&above.path().join(folder), &site);
        assert!(why.starts_with('`') && !why.ends_with('.'), "{why}");
        assert!(tree(above.path()) == before, "`{folder}` was touched");
    }
    assert!(refusal(&site, &site).contains("the site's own folder"));
    refusal(Path::new("/"), &site);
    assert!(!Path::new("/index.html").exists());
    assert!(tree(above.path()) == before);
}

#[test]
#[cfg(unix)]
fn a_link_in_the_site_does_not_carry_the_output_away() {
    let above = site();
    let site = above.path().join("site");
    std::fs::create_dir(above.path().join("elsewhere")).unwrap();
    for (link, end) in
        [("public", "../elsewhere"), ("here", "content"), ("up", ".."), ("nowhere", "../missing"), ("round", "round")]
    {
        std::os::unix::fs::symlink(end, site.join(link)).unwrap();
    }
    let before = tree(above.path());
    for folder in ["public", "public/deep", "here", "up/other", "nowhere"] {
        refusal(&site.join(folder), &site);
    }
    assert!(write(&outputs(&[("index.html", "ours")]), &site.join("round"), &site).is_err());
    assert!(tree(above.path()) == before);

    // A link that is no part of the site is its user's own, and only hides where the folder is.
    std::os::unix::fs::symlink("site/content", above.path().join("content")).unwrap();
    refusal(&above.path().join("content"), &site);
    std::os::unix::fs::symlink("elsewhere", above.path().join("www")).unwrap();
    write(&outputs(&[("index.html", "ours")]), &above.path().join("www"), &site).unwrap();
    assert_eq!(std::fs::read(above.path().join("elsewhere/index.html")).unwrap(), b"ours");
}

#[test]
#[cfg(unix)]
fn a_link_instead_of_our_own_folder_is_refused() {
    let above = site();
    let site = above.path().join("site");
    std::fs::create_dir(above.path().join("elsewhere")).unwrap();
    std::os::unix::fs::symlink("../elsewhere", site.join(".dateline")).unwrap();
    let before = tree(above.path());
    refusal(&site.join("public"), &site);
    assert!(tree(above.path()) == before);
}

#[test]
fn the_home_folder_is_refused() {
    let above = site();
    let home = above.path().join("homes/ida");
    put(&home, "letter.txt", "a letter");
    let status = alone("faults::places::writes_home")
        .env("HOME", &home)
        .env("USERPROFILE", &home)
        .env("DATELINE_TEST_SITE", above.path().join("site"))
        .status();
    assert!(status.unwrap().success());
}

#[test]
#[ignore = "run by the test above with a home of its own"]
fn writes_home() {
    let site = std::env::var("DATELINE_TEST_SITE").expect("the test above names the site");
    let home = std::env::home_dir().unwrap();
    let before = tree(&home);
    for folder in [home.as_path(), home.parent().unwrap()] {
        let why = refusal(folder, Path::new(&site));
        assert!(why.contains("home"), "{why}");
    }
    assert!(tree(&home) == before);
    // A folder in it is where people build.
    write(&outputs(&[("index.html", "ours")]), &home.join("public"), Path::new(&site)).unwrap();
}
