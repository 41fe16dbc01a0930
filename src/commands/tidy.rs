//! `tidy`: mends in bulk what has one right mend; shows the difference, and writes it when asked to.

use super::{CommandOutcome, Terminal};
use crate::Error;
use crate::tidy::{self, Change, History, Mend, Tidied};
use clap::{Args, ValueEnum};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Which site, what to mend, and whether to write it.
#[derive(Debug, Clone, Args)]
pub struct TidyArguments {
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Mend this alone; may be given several times
    #[arg(long, value_enum, value_name = "WHAT")]
    only: Vec<MendName>,
    /// Write what is shown without it
    #[arg(long)]
    write: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MendName {
    /// Spellings of tags, to the most frequent one
    Tags,
    /// Spellings of outlets and authors, to the most frequent one
    Names,
    /// Dates in another form, to EDTF
    Dates,
    /// Missing `added`, from the history that git keeps
    Added,
    /// Two records of one address, to one with all their citations
    Sources,
}

impl MendName {
    fn mend(self) -> Mend {
        match self {
            Self::Tags => Mend::Tags,
            Self::Names => Mend::Names,
            Self::Dates => Mend::Dates,
            Self::Added => Mend::Added,
            Self::Sources => Mend::Sources,
        }
    }
}

/// Shows the difference on standard output, or writes it.
pub fn tidy(arguments: &TidyArguments, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    let (inputs, _) = crate::read::read(&arguments.site)?;
    let mends: Vec<Mend> = match arguments.only.as_slice() {
        [] => Mend::ALL.to_vec(),
        only => only.iter().map(|name| name.mend()).collect(),
    };
    let history = match mends.contains(&Mend::Added) {
        true => tidy::of_git(&arguments.site),
        false => History::Unknown(String::new()),
    };
    let tidied = tidy::tidy(&inputs, &history, &mends);
    if arguments.write {
        write(&tidied.changes, &arguments.site)?;
    } else {
        terminal.print(&tidied.changes.iter().map(tidy::difference).collect::<String>())?;
    }
    terminal.say(&told(&tidied, arguments.write));
    Ok(CommandOutcome::Clean)
}

fn told(tidied: &Tidied, is_written: bool) -> String {
    let mut text = String::new();
    if !tidied.left.is_empty() {
        let _ = writeln!(text, "left for a person to decide ({}):", tidied.left.len());
        for left in &tidied.left {
            let place = format!("{}:{}", left.path, left.line);
            let _ = writeln!(text, "  {}", crate::diagnostic::control_characters::line(&place));
            let _ = writeln!(text, "    {}", crate::diagnostic::control_characters::line(&left.why));
        }
    }
    let files = match tidied.changes.len() {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    };
    let _ = match (tidied.changes.is_empty(), is_written) {
        (true, _) => writeln!(text, "nothing to mend"),
        (false, true) => writeln!(text, "{files} written: {}", tidied.summary()),
        (false, false) => writeln!(text, "{files} to change: {}; `--write` writes this", tidied.summary()),
    };
    text
}

/// Writes every change; files that go do so last, so that whoever stops us leaves no citation without its source.
fn write(changes: &[Change], site: &Path) -> Result<(), Error> {
    for change in changes {
        let (path, raw) = unchanged(change, site)?;
        if let Some(after) = &change.after {
            let (mark, raw) = raw.strip_prefix('\u{feff}').map_or(("", &*raw), |raw| ("\u{feff}", raw));
            let text = format!("{mark}{}", tidy::with_line_ends(raw, change, after));
            crate::atomic::replace(&path, text.as_bytes())?;
        }
    }
    for change in changes.iter().filter(|change| change.after.is_none()) {
        let path = site.join(&*change.path);
        std::fs::remove_file(&path).map_err(|error| Error::io("remove", &path, error))?;
    }
    Ok(())
}

/// The file itself, behind a link as well, and its text, if it still says what was read.
fn unchanged(change: &Change, site: &Path) -> Result<(PathBuf, String), Error> {
    let path = site.join(&*change.path);
    let path = path.canonicalize().map_err(|error| Error::io("find", &path, error))?;
    let text = std::fs::read_to_string(&path).map_err(|error| Error::io("read", &path, error))?;
    let read = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n");
    if read == *change.before {
        Ok((path, text))
    } else {
        Err(Error::Refused(format!("`{}` was changed while it was read: run `dateline tidy` again", change.path)))
    }
}
