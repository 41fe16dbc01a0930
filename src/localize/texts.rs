//! The texts of a file's front matter for which a translation may have words, each once, in the order of the keys.

use crate::model::{Id, Piece};
use crate::parse::Document;
use crate::parse::event::{CitationFile, EventFile};
use crate::parse::markdown::BodyFile;
use crate::parse::party::PartyFile;
use crate::parse::source::SourceFile;

/// Of an event.
pub fn of_event(document: &Document<EventFile>) -> Vec<&str> {
    let front = &document.front;
    let mut texts: Vec<&str> = Vec::new();
    let involved = front.people.iter().chain(&front.organizations);
    texts.extend(involved.filter_map(|one| one.role.as_deref()));
    front.sources.iter().for_each(|citation| texts.extend(of_citation(citation)));
    for stance in &front.claims {
        texts.extend(
            stance.citing.iter().map(|citing| citing.value.as_str()).filter(|citing| Id::new(citing).is_none()),
        );
        texts.extend(stance.charge.as_deref());
        let spanned = [&stance.finding, &stance.excerpt, &stance.answer, &stance.contested];
        texts.extend(spanned.into_iter().flatten().map(|text| text.value.as_str()));
    }
    for response in &front.responses {
        texts.extend([&response.answer, &response.note].into_iter().flatten().map(|text| text.value.as_str()));
    }
    for media in &front.media {
        texts.extend(media.alt.iter().map(|alt| alt.value.as_str()).chain(media.caption.as_deref()));
    }
    texts.extend(front.corrections.iter().map(|correction| correction.note.as_str()));
    texts.extend(front.withdrawn.iter().map(|withdrawn| withdrawn.reason.as_str()));
    texts.extend(of_body(&document.body));
    once(texts)
}

/// Of a source.
pub fn of_source(document: &Document<SourceFile>) -> Vec<&str> {
    let front = &document.front;
    let texts =
        [&front.quote, &front.reliability, &front.interest, &front.locator].into_iter().flatten().map(String::as_str);
    once(texts.chain(of_body(&document.body)).collect())
}

/// Of a person or an organization.
pub fn of_party(document: &Document<PartyFile>) -> Vec<&str> {
    let front = &document.front;
    let alone = [&front.role, &front.pseudonym].into_iter().flatten().map(String::as_str);
    let names = front.also_known_as.iter().map(|name| name.value.as_str());
    once(alone.chain(names).chain(of_body(&document.body)).collect())
}

/// Of a file whose front matter has none: the quotations of its text.
pub fn of_other<F>(document: &Document<F>) -> Vec<&str> {
    once(of_body(&document.body).collect())
}

fn of_body(body: &BodyFile) -> impl Iterator<Item = &str> {
    let groups = body.prose.pieces.iter().filter_map(|piece| match piece {
        Piece::Citations(group) => Some(group),
        _ => None,
    });
    groups.flatten().flat_map(of_citation)
}

fn of_citation(citation: &CitationFile) -> impl Iterator<Item = &str> {
    let quote = citation.quote.as_ref().map(|quote| quote.value.as_str());
    quote.into_iter().chain(citation.locator.as_deref()).chain(citation.note.as_deref())
}

fn once(texts: Vec<&str>) -> Vec<&str> {
    let mut seen = crate::hashing::HashSet::new();
    texts.into_iter().filter(|text| seen.insert(*text)).collect()
}
