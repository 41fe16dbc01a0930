//! What the last import of a table made, so that the next one can tell whether a row or its file has changed since.
//!
//! A sheet that colleagues keep stays where they write, and is imported again and again. Rows are known by their ids, and
//! of each file that was made its fingerprint is kept: a file that still has it was not changed here, and a row that would
//! make it again was not changed there.

use crate::model::Id;
use crate::yaml::{self, Value};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The record of a table's last import. It lies beside the content, which `_` keeps from being read.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    /// The event of each row, by the row's id: its path in the site's folder.
    pub rows: BTreeMap<String, String>,
    /// The fingerprint of each file that was made, by its path.
    pub files: BTreeMap<String, String>,
}

const HEAD: &str = "# Written by `dateline import`; commit it with the content. By it the next import of the same table knows what\n\
    # has changed there and what here. Nothing here is meant to be edited by hand.\n";

impl Record {
    /// Where the record of the table with this name lies in a site's folder.
    pub fn path(table: &str) -> String {
        let name = Some(Id::suggestion(table)).filter(|name| !name.is_empty());
        format!("content/_imports/{}.yaml", name.as_deref().unwrap_or("table"))
    }

    /// Reads a record.
    ///
    /// # Errors
    ///
    /// Why it is none: what can't be read must not be written over.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut record = Self::default();
        let node = yaml::read(text).map_err(|problem| problem.message)?;
        let Value::Map(parts) = node.value else { return Err("it has no keys".to_owned()) };
        for (key, node) in parts {
            let into = match key.value.as_str() {
                "rows" => &mut record.rows,
                "files" => &mut record.files,
                other => return Err(format!("it has no key `{other}`")),
            };
            let Value::Map(entries) = node.value else { return Err(format!("`{}` has keys and values", key.value)) };
            for (key, node) in entries {
                let Value::Scalar { text, .. } = node.value else {
                    return Err(format!("`{}` has no text", key.value));
                };
                into.insert(key.value, text);
            }
        }
        Ok(record)
    }

    /// The fingerprint of a file that was made under another path and has been moved: its id is the same.
    pub fn of_moved(&self, path: &str) -> Option<&String> {
        let folder_and_id = |path: &str| {
            let folder = path.split('/').nth(1).map(str::to_owned);
            (folder, crate::parse::stem(path).to_owned())
        };
        let meant = folder_and_id(path);
        self.files.iter().find(|(known, _)| folder_and_id(known) == meant).map(|(_, fingerprint)| fingerprint)
    }

    /// The record as a file.
    pub fn text(&self) -> String {
        format!("{HEAD}{}", yaml::write(self))
    }
}

/// What is the same of two texts that say the same: line ends aside, and the day on which an event was added.
pub fn fingerprint(text: &str) -> String {
    let mut hash = Sha256::new();
    for line in text.lines().filter(|line| !line.starts_with("added: ")) {
        hash.update(line.trim_end());
        hash.update("\n");
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_comes_back_and_nothing_else_is_one() {
        let entry = |key: &str, value: &str| BTreeMap::from([(key.to_owned(), value.to_owned())]);
        let record = Record { rows: entry("0017", "content/events/a.md"), files: entry("content/events/a.md", "1e5") };
        assert_eq!(Record::read(&record.text()), Ok(record));
        for text in ["", "rows: [a]\n", "rows: {a: [b]}\n", "other: {}\n", "rows: [\n"] {
            assert!(Record::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_fingerprint_is_of_what_is_said() {
        let text = "---\ntitle: T\nadded: 2031-04-05\n---\n";
        assert_eq!(fingerprint(text), fingerprint(&text.replace("04-05", "04-06").replace('\n', "\r\n")));
        assert_ne!(fingerprint(text), fingerprint(&text.replace("title: T", "title: U")));
    }
}
