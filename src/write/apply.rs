//! Makes the changes, in such an order that readers and the next build can cope if we are stopped between any two.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::compare::{Changes, holds_bytes, holds_copy, holds_stream};
use super::disk::{self, Filling, Temporaries};
use super::file_stat::FileStat;
use super::fingerprint::BuildFingerprint;
use super::manifest::{Manifest, State};
use super::planned::{PlannedFile, PlannedFiles, parent, parents};
use super::staged::{Before, Phase, Staged, StagedFile};
use super::staging::{self, Staging};
use super::target::Target;
use super::{Content, Job, Written};
use crate::error::Error;

/// Carries out `changes`; on failure before the first file is replaced, the folder is as it was.
pub fn apply(
    changes: &Changes,
    planned: &PlannedFiles,
    target: &Target,
    before: &Manifest,
    job: &Job,
) -> Result<Written, Error> {
    if before.state == State::Unfinished || (before.state == State::Unknown && target.folder.exists()) {
        sweep(planned, target, before)?;
    }
    let warning = Warning { before, planned, target, given: Mutex::new(false) };
    let work = Stager {
        warning: &warning,
        before,
        fingerprint: job.fingerprint.as_ref(),
        step: job.step,
        may_commit: job.may_commit,
    };
    let (staged, stats) = work.stage(changes).inspect_err(|_| warning.take_back())?;
    let mut files: BTreeMap<_, _> = planned.files.iter().map(|file| (Cow::Borrowed(file.path), None)).collect();
    if job.fingerprint.is_some() {
        files.extend(stats.into_iter().map(|(path, stat)| (Cow::Borrowed(path), Some(stat))));
    }
    let after = Manifest { files, state: State::Finished, fingerprint: job.fingerprint.clone() };
    let mut written = Written {
        written: staged.files.len(),
        unchanged: changes.taken_over + changes.there.len() + changes.new.len() + changes.replaced.len()
            - staged.files.len(),
        removed: 0,
        bytes: staged.bytes,
    };
    if !staged.files.is_empty() || !changes.stale.is_empty() || *before != after {
        warning.give()?;
        commit(&staged, changes, target).inspect_err(|_| staged.discard())?;
        written.removed = remove(changes, planned, target, before)?;
        after.save(target)?;
    }
    Ok(written)
}

/// The note that a build is at work, and which files may be ours if it is stopped. Given before the first change, and
/// not at all where nothing changes.
struct Warning<'a> {
    before: &'a Manifest<'a>,
    planned: &'a PlannedFiles<'a>,
    target: &'a Target,
    given: Mutex<bool>,
}

impl Warning<'_> {
    /// Gives it, unless it was given already.
    fn give(&self) -> Result<(), Error> {
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        if !*given {
            let planned = self.planned.files.iter().map(|file| file.path);
            let paths = self.before.files.keys().map(|path| &**path).chain(planned);
            let files = paths.map(|path| (Cow::Borrowed(path), None)).collect();
            Manifest { files, state: State::Unfinished, fingerprint: None }.save(self.target)?;
            *given = true;
        }
        Ok(())
    }

    fn give_if(&self, needed: bool) -> Result<(), Error> {
        if needed { self.give() } else { Ok(()) }
    }

    /// Says again what was ours before, after a build that changed nothing.
    fn take_back(&self) {
        if !*self.given.lock().unwrap_or_else(PoisonError::into_inner) {
            return;
        }
        // On a full disk this may fail as well. The list that stays names too many files; none of them exists.
        match self.before.state {
            State::Unknown => Manifest::forget(self.target),
            State::Unfinished | State::Finished => drop(self.before.save(self.target)),
        }
    }
}

/// Removes the temporary files of builds that were stopped.
fn sweep(planned: &PlannedFiles, target: &Target, before: &Manifest) -> Result<(), Error> {
    let mut folders: BTreeSet<&str> = planned.folders.clone();
    folders.extend(before.files.keys().flat_map(|path| parents(path)));
    let mut left = disk::left_behind(&target.folder);
    for folder in folders {
        if target.has_folder(folder)? {
            left.extend(disk::left_behind(&target.join(folder)));
        }
    }
    staging::clear(target);
    left.iter().try_for_each(|path| disk::remove_file(path))
}

/// The sizes and times of the files that were made, by path.
type FileStats<'a> = Vec<(&'a str, FileStat)>;

/// What one file came to.
struct FileOutcome {
    /// The bytes written; none where the file holds what it should.
    written: Option<u64>,
    /// The file's size and time, where a next build may go by them.
    stat: Option<FileStat>,
}

/// What making files takes.
struct Stager<'b> {
    warning: &'b Warning<'b>,
    /// How the last build left them.
    before: &'b Manifest<'b>,
    fingerprint: Option<&'b BuildFingerprint>,
    step: &'b (dyn Fn() + Sync),
    may_commit: &'b (dyn Fn() -> bool + Sync),
}

impl Stager<'_> {
    /// Makes the folders and writes every new content where it waits for its place; nothing of it stays if one can't be
    /// made or written.
    fn stage<'a>(&self, changes: &Changes<'a>) -> Result<(Staged<'a>, FileStats<'a>), Error> {
        let target = self.warning.target;
        let names = Temporaries::new();
        let mut made = Vec::new();
        let is_new = !target.folder.exists();
        let staged = self
            .warning
            .give_if(!changes.folders.is_empty() || is_new)
            .and_then(|()| make_missing(target.folder.parent(), &mut made))
            .and_then(|()| {
                let whole = if is_new { Staging::whole(target, &names) } else { None };
                let root = whole.as_ref().map_or(&target.folder, |staging| &staging.folder);
                make_folders(changes, root, &mut made)?;
                self.write_temporaries(changes, &names, whole)
            });
        if staged.is_err() {
            for folder in made.iter().rev() {
                disk::remove_empty_folder(folder);
            }
        }
        staged
    }

    fn write_temporaries<'a>(
        &self,
        changes: &Changes<'a>,
        names: &Temporaries,
        whole: Option<Staging>,
    ) -> Result<(Staged<'a>, FileStats<'a>), Error> {
        let target = self.warning.target;
        let new = changes.new.iter().map(|file| (*file, Before::Nothing));
        let replaced = changes.replaced.iter().map(|file| (*file, Before::Other));
        let there = changes.there.iter().map(|(file, stat)| (*file, Before::File(*stat)));
        let mut files: Vec<(PlannedFile<'a>, Before)> = new.chain(replaced).chain(there).collect();
        // The files near the root tell of the whole site and are the largest: nobody should wait for one at the end.
        files.sort_by_key(|(file, _)| file.path.matches('/').count());
        let failed = AtomicBool::new(false);
        // A build that writes nothing needs no such folder.
        let staging = whole.map_or_else(OnceLock::new, |whole| OnceLock::from(Some(whole)));
        let write = |(number, (file, before)): (usize, &(PlannedFile<'a>, Before))| {
            // The first failure is the one to tell; the others would only take time.
            if failed.load(Ordering::Relaxed) {
                return Ok(None);
            }
            let name = names.name(number);
            let temporary = || match staging.get_or_init(|| Staging::open(target, names)) {
                Some(staging) if staging.is_whole => staging.place(file.path),
                Some(staging) => staging.place(&name),
                None => {
                    let folder = unblocked(parent(file.path), changes);
                    folder.map_or_else(|| target.folder.clone(), |at| target.join(at)).join(&name)
                }
            };
            let outcome = self.write_one(file, *before, &temporary);
            failed.fetch_or(outcome.is_err(), Ordering::Relaxed);
            (self.step)();
            let phase = Phase::of(file.path, *before);
            let outcome = outcome?;
            let staged = outcome.written.map(|_| StagedFile { path: file.path, temporary: temporary(), phase });
            Ok(Some((file.path, staged, outcome)))
        };
        let results: Vec<Result<_, Error>> = files.par_iter().enumerate().map(write).collect();
        let mut staged = Staged { staging: staging.into_inner().flatten(), ..Staged::default() };
        staged.files.reserve_exact(results.len());
        let mut stats = Vec::with_capacity(results.len());
        let mut error = None;
        for result in results {
            match result {
                Ok(None) => {}
                Ok(Some((path, file, outcome))) => {
                    stats.extend(outcome.stat.map(|stat| (path, stat)));
                    staged.files.extend(file);
                    staged.bytes += outcome.written.unwrap_or_default();
                }
                Err(first) => error = error.or(Some(first)),
            }
        }
        if error.is_none() && !(self.may_commit)() {
            error = Some(Error::Refused("what was made may not be published".to_owned()));
        }
        match error {
            None => Ok((staged, stats)),
            Some(error) => {
                staged.discard();
                Err(error)
            }
        }
    }

    /// Makes a file's content and writes it to `temporary`, unless the file that is there is equal.
    fn write_one(
        &self,
        file: &PlannedFile,
        before: Before,
        temporary: &dyn Fn() -> PathBuf,
    ) -> Result<FileOutcome, Error> {
        let PlannedFile { path, content } = *file;
        let (compared, stat) = match before {
            Before::File(stat) => (true, stat),
            Before::Nothing | Before::Other => (false, None),
        };
        let target = self.warning.target;
        let (file, shown) = (target.join(path), target.show(path));
        if let Content::Copy(source) = content {
            if compared && holds_copy(&file, source)? {
                return Ok(FileOutcome { written: None, stat: None });
            }
            self.warning.give()?;
            let (bytes, _) = disk::write_temporary(&temporary(), &shown, Filling::File(source))?;
            return Ok(FileOutcome { written: Some(bytes), stat: None });
        }
        let is_made = matches!(content, Content::Lazy(_) | Content::Stream(_));
        let found = stat.filter(|_| is_made);
        if found.is_some_and(|found| self.before.knows(path, found, self.fingerprint)) {
            return Ok(FileOutcome { written: None, stat: found });
        }
        let bytes;
        let (is_equal, filling) = match content {
            Content::Stream(stream) => (compared && holds_stream(&file, stream), Filling::Stream(stream)),
            content => {
                bytes = content.bytes()?;
                (compared && holds_bytes(&file, &bytes), Filling::Bytes(&bytes))
            }
        };
        if is_equal {
            return Ok(FileOutcome { written: None, stat: found });
        }
        self.warning.give()?;
        let (bytes, stat) = disk::write_temporary(&temporary(), &shown, filling)?;
        Ok(FileOutcome { written: Some(bytes), stat: stat.filter(|_| is_made) })
    }
}

/// The innermost folder above that doesn't have to wait for a file to give way.
fn unblocked<'a>(folder: Option<&'a str>, changes: &Changes) -> Option<&'a str> {
    if changes.blocking_files.is_empty() {
        return folder;
    }
    let blocked =
        |folder: &str| std::iter::once(folder).chain(parents(folder)).any(|at| changes.blocking_files.contains(at));
    folder.into_iter().flat_map(|at| std::iter::once(at).chain(parents(at))).find(|at| !blocked(at))
}

/// Makes a folder with those around it that are missing, and lists those that are new.
fn make_missing(folder: Option<&Path>, made: &mut Vec<PathBuf>) -> Result<(), Error> {
    let above = folder.into_iter().flat_map(Path::ancestors);
    let mut missing: Vec<&Path> = above.take_while(|path| !path.exists()).collect();
    missing.reverse();
    for path in missing {
        make_folder(path, made)?;
    }
    Ok(())
}

/// Makes `root` and the folders in it that nothing stands in the way of, and lists those that are new.
fn make_folders(changes: &Changes, root: &Path, made: &mut Vec<PathBuf>) -> Result<(), Error> {
    make_missing(Some(root), made)?;
    // One depth after the other, each in parallel.
    let mut by_depth: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for folder in changes.folders.iter().filter(|folder| unblocked(Some(**folder), changes) == Some(**folder)) {
        by_depth.entry(folder.matches('/').count()).or_default().push(folder);
    }
    for folders in by_depth.into_values() {
        let results: Vec<_> = folders
            .par_iter()
            .map(|folder| {
                let path = root.join(folder);
                disk::make_folder(&path).map(|new| new.then_some(path))
            })
            .collect();
        let mut error = None;
        for result in results {
            match result {
                Ok(path) => made.extend(path),
                Err(first) => error = error.or(Some(first)),
            }
        }
        if let Some(error) = error {
            return Err(error);
        }
    }
    Ok(())
}

fn make_folder(path: &Path, made: &mut Vec<PathBuf>) -> Result<(), Error> {
    if disk::make_folder(path)? {
        made.push(path.to_owned());
    }
    Ok(())
}

/// Puts the staged files in their places.
fn commit(staged: &Staged, changes: &Changes, target: &Target) -> Result<(), Error> {
    if let Some(staging) = staged.staging.as_ref().filter(|staging| staging.is_whole) {
        return staging.become_output(target);
    }
    make_way(changes, target)?;
    for now in [Phase::NewAsset, Phase::NewPage, Phase::Asset, Phase::Page] {
        staged
            .files
            .par_iter()
            .filter(|file| file.phase == now)
            .try_for_each(|file| disk::rename(&file.temporary, &target.join(file.path), &target.show(file.path)))?;
    }
    Ok(())
}

/// Clears the few places where a file of ours has become a folder or the other way round.
///
/// No rename swaps a file for a folder, so their readers may miss the old one for a moment; it is no longer part of
/// the site.
fn make_way(changes: &Changes, target: &Target) -> Result<(), Error> {
    for file in &changes.blocking_files {
        disk::remove_file(&target.join(file))?;
    }
    for folder in changes.folders.iter().filter(|folder| unblocked(Some(**folder), changes) != Some(**folder)) {
        disk::make_folder(&target.join(folder))?;
    }
    for folder in &changes.blocking_folders {
        let inside = |path: &str| parents(path).any(|above| above == *folder);
        for file in changes.stale.iter().filter(|path| inside(path)) {
            disk::remove_file(&target.join(file))?;
        }
        remove_empty_folders(&target.join(folder));
    }
    Ok(())
}

/// Removes a folder whose files are all gone.
fn remove_empty_folders(folder: &Path) {
    if let Ok(entries) = std::fs::read_dir(folder) {
        for entry in entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
            remove_empty_folders(&entry.path());
        }
    }
    disk::remove_empty_folder(folder);
}

/// Removes the files of ours that the site no longer has, then the folders which that leaves empty.
fn remove(changes: &Changes, planned: &PlannedFiles, target: &Target, before: &Manifest) -> Result<usize, Error> {
    changes
        .stale
        .par_iter()
        // Those that had to make way are gone, and something new has their name.
        .filter(|path| !changes.blocking_files.contains(**path))
        .try_for_each(|path| disk::remove_file(&target.join(path)))?;
    // Also the folders of files that a stopped build meant to write and didn't.
    let gone = before.files.keys().filter(|path| !planned.has(path));
    let folders: BTreeSet<&str> =
        gone.flat_map(|path| parents(path)).filter(|folder| !planned.folders.contains(folder)).collect();
    for folder in folders.into_iter().rev() {
        if target.has_folder(folder)? {
            disk::remove_empty_folder(&target.join(folder));
        }
    }
    Ok(changes.stale.len())
}
