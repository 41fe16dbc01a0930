//! `dateline archive` against an archive that misbehaves.

use crate::harness::Site;
use crate::harness::loopback::{Server, citing, hasty, reply};
use dateline::archive::{ApiKeys, ArchiveOptions, ArchiveReport, Endpoints, archive};
use dateline::net::{CrawlPolicy, Limits, Private};
use dateline::progress::Silent;
use std::io::Write;
use std::time::{Duration, Instant};

const READ: &str = "accessed: 2031-04-05\n";

fn endpoints(server: &Server) -> Endpoints {
    Endpoints {
        availability: server.url("/available"),
        save: server.url("/save"),
        copies: server.url("/web/"),
        between: Duration::ZERO,
        rest: Duration::from_millis(20),
        pause: Duration::from_millis(10),
        max_wait: Duration::from_millis(300),
    }
}

fn run_with(server: &Server, save: bool, policy: CrawlPolicy) -> (Site, ArchiveReport) {
    let site = citing(&[("courier", "https://courier.example/a", "", READ)]);
    let options = ArchiveOptions {
        site: site.path().to_owned(),
        only: Vec::new(),
        write: true,
        save: save.then(|| ApiKeys { access: "key".to_owned(), secret: "secret".to_owned() }),
        policy,
        endpoints: endpoints(server),
    };
    let report = archive(&options, &mut Silent).unwrap();
    (site, report)
}

/// Why there is no copy.
fn refused(server: &Server, save: bool) -> String {
    let policy = CrawlPolicy { limits: Limits { time: Duration::from_secs(2), ..hasty().limits }, ..hasty() };
    let (_site, report) = run_with(server, save, policy);
    assert!(report.sources[0].copy.is_none() && !report.sources[0].written, "{report:?}");
    report.sources[0].reason.clone().unwrap()
}

fn json(text: &str) -> Vec<u8> {
    reply("200 OK", &["Content-Type: application/json"], text.as_bytes())
}

/// Has no copy, and answers who asks for one, or how far it is, with these.
fn saving(asked_for: Vec<u8>, state: Vec<u8>) -> Server {
    Server::start(move |asked, stream| {
        stream.write_all(match asked.target.as_str() {
            "/save" => &asked_for,
            target if target.starts_with("/save/") => &state,
            _ => return stream.write_all(&json(r#"{"archived_snapshots":{}}"#)),
        })
    })
}

#[test]
fn an_answer_that_is_none_is_told() {
    let strange = "the archive's answer can't be understood";
    for body in [
        "",
        "null",
        "[]",
        "{\"archived_snapshots\":[1]}",
        "\u{feff}{}",
        &"[".repeat(100_000),
        &"{\"a\":".repeat(30_000),
    ] {
        let reason = refused(&Server::always(json(body)), false);
        assert!(reason == strange || reason.starts_with("the archive has no copy"), "{reason}");
    }
    let closest = |url: &str, stamp: &str| {
        let closest = serde_json::json!({"available": true, "status": "200", "timestamp": stamp, "url": url});
        json(&serde_json::json!({"archived_snapshots": {"closest": closest}}).to_string())
    };
    let server = Server::start(move |asked, stream| {
        let host = &asked.headers["host"];
        stream.write_all(&closest(&format!("http://{host}/web/1/a\nb: c"), "20310406010203"))
    });
    assert_eq!(refused(&server, false), strange);
    for stamp in ["", "2031", "99999999999999", "20310406010203\n", "-2031406010203"] {
        let stamp = stamp.to_owned();
        let server = Server::start(move |asked, stream| {
            let url = format!("http://{}/web/1/https://courier.example/a", asked.headers["host"]);
            stream.write_all(&closest(&url, &stamp))
        });
        assert_eq!(refused(&server, false), strange);
    }
}

#[test]
fn an_answer_without_end_is_not_waited_for() {
    assert_eq!(refused(&Server::always(json(&" ".repeat(1 << 20))), false), "the page has more than 262144 bytes");
    let start = Instant::now();
    let drips = Server::start(|_, stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n{")?;
        loop {
            stream.write_all(b" ")?;
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    assert_eq!(refused(&drips, false), "the server takes too long to answer");
    let asked = Instant::now();
    let pending = saving(json(r#"{"job_id":"spn2-1"}"#), json(r#"{"status":"pending"}"#));
    assert_eq!(refused(&pending, true), "the archive is still at work; ask again later");
    assert!(asked.elapsed() < Duration::from_secs(20) && start.elapsed() < Duration::from_secs(60));
}

#[test]
fn a_job_leads_to_no_other_address() {
    for job in ["../../other", "a/b", "a?b", "a b", "", "@evil.example", "%2e%2e"] {
        let server = saving(json(&serde_json::json!({"job_id": job}).to_string()), json(r#"{"status":"success"}"#));
        assert_eq!(refused(&server, true), "the archive's answer can't be understood", "{job}");
    }
}

#[test]
fn the_keys_go_to_the_archive_alone() {
    let other = Server::always(json(r#"{"status":"success"}"#));
    let location = format!("Location: {}", other.url("/save"));
    let away = reply("307 Temporary Redirect", &[&location], b"");
    let server = saving(away, Vec::new());
    refused(&server, true);
    assert!(server.asked().iter().any(|asked| asked.headers.contains_key("authorization")));
    for asked in other.asked() {
        assert!(!asked.headers.contains_key("authorization") && asked.body.is_empty(), "{asked:?}");
    }
}

#[test]
fn what_the_archive_says_reaches_no_terminal_as_a_command() {
    let words = "\u{1b}]0;x\u{7}\u{9b}31m".to_owned() + &"x".repeat(100_000);
    let said = serde_json::json!({"status": "error", "status_ext": "error:no", "message": words}).to_string();
    let reason = refused(&saving(json(&said), Vec::new()), true);
    assert!(reason.len() < 400 && !reason.chars().any(char::is_control), "{reason}");
}

/// An address may hold what means something in YAML.
#[test]
fn a_copy_s_address_is_written_as_it_is_or_not_at_all() {
    for end in ["a#b", "a,b", "{a}", "[a]", "a: b", "a'b", "a\"b", "&a", "*a", "!a", "a%0Ab", "é"] {
        let closest = move |host: &str| {
            let url = format!("http://{host}/web/20310406010203/https://courier.example/{end}");
            let closest =
                serde_json::json!({"available": true, "status": "200", "timestamp": "20310406010203", "url": url});
            json(&serde_json::json!({"archived_snapshots": {"closest": closest}}).to_string())
        };
        let server = Server::start(move |asked, stream| stream.write_all(&closest(&asked.headers["host"])));
        let (site, report) = run_with(&server, false, hasty());
        let source = &report.sources[0];
        let (_, read, errors) = dateline::verify::file::site(site.path()).unwrap();
        assert_eq!(errors, 0, "{end}");
        let known: Vec<_> = read.sources.rows().next().unwrap().archived.iter().map(|copy| copy.url.clone()).collect();
        assert_eq!(known, source.copy.clone().into_iter().filter(|_| source.written).collect::<Vec<_>>(), "{end}");
        // White space makes it no address; of what the edit could not do, the file is left alone.
        assert!(source.written || ["a: b", "a\"b"].contains(&end), "{end}: {source:?}");
    }
}

#[test]
fn an_archive_at_a_private_address_is_not_asked() {
    let server = Server::always(json("{}"));
    let (_site, report) = run_with(&server, false, CrawlPolicy { private: Private::Refused, ..hasty() });
    assert!(report.sources[0].reason.as_ref().unwrap().contains("private address"), "{report:?}");
    assert_eq!(server.connections(), 0);
}
