//! The least time that a build can take on this machine: files read, parsed by the packages alone and written, with
//! nothing understood, checked or made in between.
//!
//! `cargo run --release --example made_up_site -- 10000 FOLDER`, build it into OUTPUT, then
//! `cargo run --release --example floor -- FOLDER OUTPUT COPY`. The files of OUTPUT are read into memory first, which
//! isn't counted, and then written to COPY. `docs/performance.md` keeps what came out.

use pulldown_cmark::{Parser, html};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use walkdir::WalkDir;

fn main() {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [site, output, copy] = folders.as_slice() else { panic!("three folders: of the site, its output and a copy") };
    assert!(!copy.exists(), "{} is there already", copy.display());
    let made = files(output);
    let made: Vec<(PathBuf, Vec<u8>)> = made.into_par_iter().map(|path| (within(output, &path), read(&path))).collect();

    let whole = Instant::now();
    let content: Vec<Vec<u8>> = files(&site.join("content")).par_iter().map(|path| read(path)).collect();
    tell("read", content.len(), content.iter().map(Vec::len).sum(), whole);

    let start = Instant::now();
    let parsed: usize = content.par_iter().map(|text| parsed(&String::from_utf8_lossy(text))).sum();
    tell("parse", content.len(), parsed, start);

    let start = Instant::now();
    made.par_iter().for_each(|(path, bytes)| {
        let path = copy.join(path);
        let written = fs::create_dir_all(path.parent().expect("a folder")).and_then(|()| fs::write(&path, bytes));
        written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    });
    tell("write", made.len(), made.iter().map(|(_, bytes)| bytes.len()).sum(), start);
    println!("together: {} ms", whole.elapsed().as_millis());
}

/// The front matter as YAML of no shape, the body as HTML; gives the body's length, so that nothing is left out.
fn parsed(text: &str) -> usize {
    let front = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    let (front, body) = front.unwrap_or((text, ""));
    let value: Result<serde_yaml::Value, _> = serde_yaml::from_str(front);
    let mut markup = String::new();
    html::push_html(&mut markup, Parser::new(body));
    markup.len() + usize::from(value.is_ok())
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).into_iter().map(|entry| entry.expect("a folder that can be read"));
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

fn within(folder: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(folder).expect("a path in the folder").to_owned()
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn tell(what: &str, files: usize, bytes: usize, start: Instant) {
    println!("{what}: {files} files, {} KB, {} ms", bytes / 1024, start.elapsed().as_millis());
}
