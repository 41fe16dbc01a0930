//! An event's own page.

use super::plain::withdrawn;
use crate::error::Error;
use crate::model::{Correction, DateVariant, Event, EventOutput, Html, Involvement, Ref};
use crate::plan::{Planned, Route};
use crate::render::change_dates;
use crate::render::context::Context;
use crate::render::embed;
use crate::render::html::citation::cite;
use crate::render::html::claims::{BearingView, bearings_in_full, numbered_source};
use crate::render::html::context::PageContext;
use crate::render::html::dates::{self, DateView, year_label};
use crate::render::html::ensure_noticed::RequiredMarkup;
use crate::render::html::event::{EventView, event};
use crate::render::html::fragments::{event_entry, event_html};
use crate::render::html::links::{self, LinkView};
use crate::render::html::media::{MediaView, media};
use crate::render::html::prose::body;
use crate::render::html::shell::{About, PageView, shell};
use crate::render::html::templates::Markup;
use crate::render::link_base::LinkBase;
use crate::render::notices::{RequiredNotices, event_title, neutral_title};
use crate::render::wording;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct EventPageView<'a> {
    page: PageView<'a>,
    event: EventView<'a>,
    year: Option<LinkView<'a>>,
    /// The claims that it touches, with what the event does to them in full and what became of each in a line.
    claims: Vec<BearingView<'a>>,
    body: Markup,
    sources: Vec<Markup>,
    /// The origins by name, where they are fewer than the sources.
    origins: Vec<LinkView<'a>>,
    /// How long it lasted: "1,019 days".
    length: Option<String>,
    /// Other dates that sources give; those within the chosen one, which say it more exactly, apart.
    variants: Vec<VariantView<'a>>,
    narrower: Vec<VariantView<'a>>,
    /// Which of its sources carry the chosen date.
    chosen_by: Vec<LinkView<'a>>,
    people: Vec<InvolvedView<'a>>,
    organizations: Vec<InvolvedView<'a>>,
    tags: Vec<LinkView<'a>>,
    related: Vec<Markup>,
    /// Events that name this one.
    mentioned_in: Vec<Markup>,
    media: Vec<MediaView<'a>>,
    corrections: Vec<CorrectionView<'a>>,
    added: Option<DateView>,
    changed: Option<DateView>,
    previous: Option<Markup>,
    next: Option<Markup>,
    /// The markup by which another site shows this event; none without the site's address, or a page to embed.
    embed_code: Option<String>,
    /// Where its data is; none of a draft.
    data: Option<String>,
    /// How others cite the page.
    cite: String,
}

#[derive(Debug, Serialize)]
struct VariantView<'a> {
    date: DateView,
    sources: Vec<LinkView<'a>>,
}

#[derive(Debug, Serialize)]
struct InvolvedView<'a> {
    party: LinkView<'a>,
    /// Whether the name is not the person's own.
    is_pseudonym: bool,
    role: Option<&'a str>,
}

/// What was wrong, and when it was put right.
#[derive(Debug, Serialize)]
struct CorrectionView<'a> {
    date: DateView,
    note: &'a str,
}

/// An event's page, or the notice that it was withdrawn.
pub fn page(cx: &PageContext<'_>, planned: &Planned, of: Ref<Event>) -> Result<Html, Error> {
    let row = &cx.site.events[of];
    if let Some(withdrawal) = &row.withdrawn {
        return withdrawn(cx, planned, row, withdrawal, "withdrawn.html");
    }
    let day = |day| dates::day(cx, day);
    let body = body(cx, &row.body, &row.sources, Some(row))?;
    let noticed = RequiredNotices::of_event(cx, row);
    let changed = change_dates::of_event(cx.site, row);
    let makes = |output| cx.site.settings.makes(output);
    let embed_code = || embed::code(cx, &Route::event_embed(&row.id), &neutral_title(cx, row), embed::EVENT_HEIGHT);
    let about = About {
        title: event_title(cx, row).into(),
        // Search engines and other sites cut it anywhere, so the status comes first.
        description: Some(noticed.before(cx, &row.summary).into()),
        section: "timeline",
        noindex: row.draft,
        file: Some(&row.file),
        id: Some(&row.id),
        changed,
        ..About::default()
    };
    let place = cx.plan.events.binary_search(&of).ok();
    let neighbour = |index: Option<usize>| {
        let event = index.and_then(|index| cx.plan.events.get(index));
        event.map(|event| event_entry(cx, *event)).transpose()
    };
    let origins = cx.site.origins(of);
    let origins = if origins.len() < row.sources.len() { origins } else { &[] };
    let (narrower, others): (Vec<_>, Vec<_>) = row.other_dates().partition(|given| given.date.is_within(&row.date));
    let variants = |given: Vec<&'_ DateVariant>| given.into_iter().map(|given| variant(cx, row, given)).collect();
    let mentioned_in = cx.site.backlinks.of_event[of.index()].iter();
    let mentioned_in = mentioned_in.filter(|other| !row.related.contains(other) && **other != of);
    let view = EventPageView {
        page: shell(cx, planned, about),
        event: event(cx, of),
        year: year_of(cx, of),
        claims: bearings_in_full(cx, row, &noticed),
        body: body.markup,
        sources: body.sources,
        origins: origins.iter().map(|origin| links::source(cx, *origin)).collect(),
        length: wording::length(cx, &row.date),
        variants: variants(others),
        narrower: variants(narrower),
        chosen_by: chosen_by(cx, row),
        people: row.people.iter().map(|one| involved(cx, one)).collect(),
        organizations: row.organizations.iter().map(|one| involved(cx, one)).collect(),
        tags: row.tags.iter().map(|tag| links::tag(cx, tag)).collect(),
        related: shown_entries(cx, row.related.iter(), row.draft)?,
        mentioned_in: shown_entries(cx, mentioned_in, false)?,
        media: row.media.iter().filter(|media| !media.in_body).map(|one| media(cx, row, one)).collect(),
        corrections: corrections(cx, row),
        added: row.added.map(day),
        changed: changed.filter(|day| row.added.is_none_or(|added| added < *day)).map(day),
        previous: neighbour(place.and_then(|index| index.checked_sub(1)))?,
        next: neighbour(place.map(|index| index + 1))?,
        embed_code: makes(EventOutput::Embeds).then(embed_code).flatten(),
        data: (row.is_published() && makes(EventOutput::Data))
            .then(|| LinkBase::Page.file(&planned.route.beside("index.json"))),
        cite: cite(cx, of),
    };
    let claims = view.claims.iter().flat_map(|bearing| &bearing.claims);
    let required = RequiredMarkup::of_claims(claims).and_caveat(view.event.caveat.as_ref());
    event_html(cx, "event.html", &view, of, &required)
}

/// The page of its year on which an event stands, and its year's name.
fn year_of<'a>(cx: &Context<'_>, event: Ref<Event>) -> Option<LinkView<'a>> {
    let year = cx.site.events[event].date.year();
    let found = cx.plan.years.iter().find(|known| known.year == year)?;
    let number = found.list.page_of(event)?;
    let route = Route::year(year).numbered(number);
    Some(LinkView::new(year_label(cx, year), &route))
}

fn variant<'a>(cx: &Context<'a>, row: &Event, variant: &DateVariant) -> VariantView<'a> {
    let sources = variant.sources.iter().map(|source| numbered_source(cx, row, *source)).collect();
    VariantView { date: dates::date(cx, &variant.date), sources }
}

/// Which of its sources carry the chosen date; asked for only where some give another.
fn chosen_by<'a>(cx: &Context<'a>, row: &Event) -> Vec<LinkView<'a>> {
    if row.date_variants.is_empty() {
        return Vec::new();
    }
    row.date_sources().into_iter().map(|source| numbered_source(cx, row, source)).collect()
}

fn involved<'a>(cx: &Context<'a>, one: &'a Involvement) -> InvolvedView<'a> {
    let is_pseudonym = cx.site.parties[one.party].pseudonym.is_some();
    InvolvedView { party: links::party(cx, one.party), is_pseudonym, role: one.role.as_deref() }
}

/// Those of these events that readers may see, in one line each.
fn shown_entries<'a>(
    cx: &PageContext<'_>,
    events: impl Iterator<Item = &'a Ref<Event>>,
    with_drafts: bool,
) -> Result<Vec<Markup>, Error> {
    let shown = events.filter(|event| {
        let row = &cx.site.events[**event];
        row.is_published() || with_drafts && row.withdrawn.is_none()
    });
    shown.map(|event| event_entry(cx, *event)).collect()
}

/// An event's corrections, newest first.
fn corrections<'a>(cx: &Context<'_>, row: &'a Event) -> Vec<CorrectionView<'a>> {
    let mut corrections: Vec<_> = row.corrections.iter().collect();
    corrections.sort_by_key(|correction| std::cmp::Reverse(correction.date));
    let view =
        |correction: &'a Correction| CorrectionView { date: dates::day(cx, correction.date), note: &correction.note };
    corrections.into_iter().map(view).collect()
}
