//! Which files an output holds, and from what each is made.

use super::data::File;
use super::{Press, statics};
use crate::plan::{Page, Planned};
use crate::write::{Content, Outputs};
use rayon::prelude::*;
use std::sync::Arc;

/// Everything that a site's output holds but the search index.
#[derive(Debug)]
pub struct Listing {
    /// Made when they are needed, in the order of their paths.
    made: Vec<(String, Recipe)>,
    /// What nobody makes: copies, and the cards, which are drawn where they weren't before.
    kept: Outputs,
}

/// From what a file is made.
#[derive(Debug, Clone, Copy)]
enum Recipe {
    /// The page of the plan with this index.
    Page(usize),
    Data(File),
}

impl Listing {
    /// The files of what this press prints.
    pub fn new(press: &Press) -> Self {
        let checked = press.checked();
        let pages = checked.plan.pages.par_iter().enumerate();
        let pages = pages.map(|(index, planned): (usize, &Planned)| (planned.file(), Recipe::Page(index)));
        let renderer = press.renderer();
        let data = renderer.data_files().map(|(path, file)| (path, Recipe::Data(file)));
        let mut made: Vec<_> = data.chain(pages).collect();
        made.par_sort_by(|(one, _), (other, _)| one.cmp(other));
        // A site's own `static/card.png` is its card: of two files with one path the last is taken.
        let mut kept = renderer.card_files();
        kept.extend(statics::files(&checked.site, &checked.inputs));
        Self { made, kept }
    }

    /// The file at this path, as this press prints it.
    pub fn file(&self, path: &str, press: &Arc<Press>) -> Option<Content> {
        let made = self.recipe(path).map(|recipe| recipe.content(press));
        made.or_else(|| self.kept.get(path).cloned())
    }

    /// Whether there is a file at this path.
    pub fn holds(&self, path: &str) -> bool {
        self.recipe(path).is_some() || self.kept.contains_key(path)
    }

    fn recipe(&self, path: &str) -> Option<Recipe> {
        let at = self.made.binary_search_by(|(known, _)| known.as_str().cmp(path)).ok()?;
        Some(self.made[at].1)
    }

    /// The files that nobody makes.
    pub fn kept(&self) -> &Outputs {
        &self.kept
    }

    /// All files that are made, on this press.
    pub fn made(&self, press: &Arc<Press>) -> impl ParallelIterator<Item = Content> {
        self.made.par_iter().map(|(_, recipe)| recipe.content(press))
    }

    /// Everything, ready to be written.
    pub fn outputs(self, press: &Arc<Press>) -> Outputs {
        let mut outputs: Outputs = self.made.into_iter().map(|(path, recipe)| (path, recipe.content(press))).collect();
        outputs.extend(self.kept);
        outputs
    }
}

impl Recipe {
    fn content(self, press: &Arc<Press>) -> Content {
        let press = Arc::clone(press);
        match self {
            // Too long to be held whole.
            Self::Page(index) if press.checked().plan.pages[index].page == Page::All => Content::stream(move |out| {
                let renderer = press.renderer();
                renderer.all_page(&renderer.plan.pages[index], out)
            }),
            Self::Page(index) => Content::lazy(move || {
                let renderer = press.renderer();
                renderer.page(&renderer.plan.pages[index])
            }),
            Self::Data(File::Long(file)) => Content::stream(move |out| press.renderer().long_data(file, out)),
            Self::Data(File::Short(file)) => Content::lazy(move || Ok(press.renderer().data(file).into_bytes())),
        }
    }
}
