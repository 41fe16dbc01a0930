//! The sources: their list, who relies on whom, and the page of each.

use super::inline::LinkView;
use super::page::{About, PageView};
use super::source::{CitationView, SourceView};
use crate::error::Error;
use crate::model::{Event, Html, Ref, Source};
use crate::plan::{Part, Planned};
use crate::render::relays::RelaysView;
use crate::render::{Renderer, Viewpoint, dates, templates::Markup};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct SourcesView {
    page: PageView,
    /// "23 sources, of which 14 are origins".
    summary: String,
    /// On the first page alone.
    relays: Option<RelaysView>,
    groups: Vec<GroupView>,
}

/// The sources of one year.
#[derive(Debug, Serialize)]
struct GroupView {
    year: String,
    count: String,
    sources: Vec<Markup>,
}

#[derive(Debug, Serialize)]
struct SourcePageView {
    page: PageView,
    source: SourceView,
    body: Markup,
    entries: Vec<Markup>,
    copies: Vec<LinkView>,
    relayed_by: Vec<LinkView>,
    cited_by: Vec<CitingView>,
    /// "7 events".
    count: String,
    claims: Vec<super::inline::ClaimView>,
}

/// An event that cites a source, and what it quotes from it.
#[derive(Debug, Serialize)]
struct CitingView {
    event: Markup,
    quotes: Vec<CitationView>,
}

impl Renderer<'_> {
    /// The sources by the year in which they were published.
    pub fn sources_page(&self, planned: &Planned, part: Part) -> Result<Html, Error> {
        let at = &Viewpoint::of(planned);
        let year = |source: &Ref<Source>| self.site.sources[*source].published.as_ref().map(|date| date.year());
        let mut groups: Vec<GroupView> = Vec::new();
        for chunk in part.of(&self.plan.sources).chunk_by(|one, other| year(one) == year(other)) {
            groups.push(GroupView {
                count: self.count("sources", chunk.len()),
                year: match chunk.first().and_then(year) {
                    Some(year) => self.year_label(year),
                    None => self.say("no_date").to_owned(),
                },
                sources: chunk.iter().map(|source| self.line(*source, at)).collect::<Result<_, _>>()?,
            });
        }
        let origins = self.site.published_sources().filter(|(_, row)| row.copy_of.is_none() && row.based_on.is_empty());
        let about =
            About { title: self.say("sources").to_owned(), section: "sources", part: Some(part), ..About::default() };
        let view = SourcesView {
            page: self.page_view(planned, at, about),
            summary: self.fill(
                "sources_summary",
                &[
                    ("sources", &self.count("sources", self.site.published_sources().count())),
                    ("origins", &self.count("origins", origins.count())),
                ],
            ),
            relays: if part.number == 1 { self.relays(at) } else { None },
            groups,
        };
        self.templates.fill("sources.html", &view)
    }

    /// Everything known of a source, and what cites it.
    pub fn source_page(&self, planned: &Planned, source: Ref<Source>, part: Part) -> Result<Html, Error> {
        let at = &Viewpoint::of(planned);
        let row = &self.site.sources[source];
        let body = self.body(&row.body, &row.sources, None, at)?;
        let citing = part.of(&self.site.backlinks.of_source[source.index()]);
        let told = self.told_by_title(row);
        let about = About {
            title: if told.is_empty() { row.title.clone() } else { self.source_label(source).to_owned() },
            description: (!told.is_empty()).then(|| self.lines_of_title(row).join(" ")),
            section: "sources",
            file: Some(&row.file),
            changed: dates::of_source(row),
            part: Some(part),
            ..About::default()
        };
        let relayed_by = &self.site.backlinks.relayed_by[source.index()];
        let is_copy = |other: &&Ref<Source>| self.site.sources[**other].copy_of == Some(source);
        let (copies, others): (Vec<_>, Vec<_>) = relayed_by.iter().partition(is_copy);
        let links = |list: Vec<&Ref<Source>>| list.into_iter().map(|other| self.source_link(*other, at)).collect();
        let in_claims = &self.site.backlinks.of_source_in_claims[source.index()];
        let all = self.site.backlinks.of_source[source.index()].len();
        let view = SourcePageView {
            page: self.page_view(planned, at, about),
            source: self.source_view(source, at),
            body: body.markup(),
            entries: self.entries(&row.sources, &body.cited_at, at)?,
            copies: links(copies),
            relayed_by: links(others),
            cited_by: citing.iter().map(|event| self.citing(source, *event, at)).collect::<Result<_, _>>()?,
            count: self.count("events", all),
            claims: in_claims.iter().map(|claim| self.claim_view(*claim, at)).collect(),
        };
        let html = self.templates.fill("source.html", &view)?;
        let markup = self.look_over_source("source.html", html, source, at)?;
        Ok(Html::trusted(markup.as_str().to_owned()))
    }

    /// An event in one line, with its quotations from a source.
    fn citing(&self, source: Ref<Source>, event: Ref<Event>, at: &Viewpoint) -> Result<CitingView, Error> {
        let cited = self.site.events[event].sources.iter().find(|cited| cited.source == source);
        let citations = cited.map_or(&[][..], |cited| cited.citations.as_slice());
        let quotes = citations.iter().filter(|citation| citation.quote.is_some());
        let row = &self.site.sources[source];
        Ok(CitingView {
            event: self.entry(event, at)?,
            quotes: quotes.map(|citation| self.citation_view(row, citation, at)).collect(),
        })
    }
}
