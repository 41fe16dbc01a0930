//! Reads again only the files that were saved.

use super::name::{composed, printable};
use super::walk::{FoundFile, Role};
use super::{Inputs, Loaded, load_text};
use crate::diagnostic::Diagnostic;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;

impl Inputs {
    /// Reads the files at `saved` again, if they are documents that are there already; false where something else
    /// changed, and the whole folder has to be read. `site` is the site's folder without links in its path.
    ///
    /// The temporary files of editors come and go: one that is gone again, and of which neither an input nor one of
    /// the `diagnostics` of reading reported, is nothing.
    pub fn read_again(&mut self, site: &Path, saved: &BTreeSet<PathBuf>, diagnostics: &[Diagnostic]) -> bool {
        saved.iter().all(|file| self.read_one_again(site, file, diagnostics))
    }

    fn read_one_again(&mut self, site: &Path, file: &Path, diagnostics: &[Diagnostic]) -> bool {
        let Ok(inside) = file.strip_prefix(site) else { return false };
        let parts: Option<Vec<_>> = inside.components().map(|part| part.as_os_str().to_str()).collect();
        let Some(path) = parts.map(|parts| composed(&parts.join("/")).into_owned()) else { return false };
        let is_file = file.symlink_metadata().map(|found| found.is_file());
        let Ok(at) = self.documents.binary_search_by(|input| (*input.path).cmp(&path)) else {
            let is_reported = || diagnostics.iter().any(|reported| lies_in(&reported.location.file, &printable(&path)));
            return is_file.is_err() && !self.holds(&path) && !is_reported();
        };
        if !is_file.unwrap_or(false) {
            return false;
        }
        let known = &self.documents[at];
        let found = FoundFile { role: Role::Text(known.folder), path: known.path.clone(), file: file.to_owned() };
        match load_text(&found, known.folder, &AtomicU64::new(0)) {
            Ok(Loaded::Text(input)) => {
                self.documents[at] = input;
                true
            }
            _ => false,
        }
    }

    /// Whether an input has this path, or lies in the folder that has it: of a folder that was moved away, the system
    /// may tell nothing but its own path.
    fn holds(&self, path: &str) -> bool {
        let inputs = self.documents.iter().chain(&self.site).chain(&self.verification).chain(&self.broken);
        let media = self.media.iter().map(|media| &*media.path);
        let statics = self.statics.iter().map(|file| &*file.path);
        let templates = self.templates.iter().map(|input| &*input.path);
        let beneath = |tree: &str| path.strip_prefix(tree);
        inputs.map(|input| &*input.path).chain(media).any(|known| lies_in(known, path))
            || beneath("static/").is_some_and(|path| statics.clone().any(|known| lies_in(known, path)))
            || beneath("templates/").is_some_and(|path| templates.clone().any(|known| lies_in(known, path)))
    }
}

/// Whether `known` is `path` or lies beneath it.
fn lies_in(known: &str, path: &str) -> bool {
    known.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
