//! What a change writes: the difference that is shown before, and each file's bytes.

use super::reading::normal;
use crate::edit::change::{ChangedFile, SiteChange};
use crate::edit::following::FollowingFile;
use crate::edit::save::{FileWrite, digest, read_file};
use crate::{Error, tidy};
use std::path::Path;
use std::sync::Arc;

/// Each file's path, and the difference that the change makes to it; none where it only moves.
pub fn differences(change: &SiteChange) -> Vec<(String, String)> {
    let of_form = change.files.iter().filter(|file| !is_same(file)).map(|file| {
        let before = file.before.as_ref().map(|(path, text)| (path, text));
        difference(before, file.after.as_ref().map(|text| (&file.path, text)))
    });
    of_form.chain(of_following(change)).collect()
}

fn of_following(change: &SiteChange) -> impl Iterator<Item = (String, String)> {
    let parts = |(path, text): &(Arc<str>, Arc<str>)| (Arc::clone(path), Arc::clone(text));
    change.following.iter().map(move |FollowingFile { before, after, .. }| {
        let (before, after) = (parts(before), after.as_ref().map(parts));
        difference(Some((&before.0, &before.1)), after.as_ref().map(|(path, text)| (path, text)))
    })
}

/// What tells whether the files that follow are still those that somebody has looked at; nothing where there are none.
pub fn following_digest(change: &SiteChange) -> String {
    let lines: Vec<String> = of_following(change).map(|(path, text)| format!("{path}\n{text}\n")).collect();
    if lines.is_empty() { String::new() } else { digest(lines.concat().as_bytes()) }
}

fn difference(before: Option<(&Arc<str>, &Arc<str>)>, after: Option<(&Arc<str>, &Arc<str>)>) -> (String, String) {
    let heading = match (before, after) {
        (Some((old, _)), Some((new, _))) if old != new => format!("{old} → {new}"),
        (Some((old, _)), Some(_)) => old.to_string(),
        (Some((old, _)), None) => format!("{old} (deleted)"),
        (None, Some((new, _))) => format!("{new} (new)"),
        (None, None) => String::new(),
    };
    let (old, new) = (before.map(|(_, text)| text), after.map(|(_, text)| text));
    if old == new {
        return (heading, String::new());
    }
    let path = after.or(before).map_or_else(|| "".into(), |(path, _)| Arc::clone(path));
    let before = old.map_or_else(|| "".into(), Arc::clone);
    let text = tidy::difference(&tidy::Change { path, before, after: new.map(|text| text.to_string()) });
    (heading, text)
}

fn is_same(file: &ChangedFile) -> bool {
    file.before.as_ref().is_some_and(|(path, text)| *path == file.path && Some(text) == file.after.as_ref())
}

/// What is written for each file of the change, of which the form's own was opened as `base`; nothing where one that
/// follows isn't any more what the site has read.
pub fn writes(folder: &Path, change: &SiteChange, base: &str) -> Result<Option<Vec<FileWrite>>, Error> {
    let mut writes = Vec::new();
    for file in change.files.iter().filter(|file| !is_same(file)) {
        let after = match (&file.before, &file.after) {
            (Some(before), Some(after)) => {
                Some(with_line_ends(read(folder, &before.0)?.as_deref().unwrap_or_default(), before, after))
            }
            (_, after) => after.as_ref().map(|text| text.as_bytes().to_vec()),
        };
        let before = file.before.as_ref().map(|(path, _)| (&**path, base.to_owned()));
        replace(&mut writes, before, &file.path, after);
    }
    for FollowingFile { before, after, .. } in &change.following {
        let raw = read(folder, &before.0)?.filter(|raw| normal(raw) == *before.1);
        let Some(raw) = raw else { return Ok(None) };
        let path = after.as_ref().map_or(&before.0, |(path, _)| path);
        let bytes = after.as_ref().map(|(_, text)| with_line_ends(&raw, before, text));
        replace(&mut writes, Some((&before.0, digest(&raw))), path, bytes);
    }
    Ok(Some(writes))
}

/// One file in the place of another, which may be its own.
fn replace(writes: &mut Vec<FileWrite>, before: Option<(&str, String)>, path: &str, after: Option<Vec<u8>>) {
    match before {
        Some((old, digest)) if old != path => {
            writes.push(FileWrite { path: path.to_owned(), before: None, after });
            writes.push(FileWrite { path: old.to_owned(), before: Some(digest), after: None });
        }
        before => writes.push(FileWrite { path: path.to_owned(), before: before.map(|(_, digest)| digest), after }),
    }
}

fn read(folder: &Path, path: &str) -> Result<Option<Vec<u8>>, Error> {
    read_file(folder, path).map_err(|error| Error::io("read", &folder.join(path), error))
}

/// A text with the line ends, and the mark at the beginning, that its file has on the disk; all of its bytes where nothing
/// is changed.
fn with_line_ends(raw: &[u8], (path, before): &(Arc<str>, Arc<str>), after: &Arc<str>) -> Vec<u8> {
    if before == after {
        return raw.to_vec();
    }
    if normal(raw) != **before {
        return after.as_bytes().to_vec();
    }
    let raw = String::from_utf8_lossy(raw);
    let (mark, rest) = raw.strip_prefix('\u{feff}').map_or(("", &*raw), |rest| ("\u{feff}", rest));
    let change = tidy::Change { path: Arc::clone(path), before: Arc::clone(before), after: Some(after.to_string()) };
    format!("{mark}{}", tidy::with_line_ends(rest, &change, after)).into_bytes()
}
