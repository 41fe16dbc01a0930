//! Visits pages politely: as `robots.txt` allows, slowly, and later if the server asks for that.

use super::client::{Answer, Client, HttpRequest, Limits};
use super::guard::Private;
use super::host::Hosts;
use super::robots::{self, Rules};
use super::{Failure, FailureKind};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

/// How we visit other people's sites.
#[derive(Debug, Clone)]
pub struct CrawlPolicy {
    pub limits: Limits,
    pub private: Private,
    /// Between two visits to one host; a site's `robots.txt` may ask for more.
    pub delay: Duration,
    /// How often a visit is tried again that failed for a reason that may pass.
    pub retries: u32,
    /// No longer than this is waited because a server asks for it.
    pub max_wait: Duration,
    /// An address where whoever runs a server learns who visits it: the site's own.
    pub contact: Option<String>,
}

impl Default for CrawlPolicy {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            private: Private::Refused,
            delay: Duration::from_secs(2),
            retries: 2,
            max_wait: Duration::from_mins(1),
            contact: None,
        }
    }
}

/// A page at the end of its redirects.
#[derive(Debug, Clone)]
pub struct FetchedPage {
    /// Where it is.
    pub url: String,
    /// The last answer.
    pub answer: Answer,
    /// Whether every redirect on the way is there for good.
    pub moved_for_good: bool,
}

/// Visits pages, any number of threads at once.
#[derive(Debug)]
pub struct Polite {
    client: Client,
    policy: CrawlPolicy,
    hosts: Hosts,
    rules: Mutex<HashMap<String, Arc<OnceLock<Rules>>>>,
}

impl Polite {
    /// A visitor that keeps to this policy.
    pub fn new(policy: CrawlPolicy) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let user_agent = match &policy.contact {
            Some(contact) => format!("dateline/{version} (+{contact})"),
            None => format!("dateline/{version}"),
        };
        let client = Client::new(&user_agent, policy.limits, policy.private);
        Self { client, policy, hosts: Hosts::default(), rules: Mutex::default() }
    }

    /// The page that `request` leads to, over redirects, by the rules of every site on the way.
    pub fn visit(&self, request: &HttpRequest) -> Result<FetchedPage, Failure> {
        self.follow(request, true)
    }

    /// The answer of an interface made for programs: no `robots.txt` is asked about it.
    pub fn call(&self, request: &HttpRequest) -> Result<FetchedPage, Failure> {
        self.follow(request, false)
    }

    fn follow(&self, request: &HttpRequest, by_the_rules: bool) -> Result<FetchedPage, Failure> {
        let mut request = request.clone();
        // In the form in which addresses travel: hosts and paths in ASCII, no fragment.
        request.url = crate::parse::address::joined(&request.url, &request.url)
            .ok_or_else(|| Failure::new(FailureKind::Broken, "it is no address on the web"))?;
        let mut seen = vec![request.url.clone()];
        let mut moved_for_good = true;
        loop {
            let rules = by_the_rules.then(|| self.rules(&request.url));
            let rules = rules.as_ref().and_then(|rules| rules.get()).unwrap_or(&Rules::None);
            rules.allow(&request.url)?;
            let answer = self.patiently(&request, rules.delay())?;
            let target = match (answer.status, &answer.location) {
                (301 | 302 | 303 | 307 | 308, Some(location)) => location.clone(),
                _ => {
                    return Ok(FetchedPage {
                        moved_for_good: moved_for_good && seen.len() > 1,
                        url: request.url,
                        answer,
                    });
                }
            };
            moved_for_good &= matches!(answer.status, 301 | 308);
            let url = crate::parse::address::joined(&request.url, &target).ok_or_else(|| {
                Failure::new(
                    FailureKind::Redirects,
                    format!("it redirects to `{target}`, which is no address on the web"),
                )
            })?;
            if seen.contains(&url) {
                return Err(Failure::new(FailureKind::Redirects, "its redirects go in a circle"));
            }
            if seen.len() > self.client.limits().redirects {
                return Err(Failure::new(FailureKind::Redirects, "it redirects too often"));
            }
            seen.push(url.clone());
            // What was asked of one address is not asked of another, and a form is sent once.
            let keeps = |name: &str| name.eq_ignore_ascii_case("accept");
            request.headers.retain(|(name, _)| keeps(name));
            request.form.clear();
            request.url = url;
        }
    }

    /// One exchange, tried again where that may help.
    fn patiently(&self, request: &HttpRequest, asked: Option<Duration>) -> Result<Answer, Failure> {
        let host = crate::parse::address::host(&request.url);
        let delay = asked.unwrap_or_default().max(self.policy.delay);
        let mut attempt = 0;
        loop {
            let result = self.hosts.visit(&host, delay, || self.client.exchange(request));
            let wait = match &result {
                Ok(answer) if matches!(answer.status, 429 | 502 | 503 | 504) => {
                    answer.retry_after.as_deref().and_then(seconds)
                }
                // A form that got no answer may have arrived.
                Err(failure)
                    if request.form.is_empty()
                        && matches!(failure.kind, FailureKind::Unreachable | FailureKind::Slow) =>
                {
                    None
                }
                _ => return result,
            };
            let wait = wait.unwrap_or_else(|| delay.max(Duration::from_millis(100)) * 2_u32.pow(attempt + 1));
            if attempt >= self.policy.retries || wait > self.policy.max_wait {
                return result;
            }
            attempt += 1;
            std::thread::sleep(wait);
        }
    }

    /// The rules of the site that `url` is on, asked for once: who comes second waits for who came first.
    fn rules(&self, url: &str) -> Arc<OnceLock<Rules>> {
        let robots = crate::parse::address::joined(url, "/robots.txt").unwrap_or_default();
        let rules = {
            let mut known = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(robots.clone()).or_default())
        };
        rules.get_or_init(|| Rules::of(&self.robots(&robots)));
        rules
    }

    /// The file itself; it may have moved, and is waited for no longer than once.
    fn robots(&self, url: &str) -> Result<Answer, Failure> {
        let mut url = url.to_owned();
        for _ in 0..5 {
            let host = crate::parse::address::host(&url);
            // One byte more tells that there is more.
            let request = HttpRequest { prefix: Some(robots::MAX_BYTES + 1), ..HttpRequest::get(&url) };
            let answer = self.hosts.visit(&host, self.policy.delay, || self.client.exchange(&request))?;
            match (answer.status, answer.location.as_ref().and_then(|to| crate::parse::address::joined(&url, to))) {
                (301 | 302 | 303 | 307 | 308, Some(next)) => url = next,
                _ => return Ok(answer),
            }
        }
        Err(Failure::new(FailureKind::Redirects, "its robots.txt redirects too often"))
    }
}

/// How long `Retry-After` asks us to wait: seconds, or until a date.
fn seconds(text: &str) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = DateTime::parse_from_rfc2822(text).ok()?;
    (until.with_timezone(&Utc) - DateTime::<Utc>::from(SystemTime::now())).to_std().ok()
}
