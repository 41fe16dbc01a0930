//! What files say that are no part of the site.

use super::Aside;
use crate::model::Piece;
use crate::parse::Documents;

/// What broken files and drafts mention.
pub fn gather(documents: &Documents) -> Aside {
    let is_between = |c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let broken = documents.broken_texts.iter().flat_map(|text| text.split(is_between));
    let mut aside =
        Aside { broken: broken.filter(|word| !word.is_empty()).map(str::to_owned).collect(), ..Aside::default() };
    for event in documents.events.iter().filter(|event| event.front.draft) {
        let in_body = event.body.prose.pieces.iter().flat_map(|piece| match piece {
            Piece::Citations(group) => group.as_slice(),
            _ => &[],
        });
        for citation in event.front.sources.iter().chain(in_body) {
            aside.cited_by_drafts.insert(citation.source.value.clone());
            let others = citation.based_on.iter().flatten();
            aside.cited_by_drafts.extend(others.map(|id| id.value.clone()));
        }
        let variants = event.front.date_variants.iter().flat_map(|variant| &variant.sources);
        let responses = event.front.responses.iter().flat_map(|response| &response.sources);
        aside.cited_by_drafts.extend(variants.chain(responses).map(|id| id.value.clone()));
    }
    aside
}
