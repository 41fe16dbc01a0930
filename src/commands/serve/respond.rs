//! Answers one request.
//!
//! A path is only a key among the outputs, so none can lead to another file. We look at the `Host` header and answer only
//! those who came by one of our own addresses: otherwise the owner of another site could point a domain at this machine,
//! and a script on a page there could read unpublished drafts.

use super::body::{AnswerBody, ChangeStream};
use super::edit::EditService;
use super::preview::{Preview, Shown};
use super::response::{HttpResponse, answer, media_type, plain, typed};
use crate::Error;
use crate::plan::encoded;
use crate::write::Content;
use hyper::body::Incoming;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{HeaderMap, Method, Request, StatusCode, Uri};
use std::borrow::Cow;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

/// What the preview adds to pages; no output can have this address, since ids don't start with `_`.
const OWN: &str = "_dateline/";

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

const SCRIPT: &str = include_str!("live.js");
const STYLE: &str = include_str!("live.css");

/// Answers everything that can be asked for.
#[derive(Clone)]
pub struct Server {
    pub preview: Arc<Preview>,
    /// Whether it was asked for that other machines can see the site.
    pub is_public: bool,
    /// The forms, with `--edit` only.
    pub edit: Option<Arc<EditService>>,
}

impl Server {
    /// The answer, with what every answer says.
    pub async fn answer(self, request: Request<Incoming>) -> HttpResponse {
        let mut response = self.respond(request).await;
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        // Drafts are for who sees this window, and for no other site that the browser shows beside it.
        headers.insert(CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
        // A form has a stricter one.
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static("frame-ancestors 'self'"));
        response
    }

    async fn respond(&self, request: Request<Incoming>) -> HttpResponse {
        if !self.is_for_us(request.uri(), request.headers()) {
            let why =
                "This is the preview of a Dateline site. It answers to localhost and to addresses, not to names.\n";
            return plain(StatusCode::MISDIRECTED_REQUEST, why);
        }
        let path = decoded(request.uri().path());
        if let (Some(edit), Some(own)) = (&self.edit, path.as_deref().and_then(|path| path.strip_prefix(OWN)))
            && EditService::is_for_it(own)
        {
            return Arc::clone(edit).answer(own, request).await;
        }
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let mut refusal = plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.\n");
            refusal.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            return refusal;
        }
        let Some(path) = path else {
            return plain(StatusCode::BAD_REQUEST, "This is no path.\n");
        };
        if let Some(own) = path.strip_prefix(OWN) {
            return self.own(own, &request);
        }
        let shown = self.preview.shown();
        page(&shown, &path, request.uri().query(), self.edit.as_deref()).await
    }

    /// Whether the request names this machine, by an address or as `localhost`.
    fn is_for_us(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
        let is_ours = |host: &str| {
            let name = without_port(host);
            match address(name) {
                Some(address) => address.is_loopback() || self.is_public,
                None => name.eq_ignore_ascii_case("localhost"),
            }
        };
        host.to_str().is_ok_and(is_ours) && uri.authority().is_none_or(|authority| is_ours(authority.as_str()))
    }

    /// The preview's own files.
    fn own(&self, name: &str, request: &Request<Incoming>) -> HttpResponse {
        match name {
            "live.js" => typed(StatusCode::OK, media_type(name), SCRIPT),
            "live.css" => typed(StatusCode::OK, media_type(name), STYLE),
            "status.json" => typed(StatusCode::OK, media_type(name), self.preview.shown().status.to_string()),
            "events" if request.method() == Method::GET => self.events(request),
            _ => plain(StatusCode::NOT_FOUND, "The preview has no such file.\n"),
        }
    }

    /// Tells a page of every change after the version that it shows, and whether it has to be loaded again.
    fn events(&self, request: &Request<Incoming>) -> HttpResponse {
        let asked = |key: &str| {
            let mut pairs = request.uri().query().unwrap_or_default().split('&');
            pairs.find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
        };
        let last = request.headers().get("last-event-id").and_then(|id| id.to_str().ok());
        let seen = last.or_else(|| asked("since")).and_then(|version| version.parse::<u64>().ok()).unwrap_or_default();
        let path = asked("page").and_then(decoded).unwrap_or_default();
        // A page that isn't there yet has the file that it would have.
        let file =
            self.preview.shown().at(&path).unwrap_or_else(|| format!("{}/index.html", path.trim_end_matches('/')));
        let open = Arc::clone(&self.preview).open(file);
        let changes = ChangeStream::after(seen, self.preview.changes(), open);
        answer(StatusCode::OK, "text/event-stream", AnswerBody::Stream(changes))
    }
}

/// What stands at a path of the site, as GitHub Pages would answer.
async fn page(shown: &Shown, path: &str, query: Option<&str>, edit: Option<&EditService>) -> HttpResponse {
    if shown.pages.is_none() {
        return not_yet(shown, edit);
    }
    if let Some(name) = shown.at(path) {
        return match bytes(shown.file(&name)).await {
            Some(Ok(bytes)) => file(StatusCode::OK, &name, bytes, shown, edit),
            Some(Err(error)) => not_made(&error, shown, edit),
            None => not_found(shown, edit).await,
        };
    }
    if shown.file(&format!("{path}/index.html")).is_some() {
        let query = query.map_or_else(String::new, |query| format!("?{query}"));
        let there = format!("/{}/{query}", encoded(path));
        let mut elsewhere = plain(StatusCode::MOVED_PERMANENTLY, "");
        let there = HeaderValue::try_from(there).expect("what is encoded is ASCII, and the query came in a header");
        elsewhere.headers_mut().insert(header::LOCATION, there);
        return elsewhere;
    }
    not_found(shown, edit).await
}

async fn not_found(shown: &Shown, edit: Option<&EditService>) -> HttpResponse {
    let page = bytes(shown.file("404.html")).await;
    let page = page
        .and_then(Result::ok)
        .unwrap_or_else(|| b"<!doctype html><title>Not found</title><p>There is no page here.".to_vec());
    file(StatusCode::NOT_FOUND, "404.html", page, shown, edit)
}

/// Before there ever was a good page: what is wrong.
fn not_yet(shown: &Shown, edit: Option<&EditService>) -> HttpResponse {
    let why = "The site can’t be shown yet";
    file(StatusCode::SERVICE_UNAVAILABLE, "index.html", what_is_wrong(why, &shown.report), shown, edit)
}

/// A page that a template of the site's own fails on.
fn not_made(error: &Error, shown: &Shown, edit: Option<&EditService>) -> HttpResponse {
    let why = "This page can’t be made";
    file(StatusCode::INTERNAL_SERVER_ERROR, "index.html", what_is_wrong(why, &error.to_string()), shown, edit)
}

fn what_is_wrong(heading: &str, report: &str) -> Vec<u8> {
    let report = report.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{heading}</title></head>\n<body>\
         <h1>{heading}</h1>\n<p>This is wrong; the page appears once it is mended.</p>\n\
         <pre>{report}</pre>\n</body></html>\n"
    )
    .into_bytes()
}

/// A file's bytes, with the preview's script where it is a page.
fn file(status: StatusCode, name: &str, bytes: Vec<u8>, shown: &Shown, edit: Option<&EditService>) -> HttpResponse {
    let media_type = media_type(name);
    if !media_type.starts_with("text/html") {
        return typed(status, media_type, bytes);
    }
    let page = live(bytes, shown.version);
    let page = match edit {
        Some(edit) => with_bar(page, &edit.bar_for(name)),
        None => page,
    };
    typed(status, media_type, page)
}

/// The page with the bar of the forms at its beginning.
fn with_bar(mut page: Vec<u8>, bar: &str) -> Vec<u8> {
    let body = page.windows(5).position(|window| window == b"<body").unwrap_or(0);
    let end = page[body..].iter().position(|byte| *byte == b'>').map_or(0, |end| body + end + 1);
    page.splice(end..end, bar.bytes());
    page
}

/// The page with the preview's script at its end. It comes from this server: the page's own policy allows no other.
fn live(mut page: Vec<u8>, version: u64) -> Vec<u8> {
    let script = format!("<script src=\"/{OWN}live.js?{version}\" defer></script>");
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|window| window == end).unwrap_or(page.len());
    page.splice(at..at, script.into_bytes());
    page
}

/// The bytes of an output. Of files on the disk only those that the build planned to copy are ever opened; none where
/// one of them is gone.
async fn bytes(content: Option<Content>) -> Option<Result<Vec<u8>, Error>> {
    let content = content?;
    let make = move || match &content {
        Content::Copy(_) => content.bytes().ok().map(|bytes| Ok(bytes.into_owned())),
        content => Some(content.bytes().map(Cow::into_owned)),
    };
    tokio::task::spawn_blocking(make).await.ok()?
}

/// The path without its first slash, decoded; nothing where that gives no text.
fn decoded(path: &str) -> Option<String> {
    let path = path.strip_prefix('/')?;
    let text = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    (!text.contains('\0')).then(|| text.into_owned())
}

/// `localhost:4000` or `[::1]:4000` without its port.
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') => {
            if name.contains(':') && !name.ends_with(']') { host } else { name }
        }
        _ => host,
    }
}

/// A host that is an address, an IPv6 one in its brackets.
fn address(name: &str) -> Option<IpAddr> {
    match name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inside) => inside.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        None => name.parse().ok().filter(IpAddr::is_ipv4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_by_address_or_localhost() {
        let server = |is_public| Server { preview: Arc::new(Preview::new()), is_public, edit: None };
        let asks = |host: &str, is_public| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_str(host).unwrap());
            server(is_public).is_for_us(&Uri::from_static("/"), &headers)
        };
        for good in ["localhost", "localhost:4000", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:4000", "[::1]", "[::1]:4000"]
        {
            assert!(asks(good, false) && asks(good, true), "{good}");
        }
        for bad in [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "evil.example:4000",
            "localhost:evil",
            "::1",
            "127.1",
            "2130706433",
            "[::1",
            "::1]",
        ] {
            assert!(!asks(bad, false) && !asks(bad, true), "{bad}");
        }
        assert!(!asks("192.168.1.7:4000", false) && asks("192.168.1.7:4000", true));
        assert!(!asks("0.0.0.0", false));
        assert!(!server(true).is_for_us(&Uri::from_static("/"), &HeaderMap::new()));
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static("localhost"));
        assert!(!server(false).is_for_us(&Uri::from_static("http://evil.example/"), &headers));
        headers.append(header::HOST, HeaderValue::from_static("localhost"));
        assert!(!server(false).is_for_us(&Uri::from_static("/"), &headers));
    }

    #[test]
    fn the_script_stands_before_the_end_of_the_body() {
        let page = |text: &str| String::from_utf8(live(text.as_bytes().to_vec(), 7)).unwrap();
        let script = "<script src=\"/_dateline/live.js?7\" defer></script>";
        assert_eq!(page("<body>x</body></html>"), format!("<body>x{script}</body></html>"));
        assert_eq!(page("x"), format!("x{script}"));
    }
}
