//! Events over time, by kind: what the overview draws.
//!
//! The numbers are worked out here and the template draws them. Nothing in the chart is an event's title: a mark that
//! could be hovered would show an allegation without its status.

use super::dates::year_label;
use super::links::{self, KindView, LinkView};
use crate::model::{Event, EventDate, Ref};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::link_base::LinkBase;
use crate::words;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::collections::BTreeSet;

/// The overview of the timeline.
#[derive(Debug, Serialize)]
pub struct ChartView<'a> {
    /// In ems.
    height: usize,
    lanes: Vec<LaneView<'a>>,
    columns: Vec<ColumnView>,
    /// The years that have events, with their number.
    years: Vec<YearCount<'a>>,
}

/// One kind's events.
#[derive(Debug, Serialize)]
struct LaneView<'a> {
    kind: KindView<'a>,
    count: usize,
    /// In ems, its middle.
    y: usize,
    /// In percent of the width; none where there are so many that they would cover each other.
    marks: Vec<String>,
    /// How many there are when, where there are too many marks.
    bars: Vec<BarView>,
    spans: Vec<SpanView>,
    /// The dates of its first and last event, for the table.
    from: String,
    to: String,
}

/// An event that lasts, in percent of the width.
#[derive(Debug, Serialize)]
struct SpanView {
    x: String,
    width: String,
}

/// The events of a short stretch of time: `x` in percent of the width, the rest in ems.
#[derive(Debug, Serialize)]
struct BarView {
    x: String,
    y: String,
    height: String,
}

/// A stretch of years.
#[derive(Debug, Serialize)]
struct ColumnView {
    label: String,
    /// Where its first year with events stands.
    href: Option<String>,
    x: String,
    width: String,
    /// Whether its label gives way on narrow screens.
    is_minor: bool,
}

#[derive(Debug, Serialize)]
struct YearCount<'a> {
    year: LinkView<'a>,
    count: usize,
}

/// So many columns at most, so that their labels don't run into each other.
const COLUMNS: i64 = 18;
/// So many of their labels have room on a narrow screen.
const MAJOR: usize = 4;
/// How many places a lane has: events nearer to each other share a mark.
const PLACES: f64 = 400.0;
/// So many marks a lane can hold without their covering each other.
const MARKS: usize = 40;
/// Into so many bars a lane's width is cut where it has more.
const BARS: usize = 100;
/// What is shorter than this part of the width is a point.
const SHORTEST: f64 = 1.0;

/// The overview; none where there is nothing that could be drawn. Years lead to their place on this page, or to
/// their own pages.
pub fn chart<'a>(cx: &Context<'a>, on_this_page: bool) -> Option<ChartView<'a>> {
    let days: Vec<(Ref<Event>, NaiveDate, NaiveDate)> = cx
        .plan
        .events
        .iter()
        .filter_map(|event| days(&cx.site.events[*event].date).map(|(a, b)| (*event, a, b)))
        .collect();
    let first = days.iter().map(|(_, first, _)| i64::from(first.year())).min()?;
    let last = days.iter().map(|(_, _, last)| i64::from(last.year())).max()?;
    let scale = Scale::new(first, last);
    let href = |year: Option<i64>| match on_this_page {
        true => format!("#{}", anchor(year)),
        false => LinkBase::Page.page(&Route::year(year)),
    };
    let mut lanes = Vec::new();
    let (mut crowds, mut most) = (Vec::new(), 1);
    for (kind, _) in cx.site.kinds.iter() {
        let events = &cx.site.backlinks.of_kind[kind.index()];
        let (Some(from), Some(to)) = (events.first(), events.last()) else { continue };
        let of_kind = days.iter().filter(|(event, ..)| cx.site.events[*event].kind == kind);
        let of_kind: Vec<_> = of_kind.map(|(_, first, last)| (*first, *last)).collect();
        let (mut marks, spans) = scale.draw(of_kind.iter().copied());
        if marks.len() > MARKS {
            marks.clear();
            let crowd = scale.crowd(of_kind.iter().map(|(first, _)| *first));
            most = most.max(crowd.iter().copied().max().unwrap_or(0));
            crowds.push((lanes.len(), crowd));
        }
        let [from, to] = [from, to].map(|event| words::date::date(cx.words, &cx.site.events[*event].date));
        let y = 3 + 2 * lanes.len();
        let (kind, count, bars) = (links::kind(cx, kind), events.len(), Vec::new());
        lanes.push(LaneView { kind, count, y, marks, bars, spans, from, to });
    }
    // One scale for all kinds, so that their bars can be compared.
    for (lane, crowd) in crowds {
        lanes[lane].bars = bars(&crowd, most, lanes[lane].y);
    }
    let labelled = scale.columns().count().div_ceil(MAJOR);
    let columns = scale
        .columns()
        .enumerate()
        .map(|(index, (from, to))| {
            let inside = cx.plan.years.iter().find(|year| year.year.is_some_and(|year| (from..to).contains(&year)));
            ColumnView {
                label: year_label(cx, Some(from)),
                href: inside.map(|year| href(year.year)),
                x: percent(scale.of_year(from)),
                width: percent(scale.of_year(to) - scale.of_year(from)),
                is_minor: index % labelled != 0 || scale.of_year(from) > 92.0,
            }
        })
        .collect();
    let years = cx
        .plan
        .years
        .iter()
        .map(|year| YearCount {
            year: LinkView { text: year_label(cx, year.year).into(), href: href(year.year) },
            count: year.events.len(),
        })
        .collect();
    Some(ChartView { height: 2 + 2 * lanes.len(), lanes, columns, years })
}

/// A year's place on a page that tells all years.
pub fn anchor(year: Option<i64>) -> String {
    format!("y{}", Route::year(year).as_str())
}

/// The first and the last day of a date; of one with an open or unknown end, the day that it has.
fn days(date: &EventDate) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = (date.earliest().naive(), date.latest().naive());
    Some((first.or(last)?, last.or(first)?))
}

/// Years on a line from 0 to 100.
struct Scale {
    first: i64,
    last: i64,
    step: i64,
}

impl Scale {
    fn new(first: i64, last: i64) -> Self {
        let years = last - first + 1;
        let steps = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];
        let step = steps.into_iter().find(|step| years / step < COLUMNS).unwrap_or(1_000_000);
        let first = first.div_euclid(step) * step;
        Self { first, last, step }
    }

    fn columns(&self) -> impl Iterator<Item = (i64, i64)> {
        let count = (self.last - self.first) / self.step + 1;
        (0..count).map(|index| (self.first + index * self.step, self.first + (index + 1) * self.step))
    }

    fn of_year(&self, year: i64) -> f64 {
        let width = ((self.last - self.first) / self.step + 1) * self.step;
        (year - self.first) as f64 / width as f64 * 100.0
    }

    fn of_day(&self, day: NaiveDate) -> f64 {
        let year = i64::from(day.year());
        let length = if day.leap_year() { 366.0 } else { 365.0 };
        let within = f64::from(day.ordinal0()) / length;
        let width = self.of_year(year + 1) - self.of_year(year);
        self.of_year(year) + within * width
    }

    /// How many of the days are in each part of the width.
    fn crowd(&self, days: impl Iterator<Item = NaiveDate>) -> Vec<usize> {
        let mut crowd = vec![0; BARS];
        for day in days {
            let part = (self.of_day(day) / 100.0 * BARS as f64) as usize;
            crowd[part.min(BARS - 1)] += 1;
        }
        crowd
    }

    /// Where points and spans stand; those that would cover each other stand once.
    fn draw(&self, days: impl Iterator<Item = (NaiveDate, NaiveDate)>) -> (Vec<String>, Vec<SpanView>) {
        let mut marks = BTreeSet::new();
        let mut spans = BTreeSet::new();
        let place = |x: f64| (x / 100.0 * PLACES).round() as i64;
        for (first, last) in days {
            let (from, to) = (self.of_day(first), self.of_day(last));
            marks.insert(place(from));
            if to - from >= SHORTEST {
                spans.insert((place(from), place(to)));
            }
        }
        let x = |place: i64| place as f64 / PLACES * 100.0;
        let spans =
            spans.into_iter().map(|(from, to)| SpanView { x: percent(x(from)), width: percent(x(to) - x(from)) });
        (marks.into_iter().map(|place| percent(x(place))).collect(), spans.collect())
    }
}

/// Bars that stand on the bottom of the lane whose middle is at `y`.
fn bars(crowd: &[usize], most: usize, y: usize) -> Vec<BarView> {
    let bar = |(index, count): (usize, &usize)| {
        let height = 0.3 + 1.3 * *count as f64 / most as f64;
        BarView {
            x: percent(index as f64 * 100.0 / BARS as f64),
            y: format!("{:.2}", y as f64 + 0.8 - height),
            height: format!("{height:.2}"),
        }
    };
    crowd.iter().enumerate().filter(|(_, count)| **count > 0).map(bar).collect()
}

fn percent(x: f64) -> String {
    let text = format!("{x:.2}");
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}
