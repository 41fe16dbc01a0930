//! The Wayback Machine: which copies it has, and asking it to make one.

use crate::net::{HttpRequest, Polite};
use crate::parse::address;
use chrono::{NaiveDate, NaiveDateTime};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use std::time::Duration;

/// Where its two interfaces are.
#[derive(Debug, Clone)]
pub struct Endpoints {
    pub availability: String,
    pub save: String,
    /// What the addresses of copies begin with.
    pub copies: String,
    /// Between two requests for copies: the Internet Archive makes seven in a minute for one account.
    pub between: Duration,
    /// How long to wait when it says that this is too many all the same.
    pub rest: Duration,
    /// Between two questions whether a copy is made.
    pub pause: Duration,
    /// No copy is waited for longer than this.
    pub max_wait: Duration,
}

impl Default for Endpoints {
    fn default() -> Self {
        Self {
            availability: "https://archive.org/wayback/available".to_owned(),
            save: "https://web.archive.org/save".to_owned(),
            copies: "https://web.archive.org/web/".to_owned(),
            between: Duration::from_secs(9),
            rest: Duration::from_mins(1),
            pause: Duration::from_secs(5),
            max_wait: Duration::from_mins(3),
        }
    }
}

/// With which the Internet Archive knows who asks: <https://archive.org/account/s3.php>.
#[derive(Clone)]
pub struct ApiKeys {
    pub access: String,
    pub secret: String,
}

impl std::fmt::Debug for ApiKeys {
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
    let answer = json(visitor, &HttpRequest::get(&address))?;
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

/// A copy whose address is the archive's own: what a server sends is written into files.
pub(super) fn capture(endpoints: &Endpoints, address: &str, stamp: &str) -> Result<Capture, String> {
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

/// What the archive answers to a program; an error status is reported with the words that come with it.
pub(super) fn json(visitor: &Polite, request: &HttpRequest) -> Result<Value, String> {
    let (status, answer) = answer(visitor, request)?;
    match status {
        200 => answer.ok_or_else(|| "the archive's answer can't be understood".to_owned()),
        429 => Err("the archive asks to come back later".to_owned()),
        status => Err(format!("the archive answers {status}")),
    }
}

/// The status, and what it says where that can be read.
pub(super) fn answer(visitor: &Polite, request: &HttpRequest) -> Result<(u16, Option<Value>), String> {
    let page = visitor.call(request).map_err(|failure| failure.message)?;
    let body = page.answer.body.map_err(|failure| failure.message)?;
    Ok((page.answer.status, serde_json::from_slice(&body).ok()))
}
