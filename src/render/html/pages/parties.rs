//! People and organizations: their lists, and the page of each.

use super::index::{IndexEntryView, index};
use crate::error::Error;
use crate::model::{Html, Party, PartyKind, Ref};
use crate::parse::address;
use crate::plan::{PageSlice, Planned, Route};
use crate::render::html::claims::{ClaimView, claims_about};
use crate::render::html::context::PageContext;
use crate::render::html::ensure_noticed::{RequiredMarkup, ensure_noticed};
use crate::render::html::fragments::{CardPlace, event_cards};
use crate::render::html::links::{self, LinkView};
use crate::render::html::prose::body;
use crate::render::html::shell::{About, PageView, shell};
use crate::render::html::templates::Markup;
use crate::render::link_base::LinkBase;
use serde::Serialize;
use std::borrow::Cow;

#[derive(Debug, Serialize)]
struct PartyPageView<'a> {
    page: PageView<'a>,
    name: &'a str,
    is_person: bool,
    role: Option<&'a str>,
    also_known_as: Option<String>,
    links: Vec<LinkView<'a>>,
    feed: Option<String>,
    /// The claims about the party, with what became of each for it.
    claims: Vec<ClaimView<'a>>,
    body: Markup,
    sources: Vec<Markup>,
    events: Vec<Markup>,
    count: String,
}

/// The people, or the organizations, by their sort names.
pub fn list(cx: &PageContext<'_>, planned: &Planned, kind: PartyKind, part: PageSlice) -> Result<Html, Error> {
    let parties = match kind {
        PartyKind::Person => &cx.plan.people,
        PartyKind::Organization => &cx.plan.organizations,
    };
    let entries = part.of(parties).iter().map(|party| IndexEntryView {
        link: links::party(cx, *party),
        remark: cx.site.parties[*party].role.as_deref(),
        count: cx.count("events", cx.site.backlinks.of_party[party.index()].len()),
    });
    index(cx, planned, section(kind), entries.collect(), Some(part))
}

fn section(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::Person => "people",
        PartyKind::Organization => "organizations",
    }
}

/// A person or an organization with all that concerns them.
pub fn page(cx: &PageContext<'_>, planned: &Planned, party: Ref<Party>, part: PageSlice) -> Result<Html, Error> {
    let row = &cx.site.parties[party];
    let body = body(cx, &row.body, &row.sources, None)?;
    let events = &cx.site.backlinks.of_party[party.index()];
    let is_person = row.kind == PartyKind::Person;
    let about = About {
        title: (&row.name).into(),
        description: row.role.as_deref().map(Cow::from),
        section: section(row.kind),
        noindex: row.noindex,
        file: Some(&row.file),
        feed: is_person,
        part: Some(part),
        ..About::default()
    };
    let has_feed = is_person && cx.site.settings.base_url.is_some();
    let view = PartyPageView {
        page: shell(cx, planned, about),
        name: &row.name,
        is_person,
        role: row.role.as_deref(),
        also_known_as: (!row.also_known_as.is_empty()).then(|| cx.words.list(&row.also_known_as)),
        links: row.links.iter().map(|link| LinkView { text: address::host(link).into(), href: link.clone() }).collect(),
        feed: has_feed.then(|| LinkBase::Page.file(&Route::party(row).beside("feed.xml"))),
        claims: claims_about(cx, party),
        body: body.markup,
        sources: body.sources,
        events: event_cards(cx, part.of(events), CardPlace::Section)?,
        count: cx.count("events", events.len()),
    };
    let html = cx.templates.fill("party.html", &view)?;
    let required = RequiredMarkup::of_claims(&view.claims);
    ensure_noticed(&html, &required, "party.html", || format!("what is said about `{}`", row.id))?;
    Ok(html)
}
