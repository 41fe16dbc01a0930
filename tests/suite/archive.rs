//! `dateline archive` against a stand-in for the Internet Archive.

use crate::harness::Site;
use crate::harness::loopback::{Server, citing, hasty, reply};
use dateline::archive::{ApiKeys, ArchiveOptions, ArchiveReport, Endpoints, archive};
use dateline::progress::Silent;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// A stand-in that has a copy of every address with "kept" in it, and makes others when asked, on the third question.
fn stand_in() -> Server {
    let questions = AtomicUsize::new(0);
    Server::start(move |asked, stream| {
        let json = |text: &str| reply("200 OK", &["Content-Type: application/json"], text.as_bytes());
        let host = &asked.headers["host"];
        let answer = if asked.target.starts_with("/available") && asked.target.contains("kept") {
            assert!(asked.target.contains("&timestamp=20310405"), "{}", asked.target);
            json(&format!(
                r#"{{"archived_snapshots":{{"closest":{{"available":true,"status":"200","timestamp":"20310406010203","url":"http://{host}/web/20310406010203/https://courier.example/kept"}}}}}}"#
            ))
        } else if asked.target.starts_with("/available") && asked.target.contains("error") {
            json(
                r#"{"archived_snapshots":{"closest":{"available":true,"status":"404","timestamp":"20310406010203","url":"x"}}}"#,
            )
        } else if asked.target.starts_with("/available") && asked.target.contains("elsewhere") {
            json(
                r#"{"archived_snapshots":{"closest":{"available":true,"status":"200","timestamp":"20310406010203","url":"https://evil.example/"}}}"#,
            )
        } else if asked.target.starts_with("/available") {
            json(r#"{"archived_snapshots":{}}"#)
        } else if asked.headers.get("authorization").map(String::as_str) != Some("LOW key:secret") {
            reply("401 Unauthorized", &[], b"")
        } else if asked.method == "POST" && asked.target == "/save" {
            assert!(asked.body.contains("url=https%3A%2F%2Fcourier.example%2Fnew"), "{}", asked.body);
            json(r#"{"job_id":"spn2-1"}"#)
        } else if asked.target == "/save/status/spn2-1" && questions.fetch_add(1, Ordering::SeqCst) < 2 {
            json(r#"{"status":"pending"}"#)
        } else {
            json(r#"{"status":"success","timestamp":"20310501020304","original_url":"https://courier.example/new"}"#)
        };
        stream.write_all(&answer)
    })
}

fn run(server: &Server, site: &Path, only: &[&str], write: bool, save: Option<&str>) -> ArchiveReport {
    let endpoints = Endpoints {
        availability: server.url("/available"),
        save: server.url("/save"),
        copies: server.url("/web/"),
        between: Duration::from_millis(300),
        rest: Duration::from_millis(20),
        pause: Duration::from_millis(10),
        max_wait: Duration::from_secs(5),
    };
    let options = ArchiveOptions {
        site: site.to_owned(),
        only: only.iter().map(|id| (*id).to_owned()).collect(),
        write,
        save: save.map(|secret| ApiKeys { access: "key".to_owned(), secret: secret.to_owned() }),
        policy: hasty(),
        endpoints,
    };
    archive(&options, &mut Silent).unwrap()
}

const READ: &str = "accessed: 2031-04-05 # in the library\n";

#[test]
fn the_copy_nearest_to_the_day_of_reading_is_proposed_and_written_on_request() {
    let server = stand_in();
    let folder = citing(&[
        ("courier", "https://courier.example/kept", "", READ),
        ("ledger", "https://courier.example/archived", "", "archived: [https://web.archive.org/web/1/x]\n"),
    ]);
    let file = folder.path().join("content/sources/courier.md");
    let before = fs::read_to_string(&file).unwrap();

    let proposed = run(&server, folder.path(), &[], false, None);
    assert_eq!(proposed.sources.len(), 1, "who has a copy is not asked about");
    assert!(!proposed.is_clean(), "a copy that is only proposed is something to do");
    let copy = server.url("/web/20310406010203/https://courier.example/kept");
    assert_eq!(proposed.sources[0].copy.as_deref(), Some(copy.as_str()));
    assert_eq!(proposed.sources[0].date.as_deref(), Some("2031-04-06"));
    assert_eq!(fs::read_to_string(&file).unwrap(), before);

    let written = run(&server, folder.path(), &[], true, None);
    assert!(written.sources[0].written && written.is_clean());
    let address = "url: https://courier.example/kept\n";
    let lines = format!("archived:\n  - url: {copy}\n    date: 2031-04-06\n");
    assert_eq!(fs::read_to_string(&file).unwrap(), before.replace(address, &format!("{address}{lines}")));
    assert!(run(&server, folder.path(), &[], true, None).sources.is_empty());
}

#[test]
fn a_copy_is_made_when_asked_with_keys() {
    let server = stand_in();
    let folder = citing(&[("courier", "https://courier.example/new", "", READ)]);
    let without = run(&server, folder.path(), &[], false, None);
    assert_eq!(without.sources[0].reason.as_deref(), Some("the archive has no copy; `--save` asks for one"));
    assert!(server.asked().iter().all(|asked| asked.method == "GET"));

    let refused = run(&server, folder.path(), &[], false, Some("wrong"));
    assert_eq!(refused.sources[0].reason.as_deref(), Some("the archive doesn't accept the keys"));

    let made = run(&server, folder.path(), &[], true, Some("secret"));
    let source = &made.sources[0];
    assert!(source.saved && source.written, "{source:?}");
    assert_eq!(source.copy.as_deref(), Some(server.url("/web/20310501020304/https://courier.example/new").as_str()));
    assert_eq!(source.date.as_deref(), Some("2031-05-01"));
    assert!(!made.json().contains("secret"));
}

/// A stand-in without copies that answers each request for one with what `reply` makes of the number before it.
fn saving(answer: impl Fn(usize) -> (&'static str, &'static str) + Send + Sync + 'static) -> Server {
    let requests = AtomicUsize::new(0);
    Server::start(move |asked, stream| {
        let (status, text) = match (asked.method.as_str(), asked.target.starts_with("/available")) {
            (_, true) => ("200 OK", r#"{"archived_snapshots":{}}"#),
            ("POST", _) => answer(requests.fetch_add(1, Ordering::SeqCst)),
            _ => ("200 OK", r#"{"status":"success","timestamp":"20310501020304"}"#),
        };
        stream.write_all(&reply(status, &["Content-Type: application/json"], text.as_bytes()))
    })
}

fn three() -> Site {
    citing(&[
        ("courier", "https://courier.example/a", "", READ),
        ("gull", "https://gull.example/b", "", READ),
        ("ledger", "https://ledger.example/c", "", READ),
    ])
}

fn posts(server: &Server) -> usize {
    server.asked().iter().filter(|asked| asked.method == "POST").count()
}

#[test]
fn copies_are_asked_for_no_faster_than_the_archive_makes_them() {
    let server = saving(|_| ("200 OK", r#"{"job_id":"spn2-1"}"#));
    let folder = three();
    let began = std::time::Instant::now();
    let report = run(&server, folder.path(), &[], true, Some("secret"));
    assert!(report.sources.iter().all(|source| source.saved && source.written), "{report:?}");
    assert!(began.elapsed() >= Duration::from_millis(600), "{:?}", began.elapsed());
}

#[test]
fn who_is_told_that_there_are_too_many_waits_and_then_stops_asking() {
    const MANY: &str = r#"{"status":"error","status_ext":"error:user-session-limit","message":"You have reached the limit of active sessions."}"#;
    let server =
        saving(|nth| if nth == 0 { ("429 Too Many Requests", MANY) } else { ("200 OK", r#"{"job_id":"spn2-1"}"#) });
    let report = run(&server, three().path(), &["courier"], false, Some("secret"));
    assert!(report.sources[0].saved, "{report:?}");

    let server = saving(|_| ("200 OK", MANY));
    let report = run(&server, three().path(), &[], false, Some("secret"));
    let reasons: Vec<_> = report.sources.iter().map(|source| source.reason.as_deref().unwrap()).collect();
    assert_eq!(reasons[0], "the archive makes no copy: You have reached the limit of active sessions.");
    assert!(reasons[1].starts_with("not asked for a copy: "), "{reasons:?}");
    assert_eq!(posts(&server), 3);
}

#[test]
fn a_page_that_cannot_be_copied_does_not_stop_the_others() {
    const TODAY: &str = r#"{"status":"error","status_ext":"error:too-many-daily-captures","message":"This URL was captured 5 times today."}"#;
    let server = saving(|nth| ("200 OK", if nth == 0 { TODAY } else { r#"{"job_id":"spn2-1"}"# }));
    let report = run(&server, three().path(), &[], false, Some("secret"));
    assert_eq!(report.sources.iter().map(|source| source.saved).collect::<Vec<_>>(), [false, true, true]);

    let server = saving(|_| ("401 Unauthorized", "{}"));
    run(&server, three().path(), &[], false, Some("wrong"));
    assert_eq!(posts(&server), 1, "wrong keys are tried once");
}

#[test]
fn what_is_no_copy_is_not_taken_for_one() {
    let server = stand_in();
    let folder = citing(&[
        ("courier", "https://courier.example/error", "", READ),
        ("ledger", "https://courier.example/elsewhere", "", READ),
    ]);
    let report = run(&server, folder.path(), &[], true, None);
    assert_eq!(report.sources[0].reason.as_deref(), Some("the archive has no copy; `--save` asks for one"));
    assert_eq!(report.sources[1].reason.as_deref(), Some("the archive's answer can't be understood"));
    assert!(report.sources.iter().all(|source| source.copy.is_none() && !source.written));
}

#[test]
fn only_the_sources_that_are_named_are_asked_about() {
    let server = stand_in();
    let folder = citing(&[
        ("courier", "https://courier.example/kept", "", READ),
        ("ledger", "https://a.example/kept", "", READ),
    ]);
    assert_eq!(run(&server, folder.path(), &["ledger"], false, None).sources.len(), 1);
    let options = ArchiveOptions {
        site: folder.path().to_owned(),
        only: vec!["ledgr".to_owned()],
        write: false,
        save: None,
        policy: hasty(),
        endpoints: Endpoints::default(),
    };
    let error = archive(&options, &mut Silent).unwrap_err();
    assert_eq!(error.to_string(), "there is no source `ledgr`; did you mean `ledger`?");
}

#[test]
fn an_archive_that_is_down_is_told() {
    let server = Server::always(reply("503 Service Unavailable", &[], b""));
    let folder = citing(&[("courier", "https://courier.example/kept", "", READ)]);
    let report = run(&server, folder.path(), &[], false, None);
    assert_eq!(report.sources[0].reason.as_deref(), Some("the archive answers 503"));
}
