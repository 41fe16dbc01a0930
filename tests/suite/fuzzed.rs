//! What the fuzzer tries, on its small corpora: what was found once stays mended. `fuzz/README.md` says how it is run.

use crate::{harness, trials};

/// Tries every file of a corpus, and what is in no corpus of its own: nothing at all.
fn corpus(name: &str, try_it: fn(&[u8])) {
    let folder = harness::root().join("fuzz/corpus").join(name);
    let mut files: Vec<_> = std::fs::read_dir(&folder).expect("a corpus").map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 3, "{} holds next to nothing", folder.display());
    try_it(b"");
    for file in files {
        println!("{}", file.display());
        try_it(&std::fs::read(&file).expect("a file of the corpus"));
    }
}

#[test]
fn front_matter() {
    corpus("front_matter", trials::front_matter::try_it);
}

#[test]
fn edtf() {
    corpus("edtf", trials::edtf::try_it);
}

#[test]
fn markdown() {
    corpus("markdown", trials::markdown::try_it);
}

#[test]
fn importers() {
    corpus("importers", trials::importers::try_it);
}

#[test]
fn site() {
    corpus("site", trials::site::try_it);
}

#[test]
fn texts() {
    corpus("texts", trials::texts::try_it);
}

#[test]
fn forms() {
    corpus("forms", trials::forms::try_it);
}

#[test]
fn page_metadata() {
    corpus("page_metadata", trials::page_metadata::try_it);
}
