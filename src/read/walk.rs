//! Finds the files to be read, and reports those that lie where we never look.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::name::{composed, printable, unportable};
use super::{Folder, Input, regular};
use crate::diagnostic::{Code, Diagnostic, Location, suggest};
use crate::error::Error;

/// Folders within folders, counted from the site's: more than any editor's order, fewer than a path has room for.
const MAX_DEPTH: usize = 16;

/// Files and folders in all: some twenty for each event of the largest site we measure.
const MAX_ENTRIES: usize = 250_000;

/// Symbolic links in all. Those to folders inside the site are followed, and a few of them crossed unfold into
/// millions; each costs a look at every folder above it.
const MAX_LINKS: usize = 5_000;

/// A file that is to be read or copied.
pub struct FoundFile {
    pub role: Role,
    /// Relative to the site's folder, composed, with forward slashes.
    pub path: Arc<str>,
    /// Where it is, without a link in its path: of one, the end.
    pub file: PathBuf,
}

/// What a found file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Text(Folder),
    Media,
    Static,
}

/// One of the three folders of a site that we look into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tree {
    Content,
    Templates,
    Static,
}

impl Tree {
    pub const ALL: [Self; 3] = [Self::Content, Self::Templates, Self::Static];

    pub fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Templates => "templates",
            Self::Static => "static",
        }
    }

    /// Whether nobody means us to read what has this name.
    ///
    /// A template may start with `_` (parts often do), and so may a static file (`_redirects`); two dot-files are
    /// part of many a site.
    fn ignores(self, name: &[u8]) -> bool {
        name == b"README.md"
            || match self {
                Self::Content => name.starts_with(b"_") || name.starts_with(b"."),
                Self::Templates => name.starts_with(b"."),
                Self::Static => name.starts_with(b".") && name != b".well-known" && name != b".nojekyll",
            }
    }
}

/// What lies under one of the site's folders.
#[derive(Default)]
pub struct Walked {
    pub found: Vec<FoundFile>,
    /// Texts that are there and are not read.
    pub refused: Vec<Input>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Everything under one of the site's folders; `site` has no symbolic link in its path.
///
/// # Errors
///
/// Where the machine has no more files to open.
pub fn walk(site: &Path, tree: Tree) -> Result<Walked, Error> {
    let root = site.join(tree.name());
    let end = root.canonicalize().map_err(|error| Error::io("read", &root, error))?;
    let mut walker = Walker { site, tree, links: vec![(root.clone(), end)], walked: Walked::default() };
    let mut entries = WalkDir::new(&root).follow_links(true).into_iter();
    let (mut seen, mut links) = (0, 0);
    while let Some(entry) = entries.next() {
        seen += 1;
        links += usize::from(entry.as_ref().map_or(true, DirEntry::path_is_symlink));
        let too_many = match () {
            () if seen > MAX_ENTRIES => format!("more than {MAX_ENTRIES} files and folders"),
            () if links > MAX_LINKS => format!("more than {MAX_LINKS} symbolic links"),
            () => String::new(),
        };
        if !too_many.is_empty() {
            walker.report(tree.name(), format!("`{}` holds {too_many}", tree.name())).help =
                Some("move what is no content elsewhere, or start its folder's name with `_`".to_owned());
            break;
        }
        match entry {
            Err(error) if error.io_error().is_some_and(regular::is_exhausted) => {
                let path = error.path().unwrap_or(site).to_owned();
                return Err(Error::io("read", &path, error.into()));
            }
            Err(error) => walker.failed(&error),
            Ok(entry) if entry.depth() == 0 => {}
            Ok(entry) => {
                if !walker.take(&entry) && entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            }
        }
    }
    Ok(walker.walked)
}

/// A file in a place where we never look.
struct Stray {
    message: String,
    help: String,
}

struct Walker<'a> {
    site: &'a Path,
    tree: Tree,
    /// The links to folders on the way to the current entry, and where they lead.
    links: Vec<(PathBuf, PathBuf)>,
    walked: Walked,
}

impl Walker<'_> {
    /// Takes up a file, or says whether to look into a folder.
    fn take(&mut self, entry: &DirEntry) -> bool {
        if self.tree.ignores(entry.file_name().as_encoded_bytes()) {
            return false;
        }
        let path = self.shown(entry.path());
        let Some(name) = entry.file_name().to_str() else {
            self.report(&path, "the file's name is not UTF-8".to_owned()).help = Some("rename it".to_owned());
            return false;
        };
        let kind = entry.file_type();
        // What an id allows in a Markdown file's name is judged with the ids; a device's name or a control character
        // is no matter of ids.
        let lenient = kind.is_file() && is_markdown(name) && !name.chars().any(char::is_control);
        if let Some(reason) = unportable(name).filter(|reason| !lenient || reason.contains("device")) {
            let help = "rename it, so that the site can be checked out and served everywhere";
            self.refuse(entry.depth(), name, &path, format!("the name {reason}"), Some(help));
            return false;
        }
        let mut file = self.without_links(entry.path());
        if entry.path_is_symlink() {
            match self.end_of_link(&file) {
                Ok(end) => {
                    file.clone_from(&end);
                    self.links.push((entry.path().to_owned(), end));
                }
                Err(reason) => {
                    self.refuse(entry.depth(), name, &path, reason, Some("put the file itself here"));
                    return false;
                }
            }
        }
        if kind.is_dir() {
            return self.look_into(entry, name, &path);
        }
        if !kind.is_file() {
            // Opening a FIFO would wait for ever; a device may hold anything. Neither is opened.
            let message = "this is no regular file and is not opened".to_owned();
            self.refuse(entry.depth(), name, &path, message, Some("remove it"));
            return false;
        }
        match self.role(entry.depth(), name, &path) {
            Ok(role) => self.walked.found.push(FoundFile { role, path: path.into(), file }),
            Err(stray) => self.stray(&path, stray.message, stray.help),
        }
        false
    }

    /// Reports what is not taken up. A reference to such a text is not reported as leading nowhere.
    fn refuse(&mut self, depth: usize, name: &str, path: &str, message: String, help: Option<&str>) {
        self.report(path, message).help = help.map(str::to_owned);
        if let Ok(Role::Text(folder)) = self.role(depth, name, path) {
            self.walked.refused.push(Input::unread(folder, &path.into()));
        }
    }

    fn look_into(&mut self, entry: &DirEntry, name: &str, path: &str) -> bool {
        if self.tree == Tree::Content && entry.depth() == 1 && Folder::of_content(name).is_none() {
            self.stray(path, format!("nothing reads the folder `{path}`"), move_or_rename(name));
            return false;
        }
        if entry.depth() >= MAX_DEPTH {
            self.report(path, format!("this folder lies more than {MAX_DEPTH} folders deep and is not read")).help =
                Some("move it up".to_owned());
            return false;
        }
        true
    }

    /// What a file is for, or that no one would look for it where it lies, so deep in its tree.
    fn role(&self, depth: usize, name: &str, path: &str) -> Result<Role, Stray> {
        match self.tree {
            Tree::Templates => return Ok(Role::Text(Folder::Templates)),
            Tree::Static => return Ok(Role::Static),
            Tree::Content => {}
        }
        if depth == 1 {
            if name == "site.yaml" {
                return Ok(Role::Text(Folder::Site));
            }
            if name == "verification.yaml" {
                return Ok(Role::Text(Folder::Verification));
            }
            let help = if is_markdown(name) {
                format!("move it into one of {}", folders())
            } else if let Some(near) = suggest::nearest(name, ["site.yaml", "verification.yaml"]) {
                suggest::did_you_mean(&format!("content/{near}"))
            } else {
                "pictures and documents lie beside the event that shows them, other files in `static/`".to_owned()
            };
            return Err(Stray { message: format!("nothing reads `{path}`"), help });
        }
        let Some(folder) = path.split('/').nth(1).and_then(Folder::of_content) else {
            return Err(Stray {
                message: format!("nothing reads `{path}`"),
                help: format!("move it into one of {}", folders()),
            });
        };
        // `A.MD` is not read: on another disk it would be another file than `A.md`.
        if Path::new(name).extension() == Some("md".as_ref()) {
            return Ok(Role::Text(folder));
        }
        if is_markdown(name) {
            let message = format!("only `.md` files are read, not `{path}`");
            return Err(Stray { message, help: "end its name with `.md`".to_owned() });
        }
        if folder == Folder::Events {
            return Ok(Role::Media);
        }
        Err(Stray {
            message: format!("nothing shows `{path}`"),
            help: "pictures and documents are shown beside events only: move or remove it".to_owned(),
        })
    }

    /// The same entry by a path without links to folders.
    fn without_links(&mut self, path: &Path) -> PathBuf {
        // Folders come before what is in them, and are left for good.
        while self.links.last().is_some_and(|(link, _)| !path.starts_with(link)) {
            self.links.pop();
        }
        match self.links.last().and_then(|(link, end)| Some(end.join(path.strip_prefix(link).ok()?))) {
            Some(real) => real,
            None => path.to_owned(),
        }
    }

    /// Where a link leads, if that is a place in this site which anyone may see.
    ///
    /// The site is public and the one who proposes a link may be a stranger: a link to a file elsewhere, or to the
    /// credentials in `.git/config`, would publish it.
    fn end_of_link(&self, link: &Path) -> Result<PathBuf, String> {
        let end =
            link.canonicalize().map_err(|error| format!("this symbolic link leads nowhere: {}", reason(&error)))?;
        let Ok(inside) = end.strip_prefix(self.site) else {
            return Err("this symbolic link leads out of the site's folder and is not followed".to_owned());
        };
        if inside.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b".")) {
            return Err("this symbolic link leads to a hidden file or folder and is not followed".to_owned());
        }
        Ok(end)
    }

    fn failed(&mut self, error: &walkdir::Error) {
        let path = self.shown(error.path().unwrap_or(self.site));
        if error.loop_ancestor().is_some() {
            let message = "this symbolic link leads to a folder that holds it, which is read already".to_owned();
            self.stray(&path, message, "remove it".to_owned());
            return;
        }
        // A link that goes in circles or nowhere fails here too, before we see it as an entry.
        let name = error.path().and_then(Path::file_name).unwrap_or_default();
        if self.tree.ignores(name.as_encoded_bytes()) {
            return;
        }
        let why = error.io_error().map_or_else(|| error.to_string(), reason);
        let is_link = error.path().is_some_and(Path::is_symlink);
        let what = if is_link { "this symbolic link leads nowhere" } else { "this could not be read" };
        let name = name.to_string_lossy();
        self.refuse(error.depth(), &name, &path, format!("{what}: {why}"), None);
    }

    fn report(&mut self, path: &str, message: String) -> &mut Diagnostic {
        self.push(Diagnostic::new(Code::UnreadableInput, Location::start_of(&path.into()), message))
    }

    fn stray(&mut self, path: &str, message: String, help: String) {
        self.push(Diagnostic::new(Code::StrayFile, Location::start_of(&path.into()), message).help(help));
    }

    fn push(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        self.walked.diagnostics.push(diagnostic);
        self.walked.diagnostics.last_mut().expect("one was pushed just now")
    }

    /// A path relative to the site's folder as messages and inputs bear it.
    fn shown(&self, path: &Path) -> String {
        let inside = path.strip_prefix(self.site).unwrap_or(path);
        let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        printable(&composed(&parts.join("/"))).into_owned()
    }
}

/// What went wrong with a file, in an editor's words where we have some.
pub fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::PermissionDenied => "its permissions forbid it".to_owned(),
        _ => error.to_string(),
    }
}

/// Whether the author of a file with this name meant Markdown.
fn is_markdown(name: &str) -> bool {
    let name = name.to_lowercase();
    [".md", ".markdown", ".mdown", ".mkd", ".mdx", ".md.txt"].iter().any(|end| name.ends_with(end))
}

fn folders() -> String {
    let names: Vec<_> = Folder::OF_CONTENT.iter().map(|(name, _)| format!("`content/{name}/`")).collect();
    names.join(", ")
}

fn move_or_rename(name: &str) -> String {
    match suggest::nearest(name, Folder::OF_CONTENT.iter().map(|(known, _)| *known)) {
        Some(near) => suggest::did_you_mean(&format!("content/{near}/")),
        None => {
            format!("the folders of `content/` are {}; start a name with `_` to keep a folder unread", folders())
        }
    }
}
