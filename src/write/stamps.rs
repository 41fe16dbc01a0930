//! Which files still are as the last build left them, so that they need not be made to be compared.
//!
//! A build that knows its [`Edition`] notes beside the manifest the size and the time of each file that it made. The
//! next one of the same edition takes a file of that size and time for the same, as `make` and `git status` do. Whoever
//! edits the file changes its time; what a power cut tears is shorter. Nothing else rests on the note: where there is
//! none, or a damaged one, every file is made and compared.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io::Write;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use super::disk::{self, Filling, Temporaries};
use super::edition::Edition;
use super::target::Target;

const FIRST_LINE: &str = "dateline stamps 1";

/// The size and the time of files, by path.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Stamps<'a>(BTreeMap<Cow<'a, str>, Stamp>);

/// By what a file is taken for unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    bytes: u64,
    /// Nanoseconds since 1970.
    modified: u128,
}

impl Stamp {
    /// A file's stamp; none where the system keeps no times, or that of a file is before 1970.
    pub fn of(file: &Metadata) -> Option<Self> {
        let modified = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        Some(Self { bytes: file.len(), modified })
    }
}

impl<'a> Stamps<'a> {
    /// Those that the last build noted, if it was of this edition.
    pub fn load(edition: &Edition, target: &Target) -> Self {
        let text = std::fs::read_to_string(file(target)).ok();
        text.and_then(|text| parse(&text, edition)).unwrap_or_default()
    }

    /// Stamps of these files.
    pub fn new(files: impl IntoIterator<Item = (&'a str, Stamp)>) -> Self {
        Self(files.into_iter().map(|(path, stamp)| (Cow::Borrowed(path), stamp)).collect())
    }

    /// Whether this is the file that the last build left at this path.
    pub fn know(&self, path: &str, found: Stamp) -> bool {
        self.0.get(path) == Some(&found)
    }

    /// Notes them for the next build. Where that fails, it makes every file.
    pub fn save(&self, edition: &Edition, target: &Target) {
        let file = file(target);
        let write = |out: &mut dyn Write| {
            writeln!(out, "{FIRST_LINE}\n{} {}", edition.as_str(), self.0.len())?;
            let mut lines = self.0.iter();
            lines.try_for_each(|(path, stamp)| writeln!(out, "{} {} {path}", stamp.bytes, stamp.modified))
        };
        let temporary = target.keep.join(Temporaries::new().name(0));
        let written = disk::write_temporary(&temporary, &file, Filling::Pieces(&write));
        if written.and_then(|_| disk::rename(&temporary, &file, &file)).is_err() {
            let _ = std::fs::remove_file(&temporary);
        }
    }
}

fn file(target: &Target) -> PathBuf {
    target.manifest().with_extension("stamps")
}

fn parse(text: &str, edition: &Edition) -> Option<Stamps<'static>> {
    let mut lines = text.strip_suffix('\n')?.split('\n');
    if lines.next()? != FIRST_LINE {
        return None;
    }
    let count = lines.next()?.strip_prefix(edition.as_str())?.strip_prefix(' ')?;
    let stamp = |line: &str| {
        let mut parts = line.splitn(3, ' ');
        let (bytes, modified) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some((Cow::Owned(parts.next()?.to_owned()), Stamp { bytes, modified }))
    };
    let stamps = Stamps(lines.map(stamp).collect::<Option<_>>()?);
    (stamps.0.len().to_string() == count).then_some(stamps)
}
