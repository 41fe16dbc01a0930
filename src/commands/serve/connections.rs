//! Accepts connections, never more than the process may have files open, and closes those that stay silent.

use super::respond::Server;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// From this machine at once. A browser opens six, and keeps one for each page; a system may allow 256 files in all.
const MAX_OWN: usize = 96;

/// From others, where the preview listens to them. They have places of their own, so that they can't take the editor's.
const MAX_OTHERS: usize = 64;

/// In so much time a request has to say what it wants, also the next one on a connection.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Answers every connection, for ever.
pub async fn serve(listener: TcpListener, server: Server) {
    let own = Arc::new(Semaphore::new(MAX_OWN));
    let others = Arc::new(Semaphore::new(MAX_OTHERS));
    loop {
        let Ok((stream, from)) = listener.accept().await else {
            // There may be no more files to open, or the other side has left: neither is the end.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let places = if from.ip().to_canonical().is_loopback() { &own } else { &others };
        // One too many is closed at once: whoever waits would take up a file, too.
        let Ok(place) = Arc::clone(places).try_acquire_owned() else { continue };
        let server = server.clone();
        tokio::spawn(async move {
            let service = service_fn(|request| {
                let server = server.clone();
                async move { Ok::<_, Infallible>(server.answer(request).await) }
            });
            let mut connection = http1::Builder::new();
            connection.timer(TokioTimer::new()).header_read_timeout(TIMEOUT);
            // That a browser went away is nobody's fault.
            let _ = connection.serve_connection(TokioIo::new(stream), service).await;
            drop(place);
        });
    }
}
