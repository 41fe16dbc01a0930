//! What the search index costs beside all else that a build makes: time, memory, bytes.
//!
//! `cargo run --release --example made_up_site -- 10000 FOLDER`, then
//! `cargo run --release --example search_cost -- FOLDER`. `docs/search-measured.md` keeps what came out.

use dateline::render::search;
use dateline::resolve::Drafts;
use dateline::{Checked, Options};
use std::path::PathBuf;
use std::time::Instant;

fn main() {
    let site = PathBuf::from(std::env::args().nth(1).expect("the folder of a site"));
    let today = chrono::NaiveDate::from_ymd_opt(2033, 1, 1).expect("a day");
    let options = Options { site, base_url: None, drafts: Drafts::LeftOut, strict: false, today };
    let start = Instant::now();
    let checked = dateline::check(&options, &mut |_| ()).expect("a site");
    let Checked { site, ledger, words, .. } = &checked;
    println!("reading and checking: {} ms, {} MB", start.elapsed().as_millis(), peak());
    let start = Instant::now();
    let records = search::records(site, ledger, words);
    let files = search::files(&records);
    println!("the search index alone: {} ms, {} MB", start.elapsed().as_millis(), peak());
    let bytes: usize = files.values().map(Vec::len).sum();
    println!("{} records in {} files, {} KB", records.len(), files.len(), bytes / 1024);
    drop((records, files));
    let start = Instant::now();
    let outputs = dateline::render(&checked).expect("pages");
    println!(
        "all that is written, the index too: {} files, {} ms, {} MB",
        outputs.len(),
        start.elapsed().as_millis(),
        peak()
    );
}

/// The most memory that was ever held, as Linux tells it.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
