//! What files mention that the site doesn't load: broken files, and drafts that are left out.

use super::{Drafts, Unloaded};
use crate::model::Piece;
use crate::model::slug::slug;
use crate::parse::event::EventFile;
use crate::parse::{Document, Documents};

/// What broken files and drafts mention. A broken draft that is left out answers no claim, whatever it was to say.
pub fn gather(documents: &Documents, drafts: Drafts) -> Unloaded {
    let is_between = |c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let mut unloaded = Unloaded::default();
    for text in &documents.broken_texts {
        let is_draft = documents.broken_drafts.iter().any(|(_, draft)| std::sync::Arc::ptr_eq(draft, text));
        let words = text.split(is_between).filter(|word| !word.is_empty()).map(str::to_owned);
        if is_draft && drafts == Drafts::LeftOut {
            unloaded.cited_by_drafts.extend(words);
        } else {
            unloaded.broken.extend(words);
            unloaded.has_unread |= is_illegible(text);
        }
    }
    // A stance that can't be read is reported; the claim is not unanswered for that.
    for event in documents.events.iter().filter(|event| !event.front.draft) {
        let misread = event.front.claims.iter().filter(|entry| entry.stance.is_none());
        unloaded.broken.extend(misread.map(|entry| entry.claim.value.clone()));
    }
    for event in documents.events.iter().filter(|event| event.front.draft) {
        let in_body = event.body.prose.pieces.iter().flat_map(|piece| match piece {
            Piece::Citations(group) => group.as_slice(),
            _ => &[],
        });
        for citation in event.front.sources.iter().chain(in_body) {
            unloaded.cited_by_drafts.insert(citation.source.value.clone());
            let others = citation.based_on.iter().flatten();
            unloaded.cited_by_drafts.extend(others.map(|id| id.value.clone()));
        }
        let variants = event.front.date_variants.iter().flat_map(|variant| &variant.sources);
        let responses = event.front.responses.iter().flat_map(|response| &response.sources);
        unloaded.cited_by_drafts.extend(variants.chain(responses).map(|id| id.value.clone()));
        unloaded.named_by_drafts.extend(named(event));
        unloaded.borne_by_drafts.extend(event.front.tags.iter().map(|tag| slug(&tag.value)));
    }
    unloaded.named_by_drafts.extend(unloaded.cited_by_drafts.iter().cloned());
    unloaded
}

/// The ids of the claims, parties and places that an event names.
fn named(event: &Document<EventFile>) -> impl Iterator<Item = String> {
    let involved = event.front.people.iter().chain(&event.front.organizations).map(|it| &it.party.value);
    let stances = event.front.claims.iter().flat_map(|stance| {
        let parties = stance.by.iter().chain(&stance.for_parties).chain(stance.concerns.iter().flatten());
        parties.chain([&stance.claim]).chain(&stance.citing).map(|id| &id.value)
    });
    let responses = event.front.responses.iter().flat_map(|response| {
        [Some(&response.claim), Some(&response.from), response.sought_by.as_ref()].into_iter().flatten()
    });
    let links = event.body.prose.pieces.iter().filter_map(|piece| match piece {
        Piece::LinkStart(link) => Some(&link.id.value),
        _ => None,
    });
    let places = event.front.places.iter().map(|id| &id.value);
    involved.chain(places).chain(stances).chain(responses.map(|id| &id.value)).chain(links).cloned()
}

/// Whether nothing stands in a text, or little but the signs for what is no UTF-8, as where it is UTF-16.
fn is_illegible(text: &str) -> bool {
    text.trim().is_empty() || text.matches('\u{fffd}').count() * 10 > text.chars().count()
}
