//! The outputs as a tree that any disk can hold.

use std::collections::{BTreeMap, BTreeSet};

use super::{Content, Outputs};
use crate::error::Error;
use crate::read::name::folded;

/// Outputs whose paths are known to be sound.
pub struct Planned<'a> {
    pub files: &'a Outputs,
    /// Every folder that a file lies in, at any depth; a parent comes before its children. The output folder itself
    /// is not among them.
    pub folders: BTreeSet<&'a str>,
    /// Each path by what a disk that ignores case makes of it.
    pub folded: BTreeMap<String, &'a str>,
}

impl<'a> Planned<'a> {
    /// The outputs, or what makes them impossible to write everywhere.
    pub fn new(outputs: &'a Outputs) -> Result<Self, Error> {
        let mut folded_files = BTreeMap::new();
        let mut folders = BTreeSet::new();
        for path in outputs.keys() {
            if !is_clean(path) {
                return Err(Error::Refused(format!("`{}` is no path inside a site", path.escape_debug())));
            }
            if let Some(other) = folded_files.insert(folded(path).into_owned(), path.as_str()) {
                return Err(Error::Refused(format!(
                    "`{other}` and `{path}` differ only in case or Unicode form, and many disks hold only one of them"
                )));
            }
            folders.extend(parents(path));
        }
        if let Some((folder, file)) =
            folders.iter().find_map(|folder| Some((folder, folded_files.get(folded(folder).as_ref())?)))
        {
            return Err(Error::Refused(format!("`{file}` is a file, and `{folder}` would be a folder in its place")));
        }
        Ok(Self { files: outputs, folders, folded: folded_files })
    }

    /// What the file at `path` shall hold.
    pub fn content(&self, path: &str) -> &'a Content {
        &self.files[path]
    }
}

/// Whether a path stays inside the folder it is joined to and fits on a line of the manifest.
pub fn is_clean(path: &str) -> bool {
    !path.contains(|c: char| c.is_control() || c == '\\')
        && path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.starts_with(super::disk::TEMPORARY))
        // A drive or a stream on Windows.
        && !(cfg!(windows) && path.contains(':'))
}

/// The folders that a path lies in, from the innermost out.
pub fn parents(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent(path), |folder| parent(folder))
}

/// The folder that a path lies in; `None` is the output folder.
pub fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(paths: &[&str]) -> Option<String> {
        let outputs: Outputs = paths.iter().map(|path| ((*path).to_owned(), Content::Static(b""))).collect();
        Planned::new(&outputs).err().map(|error| error.to_string())
    }

    #[test]
    fn paths_that_leave_the_folder_are_refused() {
        for path in ["../a", "/a", "a/../../b", "a//b", "a/./b", "", "a/", "a\\..\\b", "a\nb", ".dateline-tmp-1"] {
            assert!(refusal(&[path]).is_some(), "{path:?}");
        }
        assert_eq!(refusal(&["a", "b/c..d", ".nojekyll", "tags/été/index.html"]), None);
    }

    #[test]
    fn paths_that_one_disk_would_merge_are_refused() {
        assert!(refusal(&["a/Index.html", "A/index.html"]).is_some());
        assert!(refusal(&["e\u{301}", "\u{e9}"]).is_some());
        assert!(refusal(&["a", "a/b"]).is_some());
        assert!(refusal(&["A", "a/b/c"]).is_some());
        assert_eq!(refusal(&["a.html", "a/b", "ab"]), None);
    }

    #[test]
    fn folders_come_before_what_they_hold() {
        let outputs: Outputs = [("a/b/c", Content::Static(b"")), ("a/d", Content::Static(b""))]
            .map(|(path, content)| (path.to_owned(), content))
            .into();
        let planned = Planned::new(&outputs).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(planned.folders.into_iter().collect::<Vec<_>>(), ["a", "a/b"]);
    }
}
