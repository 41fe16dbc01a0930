//! One exchange with one server: the one door to `ureq`.

use super::guard::{Private, is_private};
use super::{Failure, FailureKind};
use std::io::Read;
use std::time::{Duration, Instant};
use ureq::config::Config;
use ureq::http::{Response, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error, Proxy};

/// What one exchange may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// From the look-up of the name to the last byte.
    pub time: Duration,
    /// Of the body, unpacked.
    pub bytes: u64,
    /// How many redirects are followed.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(30), bytes: 20 << 20, redirects: 10 }
    }
}

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct HttpRequest {
    pub url: String,
    /// Sent as they are.
    pub headers: Vec<(&'static str, String)>,
    /// The fields of a form, for which it is a `POST`.
    pub form: Vec<(&'static str, String)>,
    /// How much of the body is wanted, where that is not all: what comes behind it is left.
    pub prefix: Option<usize>,
}

impl HttpRequest {
    /// A request for a page.
    pub fn get(url: &str) -> Self {
        Self { url: url.to_owned(), ..Self::default() }
    }
}

/// What a server answered.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub content_type: Option<String>,
    /// Where it sends us instead.
    pub location: Option<String>,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub retry_after: Option<String>,
    /// Unpacked; or why it was not taken.
    pub body: Result<Vec<u8>, Failure>,
}

/// Exchanges messages with servers; follows no redirect.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    limits: Limits,
    private: Private,
}

impl Client {
    /// A client that calls itself `user_agent`.
    pub fn new(user_agent: &str, limits: Limits, private: Private) -> Self {
        let proxy = Proxy::try_from_env();
        let resolver = Guarded {
            private,
            proxy: proxy.as_ref().map(|proxy| proxy.host().to_owned()),
            inner: DefaultResolver::default(),
        };
        let config = Config::builder()
            .user_agent(user_agent)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(limits.time))
            .max_response_header_size(64 << 10)
            .max_idle_connections(0)
            .proxy(proxy)
            .build();
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), resolver), limits, private }
    }

    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Sends `request` and takes in the answer.
    pub fn exchange(&self, request: &HttpRequest) -> Result<Answer, Failure> {
        let deadline = Instant::now() + self.limits.time;
        // A proxy would look the name up for us; an address needs no looking up.
        if let Some(address) = literal_address(&request.url)
            && self.private == Private::Refused
            && is_private(address)
        {
            return Err(private(&address.to_string()));
        }
        let response = if request.form.is_empty() {
            let builder = request
                .headers
                .iter()
                .fold(self.agent.get(&request.url), |builder, (name, value)| builder.header(*name, value));
            builder.call()
        } else {
            let builder = request
                .headers
                .iter()
                .fold(self.agent.post(&request.url), |builder, (name, value)| builder.header(*name, value));
            builder.send_form(request.form.iter().map(|(name, value)| (*name, value.as_str())))
        };
        Ok(self.answer(response.map_err(failure)?, request.prefix, deadline))
    }

    fn answer(&self, response: Response<Body>, prefix: Option<usize>, deadline: Instant) -> Answer {
        let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let mut answer = Answer {
            status: response.status().as_u16(),
            content_type: header("content-type"),
            location: header("location"),
            etag: header("etag"),
            last_modified: header("last-modified"),
            retry_after: header("retry-after"),
            body: Ok(Vec::new()),
        };
        // What a redirect says beside its address is for nobody.
        if !(300..400).contains(&answer.status) {
            answer.body = self.body(response.into_body(), prefix, deadline);
        }
        answer
    }

    /// The body, unpacked; a bomb goes off at the limit.
    fn body(&self, body: Body, prefix: Option<usize>, deadline: Instant) -> Result<Vec<u8>, Failure> {
        let mut reader = body.into_reader();
        let mut bytes = Vec::new();
        let mut buffer = [0; 16 << 10];
        loop {
            let length = reader.read(&mut buffer).map_err(|error| failure(Error::from(error)))?;
            if length == 0 {
                return Ok(bytes);
            }
            bytes.extend_from_slice(&buffer[..length]);
            if let Some(prefix) = prefix.filter(|prefix| bytes.len() >= *prefix) {
                bytes.truncate(prefix);
                return Ok(bytes);
            }
            if bytes.len() as u64 > self.limits.bytes {
                let size = match self.limits.bytes {
                    bytes if bytes >= 1 << 20 => format!("{} MB", bytes >> 20),
                    bytes => format!("{bytes} bytes"),
                };
                return Err(Failure::new(FailureKind::TooLarge, format!("the page has more than {size}")));
            }
            if Instant::now() > deadline {
                return Err(slow());
            }
        }
    }
}

/// Looks names up, and keeps back private addresses: also those that a public name suddenly has.
#[derive(Debug)]
struct Guarded {
    private: Private,
    /// The proxy's own host, which may well be private.
    proxy: Option<String>,
    inner: DefaultResolver,
}

impl Resolver for Guarded {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let host = uri.host().unwrap_or_default();
        let found = self.inner.resolve(uri, config, timeout).map_err(|error| match error {
            Error::Io(error) => Error::Other(Box::new(no_name(host, &error.to_string()))),
            Error::HostNotFound => Error::Other(Box::new(no_name(host, ""))),
            other => other,
        })?;
        if self.private == Private::Allowed || self.proxy.as_deref() == Some(host) {
            return Ok(found);
        }
        let mut public = self.empty();
        for address in found.iter().filter(|address| !is_private(address.ip())) {
            public.push(*address);
        }
        if public.is_empty() { Err(Error::Other(Box::new(private(host)))) } else { Ok(public) }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

fn private(host: &str) -> Failure {
    Failure::new(
        FailureKind::Private,
        format!("`{host}` is a private address, which is only visited with `--allow-private`"),
    )
}

fn slow() -> Failure {
    Failure::new(FailureKind::Slow, "the server takes too long to answer")
}

/// A name that is unknown, or that nobody could be asked about.
fn no_name(host: &str, said: &str) -> Failure {
    if said.to_lowercase().contains("temporary") || said.to_lowercase().contains("try again") {
        Failure::new(FailureKind::Unreachable, format!("the name `{host}` can't be looked up at the moment"))
    } else {
        Failure::new(FailureKind::NoHost, format!("no host is called `{host}`"))
    }
}

fn literal_address(url: &str) -> Option<std::net::IpAddr> {
    let uri: Uri = url.parse().ok()?;
    uri.host()?.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

/// What `ureq` says, in our words.
fn failure(error: Error) -> Failure {
    use std::io::ErrorKind;
    match error {
        Error::Other(inner) => match inner.downcast::<Failure>() {
            Ok(failure) => *failure,
            Err(other) => Failure::new(FailureKind::Broken, other.to_string()),
        },
        Error::Timeout(_) => slow(),
        Error::HostNotFound => Failure::new(FailureKind::NoHost, "no host has this name"),
        Error::Io(error) => match error.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => slow(),
            ErrorKind::ConnectionRefused => Failure::new(FailureKind::Unreachable, "no server listens there"),
            ErrorKind::InvalidData => insecure(&error.to_string()),
            _ => Failure::new(FailureKind::Unreachable, format!("the connection broke off ({error})")),
        },
        Error::Tls(message) => insecure(message),
        Error::Rustls(error) => insecure(&error.to_string()),
        Error::Pem(_) | Error::TlsRequired => insecure("its certificate can't be read"),
        Error::ConnectionFailed => Failure::new(FailureKind::Unreachable, "the server can't be reached"),
        Error::ConnectProxyFailed(message) => {
            Failure::new(FailureKind::Unreachable, format!("the proxy refuses the connection ({message})"))
        }
        Error::Decompress(_, error) => {
            Failure::new(FailureKind::Broken, format!("the page can't be unpacked ({error})"))
        }
        other => Failure::new(FailureKind::Broken, format!("what the server sends is no answer ({other})")),
    }
}

/// What the TLS library says of certificates is for programmers; four of its words matter to a reader.
fn insecure(message: &str) -> Failure {
    let why = [
        ("Expired", "its certificate has expired"),
        ("NotValidForName", "its certificate is another host's"),
        ("UnknownIssuer", "nobody whom we trust vouches for its certificate"),
        ("certificate", "its certificate is not valid"),
    ];
    let why = why.iter().find(|(word, _)| message.contains(word)).map_or(message, |(_, why)| why);
    Failure::new(FailureKind::Insecure, format!("the connection would not be safe: {why}"))
}
