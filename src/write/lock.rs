//! One build at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::time::{Duration, Instant};

use super::target::Target;
use crate::error::Error;

/// That no other build writes to a folder; it ends when this is dropped or the process does, however it ends.
pub struct BuildLock {
    _file: Option<File>,
}

/// Waits for the lock, but not for ever: a stopped build would hold the lock until someone notices.
///
/// The lock is kept with the site. Two different sites that write to one folder don't see each other's; there, the
/// rule that strangers' files are never touched stops the second.
pub fn take(target: &Target, timeout: Duration) -> Result<BuildLock, Error> {
    std::fs::create_dir_all(&target.keep).map_err(|error| Error::io("make the folder", &target.keep, error))?;
    let path = target.lock();
    // The file stays behind. Removing it would let a third build lock a new one while the second waits for the old.
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| Error::io("open", &path, error))?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(BuildLock { _file: Some(file) }),
            Err(TryLockError::WouldBlock) if begun.elapsed() < timeout => std::thread::sleep(POLL),
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Refused(format!(
                    "another build is writing to `{}`: wait for it to end, or stop it",
                    target.shown.display()
                )));
            }
            // Some network disks have no locks. Two builds at once are rare, and every file would be whole even then.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
                return Ok(BuildLock { _file: None });
            }
            Err(TryLockError::Error(error)) => return Err(Error::io("lock", &path, error)),
        }
    }
}

/// A build takes about a second; its successor need not start sooner than this.
const POLL: Duration = Duration::from_millis(20);
