//! What the search index costs beside all else that a build makes: time, memory, bytes.
//!
//! `cargo run --release --example made_up_site -- 10000 FOLDER`, then
//! `cargo run --release --example search_cost -- FOLDER`. `docs/performance.md` keeps what came out.

use dateline::Options;
use dateline::render::{OutputList, SiteRenderer};
use dateline::resolve::Drafts;
use dateline::write::Content;
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

fn main() {
    let site = PathBuf::from(std::env::args().nth(1).expect("the folder of a site"));
    let today = chrono::NaiveDate::from_ymd_opt(2033, 1, 1).expect("a day");
    let options = Options { site, base_url: None, drafts: Drafts::LeftOut, strict: false, today };
    let start = Instant::now();
    let checked = dateline::check(&options, &mut |_| ()).expect("a site");
    println!("reading and checking: {} ms, {} MB", start.elapsed().as_millis(), peak());
    let renderer = Arc::new(SiteRenderer::new(Arc::new(checked)).expect("the templates are sound"));
    let start = Instant::now();
    let files = dateline::render::search_files(&renderer);
    println!("the search index alone: {} ms, {} MB", start.elapsed().as_millis(), peak());
    let bytes = |content: &Content| content.bytes().expect("pages").len();
    println!("{} files, {} KB", files.len(), files.values().map(bytes).sum::<usize>() / 1024);
    drop(files);
    let start = Instant::now();
    let outputs = OutputList::new(&renderer).outputs(&renderer);
    let made: usize = outputs.par_iter().map(|(_, content)| bytes(content)).sum();
    println!(
        "all else that is written: {} files, {} KB, {} ms, {} MB",
        outputs.len(),
        made / 1024,
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
