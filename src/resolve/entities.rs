//! Resolves sources, claims, parties, places and pages.

use super::events::{acceptances, parties, split};
use super::prose;
use super::resolver::Resolver;
use crate::diagnostic::Code;
use crate::model::{Claim, FreePage, Party, Place, Source, SourceClaim};
use crate::parse::Document;
use crate::parse::address;
use crate::parse::claim::ClaimFile;
use crate::parse::markdown::BodyFile;
use crate::parse::page::PageFile;
use crate::parse::party::PartyFile;
use crate::parse::place::PlaceFile;
use crate::parse::source::SourceFile;
use crate::parse::stance::TitleStanceFile;
use std::sync::Arc;

pub fn source(document: &Document<SourceFile>, resolver: &mut Resolver) -> Source {
    let Document { id, file, front, body } = document;
    refuse_pictures(body, resolver);
    let (body, sources) = prose::body(body, &[], resolver);
    let claims = front.claims.iter().filter_map(|entry| title_stance(entry, resolver)).collect();
    let (url, url_at) = split(front.url.as_ref());
    let published = front.published.as_ref().map(|date| date.value.clone());
    let is_untitled = front.is_untitled && url.is_some();
    let title = match (is_untitled, &front.outlet, &published) {
        (false, ..) => front.title.value.clone(),
        (true, Some(outlet), Some(date)) => format!("{outlet}, {date}"),
        (true, Some(outlet), None) => outlet.clone(),
        (true, None, _) => url.as_deref().map(address::host).unwrap_or_default(),
    };
    Source {
        id: id.clone(),
        file: Arc::clone(file),
        title,
        title_at: front.title.span,
        is_untitled,
        outlet: front.outlet.clone(),
        authors: front.authors.clone(),
        published: front.published.as_ref().map(|date| date.value.clone()),
        url,
        url_at,
        says_where: front.says_where,
        archived: front.archived.clone(),
        archived_at: front.archived_at,
        accessed: front.accessed,
        language: front.language.clone(),
        kind: front.kind,
        copy_of: front.copy_of.as_ref().and_then(|id| resolver.relayed(id, "is a copy of")),
        based_on: front.based_on.iter().filter_map(|id| resolver.relayed(id, "is based on")).collect(),
        relays_at: front.relays_at,
        claims,
        reliability: front.reliability.clone(),
        interest: front.interest.clone(),
        paywalled: front.paywalled,
        locator: front.locator.clone(),
        consulted: front.consulted,
        accepted: acceptances(&front.accept, resolver),
        body,
        sources,
    }
}

fn title_stance(entry: &TitleStanceFile, resolver: &mut Resolver) -> Option<SourceClaim> {
    let claim = resolver.claim(&entry.claim);
    let concerns = entry.concerns.as_ref().map(|ids| parties(ids, resolver));
    let names_unknown = concerns.as_ref().map(Vec::len) < entry.concerns.as_ref().map(Vec::len);
    let (concerns_at, at) = (entry.concerns_at, entry.at);
    Some(SourceClaim { claim: claim?, stance: entry.stance, concerns, concerns_at, names_unknown, at })
}

pub fn claim(document: &Document<ClaimFile>, resolver: &mut Resolver) -> Claim {
    let Document { id, file, front, body } = document;
    refuse_pictures(body, resolver);
    let (body, sources) = prose::body(body, &[], resolver);
    Claim {
        id: id.clone(),
        file: Arc::clone(file),
        statement: front.statement.value.clone(),
        statement_at: front.statement.span,
        label: front.label.as_ref().map(|label| label.value.clone()),
        about: front.about.iter().flatten().filter_map(|id| resolver.party(id)).collect(),
        reviewed: front.reviewed,
        reviewed_at: front.reviewed_at,
        body,
        sources,
        accepted: acceptances(&front.accept, resolver),
    }
}

pub fn party(document: &Document<PartyFile>, resolver: &mut Resolver) -> Party {
    let Document { id, file, front, body } = document;
    let kind = resolver.names.party_kind(id);
    refuse_pictures(body, resolver);
    let (body, sources) = prose::body(body, &[], resolver);
    Party {
        id: id.clone(),
        file: Arc::clone(file),
        kind,
        name: front.name.value.clone(),
        name_at: front.name.span,
        short_name: front.short_name.clone(),
        died: front.died.clone(),
        is_court: front.is_court,
        sort_name: front.sort_name.clone(),
        also_known_as: front.also_known_as.iter().map(|name| name.value.clone()).collect(),
        role: front.role.clone(),
        links: front.links.iter().map(|link| link.value.clone()).collect(),
        noindex: front.noindex,
        accepted: acceptances(&front.accept, resolver),
        body,
        sources,
    }
}

pub fn place(document: &Document<PlaceFile>, resolver: &mut Resolver) -> Place {
    let Document { id, file, front, body } = document;
    refuse_pictures(body, resolver);
    let (body, sources) = prose::body(body, &[], resolver);
    let accepted = acceptances(&front.accept, resolver);
    Place {
        id: id.clone(),
        file: Arc::clone(file),
        name: front.name.value.clone(),
        name_at: front.name.span,
        coordinates: front.coordinates,
        accepted,
        body,
        sources,
    }
}

pub fn page(document: &Document<PageFile>, resolver: &mut Resolver) -> FreePage {
    let Document { id, file, front, body } = document;
    refuse_pictures(body, resolver);
    let (body, sources) = prose::body(body, &[], resolver);
    let accepted = acceptances(&front.accept, resolver);
    FreePage { id: id.clone(), file: Arc::clone(file), title: front.title.value.clone(), accepted, body, sources }
}

/// Only events have files beside them.
fn refuse_pictures(body: &BodyFile, resolver: &mut Resolver) {
    for picture in &body.pictures {
        let message = format!("the picture `{}` can't be shown here", picture.value);
        resolver.report(
            Code::MissingMedia,
            picture.span,
            message,
            "pictures stand beside events; link to the event instead",
        );
    }
}
