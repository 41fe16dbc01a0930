//! Claims over time: for each a lane with what was done to it, in the order in which it happened.
//!
//! Marks stand in the column of their year, beside each other and never on each other, in the order in which it happened
//! across all lanes; a year is as wide as what happened in it needs. So the picture holds on a phone too, where a month of
//! a true scale would be two pixels wide.
//! Everything is worked out here, and the template draws it and says the same in words. No mark bears an event's title,
//! which would show an allegation without its status.

use super::time_scale::percent;
use crate::ledger::{StanceAt, is_adverse, is_told_in_passing};
use crate::model::{Claim, Entry, Event, Group, Ref, SoughtAnswer, StanceKind};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::html::dates::{self, year_href, year_label};
use crate::render::html::links::LinkView;
use crate::render::link_base::LinkBase;
use crate::render::notices::label;
use chrono::Datelike;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The lanes, and what they have in common.
#[derive(Debug, Serialize)]
pub struct QuestionsView<'a> {
    /// The sorts of marks that are there.
    sorts: Vec<SortView<'a>>,
    columns: Vec<ColumnView>,
    lanes: Vec<LaneView<'a>>,
    /// Where there are more claims than lanes.
    more: Option<LinkView<'a>>,
}

/// What a mark means.
#[derive(Debug, Clone, Copy, Serialize)]
struct SortView<'a> {
    /// `alleged`
    id: &'static str,
    /// "alleged"
    word: &'a str,
}

/// A year, or several.
#[derive(Debug, Serialize)]
struct ColumnView {
    /// None for years in which nothing happened.
    label: Option<String>,
    /// Where the events of its first year stand.
    href: Option<String>,
    /// In percent of the width.
    x: String,
}

/// One claim.
#[derive(Debug, Serialize)]
struct LaneView<'a> {
    label: String,
    /// Where its line begins and ends, in percent.
    from: String,
    to: String,
    columns: Vec<LaneColumnView<'a>>,
}

/// What was done to one claim in a year, or in several.
#[derive(Debug, Serialize)]
struct LaneColumnView<'a> {
    label: String,
    marks: Vec<MarkView<'a>>,
}

#[derive(Debug, Serialize)]
struct MarkView<'a> {
    sort: SortView<'a>,
    /// The event, or the first of several.
    href: String,
    date: String,
    /// In percent: the middle of the mark.
    x: String,
    /// How many times, where that is more than once.
    count: Option<String>,
}

/// What is done to a claim, as far as marks tell it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum MarkSort {
    Alleged,
    Pursued,
    Answered,
    Found,
    Ended,
}

/// One thing that is done, or several of a sort.
#[derive(Debug, Clone)]
struct Mark {
    sort: MarkSort,
    event: Ref<Event>,
    count: usize,
}

/// So many lanes at most.
const LANES: usize = 10;
/// A narrow screen has room for so many marks beside each other.
const ROOM: f64 = 32.0;
/// Of what a mark needs: a column, for its year to be read; years without anything; a number behind a mark.
const NARROWEST: f64 = 3.0;
const GAP: f64 = 1.0;
const NUMBER: f64 = 0.8;
/// Into how many years a column may have to be taken together.
const STEPS: &[i64] = &[1, 2, 5, 10, 20, 50, 100, 500];

impl MarkSort {
    fn view<'a>(self, cx: &Context<'a>) -> SortView<'a> {
        let (id, key) = match self {
            Self::Alleged => ("alleged", "alleged_mark"),
            Self::Pursued => ("proceedings", "proceedings_mark"),
            Self::Answered => ("answered", "answered_mark"),
            Self::Found => ("found", "found_mark"),
            Self::Ended => ("ended", "ended_mark"),
        };
        SortView { id, word: cx.say(key) }
    }

    /// The mark of what a stance does. An appeal is an answer of those who were found against, and else goes on with the
    /// proceedings. Evidence has no mark, and neither has a charge told beside its result, whose day is another.
    fn of(cx: &Context<'_>, entry: Entry) -> Option<Self> {
        match entry {
            Entry::Stance(event, index) => {
                let stance = &cx.site.events[event].stances[index];
                match stance.kind.group() {
                    Group::Allegation => Some(Self::Alleged),
                    Group::Answer => Some(Self::Answered),
                    Group::Evidence => None,
                    Group::Proceeding if stance.kind == StanceKind::Appealed && !is_adverse(cx.site, stance) => {
                        Some(Self::Answered)
                    }
                    Group::Proceeding if is_told_in_passing(cx.site, StanceAt { event, index }) => None,
                    Group::Proceeding => Some(Self::Pursued),
                    Group::Finding | Group::Judgment => Some(Self::Found),
                    Group::End | Group::Pardon => Some(Self::Ended),
                }
            }
            Entry::Response(event, index) => {
                let result = cx.site.events[event].responses[index].result;
                matches!(result, SoughtAnswer::Answered | SoughtAnswer::Declined).then_some(Self::Answered)
            }
        }
    }
}

/// The claims over time, in this order; none where there is nothing to draw. Years lead to their place on this page, or
/// to their own pages.
pub fn questions<'a>(cx: &Context<'a>, claims: &[Ref<Claim>], on_this_page: bool) -> Option<QuestionsView<'a>> {
    let lanes: Vec<(Ref<Claim>, Vec<Mark>)> =
        claims.iter().map(|claim| (*claim, marks(cx, *claim))).filter(|(_, marks)| !marks.is_empty()).collect();
    let left_out = lanes.len().saturating_sub(LANES);
    let lanes = &lanes[..lanes.len().min(LANES)];
    if lanes.is_empty() {
        return None;
    }
    let axis = Axis::new(cx, lanes.iter().map(|(_, marks)| marks.as_slice()));
    let sorts: BTreeSet<MarkSort> = lanes.iter().flat_map(|(_, marks)| marks).map(|mark| mark.sort).collect();
    let more = cx.count("more_claims", left_out);
    Some(QuestionsView {
        sorts: sorts.into_iter().map(|sort| sort.view(cx)).collect(),
        columns: axis.views(cx, on_this_page),
        lanes: lanes.iter().map(|(claim, marks)| lane(cx, &axis, *claim, marks)).collect(),
        more: (left_out > 0).then(|| LinkView::new(more, &Route::top("claims"))),
    })
}

/// Everything that is done to a claim, oldest first; what one event does of a sort counts once.
fn marks(cx: &Context<'_>, claim: Ref<Claim>) -> Vec<Mark> {
    let entries = cx.site.history(claim).iter();
    let done: BTreeSet<(Ref<Event>, MarkSort)> =
        entries.filter_map(|entry| Some((entry.event(), MarkSort::of(cx, *entry)?))).collect();
    let mark = |(event, sort)| year_of(cx, event).map(|_| Mark { sort, event, count: 1 });
    done.into_iter().filter_map(mark).collect()
}

/// The year in which the event begins, or ends if nobody knows its beginning.
fn year_of(cx: &Context<'_>, event: Ref<Event>) -> Option<i64> {
    let date = &cx.site.events[event].date;
    date.year().or_else(|| date.latest().naive().map(|day| i64::from(day.year())))
}

fn lane<'a>(cx: &Context<'a>, axis: &Axis, claim: Ref<Claim>, marks: &[Mark]) -> LaneView<'a> {
    let mut columns: Vec<LaneColumnView<'a>> = Vec::new();
    let mut last = None;
    for ((first_year, slot), marks) in axis.cells(cx, marks) {
        let mut x = axis.place(first_year, slot);
        if last != Some(first_year) {
            columns.push(LaneColumnView { label: axis.label(cx, first_year), marks: Vec::new() });
            last = Some(first_year);
        }
        for mark in marks {
            let view = MarkView {
                sort: mark.sort.view(cx),
                href: LinkBase::Page.page(&Route::event(&cx.site.events[mark.event].id)),
                date: dates::date(cx, &cx.site.events[mark.event].date).text,
                x: axis.percent(x + 0.5),
                count: (mark.count > 1).then(|| cx.words.number(mark.count)),
            };
            x += mark.width();
            columns.last_mut().expect("one was pushed").marks.push(view);
        }
    }
    let all = || columns.iter().flat_map(|column| &column.marks);
    let end = |mark: Option<&MarkView<'_>>| mark.map_or_else(String::new, |mark| mark.x.clone());
    LaneView { label: label(cx, claim), from: end(all().next()), to: end(all().next_back()), columns }
}

impl Mark {
    /// What it takes, with its number.
    fn width(&self) -> f64 {
        if self.count > 1 { 1.0 + NUMBER } else { 1.0 }
    }
}

/// Columns of years, each as wide as what stands in it.
struct Axis {
    /// How many years a column has.
    step: i64,
    /// Whether all that is done of a sort within a column is one mark with a number.
    is_summed: bool,
    columns: Vec<QuestionColumn>,
    width: f64,
}

/// A column with its place, in widths of a mark.
struct QuestionColumn {
    /// None for years without anything.
    first_year: Option<i64>,
    x: f64,
    /// Where in it something stands, the same in all lanes: what is above each other happened at the same time.
    slots: BTreeMap<Slot, f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Event(Ref<Event>),
    Sort(MarkSort),
}

impl Axis {
    /// The finest axis that a narrow screen has room for.
    fn new<'m>(cx: &Context<'_>, lanes: impl Iterator<Item = &'m [Mark]>) -> Self {
        let lanes: Vec<&[Mark]> = lanes.collect();
        let mut axis = Self { step: 1, is_summed: false, columns: Vec::new(), width: 0.0 };
        for step in STEPS {
            for is_summed in [false, true] {
                (axis.step, axis.is_summed) = (*step, is_summed);
                axis.lay_out(cx, &lanes);
                if axis.width <= ROOM {
                    return axis;
                }
            }
        }
        axis
    }

    fn lay_out(&mut self, cx: &Context<'_>, lanes: &[&[Mark]]) {
        let mut widths: BTreeMap<i64, BTreeMap<Slot, f64>> = BTreeMap::new();
        for marks in lanes {
            for ((first_year, slot), marks) in self.cells(cx, marks) {
                let known = widths.entry(first_year).or_default().entry(slot).or_default();
                *known = known.max(marks.iter().map(Mark::width).sum());
            }
        }
        self.columns.clear();
        let mut x = 0.0;
        let mut before = None;
        for (first_year, widths) in widths {
            if before.is_some_and(|before| first_year - before > self.step) {
                self.columns.push(QuestionColumn { first_year: None, x, slots: BTreeMap::new() });
                x += GAP;
            }
            let needed: f64 = widths.values().sum();
            let width = needed.max(NARROWEST);
            let mut at = x + (width - needed) / 2.0;
            let place = |(slot, width): (Slot, f64)| {
                at += width;
                (slot, at - width)
            };
            let slots = widths.into_iter().map(place).collect();
            self.columns.push(QuestionColumn { first_year: Some(first_year), x, slots });
            x += width;
            before = Some(first_year);
        }
        self.width = x;
    }

    /// A lane's marks by the first year of their column and their place in it.
    fn cells(&self, cx: &Context<'_>, marks: &[Mark]) -> BTreeMap<(i64, Slot), Vec<Mark>> {
        let mut cells: BTreeMap<(i64, Slot), Vec<Mark>> = BTreeMap::new();
        for mark in marks {
            let year = year_of(cx, mark.event).expect("only what has a year has a mark");
            let slot = if self.is_summed { Slot::Sort(mark.sort) } else { Slot::Event(mark.event) };
            let cell = cells.entry((year.div_euclid(self.step) * self.step, slot)).or_default();
            match cell.first_mut().filter(|_| self.is_summed) {
                Some(sum) => sum.count += 1,
                None => cell.push(mark.clone()),
            }
        }
        cells
    }

    fn place(&self, first_year: i64, slot: Slot) -> f64 {
        let column = self.columns.iter().find(|column| column.first_year == Some(first_year));
        column.expect("a column was made for every mark").slots[&slot]
    }

    fn views(&self, cx: &Context<'_>, on_this_page: bool) -> Vec<ColumnView> {
        let view = |column: &QuestionColumn| {
            let years = column.first_year.map(|first| first..first + self.step);
            let planned = years.and_then(|years| {
                cx.plan.years.iter().find(|known| known.year.is_some_and(|year| years.contains(&year)))
            });
            ColumnView {
                label: column.first_year.map(|first_year| self.label(cx, first_year)),
                href: planned.map(|planned| year_href(planned.year, on_this_page)),
                x: self.percent(column.x),
            }
        };
        self.columns.iter().map(view).collect()
    }

    /// "2031", or "2030–2039" for several years.
    fn label(&self, cx: &Context<'_>, first_year: i64) -> String {
        let first = year_label(cx, Some(first_year));
        match self.step {
            1 => first,
            step => cx.fill("years_from", &[("from", &first), ("to", &year_label(cx, Some(first_year + step - 1)))]),
        }
    }

    fn percent(&self, x: f64) -> String {
        percent(x / self.width * 100.0)
    }
}
