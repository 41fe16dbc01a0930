//! Which files an output holds, and from what each is made.

use super::formats::{self, DataFile};
use super::site_renderer::SiteRenderer;
use super::{cards, html, static_files};
use crate::plan::{Page, Planned};
use crate::write::{Content, Outputs};
use rayon::prelude::*;
use std::sync::Arc;

/// Everything that a site's output holds but the search index.
#[derive(Debug)]
pub struct OutputList {
    /// Made when they are needed, in the order of their paths.
    made: Vec<(String, OutputKind)>,
    /// What nobody makes: copies, and the cards, which are drawn where they weren't before.
    kept: Outputs,
}

/// From what a file is made.
#[derive(Debug, Clone, Copy)]
enum OutputKind {
    /// The page of the plan with this index.
    Page(usize),
    Data(DataFile),
}

impl OutputList {
    /// The files that show the site.
    pub fn new(renderer: &SiteRenderer) -> Self {
        let checked = renderer.checked();
        let pages = checked.plan.pages.par_iter().enumerate();
        let pages = pages.map(|(index, planned): (usize, &Planned)| (planned.file(), OutputKind::Page(index)));
        let context = renderer.context();
        let data = formats::files(&context).map(|(path, file)| (path, OutputKind::Data(file)));
        let mut made: Vec<_> = data.chain(pages).collect();
        made.par_sort_by(|(one, _), (other, _)| one.cmp(other));
        // A site's own `static/card.png` is its card: of two files with one path the last is taken.
        let mut kept = cards::files(&context);
        kept.extend(static_files::files(&checked.site, &checked.inputs));
        Self { made, kept }
    }

    /// The file at this path, as this renderer makes it.
    pub fn file(&self, path: &str, renderer: &Arc<SiteRenderer>) -> Option<Content> {
        let made = self.kind(path).map(|kind| kind.content(renderer));
        made.or_else(|| self.kept.get(path).cloned())
    }

    /// Whether there is a file at this path.
    pub fn holds(&self, path: &str) -> bool {
        self.kind(path).is_some() || self.kept.contains_key(path)
    }

    fn kind(&self, path: &str) -> Option<OutputKind> {
        let at = self.made.binary_search_by(|(known, _)| known.as_str().cmp(path)).ok()?;
        Some(self.made[at].1)
    }

    /// The files that nobody makes.
    pub fn kept(&self) -> &Outputs {
        &self.kept
    }

    /// All files that are made, on this renderer.
    pub fn made(&self, renderer: &Arc<SiteRenderer>) -> impl ParallelIterator<Item = Content> {
        self.made.par_iter().map(|(_, kind)| kind.content(renderer))
    }

    /// Everything, ready to be written.
    pub fn outputs(self, renderer: &Arc<SiteRenderer>) -> Outputs {
        let mut outputs: Outputs = self.made.into_iter().map(|(path, kind)| (path, kind.content(renderer))).collect();
        outputs.extend(self.kept);
        outputs
    }
}

impl OutputKind {
    fn content(self, renderer: &Arc<SiteRenderer>) -> Content {
        let renderer = Arc::clone(renderer);
        match self {
            // Too long to be held whole.
            Self::Page(index) if renderer.checked().plan.pages[index].page == Page::All => {
                Content::stream(move |out| {
                    html::write_all_page(&renderer.page_context(), &renderer.checked().plan.pages[index], out)
                })
            }
            Self::Page(index) => {
                Content::lazy(move || html::page(&renderer.page_context(), &renderer.checked().plan.pages[index]))
            }
            Self::Data(DataFile::Long(file)) => {
                Content::stream(move |out| formats::write_long(&renderer.context(), file, out))
            }
            Self::Data(DataFile::Short(file)) => {
                Content::lazy(move || Ok(formats::text(&renderer.context(), file).into_bytes()))
            }
        }
    }
}
