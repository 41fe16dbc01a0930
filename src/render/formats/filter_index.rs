//! What a script needs to filter a year that takes several pages: which event stands on which page, and what it has to do
//! with. Nothing of what an event tells is in it: the script takes finished cards from the pages.

use crate::model::{Event, Involvement, Party, Ref};
use crate::plan::{Route, slug};
use crate::render::context::Context;
use crate::render::wording::tag_name;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Its name, beside the year's first page.
pub const FILTER_INDEX: &str = "filters.json";

#[derive(Serialize)]
struct FilterIndex<'a> {
    /// What can be chosen: values with their names.
    kind: Vec<(&'a str, &'a str)>,
    person: Vec<(&'a str, &'a str)>,
    organization: Vec<(&'a str, &'a str)>,
    tag: Vec<(String, String)>,
    events: Vec<IndexedEvent<'a>>,
}

#[derive(Serialize)]
struct IndexedEvent<'a> {
    id: &'a str,
    /// From 1.
    page: usize,
    kind: &'a str,
    person: Vec<&'a str>,
    organization: Vec<&'a str>,
    tag: Vec<String>,
}

/// Their paths, with the year of each.
pub fn files<'a>(cx: &Context<'a>) -> impl Iterator<Item = (String, usize)> + use<'a> {
    let long = cx.plan.years.iter().enumerate().filter(|(_, year)| year.list.pages().len() > 1);
    long.map(|(index, year)| (Route::year(year.year).beside(FILTER_INDEX), index))
}

/// The index of a year.
pub fn text(cx: &Context<'_>, year: usize) -> String {
    let list = &cx.plan.years[year].list;
    let ids = |involved: &[Involvement]| involved.iter().map(|one| id(cx, one.party)).collect();
    let indexed = |event: &Ref<Event>, page: usize| {
        let row = &cx.site.events[*event];
        IndexedEvent {
            id: row.id.as_str(),
            page,
            kind: cx.site.kinds[row.kind].id.as_str(),
            person: ids(&row.people),
            organization: ids(&row.organizations),
            tag: row.tags.iter().map(|tag| slug(tag)).collect(),
        }
    };
    let pages = list.pages();
    let events = pages.iter().flat_map(|page| page.of(&list.events).iter().map(|event| indexed(event, page.number)));
    let rows = || list.events.iter().map(|event| &cx.site.events[*event]);
    let kinds: BTreeSet<_> = rows().map(|row| row.kind).collect();
    let tags: BTreeMap<String, String> =
        rows().flat_map(|row| &row.tags).map(|tag| (slug(tag), tag_name(cx, tag).into_owned())).collect();
    let involved: BTreeSet<Ref<Party>> =
        rows().flat_map(|row| row.people.iter().chain(&row.organizations)).map(|one| one.party).collect();
    let named = |parties: &[Ref<Party>]| {
        let shown = parties.iter().filter(|party| involved.contains(party));
        shown.map(|party| (id(cx, *party), cx.site.parties[*party].name.as_str())).collect()
    };
    let index = FilterIndex {
        kind: kinds.into_iter().map(|kind| (cx.site.kinds[kind].id.as_str(), &*cx.site.kinds[kind].label)).collect(),
        person: named(&cx.plan.people),
        organization: named(&cx.plan.organizations),
        tag: tags.into_iter().collect(),
        events: events.collect(),
    };
    serde_json::to_string(&index).expect("our own types have text keys only")
}

fn id<'a>(cx: &Context<'a>, party: Ref<Party>) -> &'a str {
    cx.site.parties[party].id.as_str()
}
