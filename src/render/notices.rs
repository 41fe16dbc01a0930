//! What must stand with an event, or with a source's title, wherever it is shown: the status of the claims that it
//! tells, and that an arrest is no verdict.
//!
//! Pages, feeds, calendars, cards and the search ask here, and nowhere else does a status enter any of them.

use super::context::Context;
use super::link_base::LinkBase;
use super::markup::{escaped, link};
use super::plain_text::one_line;
use crate::ledger::{Part, Standing, StatusLine};
use crate::model::{Claim, Event, Ref, Source};
use crate::plan::Route;
use crate::words::date;
use std::borrow::Cow;

/// What an event or a source's title must not be shown without.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequiredNotices {
    /// The claims whose status must stand with it, each once.
    pub claims: Vec<Ref<Claim>>,
    /// That an arrest or a charge says nothing of guilt.
    pub caveat: Option<String>,
}

impl RequiredNotices {
    /// Of an event: none for most.
    pub fn of_event(cx: &Context<'_>, row: &Event) -> Self {
        let claims = cx.ledger.told_by_event(row);
        let caveat = caveat(cx, row, &claims);
        Self { claims, caveat }
    }

    /// Of a source's title: none for most.
    pub fn of_title(cx: &Context<'_>, row: &Source) -> Self {
        Self { claims: cx.ledger.told_by_title(row), caveat: None }
    }

    /// Whether it may be shown without more.
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty() && self.caveat.is_none()
    }

    /// The status of each claim; where there are several, each with its statement.
    pub fn statuses(&self, cx: &Context<'_>) -> Vec<String> {
        match &*self.claims {
            [only] => vec![status(cx, *only)],
            claims => with_statements(cx, claims),
        }
    }

    /// All sentences that must stand right behind the title.
    pub fn sentences(&self, cx: &Context<'_>) -> Vec<String> {
        self.statuses(cx).into_iter().chain(self.caveat.clone()).collect()
    }

    /// All sentences, each status with its statement: for where the title does not stand right before them.
    pub fn whole_sentences(&self, cx: &Context<'_>) -> Vec<String> {
        with_statements(cx, &self.claims).into_iter().chain(self.caveat.clone()).collect()
    }

    /// The title on one line, with what must stand with it in brackets behind.
    pub fn behind(&self, cx: &Context<'_>, title: &str) -> String {
        if self.is_empty() {
            return one_line(title);
        }
        let sentences = one_line(&self.sentences(cx).join(" "));
        cx.fill("data_titled", &[("title", &one_line(title)), ("status", &sentences)])
    }

    /// What must stand with it, then the text: for programs that show no more than a beginning.
    pub fn before(&self, cx: &Context<'_>, text: &str) -> String {
        let mut sentences = self.sentences(cx);
        sentences.push(text.to_owned());
        sentences.join(" ")
    }
}

fn with_statements(cx: &Context<'_>, claims: &[Ref<Claim>]) -> Vec<String> {
    let line = |claim: &Ref<Claim>| {
        let statement = cx.site.claims[*claim].statement.trim_end_matches(['.', ' ']);
        cx.fill("data_status_of", &[("statement", statement), ("status", &status(cx, *claim))])
    };
    claims.iter().map(line).collect()
}

/// The event's title on one line, with what must stand with it.
pub fn event_title(cx: &Context<'_>, row: &Event) -> String {
    RequiredNotices::of_event(cx, row).behind(cx, &row.title)
}

/// The source's title on one line, with what must stand with it.
pub fn source_title(cx: &Context<'_>, row: &Source) -> String {
    RequiredNotices::of_title(cx, row).behind(cx, &row.title)
}

/// A title that says no more than what sort of event it was and when, for where no status can stand beside it: a
/// browser's tab, a search engine's list, another site's preview. The title itself where nothing must stand with it.
pub fn neutral_title<'a>(cx: &Context<'_>, row: &'a Event) -> Cow<'a, str> {
    if RequiredNotices::of_event(cx, row).is_empty() {
        return Cow::Borrowed(&row.title);
    }
    let date = date::date(cx.words, &row.date);
    cx.fill("neutral_title", &[("kind", &cx.site.kinds[row.kind].label), ("date", &date)]).into()
}

/// A claim's present status in one word, for data and style sheets.
pub fn standing(cx: &Context<'_>, claim: Ref<Claim>) -> &'static str {
    cx.ledger.status(claim).standing(cx.site).as_str()
}

/// A claim's present status as text.
pub fn status(cx: &Context<'_>, claim: Ref<Claim>) -> String {
    written(cx, cx.ledger.line(claim), StatusForm::Text)
}

/// A claim's present status as markup.
pub fn status_markup(cx: &Context<'_>, claim: Ref<Claim>, base: LinkBase<'_>) -> String {
    written(cx, cx.ledger.line(claim), StatusForm::Markup(base))
}

/// How a claim's status stood after a step of its history.
pub fn status_after(cx: &Context<'_>, claim: Ref<Claim>, step: usize, form: StatusForm<'_>) -> String {
    written(cx, &cx.ledger.line_after(cx.site, cx.words, claim, step), form)
}

/// How a status is written.
#[derive(Debug, Clone, Copy)]
pub enum StatusForm<'a> {
    Text,
    /// Its dates lead to the events that they speak of.
    Markup(LinkBase<'a>),
}

/// The one way of a status into a page or a file.
fn written(cx: &Context<'_>, line: &StatusLine, form: StatusForm<'_>) -> String {
    let mut status = String::new();
    for part in &line.parts {
        match (part, form) {
            (Part::Text(text) | Part::Event(text, _), StatusForm::Text) => status.push_str(text),
            (Part::Text(text), StatusForm::Markup(base)) => escaped(base, text, &mut status),
            (Part::Event(text, event), StatusForm::Markup(base)) => {
                link(base, &base.page(&Route::event(&cx.site.events[*event].id)), text, &mut status);
            }
        }
    }
    status
}

/// That an arrest or a charge says nothing of guilt, where no outcome is recorded.
///
/// An outcome is a finding on a claim that the event alleges, or that claim's withdrawal, settlement or admission; each
/// of them needs one. Where the event alleges no claim, none can be recorded.
fn caveat(cx: &Context<'_>, row: &Event, claims: &[Ref<Claim>]) -> Option<String> {
    let kind = &cx.site.kinds[row.kind];
    let has_outcome = |claim: &Ref<Claim>| {
        let status = cx.ledger.status(*claim);
        let is_admitted = status.standing(cx.site) == Standing::Admitted;
        !status.findings.is_empty() || !status.ends.is_empty() || is_admitted
    };
    let all_have = !claims.is_empty() && claims.iter().all(has_outcome);
    (kind.accusation && !all_have).then(|| cx.fill("caveat", &[("kind", &kind.label)]))
}
