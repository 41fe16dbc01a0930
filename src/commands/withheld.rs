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

#[cfg(test)]
mod tests {
    use super::*;

    /// The files in which the name is found when they are made.
    fn found_in(files: Vec<(&str, Content)>) -> Vec<String> {
        let (names, _) = WithheldNames::new(&[("the list", "Quilla Wren\n")]);
        let search = OutputSearch::new(&names);
        let outputs = files.into_iter().map(|(path, content)| (path.to_owned(), content)).collect();
        for content in search.watch(outputs).values() {
            content.made().expect("it is made");
        }
        search.diagnostics().iter().map(|found| found.location.file.to_string()).collect()
    }

    /// A text written in one piece after the other.
    fn streamed(pieces: &'static [&'static str], before: usize) -> Content {
        Content::stream(move |out| {
            // A long write goes at once through what gathers short ones.
            let (first, others) = pieces.split_first().expect("a piece");
            out.write_all(format!("{}{first}", " ".repeat(before)).as_bytes())?;
            others.iter().try_for_each(|piece| out.write_all(piece.as_bytes()))
        })
    }

    #[test]
    fn whatever_is_made_is_looked_through_however_it_is_made() {
        let lazy = |text: &'static str| Content::lazy(move || Ok(text.as_bytes().to_vec()));
        let found = found_in(vec![
            ("a/index.html", lazy("<p>By <b>Quilla</b> Wren.</p>")),
            ("b/index.html", lazy("<p>By Quilla.</p>")),
            ("c.txt", Content::Bytes(b"Quilla Wren".as_slice().into())),
            ("d.json", streamed(&[r#"[{"name":"Quilla","#, r#""role":"Wren"}]"#], 0)),
            ("e.json", streamed(&["{}"], 0)),
            ("quilla-wren.txt", Content::Bytes(b"".as_slice().into())),
        ]);
        assert_eq!(found, ["public/a/index.html", "public/c.txt", "public/d.json", "public/###########.txt"]);
    }

    #[test]
    fn a_long_file_is_looked_through_where_one_piece_ends_and_the_next_begins() {
        for (what, pieces) in
            [("across", &["By Quilla ", "Wren, they say"][..]), ("before", &["By Quilla Wren, they say", " and go on"])]
        {
            // The piece ends right behind what is written first.
            let text = streamed(pieces, PIECE);
            assert_eq!(found_in(vec![("a.txt", text)]), ["public/a.txt"], "{what}");
        }
        // What stands in the middle of a long file has left the memory when its end comes.
        let text = Content::stream(|out| {
            out.write_all(b"By Quilla Wren.")?;
            (0..3).try_for_each(|_| out.write_all(&vec![b' '; PIECE]))
        });
        assert_eq!(found_in(vec![("a.txt", text)]), ["public/a.txt"]);
    }
}
