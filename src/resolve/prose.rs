//! Resolves bodies: numbers their citations and follows their links.

use super::resolver::Resolver;
use crate::diagnostic::Code;
use crate::hashing::HashMap;
use crate::model::{Body, Citation, CitedSource, InText, Link, Pinpoint, Ref, Source};
use crate::parse::event::CitationFile;
use crate::parse::field_types::EntityKind;
use crate::parse::markdown::{BodyFile, LinkFile};

/// The body with its links followed, and its sources in reading order: then those of the front matter.
///
/// A source has one number however often it is cited; what the front matter says of the same source joins it there.
pub fn body(file: &BodyFile, front_matter: &[CitationFile], resolver: &mut Resolver) -> (Body, Vec<CitedSource>) {
    let mut cited = Citations::default();
    // Links don't nest: a link's end comes before the next one's start.
    let mut last: Option<(&LinkFile, Option<Link>)> = None;
    let body = {
        let resolver = std::cell::RefCell::new(&mut *resolver);
        file.prose.map(
            |citation| cited.add(citation, true, &mut resolver.borrow_mut()),
            // A link's start and end carry the same target; its mistakes are reported once.
            |target| match last {
                Some((known, link)) if known == target => link,
                _ => {
                    let link = link(target, &mut resolver.borrow_mut());
                    last = Some((target, link));
                    link
                }
            },
        )
    };
    for word in &file.bracketed {
        resolver.refuse_source_without_at(word);
    }
    for citation in front_matter {
        cited.add(citation, false, resolver);
    }
    (body, cited.sources)
}

/// The sources that were cited so far, and where to find them and their citations again.
#[derive(Default)]
struct Citations<'a> {
    sources: Vec<CitedSource>,
    numbers: HashMap<Ref<Source>, usize>,
    /// By source and what a citation says of it.
    citations: HashMap<CitationKey<'a>, usize>,
    /// By source and quotation.
    quotations: HashMap<(Ref<Source>, &'a str), Vec<usize>>,
}

/// What makes a citation of a source another one: quotation, locator in the site's language and in the original's, page or
/// time, note and relays.
type CitationKey<'a> = (
    Ref<Source>,
    Option<&'a str>,
    [Option<&'a str>; 2],
    Option<&'a Pinpoint>,
    Option<&'a str>,
    Option<Vec<Ref<Source>>>,
);

impl<'a> Citations<'a> {
    fn add(&mut self, file: &'a CitationFile, in_body: bool, resolver: &mut Resolver) -> Option<InText> {
        let source = resolver.source(&file.source)?;
        let based_on =
            file.based_on.as_ref().map(|ids| ids.iter().filter_map(|id| resolver.source(id)).collect::<Vec<_>>());
        let citation = Citation {
            quote: file.quote.as_ref().map(|quote| quote.value.clone()),
            quote_translation: file.quote_translation.clone(),
            locator: file.locator.clone(),
            original_locator: file.original_locator.clone(),
            pinpoint: file.pinpoint.as_ref().map(|pinpoint| Box::new(pinpoint.value.clone())),
            pinpoint_at: file.pinpoint.as_ref().map_or(file.source.span, |pinpoint| pinpoint.span),
            note: file.note.clone(),
            based_on,
            at: file.quote.as_ref().map_or(file.source.span, |quote| quote.span),
            source_at: file.source.span,
            in_body,
        };
        let number = *self.numbers.entry(source).or_insert_with(|| {
            // Most are cited once, and there are many.
            self.sources.push(CitedSource { source, citations: Vec::with_capacity(1) });
            self.sources.len() - 1
        });
        let citations = &mut self.sources[number].citations;
        let quote = file.quote.as_ref().map(|quote| &*quote.value);
        let pinpoint = file.pinpoint.as_ref().map(|pinpoint| &pinpoint.value);
        let locators = [file.locator.as_deref(), file.original_locator.as_deref()];
        let said: CitationKey = (source, quote, locators, pinpoint, file.note.as_deref(), citation.based_on.clone());
        let says_nothing_more = !in_body && !citations.is_empty() && is_bare(&citation);
        let quotation = quote.map(|quote| (source, quote));
        // What the front matter says of a quotation in the text joins it there.
        let same_words = quotation.as_ref().filter(|_| !in_body).and_then(|quotation| self.quotations.get(quotation));
        let joined = same_words.into_iter().flatten().find(|index| quotes_the_same(&citations[**index], &citation));
        let index = match (self.citations.get(&said), joined) {
            (Some(index), _) => *index,
            (None, _) if says_nothing_more => 0,
            (None, Some(index)) => {
                let known = &mut citations[*index];
                if known.locator.is_none() {
                    (known.locator, known.original_locator) = (citation.locator, citation.original_locator);
                }
                if known.pinpoint.is_none() && citation.pinpoint.is_some() {
                    (known.pinpoint, known.pinpoint_at) = (citation.pinpoint, citation.pinpoint_at);
                }
                known.note = known.note.take().or(citation.note);
                known.based_on = known.based_on.take().or(citation.based_on);
                *index
            }
            (None, None) => {
                citations.push(citation);
                let index = citations.len() - 1;
                self.citations.insert(said, index);
                if let Some(quotation) = quotation {
                    self.quotations.entry(quotation).or_default().push(index);
                }
                index
            }
        };
        Some(InText { source: number, citation: index })
    }
}

/// Whether both are of the same words, and neither says otherwise than the other.
fn quotes_the_same(one: &Citation, other: &Citation) -> bool {
    fn agree<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
        one.is_none() || other.is_none() || one == other
    }
    one.quote.is_some()
        && one.quote == other.quote
        && agree(one.locator.as_ref(), other.locator.as_ref())
        && agree(one.pinpoint.as_ref(), other.pinpoint.as_ref())
        && agree(one.note.as_ref(), other.note.as_ref())
        && agree(one.based_on.as_ref(), other.based_on.as_ref())
}

fn is_bare(citation: &Citation) -> bool {
    let has_place = citation.locator.is_some() || citation.pinpoint.is_some();
    citation.quote.is_none() && !has_place && citation.note.is_none() && citation.based_on.is_none()
}

fn link(target: &LinkFile, resolver: &mut Resolver) -> Option<Link> {
    // Every broken link by id has one code, whatever it was to lead to; the message says what that was.
    let before = resolver.errors.diagnostics.len();
    resolver.links = true;
    let link = match target.kind {
        EntityKind::Event => resolver.event(&target.id, Code::UnknownLink).map(Link::Event),
        EntityKind::Source => resolver.source(&target.id).map(Link::Source),
        EntityKind::Claim => resolver.claim(&target.id).map(Link::Claim),
        EntityKind::Person => resolver.person(&target.id).map(Link::Party),
        EntityKind::Organization => resolver.organization(&target.id).map(Link::Party),
        EntityKind::Party => resolver.party(&target.id).map(Link::Party),
        EntityKind::Place => resolver.place(&target.id).map(Link::Place),
        EntityKind::Page => resolver.page(&target.id).map(Link::Page),
        EntityKind::Kind => None,
    };
    resolver.links = false;
    for diagnostic in &mut resolver.errors.diagnostics[before..] {
        if diagnostic.code != Code::LinksToDraft {
            diagnostic.code = Code::UnknownLink;
        }
    }
    link
}
