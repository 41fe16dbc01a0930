//! A copy of one's own: the texts that quotations were compared with, kept in a folder that is never published.
//!
//! Each text has a file of its own, and beside it a record of where and when it was had and of its hashes. `SHA256SUMS` lists
//! all files as `sha256sum --check` reads them: whoever has that list, or a time stamp of it, can show later that nothing was
//! changed. What is kept stays; a text that comes again is not kept twice.

use super::compare::Comparable;
use crate::Error;
use crate::atomic;
use crate::model::Source;
use chrono::NaiveDate;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The list of all hashes.
const SUMS: &str = "SHA256SUMS";

/// The folder of kept texts.
#[derive(Debug)]
pub struct KeptTexts {
    folder: PathBuf,
}

/// What stands beside a text.
#[derive(Serialize)]
struct TextRecord<'a> {
    source: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    /// `local`, `archived` or `live`.
    from: &'a str,
    /// The address that gave the text: of the archived copy, or where the page's own address led.
    #[serde(skip_serializing_if = "Option::is_none")]
    read_at: Option<&'a str>,
    compared: String,
    /// The hash of the file, byte by byte.
    sha256: String,
    /// The hash that `content/verification.yaml` names: of the words with one space between them.
    sha256_of_words: &'a str,
}

impl KeptTexts {
    /// Makes the folder, of which git is to take nothing.
    ///
    /// # Errors
    ///
    /// Where it would be published with the site at `site`, or can't be made.
    pub fn open(folder: &Path, site: &Path) -> Result<Self, Error> {
        let kept = real(folder).map_err(|error| Error::io("find", folder, error))?;
        let refuse =
            |why: &str| Err(Error::Refused(format!("`--keep {}` {why}: name a folder elsewhere", folder.display())));
        for published in ["content", "static", "templates", "public"] {
            if real(&site.join(published)).is_ok_and(|published| kept.starts_with(published)) {
                return refuse(&format!("lies in `{published}`, which is published"));
            }
        }
        if real(site).is_ok_and(|site| site.starts_with(&kept)) {
            return refuse("is the folder of the site, or one around it");
        }
        std::fs::create_dir_all(&kept).map_err(|error| Error::io("make", &kept, error))?;
        let ignore = kept.join(".gitignore");
        if !ignore.exists() {
            atomic::replace(&ignore, b"# Texts of others, kept as evidence: never part of a repository.\n*\n")?;
        }
        Ok(Self { folder: kept })
    }

    /// Keeps a text that was compared on `day`, unless the same words were kept before.
    ///
    /// # Errors
    ///
    /// Where it can't be written.
    pub fn keep(&self, source: &Source, text: &Comparable, day: NaiveDate) -> Result<(), Error> {
        let id = source.id.as_str();
        let short = &text.sha256()[..12];
        let is_same = |name: &String| name.starts_with(&format!("{id}-")) && name.ends_with(&format!("-{short}.txt"));
        if self.names()?.iter().any(is_same) {
            return Ok(());
        }
        let stem = format!("{id}-{day}-{short}");
        let bytes = text.found.text.article.as_bytes();
        let record = TextRecord {
            source: id,
            title: &source.title,
            url: source.url.as_deref(),
            from: text.found.from.as_str(),
            read_at: text.found.url.as_deref(),
            compared: day.to_string(),
            sha256: sha256(bytes),
            sha256_of_words: text.sha256(),
        };
        let record = serde_json::to_string_pretty(&record).expect("a record has text keys only") + "\n";
        atomic::replace(&self.folder.join(format!("{stem}.txt")), bytes)?;
        atomic::replace(&self.folder.join(format!("{stem}.json")), record.as_bytes())
    }

    /// Lists the hashes of all files.
    ///
    /// # Errors
    ///
    /// Where a file can't be read or the list can't be written.
    pub fn list(&self) -> Result<(), Error> {
        let mut sums = BTreeMap::new();
        for name in self.names()?.into_iter().filter(|name| name.ends_with(".txt") || name.ends_with(".json")) {
            let path = self.folder.join(&name);
            let bytes = std::fs::read(&path).map_err(|error| Error::io("read", &path, error))?;
            sums.insert(name, sha256(&bytes));
        }
        let lines: String = sums.into_iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect();
        atomic::replace(&self.folder.join(SUMS), lines.as_bytes())
    }

    fn names(&self) -> Result<Vec<String>, Error> {
        let failed = |error| Error::io("list", &self.folder, error);
        let entries = std::fs::read_dir(&self.folder).map_err(failed)?;
        entries.map(|entry| Ok(entry.map_err(failed)?.file_name().to_string_lossy().into_owned())).collect()
    }
}

/// Where a folder is, or will be once it is made.
fn real(folder: &Path) -> std::io::Result<PathBuf> {
    match (folder.canonicalize(), folder.parent(), folder.file_name()) {
        (Err(error), Some(parent), Some(name)) if error.kind() == ErrorKind::NotFound => {
            let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
            Ok(real(parent)?.join(name))
        }
        (found, ..) => found,
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
