//! Brings the folder into memory; no other module reads files.

use std::path::PathBuf;
use std::sync::Arc;

/// Everything a build reads, in memory, in the order of their paths.
#[derive(Debug, Default, Clone)]
pub struct Inputs {
    /// `content/site.yaml`.
    pub site: Option<Input>,
    /// The Markdown files of `content/`'s named folders.
    pub documents: Vec<Input>,
    /// Other files beside events: pictures, documents.
    pub media: Vec<Media>,
    /// The site's own templates, by name relative to `templates/`; one wins over the default of the same name.
    pub templates: Vec<Input>,
    /// The site's own static files, by path relative to `static/`.
    pub statics: Vec<StaticFile>,
}

/// A text file.
#[derive(Debug, Clone)]
pub struct Input {
    /// Which folder it was found in.
    pub folder: Folder,
    /// Relative to the site's folder, with forward slashes; templates: relative to `templates/`.
    pub path: Arc<str>,
    /// Its text, without a byte order mark.
    pub text: Arc<str>,
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
    /// `content/site.yaml`
    Site,
    /// `templates/`
    Templates,
}

/// A file beside an event that a page may show; its bytes are copied by `write`, not kept here.
#[derive(Debug, Clone)]
pub struct Media {
    /// Relative to the site's folder, with forward slashes.
    pub path: Arc<str>,
    /// Where its bytes are.
    pub file: PathBuf,
    pub bytes: u64,
    /// Width and height in pixels, for pictures whose header says so.
    pub dimensions: Option<(u32, u32)>,
}

/// A file that is copied as it is.
#[derive(Debug, Clone)]
pub struct StaticFile {
    /// Where it goes, relative to the output folder, with forward slashes.
    pub path: Arc<str>,
    pub content: crate::write::Content,
}
