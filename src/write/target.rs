//! Which folder may be the output, and where we keep our notes about it.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};

use super::disk::{PathState, path_state};
use crate::error::Error;

/// The folder of a site in which we keep manifests; not part of what is published.
pub const KEEP: &str = ".dateline";

/// An output folder that is fit to be written to.
#[derive(Debug)]
pub struct Target {
    /// The folder, without symbolic links; it may not exist yet.
    pub folder: PathBuf,
    /// The folder as the caller names it, for messages.
    pub shown: PathBuf,
    /// `.dateline/` of the site.
    pub keep: PathBuf,
    /// The stem of the manifest's and the lock's names.
    pub key: String,
}

impl Target {
    /// The output folder, or why nobody should write a site there.
    pub fn new(folder: &Path, site: &Path) -> Result<Self, Error> {
        let site = site.canonicalize().map_err(|error| Error::io("read", site, error))?;
        let real = resolve(folder)?;
        let target = Self { keep: site.join(KEEP), key: key(&real, &site), shown: folder.to_owned(), folder: real };
        target.refuse_what_others_need(&site)?;
        refuse_links_inside(folder, &site)?;
        for own in [&target.keep, &target.manifest(), &target.lock()] {
            // A stranger's pull request may hold such a link.
            if own.is_symlink() {
                return Err(refused(own, "is a symbolic link; remove it"));
            }
        }
        Ok(target)
    }

    /// Where the list of our files is kept.
    pub fn manifest(&self) -> PathBuf {
        self.keep.join(format!("{}.manifest", self.key))
    }

    /// The file that a build holds locked while it writes.
    pub fn lock(&self) -> PathBuf {
        self.keep.join(format!("{}.lock", self.key))
    }

    /// Where a path of the site lies.
    pub fn join(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// A path of the site as messages name it.
    pub fn show(&self, path: &str) -> PathBuf {
        self.shown.join(path)
    }

    /// Whether this folder of the site exists and no part of its path is a link, which might lead elsewhere.
    pub fn has_folder(&self, folder: &str) -> Result<bool, Error> {
        let mut path = self.folder.clone();
        for part in folder.split('/') {
            path.push(part);
            if path_state(&path)? != PathState::Folder {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn refuse_what_others_need(&self, site: &Path) -> Result<(), Error> {
        let no = |why: &str| Err(refused(&self.shown, &format!("{why}; name another folder with `--output`")));
        if lies_in(site, &self.folder) {
            return no("is or holds the site's own folder");
        }
        if std::env::home_dir().and_then(|home| home.canonicalize().ok()).is_some_and(|home| {
            // Where `HOME` is the root, every folder lies in it and none holds it.
            lies_in(&home, &self.folder)
        }) {
            return no("is or holds your home folder");
        }
        if self.folder.parent().is_none() {
            return no("is the root of a disk");
        }
        for name in ["content", "templates", "static", KEEP, ".git", ".github"] {
            let path = site.join(name);
            let path = path.canonicalize().unwrap_or(path);
            if lies_in(&self.folder, &path) || lies_in(&path, &self.folder) {
                return no(&format!("is, holds or lies in the site's `{name}`"));
            }
        }
        if self.folder.symlink_metadata().is_ok_and(|at| !at.is_dir()) {
            return no("is a file");
        }
        Ok(())
    }
}

/// Whether a path is `folder` or lies in it, also by another path: on some disks `Content` and `content` are one name.
fn lies_in(path: &Path, folder: &Path) -> bool {
    path.starts_with(folder) || path.ancestors().any(|above| is_same(above, folder))
}

#[cfg(unix)]
fn is_same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |path: &Path| path.metadata().ok().map(|at| (at.dev(), at.ino()));
    identity(one).is_some_and(|one| Some(one) == identity(other))
}

/// Here the system itself gives a path its true names.
#[cfg(not(unix))]
fn is_same(_: &Path, _: &Path) -> bool {
    false
}

/// The folder without links and dots, though its last parts may not exist yet.
fn resolve(folder: &Path) -> Result<PathBuf, Error> {
    let whole = std::path::absolute(folder).map_err(|error| Error::io("find", folder, error))?;
    let mut missing = Vec::new();
    let mut there = whole.as_path();
    loop {
        match there.canonicalize() {
            Ok(real) => {
                return Ok(missing.into_iter().rev().fold(real, |path, part| path.join(part)));
            }
            Err(error) if error.kind() == ErrorKind::NotFound && !there.is_symlink() => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(refused(there, "is a symbolic link that leads nowhere"));
            }
            Err(error) => return Err(Error::io("find", there, error)),
        }
        match (there.components().next_back(), there.parent()) {
            (Some(Component::Normal(part)), Some(parent)) => {
                missing.push(part);
                there = parent;
            }
            _ => return Err(refused(folder, "leads back out of a folder that doesn't exist")),
        }
    }
}

/// Refuses an output reached through a link that is part of the site.
///
/// Who proposes a change to the site could have us write wherever such a link leads.
fn refuse_links_inside(folder: &Path, site: &Path) -> Result<(), Error> {
    let whole = std::path::absolute(folder).map_err(|error| Error::io("find", folder, error))?;
    let inside =
        whole.ancestors().take_while(|path| !path.canonicalize().is_ok_and(|real| real == site)).collect::<Vec<_>>();
    if inside.len() == whole.ancestors().count() {
        return Ok(());
    }
    match inside.iter().find(|path| path.is_symlink()) {
        Some(link) => Err(refused(link, "is a symbolic link; give `--output` the folder it leads to")),
        None => Ok(()),
    }
}

/// A name for the output folder that is the same on every machine where the folder lies inside the site, so that
/// those who commit their output can commit its manifest.
fn key(folder: &Path, site: &Path) -> String {
    let place = folder.strip_prefix(site).unwrap_or(folder);
    let mut hash = Sha256::new();
    for part in place.components() {
        hash.update(part.as_os_str().as_encoded_bytes());
        hash.update(b"/");
    }
    let digest = hash.finalize().iter().take(8).fold(0_u64, |digest, byte| digest << 8 | u64::from(*byte));
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(32).collect();
    format!("{name}-{digest:016x}")
}

fn refused(path: &Path, why: &str) -> Error {
    Error::Refused(format!("`{}` {why}", path.display()))
}
