//! What `verify` and `links` write into `content/verification.yaml`, and that neither loses what the other wrote.

use crate::harness::loopback::{NOT_FOUND, Server, article, citing, hasty, records, reply};
use chrono::NaiveDate;
use dateline::model::{CheckedQuotation, Verdict, Verification};
use dateline::progress::Silent;
use dateline::{links, verify};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2031, 5, 3).unwrap()
}

fn visit(site: &Path) -> links::LinksReport {
    let options = links::LinksOptions { site: site.to_owned(), today: today(), again: false, policy: hasty() };
    links::links(&options, &mut Silent).unwrap()
}

fn compare(site: &Path) -> verify::VerifyReport {
    let (texts, offline) = (None, false);
    let options =
        verify::VerifyOptions { site: site.to_owned(), texts, keep: None, offline, today: today(), policy: hasty() };
    verify::verify(&options, &mut Silent).unwrap()
}

/// 300 answers of this sort made a file of 17 MB, which no command reads.
#[test]
fn what_a_server_says_is_recorded_in_few_bytes() {
    let long = |start: &str| format!("{start}{}", "x".repeat(20_000));
    let etag = Server::always(reply("200 OK", &[&format!("ETag: \"{}\"", long(""))], b"<p>Hello"));
    let moved = Server::start(move |asked, stream| {
        use std::io::Write;
        match asked.target.as_str() {
            "/robots.txt" => stream.write_all(NOT_FOUND),
            "/a" => stream.write_all(&reply("301 Moved", &[&format!("Location: {}", long("/b"))], b"")),
            _ => stream.write_all(&article("Hello")),
        }
    });
    let strange = Server::always(reply("301 Moved", &[&format!("Location: ftp://{}", long(""))], b""));
    let site = citing(&[
        ("courier", &etag.url("/a"), "", ""),
        ("gull", &moved.url("/a"), "", ""),
        ("ledger", &strange.url("/a"), "", ""),
    ]);
    let report = visit(site.path());
    assert_eq!(report.links.iter().map(|link| link.state).collect::<std::collections::BTreeSet<_>>().len(), 3);
    let records = records(site.path());
    assert!(records.len() < 5_000, "{} bytes", records.len());
    assert!(!records.contains("etag"), "half a tag is none");
    // A page that says the same on the next day is asked for as if it were new.
    visit(site.path());
    assert!(etag.asked().iter().all(|asked| !asked.headers.contains_key("if-none-match")));
}

#[test]
fn words_of_a_page_that_has_no_spaces_are_not_recorded_as_the_way_to_a_quotation() {
    let quote = "I resign tonight and go";
    let wall = "x".repeat(30_000);
    let page = article(&format!("She said {wall} {quote} {wall}. Again: {wall} {quote} {wall}."));
    let site = citing(&[("courier", &Server::always(page).url("/a"), quote, "")]);
    assert_eq!(compare(site.path()).quotations[0].verdict, "verbatim");
    assert!(records(site.path()).len() < 3_000, "{}", records(site.path()).len());
}

#[test]
fn nothing_is_written_that_could_not_be_read() {
    let site = citing(&[]);
    let quotation = |quote: String| CheckedQuotation {
        source: "courier".into(),
        quote,
        places: Vec::new(),
        verdict: Verdict::NoText,
        checked: today(),
        text: None,
        times: None,
        link: None,
        places_by_locator: Vec::new(),
        reason: None,
        at: dateline::diagnostic::Span::default(),
    };
    let save = |quotations: Vec<CheckedQuotation>| {
        let new = Verification { quotations, links: Vec::new() };
        let mut file = verify::file::RecordsFile::open(site.path(), &Verification::default());
        file.update(|records| *records = new).map(drop)
    };
    save(vec![quotation("I resign".into())]).unwrap();
    let before = records(site.path());
    let too_much = (0..17).map(|n| quotation(format!("{n} {}", "word ".repeat(200_000)))).collect();
    let error = save(too_much).unwrap_err().to_string();
    assert!(error.contains("verification.yaml") && error.contains("16 MiB"), "{error}");
    assert_eq!(records(site.path()), before);
}

/// A server that answers for the page only when it is told to.
fn held(words: &'static str) -> (Server, Receiver<()>, Sender<()>) {
    let (arrived, arrives) = channel();
    let (release, released) = channel::<()>();
    let (arrived, released) = (Mutex::new(arrived), Arc::new(Mutex::new(released)));
    let server = Server::start(move |asked, stream| {
        use std::io::Write;
        if asked.target == "/robots.txt" {
            return stream.write_all(NOT_FOUND);
        }
        arrived.lock().unwrap().send(()).unwrap();
        released.lock().unwrap().recv_timeout(Duration::from_secs(60)).unwrap();
        stream.write_all(&article(words))
    });
    (server, arrives, release)
}

#[test]
fn verify_keeps_what_links_finds_meanwhile() {
    let (server, arrives, release) = held("She said: “I resign tonight.”");
    let site = citing(&[("courier", &server.url("/a"), "I resign tonight", "")]);
    std::thread::scope(|scope| {
        let verify = scope.spawn(|| compare(site.path()));
        arrives.recv_timeout(Duration::from_secs(60)).unwrap();
        let links = scope.spawn(|| visit(site.path()));
        release.send(()).unwrap();
        // Whoever asked second waits for the first; both had read the file before either wrote it.
        arrives.recv_timeout(Duration::from_secs(60)).unwrap();
        release.send(()).unwrap();
        (verify.join().unwrap(), links.join().unwrap())
    });
    let records = records(site.path());
    assert!(records.contains("quotations:") && records.contains("links:"), "{records}");
}

#[test]
fn two_that_verify_keep_what_the_other_found() {
    let (slow, arrives, release) = held("She said: “I resign tonight.”");
    let quick = Server::always(article("He said: “We meet again tomorrow.”"));
    let site = citing(&[("courier", &slow.url("/a"), "I resign tonight", "")]);
    std::thread::scope(|scope| {
        let first = scope.spawn(|| compare(site.path()));
        arrives.recv_timeout(Duration::from_secs(60)).unwrap();
        // Meanwhile an editor adds a source, and verifies in another window.
        let source = format!("---\ntitle: Meeting\nurl: {}\n---\n", quick.url("/b"));
        std::fs::write(site.path().join("content/sources/gull.md"), source).unwrap();
        let event = "---\ntitle: The board meets\ndate: 2031-04-09\nkind: report\nsources:\n  - source: gull\n    \
                     quote: We meet again tomorrow\n---\nIt met.\n";
        std::fs::write(site.path().join("content/events/2031-04-09-board-meets.md"), event).unwrap();
        let second = scope.spawn(|| compare(site.path()));
        arrives.recv_timeout(Duration::from_secs(60)).unwrap();
        release.send(()).unwrap();
        release.send(()).unwrap();
        (first.join().unwrap(), second.join().unwrap())
    });
    let records = records(site.path());
    assert!(records.contains("I resign tonight") && records.contains("We meet again tomorrow"), "{records}");
}
