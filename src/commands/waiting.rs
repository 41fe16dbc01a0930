//! What a person sees who waits: after a second, one line that says what is being done and how far it is.

use super::Terminal;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What is quicker than this is over before anybody wonders.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line is drawn anew.
const GLANCE: Duration = Duration::from_millis(100);

/// Somebody waits as long as this lives; then the line is gone.
#[derive(Debug)]
pub struct Waiting {
    work: Arc<Work>,
    line: Option<JoinHandle<()>>,
}

/// What is being done.
#[derive(Debug, Default)]
struct Work {
    doing: Mutex<&'static str>,
    done: AtomicUsize,
    of: AtomicUsize,
    is_over: Mutex<bool>,
    over: Condvar,
}

impl Waiting {
    /// Begins with `doing`, a verb phrase such as "reading"; where nobody watches the terminal nothing is drawn.
    /// `since` is when the waiting began.
    pub fn new(terminal: &Terminal, since: Instant, doing: &'static str) -> Self {
        let work = Arc::new(Work { doing: Mutex::new(doing), ..Work::default() });
        let line = terminal.is_watched().then(|| {
            let work = Arc::clone(&work);
            std::thread::spawn(move || work.draw(since))
        });
        Self { work, line }
    }

    /// Goes on to something else, of so many steps; of none, where they can't be counted.
    pub fn now(&self, doing: &'static str, of: usize) {
        *self.work.doing.lock().unwrap_or_else(PoisonError::into_inner) = doing;
        self.work.done.store(0, Ordering::Relaxed);
        self.work.of.store(of, Ordering::Relaxed);
    }

    /// Another step is behind us.
    pub fn step(&self) {
        self.work.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        *self.work.is_over.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.work.over.notify_all();
        if let Some(line) = self.line.take() {
            let _ = line.join();
        }
    }
}

impl Work {
    /// Draws the line until the work is over.
    fn draw(&self, since: Instant) {
        if self.is_over_after(PATIENCE.saturating_sub(since.elapsed())) {
            return;
        }
        loop {
            let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K{}", self.text());
            if self.is_over_after(GLANCE) {
                let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K");
                return;
            }
        }
    }

    fn is_over_after(&self, time: Duration) -> bool {
        let is_over = self.is_over.lock().unwrap_or_else(PoisonError::into_inner);
        *self.over.wait_timeout_while(is_over, time, |is_over| !*is_over).unwrap_or_else(PoisonError::into_inner).0
    }

    fn text(&self) -> String {
        let doing = *self.doing.lock().unwrap_or_else(PoisonError::into_inner);
        match (self.done.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed)) {
            (_, 0) => format!("{doing} …"),
            (done, of) => format!("{doing} {} of {of}", done.min(of)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is() {
        let waiting = Waiting { work: Arc::new(Work { doing: Mutex::new("reading"), ..Work::default() }), line: None };
        assert_eq!(waiting.work.text(), "reading …");
        waiting.now("making page", 3);
        waiting.step();
        assert_eq!(waiting.work.text(), "making page 1 of 3");
    }

    #[test]
    fn what_is_over_soon_draws_nothing() {
        let work = Work { is_over: Mutex::new(true), ..Work::default() };
        let since = Instant::now();
        work.draw(since);
        assert!(since.elapsed() < PATIENCE);
    }
}
