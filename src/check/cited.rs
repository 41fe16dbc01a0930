//! What the published site cites, and where: several rules ask.

use crate::diagnostic::Span;
use crate::model::{Ref, Source};
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

/// Every such place: in published events, and in the texts of everything else.
pub fn mentions(site: &Site) -> Vec<Mention<'_>> {
    let mut mentions = Vec::new();
    for (_, event) in site.published() {
        let mut add = |source, at| mentions.push(Mention { file: &event.file, what: "event", source, at });
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
    let mut texts = Vec::new();
    texts.extend(site.claims.rows().iter().map(|row| (&row.file, "claim", &row.sources)));
    texts.extend(site.sources.rows().iter().map(|row| (&row.file, "source", &row.sources)));
    texts.extend(site.parties.rows().iter().map(|row| (&row.file, row.kind.as_str(), &row.sources)));
    texts.extend(site.places.rows().iter().map(|row| (&row.file, "place", &row.sources)));
    texts.extend(site.pages.rows().iter().map(|row| (&row.file, "page", &row.sources)));
    for (file, what, sources) in texts {
        for cited in sources {
            mentions.extend(cited.citations.iter().map(|citation| Mention {
                file,
                what,
                source: cited.source,
                at: citation.source_at,
            }));
        }
    }
    mentions
}

/// Whether each source is cited anywhere, by its reference's index.
pub fn is_cited(site: &Site) -> Vec<bool> {
    let mut cited = vec![false; site.sources.len()];
    for mention in mentions(site) {
        cited[mention.source.index()] = true;
    }
    cited
}
