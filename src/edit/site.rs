//! The site while it is edited: judged with files in it that lie on no disk yet.

use crate::checked::Checked;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::parse::ParseCache;
use crate::pipeline::{self, Options};
use crate::read::{self, Folder, Input, Inputs};
use crate::resolve::Drafts;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file as it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFile {
    pub folder: Folder,
    /// Relative to the site's folder.
    pub path: Arc<str>,
    /// Nothing where it goes.
    pub text: Option<Arc<str>>,
}

/// A site's files as they were read last, and what each says.
#[derive(Debug)]
pub struct EditedSite {
    /// Without links in its path.
    folder: PathBuf,
    inputs: Option<(Inputs, Vec<Diagnostic>)>,
    parsed: ParseCache,
    /// The site as it lies on the disk, judged on a day.
    base: Option<(NaiveDate, Arc<Checked>)>,
    /// What was saved since then.
    saved: BTreeSet<PathBuf>,
}

impl EditedSite {
    /// The site in this folder, which has no link in its path. Nothing is read yet.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, inputs: None, parsed: ParseCache::default(), base: None, saved: BTreeSet::new() }
    }

    /// The site's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Hears that files were saved; `None` where nobody knows which.
    pub fn saw(&mut self, files: Option<&BTreeSet<PathBuf>>) {
        self.base = None;
        match files {
            Some(files) => self.saved.extend(files.iter().cloned()),
            None => self.inputs = None,
        }
    }

    /// The site as it lies on the disk.
    ///
    /// # Errors
    ///
    /// Where it can't be read.
    pub fn base(&mut self, today: NaiveDate) -> Result<Arc<Checked>, Error> {
        if let Some((day, base)) = self.base.as_ref()
            && *day == today
        {
            return Ok(Arc::clone(base));
        }
        let (inputs, diagnostics) = self.read()?.clone();
        let base = Arc::new(self.judge(inputs, diagnostics, today)?);
        self.base = Some((today, Arc::clone(&base)));
        Ok(base)
    }

    /// The site as it would be with these files in it, by the rules of every build. Nothing is written.
    ///
    /// # Errors
    ///
    /// Where it can't be read.
    pub fn check(&mut self, files: &[DraftFile], today: NaiveDate) -> Result<Checked, Error> {
        let (mut inputs, mut diagnostics) = self.read()?.clone();
        for file in files {
            diagnostics.retain(|found| *found.location.file != *file.path);
            put(&mut inputs, file);
        }
        self.judge(inputs, diagnostics, today)
    }

    fn read(&mut self) -> Result<&(Inputs, Vec<Diagnostic>), Error> {
        let saved = std::mem::take(&mut self.saved);
        let folder = &self.folder;
        let known = self.inputs.take().and_then(|(mut inputs, diagnostics)| {
            let is_known = saved.is_empty() || inputs.read_again(folder, &saved, &diagnostics);
            is_known.then_some((inputs, diagnostics))
        });
        let read = match known {
            Some(known) => known,
            None => read::read(folder)?,
        };
        Ok(self.inputs.insert(read))
    }

    fn judge(&mut self, inputs: Inputs, diagnostics: Vec<Diagnostic>, today: NaiveDate) -> Result<Checked, Error> {
        let site = self.folder.clone();
        let options = Options { site, base_url: None, drafts: Drafts::Shown, strict: false, today };
        pipeline::judge_cached(inputs, diagnostics, &options, &mut self.parsed, &mut |_| ())
    }
}

/// Puts a file among the inputs, in the place of the one with its path, or takes that out.
fn put(inputs: &mut Inputs, file: &DraftFile) {
    let input = |text: &Arc<str>| Input { folder: file.folder, path: Arc::clone(&file.path), text: Arc::clone(text) };
    inputs.broken.retain(|broken| *broken.path != *file.path);
    match file.folder {
        Folder::Site => inputs.site = file.text.as_ref().map(input),
        Folder::Verification => inputs.verification = file.text.as_ref().map(input),
        _ => put_document(inputs, file, input),
    }
}

fn put_document(inputs: &mut Inputs, file: &DraftFile, input: impl Fn(&Arc<str>) -> Input) {
    if let Ok(at) = inputs.documents.binary_search_by(|other| (*other.path).cmp(&file.path)) {
        inputs.documents.remove(at);
    }
    if let Some(text) = &file.text {
        inputs.insert(input(text));
    }
}
