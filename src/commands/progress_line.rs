//! The progress line of a long command: after a second it says what is being done, and how far that is.

use super::Terminal;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A command that takes less time than this shows no line.
const DELAY: Duration = Duration::from_secs(1);

/// How often the line is drawn anew.
const REDRAW_INTERVAL: Duration = Duration::from_millis(100);

/// The line on the terminal; it goes when this is dropped.
#[derive(Debug)]
pub struct ProgressLine {
    task: Arc<Task>,
    line: Option<JoinHandle<()>>,
}

/// What is being done.
#[derive(Debug, Default)]
struct Task {
    doing: Mutex<&'static str>,
    done: AtomicUsize,
    of: AtomicUsize,
    is_over: Mutex<bool>,
    over: Condvar,
}

impl ProgressLine {
    /// Begins with `doing`, a verb phrase such as "reading"; where nobody watches the terminal nothing is drawn.
    /// `since` is when the waiting began.
    pub fn new(terminal: &Terminal, since: Instant, doing: &'static str) -> Self {
        let task = Arc::new(Task { doing: Mutex::new(doing), ..Task::default() });
        let line = terminal.is_watched().then(|| {
            let task = Arc::clone(&task);
            std::thread::spawn(move || task.draw(since))
        });
        Self { task, line }
    }

    /// Goes on to something else, of so many steps; of none, where they can't be counted.
    pub fn now(&self, doing: &'static str, of: usize) {
        *self.task.doing.lock().unwrap_or_else(PoisonError::into_inner) = doing;
        self.task.done.store(0, Ordering::Relaxed);
        self.task.of.store(of, Ordering::Relaxed);
    }

    /// Another step is behind us.
    pub fn step(&self) {
        self.task.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        *self.task.is_over.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.task.over.notify_all();
        if let Some(line) = self.line.take() {
            let _ = line.join();
        }
    }
}

impl Task {
    /// Draws the line until the work is over.
    fn draw(&self, since: Instant) {
        if self.is_over_after(DELAY.saturating_sub(since.elapsed())) {
            return;
        }
        loop {
            let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K{}", self.text());
            if self.is_over_after(REDRAW_INTERVAL) {
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
        let progress_line =
            ProgressLine { task: Arc::new(Task { doing: Mutex::new("reading"), ..Task::default() }), line: None };
        assert_eq!(progress_line.task.text(), "reading …");
        progress_line.now("making page", 3);
        progress_line.step();
        assert_eq!(progress_line.task.text(), "making page 1 of 3");
    }

    #[test]
    fn what_is_over_soon_draws_nothing() {
        let task = Task { is_over: Mutex::new(true), ..Task::default() };
        let since = Instant::now();
        task.draw(since);
        assert!(since.elapsed() < DELAY);
    }
}
