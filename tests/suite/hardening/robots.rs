//! A `robots.txt` that goes on and on.

use crate::harness::loopback::{Server, article, citing, hasty, reply};
use chrono::NaiveDate;
use dateline::links::{LinksOptions, links};
use dateline::net::{CrawlPolicy, Limits};
use dateline::progress::Silent;
use std::io::Write;

/// The state of a page on a server with this `robots.txt`.
fn state(robots: impl Into<Vec<u8>>, headers: &'static [&'static str]) -> &'static str {
    let robots = robots.into();
    let server = Server::start(move |asked, stream| {
        let is_robots = asked.target == "/robots.txt";
        stream.write_all(&if is_robots { reply("200 OK", headers, &robots) } else { article("Hello") })
    });
    let site = citing(&[("courier", &server.url("/quay"), "", "")]);
    let today = NaiveDate::from_ymd_opt(2031, 5, 3).unwrap();
    let policy = CrawlPolicy { limits: Limits { bytes: Limits::default().bytes, ..hasty().limits }, ..hasty() };
    let options = LinksOptions { site: site.path().to_owned(), today, again: false, policy };
    links(&options, &mut Silent).unwrap().links[0].state
}

/// 2 MB of rules, 6 KB packed, took 1.3 GB. What stands behind the first 500 KiB is not read.
#[test]
fn rules_behind_the_limit_are_not_read() {
    let rules = "User-agent: *\n".to_owned() + &"Disallow: /*a*b*c$\n".repeat(40_000) + "Disallow: /quay\n";
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(rules.as_bytes()).unwrap();
    assert_eq!(state(packed.finish().unwrap(), &["Content-Encoding: gzip"]), "ok");
}

/// It was taken for none, so that whoever made it long enough was visited.
#[test]
fn rules_before_the_limit_are_obeyed_however_long_the_file_is() {
    let rules = "User-agent: *\nDisallow: /quay\n".to_owned() + &"# and so on and on\n".repeat(1_200_000);
    assert_eq!(state(rules, &[]), "not-visited");
}
