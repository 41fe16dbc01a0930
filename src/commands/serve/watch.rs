//! Notices saved files.
//!
//! Editors save in many ways: in place, through a temporary file and a rename, several files at once, with a backup
//! beside. So we don't look at the kind of change: something in the site's folders changed. The site is judged at once,
//! and shown when nothing has changed for a moment.

use crate::Error;
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// The folders of a site that a build reads.
const TREES: [&str; 3] = ["content", "templates", "static"];

/// So long nothing may happen before what was built is shown: a rename follows the writing at once.
const QUIET: Duration = Duration::from_millis(10);

/// Most of what belongs together comes faster than this: a file is emptied, then written.
const STEP: Duration = Duration::from_millis(2);

/// So long we wait at most from the first save, while files change without end.
const DEBOUNCE: Duration = Duration::from_millis(200);

/// How often files are looked at where the system doesn't tell.
const POLL: Duration = Duration::from_millis(500);

/// What was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// These files, of which some may be gone again.
    Files(BTreeSet<PathBuf>),
    /// Nobody knows.
    Anything,
}

/// The site's folders under watch.
pub struct Watch {
    site: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    saved: Receiver<notify::Result<Event>>,
    /// When the first and the last of the saves came that are not shown yet.
    first: Instant,
    last: Instant,
}

impl Watch {
    /// Begins to watch the site in this folder.
    pub fn new(site: &Path) -> Result<Self, Error> {
        let site = site.canonicalize().map_err(|error| Error::io("read", site, error))?;
        let (sender, saved) = channel();
        let now = Instant::now();
        let mut watch = Self { watcher: watcher(&sender)?, site, saved, first: now, last: now };
        if watch.look_at_all().is_err() {
            // The system's watchers can run out, and some network disks have none: looking again and again always works.
            let config = Config::default().with_poll_interval(POLL);
            watch.watcher = Box::new(PollWatcher::new(sender, config).map_err(failed)?);
            watch.look_at_all()?;
        }
        Ok(watch)
    }

    /// The site's folder, without links in its path.
    pub fn site(&self) -> &Path {
        &self.site
    }

    /// Returns when something was saved. There may be more of it: see [`Watch::more`].
    pub fn wait(&mut self) -> Saved {
        loop {
            match self.saved.recv() {
                Ok(event) => {
                    self.first = Instant::now();
                    if let Some(saved) = self.with_others(&event) {
                        return saved;
                    }
                }
                // The watcher lives as long as we do.
                Err(_) => std::thread::park(),
            }
        }
    }

    /// The same, if something is saved within this time.
    pub fn wait_for(&mut self, time: Duration) -> Option<Saved> {
        let end = Instant::now() + time;
        loop {
            let event = self.saved.recv_timeout(end.saturating_duration_since(Instant::now())).ok()?;
            self.first = Instant::now();
            if let Some(saved) = self.with_others(&event) {
                return Some(saved);
            }
            if Instant::now() >= end {
                return None;
            }
        }
    }

    /// What else belongs to the last save; nothing once it is quiet, or if it never gets quiet.
    pub fn more(&mut self) -> Option<Saved> {
        let end = self.last + QUIET;
        while self.first.elapsed() < DEBOUNCE {
            let event = self.saved.recv_timeout(end.saturating_duration_since(Instant::now())).ok()?;
            if let Some(saved) = self.with_others(&event) {
                return Some(saved);
            }
        }
        None
    }

    /// What an event is about, if that concerns us, with all others that follow at once.
    fn with_others(&mut self, event: &notify::Result<Event>) -> Option<Saved> {
        let mut seen = SeenChanges::default();
        seen.add(event, &self.site);
        while self.first.elapsed() < DEBOUNCE
            && let Ok(event) = self.saved.recv_timeout(STEP)
        {
            seen.add(&event, &self.site);
        }
        if !seen.matters() {
            return None;
        }
        self.last = Instant::now();
        // A folder that was replaced, as by switching branches, is a new one to the system.
        if seen.is_top {
            let _ = self.look_at_all();
        }
        Some(if seen.is_unclear || seen.is_top { Saved::Anything } else { Saved::Files(seen.files) })
    }

    /// Watches each folder that is there, and the site's own for those that come.
    fn look_at_all(&mut self) -> Result<(), Error> {
        self.watcher.watch(&self.site, RecursiveMode::NonRecursive).map_err(failed)?;
        for tree in TREES {
            let path = self.site.join(tree);
            let _ = self.watcher.unwatch(&path);
            if path.is_dir() {
                self.watcher.watch(&path, RecursiveMode::Recursive).map_err(failed)?;
            }
        }
        Ok(())
    }
}

/// What several events say together.
#[derive(Default)]
struct SeenChanges {
    files: BTreeSet<PathBuf>,
    /// One of the site's folders itself came or went.
    is_top: bool,
    is_unclear: bool,
}

impl SeenChanges {
    fn matters(&self) -> bool {
        !self.files.is_empty() || self.is_top || self.is_unclear
    }

    /// Takes up what a build would read; reading itself is reported too, and would never end.
    fn add(&mut self, event: &notify::Result<Event>, site: &Path) {
        let Ok(event) = event else {
            self.is_unclear = true;
            return;
        };
        if event.need_rescan() {
            self.is_top = true;
            return;
        }
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        for path in &event.paths {
            let inside = path.strip_prefix(site).unwrap_or(path);
            let mut parts = inside.components();
            let tree = parts.next().and_then(|part| part.as_os_str().to_str());
            if tree.is_some_and(|tree| TREES.contains(&tree)) {
                self.is_top |= parts.next().is_none();
                self.files.insert(path.clone());
            }
        }
    }
}

fn watcher(sender: &Sender<notify::Result<Event>>) -> Result<Box<dyn Watcher + Send>, Error> {
    Ok(Box::new(RecommendedWatcher::new(sender.clone(), Config::default()).map_err(failed)?))
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn failed(error: notify::Error) -> Error {
    Error::Refused(format!("the site's folders can't be watched: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::NullWatcher;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::sync_channel;

    /// Another program may write without end, and there is always the next event.
    #[test]
    fn what_is_saved_without_end_is_handed_on_all_the_same() {
        let (sender, saved) = sync_channel(1024);
        let (site, now) = (PathBuf::from("/site"), Instant::now());
        let file = site.join("content/a.md");
        let mut watch = Watch { site, watcher: Box::new(NullWatcher), saved, first: now, last: now };
        let is_handed_on = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let storm = scope.spawn(|| {
                while !is_handed_on.load(Ordering::Relaxed) && now.elapsed() < Duration::from_secs(20) {
                    let _ = sender.try_send(Ok(Event::new(EventKind::Any).add_path(file.clone())));
                }
            });
            assert_eq!(watch.wait(), Saved::Files([file.clone()].into()));
            while watch.more().is_some() {}
            assert!(!storm.is_finished(), "nothing was handed on before it was quiet");
            is_handed_on.store(true, Ordering::Relaxed);
        });
    }
}
