//! Opens regular files only: somebody may put a link in a file's place at any moment.

use std::fs::File;
use std::io;
use std::path::Path;

/// Opens a regular file at a path without a symbolic link in it: not at its end, and in none of its folders.
///
/// Whoever found the file looked where the links on its path lead. Since then, a folder may have become a link, and an
/// archive that was unpacked may hold one. On Linux, the system follows none. Elsewhere each folder is looked at just
/// before, which a link that is put there in this very moment escapes.
///
/// # Errors
///
/// Where there is no such file, it can't be opened, or a link leads to it. A FIFO is not waited for.
pub fn open(path: &Path) -> io::Result<File> {
    let file = open_without_links(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("it is no regular file")) }
}

#[cfg(target_os = "linux")]
fn open_without_links(path: &Path) -> io::Result<File> {
    use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat2};
    use rustix::io::Errno;
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    match openat2(CWD, path, flags, Mode::empty(), ResolveFlags::NO_SYMLINKS) {
        Ok(file) => Ok(file.into()),
        Err(Errno::LOOP) => Err(linked()),
        // Older systems don't know the call, and some containers don't allow it.
        Err(Errno::NOSYS | Errno::PERM) => open_after_a_look(path),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn open_without_links(path: &Path) -> io::Result<File> {
    open_after_a_look(path)
}

fn open_after_a_look(path: &Path) -> io::Result<File> {
    if path.ancestors().any(Path::is_symlink) {
        return Err(linked());
    }
    if !path.symlink_metadata()?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    File::open(path)
}

fn linked() -> io::Error {
    io::Error::other("it, or a folder that it is in, is a symbolic link, which is not followed")
}

/// Whether the machine is at fault: it has no more files for this program to open.
pub(super) fn is_exhausted(error: &io::Error) -> bool {
    // Of the program, and of the whole system.
    const EMFILE: i32 = 24;
    const ENFILE: i32 = 23;
    cfg!(unix) && matches!(error.raw_os_error(), Some(EMFILE | ENFILE))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn neither_way_of_opening_follows_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir(root.join("a")).unwrap();
        fs::write(root.join("a/file"), "words").unwrap();
        symlink(root.join("a"), root.join("folder")).unwrap();
        symlink(root.join("a/file"), root.join("file")).unwrap();
        for open in [open, open_after_a_look] {
            assert!(open(&root.join("a/file")).is_ok());
            for path in ["folder/file", "file", "a", "a/nothing", "folder"] {
                assert!(open(&root.join(path)).is_err(), "{path}");
            }
        }
    }
}
