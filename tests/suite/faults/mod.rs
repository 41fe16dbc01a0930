//! Faults and attacks that really happen: kills, full and read-only disks, links, FIFOs, files that come and go.
//!
//! Full and read-only disks need a mount of their own. Where neither root nor a user namespace can make one, the
//! tests fail and say so; `DATELINE_NO_MOUNTS="the reason"` lets them pass untried.

mod clock;
mod killed;
mod mounted;
mod places;
mod reading;
mod strangers;
mod together;
mod unchanged;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use dateline::write::{Content, Outputs};

/// What a folder holds: the path of each file, and its bytes. Of a link, where it leads.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Everything under a folder, empty folders included, without following links.
pub fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("a folder to look at").map(Result::unwrap) {
            let kind = entry.file_type().unwrap();
            let path = entry.path().strip_prefix(folder).unwrap().to_str().expect("a name in UTF-8").to_owned();
            if kind.is_dir() {
                if std::fs::read_dir(entry.path()).unwrap().next().is_none() {
                    tree.insert(format!("{path}/"), Vec::new());
                }
                folders.push(entry.path());
            } else if kind.is_file() {
                tree.insert(path, std::fs::read(entry.path()).unwrap());
            } else {
                let end = std::fs::read_link(entry.path()).unwrap_or_default();
                tree.insert(path, format!("-> {}", end.display()).into_bytes());
            }
        }
    }
    tree
}

/// Outputs from paths and texts.
pub fn outputs(files: &[(&str, &str)]) -> Outputs {
    files.iter().map(|(path, text)| ((*path).to_owned(), Content::Bytes(text.as_bytes().to_vec().into()))).collect()
}

/// What a folder holds that is equal to these outputs.
pub fn as_tree(outputs: &Outputs) -> Tree {
    outputs.iter().map(|(path, content)| (path.clone(), content.bytes().unwrap().into_owned())).collect()
}

/// Puts a file where it belongs, with the folders above it.
pub fn put(folder: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let file = folder.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, bytes).unwrap();
}

/// A command that runs one test of this binary in a process of its own.
pub fn alone(test: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--ignored", "--nocapture"]);
    command
}
