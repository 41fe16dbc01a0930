//! Schemas as files, and the ids of a site that go into them.

use crate::Error;
use crate::atomic;
use crate::parse::schema::{FileKind, Ids};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The ids of the site in a folder, as far as its files can be read.
pub fn ids_of(site: &Path) -> Result<Ids, Error> {
    let (inputs, _) = crate::read::read(site)?;
    let (documents, _) = crate::parse::parse(&inputs);
    Ok(Ids::of(&documents))
}

/// The name of a schema's file.
pub fn file_name(kind: FileKind) -> String {
    format!("{}.schema.json", kind.as_str())
}

/// The name of the file for a schema of translations.
pub fn translation_file_name(kind: FileKind) -> String {
    format!("{}-translation.schema.json", kind.as_str())
}

/// JSON for people, with a line feed at its end.
pub fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// Writes texts by path relative to `folder`, and leaves alone those that are equal already.
pub fn write_all(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), Error> {
    for (name, text) in files {
        let path = folder.join(name);
        if std::fs::read(&path).is_ok_and(|before| before == text.as_bytes()) {
            continue;
        }
        let parent = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent).map_err(|error| Error::io("make", parent, error))?;
        atomic::replace(&path, text.as_bytes())?;
    }
    Ok(())
}
