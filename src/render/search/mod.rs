//! Full-text search without a server: an index in small files, of which a browser fetches only what a query needs.
//!
//! Ours, because measuring showed that the maintained one can't serve: Pagefind 1.6 needs 4.5 s and 0.9 GB for 10,000
//! pages, several times the whole build, and keeps one index per language, so that a Chinese query from an English
//! page finds nothing.
//!
//! Terms are sorted and cut into shards; `manifest.json` says with which term each begins. What is shown of a result
//! lies in chunks of [`CHUNK`] documents. `static/search.js` reads the same words by the same rules ([`terms`]).

mod documents;
mod index;
mod terms;

pub use documents::documents;

use documents::SearchDocument;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many documents' texts lie in one file: one result should not cost a reader much.
const CHUNK: usize = 16;

/// Texts are searched whole and kept up to here, to show the passage from.
const KEPT_TEXT: usize = 3_000;

/// How much JSON one shard holds, about; compressed it is a third.
const SHARD: usize = 40_000;

#[derive(Serialize)]
struct IndexManifest<'a> {
    version: u32,
    documents: usize,
    chunk: usize,
    /// The first term of each shard.
    shards: Vec<&'a str>,
    /// Terms in so many documents that finding them says nothing; they are in no shard.
    common: Vec<&'a str>,
    /// Each sort of document with the number of its first; in order.
    sorts: Vec<(&'static str, usize)>,
}

#[derive(Serialize)]
struct Shard<'a> {
    terms: Vec<&'a str>,
    /// For each term: document, weight, document, weight …; documents as distances from the one before.
    postings: Vec<&'a [u32]>,
}

/// The files of the index, by name; the same documents give the same bytes. None where they are `wanted` no longer.
pub fn files(documents: &[SearchDocument<'_>], wanted: &dyn Fn() -> bool) -> Option<BTreeMap<String, Vec<u8>>> {
    let index = index::SearchIndex::of(documents, wanted)?;
    let mut files = BTreeMap::new();
    let mut firsts = Vec::new();
    for (number, terms) in index.shards(SHARD).into_iter().enumerate() {
        firsts.push(terms[0].0.as_str());
        let shard = Shard {
            terms: terms.iter().map(|(term, _)| term.as_str()).collect(),
            postings: terms.iter().map(|(_, postings)| postings.as_slice()).collect(),
        };
        files.insert(format!("terms-{number}.json"), json(&shard));
    }
    for (number, chunk) in documents.chunks(CHUNK).enumerate() {
        let shown: Vec<_> = chunk.iter().map(cut).collect();
        files.insert(format!("texts-{number}.json"), json(&shown));
    }
    let common = index.common.iter().map(String::as_str).collect();
    let mut sorts: Vec<(&'static str, usize)> = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        if sorts.last().is_none_or(|(sort, _)| *sort != document.sort.as_str()) {
            sorts.push((document.sort.as_str(), number));
        }
    }
    let manifest =
        IndexManifest { version: 1, documents: documents.len(), chunk: CHUNK, shards: firsts, common, sorts };
    files.insert("manifest.json".to_owned(), json(&manifest));
    Some(files)
}

/// The document with no more text than is needed to show a passage.
fn cut<'a>(document: &'a SearchDocument<'_>) -> SearchDocument<'a> {
    let end = document.text.floor_char_boundary(KEPT_TEXT);
    SearchDocument { text: document.text[..end].trim().into(), ..document.clone() }
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("text and numbers can always be written as JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(documents: &[SearchDocument<'_>]) -> BTreeMap<String, Vec<u8>> {
        super::files(documents, &|| true).expect("they are wanted")
    }

    #[test]
    fn what_nobody_wants_is_given_up() {
        assert!(super::files(&[document("A", "b")], &|| false).is_none());
    }

    fn document<'a>(title: &'a str, text: &'a str) -> SearchDocument<'a> {
        SearchDocument {
            href: "events/a/index.html".to_owned(),
            title: title.into(),
            label: "Report".into(),
            sort: documents::Sort::Events,
            date: String::new(),
            status: vec!["Denied by Ida Bloom, 5 April 2031.".to_owned()],
            caveat: None,
            text: text.into(),
        }
    }

    /// The documents that `term` finds, read back from the files as the script does.
    fn find(files: &BTreeMap<String, Vec<u8>>, term: &str) -> Vec<u64> {
        let parse = |name: &str| serde_json::from_slice::<serde_json::Value>(&files[name]).expect("our own JSON");
        let shards = parse("manifest.json")["shards"].as_array().unwrap().len();
        (0..shards)
            .flat_map(|number| {
                let shard = parse(&format!("terms-{number}.json"));
                let at = shard["terms"].as_array().unwrap().iter().position(|known| known == term);
                let mut document = 0;
                let postings = at.map_or(Vec::new(), |at| shard["postings"][at].as_array().unwrap().clone());
                let step = |pair: &[serde_json::Value]| {
                    document += pair[0].as_u64().unwrap();
                    document
                };
                postings.chunks(2).map(step).collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn words_are_found_in_any_script() {
        let files = files(&[
            document("The warden resigns", "Marie-Josée saw it."),
            document("港务局长辞职", "她否认了指控。"),
            document("Ликвидация", "Ёлка и HARBOUR"),
        ]);
        assert_eq!(find(&files, "warden"), [0]);
        assert_eq!(find(&files, "josee"), [0]);
        assert_eq!(find(&files, "局长"), [1]);
        assert_eq!(find(&files, "指控"), [1]);
        assert_eq!(find(&files, "harbour"), [2]);
        assert_eq!(find(&files, "елка"), [2]);
    }

    #[test]
    fn shards_are_small_and_texts_are_cut_at_characters() {
        let long = "é".repeat(5_000);
        let texts: Vec<_> = (0..500).map(|n| (format!("title{n}"), format!("word{n} {long}"))).collect();
        let documents: Vec<_> = texts.iter().map(|(title, text)| document(title, text)).collect();
        let files = files(&documents);
        assert!(files.keys().filter(|name| name.starts_with("texts-")).count() == 500_usize.div_ceil(CHUNK));
        assert!(files.iter().filter(|(name, _)| name.starts_with("terms-")).all(|(_, bytes)| bytes.len() < 2 * SHARD));
    }

    #[test]
    fn the_status_goes_with_what_is_found() {
        let files = files(&[document("A", "b")]);
        assert!(String::from_utf8_lossy(&files["texts-0.json"]).contains("Denied by Ida Bloom"));
    }
}
