//! Writes a change: all of its files or none, each whole at every moment.
//!
//! The new texts are written beside the content first, with a list of where they go. From the moment that list has its
//! name, the change is made, even where we are killed: what is left of it is finished when the preview starts again.
//! Nothing is written behind a link, and nothing that somebody else has changed meanwhile is overwritten.

use crate::error::Error;
use crate::parse::translation;
use crate::read::{MAX_VERIFICATION, regular};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

/// The largest text that a build reads, and so that a form writes.
pub const MAX_TEXT: usize = 1 << 20;

/// The records of what was compared, in which an id may change.
const RECORDS: &str = "content/verification.yaml";

fn longest(path: &str) -> usize {
    if path == RECORDS { MAX_VERIFICATION as usize } else { MAX_TEXT }
}

/// A file to be written, removed or moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileWrite {
    /// Relative to the site's folder: `content/site.yaml`, the records, or a `.md` below one of `content/`'s folders.
    pub path: String,
    /// The digest of what lies there; nothing where nothing may.
    pub before: Option<String>,
    /// Nothing where the file goes.
    pub after: Option<Vec<u8>>,
}

/// Why a change was not written, or not as a whole.
#[derive(Debug)]
pub enum SaveError {
    /// This file isn't what it was when the form was opened.
    Changed(String),
    /// The machine or a link is in the way.
    Failed(Error),
    /// The machine failed while the files went to their places; [`recover`] finishes that.
    Unfinished(Error),
}

/// Where the texts of a change wait; a build leaves out what begins with a full stop.
const STAGING: &str = "content/.dateline-save";
const LIST: &str = "files.json";

/// One line of the list of what a change does.
#[derive(Debug, Serialize, Deserialize)]
struct ListedFile {
    path: String,
    before: Option<String>,
    /// The name in the staging folder; nothing where the file goes.
    staged: Option<String>,
}

/// What tells one text from another.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of a content file, which lies behind no link; nothing where there is none.
///
/// # Errors
///
/// Where it can't be read, or is no regular file.
pub fn read_file(site: &Path, path: &str) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    match regular::open(&site.join(path)) {
        Ok(file) => file.take(longest(path) as u64 + 1).read_to_end(&mut bytes)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok(Some(bytes))
}

/// Writes all files of a change, or none. `site` has no link in its path.
///
/// # Errors
///
/// Where a file was changed meanwhile, or can't be written. Nothing is written then.
pub fn save(site: &Path, files: &[FileWrite]) -> Result<(), SaveError> {
    for file in files {
        if !is_content(&file.path) || file.after.as_ref().is_some_and(|text| text.len() > longest(&file.path)) {
            return Err(SaveError::Failed(Error::Refused(format!("`{}` can't be written by a form", file.path))));
        }
    }
    let staging = site.join(STAGING);
    let failed = |doing, path: &Path| {
        let path = path.to_owned();
        move |error| SaveError::Failed(Error::io(doing, &path, error))
    };
    // Two changes at once: the second finds the folder taken. What a killed one left was finished at the start.
    fs::create_dir(&staging).map_err(failed("make", &staging))?;
    let outcome = (|| {
        let mut list = Vec::new();
        for (number, file) in files.iter().enumerate() {
            is_unchanged(site, file)?;
            let folder = site.join(&file.path).parent().unwrap_or(site).to_owned();
            // What may need room on the disk is done before anything is promised.
            make_folder(site, &folder).map_err(failed("make", &folder))?;
            let staged = file.after.as_ref().map(|text| (format!("{number}.md"), text));
            if let Some((name, text)) = &staged {
                write_new(&staging.join(name), text, &site.join(&file.path))
                    .map_err(failed("write", &staging.join(name)))?;
            }
            let staged = staged.map(|(name, _)| name);
            list.push(ListedFile { path: file.path.clone(), before: file.before.clone(), staged });
        }
        let text = serde_json::to_vec(&list).expect("our own types are JSON");
        let (draft, whole) = (staging.join("files.draft"), staging.join(LIST));
        write_new(&draft, &text, &whole).map_err(failed("write", &draft))?;
        fs::rename(&draft, &whole).map_err(failed("write", &whole))?;
        sync_folder(&staging);
        Ok(list)
    })();
    let list = match outcome {
        Ok(list) => list,
        Err(error) => {
            let _ = fs::remove_dir_all(&staging);
            return Err(error);
        }
    };
    let undone = finish(site, &staging, &list).map_err(SaveError::Unfinished)?;
    match undone.first() {
        Some(path) => Err(SaveError::Changed(path.clone())),
        None => Ok(()),
    }
}

/// Finishes what a killed process began to write; gives the files that somebody has changed since, which stay as they
/// are.
///
/// # Errors
///
/// Where what is left can't be read or written.
pub fn recover(site: &Path) -> Result<Vec<String>, Error> {
    let staging = site.join(STAGING);
    match staging.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::io("read", &staging, error)),
        Ok(found) if !found.is_dir() => {
            return Err(Error::Refused(format!("`{}` is in the way: remove it", staging.display())));
        }
        Ok(_) => {}
    }
    let list =
        match read_file(site, &format!("{STAGING}/{LIST}")).map_err(|error| Error::io("read", &staging, error))? {
            Some(bytes) => serde_json::from_slice::<Vec<ListedFile>>(&bytes).unwrap_or_default(),
            // Nothing was promised.
            None => Vec::new(),
        };
    if list.iter().any(|file| !is_content(&file.path) || file.staged.as_ref().is_some_and(|name| !is_plain(name))) {
        return Err(Error::Refused(format!("`{}` holds what no form wrote: remove it", staging.display())));
    }
    finish(site, &staging, &list)
}

/// Puts the staged files in their places, those first that others refer to.
fn finish(site: &Path, staging: &Path, list: &[ListedFile]) -> Result<Vec<String>, Error> {
    let mut undone = Vec::new();
    for file in list {
        let target = site.join(&file.path);
        let Some(staged) = file.staged.as_ref().map(|name| staging.join(name)) else { continue };
        if !staged.exists() {
            // It is in its place already.
            continue;
        }
        let file_write = FileWrite { path: file.path.clone(), before: file.before.clone(), after: None };
        if is_unchanged(site, &file_write).is_err() {
            undone.push(file.path.clone());
            continue;
        }
        let folder = target.parent().unwrap_or(site);
        make_folder(site, folder).map_err(|error| Error::io("make", folder, error))?;
        fs::rename(&staged, &target).map_err(|error| Error::io("write", &target, error))?;
        sync_folder(folder);
    }
    // What goes does so last: then nothing refers to what isn't there.
    for file in list.iter().filter(|file| file.staged.is_none()) {
        let target = site.join(&file.path);
        let file_write = FileWrite { path: file.path.clone(), before: file.before.clone(), after: None };
        match is_unchanged(site, &file_write) {
            Ok(()) => fs::remove_file(&target).map_err(|error| Error::io("remove", &target, error))?,
            Err(_) if !target.exists() => {}
            Err(_) => undone.push(file.path.clone()),
        }
    }
    fs::remove_dir_all(staging).map_err(|error| Error::io("remove", staging, error))?;
    Ok(undone)
}

/// Whether a file is still what it was, behind no link.
fn is_unchanged(site: &Path, file: &FileWrite) -> Result<(), SaveError> {
    let path = site.join(&file.path);
    let found = read_file(site, &file.path).map_err(|error| SaveError::Failed(Error::io("read", &path, error)))?;
    // A folder that is a link leads elsewhere, even where nothing lies there yet.
    let linked = path.ancestors().skip(1).take_while(|folder| *folder != site).any(Path::is_symlink);
    if linked {
        return Err(SaveError::Failed(Error::Refused(format!(
            "`{}` lies behind a symbolic link: edit it by hand",
            file.path
        ))));
    }
    match found.map(|bytes| digest(&bytes)) == file.before {
        true => Ok(()),
        false => Err(SaveError::Changed(file.path.clone())),
    }
}

/// Makes the folders on the way to a new file, none of which may be a link.
fn make_folder(site: &Path, folder: &Path) -> io::Result<()> {
    let inside = folder.strip_prefix(site).map_err(|_| io::Error::other("it lies outside of the site"))?;
    let mut path = site.to_owned();
    for part in inside.components() {
        path.push(part);
        match path.symlink_metadata() {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(io::Error::other("it is no folder, or a symbolic link")),
            Err(_) => fs::create_dir(&path)?,
        }
    }
    Ok(())
}

fn write_new(path: &Path, bytes: &[u8], like: &Path) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    if let Ok(old) = like.symlink_metadata()
        && old.is_file()
    {
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()
}

/// That a name is on the disk, where the system can say so.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Whether a path is one that a form may write: made of plain names, below one of the named folders.
fn is_content(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    // `ID.md`, or a translation's `ID.LANG.md`.
    let is_id = |stem: &str| crate::model::Id::new(stem).is_some() || translation::parted(stem).is_some();
    let is_markdown = |name: &str| name.strip_suffix(".md").is_some_and(is_id);
    match parts.as_slice() {
        ["content", "site.yaml" | "verification.yaml"] => true,
        ["content", folder, between @ .., name] => {
            crate::read::Folder::of_content(folder).is_some()
                && between.iter().all(|part| is_plain(part))
                && is_markdown(name)
        }
        _ => false,
    }
}

fn is_plain(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    let is_one = matches!((parts.next(), parts.next()), (Some(Component::Normal(part)), None) if part == name);
    is_one && !name.starts_with(['.', '_']) && !name.contains(['/', '\\', '\0', ':'])
}

/// The site's folder without links in its path.
///
/// # Errors
///
/// Where there is none.
pub fn real_folder(site: &Path) -> Result<PathBuf, Error> {
    site.canonicalize().map_err(|error| Error::io("read", site, error))
}

#[cfg(test)]
mod tests;
