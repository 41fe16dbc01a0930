//! Every quotation of the site, wherever it stands.

use super::Site;
use crate::diagnostic::Span;
use crate::model::{CitedSource, Event, PartyKind, Ref, Source};
use std::sync::Arc;

/// A quotation where it stands.
#[derive(Debug, Clone)]
pub struct Quotation<'a> {
    pub source: Ref<Source>,
    pub quote: &'a str,
    pub locator: Option<&'a str>,
    /// A link by id to what holds it: `event:2031-04-05-warden-resigns`.
    pub place: Arc<str>,
    /// The event that holds it, if one does.
    pub event: Option<Ref<Event>>,
    pub file: &'a Arc<str>,
    pub at: Span,
}

impl Site {
    /// The quotations of events, in the order of the timeline, then those of other texts. Withdrawn events are left
    /// out: what they quote is shown to nobody.
    pub fn quotations(&self) -> Vec<Quotation<'_>> {
        let mut all = Vec::new();
        for (row, event) in self.events.iter().filter(|(_, event)| event.withdrawn.is_none()) {
            gather(&mut all, ("event", event.id.as_str()), Some(row), &event.file, &event.sources);
        }
        for claim in self.claims.rows() {
            gather(&mut all, ("claim", claim.id.as_str()), None, &claim.file, &claim.sources);
        }
        for source in self.sources.rows() {
            gather(&mut all, ("source", source.id.as_str()), None, &source.file, &source.sources);
        }
        for party in self.parties.rows() {
            let sort = match party.kind {
                PartyKind::Person => "person",
                PartyKind::Organization => "organization",
            };
            gather(&mut all, (sort, party.id.as_str()), None, &party.file, &party.sources);
        }
        for place in self.places.rows() {
            gather(&mut all, ("place", place.id.as_str()), None, &place.file, &place.sources);
        }
        for page in self.pages.rows() {
            gather(&mut all, ("page", page.id.as_str()), None, &page.file, &page.sources);
        }
        all
    }
}

fn gather<'a>(
    all: &mut Vec<Quotation<'a>>,
    (sort, id): (&str, &str),
    event: Option<Ref<Event>>,
    file: &'a Arc<str>,
    cited: &'a [CitedSource],
) {
    let mut place: Option<Arc<str>> = None;
    for cited in cited {
        for citation in &cited.citations {
            if let Some(quote) = &citation.quote {
                let place = Arc::clone(place.get_or_insert_with(|| format!("{sort}:{id}").into()));
                let locator = citation.locator.as_deref();
                all.push(Quotation { source: cited.source, quote, locator, place, event, file, at: citation.at });
            }
        }
    }
}
