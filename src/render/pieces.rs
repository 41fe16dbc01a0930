//! Events and sources as finished pieces, none of which lacks its status.
//!
//! This is the only way in which an event or a source reaches a page's template: as markup that has been looked over.
//! Each piece has one template and one function here, which puts the status lines into the view and refuses what
//! comes out without them. So a template can be changed in any way but one.

use super::templates::Markup;
use super::view::{event::EventView, inline::LinkView, source::SourceView};
use super::{Renderer, Viewpoint};
use crate::error::Error;
use crate::model::{CitedSource, Event, Html, Ref, Source};
use serde::Serialize;

/// Where a card stands, which decides the level of its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardPlace {
    /// Alone on its page.
    Alone,
    /// Right beneath the page's heading.
    Page,
    /// Beneath a section's heading.
    Section,
    /// Beneath a year, where all of the timeline stands: with its sources' addresses, for print.
    Timeline,
}

impl CardPlace {
    fn level(self) -> u8 {
        match self {
            Self::Alone => 1,
            Self::Page => 2,
            Self::Section | Self::Timeline => 3,
        }
    }
}

#[derive(Serialize)]
struct CardView {
    event: EventView,
    /// Of the card's heading: 1 to 3.
    level: u8,
    /// The sources by their neutral names, leading to the articles themselves; for print.
    references: Vec<LinkView>,
}

#[derive(Serialize)]
struct EntryView {
    event: EventView,
}

#[derive(Serialize)]
struct OneSource {
    source: SourceView,
}

impl Renderer<'_> {
    /// An event in the timeline and in other full lists.
    pub fn card(&self, event: Ref<Event>, place: CardPlace, at: &Viewpoint) -> Result<Markup, Error> {
        match place {
            // On the pages of its kind, its people, its tags …
            CardPlace::Section => self.cache.card(event, at, |at| self.new_card(event, place, at)),
            CardPlace::Alone | CardPlace::Page | CardPlace::Timeline => self.new_card(event, place, at),
        }
    }

    fn new_card(&self, event: Ref<Event>, place: CardPlace, at: &Viewpoint) -> Result<Markup, Error> {
        let references = if place == CardPlace::Timeline { self.references(event) } else { Vec::new() };
        let view = CardView { event: self.event_view(event, at), level: place.level(), references };
        let html = self.templates.fill("event-card.html", &view)?;
        self.look_over_event("event-card.html", html, event, at)
    }

    fn references(&self, event: Ref<Event>) -> Vec<LinkView> {
        let cited = self.site.events[event].sources.iter().map(|cited| cited.source);
        let addressed = cited.filter_map(|source| Some((source, self.site.sources[source].url.clone()?)));
        addressed.map(|(source, href)| LinkView { text: self.source_label(source).to_owned(), href }).collect()
    }

    /// An event in one line.
    pub fn entry(&self, event: Ref<Event>, at: &Viewpoint) -> Result<Markup, Error> {
        self.cache.entry(event, at, |at| {
            let html = self.templates.fill("event-entry.html", &EntryView { event: self.event_view(event, at) })?;
            self.look_over_event("event-entry.html", html, event, at)
        })
    }

    /// A source in one line.
    pub fn line(&self, source: Ref<Source>, at: &Viewpoint) -> Result<Markup, Error> {
        self.cache.line(source, at, |at| {
            let view = OneSource { source: self.source_view(source, at) };
            let html = self.templates.fill("source-line.html", &view)?;
            self.looked_over("source-line.html", html, &self.demanded_by_title(source, at), || self.of_source(source))
        })
    }

    /// The numbered sources beneath a text.
    pub fn entries(
        &self,
        sources: &[CitedSource],
        cited_at: &[Vec<String>],
        at: &Viewpoint,
    ) -> Result<Vec<Markup>, Error> {
        let entry = |(index, cited): (usize, &CitedSource)| {
            let places = cited_at.get(index).map_or(&[][..], Vec::as_slice);
            let view = self.entry_view(index + 1, cited, places, at);
            let html = self.templates.fill("source-entry.html", &view)?;
            let demanded = self.demanded_by_title(cited.source, at);
            self.looked_over("source-entry.html", html, &demanded, || self.of_source(cited.source))
        };
        sources.iter().enumerate().map(entry).collect()
    }

    /// Refuses markup that tells an event without what must stand with it.
    pub fn look_over_event(
        &self,
        template: &str,
        html: Html,
        event: Ref<Event>,
        at: &Viewpoint,
    ) -> Result<Markup, Error> {
        let row = &self.site.events[event];
        if let Some(caveat) = self.caveat(row)
            && !html.as_str().contains(Html::escaped(&caveat).as_str())
        {
            let message = format!(
                "`templates/{template}` tells of the event `{}` without saying that it says nothing of guilt: \
                 print `event.caveat`",
                row.id
            );
            return Err(Error::Template(message));
        }
        let demanded = self.demanded_by_event(event, at);
        self.looked_over(template, html, &demanded, || format!("the event `{}`", row.id))
    }

    /// Refuses markup that tells a source's title without what must stand with it.
    pub fn look_over_source(
        &self,
        template: &str,
        html: Html,
        source: Ref<Source>,
        at: &Viewpoint,
    ) -> Result<Markup, Error> {
        self.looked_over(template, html, &self.demanded_by_title(source, at), || self.of_source(source))
    }

    fn of_source(&self, source: Ref<Source>) -> String {
        format!("the title of the source `{}`", self.site.sources[source].id)
    }

    /// The markup, if every status that it owes stands in it. Comments are not read by anybody.
    pub fn looked_over(
        &self,
        template: &str,
        html: Html,
        demanded: &[Markup],
        of_what: impl FnOnce() -> String,
    ) -> Result<Markup, Error> {
        if demanded.is_empty() {
            return Ok(html.into());
        }
        let seen = without_comments(html.as_str());
        // Two claims may stand alike; then their line must stand twice.
        let owed = |status: &Markup| demanded.iter().filter(|other| *other == status).count();
        match demanded.iter().find(|status| seen.matches(status.as_str()).count() < owed(status)) {
            None => Ok(html.into()),
            Some(status) => Err(Error::Template(format!(
                "`templates/{template}` tells {} without the status of its claim: print `status` of each of its \
                 `claims`\n  it lacks: {}",
                of_what(),
                status.as_str()
            ))),
        }
    }
}

fn without_comments(html: &str) -> std::borrow::Cow<'_, str> {
    if !html.contains("<!--") {
        return html.into();
    }
    let mut seen = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        seen.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    seen.push_str(rest);
    seen.into()
}
