//! People and organizations: their lists, and the page of each.

use super::event_list::{EventListView, event_list};
use super::filters::{FiltersView, filters_by_index};
use super::index::{Index, IndexSection, index};
use super::index_entry::IndexEntryView;
use crate::error::Error;
use crate::model::{Html, Party, PartyKind, Ref};
use crate::parse::address;
use crate::plan::{EventList, PER_PAGE, PageSlice, Planned, Route};
use crate::render::html::claims::{ClaimView, claims_about};
use crate::render::html::context::PageContext;
use crate::render::html::ensure_noticed::{RequiredMarkup, ensure_noticed};
use crate::render::html::fragments::CardPlace;
use crate::render::html::links::{self, LinkView};
use crate::render::html::prose::body;
use crate::render::html::shell::{About, PageView, shell};
use crate::render::html::templates::Markup;
use crate::render::link_base::LinkBase;
use serde::Serialize;
use std::borrow::Cow;
use std::cmp::Reverse;

#[derive(Debug, Serialize)]
struct PartyPageView<'a> {
    page: PageView<'a>,
    name: &'a str,
    is_person: bool,
    role: Option<&'a str>,
    /// Why the name is not the person's own, where it isn't.
    pseudonym: Option<&'a str>,
    also_known_as: Option<String>,
    links: Vec<LinkView<'a>>,
    feed: Option<String>,
    /// The claims about the party, with what became of each for it.
    claims: Vec<ClaimView<'a>>,
    body: Markup,
    sources: Vec<Markup>,
    /// Of a list that takes several pages.
    filters: Option<FiltersView<'a>>,
    list: EventListView,
    count: String,
}

/// So many of a long list stand by events before all of them stand from A to Z.
const MOST: usize = 30;
/// More letters than this are no alphabet.
const LETTERS: usize = 40;

/// The people, or the organizations: those with most events, and of a long list all from A to Z.
pub fn list(cx: &PageContext<'_>, planned: &Planned, kind: PartyKind, part: PageSlice) -> Result<Html, Error> {
    let parties = match kind {
        PartyKind::Person => &cx.plan.people,
        PartyKind::Organization => &cx.plan.organizations,
    };
    let events = |party: Ref<Party>| cx.site.backlinks.of_party[party.index()].len();
    let entry = |party: Ref<Party>, anchor: Option<String>| IndexEntryView {
        anchor,
        link: links::party(cx, party),
        remark: cx.site.parties[party].role.as_deref(),
        is_pseudonym: cx.site.parties[party].pseudonym.is_some(),
        count: cx.count("events", events(party)),
    };
    let mut by_events = parties.clone();
    by_events.sort_by_key(|party| Reverse(events(*party)));
    if parties.len() <= MOST {
        let entries = by_events.into_iter().map(|party| entry(party, None)).collect();
        return index(cx, planned, Index::plain(section(kind), entries, Some(part)));
    }
    let letters = letters(cx, planned, parties, part);
    let most = by_events.into_iter().take(MOST).map(|party| entry(party, None)).collect();
    let anchor = |at: usize| letters.iter().find(|letter| letter.start == at).map(|letter| letter.anchor.clone());
    let all = part.range().zip(part.of(parties)).map(|(at, party)| entry(*party, anchor(at))).collect();
    let mut sections = vec![IndexSection { heading: Some(cx.say("from_a_to_z")), entries: all }];
    if part.number == 1 {
        sections.insert(0, IndexSection { heading: Some(cx.say("by_events")), entries: most });
    }
    let count = cx.count(section(kind), parties.len());
    let letters = letters.into_iter().map(|letter| letter.link).collect();
    let (section, count, part) = (section(kind), Some(count), Some(part));
    index(cx, planned, Index { section, count, letters, sections, part, ..Index::default() })
}

/// Where a letter of the alphabet begins.
struct Letter<'a> {
    start: usize,
    anchor: String,
    link: LinkView<'a>,
}

/// The letters with which sort names begin, and what leads to each; none in a script without an alphabet.
fn letters<'a>(cx: &PageContext<'_>, planned: &Planned, parties: &[Ref<Party>], part: PageSlice) -> Vec<Letter<'a>> {
    let first = if part.number == 1 { planned.route.clone() } else { planned.route.above() };
    let mut letters: Vec<(String, usize)> = Vec::new();
    for (index, party) in parties.iter().enumerate() {
        let row = &cx.site.parties[*party];
        let name = row.sort_name.as_ref().unwrap_or(&row.name);
        let letter: String = name.chars().take(1).flat_map(char::to_uppercase).collect();
        if letters.last().is_none_or(|(last, _)| *last != letter) {
            letters.push((letter, index));
        }
    }
    if letters.len() > LETTERS {
        return Vec::new();
    }
    let pages = PageSlice::all(parties.len(), PER_PAGE);
    let letter = |(number, (text, start)): (usize, (String, usize))| {
        let anchor = format!("letter-{}", number + 1);
        let page = pages.iter().find(|page| page.range().contains(&start)).map_or(1, |page| page.number);
        let href = match page == part.number {
            true => format!("#{anchor}"),
            false => format!("{}#{anchor}", LinkBase::Page.page(&first.numbered(page))),
        };
        Letter { start, anchor, link: LinkView { text: text.into(), href } }
    };
    letters.into_iter().enumerate().map(letter).collect()
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
        feed: true,
        part: Some(part),
        ..About::default()
    };
    let has_feed = cx.site.settings.base_url.is_some();
    let view = PartyPageView {
        page: shell(cx, planned, about),
        name: &row.name,
        is_person,
        role: row.role.as_deref(),
        pseudonym: row.pseudonym.as_deref(),
        also_known_as: (!row.also_known_as.is_empty()).then(|| cx.words.list(&row.also_known_as)),
        links: row.links.iter().map(|link| LinkView { text: address::host(link).into(), href: link.clone() }).collect(),
        feed: has_feed.then(|| LinkBase::Page.file(&Route::party(row).beside("feed.xml"))),
        claims: claims_about(cx, party),
        body: body.markup,
        sources: body.sources,
        list: event_list(cx, planned, &EventList::by_year(cx.site, events), part, None, CardPlace::PageOf(party))?,
        filters: filters_by_index(cx, planned, events.len()),
        count: cx.count("events", events.len()),
    };
    let html = cx.templates.fill("party.html", &view)?;
    let required = RequiredMarkup::of_claims(&view.claims);
    ensure_noticed(&html, &required, "party.html", || format!("what is said about `{}`", row.id))?;
    Ok(html)
}
