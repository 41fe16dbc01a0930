//! What the search finds: one document for each thing that has a page, with what must stand beside it.

use crate::model::{Body, Claim, Event, Party, PartyKind, Ref, Source, Topic, foreign};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::foreign::{Outlet, unmarked};
use crate::render::noticed_record::{NoticedRecord, Tells, stands_in};
use crate::render::notices::{self, RequiredNotices};
use crate::render::source_names::{source_kind, title_or_label};
use crate::render::wording;
use crate::words::date;
use serde::Serialize;
use std::borrow::Cow;

/// Something that can be found.
#[derive(Debug, Clone, Serialize)]
pub struct SearchDocument<'a> {
    /// Its address, relative to the site's root.
    pub href: String,
    pub title: Cow<'a, str>,
    /// What it is, in a word: a kind's label, "Source", "Person".
    pub label: Cow<'a, str>,
    /// Of which sort it is: not told with each, since all of a sort stand together.
    #[serde(skip)]
    pub sort: Sort,
    /// Its date, for people; empty where it has none.
    pub date: String,
    /// The status lines that must stand with it wherever it is shown.
    pub status: Vec<String>,
    /// That an arrest or a charge says nothing of guilt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caveat: Option<String>,
    /// What is searched besides the title, in plain words.
    pub text: Cow<'a, str>,
}

/// The sorts of things that can be found, in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Events,
    Claims,
    Parties,
    Places,
    Sources,
    Pages,
}

impl Sort {
    /// What the search's script calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Claims => "claims",
            Self::Parties => "parties",
            Self::Places => "places",
            Self::Sources => "sources",
            Self::Pages => "pages",
        }
    }
}

/// Everything that can be found: events newest first, then claims, parties, places, sources, pages and topics.
pub fn documents<'a>(cx: &Context<'a>) -> Vec<SearchDocument<'a>> {
    let site = cx.site;
    let mut documents: Vec<_> = cx.plan.events.iter().rev().map(|event| of_event(cx, *event).into_inner()).collect();
    documents.extend(site.published_claims().map(|(claim, _)| of_claim(cx, claim)));
    documents
        .extend(site.published_parties().map(|(_, row)| row).filter(|row| !row.noindex).map(|row| of_party(cx, row)));
    let places = site.published_places();
    documents.extend(places.map(|(_, row)| of_text(cx, Sort::Places, &Route::place(&row.id), &row.name, &row.body)));
    documents.extend(site.published_sources().map(|(source, _)| of_source(cx, source).into_inner()));
    let pages = site.pages.rows();
    documents.extend(pages.map(|row| of_text(cx, Sort::Pages, &Route::free(&row.id), &row.title, &row.body)));
    documents.extend(site.published_topics().map(|(_, row, _)| of_topic(cx, row)));
    for document in &mut documents {
        for line in document.status.iter_mut().chain(&mut document.caveat).filter(|line| foreign::is_marked(line)) {
            *line = unmarked(line, Outlet::Text, cx.words.language.direction());
        }
        if let Cow::Owned(plain) = foreign::plain(&document.text) {
            document.text = plain.into();
        }
    }
    documents
}

fn plain<'a>(
    sort: Sort,
    route: &Route,
    title: &'a str,
    label: &'a str,
    text: impl Into<Cow<'a, str>>,
) -> SearchDocument<'a> {
    let (date, status, caveat) = Default::default();
    let (title, label) = (foreign::plain(title), foreign::plain(label));
    SearchDocument { href: route.link(), title, label, sort, date, status, caveat, text: text.into() }
}

/// Something that is found by what an editor wrote of it.
fn of_text<'a>(cx: &Context<'a>, sort: Sort, route: &Route, title: &'a str, body: &'a Body) -> SearchDocument<'a> {
    let label = cx.say(if sort == Sort::Places { "place" } else { "page" });
    SearchDocument {
        status: RequiredNotices::of_text(cx, body).named_sentences(cx),
        ..plain(sort, route, title, label, &*body.text)
    }
}

fn of_event<'a>(cx: &Context<'a>, event: Ref<Event>) -> NoticedRecord<SearchDocument<'a>> {
    let row = &cx.site.events[event];
    NoticedRecord::of_event(cx, row, |notices| {
        let notices = notices.clone().with_text(cx, &row.body);
        let text = joined(&row.summary, &row.body.text);
        SearchDocument {
            date: wording::event_date(cx, row),
            status: notices.statuses(cx),
            caveat: notices.caveat,
            ..plain(Sort::Events, &Route::event(&row.id), &row.title, &cx.site.kinds[row.kind].label, text)
        }
    })
}

fn of_claim<'a>(cx: &Context<'a>, claim: Ref<Claim>) -> SearchDocument<'a> {
    let row = &cx.site.claims[claim];
    let mut others = RequiredNotices::of_text(cx, &row.body);
    others.claims.retain(|notice| notice.claim != claim);
    let status = std::iter::once(notices::short(cx, claim)).chain(others.named_sentences(cx)).collect();
    SearchDocument {
        status,
        ..plain(Sort::Claims, &Route::claim(&row.id), &row.statement, cx.say("claim"), &*row.body.text)
    }
}

fn of_topic<'a>(cx: &Context<'a>, row: &'a Topic) -> SearchDocument<'a> {
    let text = lines(&[row.summary.as_deref().unwrap_or_default(), &row.body.text]);
    let status = RequiredNotices::of_topic(cx, row).with_text(cx, &row.body).named_sentences(cx);
    SearchDocument { status, ..plain(Sort::Pages, &Route::tag(row.id.as_str()), &row.title, cx.say("topic"), text) }
}

fn of_party<'a>(cx: &Context<'a>, row: &'a Party) -> SearchDocument<'a> {
    let label = match row.kind {
        PartyKind::Person => "person",
        PartyKind::Organization => "organization",
    };
    let names = row.also_known_as.join(", ");
    let text = lines(&[row.role.as_deref().unwrap_or_default(), &names, &row.body.text]);
    let status = RequiredNotices::of_text(cx, &row.body).named_sentences(cx);
    SearchDocument { status, ..plain(Sort::Parties, &Route::party(row), &row.name, cx.say(label), text) }
}

fn of_source<'a>(cx: &Context<'a>, source: Ref<Source>) -> NoticedRecord<SearchDocument<'a>> {
    let row = &cx.site.sources[source];
    let authors = row.authors.join(", ");
    let warnings = [row.reliability.as_deref(), row.interest.as_deref()].map(Option::unwrap_or_default);
    let text = lines(&[&authors, warnings[0], warnings[1], &row.body.text]);
    let label = row.outlet.as_deref().unwrap_or_else(|| source_kind(cx, row));
    NoticedRecord::of_title(cx, row, |notices| SearchDocument {
        date: row.published.as_ref().map(|day| date::date(cx.words, day)).unwrap_or_default(),
        status: notices.clone().with_text(cx, &row.body).statuses(cx),
        ..plain(Sort::Sources, &Route::source(&row.id), title_or_label(cx, source), label, text)
    })
}

impl Tells for SearchDocument<'_> {
    fn tells(&self, text: &str) -> bool {
        self.status.iter().chain(&self.caveat).any(|status| stands_in(status, text))
    }
}

/// The summary before the body, unless the body begins with it.
fn joined<'a>(summary: &str, body: &'a str) -> Cow<'a, str> {
    if body.starts_with(summary) { body.into() } else { lines(&[summary, body]).into() }
}

/// The texts that there are, each on a line of its own.
fn lines(texts: &[&str]) -> String {
    texts.iter().copied().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}
