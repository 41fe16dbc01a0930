//! Events over time, by kind: what a site without claims begins with, and a large one goes on with.
//!
//! The numbers are worked out here and the template draws them. Nothing in the chart is an event's title: a mark that
//! could be hovered would show an allegation without its status. Places are cut so that a narrow screen has room for a
//! mark and its number in each; where a lane has more than that, bars stand for months or years.

use super::time_scale::{TimeColumn, TimeScale, percent};
use crate::model::{Event, EventDate, Kind, Ref};
use crate::plan::{PlannedYear, Route};
use crate::render::context::Context;
use crate::render::html::dates::{span_of, year_href, year_label};
use crate::render::html::links::{self, KindView, LinkView};
use crate::render::link_base::LinkBase;
use crate::render::wording;
use crate::words::date;
use chrono::NaiveDate;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// An event that lasts, in words. It goes by its date: its title would need its status.
#[derive(Debug, Serialize)]
struct LongEventView {
    date: String,
    href: String,
    /// "1,019 days".
    length: String,
}

/// The overview of the timeline.
#[derive(Debug, Serialize)]
pub struct ChartView<'a> {
    columns: Vec<ChartColumnView>,
    lanes: Vec<ChartLaneView<'a>>,
    /// Whether a lane says how long something lasted.
    tells_lengths: bool,
    /// The years that have events, with their number.
    years: Vec<YearCount<'a>>,
}

/// A kind's events, those of several rare kinds, or all.
#[derive(Debug, Serialize)]
struct ChartLaneView<'a> {
    /// None of a lane of several kinds.
    kind: Option<KindView<'a>>,
    label: String,
    /// "12 events".
    count: String,
    marks: Vec<ChartMarkView>,
    /// How many there are when, where there are too many for marks.
    bars: Vec<BarView>,
    spans: Vec<SpanView>,
    /// "March 2029 to May 2034", for the table.
    span: String,
    /// What of it takes longest of what is drawn as lasting, oldest first.
    longest: Vec<LongEventView>,
}

/// Where events stand, in percent of the width, and how many if more than one.
#[derive(Debug, Serialize)]
struct ChartMarkView {
    x: String,
    count: Option<String>,
}

/// An event that lasts, in percent of the width.
#[derive(Debug, Serialize)]
struct SpanView {
    x: String,
    width: String,
}

/// The events of a short stretch of time: all in percent, of the width and of the lane's height.
#[derive(Debug, Serialize)]
struct BarView {
    x: String,
    width: String,
    y: String,
    height: String,
}

/// A stretch of years.
#[derive(Debug, Serialize)]
struct ChartColumnView {
    label: String,
    /// Where its first year with events stands.
    href: Option<String>,
    x: String,
    /// Whether its label gives way on narrow screens.
    is_minor: bool,
}

#[derive(Debug, Serialize)]
struct YearCount<'a> {
    year: LinkView<'a>,
    count: String,
}

/// So many lanes at most: beyond, rare kinds share one.
const LANES: usize = 12;
/// So many labels have room on a narrow screen.
const MAJOR: usize = 4;
/// So many places with a mark and a number have room on a narrow screen.
const PLACES: usize = 16;
/// More events than this in one place are drawn as bars.
const COUNTED: usize = 9;
/// So many of a lane say how long they lasted.
const LONGEST: usize = 10;
/// What is shorter than this part of the width is a point.
const SHORTEST: f64 = 1.5;

/// The days of one lane's events, each with its first and its last.
type Days = Vec<(NaiveDate, NaiveDate)>;

/// The overview; none where there is nothing that could be drawn. Years lead to their place on this page, or to
/// their own pages.
pub fn chart<'a>(cx: &Context<'a>, on_this_page: bool) -> Option<ChartView<'a>> {
    let all: Days = cx.plan.events.iter().filter_map(|event| days(&cx.site.events[*event].date)).collect();
    let scale = TimeScale::new(all.iter().map(|(first, last)| (*first, *last)))?;
    let groups = groups(cx);
    let drawn: Vec<(Days, bool)> = groups.iter().map(|(_, events)| of_lane(cx, &scale, events)).collect();
    // One scale for all bars, so that they can be compared.
    let crowds = drawn.iter().filter(|(_, is_dense)| *is_dense).flat_map(|(days, _)| crowd(&scale, days).into_values());
    let most = crowds.max().unwrap_or(1);
    let lanes = groups.into_iter().zip(drawn).map(|((kinds, events), (days, is_dense))| ChartLaneView {
        label: match kinds.as_slice() {
            [only] => cx.site.kinds[*only].plural.clone(),
            several if cx.site.tells_kinds_apart() => cx.count("other_kinds", several.len()),
            _ => cx.say("events").to_owned(),
        },
        kind: if let [only] = kinds.as_slice() { Some(links::kind(cx, *only)) } else { None },
        count: cx.count("events", events.len()),
        marks: if is_dense { Vec::new() } else { marks(cx, &scale, &days) },
        bars: if is_dense { bars(&scale, &crowd(&scale, &days), most) } else { Vec::new() },
        spans: spans(&scale, &days),
        span: span_of(cx, &events).unwrap_or_default(),
        longest: longest(cx, &scale, &events),
    });
    let lanes: Vec<_> = lanes.collect();
    let tells_lengths = lanes.iter().any(|lane| !lane.longest.is_empty());
    Some(ChartView { columns: columns(cx, &scale, on_this_page), lanes, tells_lengths, years: years(cx, on_this_page) })
}

/// The kinds of a lane, and their events.
type KindGroup = (Vec<Ref<Kind>>, Vec<Ref<Event>>);

/// The kinds of each lane with their events, the most frequent first; rare ones of many together, last. Where kinds tell
/// nothing apart there is one lane.
fn groups(cx: &Context<'_>) -> Vec<KindGroup> {
    if !cx.site.tells_kinds_apart() {
        return vec![(Vec::new(), cx.plan.events.clone())];
    }
    let of_kind = |kind: Ref<Kind>| cx.site.backlinks.of_kind[kind.index()].clone();
    let used = cx.site.kinds.refs().map(|kind| (vec![kind], of_kind(kind))).filter(|(_, events)| !events.is_empty());
    let mut groups: Vec<KindGroup> = used.collect();
    groups.sort_by_key(|(_, events)| Reverse(events.len()));
    if groups.len() > LANES {
        let rare = groups.split_off(LANES - 1);
        let (kinds, events): (Vec<_>, Vec<_>) = rare.into_iter().unzip();
        let mut events = events.concat();
        events.sort_unstable();
        groups.push((kinds.concat(), events));
    }
    groups
}

/// The days of a lane, and whether there are too many in one place for marks.
fn of_lane(cx: &Context<'_>, scale: &TimeScale, events: &[Ref<Event>]) -> (Days, bool) {
    let days: Days = events.iter().filter_map(|event| days(&cx.site.events[*event].date)).collect();
    let is_dense = places(scale, &days).values().any(|count| *count > COUNTED);
    (days, is_dense)
}

/// The first and the last day of a date; of one with an open or unknown end, the day that it has.
fn days(date: &EventDate) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = (date.earliest().naive(), date.latest().naive());
    Some((first.or(last)?, last.or(first)?))
}

/// How many events stand in each place, by its number.
fn places(scale: &TimeScale, days: &Days) -> BTreeMap<usize, usize> {
    let mut places = BTreeMap::new();
    for (first, _) in days {
        *places.entry(scale.place(*first, PLACES)).or_default() += 1;
    }
    places
}

fn marks(cx: &Context<'_>, scale: &TimeScale, days: &Days) -> Vec<ChartMarkView> {
    let mark = |(place, count): (usize, usize)| ChartMarkView {
        x: percent(scale.middle(place, PLACES)),
        count: (count > 1).then(|| cx.words.number(count)),
    };
    places(scale, days).into_iter().map(mark).collect()
}

/// How many events are in each month, each year or each stretch of years, by its number.
fn crowd(scale: &TimeScale, days: &Days) -> BTreeMap<usize, usize> {
    let mut crowd = BTreeMap::new();
    for (first, _) in days {
        *crowd.entry(scale.bar(*first)).or_default() += 1;
    }
    crowd
}

/// Bars that stand on the bottom of their lane.
fn bars(scale: &TimeScale, crowd: &BTreeMap<usize, usize>, most: usize) -> Vec<BarView> {
    let bar = |(number, count): (&usize, &usize)| {
        let (from, to) = scale.bar_ends(*number);
        let height = 12.0 + 80.0 * *count as f64 / most as f64;
        BarView {
            x: percent(from),
            width: percent((to - from) * 0.85),
            y: percent(96.0 - height),
            height: percent(height),
        }
    };
    crowd.iter().map(bar).collect()
}

fn spans(scale: &TimeScale, days: &Days) -> Vec<SpanView> {
    let mut ends: Vec<(f64, f64)> = days.iter().filter_map(|days| drawn_span(scale, *days)).collect();
    ends.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
    ends.dedup();
    ends.into_iter().map(|(from, to)| SpanView { x: percent(from), width: percent(to - from) }).collect()
}

/// Where the line of what lasts from one day to another begins and ends; none where it is a point.
fn drawn_span(scale: &TimeScale, (first, last): (NaiveDate, NaiveDate)) -> Option<(f64, f64)> {
    let (from, to) = (scale.of_day(first), scale.of_day(last));
    (to - from >= SHORTEST).then_some((from, to))
}

/// The longest of a lane's events that are drawn as lines, as far as their length is known.
fn longest(cx: &Context<'_>, scale: &TimeScale, events: &[Ref<Event>]) -> Vec<LongEventView> {
    let length = |event: &Ref<Event>| {
        let date = &cx.site.events[*event].date;
        drawn_span(scale, days(date)?).and(date.length_in_days())
    };
    let mut longest: Vec<(Ref<Event>, usize)> =
        events.iter().filter_map(|event| Some((*event, length(event)?))).collect();
    longest.sort_by_key(|(_, length)| Reverse(*length));
    longest.truncate(LONGEST);
    longest.sort();
    let view = |(event, _): (Ref<Event>, usize)| {
        let row = &cx.site.events[event];
        Some(LongEventView {
            date: date::date(cx.words, &row.date),
            href: LinkBase::Page.page(&Route::event(&row.id)),
            length: wording::length(cx, &row.date)?,
        })
    };
    longest.into_iter().filter_map(view).collect()
}

fn columns(cx: &Context<'_>, scale: &TimeScale, on_this_page: bool) -> Vec<ChartColumnView> {
    let labelled = scale.columns().count().div_ceil(MAJOR);
    let column = |(index, column): (usize, TimeColumn)| {
        let inside = cx.plan.years.iter().find(|year| year.year.is_some_and(|year| column.years.contains(&year)));
        let first = year_label(cx, Some(scale.called(&column)));
        ChartColumnView {
            label: match column.is_earlier {
                true => cx.fill("years_before", &[("year", &year_label(cx, Some(column.years.end)))]),
                false => first,
            },
            href: inside.map(|year| year_href(year.year, on_this_page)),
            x: percent(column.x),
            is_minor: index % labelled != 0 || column.x > 92.0,
        }
    };
    scale.columns().enumerate().map(column).collect()
}

fn years<'a>(cx: &Context<'a>, on_this_page: bool) -> Vec<YearCount<'a>> {
    let year = |year: &PlannedYear| YearCount {
        year: LinkView { text: year_label(cx, year.year).into(), href: year_href(year.year, on_this_page) },
        count: cx.words.number(year.events.len()),
    };
    cx.plan.years.iter().map(year).collect()
}
