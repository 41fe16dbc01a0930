//! Brings only what was saved into memory, when all else is known to be as it was.

use super::name::composed;
use super::walk::{Found, Role};
use super::{Inputs, Loaded, load_text};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;

impl Inputs {
    /// Reads the files at `saved` again, if they are documents that are there already; false where something else
    /// changed, and the whole folder has to be read. `site` is the site's folder without links in its path.
    ///
    /// The temporary files of editors come and go: one that is gone again and was never an input is nothing.
    pub fn read_again(&mut self, site: &Path, saved: &BTreeSet<PathBuf>) -> bool {
        saved.iter().all(|file| self.read_one_again(site, file))
    }

    fn read_one_again(&mut self, site: &Path, file: &Path) -> bool {
        let Ok(inside) = file.strip_prefix(site) else { return false };
        let parts: Option<Vec<_>> = inside.components().map(|part| part.as_os_str().to_str()).collect();
        let Some(path) = parts.map(|parts| composed(&parts.join("/")).into_owned()) else { return false };
        let is_file = file.symlink_metadata().map(|found| found.is_file());
        let Ok(at) = self.documents.binary_search_by(|input| (*input.path).cmp(&path)) else {
            return is_file.is_err() && !self.has_other(&path);
        };
        if !is_file.unwrap_or(false) {
            return false;
        }
        let known = &self.documents[at];
        let found = Found { role: Role::Text(known.folder), path: known.path.clone(), file: file.to_owned() };
        match load_text(&found, known.folder, &AtomicU64::new(0)) {
            Ok(Loaded::Text(input)) => {
                self.documents[at] = input;
                true
            }
            _ => false,
        }
    }

    /// Whether an input that is no document has this path.
    fn has_other(&self, path: &str) -> bool {
        let media = self.media.iter().any(|media| *media.path == *path);
        let statics =
            path.strip_prefix("static/").is_some_and(|path| self.statics.iter().any(|file| *file.path == *path));
        let templates =
            path.strip_prefix("templates/").is_some_and(|path| self.templates.iter().any(|input| *input.path == *path));
        let others = self.site.iter().chain(&self.verification).chain(&self.broken);
        media || statics || templates || others.into_iter().any(|input| *input.path == *path)
    }
}
