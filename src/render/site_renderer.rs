//! A site ready to be shown: with its templates read, and a place for what many pages need.

use super::change_dates::ChangeDates;
use super::context::{Context, Derived};
use super::html::{FragmentCache, PageContext, Shared, Templates};
use crate::checked::Checked;
use crate::error::Error;
use std::fmt;
use std::sync::Arc;

/// A site ready to be shown.
pub struct SiteRenderer {
    checked: Arc<Checked>,
    templates: Templates,
    fragments: FragmentCache,
    dates: ChangeDates,
    derived: Derived,
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
        let Checked { site, ledger, words, inputs, .. } = &*checked;
        let (templates, (fragments, dates)) = rayon::join(
            || Templates::new(&inputs.templates, &Shared::new(site, words)),
            || (FragmentCache::new(site), ChangeDates::new(site, ledger)),
        );
        let derived = Derived::new(site);
        Ok(Self { templates: templates?, fragments, dates, derived, checked })
    }

    /// The site.
    pub fn checked(&self) -> &Checked {
        &self.checked
    }

    /// Whether some of the templates are the site's own, and may fail on any page.
    pub fn has_own_templates(&self) -> bool {
        !self.checked.inputs.templates.is_empty()
    }

    /// What everything that shows a part of the site needs.
    pub(super) fn context(&self) -> Context<'_> {
        let Checked { site, ledger, words, plan, inputs, .. } = &*self.checked;
        Context { site, ledger, words, plan, inputs, dates: &self.dates, derived: &self.derived }
    }

    /// What pages need beside that.
    pub(super) fn page_context(&self) -> PageContext<'_> {
        PageContext::new(self.context(), &self.templates, &self.fragments)
    }
}
