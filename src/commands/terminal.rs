//! Where a command speaks: standard output for what was asked for, standard error for everything else.

use crate::Error;
use anstream::ColorChoice;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

/// The two streams, and whether somebody reads the second in colour.
#[derive(Debug)]
pub struct Terminal {
    color: bool,
}

impl Terminal {
    /// Colours only for a terminal, and not where `NO_COLOR` forbids them.
    pub fn new() -> Self {
        Self { color: anstream::AutoStream::choice(&std::io::stderr()) != ColorChoice::Never }
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
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }

    /// Writes what was asked for to standard output. A closed pipe (`| head`) means that enough was read.
    pub fn print(&self, text: &str) -> Result<(), Error> {
        let mut out = std::io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Error::io("write to", Path::new("standard output"), error))
            }
            _ => Ok(()),
        }
    }
}

impl Default for Terminal {
    fn default() -> Self {
        Self::new()
    }
}
