//! The form by which a reader filters a list of events.

use super::event_list::first_page;
use crate::model::{Event, Ref};
use crate::plan::Planned;
use crate::render::context::Context;
use crate::render::filter_choices::{Filter, FilterChoice};
use crate::render::formats::FILTER_INDEX;
use crate::render::link_base::LinkBase;
use serde::Serialize;

/// What a list can be filtered by.
#[derive(Debug, Serialize)]
pub struct FiltersView<'a> {
    selects: Vec<SelectView<'a>>,
    /// Of a list that takes several pages: where a script finds what can be chosen, and all events.
    index: Option<String>,
    /// "14 events".
    count: String,
}

#[derive(Debug, Serialize)]
struct SelectView<'a> {
    name: &'static str,
    /// "Person"
    label: &'a str,
    /// "All people"
    all: &'a str,
    options: Vec<FilterChoice<'a>>,
}

/// Those of events that all stand on the page.
pub fn filters<'a>(cx: &Context<'a>, events: &[Ref<Event>]) -> FiltersView<'a> {
    let selects = Filter::of_list(cx, None).into_iter().map(|filter| select(cx, filter, filter.choices(cx, events)));
    FiltersView {
        selects: selects.filter(|select| !select.options.is_empty()).collect(),
        index: None,
        count: cx.count("events", events.len()),
    }
}

/// Those of a list of so many events that takes several pages; none of another.
pub fn filters_by_index<'a>(cx: &Context<'a>, planned: &Planned, events: usize) -> Option<FiltersView<'a>> {
    let (list, part) = planned.page.event_list().filter(|(_, part)| part.of > 1)?;
    Some(FiltersView {
        selects: Filter::of_list(cx, Some(list)).into_iter().map(|filter| select(cx, filter, Vec::new())).collect(),
        index: Some(LinkBase::Page.file(&first_page(planned, part).beside(FILTER_INDEX))),
        count: cx.count("events", events),
    })
}

fn select<'a>(cx: &Context<'a>, filter: Filter, options: Vec<FilterChoice<'a>>) -> SelectView<'a> {
    let all = match filter {
        Filter::Kind => "all_kinds",
        Filter::Person => "all_people",
        Filter::Organization => "all_organizations",
        Filter::Tag => "all_tags",
    };
    SelectView { name: filter.name(), label: cx.say(filter.name()), all: cx.say(all), options }
}
