//! Which files of an output folder are ours, and how the last build left them.
//!
//! It is kept in the site's `.dateline/`, one file per output folder. Without it, every file in the output folder is
//! a stranger's and stays as it is; whoever commits the output should commit `.dateline/` with it.
//!
//! A build that knows the [`BuildFingerprint`] of its inputs notes the size and the time of each file that it made. The
//! next one with the same fingerprint takes a file of that size and time for the same, as `make` and `git status` do.
//! Whoever edits the file changes its time; what a power cut tears is shorter.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use super::disk;
use super::file_stat::FileStat;
use super::fingerprint::BuildFingerprint;
use super::planned::is_clean;
use super::target::Target;
use crate::error::Error;

const FIRST_LINE: &str = "dateline manifest 2";

/// How manifests began that named files alone.
const FIRST_LINE_BEFORE: &str = "dateline manifest 1";

/// The files that we wrote to an output folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Manifest<'a> {
    /// By path relative to the output folder, with forward slashes; with its size and time where that build made it.
    pub files: BTreeMap<Cow<'a, str>, Option<FileStat>>,
    pub state: State,
    /// What those that were made were made of.
    pub fingerprint: Option<BuildFingerprint>,
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

    /// Whether the file at this path is ours.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether this is the file that the last build left at this path, made of the same.
    pub fn knows(&self, path: &str, found: FileStat, fingerprint: Option<&BuildFingerprint>) -> bool {
        fingerprint.is_some()
            && self.fingerprint.as_ref() == fingerprint
            && self.files.get(path).is_some_and(|known| *known == Some(found))
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
        let fingerprint = self.fingerprint.as_ref().map_or(NONE, BuildFingerprint::as_str);
        writeln!(out, "{FIRST_LINE}\n{state} {} {fingerprint}", self.files.len())?;
        self.files.iter().try_for_each(|(path, stat)| match stat {
            Some(FileStat { bytes, modified }) => writeln!(out, "{bytes} {modified} {path}"),
            None => writeln!(out, "{NONE} {NONE} {path}"),
        })
    }
}

/// What stands for nothing.
const NONE: &str = "-";

/// A manifest from its text, if that is whole and names nothing outside the output folder.
fn parse(text: &str) -> Option<Manifest<'static>> {
    fn noted<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
        if text == NONE { Some(None) } else { read(text).map(Some) }
    }
    let mut lines = text.strip_suffix('\n')?.split('\n');
    let has_stats = match lines.next()? {
        FIRST_LINE => true,
        FIRST_LINE_BEFORE => false,
        _ => return None,
    };
    let mut parts = lines.next()?.splitn(3, ' ');
    let state = match parts.next()? {
        "finished" => State::Finished,
        "unfinished" => State::Unfinished,
        _ => return None,
    };
    let count = parts.next()?;
    let fingerprint = noted(if has_stats { parts.next()? } else { NONE }, BuildFingerprint::parse)?;
    let file = |line: &str| {
        if !has_stats {
            return is_clean(line).then(|| (Cow::Owned(line.to_owned()), None));
        }
        let mut parts = line.splitn(3, ' ');
        let bytes = noted(parts.next()?, |bytes| bytes.parse().ok())?;
        let modified = noted(parts.next()?, |modified| modified.parse().ok())?;
        let path = parts.next().filter(|path| is_clean(path))?;
        let stat = bytes.zip(modified).map(|(bytes, modified)| FileStat { bytes, modified });
        Some((Cow::Owned(path.to_owned()), stat))
    };
    let files: BTreeMap<_, _> = lines.map(file).collect::<Option<_>>()?;
    (files.len().to_string() == count).then_some(Manifest { files, state, fingerprint })
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
        let stat = Some(FileStat { bytes: 12, modified: 1_900_000_000_000_000_000 });
        let files = [("index.html", stat), ("events/a b/index.html", None), ("tags/été/index.html", stat)];
        let files = files.map(|(path, stat)| (Cow::from(path), stat)).into();
        let manifest = Manifest { files, state: State::Unfinished, fingerprint: BuildFingerprint::of(&"inputs") };
        assert_eq!(parse(&text(&manifest)), Some(manifest));
        let none = Manifest { state: State::Finished, ..Manifest::default() };
        assert_eq!(parse(&text(&none)), Some(none));
    }

    #[test]
    fn a_manifest_of_files_alone_is_understood() {
        let manifest = parse("dateline manifest 1\nfinished 2\na b\nc/d\n").expect("a whole one");
        assert_eq!(manifest.files.into_iter().collect::<Vec<_>>(), [("a b".into(), None), ("c/d".into(), None)]);
    }

    #[test]
    fn a_damaged_manifest_is_not_believed() {
        let whole = "dateline manifest 2\nfinished 2 0f\n12 34 a\n- - b/c\n";
        assert!(parse(whole).is_some());
        for cut in 0..whole.len() {
            assert_eq!(parse(&whole[..cut]), None, "{:?}", &whole[..cut]);
        }
        for line in ["- - ../../etc/passwd", "- - /etc/passwd", "a", "12 x a", "x 12 a"] {
            assert_eq!(parse(&format!("dateline manifest 2\nfinished 1 -\n{line}\n")), None, "{line}");
        }
        assert_eq!(parse("dateline manifest 2\nfinished 0 ?\n"), None);
        for text in ["dateline manifest 1\nfinished 1\n../a\n", "dateline manifest 3\nfinished 1 -\n- - a\n"] {
            assert_eq!(parse(text), None);
        }
    }
}
