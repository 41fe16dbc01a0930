//! What the preview shows at the moment, which pages are open, and what changed since the last save.

use crate::render::{OutputList, SiteRenderer};
use crate::write::{Content, Outputs};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// The pages that browsers see, swapped as a whole.
#[derive(Debug)]
pub struct Preview {
    shown: RwLock<Arc<Shown>>,
    change: watch::Sender<PreviewChange>,
    /// The pages that are open in browsers, by their file among the outputs, and how often.
    open: Mutex<BTreeMap<String, usize>>,
}

/// One state of the site.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The last good pages; none where there never were any.
    pub pages: Option<Pages>,
    /// The search index. It comes a moment after the pages.
    pub search: Arc<Outputs>,
    /// When the build of the outputs began.
    pub built: SystemTime,
    /// Grows with every state, also across restarts, so that an open page knows whether it is of this one.
    pub version: u64,
    /// What is wrong, as the overlay in the page reads it.
    pub status: Value,
    /// The same for the terminal, without colours.
    pub report: String,
}

/// From which state to which, and what differs.
#[derive(Debug, Clone)]
pub struct PreviewChange {
    pub after: u64,
    pub version: u64,
    pub difference: Arc<Difference>,
}

/// In what two states of the site differ, as far as an open page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// In everything, or nobody knows in what.
    Everything,
    /// In no page: something else is wrong than before.
    Nothing,
    /// The pages that were open, each with whether it differs; and of what any page may be made, what differs.
    Of { pages: BTreeMap<String, bool>, parts: BTreeSet<String> },
}

impl Preview {
    /// Nothing to show yet.
    pub fn new() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let version = u64::try_from(now.as_millis()).unwrap_or_default();
        let shown = Shown {
            pages: None,
            search: Arc::default(),
            built: UNIX_EPOCH,
            version,
            status: Value::Null,
            report: String::new(),
        };
        let change = PreviewChange { after: version, version, difference: Arc::new(Difference::Everything) };
        Self {
            shown: RwLock::new(Arc::new(shown)),
            change: watch::Sender::new(change),
            open: Mutex::new(BTreeMap::new()),
        }
    }

    /// What is shown now.
    pub fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Shows another state, and tells every open page in what it differs from the one before.
    pub fn show(&self, shown: Shown, difference: Difference) {
        let after = self.shown().version;
        let shown = Shown { version: after + 1, ..shown };
        let change = PreviewChange { after, version: shown.version, difference: Arc::new(difference) };
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(shown);
        self.change.send_replace(change);
    }

    /// Puts a new search index beside the pages, of which no open page need hear.
    pub fn find(&self, search: Outputs) {
        let shown = Shown { search: Arc::new(search), ..(*self.shown()).clone() };
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(shown);
    }

    /// Hears of every change from now on.
    pub fn changes(&self) -> watch::Receiver<PreviewChange> {
        self.change.subscribe()
    }

    /// Counts a page as open while what this returns lives.
    pub fn open(self: Arc<Self>, file: String) -> OpenPage {
        *self.opened().entry(file.clone()).or_default() += 1;
        OpenPage { preview: self, file }
    }

    /// The files of the pages that are open.
    pub fn open_files(&self) -> BTreeSet<String> {
        self.opened().keys().cloned().collect()
    }

    fn opened(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The pages of a site, each made when somebody asks for it.
#[derive(Debug, Clone)]
pub struct Pages {
    pub list: Arc<OutputList>,
    pub renderer: Arc<SiteRenderer>,
}

impl Pages {
    /// The file with this name.
    pub fn file(&self, name: &str) -> Option<Content> {
        self.list.file(name, &self.renderer)
    }
}

impl Shown {
    /// The file with this name.
    pub fn file(&self, name: &str) -> Option<Content> {
        self.pages.as_ref()?.file(name).or_else(|| self.search.get(name).cloned())
    }

    fn holds(&self, name: &str) -> bool {
        self.pages.as_ref().is_some_and(|pages| pages.list.holds(name)) || self.search.contains_key(name)
    }

    /// The file that stands at an address, as GitHub Pages looks for it.
    pub fn at(&self, path: &str) -> Option<String> {
        let names = if path.is_empty() || path.ends_with('/') {
            vec![format!("{path}index.html")]
        } else {
            vec![path.to_owned(), format!("{path}.html")]
        };
        names.into_iter().find(|name| self.holds(name))
    }
}

/// A page that somebody looks at.
#[derive(Debug)]
pub struct OpenPage {
    preview: Arc<Preview>,
    file: String,
}

impl OpenPage {
    /// The page's file among the outputs.
    pub fn file(&self) -> &str {
        &self.file
    }
}

impl Drop for OpenPage {
    fn drop(&mut self) {
        let mut open = self.preview.opened();
        if let Some(count) = open.get_mut(&self.file) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.file);
            }
        }
    }
}

impl PreviewChange {
    /// Whether somebody who looks at `file`, and has `seen` a state, has to load it again.
    pub fn concerns(&self, file: &str, seen: u64) -> bool {
        match &*self.difference {
            _ if self.after != seen => true,
            Difference::Everything => true,
            Difference::Nothing => false,
            // A page that was opened since then was compared by nobody.
            Difference::Of { pages, parts } => {
                pages.get(file).copied().unwrap_or(true) || parts.iter().any(|name| is_part_of_pages(name))
            }
        }
    }
}

/// Whether a file is part of how pages look or work: of which, a page doesn't tell.
fn is_part_of_pages(name: &str) -> bool {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    matches!(end.as_str(), "css" | "js" | "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" | "woff2")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_loaded_again_when_it_or_its_look_changed_or_nobody_knows() {
        let change = |difference| PreviewChange { after: 1, version: 2, difference: Arc::new(difference) };
        let of = |differs: bool, parts: &[&str]| {
            change(Difference::Of {
                pages: [("a/index.html".to_owned(), differs), ("b/index.html".to_owned(), true)].into(),
                parts: parts.iter().map(|file| (*file).to_owned()).collect(),
            })
        };
        assert!(of(true, &[]).concerns("a/index.html", 1));
        assert!(!of(false, &["timeline.json"]).concerns("a/index.html", 1));
        assert!(of(false, &["style.css"]).concerns("a/index.html", 1));
        assert!(of(false, &[]).concerns("a/index.html", 0), "it missed a change");
        assert!(of(false, &[]).concerns("c/index.html", 1), "it was opened meanwhile");
        assert!(change(Difference::Everything).concerns("a/index.html", 1));
        assert!(!change(Difference::Nothing).concerns("a/index.html", 1));
        assert!(change(Difference::Nothing).concerns("a/index.html", 0), "it missed a change");
    }

    #[test]
    fn a_page_is_open_as_long_as_somebody_looks_at_it() {
        let preview = Arc::new(Preview::new());
        let one = Arc::clone(&preview).open("a".to_owned());
        let two = Arc::clone(&preview).open("a".to_owned());
        drop(one);
        assert_eq!(preview.open_files().len(), 1);
        drop(two);
        assert!(preview.open_files().is_empty());
    }
}
