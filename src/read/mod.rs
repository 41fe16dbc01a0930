//! Brings the folder into memory; no other module reads files.
//!
//! Only `.md` files under `content/`'s named folders and `content/site.yaml` are content; other files beside an event
//! are its media; `templates/` and `static/` hold what a site has of its own look. What can't be read is reported in
//! a diagnostic and kept without its text, so that an editor learns of everything in one run and of nothing twice.
//!
//! A pull request from a stranger is read too. So nothing is opened that is no regular file, no link is followed out
//! of the site or into its hidden folders, and sizes, depth and numbers are bounded.
//!
//! Two names that differ only in case or Unicode form are both handed on, composed (NFC). Later stages, which give them
//! ids and addresses, find that they clash.

pub mod name;

pub mod regular;

mod incremental;

mod picture;
mod text;
mod walk;
pub mod withheld;

use std::hash::{Hash, Hasher};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::error::Error;
use crate::withheld::{FileSearch, WithheldNames};
use text::{Decoded, decode};
use walk::{FoundFile, Role, Tree, reason, walk};

/// The size of a text: a long book. An event has a few kilobytes.
const MAX_TEXT: u64 = 1 << 20;

/// The size of the records of a site with some ten thousand quotations and addresses.
pub const MAX_VERIFICATION: u64 = 16 << 20;

/// The size of all texts together, which are in memory at once.
const MAX_TEXTS: u64 = 512 << 20;

/// Everything under `site` that a build needs, and what is wrong with it.
///
/// Fails only when there is no site to speak of.
pub fn read(site: &Path) -> Result<(Inputs, Vec<Diagnostic>), Error> {
    let site = open(site)?;
    let (mut found, mut refused) = (Vec::new(), Vec::new());
    let mut diagnostics = Vec::new();
    for tree in Tree::ALL {
        if is_there(&site, tree)? {
            let walked = walk(&site, tree)?;
            found.extend(walked.found);
            refused.extend(walked.refused);
            diagnostics.extend(walked.diagnostics);
        }
    }
    found.sort_by(|a, b| (&a.path, &a.file).cmp(&(&b.path, &b.file)));
    let (names, of_names) = withheld::names(&site)?;
    diagnostics.extend(of_names);

    let total = AtomicU64::new(0);
    let loaded: Vec<Loaded> = found.into_par_iter().map(|found| load(found, &total, &names)).collect();

    let mut inputs = Inputs { broken: refused, withheld: names, ..Inputs::default() };
    for loaded in loaded {
        inputs.add(loaded, &mut diagnostics)?;
    }
    inputs.broken.sort_by(|one, other| one.path.cmp(&other.path));
    if total.into_inner() > MAX_TEXTS {
        let message = format!("the texts of this site have more than {} MiB together", MAX_TEXTS >> 20);
        let location = Location::start_of(&Tree::Content.name().into());
        diagnostics.push(
            Diagnostic::new(Code::UnreadableInput, location, message)
                .help("not all of them were read: split the site, or take out what is no text"),
        );
    }
    diagnostics.sort_by(|a, b| (&a.location, a.code).cmp(&(&b.location, b.code)));
    Ok((inputs, diagnostics))
}

/// Everything a build reads, in memory, in the order of their paths.
#[derive(Debug, Default, Clone, Hash)]
pub struct Inputs {
    /// `content/site.yaml`.
    pub site: Option<Input>,
    /// `content/verification.yaml`: what was found when quotations were compared with their texts.
    pub verification: Option<Input>,
    /// The Markdown files of `content/`'s named folders.
    pub documents: Vec<Input>,
    /// Other files beside events: pictures, documents.
    pub media: Vec<MediaInput>,
    /// The site's own templates, by name relative to `templates/`; one wins over the default of the same name.
    pub templates: Vec<Input>,
    /// The site's own static files, by path relative to `static/`.
    pub statics: Vec<StaticFile>,
    /// The names that must not appear.
    pub withheld: WithheldNames,
    /// Texts that are not taken, kept for the excerpts of their diagnostics; empty where they could not be read.
    pub broken: Vec<Input>,
}

impl Inputs {
    /// The text of the file that a diagnostic's location names, if it has one.
    pub fn text(&self, file: &str) -> Option<&Arc<str>> {
        fn find<'a>(inputs: &'a [Input], path: &str) -> Option<&'a Arc<str>> {
            inputs.binary_search_by(|input| (*input.path).cmp(path)).ok().map(|at| &inputs[at].text)
        }
        let template = file.strip_prefix("templates/").and_then(|path| find(&self.templates, path));
        let single = [&self.site, &self.verification].into_iter().flatten();
        let single = single.filter(|input| &*input.path == file).map(|input| &input.text).next();
        template.or(single).or_else(|| find(&self.documents, file)).or_else(|| find(&self.broken, file))
    }

    /// Puts in a document that lies on no disk yet, at its place in the order.
    pub fn insert(&mut self, input: Input) {
        let at = self.documents.partition_point(|other| other.path < input.path);
        self.documents.insert(at, input);
    }

    fn add(&mut self, loaded: Loaded, diagnostics: &mut Vec<Diagnostic>) -> Result<(), Error> {
        match loaded {
            Loaded::Text(input) => match input.folder {
                Folder::Site => self.site = Some(input),
                Folder::Verification => self.verification = Some(input),
                Folder::Templates => self.templates.push(input),
                _ => self.documents.push(input),
            },
            Loaded::Media(media) => self.media.push(media),
            Loaded::Static(file) => self.statics.push(file),
            Loaded::Broken(input, diagnostic) => {
                self.broken.push(input);
                diagnostics.push(diagnostic);
            }
            Loaded::Unreadable(diagnostic) => diagnostics.push(diagnostic),
            Loaded::TooMuch(input) => self.broken.push(input),
            Loaded::Failed(error) => return Err(error),
        }
        Ok(())
    }
}

/// A text file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Input {
    /// Which folder it was found in.
    pub folder: Folder,
    /// Relative to the site's folder, with forward slashes; templates: relative to `templates/`.
    pub path: Arc<str>,
    /// Its text, without a byte order mark and with `\n` at every line's end, whatever the file has.
    pub text: Arc<str>,
}

impl Input {
    /// A file of which nothing is known but that it is there.
    fn unread(folder: Folder, path: &Arc<str>) -> Self {
        Self { folder, path: Arc::clone(path), text: "".into() }
    }
}

/// The named folders of `content/`, and the other places an input comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Folder {
    Events,
    Sources,
    Claims,
    People,
    Organizations,
    Places,
    Pages,
    /// Topics: tags with a file of their own.
    Tags,
    /// `content/site.yaml`
    Site,
    /// `content/verification.yaml`
    Verification,
    /// `templates/`
    Templates,
}

impl Folder {
    /// The named folders of `content/`.
    pub const OF_CONTENT: [(&str, Self); 8] = [
        ("events", Self::Events),
        ("sources", Self::Sources),
        ("claims", Self::Claims),
        ("people", Self::People),
        ("organizations", Self::Organizations),
        ("places", Self::Places),
        ("pages", Self::Pages),
        ("tags", Self::Tags),
    ];

    /// The named folder of `content/` with this name.
    pub fn of_content(name: &str) -> Option<Self> {
        Self::OF_CONTENT.iter().find(|(known, _)| *known == name).map(|(_, folder)| *folder)
    }
}

/// A file beside an event that a page may show; its bytes are copied by `write`, not kept here.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MediaInput {
    /// Relative to the site's folder, composed (NFC), with forward slashes.
    pub path: Arc<str>,
    /// Where its bytes are.
    pub file: PathBuf,
    pub bytes: u64,
    /// Width and height in pixels, for pictures whose header says so.
    pub dimensions: Option<(u32, u32)>,
    /// Which names stand in it that must not appear.
    pub search: FileSearch,
}

/// A file that is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticFile {
    /// Where it goes, relative to the output folder, with forward slashes.
    pub path: Arc<str>,
    /// Where its bytes are.
    pub file: PathBuf,
    /// Which names stand in it that must not appear.
    pub search: FileSearch,
}

impl Hash for StaticFile {
    /// By its path: pages may lead there, and what it holds is in none.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.path.hash(state);
    }
}

/// The site's folder without links in its path, if there is one.
fn open(site: &Path) -> Result<PathBuf, Error> {
    match site.canonicalize() {
        Ok(real) if real.is_dir() => Ok(real),
        Ok(_) => Err(Error::Refused(format!(
            "`{}` is a file; `--site` takes the folder that holds `content`",
            site.display()
        ))),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Error::Refused(format!(
            "there is no folder `{0}`: `dateline init {0}` starts a site there",
            site.display()
        ))),
        Err(error) => Err(Error::io("read", site, error)),
    }
}

/// Whether the site has this folder; it must have `content`.
fn is_there(site: &Path, tree: Tree) -> Result<bool, Error> {
    let path = site.join(tree.name());
    let real = match path.canonicalize() {
        Ok(real) => real,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if tree == Tree::Content {
                return Err(Error::Refused(format!(
                    "there is no folder `content` in `{}`: name the site's folder with `--site`, or start a site with \
                     `dateline init`",
                    site.display()
                )));
            }
            return Ok(false);
        }
        Err(error) => return Err(Error::io("read", &path, error)),
    };
    if !real.is_dir() {
        return Err(Error::Refused(format!("`{}` is a file where a folder belongs", path.display())));
    }
    if !real.starts_with(site) {
        return Err(Error::Refused(format!(
            "`{}` is a symbolic link that leads out of the site's folder: put the folder itself there",
            path.display()
        )));
    }
    Ok(true)
}

/// What became of a found file.
enum Loaded {
    Text(Input),
    Media(MediaInput),
    Static(StaticFile),
    Broken(Input, Diagnostic),
    Unreadable(Diagnostic),
    /// All that came before it is more than we hold, which is reported once.
    TooMuch(Input),
    /// The machine is at fault, and whatever would be said of the content would be wrong.
    Failed(Error),
}

fn load(found: FoundFile, total: &AtomicU64, names: &WithheldNames) -> Loaded {
    let loaded = match found.role {
        Role::Text(folder) => load_text(&found, folder, total),
        Role::Media => load_media(&found, names),
        Role::Static => withheld::search(names, &found.path, &found.file).map(|search| {
            let path = found.path.strip_prefix("static/").unwrap_or(&found.path).into();
            Loaded::Static(StaticFile { path, file: found.file.clone(), search })
        }),
    };
    loaded.unwrap_or_else(|error| {
        if regular::is_exhausted(&error) {
            return Loaded::Failed(Error::io("read", &found.file, error));
        }
        let message = match error.kind() {
            ErrorKind::NotFound => "the file went away while it was read".to_owned(),
            _ => format!("the file could not be read: {}", reason(&error)),
        };
        unreadable(&found, Diagnostic::new(Code::UnreadableInput, Location::start_of(&found.path), message))
    })
}

/// A file of which nothing is known but that it is there: so that a reference to it isn't reported as leading nowhere.
fn unreadable(found: &FoundFile, diagnostic: Diagnostic) -> Loaded {
    match found.role {
        Role::Text(folder) => Loaded::Broken(Input::unread(folder, &found.path), diagnostic),
        Role::Media | Role::Static => Loaded::Unreadable(diagnostic),
    }
}

fn load_text(found: &FoundFile, folder: Folder, total: &AtomicU64) -> io::Result<Loaded> {
    let file = regular::open(&found.file)?;
    let mut bytes = Vec::new();
    // One byte more than allowed tells that there is more, whatever the size was a moment ago.
    let most = if folder == Folder::Verification { MAX_VERIFICATION } else { MAX_TEXT };
    let length = file.take(most + 1).read_to_end(&mut bytes)? as u64;
    if length > most {
        let (what, help) = match folder {
            Folder::Verification => {
                ("for records", "take the last version that was read out of the repository's history")
            }
            Folder::Templates => ("for a template", "split it"),
            Folder::Site => ("for settings", "take out what is no setting"),
            _ => ("for the text of one page", "split it"),
        };
        let message = format!("the file has more than {} KiB, which is too much {what}", most >> 10);
        let diagnostic = Diagnostic::new(Code::UnreadableInput, Location::start_of(&found.path), message);
        return Ok(unreadable(found, diagnostic.help(help)));
    }
    if total.fetch_add(length, Ordering::Relaxed) + length > MAX_TEXTS {
        return Ok(Loaded::TooMuch(Input::unread(folder, &found.path)));
    }
    let input = |text: String| {
        let path = match folder {
            Folder::Templates => found.path.strip_prefix("templates/").unwrap_or(&found.path).into(),
            _ => Arc::clone(&found.path),
        };
        Input { folder, path, text: text.into() }
    };
    Ok(match decode(bytes) {
        Decoded::Text(text) => Loaded::Text(input(text)),
        Decoded::Bad { shown, code, span, message, help } => {
            let location = Location { file: Arc::clone(&found.path), span };
            let shown = Input { folder, path: Arc::clone(&found.path), text: shown.into() };
            Loaded::Broken(shown, Diagnostic::new(code, location, message).help(help))
        }
    })
}

fn load_media(found: &FoundFile, names: &WithheldNames) -> io::Result<Loaded> {
    let file = regular::open(&found.file)?;
    let bytes = file.metadata()?.len();
    let dimensions = picture::dimensions(file);
    let search = withheld::search(names, &found.path, &found.file)?;
    Ok(Loaded::Media(MediaInput { path: Arc::clone(&found.path), file: found.file.clone(), bytes, dimensions, search }))
}
