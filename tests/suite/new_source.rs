//! `new source URL`: what pages say of themselves, in the ways of twenty publishers and five languages; and servers on this
//! machine that misbehave.
//!
//! `tests/metadata/` holds a page and the file that is made of it; `DATELINE_ACCEPT=1` writes the latter.

use crate::harness::loopback::{NOT_FOUND, Server, reply};
use crate::harness::{Said, Site, assert_expected, files, root};
use std::io::Write;

fn site() -> Site {
    let site = Site::explained();
    let settings = site.read("content/site.yaml");
    site.write("content/site.yaml", settings.replace("timezone: Europe/London", "timezone: Europe/Madrid"));
    site
}

/// The source that was made last.
fn made(site: &Site, said: &Said) -> String {
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    site.read(said.out.trim().trim_start_matches("./"))
}

#[test]
fn pages_of_twenty_publishers() {
    let folder = root().join("tests/metadata");
    let mut tried = 0;
    for page in files(&folder) {
        let name = page.file_stem().expect("a name").to_string_lossy().into_owned();
        if page.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let site = site();
        let url = format!("https://publisher.example/{name}");
        let file = page.display().to_string();
        let said = site.dateline(&["new", "source", &url, "--html", &file, "--id", "made"]);
        let text = made(&site, &said);
        // What is made builds.
        let check = site.dateline(&["check", "--format", "json"]);
        assert_eq!(check.status, 0, "{name}: {}", check.out);
        if !crate::harness::accepts() {
            assert!(folder.join(format!("{name}.md")).exists(), "{name}.md is missing");
        }
        assert_expected(&folder.join(format!("{name}.md")), &text);
        tried += 1;
    }
    assert!(tried >= 20, "only {tried} pages");
}

/// A page with this head, from a server that answers every path with it.
fn server(head: &str) -> Server {
    let page = format!("<!DOCTYPE html><html lang=\"en\"><head>{head}</head><body><p>Words.</p></body></html>");
    Server::always(reply("200 OK", &["Content-Type: text/html; charset=utf-8"], page.as_bytes()))
}

fn new_source(site: &Site, url: &str) -> Said {
    site.dateline(&["new", "source", url, "--allow-private"])
}

#[test]
fn a_page_is_read_over_the_network_and_its_copy_asked_for() {
    let site = site();
    let server = server("<meta property=\"og:title\" content=\"Wet quay\"><title>Wet quay</title>");
    let said = new_source(&site, &server.url("/quay?utm_source=x"));
    let text = made(&site, &said);
    assert!(text.contains("\naccessed: 2033-01-01\n") && text.contains("title: Wet quay\n"), "{text}");
    assert!(said.err.contains("it has no archived copy yet"), "{}", said.err);
    assert_eq!(server.asked().len(), 1);
    // Another spelling of the same address, without a look at the page.
    let again = new_source(&site, &server.url("/quay/?fbclid=y#top"));
    assert_eq!(again.status, 1);
    assert!(again.err.contains("is a source already") && again.err.contains("where it is spelled"), "{}", again.err);
    assert_eq!(server.asked().len(), 1, "it was known before the visit");
}

#[test]
fn an_address_is_known_in_the_spelling_of_its_canonical_link_and_of_its_copies() {
    let site = site();
    let known = "https://ledger.example/2031/05/11/board";
    let page = format!("<link rel=\"canonical\" href=\"{known}/\">");
    let said = new_source(&site, &server(&page).url("/amp/board"));
    assert!(said.status == 1 && said.err.contains("`ledger-2031-05-11`"), "{}", said.err);
    for spelling in [
        "http://www.ledger.example/2031/05/11/board/",
        "https://m.ledger.example/2031/05/11/board?utm_campaign=z",
        "https://amp.ledger.example/2031/05/11/board/amp",
        "https://ledger.example/2031/05/11/b%6Fard/index.html",
        "https://web.archive.org/web/20320601000000/https://ledger.example/2031/05/11/board",
    ] {
        let said = site.dateline(&["new", "source", spelling]);
        assert!(said.status == 1 && said.err.contains("`ledger-2031-05-11`"), "{spelling}: {}", said.err);
    }
}

#[test]
fn servers_that_misbehave_are_told_and_nothing_is_made() {
    let site = site();
    let before = files(&site.path().join("content/sources")).len();
    let html = ["Content-Type: text/html"];
    let circle = Server::start(|_, stream| stream.write_all(&reply("302 Found", &["Location: /again"], b"")));
    let private = server("<title>x</title>");
    let shut = Server::start(|asked, stream| {
        let rules = reply("200 OK", &["Content-Type: text/plain"], b"User-agent: *\nDisallow: /\n");
        stream.write_all(if asked.target == "/robots.txt" { &rules } else { NOT_FOUND })
    });
    let cases = [
        (Server::always(NOT_FOUND), "answers 404"),
        (Server::always(reply("403 Forbidden", &html, b"no")), "answers 403"),
        (circle, "circle"),
        (shut, "programs"),
        (Server::always(reply("200 OK", &html, "<div>".repeat(30_000).as_bytes())), "nested too deeply"),
        (Server::always(reply("200 OK", &html, &vec![b'x'; 21 << 20])), "more than 20 MB"),
        (Server::always(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<ti".to_vec()), "can't be read"),
        (Server::always(b"nonsense".to_vec()), "can't be read"),
    ];
    for (server, why) in cases {
        let said = new_source(&site, &server.url("/a"));
        assert_eq!(said.status, 2, "{why}: {}", said.err);
        assert!(said.err.contains(why) && said.err.contains("--html FILE"), "{why}: {}", said.err);
    }
    let said = site.dateline(&["new", "source", &private.url("/a")]);
    assert!(said.status == 2 && said.err.contains("private address"), "{}", said.err);
    assert_eq!(files(&site.path().join("content/sources")).len(), before);
}

#[test]
fn what_is_no_page_gives_its_address_alone() {
    let site = site();
    let pdf = Server::always(reply("200 OK", &["Content-Type: application/pdf"], b"%PDF-1.7 x"));
    let said = new_source(&site, &pdf.url("/minutes.pdf"));
    assert!(said.err.contains("it is a PDF"), "{}", said.err);
    assert!(made(&site, &said).contains("url: http://127.0.0.1"));
    for (name, bytes, why) in
        [("a.pdf", &b"%PDF-1.7 x"[..], "it is a PDF"), ("a.png", b"\x89PNG\r\n\0", "no page of HTML")]
    {
        site.write(name, bytes);
        let said = site.dateline(&["new", "source", &format!("https://paper.example/{name}"), "--html", name]);
        assert!(said.err.contains(why), "{}", said.err);
        assert!(made(&site, &said).contains(&format!("url: https://paper.example/{name}\n")));
    }
}

#[test]
fn a_copy_is_asked_for_of_the_address_that_was_written() {
    let site = site();
    site.write("a.html", "<link rel=canonical href=https://paper.example/a><title>Quay</title>");
    let said = site.dateline(&["new", "source", "https://paper.example/a?utm_source=x", "--html", "a.html"]);
    assert!(said.err.contains("https://web.archive.org/save/https://paper.example/a\n"), "{}", said.err);
    let text = made(&site, &said);
    assert!(text.contains("web.archive.org/web/2031/https://paper.example/a,"), "{text}");
}

#[test]
fn a_page_in_an_old_encoding_is_read_as_its_label_says() {
    let site = site();
    let page = b"<html lang=\"es\"><head><meta property=\"og:title\" content=\"La ni\xf1a\"><title>La ni\xf1a</title></head></html>";
    let server = Server::always(reply("200 OK", &["Content-Type: text/html; charset=iso-8859-1"], page));
    assert!(made(&site, &new_source(&site, &server.url("/a"))).contains("title: La niña"));
}

#[test]
fn without_the_network_a_file_says_where_it_is() {
    let site = site();
    site.write(
        "a.html",
        "<link rel=canonical href=https://paper.example/a><meta property=og:title content=Quay><title>Quay</title>",
    );
    let text = made(&site, &site.dateline(&["new", "source", "--html", "a.html"]));
    assert!(text.contains("url: https://paper.example/a\n") && text.contains("# accessed: 2033-01-01"), "{text}");
    site.write("b.html", "<title>Quay</title>");
    let said = site.dateline(&["new", "source", "--html", "b.html"]);
    assert!(said.status == 2 && said.err.contains("add its address"), "{}", said.err);
    assert_eq!(site.dateline(&["new", "source", "--html", "nowhere.html"]).status, 2);
}

#[test]
fn what_is_asked_for_goes_before_what_the_page_says() {
    let site = site();
    let page = root().join("tests/metadata/01-json-ld.html").display().to_string();
    let url = "https://ledger.example/w";
    let arguments =
        ["new", "source", url, "--html", &page, "--outlet", "The Quay", "--published", "2031-04", "--type", "wire"];
    let text = made(&site, &site.dateline(&arguments));
    for line in ["outlet: The Quay\n", "published: 2031-04\n", "type: wire\n"] {
        assert!(text.contains(line), "{text}");
    }
}
