//! What the search finds: one document for each thing that has a page, with what must stand beside it.

use crate::model::{Body, Claim, Event, Party, PartyKind, Ref, Source};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::notices::{self, RequiredNotices};
use crate::render::source_names::source_kind;
use crate::render::wording;
use crate::words::date;
use serde::Serialize;
use std::borrow::Cow;

/// Something that can be found.
#[derive(Debug, Clone, Serialize)]
pub struct SearchDocument<'a> {
    /// Its address, relative to the site's root.
    pub href: String,
    pub title: &'a str,
    /// What it is, in a word: a kind's label, "Source", "Person".
    pub label: &'a str,
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

/// Everything that can be found: events newest first, then claims, parties, places, sources and pages.
pub fn documents<'a>(cx: &Context<'a>) -> Vec<SearchDocument<'a>> {
    let site = cx.site;
    let mut documents: Vec<_> = cx.plan.events.iter().rev().map(|event| of_event(cx, *event)).collect();
    documents.extend(site.published_claims().map(|(claim, _)| of_claim(cx, claim)));
    documents
        .extend(site.published_parties().map(|(_, row)| row).filter(|row| !row.noindex).map(|row| of_party(cx, row)));
    let places = site.published_places();
    documents.extend(places.map(|(_, row)| of_text(cx, &Route::place(&row.id), &row.name, cx.say("place"), &row.body)));
    documents.extend(site.published_sources().map(|(source, _)| of_source(cx, source)));
    let pages = site.pages.rows();
    documents.extend(pages.map(|row| of_text(cx, &Route::free(&row.id), &row.title, cx.say("page"), &row.body)));
    documents
}

fn plain<'a>(route: &Route, title: &'a str, label: &'a str, text: impl Into<Cow<'a, str>>) -> SearchDocument<'a> {
    let (date, status, caveat) = Default::default();
    SearchDocument { href: route.link(), title, label, date, status, caveat, text: text.into() }
}

/// Something that is found by what an editor wrote of it.
fn of_text<'a>(cx: &Context<'a>, route: &Route, title: &'a str, label: &'a str, body: &'a Body) -> SearchDocument<'a> {
    SearchDocument {
        status: RequiredNotices::of_text(cx, body).named_sentences(cx),
        ..plain(route, title, label, &body.text)
    }
}

fn of_event<'a>(cx: &Context<'a>, event: Ref<Event>) -> SearchDocument<'a> {
    let row = &cx.site.events[event];
    let notices = RequiredNotices::of_event(cx, row).with_text(cx, &row.body);
    let text = joined(&row.summary, &row.body.text);
    SearchDocument {
        date: wording::event_date(cx, row),
        status: notices.statuses(cx),
        caveat: notices.caveat,
        ..plain(&Route::event(&row.id), &row.title, &cx.site.kinds[row.kind].label, text)
    }
}

fn of_claim<'a>(cx: &Context<'a>, claim: Ref<Claim>) -> SearchDocument<'a> {
    let row = &cx.site.claims[claim];
    let mut others = RequiredNotices::of_text(cx, &row.body);
    others.claims.retain(|notice| notice.claim != claim);
    let status = std::iter::once(notices::short(cx, claim)).chain(others.named_sentences(cx)).collect();
    SearchDocument { status, ..plain(&Route::claim(&row.id), &row.statement, cx.say("claim"), &row.body.text) }
}

fn of_party<'a>(cx: &Context<'a>, row: &'a Party) -> SearchDocument<'a> {
    let label = match row.kind {
        PartyKind::Person => "person",
        PartyKind::Organization => "organization",
    };
    let names = row.also_known_as.join(", ");
    let text = lines(&[row.role.as_deref().unwrap_or_default(), &names, &row.body.text]);
    let status = RequiredNotices::of_text(cx, &row.body).named_sentences(cx);
    SearchDocument { status, ..plain(&Route::party(row), &row.name, cx.say(label), text) }
}

fn of_source<'a>(cx: &Context<'a>, source: Ref<Source>) -> SearchDocument<'a> {
    let row = &cx.site.sources[source];
    let authors = row.authors.join(", ");
    let warnings = [row.reliability.as_deref(), row.interest.as_deref()].map(Option::unwrap_or_default);
    let text = lines(&[&authors, warnings[0], warnings[1], &row.body.text]);
    let label = row.outlet.as_deref().unwrap_or_else(|| source_kind(cx, row));
    SearchDocument {
        date: row.published.as_ref().map(|day| date::date(cx.words, day)).unwrap_or_default(),
        status: RequiredNotices::of_title(cx, row).with_text(cx, &row.body).statuses(cx),
        ..plain(&Route::source(&row.id), &row.title, label, text)
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
