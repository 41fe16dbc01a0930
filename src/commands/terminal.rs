//! Where a command speaks: standard output for what was asked for, standard error for everything else.
//!
//! All that a command prints goes through here, and names that must not appear are covered on the way: a log is often
//! read by more people than the site's folder.

use crate::Error;
use crate::progress::LineProgress;
use crate::withheld::WithheldNames;
use anstream::ColorChoice;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

/// The two streams, whether somebody reads the second in colour, and what neither may say.
#[derive(Debug)]
pub struct Terminal {
    color: bool,
    withheld: WithheldNames,
}

impl Terminal {
    /// Colours only for a terminal, and not where `NO_COLOR` forbids them. `withheld` are covered in all that is printed.
    pub fn new(withheld: WithheldNames) -> Self {
        Self { color: anstream::AutoStream::choice(&std::io::stderr()) != ColorChoice::Never, withheld }
    }

    /// Whether standard error is read in colour.
    pub fn color(&self) -> bool {
        self.color
    }

    /// Whether a person watches standard error.
    pub fn is_watched(&self) -> bool {
        std::io::stderr().is_terminal()
    }

    /// Writes to standard error. Nobody listening is no failure of ours.
    pub fn say(&self, text: &str) {
        let _ = std::io::stderr().lock().write_all(self.withheld.mask(text).as_bytes());
    }

    /// A line that says how far a command is.
    pub fn progress(&self) -> LineProgress {
        LineProgress::new(self.withheld.clone())
    }

    /// Writes what was asked for to standard output. A closed pipe (`| head`) means that enough was read.
    pub fn print(&self, text: &str) -> Result<(), Error> {
        let mut out = std::io::stdout().lock();
        match out.write_all(self.withheld.mask(text).as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Error::io("write to", Path::new("standard output"), error))
            }
            _ => Ok(()),
        }
    }
}
