//! Who gets at the forms: nobody but a browser on this machine, on a page of ours.

use super::forms::OpenForm;
use super::preview::Preview;
use crate::harness::Site;
use std::collections::BTreeMap;
use std::path::Path;

const EDIT: &[&str] = &["--port", "0", "--edit"];
const REPORT: &str = "content/events/2031-04-04-ledger-report.md";
const FORM: &str = "/_dateline/edit/event/2031-04-04-ledger-report";

/// Every file of a folder with what it holds.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn collect(folder: &Path, root: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                collect(&path, root, files);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
                files.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    let mut found = BTreeMap::new();
    collect(folder, folder, &mut found);
    found
}

#[test]
fn without_edit_the_server_is_as_it_was() {
    let site = Site::explained();
    let (plain, edit) = (Preview::of(&site), Preview::with(&site, EDIT));
    for path in [
        "/_dateline/edit/",
        FORM,
        "/_dateline/edit/new/event",
        "/_dateline/edit/site",
        "/_dateline/edit/choose?of=person",
        "/_dateline/edit/edit.js",
        "/_dateline/edit/bar.css",
        "/_dateline/draft/1/",
        "/_dateline/draft/",
    ] {
        let answer = plain.get(path);
        assert_eq!((answer.status, answer.body.as_str()), (404, "The preview has no such file.\n"), "{path}");
    }
    for place in ["form", "check", "review", "save"] {
        let form = OpenForm::at(&edit, FORM);
        let answer = form.send_with(&plain, place, "write", &form.headers(&plain));
        assert_eq!((answer.status, answer.body.as_str()), (405, "Only GET and HEAD.\n"), "{place}");
    }
    // A page is the same but for the bar, and for the version in the script's address.
    let without_version = |page: String| {
        let (before, rest) = page.split_once("live.js?").expect("the script");
        format!("{before}live.js?{}", rest.trim_start_matches(|c: char| c.is_ascii_digit()))
            .replace(&plain.address.to_string(), "HERE")
            .replace(&edit.address.to_string(), "HERE")
    };
    for path in ["/", "/events/2031-04-04-ledger-report/", "/nothing/"] {
        let (one, other) = (plain.get(path), edit.get(path));
        assert!(!one.body.contains("dateline-bar") && !one.head.contains("set-cookie"), "{path}");
        let (before, rest) = other.body.split_once("<dateline-bar>").expect("the bar");
        let (_, after) = rest.split_once("</dateline-bar>\n").expect("its end");
        assert_eq!(without_version(format!("{before}{after}")), without_version(one.body), "{path}");
        let head = |head: &str| {
            head.lines()
                .filter(|line| !line.starts_with("content-length") && !line.starts_with("date"))
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert_eq!(head(&one.head), head(&other.head), "{path}");
    }
    assert_eq!(plain.get("/_dateline/live.js").body, edit.get("/_dateline/live.js").body);
}

#[test]
fn forms_are_for_this_machine_alone() {
    let site = Site::explained();
    // The first is nobody's address here: were it taken, nothing could listen there, and the test would end.
    for address in ["192.0.2.1", "0.0.0.0", "::"] {
        let said = site.dateline(&["serve", "--edit", "--port", "0", "--listen", address]);
        assert_eq!(said.status, 2, "{address}");
        assert!(said.err.contains("`--edit` lets whoever reaches the preview write the content"), "{}", said.err);
    }
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, FORM);
    // A name that somebody else pointed at this machine.
    for host in ["evil.example", "evil.example:80", "localhost.evil.example", "192.168.0.1", ""] {
        let read = preview.ask(&format!("GET {FORM} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert!(matches!(read.status, 400 | 421) && !read.body.contains("token"), "{host}");
        let mut headers = form.headers(&preview);
        headers[0].1 = host.to_owned();
        headers[1].1 = format!("http://{host}");
        let written = form.clone().with("f.title", "Rebound").send_with(&preview, "save", "write", &headers);
        assert!(matches!(written.status, 400 | 421), "{host}: {}", written.status);
    }
    assert!(!site.read(REPORT).contains("Rebound"));
}

#[test]
fn another_site_s_page_can_neither_send_nor_read() {
    let site = Site::explained();
    let before = files(site.path());
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, FORM).with("f.title", "Forged");
    let good = form.headers(&preview);
    let with = |name: &str, value: Option<&str>| {
        let mut headers: Vec<_> = good.iter().filter(|(known, _)| *known != name).cloned().collect();
        headers.extend(
            value.map(|value| (good.iter().find(|(known, _)| *known == name).expect("known").0, value.to_owned())),
        );
        headers
    };
    for (what, headers, status) in [
        ("a form of another site", with("Origin", Some("http://evil.example")), 403),
        ("of another port here", with("Origin", Some("http://127.0.0.1:1")), 403),
        ("of a sandbox", with("Origin", Some("null")), 403),
        ("of nobody", with("Origin", None), 403),
        ("of a page beside", with("Sec-Fetch-Site", Some("same-site")), 403),
        ("of a page elsewhere", with("Sec-Fetch-Site", Some("cross-site")), 403),
        ("without a cookie", with("Cookie", None), 403),
        ("with a guessed cookie", with("Cookie", Some("dateline-edit-0=0")), 403),
        ("as a text", with("Content-Type", Some("text/plain")), 415),
        ("as JSON", with("Content-Type", Some("application/json")), 415),
    ] {
        for place in ["form", "check", "review", "save"] {
            let answer = form.send_with(&preview, place, "write", &headers);
            assert_eq!(answer.status, status, "{what}, {place}: {}", answer.body);
        }
    }
    for token in ["", "0", "x".repeat(64).as_str()] {
        assert_eq!(form.clone().with("token", token).send(&preview, "save", "write").status, 403);
    }
    assert_eq!(
        form.clone().with("complete", "").send(&preview, "save", "write").status,
        400,
        "a form that was cut off"
    );
    // Only four places take a form.
    for place in ["", "event/x", "new/event", "edit.js", "../live.js", "write", "save/", "created"] {
        let status = form.send(&preview, place, "write").status;
        assert!(matches!(status, 404 | 405), "{place}: {status}");
    }
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let request = format!(
            "{method} /_dateline/edit/save HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        assert!(matches!(preview.ask(&request).status, 400 | 405), "{method}");
    }
    // Neither framed nor fetched.
    for path in [FORM, "/_dateline/edit/", "/_dateline/edit/choose?of=person&q=", "/_dateline/draft/1/"] {
        for site in ["cross-site", "same-site"] {
            let request = format!(
                "GET {path} HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: {site}\r\nSec-Fetch-Dest: iframe\r\nConnection: close\r\n\r\n",
                preview.address
            );
            let answer = preview.ask(&request);
            assert_eq!(answer.status, 403, "{path} {site}");
            assert!(!answer.body.contains("ida-bloom") && !answer.head.contains("set-cookie"), "{path} {site}");
        }
    }
    let page = preview.get(FORM);
    for line in [
        "x-frame-options: DENY",
        "cross-origin-resource-policy: same-origin",
        "frame-ancestors 'none'",
        "default-src 'none'",
        "SameSite=Strict",
        "HttpOnly",
    ] {
        assert!(page.head.contains(line), "{line}: {}", page.head);
    }
    assert!(!page.head.to_lowercase().contains("access-control"));
    assert_eq!(files(site.path()), before);
}

#[test]
fn no_id_leads_out_of_the_content() {
    let site = Site::explained();
    site.write("secret.md", "---\ntitle: secret\n---\n");
    let before = files(site.path());
    let preview = Preview::with(&site, EDIT);
    for path in [
        "event/..",
        "event/../../secret",
        "event/..%2f..%2fsecret",
        "event/%2e%2e%2f%2e%2e%2fsecret",
        "event/....//secret",
        "event//etc/passwd",
        "../../secret.md",
        "..%2f..%2fsecret.md",
        "site/x",
        "event/",
        "kind/report",
        "verification/x",
        "event/2031-04-04-ledger-report%00",
        "event/2031-04-04-ledger-report.md",
    ] {
        let answer = preview.get(&format!("/_dateline/edit/{path}"));
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.body.contains("title: secret") && !answer.body.contains("root:"), "{path}");
    }
    let new = OpenForm::at(&preview, "/_dateline/edit/new/person").with("f.name", "A");
    let edit = OpenForm::at(&preview, FORM).with("f.title", "A");
    for id in [
        "../x",
        "..",
        "../../secret",
        "a/b",
        "a\\b",
        "/etc/passwd",
        ".hidden",
        "_x",
        "A",
        "x.md",
        "a\0",
        "con/../x",
        &"a".repeat(300),
    ] {
        for form in [new.clone().with("new_id", id), edit.clone().with("new_id", id), edit.clone().with("id", id)] {
            let answer = form.send(&preview, "save", "write");
            assert!(matches!(answer.status, 200 | 409), "{id}: {}", answer.status);
        }
        let created = edit.clone().with("new.0.kind", "person").with("new.0.new_id", id).with("new.0.f.name", "B");
        assert_eq!(created.send(&preview, "save", "write").status, 200, "{id}");
    }
    for kind in ["verification", "template", "site", "", "../x"] {
        let answer = new.clone().with("kind", kind).send(&preview, "save", "write");
        assert!(matches!(answer.status, 200 | 404), "{kind}: {}", answer.status);
    }
    // What a browser sends as a line end can't begin a key.
    let injected = new.clone().with("f.name", "A\nnoindex: true\nlinks: [https://evil.example]");
    assert!(matches!(injected.save(&preview).status, 200 | 303));
    let after = files(site.path());
    let outside = |files: &BTreeMap<String, Vec<u8>>| {
        files.keys().filter(|path| !path.starts_with("content/people/")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(outside(&after), outside(&before));
    let written: Vec<_> = after.keys().filter(|path| !before.contains_key(*path)).collect();
    for path in written {
        let text = String::from_utf8_lossy(&after[path]).into_owned();
        assert!(!text.contains("\nnoindex: true") && !text.contains("\nlinks:"), "{path}: {text}");
    }
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_out() {
    use std::os::unix::fs::symlink;
    let (site, outside) = (Site::explained(), tempfile::tempdir().expect("a folder outside"));
    let target = outside.path().join("victim.md");
    std::fs::write(&target, "---\nname: Victim\n---\n").expect("a file");
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, FORM).with("f.title", "Through a link");
    // Between the opening of the form and its saving.
    let path = site.path().join(REPORT);
    let text = std::fs::read(&path).expect("the event");
    std::fs::write(&target, &text).expect("the same text outside");
    std::fs::remove_file(&path).expect("it goes");
    symlink(&target, &path).expect("a link");
    let answer = form.send(&preview, "save", "write");
    assert!(
        answer.status >= 400 || answer.body.contains("symbolic link") || answer.body.contains("no form"),
        "{}",
        answer.status
    );
    assert_eq!(std::fs::read(&target).expect("it stays"), text);
    // A folder that became one.
    let (people, elsewhere) = (site.path().join("content/people"), outside.path().join("people"));
    std::fs::rename(&people, &elsewhere).expect("it moves");
    symlink(&elsewhere, &people).expect("a link");
    let names = || std::fs::read_dir(&elsewhere).expect("a folder").count();
    let before = names();
    let new = OpenForm::at(&preview, "/_dateline/edit/new/person").with("f.name", "Through A Link");
    let answer = new.send(&preview, "save", "write");
    assert_ne!(answer.status, 303, "{}", answer.body);
    assert_eq!(names(), before);
}

#[test]
fn a_form_is_bounded() {
    let site = Site::explained();
    let before = files(site.path());
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, FORM);
    let headers: String = form.headers(&preview).iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    // A hundred megabytes, announced: refused before they are sent.
    let answer = preview.ask(&format!(
        "POST /_dateline/edit/save HTTP/1.1\r\n{headers}Content-Length: 104857600\r\nConnection: close\r\n\r\nf.title=x"
    ));
    assert_eq!(answer.status, 413);
    // The same in pieces that announce nothing.
    let piece = "a".repeat(64 << 10);
    let pieces: String = (0..100).map(|_| format!("{:x}\r\n{piece}\r\n", piece.len())).collect();
    let answer = preview.ask(&format!(
        "POST /_dateline/edit/save HTTP/1.1\r\n{headers}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nb\r\ncomplete=ye\r\n{pieces}0\r\n\r\n"
    ));
    assert!(matches!(answer.status, 413 | 0), "{}", answer.status);
    // A text that no build would read.
    let answer = form.clone().with("body", &"Long words. ".repeat(100_000)).send(&preview, "save", "write");
    assert_ne!(answer.status, 303);
    assert_eq!(files(site.path()), before);
    assert_eq!(preview.get(FORM).status, 200, "it is still there");
}
