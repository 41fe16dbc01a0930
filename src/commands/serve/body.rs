//! What an answer holds: all of it at once, or the changes of the preview as they come.

use super::preview::{OpenPage, PreviewChange};
use hyper::body::{Body, Bytes, Frame, SizeHint};
use serde_json::json;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::sync::watch;

/// So long nothing may be said before something is, that nobody on the way takes the connection for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// The body of an answer.
pub enum AnswerBody {
    /// What is left of it.
    Whole(Option<Bytes>),
    Stream(ChangeStream),
}

impl AnswerBody {
    /// All of it.
    pub fn whole(bytes: Bytes) -> Self {
        Self::Whole(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Self::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::Stream(changes) => changes.poll(cx).map(|event| event.map(|event| Ok(Frame::data(event)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            Self::Stream(_) => SizeHint::default(),
        }
    }
}

/// The next event, and who waits for the one after it.
type NextEvent = dyn Future<Output = Option<(Bytes, Follower)>> + Send;

/// Tells an open page of every change, as server-sent events.
pub struct ChangeStream {
    next: Pin<Box<NextEvent>>,
}

/// An open page that follows the changes, and how far it has come.
struct Follower {
    changes: watch::Receiver<PreviewChange>,
    /// The version that the page shows.
    seen: u64,
    open: OpenPage,
}

impl ChangeStream {
    /// Of every version after the one that the page has `seen`.
    pub fn after(seen: u64, mut changes: watch::Receiver<PreviewChange>, open: OpenPage) -> Self {
        changes.mark_changed();
        Self { next: Box::pin(next(Follower { changes, seen, open })) }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Bytes>> {
        Poll::Ready(ready!(self.next.as_mut().poll(cx)).map(|(event, follower)| {
            self.next = Box::pin(next(follower));
            event
        }))
    }
}

/// The next event, and what comes after it; nothing once the preview is gone.
async fn next(mut follower: Follower) -> Option<(Bytes, Follower)> {
    loop {
        let Ok(changed) = tokio::time::timeout(KEEP_ALIVE, follower.changes.changed()).await else {
            return Some((Bytes::from_static(b":\n\n"), follower));
        };
        changed.ok()?;
        let change = follower.changes.borrow_and_update().clone();
        if change.version == follower.seen {
            continue;
        }
        let data = json!({"version": change.version, "reload": change.concerns(follower.open.file(), follower.seen)});
        follower.seen = change.version;
        return Some((format!("event: change\nid: {}\ndata: {data}\n\n", follower.seen).into(), follower));
    }
}
