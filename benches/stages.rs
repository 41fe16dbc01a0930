//! How long each stage takes on made-up sites: `cargo bench`. The whole program beside others is `compare.py`'s.

#[path = "../examples/made_up_site.rs"]
#[allow(dead_code, reason = "its `main` is the example's")]
mod made_up_site;

use dateline::edit::change::{SiteChange, body_start, yaml_of};
use dateline::edit::control::form_fields;
use dateline::edit::entities::EntityIndex;
use dateline::edit::posted::PostedForm;
use dateline::edit::site::EditedSite;
use dateline::edit::value::read_front_matter;
use dateline::edit::verdict::ChangeVerdict;
use dateline::parse::ParseCache;
use dateline::parse::schema::FileKind;
use dateline::read::Folder;
use dateline::render::{OutputList, SiteRenderer};
use dateline::resolve::{Drafts, resolve};
use dateline::yaml;
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
        made_up_site::write(
            made_up_site::Size { sources: events / 10, ..made_up_site::Size::of(events) },
            folder.path(),
        )
        .expect("the site can be written");
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

/// What a keystroke in a form costs: the edit of its file, the whole site judged with that in it, and what is said of it at
/// each field.
#[divan::bench(args = [2_000], sample_count = 20)]
fn check_a_keystroke(bencher: Bencher, events: usize) {
    let made = Made::of(events);
    let today = made.options().today;
    let mut site = EditedSite::new(made.folder.path().canonicalize().expect("the folder is there"));
    let base = site.base(today).expect("the site can be read");
    let entities = EntityIndex::of(&base.site);
    let input = base.inputs.documents.iter().find(|input| input.folder == Folder::Events).expect("an event");
    let fields = form_fields(FileKind::Event);
    let range = yaml_of(FileKind::Event, &input.text).expect("front matter");
    let root = yaml::read(&input.text[range.clone()]).expect("YAML");
    let mut form = PostedForm::default();
    form.set("kind", "event");
    form.set("id", input.path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).expect("an id"));
    form.fill("f", &fields, &read_front_matter(&fields, &root, &input.text[range]));
    form.set("body", &input.text[body_start(FileKind::Event, &input.text)..]);
    let mut keys = 0;
    bencher.bench_local(|| {
        keys += 1;
        form.set("f.title", format!("A title of {keys} keys"));
        let change = SiteChange::of(&form, &base.inputs, &entities, today);
        assert!(change.problems.is_empty());
        let after = site.check(&change.drafts(), today).expect("English words");
        ChangeVerdict::of(&change, &base, &after)
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
