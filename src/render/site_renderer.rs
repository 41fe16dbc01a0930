//! A site ready to be shown: with its templates read, and a place for what many pages need.

use super::change_dates::ChangeDates;
use super::context::{Context, Derived, EditionLink, EditionPlace};
use super::html::{FragmentCache, PageContext, Shared, Templates};
use crate::checked::Checked;
use crate::error::Error;
use crate::ledger::Ledger;
use crate::plan::Plan;
use crate::resolve::Site;
use crate::words::Words;
use std::fmt;
use std::sync::Arc;

/// A site ready to be shown, in each of its languages.
pub struct SiteRenderer {
    checked: Arc<Checked>,
    /// The original first.
    editions: Vec<ReadyEdition>,
}

/// What showing the site in one language takes.
struct ReadyEdition {
    templates: Templates,
    fragments: FragmentCache,
    dates: ChangeDates,
    derived: Derived,
    place: EditionPlace,
}

impl fmt::Debug for SiteRenderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SiteRenderer")
    }
}

impl SiteRenderer {
    /// Reads the templates and finds them whole.
    ///
    /// # Errors
    ///
    /// Where one of them can't be read.
    pub fn new(checked: Arc<Checked>) -> Result<Self, Error> {
        let link =
            |words: &Arc<Words>, folder: &str| EditionLink { words: Arc::clone(words), folder: folder.to_owned() };
        let further = checked.further.iter().map(|edition| link(&edition.words, &edition.folder));
        let all: Arc<[EditionLink]> = std::iter::once(link(&checked.words, "")).chain(further).collect();
        let ready = |edition: usize| -> Result<ReadyEdition, Error> {
            let (site, ledger, words, _) = parts(&checked, edition);
            let templates = &checked.inputs.templates;
            let (templates, (fragments, dates)) = rayon::join(
                || Templates::new(templates, &Shared::new(site, words)),
                || (FragmentCache::new(site), ChangeDates::new(site, ledger)),
            );
            let place = EditionPlace { folder: all[edition].folder.clone(), all: Arc::clone(&all) };
            Ok(ReadyEdition { templates: templates?, fragments, dates, derived: Derived::new(site), place })
        };
        let editions = (0..all.len()).map(ready).collect::<Result<_, _>>()?;
        Ok(Self { editions, checked })
    }

    /// The site.
    pub fn checked(&self) -> &Checked {
        &self.checked
    }

    /// Whether some of the templates are the site's own, and may fail on any page.
    pub fn has_own_templates(&self) -> bool {
        !self.checked.inputs.templates.is_empty()
    }

    /// The site's editions, one for each language, the original first.
    pub(super) fn editions(&self) -> std::ops::Range<usize> {
        0..self.editions.len()
    }

    /// What everything that shows a part of the site needs, in the language in which it was written.
    pub(super) fn context(&self) -> Context<'_> {
        self.context_of(0)
    }

    /// The same in the language of an edition.
    pub(super) fn context_of(&self, edition: usize) -> Context<'_> {
        let (site, ledger, words, plan) = parts(&self.checked, edition);
        let ReadyEdition { dates, derived, place, .. } = &self.editions[edition];
        Context { site, ledger, words, plan, inputs: &self.checked.inputs, dates, derived, edition: place }
    }

    /// What pages need beside that.
    pub(super) fn page_context(&self, edition: usize) -> PageContext<'_> {
        let ReadyEdition { templates, fragments, .. } = &self.editions[edition];
        PageContext::new(self.context_of(edition), templates, fragments)
    }
}

fn parts(checked: &Checked, edition: usize) -> (&Site, &Ledger, &Words, &Plan) {
    match edition.checked_sub(1) {
        None => (&checked.site, &checked.ledger, &checked.words, &checked.plan),
        Some(further) => {
            let edition = &checked.further[further];
            (&edition.site, &edition.ledger, &edition.words, &edition.plan)
        }
    }
}
