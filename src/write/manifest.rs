//! Which files of an output folder are ours.
//!
//! It is kept in the site's `.dateline/`, one file per output folder. Without it, every file in the output folder is
//! a stranger's and stays as it is; whoever commits the output should commit `.dateline/` with it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use super::disk;
use super::planned::is_clean;
use super::target::Target;
use crate::error::Error;

const FIRST_LINE: &str = "dateline manifest 1";

/// The files that we wrote to an output folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Manifest<'a> {
    /// Paths relative to the output folder, with forward slashes.
    pub files: BTreeSet<Cow<'a, str>>,
    pub state: State,
}

/// How far the build that wrote a manifest has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum State {
    /// There is no manifest: no build has written to the folder, or nobody knows of it.
    #[default]
    Unknown,
    /// A build is writing, or was stopped: the manifest lists what was ours before and what will be.
    Unfinished,
    /// The folder holds these files of ours and no others.
    Finished,
}

impl Manifest<'_> {
    /// What earlier builds have left behind.
    pub fn load(target: &Target) -> Result<Self, Error> {
        let path = target.manifest();
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) if error.kind() == ErrorKind::InvalidData => String::new(),
            Err(error) => return Err(Error::io("read", &path, error)),
        };
        parse(&text).ok_or_else(|| {
            Error::Refused(format!(
                "`{}`, which says what in `{}` is ours, is damaged or from another version: delete both, then build \
                 again",
                path.display(),
                target.shown.display()
            ))
        })
    }

    /// Puts this manifest in the place of the last, whole and on the disk itself.
    pub fn save(&self, target: &Target) -> Result<(), Error> {
        let path = target.manifest();
        // The lock is ours, so no one else uses this name; what is left of a build that was stopped is overwritten.
        let temporary = path.with_extension("manifest.new");
        let written = File::create(&temporary).and_then(|file| {
            disk::step();
            let mut out = BufWriter::new(&file);
            self.write(&mut out)?;
            out.flush()?;
            // A rename may reach the disk before the bytes do, and an empty manifest would make strangers of us.
            file.sync_all()
        });
        written.map_err(|error| {
            let _ = std::fs::remove_file(&temporary);
            Error::io("write", &path, error)
        })?;
        disk::rename(&temporary, &path, &path)?;
        sync_folder(&target.keep);
        Ok(())
    }

    /// Takes the manifest away, where there was none before.
    pub fn forget(target: &Target) {
        // At worst it stays, and lists files that do not exist.
        let _ = std::fs::remove_file(target.manifest());
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let state = if self.state == State::Finished { "finished" } else { "unfinished" };
        writeln!(out, "{FIRST_LINE}\n{state} {}", self.files.len())?;
        self.files.iter().try_for_each(|file| writeln!(out, "{file}"))
    }
}

/// A manifest from its text, if that is whole and names nothing outside the output folder.
fn parse(text: &str) -> Option<Manifest<'static>> {
    let mut lines = text.strip_suffix('\n')?.split('\n');
    if lines.next()? != FIRST_LINE {
        return None;
    }
    let (state, count) = lines.next()?.split_once(' ')?;
    let state = match state {
        "finished" => State::Finished,
        "unfinished" => State::Unfinished,
        _ => return None,
    };
    let files: BTreeSet<_> = lines.map(|path| Cow::Owned(path.to_owned())).collect();
    (files.len().to_string() == count && files.iter().all(|file| is_clean(file))).then_some(Manifest { files, state })
}

/// Makes a rename in this folder last, where the system has a way.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        // Some file systems can't. The manifest is on the disk then anyway, or the disk has worse troubles.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(manifest: &Manifest) -> String {
        let mut text = Vec::new();
        manifest.write(&mut text).expect("memory takes it");
        String::from_utf8(text).expect("paths are text")
    }

    #[test]
    fn a_manifest_survives_its_text() {
        let files = ["index.html", "events/a b/index.html", "tags/été/index.html"].map(Cow::from).into();
        let manifest = Manifest { files, state: State::Unfinished };
        assert_eq!(parse(&text(&manifest)), Some(manifest));
        let none = Manifest { files: BTreeSet::new(), state: State::Finished };
        assert_eq!(parse(&text(&none)), Some(none));
    }

    #[test]
    fn a_damaged_manifest_is_not_believed() {
        let whole = "dateline manifest 1\nfinished 2\na\nb/c\n";
        assert!(parse(whole).is_some());
        for cut in 0..whole.len() {
            assert_eq!(parse(&whole[..cut]), None, "{:?}", &whole[..cut]);
        }
        assert_eq!(parse("dateline manifest 1\nfinished 1\n../../etc/passwd\n"), None);
        assert_eq!(parse("dateline manifest 1\nfinished 1\n/etc/passwd\n"), None);
        assert_eq!(parse("dateline manifest 2\nfinished 1\na\n"), None);
    }
}
