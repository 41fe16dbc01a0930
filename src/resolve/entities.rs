//! Resolves sources, claims, parties, places and pages.

use super::events::{acceptances, parties, split};
use super::prose;
use super::resolver::Resolver;
use crate::diagnostic::Code;
use crate::diagnostic::position::Spanned;
use crate::model::{Alias, Claim, FreePage, Id, Party, Place, Source, SourceClaim, Topic};
use crate::parse::Document;
use crate::parse::claim::ClaimFile;
use crate::parse::markdown::BodyFile;
use crate::parse::page::PageFile;
use crate::parse::party::PartyFile;
use crate::parse::place::PlaceFile;
use crate::parse::source::SourceFile;
use crate::parse::stance::TitleStanceFile;
use crate::parse::topic::TopicFile;
use std::sync::Arc;

pub fn source(document: &Document<SourceFile>, resolver: &mut Resolver) -> Source {
    let Document { id, file, front, body, translation, .. } = document;
    refuse_pictures(body, resolver);
    let (body, sources) = prose::body(body, &[], resolver);
    let claims = front.claims.iter().filter_map(|entry| title_stance(entry, resolver)).collect();
    let (url, url_at) = split(front.url.as_ref());
    let published = front.published.as_ref().map(|date| date.value.clone());
    let is_untitled = front.is_untitled && (url.is_some() || !front.consulted && front.outlet.is_some());
    // A post has no title: it goes by who posted it.
    let by = front.account.as_ref().or(front.outlet.as_ref());
    let title = match (is_untitled, by, &published) {
        (false, ..) => front.title.value.clone(),
        (true, Some(outlet), Some(date)) => format!("{outlet}, {date}"),
        (true, Some(outlet), None) => outlet.clone(),
        (true, None, _) => front.page.as_ref().map(|page| page.host.to_string()).unwrap_or_default(),
    };
    Source {
        id: id.clone(),
        file: Arc::clone(file),
        translation: translation.clone(),
        title,
        title_translation: front.title_translation.clone(),
        title_at: front.title.span,
        is_untitled,
        outlet: front.outlet.clone(),
        authors: front.authors.clone(),
        published: front.published.as_ref().map(|date| date.value.clone()),
        url,
        page: front.page.clone(),
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
        duration: front.duration,
        account: front.account.clone(),
        time: front.time,
        quote: front.quote.clone(),
        quote_translation: front.quote_translation.clone(),
        locator: front.locator.clone(),
        consulted: front.consulted,
        aliases: aliases(&front.aliases),
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
    let Document { id, file, front, body, translation, .. } = document;
    refuse_pictures(body, resolver);
    let (body, sources) = prose::body(body, &[], resolver);
    Claim {
        id: id.clone(),
        file: Arc::clone(file),
        translation: translation.clone(),
        statement: front.statement.value.clone(),
        statement_at: front.statement.span,
        label: front.label.as_ref().map(|label| label.value.clone()),
        about: front.about.iter().flatten().filter_map(|id| resolver.party(id)).collect(),
        reviewed: front.reviewed,
        reviewed_at: front.reviewed_at,
        body,
        sources,
        aliases: aliases(&front.aliases),
        accepted: acceptances(&front.accept, resolver),
    }
}

pub fn party(document: &Document<PartyFile>, resolver: &mut Resolver) -> Party {
    let Document { id, file, front, body, translation, .. } = document;
    let kind = resolver.names.party_kind(id);
    refuse_pictures(body, resolver);
    let (body, sources) = prose::body(body, &[], resolver);
    Party {
        id: id.clone(),
        file: Arc::clone(file),
        translation: translation.clone(),
        kind,
        name: front.name.value.clone(),
        name_at: front.name.span,
        short_name: front.short_name.clone(),
        died: front.died.clone(),
        pseudonym: front.pseudonym.clone(),
        is_court: front.is_court,
        sort_name: front.sort_name.clone(),
        also_known_as: front.also_known_as.iter().map(|name| name.value.clone()).collect(),
        role: front.role.clone(),
        links: front.links.iter().map(|link| link.value.clone()).collect(),
        noindex: front.noindex,
        aliases: aliases(&front.aliases),
        accepted: acceptances(&front.accept, resolver),
        body,
        sources,
    }
}

pub fn place(document: &Document<PlaceFile>, resolver: &mut Resolver) -> Place {
    let Document { id, file, front, body, translation, .. } = document;
    refuse_pictures(body, resolver);
    let (body, sources) = prose::body(body, &[], resolver);
    let accepted = acceptances(&front.accept, resolver);
    Place {
        id: id.clone(),
        file: Arc::clone(file),
        translation: translation.clone(),
        name: front.name.value.clone(),
        name_at: front.name.span,
        coordinates: front.coordinates,
        aliases: aliases(&front.aliases),
        accepted,
        body,
        sources,
    }
}

pub fn page(document: &Document<PageFile>, resolver: &mut Resolver) -> FreePage {
    let Document { id, file, front, body, translation, .. } = document;
    refuse_pictures(body, resolver);
    let (body, sources) = prose::body(body, &[], resolver);
    let accepted = acceptances(&front.accept, resolver);
    FreePage {
        id: id.clone(),
        file: Arc::clone(file),
        translation: translation.clone(),
        title: front.title.value.clone(),
        in_menu: front.in_menu,
        aliases: aliases(&front.aliases),
        accepted,
        body,
        sources,
    }
}

pub fn topic(document: &Document<TopicFile>, resolver: &mut Resolver) -> Topic {
    let Document { id, file, front, body, translation, .. } = document;
    refuse_pictures(body, resolver);
    let (body, sources) = prose::body(body, &[], resolver);
    Topic {
        id: id.clone(),
        file: Arc::clone(file),
        translation: translation.clone(),
        title: front.title.value.clone(),
        title_at: front.title.span,
        summary: front.summary.as_ref().map(|summary| summary.value.clone()),
        lead_claims: front.lead_claims.iter().filter_map(|id| resolver.claim(id)).collect(),
        accepted: acceptances(&front.accept, resolver),
        body,
        sources,
    }
}

fn aliases(written: &[Spanned<Id>]) -> Vec<Alias> {
    written.iter().map(|alias| Alias { id: alias.value.clone(), at: alias.span }).collect()
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
