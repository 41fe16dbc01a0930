//! Replaces a file of the editor's, for commands that edit content or keep records beside it.

use crate::error::Error;
use std::io::Write;
use std::path::Path;

/// Replaces a file's content in one step: whoever stops us finds the old file or the new one.
///
/// # Errors
///
/// Where the disk doesn't take it; then the file is as it was.
pub fn replace(path: &Path, content: &[u8]) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(Path::new("."));
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
