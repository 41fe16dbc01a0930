//! The names that must not appear: from a file that git ignores, or from a secret; and whether they stand in the files
//! that are copied as they are.

use super::regular;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::error::Error;
use crate::text::{self, TextFormat};
use crate::withheld::{FileSearch, WithheldNames};
use std::io::{ErrorKind, Read};
use std::path::Path;

/// The file in the site's folder, one name a line.
pub const FILE: &str = "withheld-names.txt";

/// The variable that holds the same where the site is built by a server.
pub const VARIABLE: &str = "DATELINE_WITHHELD";

const MAX_LIST: u64 = 1 << 20;

/// A file that is longer is looked through piece by piece, and nothing in it is unpacked.
const MAX_WHOLE: u64 = 128 << 20;

/// No name is as long as what two pieces share.
const OVERLAP: usize = 4 << 10;

/// The names of both lists, and what is wrong with them. Nothing here quotes a list.
pub fn names(site: &Path) -> Result<(WithheldNames, Vec<Diagnostic>), Error> {
    let mut diagnostics = Vec::new();
    let mut report = |file: &str, message: String, help: &str| {
        let location = Location::start_of(&file.into());
        diagnostics.push(Diagnostic::new(Code::WithheldName, location, message).help(help));
    };
    let path = site.join(FILE);
    let mut listed = String::new();
    match regular::open(&path).and_then(|file| file.take(MAX_LIST).read_to_string(&mut listed)) {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) if error.kind() == ErrorKind::InvalidData => {
            report(FILE, "the list of names is not encoded as UTF-8".to_owned(), "save it as UTF-8");
        }
        Err(error) => return Err(Error::io("read", &path, error)),
    }
    let secret = std::env::var(VARIABLE).unwrap_or_default();
    let lists = [("`withheld-names.txt`", listed.as_str()), ("`DATELINE_WITHHELD`", secret.as_str())];
    let (names, bad) = WithheldNames::new(&lists);
    for (list, line) in bad {
        let message = format!("line {} of {}: {}", line.line, lists[list].0, line.message);
        report(if list == 0 { FILE } else { VARIABLE }, message, "write one name a line, first and last name");
    }
    Ok((names, diagnostics))
}

/// Which names stand in a file that is copied as it is, its own name aside.
pub fn search(names: &WithheldNames, path: &str, file: &Path) -> std::io::Result<FileSearch> {
    if names.is_empty() {
        return Ok(FileSearch::default());
    }
    let mut open = regular::open(file)?;
    if open.metadata()?.len() > MAX_WHOLE {
        return search_long(names, path, open);
    }
    let mut bytes = Vec::new();
    open.read_to_end(&mut bytes)?;
    let mut search = names.search(path, &bytes);
    if text::format(None, &bytes) == Some(TextFormat::Pdf) {
        match text::read(bytes, TextFormat::Pdf, None) {
            Ok(text) => {
                let texts = [Some(text.article), text.page];
                search.names.extend(texts.iter().flatten().flat_map(|text| names.find(text)).map(|found| found.name));
            }
            // One that holds no words is a picture of a page, which nobody can look through.
            Err(_) => search.unsearched = search.unsearched.or(Some("its pages have no text that we can read")),
        }
    }
    Ok(search)
}

fn search_long(names: &WithheldNames, path: &str, mut file: std::fs::File) -> std::io::Result<FileSearch> {
    let unsearched = Some("it is so large that nothing in it is unpacked");
    let mut search = FileSearch { unsearched, ..FileSearch::default() };
    let mut piece = Vec::new();
    loop {
        let kept = piece.len().min(OVERLAP);
        piece.drain(..piece.len() - kept);
        if (&mut file).take(8 << 20).read_to_end(&mut piece)? == 0 {
            return Ok(search);
        }
        search.names.extend(names.search(path, &piece).names);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_looked_through_piece_by_piece() {
        let (names, _) = WithheldNames::new(&[("the list", "Quilla Wren\n")]);
        let search = |bytes: &[u8]| {
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), bytes).unwrap();
            search_long(&names, "film.mp4", std::fs::File::open(file.path()).unwrap()).unwrap()
        };
        // Where one piece ends and the next begins.
        let mut film = vec![0; (8 << 20) - 5];
        film.extend(b" Quilla Wren ");
        film.resize(9 << 20, 0);
        assert_eq!(search(&film).names.into_iter().collect::<Vec<_>>(), [0]);
        let other = search(&vec![0; 9 << 20]);
        assert!(other.names.is_empty() && other.unsearched.is_some());
    }
}
