//! How a long command reports its progress.

use crate::withheld::WithheldNames;
use std::io::{IsTerminal, Write};

/// Hears how far a command has come.
pub trait Progress {
    /// `done` of `of` steps are behind us; `what` names the last one.
    fn step(&mut self, done: usize, of: usize, what: &str);
}

/// Tells nobody.
#[derive(Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn step(&mut self, _: usize, _: usize, _: &str) {}
}

/// One line on standard error that is written over; nothing where no terminal shows it.
#[derive(Debug)]
pub struct LineProgress {
    is_watched: bool,
    is_drawn: bool,
    withheld: WithheldNames,
}

impl LineProgress {
    /// A line for whoever watches standard error, in which `withheld` are covered.
    pub fn new(withheld: WithheldNames) -> Self {
        Self { is_watched: std::io::stderr().is_terminal(), is_drawn: false, withheld }
    }

    /// Narrow enough for any window, with nothing in it that steers the terminal and no name that must not appear.
    fn shown(&self, what: &str) -> String {
        self.withheld.mask(what).chars().filter(|c| !c.is_control()).take(60).collect()
    }
}

impl Progress for LineProgress {
    fn step(&mut self, done: usize, of: usize, what: &str) {
        if !self.is_watched {
            return;
        }
        let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K{done}/{of} {}", self.shown(what));
        self.is_drawn = true;
    }
}

impl Drop for LineProgress {
    fn drop(&mut self) {
        if self.is_drawn {
            let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_no_name_and_steers_no_terminal() {
        let (names, _) = WithheldNames::new(&[("the list", "Quilla Wren\n")]);
        let line = LineProgress::new(names);
        assert_eq!(line.shown("sources/quilla-wren\u{1b}[2J.md"), "sources/###########[2J.md");
        assert_eq!(line.shown(&"a".repeat(100)), "a".repeat(60));
    }
}
