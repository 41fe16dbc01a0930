//! The network, behind one door: one exchange at a time, bounded, polite, and never to a private address unasked.
//!
//! Used by the commands that are about other people's pages (`verify`, `links`, `archive`) and by nothing else: a
//! build knows nothing of this module, and a test holds it to that.

mod client;
mod guard;
mod host;
mod per_host;
mod polite;
mod robots;

pub use client::{Answer, HttpRequest, Limits};
pub use guard::Private;
pub use per_host::each_per_host;
pub use polite::{CrawlPolicy, FetchedPage, Polite};

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub kind: FailureKind,
    /// As the end of a sentence: "the server doesn't answer".
    pub message: String,
}

/// What sort of failure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// No host of this name is known.
    NoHost,
    /// Names can't be looked up at the moment, or nothing can be reached.
    Unreachable,
    /// The connection would not be safe.
    Insecure,
    /// It took too long.
    Slow,
    /// The answer is larger than we take.
    TooLarge,
    /// Redirects go in a circle, or are too many.
    Redirects,
    /// It leads to an address that only machines on the spot should visit.
    Private,
    /// The site asks programs not to visit it.
    Disallowed,
    /// What came is no answer.
    Broken,
}

impl Failure {
    pub(crate) fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }
}
