//! Bodies: their citations numbered, their links followed.

use super::lookup::Lookup;
use crate::diagnostic::{Code, Span};
use crate::model::{Body, Citation, CitedSource, InText, Link};
use crate::parse::event::CitationFile;
use crate::parse::markdown::{BodyFile, LinkFile};
use crate::parse::shapes::Space;

/// The body with its links followed, and its sources in reading order: then those of the front matter.
///
/// A source has one number however often it is cited; what the front matter says of the same source joins it there.
pub fn body(file: BodyFile, front_matter: &[CitationFile], lookup: &mut Lookup) -> (Body, Vec<CitedSource>, Vec<Span>) {
    let mut sources: Vec<CitedSource> = Vec::new();
    let mut links = Vec::new();
    let body = {
        let lookup = std::cell::RefCell::new(&mut *lookup);
        file.prose.map(
            |citation| add(&mut sources, &citation, true, &mut lookup.borrow_mut()),
            // A link's start and end carry the same target; its mistakes are told once.
            |target: LinkFile| match links.iter().find(|(known, _): &&(LinkFile, Option<Link>)| *known == target) {
                Some((_, link)) => *link,
                None => {
                    let link = link(&target, &mut lookup.borrow_mut());
                    links.push((target, link));
                    link
                }
            },
        )
    };
    for word in &file.bracketed {
        lookup.refuse_source_without_at(word);
    }
    for citation in front_matter {
        add(&mut sources, citation, false, lookup);
    }
    (body, sources, file.uncited)
}

fn add(sources: &mut Vec<CitedSource>, file: &CitationFile, in_body: bool, lookup: &mut Lookup) -> Option<InText> {
    let source = lookup.source(&file.source)?;
    let based_on = file.based_on.as_ref().map(|ids| ids.iter().filter_map(|id| lookup.source(id)).collect::<Vec<_>>());
    let citation = Citation {
        quote: file.quote.as_ref().map(|quote| quote.value.clone()),
        locator: file.locator.clone(),
        note: file.note.clone(),
        based_on,
        at: file.quote.as_ref().map_or(file.source.span, |quote| quote.span),
        source_at: file.source.span,
        in_body,
    };
    let number = sources.iter().position(|cited| cited.source == source).unwrap_or_else(|| {
        sources.push(CitedSource { source, citations: Vec::new() });
        sources.len() - 1
    });
    let citations = &mut sources[number].citations;
    let same = |known: &Citation| {
        Citation { at: citation.at, source_at: citation.source_at, in_body, ..known.clone() } == citation
    };
    let says_nothing_more = !in_body && !citations.is_empty() && is_bare(&citation);
    // What the front matter says of a quotation in the text joins it there.
    let joins = |known: &Citation| !in_body && quotes_the_same(known, &citation);
    let index = match citations.iter().position(same) {
        Some(index) => index,
        None if says_nothing_more => 0,
        None if citations.iter().any(joins) => {
            let index = citations.iter().position(joins).expect("there is one");
            let known = &mut citations[index];
            known.locator = known.locator.take().or(citation.locator);
            known.note = known.note.take().or(citation.note);
            known.based_on = known.based_on.take().or(citation.based_on);
            index
        }
        None => {
            citations.push(citation);
            citations.len() - 1
        }
    };
    Some(InText { source: number, citation: index })
}

/// Whether both are of the same words, and neither says otherwise than the other.
fn quotes_the_same(one: &Citation, other: &Citation) -> bool {
    fn agree<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
        one.is_none() || other.is_none() || one == other
    }
    one.quote.is_some()
        && one.quote == other.quote
        && agree(one.locator.as_ref(), other.locator.as_ref())
        && agree(one.note.as_ref(), other.note.as_ref())
        && agree(one.based_on.as_ref(), other.based_on.as_ref())
}

fn is_bare(citation: &Citation) -> bool {
    citation.quote.is_none() && citation.locator.is_none() && citation.note.is_none() && citation.based_on.is_none()
}

fn link(target: &LinkFile, lookup: &mut Lookup) -> Option<Link> {
    // Every broken link by id has one code, whatever it was to lead to; the message says what that was.
    let before = lookup.diagnostics.len();
    lookup.links = true;
    let link = match target.space {
        Space::Event => lookup.event(&target.id, Code::UnknownLink).map(Link::Event),
        Space::Source => lookup.source(&target.id).map(Link::Source),
        Space::Claim => lookup.claim(&target.id).map(Link::Claim),
        Space::Person => lookup.person(&target.id).map(Link::Party),
        Space::Organization => lookup.organization(&target.id).map(Link::Party),
        Space::Party => lookup.party(&target.id).map(Link::Party),
        Space::Place => lookup.place(&target.id).map(Link::Place),
        Space::Page => lookup.page(&target.id).map(Link::Page),
        Space::Kind => None,
    };
    lookup.links = false;
    for diagnostic in &mut lookup.diagnostics[before..] {
        if diagnostic.code != Code::LinksToDraft {
            diagnostic.code = Code::UnknownLink;
        }
    }
    link
}
