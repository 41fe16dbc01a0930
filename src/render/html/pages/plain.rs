//! Free pages, corrections, search, and pages that say that something isn't here.

use crate::error::Error;
use crate::model::{Claim, Event, FreePage, Html, Link, Ref, Withdrawal};
use crate::plan::{Planned, Route};
use crate::render::html::context::PageContext;
use crate::render::html::dates::{self, DateView};
use crate::render::html::fragments::event_entry;
use crate::render::html::languages::{LostView, lost};
use crate::render::html::links::LinkView;
use crate::render::html::prose::body;
use crate::render::html::shell::{About, PageView, shell};
use crate::render::html::templates::Markup;
use crate::render::link_base::LinkBase;
use crate::render::notices::{self, RequiredNotices, neutral_title};
use crate::render::plain_text::one_line;
use crate::render::source_names::source_label;
use chrono::NaiveDate;
use serde::Serialize;
use std::borrow::Cow;

#[derive(Debug, Serialize)]
struct FreeView<'a> {
    page: PageView<'a>,
    heading: &'a str,
    body: Markup,
    sources: Vec<Markup>,
}

#[derive(Debug, Serialize)]
struct CorrectionsView<'a> {
    page: PageView<'a>,
    corrections: Vec<ListedCorrectionView<'a>>,
}

/// A correction in the list of all, or a withdrawal.
#[derive(Debug, Serialize)]
struct ListedCorrectionView<'a> {
    date: DateView,
    /// The event, in one line; of a withdrawn one nothing but the link to its notice.
    event: Markup,
    withdrawn: Option<LinkView<'a>>,
    note: &'a str,
}

#[derive(Debug, Serialize)]
struct WithdrawnView<'a> {
    page: PageView<'a>,
    date: DateView,
    reason: &'a str,
}

#[derive(Debug, Serialize)]
struct AliasView<'a> {
    page: PageView<'a>,
    /// The page that is meant, by a name that alleges nothing without what became of it.
    target: LinkView<'a>,
}

#[derive(Debug, Serialize)]
struct PlainView<'a> {
    page: PageView<'a>,
}

/// The page for lost readers, in the language of the original and then in the others.
#[derive(Debug, Serialize)]
struct LostPageView<'a> {
    page: PageView<'a>,
    elsewhere: Vec<LostView<'a>>,
}

/// A page that an editor wrote.
pub fn free(cx: &PageContext<'_>, planned: &Planned, page: Ref<FreePage>) -> Result<Html, Error> {
    let row = &cx.site.pages[page];
    let body = body(cx, &row.body, &row.sources, None)?;
    let about = About {
        title: (&row.title).into(),
        description: Some(
            RequiredNotices::of_first_sentence(cx, &row.body).before(cx, row.body.first_sentence()).into(),
        )
        .filter(|text: &Cow<'_, str>| !text.is_empty()),
        section: row.id.as_str(),
        file: Some(&row.file),
        id: Some(&row.id),
        ..About::default()
    };
    let page = shell(cx, planned, about);
    let view = FreeView { page, heading: &row.title, body: body.markup, sources: body.sources };
    cx.templates.fill("page.html", &view)
}

/// Every correction and withdrawal, newest first.
pub fn corrections(cx: &PageContext<'_>, planned: &Planned) -> Result<Html, Error> {
    let mut listed: Vec<(NaiveDate, Ref<Event>, &str, bool)> = Vec::new();
    for (event, row) in cx.site.events.iter().filter(|(_, row)| !row.draft) {
        // A withdrawn event's earlier corrections would tell again what was withdrawn.
        if let Some(withdrawal) = &row.withdrawn {
            listed.push((withdrawal.date, event, &withdrawal.reason, true));
        } else {
            let notes = row.corrections.iter().map(|correction| (correction.date, correction.note.as_str()));
            listed.extend(notes.map(|(date, note)| (date, event, note, false)));
        }
    }
    listed.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)).then_with(|| a.2.cmp(b.2)));
    let view = |(date, event, note, withdrawn): (NaiveDate, Ref<Event>, _, bool)| {
        let notice = LinkView::new(cx.say("withdrawn_event"), &Route::event(&cx.site.events[event].id));
        Ok(ListedCorrectionView {
            date: dates::day(cx, date),
            event: if withdrawn { Html::default().into() } else { event_entry(cx, event)? },
            withdrawn: withdrawn.then_some(notice),
            note,
        })
    };
    let corrections = listed.into_iter().map(view).collect::<Result<_, Error>>()?;
    let about = About { title: cx.say("corrections").into(), section: "corrections", ..About::default() };
    cx.templates.fill("corrections.html", &CorrectionsView { page: shell(cx, planned, about), corrections })
}

/// That an event was withdrawn, and why: neither its title nor anything else of it.
pub fn withdrawn(
    cx: &PageContext<'_>,
    planned: &Planned,
    row: &Event,
    withdrawal: &Withdrawal,
    template: &str,
) -> Result<Html, Error> {
    let about = About {
        title: cx.say("withdrawn_heading").into(),
        section: "timeline",
        noindex: true,
        file: Some(&row.file),
        id: Some(&row.id),
        changed: Some(withdrawal.date),
        ..About::default()
    };
    let view = WithdrawnView {
        page: shell(cx, planned, about),
        date: dates::day(cx, withdrawal.date),
        reason: &withdrawal.reason,
    };
    cx.templates.fill(template, &view)
}

/// What leads on from a former address.
pub fn alias(cx: &PageContext<'_>, planned: &Planned, target: Link) -> Result<Html, Error> {
    let site = cx.site;
    let (route, name) = match target {
        Link::Event(event) => (Route::event(&site.events[event].id), neutral_title(cx, &site.events[event])),
        Link::Source(source) => (Route::source(&site.sources[source].id), source_label(cx, source).into()),
        Link::Claim(claim) => (Route::claim(&site.claims[claim].id), claim_line(cx, claim).into()),
        Link::Party(party) => (Route::party(&site.parties[party]), (&*site.parties[party].name).into()),
        Link::Place(place) => (Route::place(&site.places[place].id), (&*site.places[place].name).into()),
        Link::Page(page) => (Route::free(&site.pages[page].id), (&*site.pages[page].title).into()),
    };
    let about = About { title: cx.say("moved_heading").into(), noindex: true, ..About::default() };
    let mut page = shell(cx, planned, about);
    page.canonical = cx.site.settings.base_url.as_deref().map(|base| LinkBase::Absolute(base).page(&route));
    cx.templates.fill("alias.html", &AliasView { page, target: LinkView::new(name, &route) })
}

/// A claim's statement with its status, on one line.
fn claim_line(cx: &PageContext<'_>, claim: Ref<Claim>) -> String {
    let (title, status) = (one_line(&cx.site.claims[claim].statement), one_line(&notices::short(cx, claim)));
    if status.is_empty() { title } else { cx.fill("data_titled", &[("title", &title), ("status", &status)]) }
}

/// The search, which works where scripts run.
pub fn search(cx: &PageContext<'_>, planned: &Planned) -> Result<Html, Error> {
    let about = About { title: cx.say("search").into(), section: "search", ..About::default() };
    cx.templates.fill("search.html", &PlainView { page: shell(cx, planned, about) })
}

/// That an address leads nowhere.
pub fn not_found(cx: &PageContext<'_>, planned: &Planned) -> Result<Html, Error> {
    let about = About { title: cx.say("not_found_heading").into(), noindex: true, ..About::default() };
    let page = PageView { canonical: None, suggest: None, ..shell(cx, planned, about) };
    cx.templates.fill("404.html", &LostPageView { page, elsewhere: lost(cx) })
}
