//! A running preview, and a browser that speaks plain HTTP with it.

use crate::harness::{Site, TODAY, program};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Longer than anything takes on a busy machine. No test asserts how long something took.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A running preview; it ends with the test.
pub struct Preview {
    process: Child,
    pub address: SocketAddr,
    lines: Mutex<Receiver<String>>,
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Preview {
    pub fn of(site: &Site) -> Self {
        Self::with(site, &["--port", "0"])
    }

    pub fn with(site: &Site, arguments: &[&str]) -> Self {
        let mut process = program(TODAY)
            .arg("serve")
            .args(arguments)
            .current_dir(site.path())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let stderr = BufReader::new(process.stderr.take().expect("it has standard error"));
        let (sender, lines) = channel();
        std::thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut preview = Self { process, address, lines: Mutex::new(lines) };
        let line = preview.line("showing ");
        let (_, rest) = line.split_once("http://").expect("the address");
        preview.address = rest.split('/').next().expect("the host").parse().expect("an address");
        preview
    }

    /// How many files and connections it has open.
    #[cfg(target_os = "linux")]
    pub fn descriptors(&self) -> usize {
        std::fs::read_dir(format!("/proc/{}/fd", self.process.id())).expect("the process runs").count()
    }

    /// The next line of the terminal that begins so.
    pub fn line(&self, start: &str) -> String {
        loop {
            let line = self.lines.lock().expect("one test").recv_timeout(PATIENCE).expect("the preview speaks");
            if line.starts_with(start) {
                return line;
            }
        }
    }

    /// Something that kills it from another thread.
    pub fn killer(&self) -> Killer {
        Killer(self.process.id())
    }

    /// Waits until it is gone.
    pub fn wait(&mut self) {
        let _ = self.process.wait();
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("the preview listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        stream
    }

    /// Sends a request as it is.
    pub fn ask(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        // Whoever is refused in the middle of a long request may be cut off.
        let _ = stream.write_all(request.as_bytes());
        let mut bytes = Vec::new();
        // Whoever is refused may be cut off.
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    pub fn status(&self) -> serde_json::Value {
        serde_json::from_str(&self.get("/_dateline/status.json").body).expect("JSON")
    }

    /// The version that a page loaded now is of.
    pub fn version(&self) -> String {
        let page = self.get("/").body;
        let (_, rest) = page.split_once("/_dateline/live.js?").expect("the script");
        rest.split('"').next().expect("a version").to_owned()
    }

    /// Listens to changes after `version`, as the page at `path` does.
    pub fn changes(&self, version: &str, path: &str) -> Changes {
        let mut stream = self.connect();
        let request = format!(
            "GET /_dateline/events?since={version}&page={path} HTTP/1.1\r\nHost: localhost:{}\r\nAccept: text/event-stream\r\n\r\n",
            self.address.port()
        );
        stream.write_all(request.as_bytes()).expect("the request is sent");
        let mut stream = BufReader::new(stream);
        // The page counts as open once the answer has begun.
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            assert!(stream.read_line(&mut line).expect("the preview answers") > 0, "the stream ended");
        }
        Changes(stream)
    }
}

/// The number of a process of ours that runs until it is waited for.
pub struct Killer(u32);

impl Killer {
    /// Kills it, without a chance to tidy up.
    pub fn kill(&self) {
        let status = std::process::Command::new("kill").args(["-KILL", &self.0.to_string()]).status();
        assert!(status.is_ok_and(|status| status.success()), "it runs until it is killed");
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub struct Changes(BufReader<TcpStream>);

impl Changes {
    /// The next change: its version, and whether the page has to be loaded again.
    pub fn next(&mut self) -> serde_json::Value {
        let start = Instant::now();
        let mut line = String::new();
        while self.0.read_line(&mut line).expect("the stream goes on") > 0 {
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data.trim()).expect("JSON");
            }
            // The stream is kept alive by lines that say nothing.
            assert!(start.elapsed() < PATIENCE, "no change is told");
            line.clear();
        }
        panic!("the stream ended");
    }

    /// Waits until the page has to be loaded again.
    pub fn until_reload(&mut self) {
        while self.next()["reload"] != true {}
    }

    /// Waits until the page had to be loaded again and shows what is wanted: a save may be seen before it is finished,
    /// and be told in several changes.
    pub fn until_reloaded(&mut self, is_wanted: impl Fn() -> bool) {
        self.until_reload();
        self.until(is_wanted);
    }

    /// Waits for a state, whoever has to load what again.
    pub fn until(&mut self, is_wanted: impl Fn() -> bool) {
        while !is_wanted() {
            self.next();
        }
    }
}
