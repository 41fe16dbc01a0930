//! The outputs as a tree of files and folders that any disk can hold.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use super::{Content, Outputs};
use crate::error::Error;
use crate::read::name::folded;

/// A file of the site.
#[derive(Debug, Clone, Copy)]
pub struct PlannedFile<'a> {
    pub path: &'a str,
    /// What it shall hold.
    pub content: &'a Content,
}

/// Outputs whose paths are known to be sound.
pub struct PlannedFiles<'a> {
    /// By path, in order.
    pub files: Vec<PlannedFile<'a>>,
    /// Every folder that a file lies in, at any depth; a parent comes before its children. The output folder itself
    /// is not among them.
    pub folders: BTreeSet<&'a str>,
    /// Each path by what a disk that ignores case makes of it.
    pub folded: HashMap<Cow<'a, str>, &'a str>,
}

impl<'a> PlannedFiles<'a> {
    /// The outputs, or what makes them impossible to write everywhere.
    pub fn new(outputs: &'a Outputs) -> Result<Self, Error> {
        let mut folded_files = HashMap::with_capacity(outputs.len());
        let mut folders = BTreeSet::new();
        for path in outputs.keys() {
            if !is_clean(path) {
                return Err(Error::Refused(format!("`{}` is no path inside a site", path.escape_debug())));
            }
            if let Some(other) = folded_files.insert(folded(path), path.as_str()) {
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
        let files = outputs.iter().map(|(path, content)| PlannedFile { path, content }).collect();
        Ok(Self { files, folders, folded: folded_files })
    }

    /// Whether there shall be a file at `path`.
    pub fn has(&self, path: &str) -> bool {
        self.files.binary_search_by_key(&path, |file| file.path).is_ok()
    }

    /// Puts other contents in the place of some files' own.
    pub fn replace(&mut self, contents: &'a Outputs) {
        for (path, content) in contents {
            if let Ok(index) = self.files.binary_search_by_key(&path.as_str(), |file| file.path) {
                self.files[index].content = content;
            }
        }
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
        let outputs: Outputs = paths.iter().map(|path| ((*path).to_owned(), Content::Bytes(b"".into()))).collect();
        PlannedFiles::new(&outputs).err().map(|error| error.to_string())
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
        let outputs: Outputs = [("a/b/c", Content::Bytes(b"".into())), ("a/d", Content::Bytes(b"".into()))]
            .map(|(path, content)| (path.to_owned(), content))
            .into();
        let planned = PlannedFiles::new(&outputs).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(planned.folders.into_iter().collect::<Vec<_>>(), ["a", "a/b"]);
    }
}
