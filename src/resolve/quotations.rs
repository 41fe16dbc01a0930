//! Every quotation of the site, wherever it stands.

use super::Site;
use crate::diagnostic::Span;
use crate::model::{CitedSource, Event, Id, PageRange, Party, PartyKind, Ref, Source};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A quotation where it stands.
#[derive(Debug, Clone)]
pub struct Quotation<'a> {
    pub source: Ref<Source>,
    pub quote: &'a str,
    pub locator: Option<&'a str>,
    /// The pages on which it is said to stand.
    pub pages: Option<PageRange>,
    /// A link by id to what holds it: `event:2031-04-05-warden-resigns`.
    pub place: Arc<str>,
    pub file: &'a Arc<str>,
    pub at: Span,
}

/// What can hold quotations: its kind and id, the event that it is, its file and what it cites.
struct Holder<'a> {
    kind: &'static str,
    id: &'a Id,
    event: Option<Ref<Event>>,
    file: &'a Arc<str>,
    cited: &'a [CitedSource],
}

impl Holder<'_> {
    /// Its link by id.
    fn link(&self) -> String {
        format!("{}:{}", self.kind, self.id)
    }
}

impl Site {
    /// The quotations of events, in the order of the timeline, then those of other texts. Withdrawn events are left
    /// out: what they quote is shown to nobody.
    pub fn quotations(&self) -> Vec<Quotation<'_>> {
        let mut all = Vec::new();
        for holder in self.holders() {
            if holder.event.is_some_and(|event| self.events[event].withdrawn.is_some()) {
                continue;
            }
            // Most quote nothing.
            let mut place: Option<Arc<str>> = None;
            let citations = holder.cited.iter().flat_map(|cited| cited.citations.iter().map(|one| (cited.source, one)));
            for (source, citation) in citations {
                let Some(quote) = &citation.quote else { continue };
                let locator = citation.locator.as_deref();
                let place = Arc::clone(place.get_or_insert_with(|| holder.link().into()));
                let pages = citation.pinpoint.as_ref().and_then(|pinpoint| pinpoint.pages);
                all.push(Quotation { source, quote, locator, pages, place, file: holder.file, at: citation.at });
            }
        }
        all
    }

    /// The links by id of all that can hold quotations and could be read.
    pub fn places_of_quotations(&self) -> BTreeSet<String> {
        self.holders().map(|holder| holder.link()).collect()
    }

    fn holders(&self) -> impl Iterator<Item = Holder<'_>> {
        fn holder<'a>(kind: &'static str, id: &'a Id, file: &'a Arc<str>, cited: &'a [CitedSource]) -> Holder<'a> {
            Holder { kind, id, event: None, file, cited }
        }
        let kind_of = |party: &Party| match party.kind {
            PartyKind::Person => "person",
            PartyKind::Organization => "organization",
        };
        let events = self.events.iter();
        let events = events
            .map(|(event, row)| Holder { event: Some(event), ..holder("event", &row.id, &row.file, &row.sources) });
        let claims = self.claims.rows().map(|row| holder("claim", &row.id, &row.file, &row.sources));
        let sources = self.sources.rows().map(|row| holder("source", &row.id, &row.file, &row.sources));
        let parties = self.parties.rows();
        let parties = parties.map(move |row| holder(kind_of(row), &row.id, &row.file, &row.sources));
        let places = self.places.rows().map(|row| holder("place", &row.id, &row.file, &row.sources));
        let pages = self.pages.rows().map(|row| holder("page", &row.id, &row.file, &row.sources));
        let topics = self.topics.rows().map(|row| holder("topic", &row.id, &row.file, &row.sources));
        events.chain(claims).chain(sources).chain(parties).chain(places).chain(pages).chain(topics)
    }
}
