//! The preview: what it shows, whom it answers, and how it follows what is saved. Spoken to in plain HTTP.

mod edit;
mod edit_hardening;
mod edit_killed;
mod edit_moving;
mod edit_told;
mod forms;
pub mod preview;

use crate::harness::Site;
use preview::{PATIENCE, Preview};
use std::net::TcpListener;
use std::time::{Duration, Instant};

const REPORT: &str = "content/events/2031-04-04-ledger-report.md";
const REPORT_PAGE: &str = "/events/2031-04-04-ledger-report/";

#[test]
fn the_site_is_shown_as_pages_would_and_nothing_is_written() {
    let site = Site::explained();
    let preview = Preview::of(&site);
    assert!(preview.address.ip().is_loopback());
    let front = preview.get("/");
    assert_eq!(front.status, 200);
    assert!(front.head.contains("content-type: text/html; charset=utf-8"), "{}", front.head);
    assert!(front.body.contains("<script src=\"/_dateline/live.js?"), "the script is there");
    let event = preview.get(REPORT_PAGE);
    assert!(event.status == 200 && event.body.contains("The Ledger reports that licences were sold"));
    let moved = preview.get("/events/2031-04-04-ledger-report?a=b");
    assert_eq!(moved.status, 301);
    assert!(moved.head.contains("location: /events/2031-04-04-ledger-report/?a=b\r\n"), "{}", moved.head);
    assert_eq!(preview.get(&format!("{REPORT_PAGE}index.html")).status, 200);
    let style = preview.get("/style.css");
    assert!(style.status == 200 && style.head.contains("text/css") && !style.body.contains("_dateline"));
    let nothing = preview.get("/events/nothing/");
    assert_eq!(nothing.status, 404);
    assert!(nothing.body.contains("style.css"), "the site's own 404 page");
    let head = preview.ask("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    let script = preview.get("/_dateline/live.js");
    assert!(script.status == 200 && script.head.contains("text/javascript"));
    let names: Vec<_> =
        std::fs::read_dir(site.path()).expect("the site").map(|entry| entry.expect("one").file_name()).collect();
    assert_eq!(names, ["content"]);
}

#[test]
fn nothing_but_the_outputs_can_be_asked_for() {
    let site = Site::explained();
    site.write("secret.txt", "the secret");
    site.write("static/public.txt", "not the s-word");
    site.write(".git/config", "the secret");
    let preview = Preview::of(&site);
    assert_eq!(preview.get("/public.txt").status, 200);
    for path in [
        "/../secret.txt",
        "/../../../../../../../../etc/passwd",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/events/../../secret.txt",
        "/events/..%2f..%2fsecret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/static/../secret.txt",
        "/secret.txt",
        "//secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/./secret.txt",
        "/.git/config",
        "/content/site.yaml",
        "/content/events/2031-04-04-ledger-report.md",
        "/public.txt%00",
        "/%00",
        "/%ff",
        "/%c0%ae%c0%ae/secret.txt",
        "/%252e%252e/secret.txt",
        "/....//secret.txt",
        "/_dateline/../secret.txt",
        "/_dateline/%2e%2e/%2e%2e/secret.txt",
        "/_dateline/",
        "/file:///etc/passwd",
        "/?/../secret.txt/",
        "/index.html/",
        "/~root",
        "/C:/Windows/win.ini",
    ] {
        let answer = preview.get(path);
        assert!(matches!(answer.status, 400 | 404) || path.starts_with("/?"), "{path}: {}", answer.status);
        assert!(!answer.body.contains("the secret") && !answer.body.contains("root:"), "{path}");
        assert!(!answer.head.contains("location: //"), "{path}: {}", answer.head);
    }
    let answer = preview.ask("GET ../secret.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!(!answer.body.contains("the secret"));
}

#[test]
fn a_copied_file_is_what_was_planned_and_no_link() {
    let (site, outside) = (Site::explained(), tempfile::tempdir().expect("a folder outside the site"));
    let secret = outside.path().join("secret.txt");
    std::fs::write(&secret, "the secret").expect("a secret");
    site.write("static/notice.txt", "a notice");
    let preview = Preview::of(&site);
    assert_eq!(preview.get("/notice.txt").body, "a notice");
    #[cfg(unix)]
    {
        let notice = site.path().join("static/notice.txt");
        std::fs::remove_file(&notice).expect("it goes");
        std::os::unix::fs::symlink(&secret, &notice).expect("a link");
        for _ in 0..20 {
            assert!(!preview.get("/notice.txt").body.contains("the secret"));
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

#[test]
fn only_a_browser_that_was_sent_to_this_machine_is_answered() {
    let site = Site::explained();
    let preview = Preview::of(&site);
    for host in ["evil.example", "evil.example:80", "localhost.evil.example", "169.254.169.254", "192.168.0.1", ""] {
        let answer = preview.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert!(matches!(answer.status, 400 | 421), "{host}: {}", answer.status);
        assert!(!answer.body.contains("harbour"), "{host}");
        let events = format!("GET /_dateline/status.json HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        assert!(matches!(preview.ask(&events).status, 400 | 421), "{host}");
    }
    for request in [
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    ] {
        assert!(matches!(preview.ask(request).status, 400 | 421), "{request:?}");
    }
    for host in ["localhost", "localhost:1", "127.0.0.1", "[::1]:4000"] {
        let answer = preview.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert_eq!(answer.status, 200, "{host}");
        assert!(!answer.head.to_lowercase().contains("access-control"), "{}", answer.head);
    }
}

#[test]
fn nothing_but_reading_is_allowed() {
    let site = Site::explained();
    let preview = Preview::of(&site);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"] {
        let target = if method == "CONNECT" { "localhost:80" } else { "/" };
        let request =
            format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        let answer = preview.ask(&request);
        assert!(matches!(answer.status, 400 | 405), "{method}: {}", answer.status);
    }
}

#[test]
fn a_page_hears_of_every_way_of_saving() {
    let site = Site::explained();
    let preview = Preview::of(&site);
    let mut changes = preview.changes(&preview.version(), REPORT_PAGE);
    let text = site.read(REPORT);
    let titled = |title: &str| text.replace("The Ledger reports that licences were sold", title);
    let path = site.path().join(REPORT);
    let shows = |title: &str| preview.get(REPORT_PAGE).body.contains(title);

    let start = Instant::now();
    std::fs::write(&path, titled("Saved in place")).expect("a save");
    changes.until_reload();
    println!("the page heard of the save after {} ms", start.elapsed().as_millis());
    changes.until(|| shows("Saved in place"));

    let beside = path.with_extension("md.tmp");
    std::fs::write(&beside, titled("Saved beside and renamed")).expect("a save");
    std::fs::rename(&beside, &path).expect("a rename");
    changes.until_reloaded(|| shows("Saved beside and renamed"));

    let backup = path.with_extension("md~");
    std::fs::rename(&path, &backup).expect("a rename");
    std::fs::write(&path, titled("Saved with a backup")).expect("a save");
    std::fs::remove_file(&backup).expect("it goes");
    changes.until_reloaded(|| shows("Saved with a backup"));

    std::fs::write(&path, titled("Saved with others")).expect("a save");
    site.write("content/places/new-pier.md", "---\nname: The new pier\n---\n");
    site.write("content/places/old-pier.md", "---\nname: The old pier\n---\n");
    let all = ["places/new-pier/index.html", "places/old-pier/index.html"];
    changes.until(|| all.iter().all(|page| preview.get(&format!("/{page}")).status == 200));

    // A folder that wasn't there, and the site's own style in it.
    let is_style = |style: &str| preview.get("/style.css").body == style;
    site.write("static/style.css", "body { color: red }");
    changes.until_reloaded(|| is_style("body { color: red }"));
    std::fs::remove_dir_all(site.path().join("static")).expect("it goes");
    changes.until_reloaded(|| !is_style("body { color: red }"));
    site.write("static/style.css", "body { color: green }");
    changes.until_reloaded(|| is_style("body { color: green }"));
    // The folder is another one now, and watched like the first.
    site.write("static/style.css", "body { color: blue }");
    changes.until_reloaded(|| is_style("body { color: blue }"));
}

#[test]
fn a_page_that_missed_a_change_is_told_at_once() {
    let site = Site::explained();
    let preview = Preview::of(&site);
    let version = preview.version();
    let mut changes = preview.changes(&version, REPORT_PAGE);
    site.write(REPORT, site.read(REPORT).replace("The Ledger reports", "The Ledger says"));
    changes.until_reload();
    for page in [REPORT_PAGE, "/people/ada-fenn/"] {
        let change = preview.changes(&version, page).next();
        assert!(change["version"].as_u64() > version.parse().ok());
        assert_eq!(change["reload"], true, "{page}: nobody compared it");
    }
    // One that was open before the preview was started again loads itself anew.
    assert_eq!(preview.changes("17", REPORT_PAGE).next()["reload"], true);
}

#[test]
fn a_mistake_keeps_the_last_good_pages_and_says_where_it_is() {
    let site = Site::explained();
    let preview = Preview::of(&site);
    let text = site.read(REPORT);
    let mut changes = preview.changes(&preview.version(), REPORT_PAGE);
    site.write(REPORT, text.replace("kind: report", "kind: reprot").replace("The Ledger reports", "The Ledger howls"));
    // Of a save that is seen half, something else may be told first.
    let is_told = || preview.status()["problems"][0]["code"] == "unknown-kind";
    while !is_told() {
        assert_eq!(changes.next()["reload"], false, "no page changed");
    }
    let status = preview.status();
    assert_eq!(status["refused"], true);
    let problem = &status["problems"].as_array().expect("a list")[0];
    assert_eq!(
        (&problem["code"], &problem["file"], &problem["line"]),
        (&"unknown-kind".into(), &REPORT.into(), &4.into())
    );
    preview.line("error[unknown-kind]");
    preview.line("still showing the last good pages");
    let page = preview.get(REPORT_PAGE);
    assert!(page.status == 200 && page.body.contains("The Ledger reports") && !page.body.contains("howls"));

    site.write(REPORT, text.replace("The Ledger reports", "The Ledger whispers"));
    changes.until_reloaded(|| preview.get(REPORT_PAGE).body.contains("The Ledger whispers"));
    assert_eq!(preview.status()["refused"], false);
}

#[test]
fn a_broken_template_keeps_the_last_good_pages_too() {
    let site = Site::explained();
    let preview = Preview::of(&site);
    let mut changes = preview.changes(&preview.version(), REPORT_PAGE);
    site.write("templates/event.html", "{% if %}");
    changes.until(|| preview.status()["failure"].as_str().is_some_and(|failure| failure.contains("event.html")));
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_page_that_could_not_be_made_is_loaded_again_when_it_can() {
    let site = Site::explained();
    site.write("templates/corrections.html", "{{ missing.words }}");
    let preview = Preview::of(&site);
    preview.line("dateline: error: Variable `missing` is not defined");
    assert_eq!(preview.get("/corrections/").status, 500);
    let told = preview.status();
    assert!(
        told["refused"] == false && told["failure"].as_str().is_some_and(|text| text.contains("missing")),
        "{told}"
    );
    let mut changes = preview.changes(&preview.version(), "/corrections/");
    site.write("templates/corrections.html", "<p>Mended.</p>");
    changes.until_reloaded(|| preview.get("/corrections/").body.contains("Mended."));
}

#[test]
fn a_page_of_the_site_s_own_is_followed() {
    let site = Site::explained();
    site.write("static/own.html", "<body>one</body>");
    let preview = Preview::of(&site);
    let mut changes = preview.changes(&preview.version(), "/own.html");
    site.write("static/own.html", "<body>two</body>");
    changes.until_reloaded(|| preview.get("/own.html").body.contains("two"));
    std::fs::remove_file(site.path().join("static/own.html")).expect("it goes");
    changes.until_reloaded(|| preview.get("/own.html").status == 404);
    site.write(REPORT, site.read(REPORT).replace("The Ledger reports", "The Ledger says"));
    changes.until(|| preview.get(REPORT_PAGE).body.contains("The Ledger says"));
}

#[test]
fn what_is_removed_is_told_of_no_longer() {
    let site = Site::explained();
    site.write("content/events/x.markdown", "no");
    let preview = Preview::of(&site);
    let strays = || preview.status().to_string().matches("stray-file").count();
    assert_eq!(strays(), 1);
    let mut changes = preview.changes(&preview.version(), REPORT_PAGE);
    std::fs::remove_file(site.path().join("content/events/x.markdown")).expect("it goes");
    changes.until(|| strays() == 0);
}

#[test]
fn a_template_that_fails_on_a_page_nobody_looks_at_is_told() {
    for template in ["templates/all.html", "templates/corrections.html"] {
        let site = Site::explained();
        let preview = Preview::of(&site);
        site.write(template, "{{ missing.words }}");
        preview.line("dateline: error: Variable `missing` is not defined");
    }
}

#[test]
fn a_site_that_begins_with_a_mistake_is_shown_once_it_is_mended() {
    let site = Site::explained();
    let text = site.read(REPORT);
    site.write(REPORT, text.replace("kind: report", "kind: <b>"));
    let preview = Preview::of(&site);
    let page = preview.get("/");
    assert_eq!(page.status, 503);
    assert!(page.body.contains("error[unknown-kind]") && page.body.contains("&lt;b>") && !page.body.contains("<b>"));
    let mut changes = preview.changes(&preview.version(), REPORT_PAGE);
    site.write(REPORT, text);
    changes.until_reload();
    changes.until(|| preview.get("/").status == 200);
}

#[test]
fn drafts_are_shown_and_marked() {
    let site = Site::explained();
    site.write(REPORT, site.read(REPORT).replace("kind: report", "kind: report\ndraft: true"));
    let preview = Preview::of(&site);
    let page = preview.get(REPORT_PAGE);
    assert!(page.status == 200 && page.body.contains("class=\"draft\""));
    assert!(preview.get("/").body.contains("The Ledger reports that licences were sold"));
}

#[test]
fn a_busy_port_is_answered_with_the_next_one() {
    let site = Site::explained();
    let busy = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = busy.local_addr().expect("its number").port();
    let preview = Preview::with(&site, &["--port", &port.to_string()]);
    assert!(preview.address.port() > port, "{}", preview.address);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn what_vs_code_completes_from_follows_the_site() {
    let site = Site::explained();
    let _preview = Preview::with(&site, &["--port", "0", "--vscode"]);
    site.write("content/people/ada-fenn.md", "---\nname: Ada Fenn\n---\n");
    let since = Instant::now();
    loop {
        let says = |file: &str, text: &str| {
            std::fs::read_to_string(site.path().join(".vscode").join(file)).is_ok_and(|whole| whole.contains(text))
        };
        if says("dateline.code-snippets", "\"person ada-fenn\"") && says("dateline/event.schema.json", "\"ada-fenn\"") {
            break;
        }
        assert!(since.elapsed() < PATIENCE, "the snippets and the schema follow");
        std::thread::sleep(Duration::from_millis(20));
    }
}
