//! `dateline links` against servers on this machine that misbehave on purpose.

use crate::harness::loopback::{NOT_FOUND, Server, article, citing, hasty, records, reply};
use chrono::NaiveDate;
use dateline::links::{LinkReport, LinksOptions, LinksReport, links};
use dateline::net::{CrawlPolicy, Limits, Private};
use dateline::progress::Silent;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

fn day(n: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2031, 5, n).unwrap()
}

fn run_with(site: &Path, today: NaiveDate, policy: CrawlPolicy) -> LinksReport {
    let options = LinksOptions { site: site.to_owned(), today, again: false, policy };
    links(&options, &mut Silent).unwrap()
}

fn run(site: &Path, today: NaiveDate) -> LinksReport {
    run_with(site, today, hasty())
}

/// What one visit to `path` of this server finds.
fn visit(server: &Server, path: &str) -> LinkReport {
    visit_with(server, path, hasty())
}

fn visit_with(server: &Server, path: &str, policy: CrawlPolicy) -> LinkReport {
    let site = citing(&[("courier", &server.url(path), "", "")]);
    run_with(site.path(), day(3), policy).links.remove(0)
}

/// For servers that are slow.
fn impatient() -> CrawlPolicy {
    let hasty = hasty();
    CrawlPolicy { limits: Limits { time: Duration::from_millis(500), ..hasty.limits }, ..hasty }
}

fn redirect(status: &str, to: &str) -> Vec<u8> {
    reply(status, &[&format!("Location: {to}")], b"")
}

#[test]
fn each_answer_has_its_meaning() {
    for (status, state) in [
        ("200 OK", "ok"),
        ("404 Not Found", "gone"),
        ("410 Gone", "gone"),
        ("401 Unauthorized", "refused"),
        ("403 Forbidden", "refused"),
        ("429 Too Many Requests", "refused"),
        ("451 Unavailable For Legal Reasons", "refused"),
        ("500 Internal Server Error", "failing"),
        ("503 Service Unavailable", "failing"),
        ("400 Bad Request", "failing"),
    ] {
        let server = Server::always(reply(status, &[], b""));
        let link = visit(&server, "/a");
        assert_eq!((link.state, link.status), (state, status[..3].parse().ok()), "{status}");
    }
}

#[test]
fn a_server_that_says_nothing_is_slow() {
    let server = Server::start(|_, _| {
        std::thread::sleep(Duration::from_secs(600));
        Ok(())
    });
    assert_eq!(visit_with(&server, "/a", impatient()).state, "slow");
}

#[test]
fn a_server_that_drips_is_slow() {
    let server = Server::start(|asked, stream| {
        if asked.target == "/robots.txt" {
            return stream.write_all(NOT_FOUND);
        }
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")?;
        loop {
            stream.write_all(b"x")?;
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    assert_eq!(visit_with(&server, "/a", impatient()).state, "slow");
}

#[test]
fn a_page_without_end_is_not_read_to_it() {
    let server = Server::start(|asked, stream| {
        if asked.target == "/robots.txt" {
            return stream.write_all(NOT_FOUND);
        }
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")?;
        loop {
            stream.write_all(&[b'x'; 4096])?;
        }
    });
    let link = visit(&server, "/a");
    assert_eq!((link.state, link.reason.as_deref()), ("ok", Some("the page has more than 262144 bytes")));
}

#[test]
fn headers_without_end_are_not_read_to_it() {
    let server = Server::start(|_, stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\n")?;
        loop {
            stream.write_all(b"X-More: and more and more and more\r\n")?;
        }
    });
    assert_eq!(visit(&server, "/a").state, "failing");
}

#[test]
fn a_packed_bomb_goes_off_at_the_limit() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&vec![b' '; 32 << 20]).unwrap();
    let packed = packed.finish().unwrap();
    assert!(packed.len() < 64 << 10);
    let server = Server::always(reply("200 OK", &["Content-Type: text/html", "Content-Encoding: gzip"], &packed));
    let link = visit(&server, "/a");
    assert_eq!((link.state, link.reason.as_deref()), ("ok", Some("the page has more than 262144 bytes")));
}

#[test]
fn redirects_in_a_circle_and_too_many_of_them_fail() {
    let server = Server::start(|asked, stream| match asked.target.as_str() {
        "/robots.txt" => stream.write_all(NOT_FOUND),
        "/a" => stream.write_all(&redirect("302 Found", "/b")),
        "/b" => stream.write_all(&redirect("302 Found", "/a")),
        path => {
            let n: u32 = path[1..].parse().unwrap();
            stream.write_all(&redirect("302 Found", &format!("/{}", n + 1)))
        }
    });
    let link = visit(&server, "/a");
    assert_eq!((link.state, link.reason.as_deref()), ("failing", Some("its redirects go in a circle")));
    let link = visit(&server, "/1");
    assert_eq!((link.state, link.reason.as_deref()), ("failing", Some("it redirects too often")));
}

#[test]
fn a_redirect_off_the_web_fails() {
    let server = Server::always(redirect("302 Found", "file:///etc/passwd"));
    let link = visit(&server, "/a");
    assert_eq!(link.state, "failing");
    assert!(link.reason.unwrap().contains("no address on the web"));
}

#[test]
fn private_addresses_are_refused_unless_allowed() {
    let server = Server::always(article("Hello"));
    let policy = || CrawlPolicy { private: Private::Refused, ..hasty() };
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"] {
        let site = citing(&[("courier", &format!("http://{host}:{}/a", server.port), "", "")]);
        let report = run_with(site.path(), day(3), policy());
        let link = &report.links[0];
        assert_eq!(link.state, "not-visited", "{link:?}");
        assert!(link.reason.as_ref().unwrap().contains("--allow-private"), "{link:?}");
        assert!(report.is_clean());
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn moved_is_told_from_passed_on() {
    let server = Server::start(|asked, stream| match asked.target.as_str() {
        "/robots.txt" => stream.write_all(NOT_FOUND),
        "/for-good" => stream.write_all(&redirect("301 Moved Permanently", "/there")),
        "/for-now" => stream.write_all(&redirect("302 Found", "/there")),
        "/slash" => stream.write_all(&redirect("301 Moved Permanently", "/slash/")),
        "/gone" => stream.write_all(&redirect("301 Moved Permanently", "/nothing")),
        "/front" => stream.write_all(&redirect("302 Found", "/")),
        "/nothing" => stream.write_all(NOT_FOUND),
        _ => stream.write_all(&article("Hello")),
    });
    for (path, state) in [
        ("/for-good", "moved"),
        ("/for-now", "ok"),
        ("/slash", "ok"),
        ("/gone", "gone"),
        ("/front", "front-page"),
        ("/", "ok"),
    ] {
        assert_eq!(visit(&server, path).state, state, "{path}");
    }
    assert_eq!(visit(&server, "/for-good").to, Some(server.url("/there")));
}

#[test]
fn a_page_that_changed_since_it_was_read_is_noticed_until_it_is_read_again() {
    let words = std::sync::Arc::new(Mutex::new("Ida Bloom resigned on Monday, to nobody's surprise, she said."));
    let shown = std::sync::Arc::clone(&words);
    let server = Server::start(move |_, stream| stream.write_all(&article(*shown.lock().unwrap())));
    let folder = citing(&[("courier", &server.url("/a"), "", "accessed: 2031-05-01\n")]);
    let state = |n| run(folder.path(), day(n)).links[0].state;
    assert_eq!(state(2), "ok");
    assert_eq!(state(3), "ok");
    *words.lock().unwrap() = "Ida Bloom resigned on Tuesday, to nobody's surprise, she said.";
    assert_eq!(state(4), "changed");
    assert_eq!(state(5), "changed");
    assert!(records(folder.path()).contains("reason: its text is not the one of 2031-05-02"));
    let file = folder.path().join("content/sources/courier.md");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("accessed: 2031-05-01", "accessed: 2031-05-05")).unwrap();
    assert_eq!(state(6), "ok");
    assert_eq!(state(7), "ok");
}

#[test]
fn a_known_page_is_asked_for_only_if_it_changed() {
    let server = Server::start(|asked, stream| {
        if asked.target == "/robots.txt" {
            stream.write_all(NOT_FOUND)
        } else if asked.headers.get("if-none-match").map(String::as_str) == Some("\"one\"") {
            stream.write_all(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")
        } else {
            let page = String::from_utf8(article("Hello")).unwrap();
            stream.write_all(page.replacen("\r\n", "\r\nETag: \"one\"\r\n", 1).as_bytes())
        }
    });
    let folder = citing(&[("courier", &server.url("/a"), "", "")]);
    assert_eq!(run(folder.path(), day(1)).links[0].state, "ok");
    let first = records(folder.path());
    assert!(first.contains("etag: '\"one\"'"), "{first}");
    let second = run(folder.path(), day(8));
    assert_eq!((second.links[0].state, second.visited), ("ok", 1));
    assert_eq!(records(folder.path()), first.replace("checked: 2031-05-01", "checked: 2031-05-08"));
    assert_eq!(server.asked()[1].headers["if-none-match"], "\"one\"");
}

#[test]
fn who_asks_for_time_gets_it() {
    let first = Mutex::new(true);
    let server = Server::start(move |asked, stream| {
        if asked.target == "/robots.txt" {
            return stream.write_all(NOT_FOUND);
        }
        if std::mem::take(&mut *first.lock().unwrap()) {
            return stream.write_all(&reply("429 Too Many Requests", &["Retry-After: 1"], b""));
        }
        stream.write_all(&article("Hello"))
    });
    let start = Instant::now();
    assert_eq!(visit(&server, "/a").state, "ok");
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn who_asks_for_an_hour_is_not_waited_for() {
    let server = Server::always(reply("429 Too Many Requests", &["Retry-After: 3600"], b""));
    assert_eq!(visit(&server, "/a").state, "refused");
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn what_is_no_safe_connection_is_told() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let site = citing(&[("courier", &format!("https://{}/a", listener.local_addr().unwrap()), "", "")]);
    // It says so at once: the greeting of TLS has no line that a server could wait for.
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            _ = stream.write_all(b"This is no TLS at all, and goes on for long enough to be taken for some.");
            _ = std::io::copy(&mut stream, &mut std::io::sink());
        }
    });
    let link = run(site.path(), day(3)).links.remove(0);
    assert_eq!(link.state, "failing");
    assert!(link.reason.unwrap().starts_with("the connection would not be safe"));
}

#[test]
fn what_is_no_answer_is_told() {
    let server = Server::always(b"220 mail.example ESMTP\r\n".to_vec());
    assert_eq!(visit(&server, "/a").state, "failing");
    let closing = Server::start(|_, _| Ok(()));
    assert_eq!(visit(&closing, "/a").state, "failing");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/a", listener.local_addr().unwrap());
    drop(listener);
    let site = citing(&[("courier", &url, "", "")]);
    assert_eq!(run(site.path(), day(3)).links[0].reason.as_deref(), Some("no server listens there"));
}

#[test]
fn robots_are_asked_first_and_obeyed() {
    let server = Server::start(|asked, stream| {
        if asked.target == "/robots.txt" {
            stream.write_all(&reply("200 OK", &[], b"User-agent: *\nDisallow: /private\n"))
        } else {
            stream.write_all(&article("Hello"))
        }
    });
    let site = citing(&[("courier", &server.url("/private/a"), "", ""), ("ledger", &server.url("/open/b"), "", "")]);
    let report = run(site.path(), day(3));
    assert_eq!(report.links.iter().map(|link| link.state).collect::<Vec<_>>(), ["ok", "not-visited"]);
    let asked: Vec<_> = server.asked().into_iter().map(|asked| asked.target).collect();
    assert_eq!(asked, ["/open/b"]);
    assert_eq!(server.connections(), 2, "robots.txt is asked for once");
    assert!(server.asked()[0].headers["user-agent"].starts_with("dateline/"));
}

#[test]
fn a_site_whose_robots_cannot_be_read_is_left_alone() {
    let server = Server::always(article("Hello"));
    let failing = Server::start(|_, stream| stream.write_all(&reply("500 Internal Server Error", &[], b"")));
    assert_eq!(visit(&server, "/a").state, "ok");
    assert_eq!(visit(&failing, "/a").state, "not-visited");
}

#[test]
fn a_host_has_one_visitor_at_a_time_and_a_rest_between() {
    let (now, most) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let at_once = Arc::clone(&most);
    let server = Server::start(move |_, stream| {
        at_once.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(30));
        // Before the answer: after it the visitor may be back sooner than this thread.
        now.fetch_sub(1, Ordering::SeqCst);
        stream.write_all(NOT_FOUND)
    });
    let urls: Vec<String> = (0..6).map(|n| server.url(&format!("/{n}"))).collect();
    let ids: Vec<String> = (0..6).map(|n| format!("courier-{n}")).collect();
    let sources: Vec<_> = ids.iter().zip(&urls).map(|(id, url)| (id.as_str(), url.as_str(), "", "")).collect();
    let site = citing(&sources);
    let start = Instant::now();
    let policy = CrawlPolicy { delay: Duration::from_millis(100), ..hasty() };
    assert_eq!(run_with(site.path(), day(3), policy).links.len(), 6);
    assert_eq!(most.load(Ordering::SeqCst), 1);
    assert!(start.elapsed() >= Duration::from_millis(600), "{:?}", start.elapsed());
}

#[test]
fn what_was_visited_today_is_not_visited_again() {
    let server = Server::always(article("Hello"));
    let folder = citing(&[("courier", &server.url("/a"), "", "")]);
    assert_eq!(run(folder.path(), day(3)).visited, 1);
    let again = run(folder.path(), day(3));
    assert_eq!((again.visited, again.links.len()), (0, 1));
    assert_eq!(server.asked().len(), 1);
    assert_eq!(run(folder.path(), day(4)).visited, 1);
}

#[test]
fn links_in_running_text_and_of_parties_are_visited_too() {
    let server = Server::always(NOT_FOUND.to_vec());
    let folder = citing(&[("courier", &server.url("/a"), "", &format!("archived: [{}]\n", server.url("/copy")))]);
    let people = folder.path().join("content/people");
    std::fs::create_dir(&people).unwrap();
    let text = format!(
        "---\nname: Ida Bloom\nlinks: [{}]\n---\nSee [this]({} \"t\").\n",
        server.url("/her"),
        server.url("/body?a=b&c")
    );
    std::fs::write(people.join("ida-bloom.md"), text).unwrap();
    let report = run(folder.path(), day(3));
    let found: Vec<_> = report.links.iter().map(|link| link.url.rsplit('/').next().unwrap()).collect();
    assert_eq!(found, ["a", "body?a=b&c", "copy", "her"]);
    assert_eq!(report.links[1].files, ["content/people/ida-bloom.md"]);
}
