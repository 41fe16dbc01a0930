//! Names that must not appear, looked for in everything that a build makes; and whether git keeps their list.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::read::withheld::FILE;
use crate::withheld::WithheldNames;
use crate::write::{Content, Outputs};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Looks through files while they are made.
#[derive(Debug, Clone)]
pub struct OutputSearch {
    names: WithheldNames,
    /// A name by each file that holds one.
    found: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl OutputSearch {
    /// Nothing was found yet.
    pub fn new(names: &WithheldNames) -> Self {
        Self { names: names.clone(), found: Arc::default() }
    }

    /// The same files, each looked through when it is made; what is made already, and every path, at once. What is copied
    /// was looked through when it was read.
    pub fn watch(&self, outputs: Outputs) -> Outputs {
        if self.names.is_empty() {
            return outputs;
        }
        let watched = |(path, content): (String, Content)| {
            self.look(&path, b"");
            let (search, at) = (self.clone(), path.clone());
            let content = match content {
                Content::Bytes(bytes) => {
                    self.look(&path, &bytes);
                    Content::Bytes(bytes)
                }
                Content::Lazy(_) => Content::lazy(move || {
                    let bytes = content.bytes()?.into_owned();
                    search.look(&at, &bytes);
                    Ok(bytes)
                }),
                Content::Stream(stream) => Content::stream(move |out| {
                    let mut pieces = Pieces { search: &search, path: &at, held: Vec::new(), out };
                    stream.write(&mut pieces)?;
                    pieces.look();
                    Ok(())
                }),
                copied @ (Content::Copy(_) | Content::Raster(_)) => copied,
            };
            (path, content)
        };
        outputs.into_iter().map(watched).collect()
    }

    /// Whether nothing was found so far.
    pub fn is_clean(&self) -> bool {
        self.found().is_empty()
    }

    /// What was found, each file once.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let diagnostic = |(path, name): (&String, &usize)| {
            let file = format!("public/{path}");
            let location = Location::start_of(&self.names.mask(&file).into());
            let message = format!("{} would stand in this file of the site", self.names.describe(*name));
            Diagnostic::new(Code::WithheldName, location, message)
                .help("no single file of yours holds it: look for its parts side by side in what this page is made of")
        };
        self.found().iter().map(diagnostic).collect()
    }

    /// Looks through one file.
    pub fn look(&self, path: &str, bytes: &[u8]) {
        if let Some(name) = self.names.search(path, bytes).names.first() {
            self.found().insert(path.to_owned(), *name);
        }
    }

    fn found(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A long file on its way out, looked through piece by piece.
struct Pieces<'a> {
    search: &'a OutputSearch,
    path: &'a str,
    held: Vec<u8>,
    out: &'a mut dyn Write,
}

/// How long a piece is.
const PIECE: usize = 1 << 20;

/// No name is as long as what two pieces share, with all its markup.
const OVERLAP: usize = 4 << 10;

impl Pieces<'_> {
    fn look(&self) {
        self.search.look(self.path, &self.held);
    }
}

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() > PIECE {
            self.look();
            self.held.drain(..self.held.len() - OVERLAP);
        }
        self.out.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Whether the list of names is kept by git, and so goes wherever the repository goes.
pub fn in_history(site: &Path) -> Option<Diagnostic> {
    if !site.join(FILE).exists() {
        return None;
    }
    let git = |arguments: &[&str]| {
        let command = Command::new("git").args(arguments).current_dir(site).stdin(Stdio::null()).output();
        command.ok().map(|output| output.status.code())
    };
    // Without git, or outside of a repository, nothing is kept.
    if git(&["rev-parse", "--is-inside-work-tree"]) != Some(Some(0)) {
        return None;
    }
    let is_tracked = git(&["ls-files", "--error-unmatch", "--", FILE]) == Some(Some(0));
    let is_ignored = git(&["check-ignore", "--quiet", "--", FILE]) == Some(Some(0));
    let (message, help) = match (is_tracked, is_ignored) {
        (true, _) => (
            "git keeps this list of names, and whoever has the repository can read them",
            "`git rm --cached withheld-names.txt`, add the line `/withheld-names.txt` to `.gitignore`, and see in \
             docs/withheld-names.md how to clean the history",
        ),
        (false, false) => (
            "git doesn't ignore this list of names: the next `git add` would take it along",
            "add the line `/withheld-names.txt` to `.gitignore`",
        ),
        (false, true) => return None,
    };
    Some(Diagnostic::new(Code::WithheldName, Location::start_of(&FILE.into()), message).help(help))
}
