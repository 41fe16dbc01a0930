//! Atomic writing of files outside of an output folder. Anyone who reads a file while we write it, or stops us half-way,
//! finds either the old text or the new one.

use crate::error::Error;
use crate::interruption::Deferral;
use std::io::Write;
use std::path::Path;

/// Puts `content` in the place of the file at `path`, whether or not there is one, in one step.
///
/// # Errors
///
/// Where the file can't be written; the old one stays.
pub fn replace(path: &Path, content: &[u8]) -> Result<(), Error> {
    let _deferral = Deferral::begin();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |error| Error::io("write", path, error);
    let mut builder = tempfile::Builder::new();
    // Hidden, so that a build doesn't take it for content if we are stopped before it gets its name.
    builder.prefix(".dateline-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).map_or(0o666, |metadata| metadata.permissions().mode() & 0o777);
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    let mut file = builder.tempfile_in(folder).map_err(failed)?;
    file.write_all(content).and_then(|()| file.as_file().sync_data()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
