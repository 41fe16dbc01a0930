//! The folder in which new files wait, out of sight of whatever serves the output.

use std::path::{Path, PathBuf};

use super::disk::{self, Temporaries};
use super::target::Target;
use crate::error::Error;

/// A folder in `.dateline/`. It goes away with this; what a build that was killed left in it goes with the next one.
#[derive(Debug)]
pub struct Staging {
    pub folder: PathBuf,
    /// Whether it holds the whole output in its folders, and becomes the output folder.
    pub is_whole: bool,
}

impl Staging {
    /// The same for an output folder that doesn't exist yet, in a folder that does: one step puts all of it there.
    pub fn whole(target: &Target, names: &Temporaries) -> Option<Self> {
        let folder = folder(target);
        let parent = target.folder.parent().filter(|parent| parent.is_dir())?;
        if folder.is_symlink() {
            return None;
        }
        clear(target);
        disk::make_folder(&folder).ok()?;
        let staging = Self { folder, is_whole: true };
        // As below, only trying tells.
        let probe = parent.join(names.name(usize::MAX));
        std::fs::rename(&staging.folder, &probe).ok()?;
        std::fs::rename(&probe, &staging.folder).ok()?;
        Some(staging)
    }

    /// Puts the whole output in its place.
    pub fn become_output(&self, target: &Target) -> Result<(), Error> {
        disk::rename(&self.folder, &target.folder, &target.shown)
    }

    /// The folder, emptied; nothing where a file can't be moved from there to the output in one step, as between two
    /// disks, or two mounts of one. Then new files wait beside their places.
    pub fn open(target: &Target, names: &Temporaries) -> Option<Self> {
        let folder = folder(target);
        if folder.is_symlink() || !target.folder.is_dir() {
            return None;
        }
        clear(target);
        disk::make_folder(&folder).ok()?;
        let staging = Self { folder, is_whole: false };
        // Only trying tells. The number is one that no file has.
        let probe = names.name(usize::MAX);
        let (from, to) = (staging.place(&probe), target.join(&probe));
        std::fs::File::create_new(&from).ok()?;
        let is_moved = std::fs::rename(&from, &to).is_ok();
        let _ = std::fs::remove_file(if is_moved { to } else { from });
        is_moved.then_some(staging)
    }

    /// Where the file with this name waits.
    pub fn place(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        disk::remove_empty_folder(&self.folder);
    }
}

/// Removes what a build left that was stopped.
pub fn clear(target: &Target) {
    let folder = folder(target);
    if folder.is_symlink() {
        return;
    }
    for file in disk::left_behind(&folder) {
        let _ = std::fs::remove_file(file);
    }
    if !disk::remove_empty_folder(&folder) {
        // A whole output. Nobody but us writes here.
        let _ = std::fs::remove_dir_all(&folder);
    }
}

fn folder(target: &Target) -> PathBuf {
    Path::new(&target.keep).join(format!("{}.new", target.key))
}
