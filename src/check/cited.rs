//! What the published site cites, and where: several rules ask.

use crate::diagnostic::Span;
use crate::model::{Citation, Ref, Source};
use crate::resolve::Site;
use std::sync::Arc;

/// A place where a source is named as what something rests on.
pub struct Mention<'a> {
    pub file: &'a Arc<str>,
    /// What the file is: "event".
    pub what: &'static str,
    pub source: Ref<Source>,
    pub at: Span,
}

/// Tells of every such place: in published events, and in the texts of everything else.
pub fn mentions<'a>(site: &'a Site, mut tell: impl FnMut(Mention<'a>)) {
    for (_, event) in site.published() {
        let mut add = |source, at| tell(Mention { file: &event.file, what: "event", source, at });
        for cited in &event.sources {
            cited.citations.iter().for_each(|citation| add(cited.source, citation.source_at));
        }
        for variant in &event.date_variants {
            variant.sources.iter().for_each(|source| add(*source, variant.at));
        }
        for response in &event.responses {
            response.sources.iter().for_each(|source| add(*source, response.at));
        }
    }
    let claims = site.claims.rows().map(|row| (&row.file, "claim", &row.sources));
    let sources = site.sources.rows().map(|row| (&row.file, "source", &row.sources));
    let parties = site.parties.rows().map(|row| (&row.file, row.kind.as_str(), &row.sources));
    let places = site.places.rows().map(|row| (&row.file, "place", &row.sources));
    let pages = site.pages.rows().map(|row| (&row.file, "page", &row.sources));
    let topics = site.topics.rows().map(|row| (&row.file, "topic", &row.sources));
    for (file, what, sources) in claims.chain(sources).chain(parties).chain(places).chain(pages).chain(topics) {
        for cited in sources {
            let mention = |citation: &Citation| Mention { file, what, source: cited.source, at: citation.source_at };
            cited.citations.iter().for_each(|citation| tell(mention(citation)));
        }
    }
}

/// Whether each source is cited anywhere, by its reference's index.
pub fn is_cited(site: &Site) -> Vec<bool> {
    let mut cited = vec![false; site.sources.len()];
    mentions(site, |mention| cited[mention.source.index()] = true);
    cited
}
