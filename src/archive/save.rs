//! Save Page Now: copies made on request, within the limits of the account that asks.
//!
//! As documented by the Internet Archive ("Save Page Now 2 Public API"): a `POST` to `/save` with the header
//! `Authorization: LOW access:secret`, then questions to `/save/status/JOB` until the copy is made.

use super::wayback::{ApiKeys, Capture, Endpoints, answer, capture};
use crate::net::{HttpRequest, Polite};
use serde_json::Value;
use std::time::Instant;

/// Who asks for copies, one after the other.
pub struct Saver<'a> {
    visitor: &'a Polite,
    endpoints: &'a Endpoints,
    keys: &'a ApiKeys,
    /// When the last copy was asked for.
    last: Option<Instant>,
    /// Why no more are asked for.
    stopped: Option<String>,
}

/// Why there is no copy.
enum Refusal {
    /// Of this page.
    Page(String),
    /// At this moment.
    Moment(String),
    /// For this account, today.
    Account(String),
}

/// How often a copy is asked for while the archive says that it makes too many for us at the moment.
const ATTEMPTS: usize = 3;

impl<'a> Saver<'a> {
    /// One with these keys.
    pub fn new(visitor: &'a Polite, endpoints: &'a Endpoints, keys: &'a ApiKeys) -> Self {
        Self { visitor, endpoints, keys, last: None, stopped: None }
    }

    /// Asks for a copy of `page` and waits for it. Where the account may have no more, nothing more is asked.
    pub fn save(&mut self, page: &str) -> Result<Capture, String> {
        if let Some(reason) = &self.stopped {
            return Err(format!("not asked for a copy: {reason}"));
        }
        let mut attempt = 1;
        loop {
            match self.attempt(page) {
                Ok(capture) => return Ok(capture),
                Err(Refusal::Page(reason)) => return Err(reason),
                Err(Refusal::Moment(_)) if attempt < ATTEMPTS => {
                    attempt += 1;
                    std::thread::sleep(self.endpoints.rest);
                }
                Err(Refusal::Moment(reason) | Refusal::Account(reason)) => {
                    self.stopped = Some(reason.clone());
                    return Err(reason);
                }
            }
        }
    }

    fn attempt(&mut self, page: &str) -> Result<Capture, Refusal> {
        if let Some(last) = self.last {
            std::thread::sleep(self.endpoints.between.saturating_sub(last.elapsed()));
        }
        self.last = Some(Instant::now());
        let form = vec![("url", page.to_owned()), ("skip_first_archive", "1".to_owned())];
        let started = self.ask(&self.endpoints.save, form)?;
        let Some(job) = started["job_id"].as_str() else { return Err(refusal(&started)) };
        if job.is_empty() || !job.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
            return Err(Refusal::Page("the archive's answer can't be understood".to_owned()));
        }
        let asked = Instant::now();
        loop {
            std::thread::sleep(self.endpoints.pause);
            let answer = self.ask(&format!("{}/status/{job}", self.endpoints.save), Vec::new())?;
            match answer["status"].as_str() {
                Some("success") => {
                    let stamp = answer["timestamp"].as_str().unwrap_or_default();
                    let original = answer["original_url"].as_str().unwrap_or(page);
                    let copy = format!("{}{stamp}/{original}", self.endpoints.copies);
                    return capture(self.endpoints, &copy, stamp).map_err(Refusal::Page);
                }
                Some("pending") if asked.elapsed() < self.endpoints.max_wait => {}
                Some("pending") => {
                    return Err(Refusal::Page("the archive is still at work; ask again later".to_owned()));
                }
                _ => return Err(refusal(&answer)),
            }
        }
    }

    fn ask(&self, url: &str, form: Vec<(&'static str, String)>) -> Result<Value, Refusal> {
        let headers = vec![
            ("accept", "application/json".to_owned()),
            ("authorization", format!("LOW {}:{}", self.keys.access, self.keys.secret)),
        ];
        let request = HttpRequest { url: url.to_owned(), headers, form, prefix: None };
        match answer(self.visitor, &request).map_err(Refusal::Page)? {
            (200, Some(answer)) => Ok(answer),
            (200, None) => Err(Refusal::Page("the archive's answer can't be understood".to_owned())),
            (401 | 403, _) => Err(Refusal::Account("the archive doesn't accept the keys".to_owned())),
            (_, Some(answer)) if answer["status_ext"].is_string() => Err(refusal(&answer)),
            (429, _) => Err(Refusal::Moment("the archive asks to come back later".to_owned())),
            (status, _) => Err(Refusal::Page(format!("the archive answers {status}"))),
        }
    }
}

/// What the archive says against a copy, by its code.
fn refusal(answer: &Value) -> Refusal {
    let message = answer["message"].as_str().unwrap_or("it gives no reason");
    let message: String = message.chars().filter(|c| !c.is_control()).take(200).collect();
    let message = format!("the archive makes no copy: {message}");
    match answer["status_ext"].as_str().unwrap_or_default() {
        "error:user-session-limit" => Refusal::Moment(message),
        "error:max-daily-bandwidth" | "error:max-daily-captures" => Refusal::Account(message),
        _ => Refusal::Page(message),
    }
}
