//! The sources: their list, who relies on whom, and the page of each.

use crate::error::Error;
use crate::model::{Event, Html, Ref, Source};
use crate::plan::{PageSlice, Planned};
use crate::render::change_dates;
use crate::render::html::claims::{ClaimView, claim_marked};
use crate::render::html::context::PageContext;
use crate::render::html::dates::year_label;
use crate::render::html::ensure_noticed::RequiredMarkup;
use crate::render::html::fragments::{event_entry, source_html, source_line};
use crate::render::html::links::{self, LinkView};
use crate::render::html::pictures::{SyndicationView, syndication};
use crate::render::html::prose::body;
use crate::render::html::shell::{About, PageView, shell};
use crate::render::html::source::{CitationView, SourceView, citation, source};
use crate::render::html::templates::Markup;
use crate::render::notices::RequiredNotices;
use crate::render::source_names::{source_label, title_or_label};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct SourcesView<'a> {
    page: PageView<'a>,
    /// "23 sources, 14 original reports".
    summary: String,
    /// On the first page alone.
    tree: Option<SyndicationView<'a>>,
    groups: Vec<SourceGroupView>,
}

/// The sources of one year.
#[derive(Debug, Serialize)]
struct SourceGroupView {
    year: String,
    count: String,
    sources: Vec<Markup>,
}

#[derive(Debug, Serialize)]
struct SourcePageView<'a> {
    /// The text of a post, line by line.
    post: Vec<&'a str>,
    /// The same in the page's language.
    post_translation: Vec<&'a str>,
    page: PageView<'a>,
    source: SourceView<'a>,
    /// The headline beneath the neutral name; none where the source goes by its title.
    headline: Option<&'a str>,
    body: Markup,
    entries: Vec<Markup>,
    copies: Vec<LinkView<'a>>,
    relayed_by: Vec<LinkView<'a>>,
    cited_by: Vec<CitingEventView<'a>>,
    /// "7 events".
    count: String,
    claims: Vec<ClaimView<'a>>,
}

/// An event that cites a source, and what it quotes from it.
#[derive(Debug, Serialize)]
struct CitingEventView<'a> {
    event: Markup,
    quotes: Vec<CitationView<'a>>,
}

/// The sources by the year in which they were published.
pub fn list(cx: &PageContext<'_>, planned: &Planned, part: PageSlice) -> Result<Html, Error> {
    let year = |source: &Ref<Source>| cx.site.sources[*source].published.as_ref().map(|date| date.year());
    let mut groups: Vec<SourceGroupView> = Vec::new();
    for chunk in part.of(&cx.plan.sources).chunk_by(|one, other| year(one) == year(other)) {
        groups.push(SourceGroupView {
            count: cx.count("sources", chunk.len()),
            year: match chunk.first().and_then(year) {
                Some(year) => year_label(cx, year),
                None => cx.say("no_date").to_owned(),
            },
            sources: chunk.iter().map(|source| source_line(cx, *source)).collect::<Result<_, _>>()?,
        });
    }
    let is_origin = |row: &&Source| row.copy_of.is_none() && row.based_on.is_empty();
    let origins = cx.site.published_sources().map(|(_, row)| row).filter(is_origin).count();
    let all = cx.plan.sources.len();
    let count = cx.count("sources", all);
    let cited = cx.site.backlinks.of_source.iter().filter(|events| !events.is_empty()).count();
    let count = match cited < all {
        true => cx.fill("sources_cited", &[("sources", &count), ("n", &cx.words.number(cited))]),
        false => count,
    };
    let summary = if origins < all {
        cx.fill("sources_summary", &[("sources", &count), ("origins", &cx.count("origins", origins))])
    } else {
        count
    };
    let about = About { title: cx.say("sources").into(), section: "sources", part: Some(part), ..About::default() };
    let view = SourcesView {
        page: shell(cx, planned, about),
        summary,
        tree: if part.number == 1 { syndication(cx) } else { None },
        groups,
    };
    cx.templates.fill("sources.html", &view)
}

/// Everything known of a source, and what cites it.
pub fn page<'a>(cx: &PageContext<'a>, planned: &Planned, of: Ref<Source>, part: PageSlice) -> Result<Html, Error> {
    let row = &cx.site.sources[of];
    let body = body(cx, &row.body, &row.sources, None)?;
    let notices = RequiredNotices::of_title(cx, row);
    let about = About {
        title: source_label(cx, of).into(),
        description: (!notices.is_empty()).then(|| notices.sentences(cx).join(" ").into()),
        section: "sources",
        file: Some(&row.file),
        changed: change_dates::of_source(row),
        part: Some(part),
        ..About::default()
    };
    let relayed_by = &cx.site.backlinks.relayed_by[of.index()];
    let is_copy = |other: &&Ref<Source>| cx.site.sources[**other].copy_of == Some(of);
    let (copies, others): (Vec<_>, Vec<_>) = relayed_by.iter().partition(is_copy);
    let links = |list: Vec<&Ref<Source>>| list.into_iter().map(|other| links::source(cx, *other)).collect();
    let in_claims = &cx.site.backlinks.of_source_in_claims[of.index()];
    let events = &cx.site.backlinks.of_source[of.index()];
    let lines = |text: &'a Option<String>| -> Vec<&'a str> {
        text.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty()).collect()
    };
    let view = SourcePageView {
        post: lines(&row.quote),
        post_translation: lines(&row.quote_translation),
        page: shell(cx, planned, about),
        source: source(cx, of),
        headline: (source_label(cx, of) != title_or_label(cx, of)).then_some(row.title.as_str()),
        body: body.markup,
        entries: body.sources,
        copies: links(copies),
        relayed_by: links(others),
        cited_by: part.of(events).iter().map(|event| citing(cx, of, *event)).collect::<Result<_, _>>()?,
        count: cx.count("events", events.len()),
        claims: in_claims.iter().map(|of| claim_marked(cx, *of)).collect(),
    };
    let required = RequiredMarkup::of_claims(view.source.claims.iter().chain(&view.claims));
    source_html(cx, "source.html", &view, of, &required)
}

/// An event in one line, with its quotations from a source.
fn citing<'a>(cx: &PageContext<'a>, source: Ref<Source>, event: Ref<Event>) -> Result<CitingEventView<'a>, Error> {
    let cited = cx.site.events[event].sources.iter().find(|cited| cited.source == source);
    let citations = cited.map_or(&[][..], |cited| cited.citations.as_slice());
    let quotes = citations.iter().filter(|citation| citation.quote.is_some() || citation.pinpoint.is_some());
    let row = &cx.site.sources[source];
    Ok(CitingEventView { event: event_entry(cx, event)?, quotes: quotes.map(|one| citation(cx, row, one)).collect() })
}
