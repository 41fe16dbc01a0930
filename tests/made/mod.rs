//! Small sites for tests, built in memory. All people and places in them are invented.
#![allow(dead_code, reason = "each test uses a part of it")]

use chrono::NaiveDate;
use dateline::resolve::Drafts;
use dateline::write::Content;
use dateline::{Checked, Options};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// A site in a folder of its own, which goes away with it.
pub struct Made {
    pub folder: TempDir,
}

impl Made {
    /// A folder with nothing in it.
    pub fn empty() -> Self {
        Self { folder: TempDir::new().expect("a folder for the test") }
    }

    /// A site of these files, by path.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let made = Self::empty();
        for (path, text) in files {
            made.add(path, text.as_bytes());
        }
        made
    }

    /// Adds a file.
    pub fn add(&self, path: &str, bytes: &[u8]) {
        let file = self.folder.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder");
        std::fs::write(file, bytes).expect("a file");
    }

    /// The site, read and judged.
    pub fn check(&self) -> Checked {
        check(self.folder.path())
    }

    /// What a build would write, by path.
    pub fn build(&self) -> BTreeMap<String, Vec<u8>> {
        outputs(self.check())
    }
}

/// A site's folder, read and judged.
pub fn check(site: &Path) -> Checked {
    dateline::check(&options(site), &mut |_| ()).expect("the site can be read")
}

/// How a site is read and judged.
pub fn options(site: &Path) -> Options {
    Options {
        site: site.to_owned(),
        base_url: None,
        drafts: Drafts::LeftOut,
        strict: false,
        today: NaiveDate::from_ymd_opt(2033, 1, 1).expect("a day"),
    }
}

/// What a build would write, by path; a card is the drawing that it is made from.
pub fn outputs(checked: impl Into<Arc<Checked>>) -> BTreeMap<String, Vec<u8>> {
    let checked = checked.into();
    let errors: Vec<String> = (checked.diagnostics.iter())
        .filter(|found| found.severity == dateline::diagnostic::Severity::Error)
        .map(|found| format!("{}: {}", found.location.file, found.message))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    let outputs = dateline::render(checked).expect("the templates are sound");
    let bytes = |content: Content| match content {
        Content::Raster(raster) => raster.input.into_bytes(),
        content => content.bytes().expect("the templates are sound").into_owned(),
    };
    outputs.into_iter().map(|(path, content)| (path, bytes(content))).collect()
}
