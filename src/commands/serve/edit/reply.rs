//! What the forms answer, and the headers with which they do.

use super::super::response::{HttpResponse, plain, typed};
use crate::edit::control::FormField;
use crate::parse::schema::FileKind;
use hyper::StatusCode;
use hyper::header::{self, HeaderValue};
use std::sync::Arc;

/// What a form's pages may load and do: nothing of anybody else, and in nobody's frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// An answer.
#[derive(Debug)]
pub enum Reply {
    Page(StatusCode, String),
    /// A file of ours, with its media type.
    File(&'static str, &'static str),
    Json(serde_json::Value),
    NotFound,
    Saved(SavedFile),
}

/// What was saved.
#[derive(Debug)]
pub struct SavedFile {
    pub kind: FileKind,
    pub id: String,
    /// Relative to the site's folder.
    pub path: Arc<str>,
    /// Nothing where it went.
    pub text: Option<Arc<str>>,
}

impl Reply {
    /// The answer, with the cookie that a page gives to the browser.
    pub fn into_response(self, cookie: &str) -> HttpResponse {
        let mut response = match self {
            Self::Page(status, page) => {
                let mut response = typed(status, "text/html; charset=utf-8", page);
                if let (false, Ok(cookie)) = (cookie.is_empty(), HeaderValue::from_str(cookie)) {
                    response.headers_mut().insert(header::SET_COOKIE, cookie);
                }
                response
            }
            Self::File(media, text) => typed(StatusCode::OK, media, text),
            Self::Json(value) => typed(StatusCode::OK, "application/json", value.to_string()),
            Self::NotFound => plain(StatusCode::NOT_FOUND, "The preview has no such form.\n"),
            Self::Saved(_) => plain(StatusCode::NO_CONTENT, ""),
        };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
        response
    }
}

/// Leads to another page, whose address is one of ours.
pub fn redirect(to: &str) -> HttpResponse {
    let mut response = plain(StatusCode::SEE_OTHER, "");
    let location = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, location);
    response
}

/// Whether a key holds the day on which a file of its kind is made.
pub fn is_day_of_making(kind: FileKind, field: &FormField) -> bool {
    matches!(
        (kind, field.name.as_str()),
        (FileKind::Event, "added") | (FileKind::Source, "accessed") | (FileKind::Claim, "reviewed")
    )
}
