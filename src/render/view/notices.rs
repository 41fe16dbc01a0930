//! Free pages, corrections, search, and pages that say that something isn't here.

use super::inline::{DateView, LinkView};
use super::page::{About, PageView};
use crate::error::Error;
use crate::model::{Event, Html, Page, Ref};
use crate::plan::{Planned, Route};
use crate::render::{Renderer, Viewpoint, templates::Markup};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct FreeView {
    page: PageView,
    heading: String,
    body: Markup,
    sources: Vec<Markup>,
}

#[derive(Debug, Serialize)]
struct CorrectionsView {
    page: PageView,
    corrections: Vec<ListedView>,
}

/// A correction in the list of all, or a withdrawal.
#[derive(Debug, Serialize)]
struct ListedView {
    date: DateView,
    /// The event, in one line; of a withdrawn one nothing but the link to its notice.
    event: Markup,
    withdrawn: Option<LinkView>,
    note: String,
}

#[derive(Debug, Serialize)]
struct WithdrawnView {
    page: PageView,
    date: DateView,
    reason: String,
    corrections: Vec<super::event_page::CorrectionView>,
}

#[derive(Debug, Serialize)]
struct AliasView {
    page: PageView,
    target: String,
}

#[derive(Debug, Serialize)]
struct PlainView {
    page: PageView,
}

impl Renderer<'_> {
    /// A page that an editor wrote.
    pub fn free_page(&self, planned: &Planned, page: Ref<Page>) -> Result<Html, Error> {
        let at = &Viewpoint::of(planned);
        let row = &self.site.pages[page];
        let body = self.body(&row.body, &row.sources, None, at)?;
        let about = About {
            title: row.title.clone(),
            description: Some(row.body.first_sentence().to_owned()).filter(|text| !text.is_empty()),
            section: row.id.as_str(),
            file: Some(&row.file),
            id: Some(&row.id),
            ..About::default()
        };
        let view = FreeView {
            page: self.page_view(planned, at, about),
            heading: row.title.clone(),
            body: body.markup(),
            sources: self.entries(&row.sources, &body.cited_at, at)?,
        };
        self.templates.fill("page.html", &view)
    }

    /// Every correction and withdrawal, newest first.
    pub fn corrections_page(&self, planned: &Planned) -> Result<Html, Error> {
        let at = &Viewpoint::of(planned);
        let mut listed: Vec<(NaiveDate, Ref<Event>, &str, bool)> = Vec::new();
        for (event, row) in self.site.events.iter().filter(|(_, row)| !row.draft) {
            // A withdrawn event's earlier corrections would tell again what was withdrawn.
            if let Some(withdrawal) = &row.withdrawn {
                listed.push((withdrawal.date, event, &withdrawal.reason, true));
            } else {
                let notes = row.corrections.iter().map(|correction| (correction.date, correction.note.as_str()));
                listed.extend(notes.map(|(date, note)| (date, event, note, false)));
            }
        }
        listed.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)).then_with(|| a.2.cmp(b.2)));
        let listed: Result<Vec<ListedView>, Error> = listed
            .into_iter()
            .map(|(date, event, note, withdrawn)| {
                let href = at.to(&Route::event(&self.site.events[event].id));
                let notice = LinkView { text: self.say("withdrawn_event").to_owned(), href };
                Ok(ListedView {
                    date: self.day(date),
                    event: if withdrawn { Html::default().into() } else { self.entry(event, at)? },
                    withdrawn: withdrawn.then_some(notice),
                    note: note.to_owned(),
                })
            })
            .collect();
        let title = self.say("corrections").to_owned();
        let about = About { title, section: "corrections", ..About::default() };
        let view = CorrectionsView { page: self.page_view(planned, at, about), corrections: listed? };
        self.templates.fill("corrections.html", &view)
    }

    /// That an event was withdrawn, and why: neither its title nor anything else of it.
    pub fn withdrawn_page(&self, planned: &Planned, event: Ref<Event>) -> Result<Html, Error> {
        let at = &Viewpoint::of(planned);
        let row = &self.site.events[event];
        let Some(withdrawal) = &row.withdrawn else { return self.not_found_page(planned) };
        let about = About {
            title: self.say("withdrawn_heading").to_owned(),
            section: "timeline",
            noindex: true,
            file: Some(&row.file),
            id: Some(&row.id),
            changed: Some(withdrawal.date),
            ..About::default()
        };
        let view = WithdrawnView {
            page: self.page_view(planned, at, about),
            date: self.day(withdrawal.date),
            reason: withdrawal.reason.clone(),
            corrections: Vec::new(),
        };
        self.templates.fill("withdrawn.html", &view)
    }

    /// What leads on from an event's former address.
    pub fn alias_page(&self, planned: &Planned, event: Ref<Event>) -> Result<Html, Error> {
        let at = &Viewpoint::of(planned);
        let row = &self.site.events[event];
        let route = Route::event(&row.id);
        let about = About { title: self.say("moved_heading").to_owned(), noindex: true, ..About::default() };
        let mut page = self.page_view(planned, at, about);
        page.canonical = self.site.settings.base_url.as_ref().map(|base| route.absolute(base));
        let view = AliasView { page, target: at.to(&route) };
        self.templates.fill("alias.html", &view)
    }

    /// The search, which works where scripts run.
    pub fn search_page(&self, planned: &Planned) -> Result<Html, Error> {
        let at = &Viewpoint::of(planned);
        let about = About { title: self.say("search").to_owned(), section: "search", ..About::default() };
        self.templates.fill("search.html", &PlainView { page: self.page_view(planned, at, about) })
    }

    /// That an address leads nowhere.
    pub fn not_found_page(&self, planned: &Planned) -> Result<Html, Error> {
        let at = &Viewpoint::anywhere(self.site.settings.base_url.as_deref());
        let about = About { title: self.say("not_found_heading").to_owned(), noindex: true, ..About::default() };
        let mut page = self.page_view(planned, at, about);
        page.canonical = None;
        page.suggest = None;
        self.templates.fill("404.html", &PlainView { page })
    }
}
