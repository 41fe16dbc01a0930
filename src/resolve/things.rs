//! Sources, claims, parties, places and pages: every name in them looked up.

use super::events::acceptances;
use super::lookup::Lookup;
use super::prose;
use crate::diagnostic::{Code, Span, position::Spanned};
use crate::model::{Claim, Page, Party, Place, Source, SourceClaim};
use crate::parse::address;
use crate::parse::claim::ClaimFile;
use crate::parse::markdown::BodyFile;
use crate::parse::page::PageFile;
use crate::parse::party::PartyFile;
use crate::parse::place::PlaceFile;
use crate::parse::source::SourceFile;
use crate::parse::{Document, first_sentence};

pub fn source(document: Document<SourceFile>, lookup: &mut Lookup) -> Source {
    let Document { id, file, front, body } = document;
    refuse_pictures(&body, lookup);
    let (body, sources, _) = prose::body(body, &[], lookup);
    let claims = front
        .claims
        .iter()
        .filter_map(|entry| lookup.claim(&entry.claim).map(|claim| SourceClaim { claim, stance: entry.stance }));
    let claims = claims.collect();
    let (url, url_at) = split(front.url);
    let (published, published_at) = split(front.published);
    let is_untitled = front.is_untitled && url.is_some();
    let title = match (is_untitled, &front.outlet, &published) {
        (false, ..) => front.title.value,
        (true, Some(outlet), Some(date)) => format!("{outlet}, {date}"),
        (true, Some(outlet), None) => outlet.clone(),
        (true, None, _) => url.as_deref().map(address::host).unwrap_or_default(),
    };
    Source {
        id,
        file,
        title,
        title_at: front.title.span,
        is_untitled,
        outlet: front.outlet,
        authors: front.authors,
        published,
        published_at,
        url,
        url_at,
        says_where: front.says_where,
        archived: front.archived,
        archived_at: front.archived_at,
        accessed: front.accessed,
        language: front.language,
        kind: front.kind,
        copy_of: front.copy_of.as_ref().and_then(|id| lookup.relayed(id, "is a copy of")),
        based_on: front.based_on.iter().filter_map(|id| lookup.relayed(id, "is based on")).collect(),
        relays_at: front.relays_at,
        claims,
        reliability: front.reliability,
        interest: front.interest,
        paywalled: front.paywalled,
        locator: front.locator,
        consulted: front.consulted,
        accepted: acceptances(&front.accept, lookup),
        body,
        sources,
    }
}

pub fn claim(document: Document<ClaimFile>, lookup: &mut Lookup) -> Claim {
    let Document { id, file, front, body } = document;
    refuse_pictures(&body, lookup);
    let statement = &front.statement.value;
    if !statement.is_empty() && !statement.starts_with("Whether ") {
        let help = "write the question that is disputed, and take no side: `Whether Ida Bloom sold licences`";
        lookup.report(
            Code::InvalidValue,
            front.statement.span,
            "a claim's statement starts with “Whether”".to_owned(),
            help,
        );
    }
    let length = first_sentence(statement);
    if length < statement.trim_end().len() {
        let at = front.statement.span;
        let second = Span::new((at.start + length).min(at.end), at.end);
        let help = "keep the question alone, and tell the rest in the text below";
        lookup.report(Code::InvalidValue, second, "a claim's statement is one sentence".to_owned(), help);
    }
    if front.about.as_ref().is_some_and(Vec::is_empty) {
        let help = "name the parties it is about: `about: [ida-bloom]`";
        let at = front.about_at.unwrap_or(front.statement.span);
        lookup.report(Code::MissingKey, at, "`about` names nobody".to_owned(), help);
    }
    let (body, sources, _) = prose::body(body, &[], lookup);
    Claim {
        id,
        file,
        statement: front.statement.value,
        statement_at: front.statement.span,
        about: front.about.iter().flatten().filter_map(|id| lookup.party(id)).collect(),
        reviewed: front.reviewed,
        reviewed_at: front.reviewed_at,
        body,
        sources,
        accepted: acceptances(&front.accept, lookup),
    }
}

pub fn party(document: Document<PartyFile>, lookup: &mut Lookup) -> Party {
    let Document { id, file, front, body } = document;
    let kind = lookup.names.party_kind(&id);
    refuse_pictures(&body, lookup);
    let (body, sources, _) = prose::body(body, &[], lookup);
    Party {
        id,
        file,
        kind,
        name: front.name.value,
        name_at: front.name.span,
        sort_name: front.sort_name,
        also_known_as: front.also_known_as.into_iter().map(|name| name.value).collect(),
        role: front.role,
        links: front.links.into_iter().map(|link| link.value).collect(),
        noindex: front.noindex,
        accepted: acceptances(&front.accept, lookup),
        body,
        sources,
    }
}

pub fn place(document: Document<PlaceFile>, lookup: &mut Lookup) -> Place {
    let Document { id, file, front, body } = document;
    refuse_pictures(&body, lookup);
    let (body, sources, _) = prose::body(body, &[], lookup);
    let accepted = acceptances(&front.accept, lookup);
    Place { id, file, name: front.name.value, coordinates: front.coordinates, accepted, body, sources }
}

pub fn page(document: Document<PageFile>, lookup: &mut Lookup) -> Page {
    let Document { id, file, front, body } = document;
    refuse_pictures(&body, lookup);
    let (body, sources, _) = prose::body(body, &[], lookup);
    let accepted = acceptances(&front.accept, lookup);
    Page { id, file, title: front.title.value, accepted, body, sources }
}

/// Only events have files beside them.
fn refuse_pictures(body: &BodyFile, lookup: &mut Lookup) {
    for picture in &body.pictures {
        let message = format!("the picture `{}` can't be shown here", picture.value);
        lookup.report(
            Code::MissingMedia,
            picture.span,
            message,
            "pictures stand beside events; link to the event instead",
        );
    }
}

fn split<T>(value: Option<Spanned<T>>) -> (Option<T>, Option<crate::diagnostic::Span>) {
    value.map_or((None, None), |spanned| (Some(spanned.value), Some(spanned.span)))
}
