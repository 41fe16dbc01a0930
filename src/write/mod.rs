//! Makes the output folder equal the outputs.
//!
//! Readers are served from this folder, perhaps while we write to it, and we may be stopped at any moment. So:
//!
//! - Each file is whole at every moment: new content goes to a temporary file beside the old one and takes its place
//!   by a rename. All pages are made and all temporary files written before the first rename, so a template that fails
//!   and a full disk change nothing. No more pages are in memory at once than there are threads to make them.
//! - Files that are equal already are left alone, their times too. What a reader follows comes before what leads
//!   there: new files first, pages after the rest, removals last.
//! - A manifest says which files are ours. Only those are ever replaced or removed. It lies in
//!   `.dateline/` of the site, outside the output, because a host publishes whatever the output holds.
//! - A file that stands where one of ours belongs and is not ours is never touched: equal bytes are taken over as
//!   ours, different ones are a refusal, before anything has changed.
//! - No symbolic link inside the output is followed.
//!
//! A signal that stops us is heard between two files: what was only staged is removed, and what was being put in its
//! place is put there to the end, so the site is either the old one or the new one.
//!
//! What it does not do: wait for the disk. A power cut may leave pages empty or short on some file systems, but
//! syncing thousands of pages takes a disk seconds to minutes, and the next build mends them: it compares bytes, or
//! sizes and times where nothing else has changed ([`manifest`]). Only the manifest is synced, since nothing could mend a
//! lost one.

mod apply;
mod compare;
mod content;
mod disk;
mod file_stat;
mod fingerprint;
mod lock;
mod manifest;
mod planned;
mod raster_cache;
mod staged;
mod staging;
mod target;

#[cfg(test)]
mod crash_tests;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use crate::error::Error;
use crate::interruption::Deferral;
use compare::compare;
pub use content::{Content, Raster};
pub use fingerprint::BuildFingerprint;
use manifest::Manifest;
use planned::PlannedFiles;
use target::Target;

/// Everything a build writes, by path relative to the output folder, with forward slashes.
pub type Outputs = BTreeMap<String, Content>;

/// What writing came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// New and changed files.
    pub written: usize,
    /// Files that were equal already.
    pub unchanged: usize,
    /// Files of ours that are no longer part of the site.
    pub removed: usize,
    /// The bytes of the files written.
    pub bytes: u64,
}

/// How long a build waits for another one to finish with the same folder.
const LOCK_TIMEOUT: Duration = Duration::from_secs(30);

/// A site to be written, and how.
#[derive(Clone)]
pub struct Job<'a> {
    pub outputs: &'a Outputs,
    /// Where to.
    pub folder: &'a Path,
    /// The folder of the site to which the output belongs.
    pub site: &'a Path,
    /// Of what the outputs are made of. Where it is what it was at the last build, no file is made that is as that build
    /// left it.
    pub fingerprint: Option<BuildFingerprint>,
    /// How long to wait for another build to finish with the same folder.
    pub lock_timeout: Duration,
    /// Hears of each file that is made or needs no making.
    pub step: &'a (dyn Fn() + Sync),
    /// Asked when all files are made and before the first is replaced: whether they may be.
    pub may_commit: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Job<'a> {
    /// To write `outputs` to `folder`, which belongs to the site in the folder `site`.
    pub fn new(outputs: &'a Outputs, folder: &'a Path, site: &'a Path) -> Self {
        Self {
            outputs,
            folder,
            site,
            fingerprint: None,
            lock_timeout: LOCK_TIMEOUT,
            step: &|| (),
            may_commit: &|| true,
        }
    }

    /// Writes them.
    ///
    /// Refuses, with nothing touched, a folder that holds or lies in what the site is made of, and a folder where a
    /// stranger's file is in the way.
    pub fn write(&self) -> Result<Written, Error> {
        let target = Target::new(self.folder, self.site)?;
        let mut planned = PlannedFiles::new(self.outputs)?;
        let _lock = lock::take(&target, self.lock_timeout)?;
        let _deferral = Deferral::begin();
        let rasters = raster_cache::draw(&planned, &target)?;
        planned.replace(&rasters);
        let before = Manifest::load(&target)?;
        let changes = compare(&planned, &target, &before)?;
        apply::apply(&changes, &planned, &target, &before, self)
    }
}

/// Writes `outputs` to `folder`, which belongs to the site in the folder `site`: a [`Job`] with nothing special.
pub fn write(outputs: &Outputs, folder: &Path, site: &Path) -> Result<Written, Error> {
    Job::new(outputs, folder, site).write()
}
