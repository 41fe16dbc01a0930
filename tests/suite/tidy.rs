//! `tidy`: what it mends, that every other byte stays, and what it leaves for a person.

use crate::harness::{Said, Site};
use std::process::Command;

/// What `content/events/a.md` says by and by; the comments and spaces are an editor's own.
const BEFORE: &str = "---\n# found in the Ledger\ntitle: \"The board meets\"   # as printed\ndate: December 29, 2030\nkind: report\n\
    tags: [ 'harbour-court', Harbour Court, boats ] # one too many\npeople: [ida-bloom]\nsources:\n  - source: old-record # read\n    \
    quote: it met\n  - ledger\nadded: 2031-01-02\n---\nThe board met [@old-record, \"it met\"; @ledger]; see [it](source:old-record).\n";
const AFTER: &str = "---\n# found in the Ledger\ntitle: \"The board meets\"   # as printed\ndate: 2030-12-29\nkind: report\n\
    tags: [ 'Harbour Court', boats ] # one too many\npeople: [ida-bloom]\nsources:\n  - source: ledger # read\n    \
    quote: it met\nadded: 2031-01-02\n---\nThe board met [@ledger, \"it met\"; @ledger]; see [it](source:ledger).\n";

fn event(more: &str) -> String {
    format!("---\ntitle: T\ndate: 2031-01-05\nkind: report\nsources: [ledger]\n{more}---\nIt was [@ledger].\n")
}

fn site() -> Site {
    Site::of(&[
        ("content/site.yaml", "title: Harbour\nkinds: {report: {label: Report, plural: Reports}}\n"),
        ("content/people/ida-bloom.md", "---\nname: Ida Bloom\n---\n"),
        ("content/events/a.md", BEFORE),
        ("content/events/b.md", &event("tags: [Harbour Court]\nadded: 2031-01-06\n")),
        (
            "content/sources/ledger.md",
            "---\ntitle: The board\nurl: https://ledger.example/board\noutlet: The Harbour Ledger\n# by hand\n---\n",
        ),
        (
            "content/sources/old-record.md",
            "---\ntitle: The Board\nurl: http://www.ledger.example/board/?utm_source=x\noutlet: the harbour ledger\n\
             authors:\n  - Noor Vale   # the day's editor\npublished: 2030-12-30\n---\nA note.\n",
        ),
        (
            "content/sources/other.md",
            "---\ntitle: O\nlocator: box 3\noutlet: The Harbour Ledger\npublished: c. 2030\n---\n",
        ),
    ])
}

fn tidy(site: &Site, more: &[&str]) -> Said {
    let said = site.dateline(&[&["tidy"], more].concat());
    assert_eq!(said.status, 0, "{}", said.err);
    said
}

#[test]
fn what_has_one_right_mend_is_shown_first_and_then_written() {
    let site = site();
    let shown = tidy(&site, &[]);
    for line in [
        "--- a/content/events/a.md\n+++ b/content/events/a.md\n",
        "-date: December 29, 2030\n+date: 2030-12-29\n",
        "--- a/content/sources/old-record.md\n+++ /dev/null\n",
    ] {
        assert!(shown.out.contains(line), "{line} in {}", shown.out);
    }
    assert!(
        shown.err.contains("4 files to change: 1 second record of a source, 1 tag, 2 dates; `--write`"),
        "{}",
        shown.err
    );
    assert_eq!(site.read("content/events/a.md"), BEFORE, "nothing is written unasked");

    let written = tidy(&site, &["--write"]);
    assert_eq!(written.out, "");
    assert!(written.err.contains("4 files written: "), "{}", written.err);
    assert_eq!(site.read("content/events/a.md"), AFTER);
    assert_eq!(
        site.read("content/sources/ledger.md"),
        "---\ntitle: The board\nurl: https://ledger.example/board\noutlet: The Harbour Ledger\n# by hand\n\
         authors:\n  - Noor Vale   # the day's editor\npublished: 2030-12-30\n---\nA note.\n"
    );
    assert!(!site.path().join("content/sources/old-record.md").exists());
    let again = tidy(&site, &["--write"]);
    assert!(again.err.ends_with("nothing to mend\n"), "{}", again.err);
    let errors = site.dateline_check().out;
    assert!(!errors.contains("\"error\""), "{errors}");
}

#[test]
fn one_sort_of_mend_can_be_asked_for() {
    let site = site();
    let said = tidy(&site, &["--only", "dates", "--write"]);
    assert!(said.err.contains("2 files written: 2 dates"), "{}", said.err);
    assert!(site.read("content/events/a.md").contains("old-record # read"));
    assert!(site.read("content/sources/other.md").contains("published: 2030~\n"));
}

#[test]
fn names_go_to_their_most_frequent_spelling_and_no_further() {
    let source = |outlet: &str, n: u8| {
        (format!("content/sources/s{n}.md"), format!("---\ntitle: T{n}\nlocator: x\n{outlet}---\n"))
    };
    let site = site();
    for (path, text) in [
        source("outlet: \"the harbour courier\"\nauthors: [Mara Élan, ned quay]\n", 1),
        source("outlet: The Harbour Courier\nauthors: [Mara Élan]\n", 2),
        source("outlet: The Harbour Courier\nauthors: [Mara Elan, Ned Quay]\n", 3),
    ] {
        site.write(&path, text);
    }
    let said = tidy(&site, &["--only", "names", "--write"]);
    assert!(
        site.read("content/sources/s1.md").contains("outlet: \"The Harbour Courier\"\nauthors: [Mara Élan, ned quay]")
    );
    assert!(site.read("content/sources/s3.md").contains("authors: [Mara Élan, Ned Quay]"));
    assert!(said.err.contains("`Ned Quay` and `ned quay` are spelled so equally often"), "{}", said.err);
}

#[test]
fn what_a_person_has_to_decide_is_listed_and_left() {
    let site = site();
    for (path, text) in [
        ("content/events/c.md", event("added: 2031-01-06\n").replace("2031-01-05", "January ?, 2031")),
        ("content/events/d.md", event("added: 2031-01-06\n").replace("2031-01-05", "04/05/2031")),
        ("content/sources/x.md", "---\ntitle: X\nurl: https://x.example/a\n---\n".to_owned()),
        ("content/sources/y.md", "---\ntitle: Another title\nurl: https://x.example/a\n---\n".to_owned()),
        ("content/sources/z1.md", "---\ntitle: Z\nurl: https://z.example/a\n---\n".to_owned()),
        ("content/sources/z2.md", "---\ntitle: Z\nurl: https://z.example/a\ncopy_of: z1\n---\n".to_owned()),
        ("content/sources/broken.md", "---\ntitle: [\n---\n".to_owned()),
        (
            "content/events/braces.md",
            "---\n{title: T, date: 2031, kind: report, sources: [ledger]}\n---\nText.\n".to_owned(),
        ),
    ] {
        site.write(path, text);
    }
    let said = tidy(&site, &["--write"]);
    for words in [
        "content/events/c.md:3\n    `January ?, 2031` may mean `2031-01`: write it, if that is what your source says\n",
        "content/sources/y.md:2\n    `x` has the same address and another `title`: keep what is right in one of the two files\n",
        "content/sources/z2.md:4\n    it names `z1`, which has the same address\n",
        "content/events/braces.md:1\n    nothing says when it was added: the site is in no git repository with a commit\n",
    ] {
        assert!(said.err.contains(words), "{words} in {}", said.err);
    }
    assert!(site.read("content/events/d.md").contains("date: 04/05/2031\n"), "which is the month?");
    assert!(site.path().join("content/sources/y.md").exists() && site.path().join("content/sources/z2.md").exists());
}

#[test]
fn a_record_stays_that_a_broken_file_names() {
    let site = site();
    site.write("content/events/broken.md", "---\ntitle: [\n---\nIt was [@old-record].\n");
    let said = tidy(&site, &["--write"]);
    assert!(said.err.contains("it names `old-record` and can't be read: mend it, then merge"), "{}", said.err);
    assert!(site.path().join("content/sources/old-record.md").exists());
}

#[test]
fn git_says_when_an_event_was_added() {
    let site = site();
    let git = |day: &str, arguments: &[&str]| {
        let status = Command::new("git")
            .args(["-c", "user.name=Ida Bloom", "-c", "user.email=ida@harbour.example", "-c", "commit.gpgsign=false"])
            .args(arguments)
            .current_dir(site.path())
            .env("GIT_AUTHOR_DATE", format!("{day}T12:00:00Z"))
            .env("GIT_COMMITTER_DATE", "2032-01-01T12:00:00Z")
            .status()
            .expect("git is installed");
        assert!(status.success(), "git {arguments:?}");
    };
    git("2031-02-01", &["init", "-q"]);
    site.write("content/events/old.md", event("# the last line\n"));
    site.write("content/events/crlf.md", event("").replace('\n', "\r\n"));
    git("2031-02-01", &["add", "."]);
    git("2031-02-01", &["commit", "-qm", "First"]);
    site.write("content/events/draft.md", event("draft: true\n"));
    site.write("content/events/later.md", event("").replace("title: T", "title: Later"));
    git("2031-03-01", &["mv", "content/events/old.md", "content/events/new.md"]);
    git("2031-03-01", &["add", "."]);
    git("2031-03-01", &["commit", "-qm", "Second"]);
    site.write("content/events/uncommitted.md", event(""));

    let said = tidy(&site, &["--only", "added", "--write"]);
    assert!(said.err.contains("3 files written: 3 days of adding"), "{}", said.err);
    assert_eq!(site.read("content/events/new.md"), event("# the last line\nadded: 2031-02-01\n"));
    assert_eq!(site.read("content/events/crlf.md"), event("added: 2031-02-01\n").replace('\n', "\r\n"));
    assert!(site.read("content/events/later.md").contains("added: 2031-03-01\n"));
    assert_eq!(site.read("content/events/draft.md"), event("draft: true\n"));
    assert!(
        said.err.contains("uncommitted.md:1\n    nothing says when it was added: git has no commit with it yet"),
        "{}",
        said.err
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 60, ..Default::default() })]

    /// Whatever stands in a file: no panic, and lines that no mend is about stay as they are.
    #[test]
    fn no_file_is_too_strange(lines in proptest::collection::vec("[a-z#:\\[\\]{}>|'\" -]{0,20}", 0..4)) {
        use dateline::tidy::{History, Mend, tidy};
        let site = site();
        let strange = lines.join("\n");
        site.write("content/events/strange.md", format!("---\ntitle: T\ndate: 1985-4-1\ntags: [harbour-court]\n{strange}\n---\nText.\n"));
        let (inputs, _) = dateline::read::read(site.path()).expect("the site is there");
        let tidied = tidy(&inputs, &History::Unknown(String::new()), &Mend::ALL);
        for change in &tidied.changes {
            if let Some(after) = change.after.as_deref().filter(|_| &*change.path == "content/events/strange.md") {
                proptest::prop_assert!(after.contains(&strange), "{}", after);
            }
        }
    }
}

/// Where a tag has a topic, its title says how the tag is spelled; a topic that is called otherwise says nothing of that.
#[test]
fn a_topic_settles_the_spelling_of_its_tag() {
    let site = Site::of(&[
        ("content/site.yaml", "title: Harbour\nkinds: {report: {label: Report, plural: Reports}}\n"),
        ("content/tags/harbour-court.md", "---\ntitle: Harbour court\n---\n"),
        ("content/tags/boats.md", "---\ntitle: Who has a boat\n---\n"),
        ("content/tags/quay.md", "---\ntitle: Quay\n---\n"),
        ("content/events/a.md", &event("tags: [harbour-court, Boats, quay]\n")),
        ("content/events/b.md", &event("tags: [Harbour Court, boats, quay]\n")),
        ("content/events/c.md", &event("tags: [Harbour Court, boats]\n")),
    ]);
    tidy(&site, &["--only", "tags", "--write"]);
    for (file, tags) in
        [("a", "[Harbour court, boats, quay]"), ("b", "[Harbour court, boats, quay]"), ("c", "[Harbour court, boats]")]
    {
        let text = site.read(&format!("content/events/{file}.md"));
        assert!(text.contains(&format!("tags: {tags}\n")), "{text}");
    }
}
