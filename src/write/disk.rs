//! The few ways in which writing changes the disk.
//!
//! Each is one step between two states that the next build can mend; the tests stop a build before every one.

use std::fs::{File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::content::Stream;
use super::file_stat::FileStat;
use crate::error::Error;
use crate::interruption;

/// How the names of our temporary files begin. No page or asset may be called so.
pub const TEMPORARY: &str = ".dateline-tmp-";

/// The names of one build's temporary files.
pub struct Temporaries {
    /// Different for each build. Where a folder has no lock, two builds still don't write to one file.
    build: u64,
}

impl Temporaries {
    pub fn new() -> Self {
        Self { build: RandomState::new().hash_one(std::process::id()) }
    }

    /// The name of the file with this number.
    pub fn name(&self, number: usize) -> String {
        format!("{TEMPORARY}{:016x}-{number}", self.build)
    }
}

/// Whether a temporary file of some build of ours has this name.
pub fn is_temporary(name: &str) -> bool {
    let Some((build, number)) = name.strip_prefix(TEMPORARY).and_then(|rest| rest.split_once('-')) else {
        return false;
    };
    build.len() == 16
        && build.bytes().all(|byte| byte.is_ascii_hexdigit())
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathState {
    Nothing,
    /// A file, with its size and time if it has both.
    File(Option<FileStat>),
    Folder,
    Link,
    /// A FIFO, a socket or a device.
    Other,
}

/// What stands at `path`; a link is a link, wherever it leads.
pub fn path_state(path: &Path) -> Result<PathState, Error> {
    match path.symlink_metadata() {
        Ok(at) if at.is_dir() => Ok(PathState::Folder),
        Ok(at) if at.is_symlink() => Ok(PathState::Link),
        Ok(at) if at.is_file() => Ok(PathState::File(FileStat::of(&at))),
        Ok(_) => Ok(PathState::Other),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(PathState::Nothing),
        Err(error) => Err(Error::io("look at", path, error)),
    }
}

/// What a temporary file is filled with.
#[derive(Clone, Copy)]
pub enum Filling<'a> {
    Bytes(&'a [u8]),
    /// What is made while it is written.
    Stream(&'a Stream),
    /// The bytes of a file of the site, which may be larger than memory.
    File(&'a Path),
}

/// Writes the temporary file for `target` and gives the number of its bytes and its size and time; nothing is left of
/// it on failure.
pub fn write_temporary(
    temporary: &Path,
    target: &Path,
    filling: Filling<'_>,
) -> Result<(u64, Option<FileStat>), Error> {
    step();
    let fail = |error| Error::io("write", target, error);
    interruption::check().map_err(fail)?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(temporary).map_err(fail)?;
    let written = match filling {
        Filling::Bytes(bytes) => file.write_all(bytes).map(|()| bytes.len() as u64).map_err(fail),
        Filling::Stream(stream) => {
            let written = stream.write(&mut file).and_then(|()| Ok(file.metadata()?.len()));
            written.map_err(|error| Error::streamed("write", target, error))
        }
        Filling::File(source) => copy(source, &mut file, target),
    };
    if written.is_err() {
        let _ = std::fs::remove_file(temporary);
    }
    written.map(|bytes| (bytes, file.metadata().ok().as_ref().and_then(FileStat::of)))
}

fn copy(source: &Path, file: &mut File, target: &Path) -> Result<u64, Error> {
    let mut from = open_source(source)?;
    io::copy(&mut from, file).map_err(|error| {
        // `copy` doesn't say which side failed; the one we read is asked again.
        match open_source(source).map(|mut source| source.read(&mut [0])) {
            Ok(Ok(_)) => Error::io("write", target, error),
            _ => Error::io("read", source, error),
        }
    })
}

/// Opens a file of the site that is copied; it was a regular one when it was found and must still be.
pub fn open_source(source: &Path) -> Result<File, Error> {
    crate::read::regular::open(source).map_err(|error| Error::io("read", source, error))
}

/// Moves a file to `to` in one step; `shown` is what a message calls it.
pub fn rename(from: &Path, to: &Path, shown: &Path) -> Result<(), Error> {
    step();
    std::fs::rename(from, to).map_err(|error| Error::io("replace", shown, error))
}

/// Removes a file that is not there any more afterwards, whoever removed it.
pub fn remove_file(path: &Path) -> Result<(), Error> {
    step();
    match std::fs::remove_file(path) {
        Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Err(Error::io("remove", path, error))
        }
        _ => Ok(()),
    }
}

/// Removes a folder if it is empty, and says whether it was.
pub fn remove_empty_folder(path: &Path) -> bool {
    step();
    // It fails where a stranger's file or link is left, and then the folder stays.
    std::fs::remove_dir(path).is_ok()
}

/// Makes a folder, and says whether it is new.
pub fn make_folder(path: &Path) -> Result<bool, Error> {
    step();
    match std::fs::create_dir(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path_state(path)? == PathState::Folder => Ok(false),
        Err(error) => Err(Error::io("make the folder", path, error)),
    }
}

/// The names of the files in a folder that builds which were stopped have left there.
pub fn left_behind(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let ours = |entry: &std::fs::DirEntry| {
        entry.file_name().to_str().is_some_and(is_temporary) && entry.file_type().is_ok_and(|kind| kind.is_file())
    };
    let mut found: Vec<_> = entries.flatten().filter(ours).map(|entry| entry.path()).collect();
    found.sort();
    found
}

/// A moment at which a build may be stopped.
#[cfg(not(test))]
pub fn step() {}

/// A moment at which a build may be stopped: the tests stop it before step number `DATELINE_TEST_STOP_AT`.
#[cfg(test)]
pub fn step() {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicUsize, Ordering};
    static LEFT: LazyLock<AtomicUsize> = LazyLock::new(|| {
        let at = std::env::var("DATELINE_TEST_STOP_AT").ok().and_then(|at| at.parse().ok());
        AtomicUsize::new(at.unwrap_or(usize::MAX))
    });
    if LEFT.load(Ordering::SeqCst) != usize::MAX && LEFT.fetch_sub(1, Ordering::SeqCst) == 0 {
        std::process::abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_temporary_names_are_known() {
        let name = Temporaries::new().name(7);
        assert!(is_temporary(&name), "{name}");
        for strange in [
            ".dateline-tmp-",
            ".dateline-tmp-notes",
            ".dateline-tmp-0123456789abcdef",
            ".dateline-tmp-0123456789abcdef-x",
        ] {
            assert!(!is_temporary(strange), "{strange}");
        }
    }
}
