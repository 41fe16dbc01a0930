//! Mends in bulk what has one right mend: spellings, dates in another form, days that git knows, records kept twice.
//!
//! Stands beside the pipeline: it changes the texts that `read` found and gives back the changed ones, and its command
//! writes them. Files are edited where the mistake stands, so that comments, order and everything else stay byte for byte.
//! An edit after which a file says anything else than it should isn't made. What a person has to decide is listed.

mod added;
mod dates;
mod difference;
mod draft;
mod front;
mod history;
mod merge;
mod spelling;

pub use difference::{difference, with_line_ends};
pub use history::{History, git, of_git};

use crate::read::Inputs;
use draft::TidiedFile;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What can be mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mend {
    /// Spellings of a tag.
    Tags,
    /// Spellings of an outlet's or an author's name.
    Names,
    /// Dates that are written in another form than EDTF.
    Dates,
    /// Days on which events were added.
    Added,
    /// Two records of one address.
    Sources,
}

impl Mend {
    /// All of them, in the order in which they are made.
    pub const ALL: [Self; 5] = [Self::Sources, Self::Tags, Self::Names, Self::Dates, Self::Added];

    fn counted(self, count: usize) -> String {
        let (one, many) = match self {
            Self::Tags => ("tag", "tags"),
            Self::Names => ("name", "names"),
            Self::Dates => ("date", "dates"),
            Self::Added => ("day of adding", "days of adding"),
            Self::Sources => ("second record of a source", "second records of a source"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }
}

/// What becomes of a site's files.
#[derive(Debug, Default)]
pub struct Tidied {
    /// In the order of their paths.
    pub changes: Vec<Change>,
    /// How often each mend was made.
    pub counts: BTreeMap<Mend, usize>,
    /// What was left as it is, for a person to decide.
    pub left: Vec<Left>,
}

/// What becomes of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Relative to the site's folder.
    pub path: Arc<str>,
    pub before: Arc<str>,
    /// Nothing where the file goes, because another one says all that it said.
    pub after: Option<String>,
}

/// Something that only a person can mend.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Left {
    pub path: Arc<str>,
    /// Counted from 1.
    pub line: usize,
    /// What stands there, and why it was left.
    pub why: String,
}

impl Tidied {
    /// What was done, or would be: "31 tags, 2 dates".
    pub fn summary(&self) -> String {
        let counts = Mend::ALL.iter().filter_map(|mend| Some((mend, *self.counts.get(mend)?)));
        counts.filter(|(_, count)| *count > 0).map(|(mend, count)| mend.counted(count)).collect::<Vec<_>>().join(", ")
    }
}

/// Mends what the site's files hold, as far as `mends` go. `history` says when files were added, if that can be known.
pub fn tidy(inputs: &Inputs, history: &History, mends: &[Mend]) -> Tidied {
    let mut tidied = Tidied::default();
    let mut drafts: Vec<TidiedFile> = inputs.documents.iter().map(TidiedFile::new).collect();
    for mend in Mend::ALL.into_iter().filter(|mend| mends.contains(mend)) {
        let count = match mend {
            Mend::Tags => spelling::tags(&mut drafts, &mut tidied.left),
            Mend::Names => spelling::names(&mut drafts, &mut tidied.left),
            Mend::Dates => dates::mend(&mut drafts, &mut tidied.left),
            Mend::Added => added::add(&mut drafts, history, &mut tidied.left),
            Mend::Sources => merge::merge(&mut drafts, &mut tidied.left),
        };
        tidied.counts.insert(mend, count);
    }
    tidied.changes = drafts.into_iter().filter_map(TidiedFile::change).collect();
    tidied.left.sort();
    tidied.left.dedup();
    tidied
}
