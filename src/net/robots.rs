//! What a site asks of programs: the one door to `texting_robots`.

use super::client::Answer;
use super::{Failure, FailureKind};
use std::time::Duration;
use texting_robots::Robot;

/// By which name `robots.txt` may speak to us.
pub const NAME: &str = "dateline";

/// No site's wish to be visited slowly is kept beyond this.
const LONGEST_DELAY: f32 = 30.0;

/// What one site asks.
#[derive(Debug)]
pub enum Rules {
    /// Nothing.
    None,
    /// What its `robots.txt` says.
    Said(Box<Robot>),
    /// It has one and can't show it: nobody knows what it asks, so we stay away (RFC 9309, 2.3.1.4).
    Unknown(u16),
}

impl Rules {
    /// What the answer to a request for `robots.txt` says. Where there was none, the page itself will tell why.
    pub fn of(answer: &Result<Answer, Failure>) -> Self {
        match answer {
            Ok(Answer { status: 200..300, body: Ok(body), .. }) => {
                Robot::new(NAME, body).map_or(Self::None, |robot| Self::Said(Box::new(robot)))
            }
            Ok(Answer { status: status @ 500.., .. }) => Self::Unknown(*status),
            _ => Self::None,
        }
    }

    /// Whether `url` may be visited.
    pub fn allow(&self, url: &str) -> Result<(), Failure> {
        match self {
            Self::None => Ok(()),
            Self::Said(robot) if robot.allowed(url) => Ok(()),
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
        let Self::Said(robot) = self else { return None };
        let seconds = robot.delay.filter(|seconds| seconds.is_finite() && *seconds > 0.0)?;
        Some(Duration::from_secs_f32(seconds.min(LONGEST_DELAY)))
    }
}
