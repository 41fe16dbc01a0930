//! Servers on this machine that misbehave on purpose, and sites whose links lead to them.

use super::Site;
use dateline::net::{CrawlPolicy, Limits, Private};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What a client sent.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    /// As in the first line: a path, or for a proxy a whole address.
    pub target: String,
    /// Names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

/// A server that answers with whatever its handler writes.
pub struct Server {
    pub port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Listens; each connection has a thread of its own.
    pub fn start(handler: impl Fn(&Asked, &mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            let handler = Arc::new(handler);
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let (handler, log) = (Arc::clone(&handler), Arc::clone(&log));
                std::thread::spawn(move || {
                    let asked = read(&stream);
                    log.lock().unwrap().push(asked.clone());
                    // A client that had enough goes away: no failure of the server.
                    let _ = handler(&asked, &mut stream);
                });
            }
        });
        Self { port, asked }
    }

    /// One that answers every path with the same reply; `robots.txt` is not there.
    pub fn always(reply: impl Into<Vec<u8>>) -> Self {
        let reply = reply.into();
        Self::start(
            move |asked, stream| {
                if asked.target == "/robots.txt" { stream.write_all(NOT_FOUND) } else { stream.write_all(&reply) }
            },
        )
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Everything asked so far but `robots.txt`.
    pub fn asked(&self) -> Vec<Asked> {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|asked| !asked.target.ends_with("/robots.txt")).cloned().collect()
    }

    /// How many connections there were, whatever they asked.
    pub fn connections(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

pub const NOT_FOUND: &[u8] = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// Takes in a request.
pub fn read(stream: &TcpStream) -> Asked {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    let _ = reader.read_line(&mut line);
    let mut words = line.split(' ').map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.insert(name.to_lowercase(), value.trim().to_owned());
        }
    }
    let length: usize = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    let _ = std::io::Read::read_exact(&mut reader, &mut body);
    Asked { method, target, headers, body: String::from_utf8_lossy(&body).into_owned() }
}

/// A whole reply.
pub fn reply(status: &str, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let mut reply = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    for header in headers {
        reply.push_str(header);
        reply.push_str("\r\n");
    }
    reply.push_str("\r\n");
    [reply.as_bytes(), body].concat()
}

/// A page with an article about the invented harbour.
pub fn article(words: &str) -> Vec<u8> {
    let page = format!(
        "<!DOCTYPE html><html><head><title>Harbour</title></head><body><nav>Home Sport</nav><article><h1>Harbour</h1>\
         <p>{words}</p><p>The board will meet again next week, its chair Noor Vale said, to look for somebody who takes \
         the post, which is paid badly, at once. There are three names on a list, she added.</p></article></body></html>"
    );
    reply("200 OK", &["Content-Type: text/html; charset=utf-8"], page.as_bytes())
}

/// Manners of somebody in a hurry who may go anywhere: for servers of our own.
pub fn hasty() -> CrawlPolicy {
    CrawlPolicy {
        // Long enough that no busy machine is taken for a slow server.
        limits: Limits { time: Duration::from_secs(60), bytes: 256 << 10, redirects: 5 },
        private: Private::Allowed,
        delay: Duration::ZERO,
        retries: 1,
        max_wait: Duration::from_secs(3),
        contact: None,
    }
}

/// A site of one event that cites these sources: id, address, quotation (may be empty), more lines of the source's file.
pub fn citing(sources: &[(&str, &str, &str, &str)]) -> Site {
    let site = Site::of(&[("content/site.yaml", "title: Harbour\nlanguage: en\nkinds:\n  report: {label: Report}\n")]);
    let mut cited = String::new();
    for (id, url, quote, more) in sources {
        site.write(&format!("content/sources/{id}.md"), format!("---\ntitle: Harbour\nurl: {url}\n{more}---\n"));
        cited.push_str(&format!("  - source: {id}\n"));
        if !quote.is_empty() {
            cited.push_str(&format!("    quote: '{}'\n", quote.replace('\'', "''")));
        }
    }
    let event =
        format!("---\ntitle: The warden resigns\ndate: 2031-04-05\nkind: report\nsources:\n{cited}---\nShe went.\n");
    site.write("content/events/2031-04-05-warden-resigns.md", event);
    site
}

/// What a site's file of records says.
pub fn records(site: &Path) -> String {
    fs::read_to_string(site.join("content/verification.yaml")).unwrap_or_default()
}
