//! How long each stage takes on made-up sites: `cargo bench`. The whole program beside others is `compare.py`'s.

#[path = "../examples/made_up_site.rs"]
#[allow(dead_code, reason = "its `main` is the example's")]
mod made_up_site;

use dateline::parse::ParseCache;
use dateline::read::Folder;
use dateline::render::{OutputList, SiteRenderer};
use dateline::resolve::{Drafts, resolve};
use dateline::{Checked, Options};
use divan::{Bencher, black_box};
use std::sync::Arc;
use tempfile::TempDir;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Events of the sites; there is a source for every ten.
const SIZES: &[usize] = &[100, 1_000, 10_000];

fn main() {
    divan::main();
}

/// A site on the disk.
struct Made {
    folder: TempDir,
}

impl Made {
    fn of(events: usize) -> Self {
        let folder = TempDir::new().expect("a folder");
        made_up_site::write(events, events / 10, folder.path()).expect("the site can be written");
        Self { folder }
    }

    fn options(&self) -> Options {
        Options {
            site: self.folder.path().to_owned(),
            base_url: None,
            drafts: Drafts::LeftOut,
            strict: false,
            today: chrono::NaiveDate::from_ymd_opt(2033, 1, 1).expect("a day"),
        }
    }

    fn checked(&self) -> Arc<Checked> {
        Arc::new(dateline::check(&self.options(), &mut |_| ()).expect("the site can be read"))
    }
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn read(bencher: Bencher, events: usize) {
    let made = Made::of(events);
    bencher.bench(|| dateline::read::read(made.folder.path()).expect("the site can be read"));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn parse(bencher: Bencher, events: usize) {
    let made = Made::of(events);
    let (inputs, _) = dateline::read::read(made.folder.path()).expect("the site can be read");
    bencher.bench(|| dateline::parse::parse(black_box(&inputs)));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn resolve_names(bencher: Bencher, events: usize) {
    let made = Made::of(events);
    let (inputs, _) = dateline::read::read(made.folder.path()).expect("the site can be read");
    bencher
        .with_inputs(|| dateline::parse::parse(&inputs).0)
        .bench_values(|documents| resolve(documents, &inputs.media, Drafts::LeftOut));
}

/// Everything up to the plan and the diagnostics: what `check` does.
#[divan::bench(args = SIZES, sample_count = 10)]
fn check(bencher: Bencher, events: usize) {
    let made = Made::of(events);
    bencher.bench(|| made.checked());
}

/// The same for a preview, whose first event got another title.
#[divan::bench(args = SIZES, sample_count = 10)]
fn check_after_a_save(bencher: Bencher, events: usize) {
    let made = Made::of(events);
    let (mut inputs, _) = dateline::read::read(made.folder.path()).expect("the site can be read");
    let at = inputs.documents.iter().position(|input| input.folder == Folder::Events).expect("an event");
    let before = inputs.documents[at].text.to_string();
    let mut cache = ParseCache::default();
    let mut saves = 0;
    bencher.bench_local(|| {
        saves += 1;
        inputs.documents[at].text = before.replacen("title: \"", &format!("title: \"{saves} "), 1).into();
        dateline::judge_cached(inputs.clone(), Vec::new(), &made.options(), &mut cache, &mut |_| ())
            .expect("English words")
    });
}

/// What stands between a judged site and its first page.
#[divan::bench(args = SIZES, sample_count = 10)]
fn prepare(bencher: Bencher, events: usize) {
    let checked = Made::of(events).checked();
    bencher.bench(|| OutputList::new(&SiteRenderer::new(Arc::clone(&checked)).expect("the templates")));
}

/// A hundred events' pages, one after the other.
#[divan::bench(args = SIZES, sample_count = 10)]
fn hundred_pages(bencher: Bencher, events: usize) {
    let checked = Made::of(events).checked();
    let renderer = Arc::new(SiteRenderer::new(checked).expect("the templates"));
    let list = OutputList::new(&renderer);
    let file = |number| list.file(&format!("events/event-{number}/index.html"), &renderer).expect("a page");
    let pages: Vec<_> = (0..100).map(file).collect();
    bencher.bench(|| pages.iter().map(|page| page.bytes().expect("a page").len()).sum::<usize>());
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn search_index(bencher: Bencher, events: usize) {
    let renderer = SiteRenderer::new(Made::of(events).checked()).expect("the templates");
    bencher.bench(|| dateline::render::search_files(&renderer));
}
