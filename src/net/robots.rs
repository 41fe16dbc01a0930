//! What a site asks of programs in its `robots.txt` (RFC 9309), and how much of such a file we read.

mod pattern;

#[cfg(test)]
mod tests;

use super::client::Answer;
use super::{Failure, FailureKind};
use pattern::PathPattern;
use std::cmp::Reverse;
use std::time::Duration;

/// By which name `robots.txt` may speak to us.
pub const NAME: &str = "dateline";

/// What is read of a `robots.txt`: as much as RFC 9309 asks for (2.5), and no more.
pub const MAX_BYTES: usize = 500 << 10;

/// What is kept of its rules. Real files have some hundreds, and each may cost a look at the whole address.
const MAX_RULES: usize = 10_000;

/// No site's wish to be visited slowly is kept beyond this.
const MAX_DELAY: f32 = 30.0;

/// What one site asks.
#[derive(Debug)]
pub enum Rules {
    /// Nothing.
    None,
    /// What its `robots.txt` says.
    Said(RobotsTxt),
    /// It has one and can't show it: nobody knows what it asks, so we stay away (RFC 9309, 2.3.1.4).
    Unknown(u16),
}

impl Rules {
    /// What the answer to a request for `robots.txt` says. Where there was none, the page itself will tell why.
    pub fn of(answer: &Result<Answer, Failure>) -> Self {
        match answer {
            Ok(Answer { status: 200..300, body: Ok(body), .. }) => Self::Said(RobotsTxt::parse(body, NAME)),
            Ok(Answer { status: status @ 500.., .. }) => Self::Unknown(*status),
            _ => Self::None,
        }
    }

    /// Whether `url` may be visited.
    pub fn allow(&self, url: &str) -> Result<(), Failure> {
        match self {
            Self::None => Ok(()),
            Self::Said(robots) if robots.allows(url) => Ok(()),
            Self::Said(_) => {
                Err(Failure::new(FailureKind::Disallowed, "the site's robots.txt asks programs not to visit this page"))
            }
            Self::Unknown(status) => Err(Failure::new(
                FailureKind::Disallowed,
                format!("the site's robots.txt can't be read (status {status}), so what it asks is not known"),
            )),
        }
    }

    /// How long it asks us to wait between two visits.
    pub fn delay(&self) -> Option<Duration> {
        let Self::Said(robots) = self else { return None };
        robots.delay
    }
}

/// The part of a `robots.txt` that concerns one program.
#[derive(Debug, Default)]
pub struct RobotsTxt {
    /// The longest first, and of two equally long ones that which allows: the first that matches decides.
    rules: Vec<RobotsRule>,
    delay: Option<Duration>,
}

#[derive(Debug)]
struct RobotsRule {
    pattern: PathPattern,
    allows: bool,
}

impl RobotsTxt {
    /// What `bytes` say to `agent`: in the groups that name it, or else in those for everyone.
    pub fn parse(bytes: &[u8], agent: &str) -> Self {
        let text = String::from_utf8_lossy(whole_lines(bytes));
        let (mut own, mut everyones) = (Self::default(), Self::default());
        let mut is_named = false;
        let mut group = AgentGroup::default();
        for line in text.trim_start_matches('\u{feff}').split(['\r', '\n']) {
            match RobotsLine::of(line) {
                RobotsLine::UserAgent(name) => {
                    if group.has_rules {
                        group = AgentGroup::default();
                    }
                    group.is_everyones |= is_everyone(name);
                    group.is_own |= product(name).eq_ignore_ascii_case(agent);
                    is_named |= group.is_own;
                }
                RobotsLine::RobotsRule { path, allows } => {
                    group.has_rules = true;
                    own.add(group.is_own, path, allows);
                    everyones.add(group.is_everyones, path, allows);
                }
                // Not of the protocol, so it doesn't end a list of names (2.2.4).
                RobotsLine::Delay(delay) => {
                    own.delay = own.delay.max(group.is_own.then_some(delay));
                    everyones.delay = everyones.delay.max(group.is_everyones.then_some(delay));
                }
                RobotsLine::Other => {}
            }
        }
        let mut said = if is_named { own } else { everyones };
        said.rules.sort_by_key(|rule| (Reverse(rule.pattern.len()), !rule.allows));
        said
    }

    fn add(&mut self, concerns: bool, path: &str, allows: bool) {
        // A rule without a path asks for nothing.
        if concerns && !path.is_empty() && self.rules.len() < MAX_RULES {
            self.rules.push(RobotsRule { pattern: PathPattern::new(path), allows });
        }
    }

    /// Whether the page at `url` may be visited.
    pub fn allows(&self, url: &str) -> bool {
        let target = pattern::target(url);
        target == "/robots.txt"
            || self.rules.iter().find(|rule| rule.pattern.matches(&target)).is_none_or(|it| it.allows)
    }
}

/// Whom the lines that are being read concern.
#[derive(Default)]
struct AgentGroup {
    is_own: bool,
    is_everyones: bool,
    /// Whether the list of names is at an end.
    has_rules: bool,
}

enum RobotsLine<'a> {
    UserAgent(&'a str),
    RobotsRule { path: &'a str, allows: bool },
    Delay(Duration),
    Other,
}

impl<'a> RobotsLine<'a> {
    fn of(line: &'a str) -> Self {
        let line = line.split('#').next().unwrap_or_default().trim();
        // People forget the colon, and their wish is clear.
        let with_colon = line.split_once(':').filter(|(key, _)| !key.trim().contains([' ', '\t']));
        let Some((key, value)) = with_colon.or_else(|| line.split_once([' ', '\t'])) else { return Self::Other };
        let value = value.trim();
        match key.trim().to_ascii_lowercase().as_str() {
            "user-agent" | "useragent" => Self::UserAgent(value),
            "allow" => Self::RobotsRule { path: value, allows: true },
            "disallow" | "dissallow" | "dissalow" | "disalow" | "diasllow" | "disallaw" => {
                Self::RobotsRule { path: value, allows: false }
            }
            "crawl-delay" => match value.parse::<f32>() {
                Ok(seconds) if seconds > 0.0 => Self::Delay(Duration::from_secs_f32(seconds.min(MAX_DELAY))),
                _ => Self::Other,
            },
            _ => Self::Other,
        }
    }
}

/// What is read: a rule that the limit cuts in two would say something else than was meant.
fn whole_lines(bytes: &[u8]) -> &[u8] {
    let Some(head) = bytes.get(..=MAX_BYTES) else { return bytes };
    let end = head.iter().rposition(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or_default();
    &head[..end]
}

/// The name of a program, without the version that people write behind it.
fn product(name: &str) -> &str {
    let end = name.find(|c: char| !c.is_ascii_alphabetic() && c != '-' && c != '_').unwrap_or(name.len());
    &name[..end]
}

fn is_everyone(name: &str) -> bool {
    name.strip_prefix('*').is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}
