//! Resolves events.

use super::media::{self, MediaByPath};
use super::prose;
use super::resolver::Resolver;
use super::settings::known_code;
use crate::diagnostic::{Code, Severity, Span, position::Spanned};
use crate::model::foreign;
use crate::model::{
    Acceptance, Citing, DateVariant, Event, EventDate, Involvement, Kind, Party, Piece, Ref, Response, Settings, Stance,
};
use crate::parse::Document;
use crate::parse::event::{AcceptanceFile, CitationFile, DateVariantFile, EventFile, InvolvementFile};
use crate::parse::field_types::{UNBALANCED_HELP, unbalanced_direction};
use crate::parse::markdown::LinkFile;
use crate::parse::stance::{ResponseFile, StanceFile};
use std::sync::Arc;

/// The event, with references for names; `unknown` stands in for a kind that isn't there.
pub fn event(
    document: &Document<EventFile>,
    settings: &Settings,
    unknown: Ref<Kind>,
    beside: &MediaByPath,
    resolver: &mut Resolver,
) -> Event {
    let Document { id, file, front, body, translation, .. } = document;
    check_time(front, settings, resolver);
    let kind = front.kind.as_ref().and_then(|kind| resolver.kind(kind)).unwrap_or(unknown);
    let people = involved(&front.people, resolver, |resolver, id| resolver.person(id));
    let organizations = involved(&front.organizations, resolver, |resolver, id| resolver.organization(id));
    let places = front.places.iter().filter_map(|id| resolver.place(id)).collect();
    let media = media::all(&front.media, &body.pictures, beside, resolver);
    let names_sources = front.names_sources || body.prose.pieces.iter().any(is_citation);
    let uncited = body.uncited.clone();
    let (body, sources) = prose::body(body, &front.sources, resolver);
    let mut stances: Vec<_> = front.claims.iter().filter_map(|entry| stance(entry, resolver)).collect();
    let date_variants = front.date_variants.iter().map(|entry| date_variant(entry, resolver)).collect();
    let mut responses: Vec<_> = front.responses.iter().filter_map(|entry| response(entry, resolver)).collect();
    // They keep no room in which they grew.
    stances.shrink_to_fit();
    responses.shrink_to_fit();
    let related = front.related.iter().filter_map(|id| resolver.event(id, Code::UnknownEvent)).collect();
    let accepted = acceptances(&front.accept, resolver);
    if front.summary.is_none()
        // Of a whole paragraph, `parse` has said so.
        && unbalanced_direction(body.text.lines().next().unwrap_or_default()).is_none()
        && let Some(bad) = unbalanced_direction(body.first_sentence())
    {
        let message = format!(
            "the first sentence turns the reading direction with `{}` and doesn't turn it back",
            bad.escape_unicode()
        );
        resolver.report(Code::InvalidValue, Span::new(body.at.start, body.at.start), message, UNBALANCED_HELP);
    }
    let summary = match (&front.summary, &body.foreign) {
        (Some(summary), _) => summary.value.clone(),
        (None, Some(language)) => foreign::marked(body.first_sentence(), language),
        (None, None) => body.first_sentence().to_owned(),
    };
    let (date, date_at) = match &front.date {
        Some(date) => (date.value.clone(), date.span),
        None => (EventDate::any(), front.title.span),
    };
    let (tags, tags_at) = tags(&front.tags);
    let (aliases, aliases_at) = front.aliases.iter().map(|alias| (alias.value.clone(), alias.span)).unzip();
    Event {
        id: id.clone(),
        file: Arc::clone(file),
        translation: translation.clone(),
        title: front.title.value.clone(),
        title_at: front.title.span,
        date,
        date_at,
        time: front.time.as_ref().map(|time| time.value),
        order: front.order,
        kind,
        summary,
        people,
        organizations,
        places,
        tags,
        tags_at,
        sources,
        names_sources,
        stances,
        date_variants,
        responses,
        media,
        related,
        corrections: front.corrections.clone(),
        accepted,
        added: front.added,
        added_at: front.added_at,
        updated: front.updated,
        aliases,
        aliases_at,
        withdrawn: front.withdrawn.clone(),
        draft: front.draft,
        body,
        uncited,
    }
}

fn is_citation(piece: &Piece<CitationFile, LinkFile>) -> bool {
    matches!(piece, Piece::Citations(_))
}

/// The warnings that a file accepts.
pub fn acceptances(entries: &[AcceptanceFile], resolver: &mut Resolver) -> Vec<Acceptance> {
    let mut accepted = Vec::new();
    for entry in entries {
        let Some(code) = known_code(&entry.code, resolver) else { continue };
        if code.severity() == Severity::Error {
            let message = format!("`{code}` is an error, which can't be accepted");
            resolver.report(Code::InvalidValue, entry.code.span, message, "mend it, and remove this entry");
            continue;
        }
        accepted.push(Acceptance { code, reason: entry.reason.clone(), at: entry.code.span });
    }
    accepted
}

/// A time needs a day to belong to, and the clocks of its zone must have shown it.
fn check_time(front: &EventFile, settings: &Settings, resolver: &mut Resolver) {
    let (Some(time), Some(date)) = (&front.time, &front.date) else { return };
    if let Err(error) = time.value.instant(&date.value, settings.timezone) {
        let help = error.help.unwrap_or_else(|| "remove the time, or give the full date".to_owned());
        resolver.report(Code::InvalidDate, time.span, error.message, help);
    }
}

fn involved(
    entries: &[InvolvementFile],
    resolver: &mut Resolver,
    find: fn(&mut Resolver<'_>, &Spanned<String>) -> Option<Ref<Party>>,
) -> Vec<Involvement> {
    let mut involved: Vec<Involvement> = Vec::new();
    for entry in entries {
        if let Some(party) = find(resolver, &entry.party)
            && !involved.iter().any(|known| known.party == party)
        {
            involved.push(Involvement { party, role: entry.role.clone() });
        }
    }
    involved
}

/// Each tag once, and where it stands first.
fn tags(entries: &[Spanned<String>]) -> (Vec<String>, Vec<Span>) {
    let mut tags: (Vec<String>, Vec<Span>) = Default::default();
    for tag in entries {
        if !tags.0.contains(&tag.value) {
            tags.extend([(tag.value.clone(), tag.span)]);
        }
    }
    tags
}

fn stance(entry: &StanceFile, resolver: &mut Resolver) -> Option<Stance> {
    let claim = resolver.claim(&entry.claim);
    let by = parties(&entry.by, resolver);
    let for_parties = parties(&entry.for_parties, resolver);
    let concerns = entry.concerns.as_ref().map(|ids| parties(ids, resolver));
    let names_unknown = by.len() < entry.by.len()
        || for_parties.len() < entry.for_parties.len()
        || concerns.as_ref().map(Vec::len) < entry.concerns.as_ref().map(Vec::len);
    let citing = entry.citing.iter().map(|text| citing(&text.value, resolver)).collect();
    let reviews = entry.reviews.as_ref().and_then(|id| resolver.event(id, Code::UnknownEvent));
    let (excerpt, excerpt_at) = split(entry.excerpt.as_ref());
    Some(Stance {
        claim: claim?,
        kind: entry.stance?,
        by,
        names_unknown,
        citing,
        for_parties,
        concerns,
        concerns_at: entry.concerns_at,
        charge: entry.charge.clone(),
        branch: entry.branch,
        reviews,
        reviews_at: entry.reviews.as_ref().map(|id| id.span),
        is_final: entry.is_final,
        finding: entry.finding.as_ref().map(|finding| finding.value.clone()),
        excerpt,
        excerpt_at,
        answer: entry.answer.as_ref().map(|answer| answer.value.clone()),
        contested: entry.contested.as_ref().map(|contested| contested.value.clone()),
        at: entry.at,
    })
}

/// Those of the parties that there are.
pub fn parties(ids: &[Spanned<String>], resolver: &mut Resolver) -> Vec<Ref<Party>> {
    ids.iter().filter_map(|id| resolver.party(id)).collect()
}

/// An id where it is one, else words, which are printed as given.
fn citing(text: &str, resolver: &Resolver) -> Citing {
    match (resolver.names.parties.get(text), resolver.names.sources.get(text)) {
        (Some(party), _) => Citing::Party(party),
        (None, Some(source)) => Citing::Source(source),
        (None, None) => Citing::Words(text.to_owned()),
    }
}

fn date_variant(entry: &DateVariantFile, resolver: &mut Resolver) -> DateVariant {
    let sources = entry.sources.iter().filter_map(|id| resolver.source(id)).collect();
    DateVariant { date: entry.date.value.clone(), sources, at: entry.at }
}

fn response(entry: &ResponseFile, resolver: &mut Resolver) -> Option<Response> {
    let claim = resolver.claim(&entry.claim);
    let from = resolver.party(&entry.from);
    let sought_by = entry.sought_by.as_ref().and_then(|id| resolver.party(id));
    let sources = entry.sources.iter().filter_map(|id| resolver.source(id)).collect();
    Some(Response {
        claim: claim?,
        from: from?,
        sought: entry.sought.as_ref().map(|date| date.value.clone()),
        sought_by,
        result: entry.result,
        answer: entry.answer.as_ref().map(|answer| answer.value.clone()),
        note: entry.note.as_ref().map(|note| note.value.clone()),
        sources,
        at: entry.at,
    })
}

/// A value and where it stands.
pub fn split<T: Clone>(value: Option<&Spanned<T>>) -> (Option<T>, Option<Span>) {
    value.map(|spanned| (spanned.value.clone(), spanned.span)).unzip()
}
