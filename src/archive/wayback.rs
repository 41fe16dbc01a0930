//! The Wayback Machine: which copies it has, and asking it to make one.

use crate::net::{Polite, Request};
use crate::parse::address;
use chrono::{NaiveDate, NaiveDateTime};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use std::time::{Duration, Instant};

/// Where its two interfaces are.
#[derive(Debug, Clone)]
pub struct Endpoints {
    pub availability: String,
    pub save: String,
    /// What the addresses of copies begin with.
    pub copies: String,
    /// Between two questions whether a copy is made.
    pub pause: Duration,
    /// No copy is waited for longer than this.
    pub patience: Duration,
}

impl Default for Endpoints {
    fn default() -> Self {
        Self {
            availability: "https://archive.org/wayback/available".to_owned(),
            save: "https://web.archive.org/save".to_owned(),
            copies: "https://web.archive.org/web/".to_owned(),
            pause: Duration::from_secs(5),
            patience: Duration::from_mins(3),
        }
    }
}

/// With which the Internet Archive knows who asks: <https://archive.org/account/s3.php>.
#[derive(Clone)]
pub struct Keys {
    pub access: String,
    pub secret: String,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

/// A copy that the archive keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    pub url: String,
    pub date: NaiveDate,
}

/// The copy of `page` nearest to `day`, if there is one.
pub fn nearest(
    visitor: &Polite,
    endpoints: &Endpoints,
    page: &str,
    day: Option<NaiveDate>,
) -> Result<Option<Capture>, String> {
    let page = utf8_percent_encode(page, NON_ALPHANUMERIC);
    let near = day.map(|day| format!("&timestamp={}", day.format("%Y%m%d"))).unwrap_or_default();
    let address = format!("{}?url={page}{near}", endpoints.availability);
    let answer = json(visitor, &Request::get(&address))?;
    let closest = &answer["archived_snapshots"]["closest"];
    if closest["available"] != Value::Bool(true) {
        return Ok(None);
    }
    // A copy of an error page is none of the article.
    if closest["status"].as_str().is_some_and(|status| !status.starts_with('2')) {
        return Ok(None);
    }
    let (url, stamp) = (closest["url"].as_str().unwrap_or_default(), closest["timestamp"].as_str().unwrap_or_default());
    capture(endpoints, url, stamp).map(Some)
}

/// Asks for a copy of `page` and waits for it.
pub fn save(visitor: &Polite, endpoints: &Endpoints, keys: &Keys, page: &str) -> Result<Capture, String> {
    let headers = || {
        vec![
            ("accept", "application/json".to_owned()),
            ("authorization", format!("LOW {}:{}", keys.access, keys.secret)),
        ]
    };
    let form = vec![("url", page.to_owned()), ("skip_first_archive", "1".to_owned())];
    let started = json(visitor, &Request { url: endpoints.save.clone(), headers: headers(), form })?;
    let Some(job) = started["job_id"].as_str() else { return Err(refused(&started)) };
    if !job.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        return Err("the archive's answer can't be understood".to_owned());
    }
    let status = Request { url: format!("{}/status/{job}", endpoints.save), headers: headers(), form: Vec::new() };
    let asked = Instant::now();
    loop {
        std::thread::sleep(endpoints.pause);
        let answer = json(visitor, &status)?;
        match answer["status"].as_str() {
            Some("success") => {
                let stamp = answer["timestamp"].as_str().unwrap_or_default();
                let original = answer["original_url"].as_str().unwrap_or(page);
                return capture(endpoints, &format!("{}{stamp}/{original}", endpoints.copies), stamp);
            }
            Some("pending") if asked.elapsed() < endpoints.patience => {}
            Some("pending") => return Err("the archive is still at work; ask again later".to_owned()),
            _ => return Err(refused(&answer)),
        }
    }
}

fn refused(answer: &Value) -> String {
    let message = answer["message"].as_str().unwrap_or("it gives no reason");
    let message: String = message.chars().filter(|c| !c.is_control()).take(200).collect();
    format!("the archive makes no copy: {message}")
}

/// A copy whose address is the archive's own: what a server sends is written into files.
fn capture(endpoints: &Endpoints, address: &str, stamp: &str) -> Result<Capture, String> {
    let strange = || "the archive's answer can't be understood".to_owned();
    let secure = address.strip_prefix("http://").map(|rest| format!("https://{rest}"));
    let address = match secure {
        Some(secure) if secure.starts_with(&endpoints.copies) => secure,
        _ => address.to_owned(),
    };
    if !address.starts_with(&endpoints.copies) {
        return Err(strange());
    }
    let url = address::web(&address).map_err(|_| strange())?;
    let moment = NaiveDateTime::parse_from_str(stamp, "%Y%m%d%H%M%S").map_err(|_| strange())?;
    Ok(Capture { url, date: moment.date() })
}

fn json(visitor: &Polite, request: &Request) -> Result<Value, String> {
    let page = visitor.call(request).map_err(|failure| failure.message)?;
    match page.answer.status {
        200 => {}
        401 | 403 => return Err("the archive doesn't accept the keys".to_owned()),
        429 => return Err("the archive asks to come back later".to_owned()),
        status => return Err(format!("the archive answers {status}")),
    }
    let body = page.answer.body.map_err(|failure| failure.message)?;
    serde_json::from_slice(&body).map_err(|_| "the archive's answer can't be understood".to_owned())
}
