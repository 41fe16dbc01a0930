//! The program itself and the network: what never touches it, what is refused, and what an interruption loses.

use crate::harness::loopback::{NOT_FOUND, Server, article, citing, records, reply};
use crate::harness::{self, program};
use chrono::NaiveDate;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The program, told where to find a proxy, if anywhere.
fn dateline(arguments: &[&str], site: &Path, proxy: Option<&Server>) -> Command {
    let mut command = program(NaiveDate::from_ymd_opt(2031, 5, 4).expect("a day"));
    command.args(arguments).arg("--site").arg(site).current_dir(site);
    for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "no_proxy"] {
        command.env_remove(name);
    }
    if let Some(proxy) = proxy {
        command.env("ALL_PROXY", format!("http://127.0.0.1:{}", proxy.port));
    }
    command
}

fn run(arguments: &[&str], site: &Path, proxy: Option<&Server>) -> Output {
    dateline(arguments, site, proxy).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Every address of the site leads into a trap, and so would every other over the proxy.
#[test]
fn a_build_never_touches_the_network() {
    let trap = Server::always(article("Hello"));
    let archived = format!("accessed: 2031-04-06\narchived: [{}]\n", trap.url("/copy"));
    let folder = citing(&[("courier", &trap.url("/a"), "I resign tonight", &archived)]);
    let content = folder.path().join("content");
    let settings = std::fs::read_to_string(content.join("site.yaml")).unwrap();
    let more = format!("base_url: {}\nrepository: {}\n", trap.url("/site/"), trap.url("/repository"));
    std::fs::write(content.join("site.yaml"), settings + &more).unwrap();
    std::fs::create_dir(content.join("people")).unwrap();
    let person = format!("---\nname: Ida Bloom\nlinks: [{0}]\n---\n[Her]({0}) and ![so]({0}.png)\n", trap.url("/ida"));
    std::fs::write(content.join("people/ida-bloom.md"), person).unwrap();

    for command in ["check", "build"] {
        let output = run(&[command], folder.path(), Some(&trap));
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(trap.connections(), 0);

    // The trap works: a command that is about the network falls into it.
    let output = run(&["verify", "--allow-private"], folder.path(), None);
    assert!(trap.connections() > 0, "{}", said(&output));
}

#[test]
fn a_redirect_from_outside_to_this_machine_is_refused() {
    let secret = Server::always(article("Hello"));
    let target = secret.url("/metadata");
    // The proxy stands for the network at large: whatever host is asked for, it answers.
    let outside = Server::start(move |asked, stream| {
        assert_eq!((asked.method.as_str(), asked.target.as_str()), ("CONNECT", "courier.example:80"));
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
        if harness::loopback::read(stream).target.ends_with("/robots.txt") {
            return stream.write_all(NOT_FOUND);
        }
        stream.write_all(&reply("302 Found", &[&format!("Location: {target}")], b""))
    });
    let folder = citing(&[("courier", "http://courier.example/a", "I resign tonight", "")]);
    let output = run(&["links", "--format", "json"], folder.path(), Some(&outside));
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(outside.connections(), 2, "{}", said(&output));
    assert!(said(&output).contains("\"state\": \"not-visited\""), "{}", said(&output));
    assert!(said(&output).contains("`127.0.0.1` is a private address"), "{}", said(&output));
    assert_eq!(secret.connections(), 0);
}

#[test]
fn an_interruption_loses_nothing() {
    let quick = Server::always(article("Hello"));
    let is_hanging = Arc::new(AtomicBool::new(true));
    let hangs = Arc::clone(&is_hanging);
    let hanging = Server::start(move |_, stream| {
        while hangs.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(20));
        }
        stream.write_all(NOT_FOUND)
    });
    let (first, second) = (quick.url("/a"), format!("http://localhost:{}/b", hanging.port));
    let folder = citing(&[("courier", &first, "", ""), ("ledger", &second, "", "")]);
    let mut child = dateline(&["links", "--allow-private"], folder.path(), None)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while !records(folder.path()).contains(&first) {
        assert!(start.elapsed() < Duration::from_secs(60), "the first result was not written");
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();

    let known = records(folder.path());
    assert!(known.contains("state: ok") && !known.contains(&second), "{known}");
    let output = run(&["check"], folder.path(), None);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let visits = quick.asked().len();
    is_hanging.store(false, Ordering::SeqCst);
    let output = run(&["links", "--allow-private"], folder.path(), None);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(quick.asked().len(), visits, "what was visited before the interruption is not visited again");
    assert!(records(folder.path()).contains(&second));
}

#[test]
fn the_exit_status_says_whether_somebody_is_needed() {
    let gone = Server::always(NOT_FOUND.to_vec());
    let folder = citing(&[("courier", &gone.url("/a"), "I resign tonight", "")]);
    let texts = tempfile::tempdir().unwrap();
    let verify = ["verify", "--offline", "--texts", texts.path().to_str().unwrap()];
    for (text, status) in [("I resign tonight.", 0), ("I resign tomorrow night.", 1)] {
        std::fs::write(texts.path().join("courier.txt"), text).unwrap();
        let output = run(&verify, folder.path(), None);
        assert_eq!(output.status.code(), Some(status), "{}", said(&output));
    }
    let output = run(&["links", "--allow-private", "--format", "markdown"], folder.path(), None);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("## Gone (1)"), "{}", said(&output));
    assert_eq!(run(&["links"], texts.path(), None).status.code(), Some(2));
    let without_keys = run(&["archive", "--save"], folder.path(), None);
    assert_eq!(without_keys.status.code(), Some(2));
    assert!(said(&without_keys).contains("IA_ACCESS_KEY_ID"));
}
