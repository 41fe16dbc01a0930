//! What a hostile or careless folder does to reading: a diagnostic, never a panic and never for ever.

use std::path::Path;

use dateline::Error;
use dateline::diagnostic::{Diagnostic, Severity};
use dateline::read::{Folder, Inputs, read};

use super::put;
use crate::harness;

struct Site(harness::Site);

impl Site {
    fn new() -> Self {
        let site = Self(harness::Site::empty());
        site.put("content/site.yaml", "title: The harbour licences\n");
        site
    }

    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        self.0.write(path, bytes);
        self
    }

    fn read(&self) -> (Inputs, Vec<Diagnostic>) {
        read(self.0.path()).unwrap()
    }

    /// Each diagnostic as `code file: message`.
    fn reports(&self) -> Vec<String> {
        let (_, diagnostics) = self.read();
        let line = |found: &Diagnostic| format!("{} {}: {}", found.code, found.location.file, found.message);
        diagnostics.iter().map(line).collect()
    }

    /// The one diagnostic that this site is for.
    fn report(&self) -> Diagnostic {
        let (_, mut diagnostics) = self.read();
        assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
        diagnostics.remove(0)
    }

    #[cfg(unix)]
    fn link(&self, path: &str, end: impl AsRef<Path>) -> &Self {
        let link = self.0.path().join(path);
        std::fs::create_dir_all(link.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(end, link).unwrap();
        self
    }
}

fn documents(inputs: &Inputs) -> Vec<&str> {
    inputs.documents.iter().map(|input| &*input.path).collect()
}

#[test]
fn what_is_content_is_read_and_the_rest_ignored() {
    let site = Site::new();
    for path in [
        "content/events/2031/b.md",
        "content/events/a.md",
        "content/people/ida-bloom.md",
        "content/README.md",
        "content/events/README.md",
        "content/events/_draft.md",
        "content/_notes/a.md",
        "content/.git/x.md",
        "content/events/.hidden/x.md",
        "content/events/2031/.DS_Store",
        "notes.md",
        "templates/base.html",
        "templates/parts/_card.html",
        "templates/.swp",
        "static/fonts/inter.woff2",
        "static/.well-known/security.txt",
        "static/.DS_Store",
        "static/_redirects",
        "content/events/2031/letter.pdf",
    ] {
        site.put(path, "text");
    }
    site.put("content/events/2031/letter.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02");
    let (inputs, diagnostics) = site.read();
    assert_eq!(diagnostics, []);
    assert_eq!(documents(&inputs), ["content/events/2031/b.md", "content/events/a.md", "content/people/ida-bloom.md"]);
    assert_eq!(inputs.documents[2].folder, Folder::People);
    assert_eq!(&*inputs.site.as_ref().unwrap().text, "title: The harbour licences\n");
    let media: Vec<_> = inputs.media.iter().map(|media| (&*media.path, media.bytes, media.dimensions)).collect();
    let expected =
        [("content/events/2031/letter.pdf", 4, None), ("content/events/2031/letter.png", 26, Some((640, 480)))];
    assert_eq!(media, expected);
    let templates: Vec<_> = inputs.templates.iter().map(|input| &*input.path).collect();
    assert_eq!(templates, ["base.html", "parts/_card.html"]);
    let statics: Vec<_> = inputs.statics.iter().map(|file| &*file.path).collect();
    assert_eq!(statics, [".well-known/security.txt", "_redirects", "fonts/inter.woff2"]);
    assert_eq!(inputs.text("templates/base.html").map(|text| &**text), Some("text"));
    assert_eq!(inputs.text("content/events/a.md").map(|text| &**text), Some("text"));
    assert!(inputs.text("content/site.yaml").is_some() && inputs.text("base.html").is_none());
}

#[test]
fn a_missing_site_is_a_refusal_with_a_way_out() {
    let empty = tempfile::tempdir().unwrap();
    put(empty.path(), "file", "");
    for folder in [empty.path().to_owned(), empty.path().join("missing"), empty.path().join("file")] {
        match read(&folder) {
            Err(Error::Refused(why)) => assert!(why.contains("dateline init") || why.contains("--site"), "{why}"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn line_ends_and_byte_order_marks_make_no_difference() {
    let (plain, windows) = (Site::new(), Site::new());
    plain.put("content/events/a.md", "---\ntitle: é\n---\nText\n");
    windows.put("content/events/a.md", "\u{FEFF}---\r\ntitle: é\r\n---\r\nText\r\n");
    assert_eq!(plain.read().0.documents[0].text, windows.read().0.documents[0].text);
}

#[test]
fn bytes_that_are_no_text_are_pointed_at() {
    let site = Site::new();
    site.put("content/events/a.md", b"---\r\ntitle: Caf\xE9\r\n---\r\n");
    let report = site.report();
    assert_eq!(report.code.as_str(), "not-utf8");
    assert!(report.help.unwrap().contains('é'));
    let (inputs, _) = site.read();
    assert!(inputs.documents.is_empty());
    let text = inputs.text("content/events/a.md").expect("a text for the excerpt");
    assert_eq!(&text[..report.location.span.start], "---\ntitle: Caf");
    assert_eq!(&text[report.location.span.start..report.location.span.end], "\u{FFFD}");

    for (bytes, code) in [(&b"a\0b"[..], "unreadable-input"), (b"\xFF\xFEa\0", "not-utf8"), (b"\x80", "not-utf8")] {
        assert_eq!(Site::new().put("content/pages/a.md", bytes).report().code.as_str(), code);
        assert_eq!(Site::new().put("content/site.yaml", bytes).report().code.as_str(), code);
        assert_eq!(Site::new().put("templates/a.html", bytes).report().code.as_str(), code);
    }
}

#[test]
fn a_text_of_a_hundred_megabytes_is_not_read() {
    let site = Site::new();
    site.put("content/events/a.md", "");
    let file = std::fs::File::options().write(true).open(site.0.path().join("content/events/a.md")).unwrap();
    file.set_len(100 << 20).unwrap();
    assert!(site.report().message.contains("1024 KiB"));
    file.set_len((1 << 20) + 1).unwrap();
    site.report();
    std::fs::write(site.0.path().join("content/events/a.md"), vec![b'a'; 1 << 20]).unwrap();
    assert_eq!(site.reports(), [""; 0]);
}

#[test]
fn of_a_file_that_is_not_read_nobody_says_that_it_is_missing() {
    let event = "---\ndate: 2031-04-07\ntitle: A vote\nkind: report\nsources: [ledger]\n---\nPut off [@ledger].\n";
    type Loss = fn(&Site, &str);
    let (too_long, is_link): (Loss, Loss) = (
        |site, file| {
            site.put(file, " ".repeat((1 << 20) + 1));
        },
        |site, file| {
            std::fs::remove_file(site.0.path().join(file)).unwrap();
            #[cfg(unix)]
            site.link(file, "nowhere");
        },
    );
    let losses = if cfg!(unix) { vec![too_long, is_link] } else { vec![too_long] };
    let files = ["content/sources/ledger.md", "content/site.yaml"];
    for (lose, file) in losses.iter().flat_map(|lose| files.map(|file| (lose, file))) {
        let site = Site::new();
        site.put("content/site.yaml", "title: t\nkinds:\n  report: {label: Report}\n")
            .put("content/sources/ledger.md", "---\ntitle: A report\nurl: https://ledger.example/1\n---\n")
            .put("content/events/vote.md", event);
        lose(&site, file);
        let checked = harness::check(&harness::options(site.0.path()));
        let errors = checked.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let errors: Vec<_> = errors.map(|found| (found.code.as_str(), &*found.location.file)).collect();
        assert_eq!(errors, [("unreadable-input", file)], "{:#?}", checked.diagnostics);
    }
}

#[test]
fn files_where_nothing_looks_for_them_are_named() {
    let site = Site::new();
    for path in [
        "content/event/a.md",
        "content/Sources/a.md",
        "content/pictures/a.jpg",
        "content/a.md",
        "content/site.yml",
        "content/events/b.markdown",
        "content/events/c.MD",
        "content/people/ida.jpg",
    ] {
        site.put(path, "text");
    }
    let (inputs, diagnostics) = site.read();
    assert_eq!((inputs.documents.len(), inputs.media.len()), (0, 0));
    let found: Vec<_> = diagnostics
        .iter()
        .map(|found| {
            assert_eq!(found.code.as_str(), "stray-file");
            (&*found.location.file, found.help.as_deref().unwrap())
        })
        .collect();
    let helps = |file: &str| found.iter().find(|(at, _)| *at == file).unwrap_or_else(|| panic!("{file}: {found:?}")).1;
    assert_eq!(helps("content/event"), "did you mean `content/events/`?");
    assert_eq!(helps("content/Sources"), "did you mean `content/sources/`?");
    assert_eq!(helps("content/site.yml"), "did you mean `content/site.yaml`?");
    assert!(helps("content/pictures").contains("`content/people/`"));
    assert!(helps("content/a.md").starts_with("move it into"));
    assert_eq!(helps("content/events/b.markdown"), "end its name with `.md`");
    assert_eq!(helps("content/events/c.MD"), "end its name with `.md`");
    assert!(helps("content/people/ida.jpg").contains("beside events"));
    assert_eq!(found.len(), 8);
}

#[test]
fn names_are_composed_and_twins_are_both_handed_on() {
    let site = Site::new();
    site.put("content/events/re\u{301}sume\u{301}.pdf", "1").put("content/events/résumé.pdf", "2");
    site.put("content/events/a.md", "1").put("content/events/A.md", "2");
    let (inputs, diagnostics) = site.read();
    assert_eq!(diagnostics, []);
    let media: Vec<_> = inputs.media.iter().map(|media| &*media.path).collect();
    assert_eq!(media, ["content/events/résumé.pdf"; 2]);
    assert_ne!(inputs.media[0].file, inputs.media[1].file);
    assert_eq!(documents(&inputs), ["content/events/A.md", "content/events/a.md"]);
}

#[test]
fn folders_upon_folders_end() {
    let site = Site::new();
    site.put(&format!("content/events/{}a.md", "deep/".repeat(40)), "text");
    site.put(&format!("content/events/{}b.md", "ok/".repeat(10)), "text");
    assert!(site.report().message.contains("16 folders deep"));
    assert_eq!(site.read().0.documents.len(), 1);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::ffi::OsStrExt;
    use std::process::Command;

    #[test]
    fn names_that_others_cannot_hold_are_refused_and_cannot_write_to_a_terminal() {
        let site = Site::new();
        for name in ["a:b.jpg", "nul.md", "x\u{1b}[31m\ny.md", "trailing.", "con/a.md"] {
            site.put(&format!("content/events/{name}"), "text");
        }
        std::fs::write(site.0.path().join("content/events").join(std::ffi::OsStr::from_bytes(b"caf\xE9.md")), "")
            .unwrap();
        let reports = site.reports();
        assert_eq!(reports.len(), 6, "{reports:#?}");
        assert!(reports.iter().all(|line| line.starts_with("unreadable-input content/events/")), "{reports:#?}");
        assert!(!reports.concat().contains(char::is_control), "{reports:#?}");
        let (inputs, _) = site.read();
        assert_eq!((inputs.documents.len(), inputs.media.len()), (0, 0));
    }

    #[test]
    fn a_fifo_and_a_socket_are_not_opened() {
        let site = Site::new();
        site.put("content/events/a.md", "text");
        for path in ["content/events/b.md", "content/events/c.jpg", "static/d", "templates/e.html"] {
            let path = site.0.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        }
        let _socket = std::os::unix::net::UnixListener::bind(site.0.path().join("content/events/f.md")).unwrap();
        site.link("content/events/g.md", "/dev/zero");
        let reports = site.reports();
        assert_eq!(reports.len(), 6, "{reports:#?}");
        assert!(reports.iter().all(|line| line.starts_with("unreadable-input ")), "{reports:#?}");
    }

    #[test]
    fn links_stay_inside_the_site_and_out_of_its_hidden_folders() {
        let site = Site::new();
        let outside = tempfile::tempdir().unwrap();
        put(outside.path(), "secret.md", "secret");
        site.put(".git/config", "token").put("shared/b.md", "text").put("shared/deep/c.md", "text");
        site.link("content/events/out.md", outside.path().join("secret.md"))
            .link("content/events/out-folder", outside.path())
            .link("content/events/token.txt", "../../.git/config")
            .link("static/token.txt", "../.git/config")
            .link("static/git", "../.git")
            .link("content/events/broken.md", "nowhere")
            .link("content/events/circle.md", "circle.md")
            .link("content/events/in.md", "../../shared/b.md")
            .link("content/events/in-folder", "../../shared")
            .link("content/events/_ignored.md", "/nowhere");
        let (inputs, diagnostics) = site.read();
        let reported: Vec<_> = diagnostics.iter().map(|found| &*found.location.file).collect();
        let expected = [
            "content/events/broken.md",
            "content/events/circle.md",
            "content/events/out-folder",
            "content/events/out.md",
            "content/events/token.txt",
            "static/git",
            "static/token.txt",
        ];
        assert_eq!(reported, expected, "{diagnostics:#?}");
        assert!(diagnostics.iter().all(|found| found.code.as_str() == "unreadable-input"));
        let read = ["content/events/in-folder/b.md", "content/events/in-folder/deep/c.md", "content/events/in.md"];
        assert_eq!(documents(&inputs), read);
        assert!(inputs.media.is_empty() && inputs.statics.is_empty());
    }

    #[test]
    fn a_link_in_place_of_a_whole_folder_stays_inside_too() {
        let outside = tempfile::tempdir().unwrap();
        put(outside.path(), "events/a.md", "secret");
        for folder in ["content", "templates", "static"] {
            let site = Site(harness::Site::empty());
            if folder != "content" {
                site.put("content/site.yaml", "");
            }
            site.link(folder, outside.path());
            assert!(matches!(read(site.0.path()), Err(Error::Refused(_))), "{folder}");
        }
    }

    #[test]
    fn circles_of_folders_end() {
        let site = Site::new();
        site.put("content/events/2031/a.md", "text");
        site.link("content/events/2031/up", "..").link("content/events/2031/self", ".");
        let (inputs, diagnostics) = site.read();
        assert_eq!(documents(&inputs), ["content/events/2031/a.md"]);
        let codes: Vec<_> = diagnostics.iter().map(|found| found.code.as_str()).collect();
        assert_eq!(codes, ["stray-file"; 2]);
    }

    #[test]
    fn links_that_cross_do_not_unfold_without_end() {
        let site = Site::new();
        for level in 0..16 {
            for link in ["a", "b", "c"] {
                site.link(&format!("shared/{level}/{link}"), format!("../{}", level + 1));
            }
        }
        site.put("shared/16/a.md", "text");
        site.link("content/events/all", "../../shared/0");
        let begun = std::time::Instant::now();
        assert!(site.reports().iter().any(|line| line.contains("more than 5000 symbolic links")));
        assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    }

    #[test]
    fn what_the_reader_may_not_read_is_reported() {
        use std::os::unix::fs::MetadataExt;
        use std::os::unix::process::CommandExt;
        let site = Site::new();
        site.put("content/events/a.md", "text").put("content/sources/locked/b.md", "text");
        let allow = |path: &str, mode: &str| {
            assert!(Command::new("chmod").arg(mode).arg(site.0.path().join(path)).status().unwrap().success());
        };
        allow("", "755");
        allow("content/events/a.md", "000");
        allow("content/sources/locked", "000");
        let mut reader = crate::faults::alone("faults::reading::unix::reader");
        reader.env("DATELINE_TEST_SITE", site.0.path());
        // Root may read everything, so it has someone else try.
        if site.0.path().metadata().unwrap().uid() == 0 {
            reader.uid(65_534);
        }
        let output = reader.output();
        allow("content/sources/locked", "700");
        let output = output.unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }

    #[test]
    #[ignore = "run by the test above as someone who is not root"]
    fn reader() {
        let site = std::env::var("DATELINE_TEST_SITE").expect("the test above names the site");
        let (_, diagnostics) = read(Path::new(&site)).unwrap();
        let found: Vec<_> = diagnostics.iter().map(|found| (&*found.location.file, found.message.as_str())).collect();
        let expected = [
            ("content/events/a.md", "the file could not be read: its permissions forbid it"),
            ("content/sources/locked", "this could not be read: its permissions forbid it"),
        ];
        assert_eq!(found, expected);
    }
}
