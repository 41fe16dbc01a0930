//! What every answer is made of: its status, its media type and its body.

use super::body::AnswerBody;
use hyper::StatusCode;
use hyper::body::Bytes;
use hyper::header::{self, HeaderValue};

const TEXT: &str = "text/plain; charset=utf-8";

/// An answer of the preview.
pub type HttpResponse = hyper::Response<AnswerBody>;

/// A few words.
pub fn plain(status: StatusCode, text: &'static str) -> HttpResponse {
    typed(status, TEXT, text)
}

/// A whole text or file.
pub fn typed(status: StatusCode, media_type: &'static str, body: impl Into<Bytes>) -> HttpResponse {
    answer(status, media_type, AnswerBody::whole(body.into()))
}

/// An answer with this body.
pub fn answer(status: StatusCode, media_type: &'static str, body: AnswerBody) -> HttpResponse {
    let mut response = HttpResponse::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// What a browser takes a file for, by the end of its name.
pub fn media_type(name: &str) -> &'static str {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    match end.as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "txt" | "md" | "bib" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}
