//! Which files an output holds, and from what each is made.

use super::formats::{self, DataFile};
use super::site_renderer::SiteRenderer;
use super::{cards, html, print_style, static_files};
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
    /// The page of an edition's plan with this index.
    Page(usize, usize),
    /// Of an edition.
    Data(usize, DataFile),
}

impl OutputList {
    /// The files that show the site.
    pub fn new(renderer: &SiteRenderer) -> Self {
        let checked = renderer.checked();
        let mut made: Vec<(String, OutputKind)> = Vec::new();
        let mut kept = Outputs::new();
        for edition in renderer.editions() {
            let cx = renderer.context_of(edition);
            let folder = &cx.edition.folder;
            let placed = |path: String| if folder.is_empty() { path } else { format!("{folder}{path}") };
            let pages = cx.plan.pages.par_iter().enumerate();
            // There is one page for lost readers, which speaks all languages.
            let pages = pages.filter(|(_, planned)| cx.edition.is_original() || planned.page != Page::NotFound);
            let pages = pages
                .map(|(index, planned): (usize, &Planned)| (placed(planned.file()), OutputKind::Page(edition, index)));
            let data = formats::files(&cx).map(|(path, file)| (placed(path), OutputKind::Data(edition, file)));
            made.par_extend(data.chain(pages));
            // A site's own `static/card.png` is its card: of two files with one path the last is taken.
            kept.extend(cards::files(&cx).into_iter().map(|(path, card)| (placed(path), card)));
            let style = Content::Bytes(print_style::css(&cx).into_bytes().into());
            kept.insert(placed(print_style::PATH.to_owned()), style);
        }
        made.par_sort_by(|(one, _), (other, _)| one.cmp(other));
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
            Self::Page(edition, index) if renderer.context_of(edition).plan.pages[index].page == Page::All => {
                Content::stream(move |out| {
                    let cx = renderer.page_context(edition);
                    html::write_all_page(&cx, &cx.plan.pages[index], out)
                })
            }
            Self::Page(edition, index) => Content::lazy(move || {
                let cx = renderer.page_context(edition);
                html::page(&cx, &cx.plan.pages[index])
            }),
            Self::Data(edition, DataFile::Long(file)) => {
                Content::stream(move |out| formats::write_long(&renderer.context_of(edition), file, out))
            }
            Self::Data(edition, DataFile::Short(file)) => {
                Content::lazy(move || Ok(formats::text(&renderer.context_of(edition), file).into_bytes()))
            }
        }
    }
}
