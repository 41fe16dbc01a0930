//! Finds out what has to change, and what is in the way. Changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use rayon::prelude::*;

use super::content::{Content, Stream};
use super::disk::{PathState, is_temporary, open_source, path_state};
use super::file_stat::FileStat;
use super::manifest::Manifest;
use super::planned::{PlannedFile, PlannedFiles, parent};
use super::target::Target;
use crate::error::Error;

/// The difference between the output folder and the planned files, as paths of the site.
#[derive(Debug, Default)]
pub struct Changes<'a> {
    /// Files that do not exist yet.
    pub new: Vec<PlannedFile<'a>>,
    /// Files of ours that are there and may hold something else, as they were found.
    pub there: Vec<(PlannedFile<'a>, Option<FileStat>)>,
    /// Things of ours in whose place a file comes: links, and folders that hold only files of ours.
    pub replaced: Vec<PlannedFile<'a>>,
    /// Files that are not ours and hold what ours would.
    pub taken_over: usize,
    /// Folders to make; a parent comes before its children.
    pub folders: Vec<&'a str>,
    /// Files of ours that stand where a folder belongs.
    pub blocking_files: BTreeSet<&'a str>,
    /// Folders that hold only files of ours and stand where a file belongs.
    pub blocking_folders: BTreeSet<&'a str>,
    /// Files of ours that are no longer planned and still exist.
    pub stale: Vec<&'a str>,
}

/// Compares, or refuses if strangers' files or links are in the way.
pub fn compare<'a>(
    planned: &PlannedFiles<'a>,
    target: &Target,
    before: &'a Manifest<'_>,
) -> Result<Changes<'a>, Error> {
    let folders = look_at_folders(planned, target)?;
    let mut changes = Changes::default();
    let mut refusals = Vec::new();
    for (folder, at) in &folders {
        match at {
            PathState::Folder => {}
            PathState::Nothing => changes.folders.push(folder),
            PathState::File(_) if before.has(folder) => {
                changes.blocking_files.insert(folder);
                changes.folders.push(folder);
            }
            PathState::File(_) => refusals.push((*folder, "is not ours, and a folder belongs there")),
            PathState::Link => refusals.push((*folder, "is a symbolic link, which we don't follow")),
            PathState::Other => refusals.push((*folder, "is no folder")),
        }
    }
    let found: Vec<_> = planned
        .files
        .par_iter()
        .map(|file| {
            let there = parent(file.path).is_none_or(|folder| folders.get(folder) == Some(&PathState::Folder));
            if there { judge(file, target, before) } else { Ok(TargetState::New) }
        })
        .collect();
    for (file, found) in planned.files.iter().zip(found) {
        match found? {
            TargetState::New => changes.new.push(*file),
            TargetState::There(stat) => changes.there.push((*file, stat)),
            TargetState::Replaced => changes.replaced.push(*file),
            TargetState::TakenOver => changes.taken_over += 1,
            TargetState::Blocked => {
                changes.replaced.push(*file);
                changes.blocking_folders.insert(file.path);
            }
            TargetState::Refused(why) => refusals.push((file.path, why)),
        }
    }
    if let Some(refusal) = refusal(&refusals, target) {
        return Err(refusal);
    }
    changes.stale = stale(planned, target, before)?;
    Ok(changes)
}

/// What stands where the planned folders belong. What lies in no folder is not looked at: a path that leads through
/// a link would show us another folder.
fn look_at_folders<'a>(planned: &PlannedFiles<'a>, target: &Target) -> Result<BTreeMap<&'a str, PathState>, Error> {
    let mut known: BTreeMap<&'a str, PathState> = BTreeMap::new();
    if path_state(&target.folder)? == PathState::Nothing {
        return Ok(planned.folders.iter().map(|folder| (*folder, PathState::Nothing)).collect());
    }
    // One depth after the other, since each rests on the one above.
    let mut by_depth: BTreeMap<usize, Vec<&'a str>> = BTreeMap::new();
    for folder in &planned.folders {
        by_depth.entry(folder.matches('/').count()).or_default().push(folder);
    }
    for folders in by_depth.into_values() {
        let at: Vec<_> = folders
            .par_iter()
            .map(|folder| {
                let inside = parent(folder).is_none_or(|parent| known.get(parent) == Some(&PathState::Folder));
                if inside { path_state(&target.join(folder)) } else { Ok(PathState::Nothing) }
            })
            .collect();
        for (folder, at) in folders.into_iter().zip(at) {
            known.insert(folder, at?);
        }
    }
    Ok(known)
}

/// What a planned file finds in its place.
enum TargetState {
    New,
    There(Option<FileStat>),
    /// A link of ours stands there.
    Replaced,
    TakenOver,
    /// A folder of ours stands there.
    Blocked,
    Refused(&'static str),
}

fn judge(
    &PlannedFile { path, content }: &PlannedFile,
    target: &Target,
    before: &Manifest,
) -> Result<TargetState, Error> {
    let ours = before.has(path);
    let file = target.join(path);
    Ok(match path_state(&file)? {
        PathState::Nothing => TargetState::New,
        PathState::File(stat) if ours => TargetState::There(stat),
        // A rename replaces a link itself, wherever it leads.
        PathState::Link if ours => TargetState::Replaced,
        PathState::File(_) if holds(&file, content)? => TargetState::TakenOver,
        PathState::File(_) => TargetState::Refused("is not ours and holds something else than we would write there"),
        PathState::Link => TargetState::Refused("is a symbolic link that we did not make"),
        PathState::Folder if only_ours(path, target, before) => TargetState::Blocked,
        PathState::Folder => TargetState::Refused("is a folder with files that are not ours"),
        PathState::Other => TargetState::Refused("is no regular file"),
    })
}

/// Whether the file at `path` has this content.
fn holds(path: &Path, content: &Content) -> Result<bool, Error> {
    match content {
        Content::Copy(source) => holds_copy(path, source),
        Content::Stream(stream) => Ok(holds_stream(path, stream)),
        content => Ok(holds_bytes(path, &content.bytes()?)),
    }
}

/// Whether the file at `path` holds these bytes. A file that can't be read holds others.
pub fn holds_bytes(path: &Path, bytes: &[u8]) -> bool {
    // The length comes first: most changed pages differ in it, and none of them need be read.
    path.metadata().is_ok_and(|at| at.len() == bytes.len() as u64)
        && std::fs::read(path).is_ok_and(|there| there == bytes)
}

/// Compares piece by piece: a film need not fit into memory.
pub fn holds_copy(path: &Path, source: &Path) -> Result<bool, Error> {
    let wanted = open_source(source)?;
    let failed = |error| Error::io("read", source, error);
    let Ok(there) = std::fs::File::open(path) else { return Ok(false) };
    if there.metadata().map(|at| at.len()).ok() != Some(wanted.metadata().map_err(failed)?.len()) {
        return Ok(false);
    }
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    loop {
        ours.clear();
        theirs.clear();
        (&wanted).take(PIECE).read_to_end(&mut ours).map_err(failed)?;
        if (&there).take(PIECE).read_to_end(&mut theirs).is_err() || ours != theirs {
            return Ok(false);
        }
        if ours.is_empty() {
            return Ok(true);
        }
    }
}

const PIECE: u64 = 1 << 18;

/// Compares while it is made. A file that can't be read holds something else.
pub fn holds_stream(path: &Path, stream: &Stream) -> bool {
    let Ok(there) = std::fs::File::open(path) else { return false };
    let mut comparison = Comparison(BufReader::new(there));
    stream.write(&mut comparison).is_ok() && comparison.0.fill_buf().is_ok_and(<[u8]>::is_empty)
}

/// Takes what a file holds, and fails at the first byte that differs.
struct Comparison(BufReader<std::fs::File>);

impl Write for Comparison {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let there = self.0.fill_buf()?;
        let length = there.len().min(bytes.len());
        if length == 0 && !bytes.is_empty() || there[..length] != bytes[..length] {
            return Err(io::Error::other("the file holds something else"));
        }
        self.0.consume(length);
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether everything in a folder that gives way to a file is ours.
fn only_ours(folder: &str, target: &Target, before: &Manifest) -> bool {
    let Ok(entries) = std::fs::read_dir(target.join(folder)) else { return false };
    entries.into_iter().all(|entry| {
        let Ok(entry) = entry else { return false };
        let (Ok(kind), Some(name)) = (entry.file_type(), entry.file_name().to_str().map(str::to_owned)) else {
            return false;
        };
        let path = format!("{folder}/{name}");
        if kind.is_dir() {
            return only_ours(&path, target, before);
        }
        kind.is_file() && (before.has(&path) || is_temporary(&name))
    })
}

/// The files of ours that the site no longer has.
fn stale<'a>(planned: &PlannedFiles, target: &Target, before: &'a Manifest<'_>) -> Result<Vec<&'a str>, Error> {
    let mut stale = Vec::new();
    for path in before.files.keys().map(|path| &**path).filter(|path| !planned.has(path)) {
        // A folder of ours that a stranger has replaced by a link now holds the stranger's files.
        let inside = parent(path).map_or(Ok(true), |folder| target.has_folder(folder))?;
        if inside
            && matches!(path_state(&target.join(path))?, PathState::File(_))
            && !is_planned_too(path, planned, target)
        {
            stale.push(path);
        }
    }
    Ok(stale)
}

/// Whether a stale path is only another spelling of a planned one, on a disk that takes both for one file.
fn is_planned_too(path: &str, planned: &PlannedFiles, target: &Target) -> bool {
    let Some(other) = planned.folded.get(crate::read::name::folded(path).as_ref()) else { return false };
    let real = |path: &str| target.join(path).canonicalize().ok();
    let other = real(other);
    other.is_some() && real(path) == other
}

/// One refusal for everything that is in the way.
fn refusal(found: &[(&str, &str)], target: &Target) -> Option<Error> {
    let (path, why) = found.first()?;
    let more = match found.len() - 1 {
        0 => String::new(),
        1 => " (and one more is in the way)".to_owned(),
        n => format!(" (and {n} more are in the way)"),
    };
    Some(Error::Refused(format!(
        "`{}` {why}{more}; nothing was written: move it away, delete `{}` if an earlier build made it, or name another \
         folder with `--output`",
        target.show(path).display(),
        target.shown.display(),
    )))
}
