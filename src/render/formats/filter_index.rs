//! What a script needs to filter a list that takes several pages: how many events each page has, and for each event what
//! it can be found by. Nothing of what an event tells is in it: the script takes finished cards from the pages.

use crate::plan::EventListOf;
use crate::render::context::Context;
use crate::render::filter_choices::Filter;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// Its name, beside the list's first page.
pub const FILTER_INDEX: &str = "filters.json";

#[derive(Serialize)]
struct FilterIndex<'a> {
    /// How many events each page has.
    pages: Vec<usize>,
    filters: BTreeMap<&'static str, IndexedFilter<'a>>,
}

#[derive(Serialize)]
struct IndexedFilter<'a> {
    /// Values with their names.
    choices: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// For each event, in the order of the pages, the places of its values among the choices.
    events: Vec<Vec<usize>>,
}

/// Their paths, with the list of each.
pub fn files<'a>(cx: &Context<'a>) -> impl Iterator<Item = (String, EventListOf)> + use<'a> {
    cx.plan.pages.iter().filter_map(|planned| {
        let (list, part) = planned.page.event_list()?;
        (part.number == 1 && part.of > 1).then(|| (planned.route.beside(FILTER_INDEX), list))
    })
}

/// The index of a list.
pub fn text(cx: &Context<'_>, of: EventListOf) -> String {
    let list = cx.plan.event_list(cx.site, of);
    let indexed = |filter: Filter| {
        let choices = filter.choices(cx, &list.events);
        let places: HashMap<&str, usize> =
            choices.iter().enumerate().map(|(place, choice)| (&*choice.value, place)).collect();
        let of_event =
            |event| filter.values(cx, event).iter().filter_map(|value| places.get(&**value).copied()).collect();
        let events = list.events.iter().map(|event| of_event(*event)).collect();
        (
            filter.name(),
            IndexedFilter { choices: choices.into_iter().map(|one| (one.value, one.text)).collect(), events },
        )
    };
    let index = FilterIndex {
        pages: list.pages().iter().map(|page| page.range().len()).collect(),
        filters: Filter::of_list(cx, Some(of)).into_iter().map(indexed).collect(),
    };
    serde_json::to_string(&index).expect("our own types have text keys only")
}
