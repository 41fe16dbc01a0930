//! `timeline.ics`: the events as whole days. The one door to iCalendar.
//!
//! A calendar knows days of the years 1 to 9999 and no doubt about them, so: times are left to the description; a date
//! that is no single day stands on all days that it can mean and is said in words in the summary; what has no such days
//! is left out.

use crate::model::{Event, Ref};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::link_base::LinkBase;
use crate::render::noticed_record::{NoticedRecord, Tells};
use crate::render::notices::{RequiredNotices, event_title_in, kind_and_date};
use crate::render::plain_text::{clean, one_line};
use crate::render::wording;
use crate::words::date;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use icalendar::{Calendar, Component, EventLike, Property};
use rayon::prelude::*;
use std::io;

/// So many events are in memory as text while a calendar is written.
const AT_ONCE: usize = 1000;

/// Writes the whole calendar.
pub fn write(cx: &Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let settings = &cx.site.settings;
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//Dateline//Timeline 1//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("METHOD", "PUBLISH"));
    calendar.name(&one_line(&settings.title));
    if let Some(description) = &settings.description {
        calendar.description(&one_line(description));
    }
    let frame = calendar.done().to_string();
    let (head, end) = frame.split_at(frame.rfind("END:VCALENDAR").expect("a calendar ends"));
    // Each event becomes text by itself: the components of a long calendar are many times as large.
    let published: Vec<_> = cx.site.published().collect();
    let entry = |(event, row): &(Ref<Event>, &Event)| {
        let days = days(row)?;
        let entry = NoticedRecord::of_event(cx, row, |notices| calendar_event(cx, *event, row, days, notices));
        Some(entry.into_inner().event.to_string())
    };
    out.write_all(head.as_bytes())?;
    for some in published.chunks(AT_ONCE) {
        let entries: Vec<String> = some.par_iter().filter_map(entry).collect();
        out.write_all(entries.concat().as_bytes())?;
    }
    out.write_all(end.as_bytes())
}

fn calendar_event(
    cx: &Context<'_>,
    event: Ref<Event>,
    row: &Event,
    (first, end): (NaiveDate, NaiveDate),
    notices: &RequiredNotices,
) -> CalendarEntry {
    let site = cx.site;
    let settings = &site.settings;
    let base = settings.base_url.as_deref();
    let changed = at_midnight(cx.dates.changed(event));
    let dated = |title: &str| match row.date.full_day() {
        Some(_) => title.to_owned(),
        None => cx.fill("data_dated", &[("date", &date::date(cx.words, &row.date)), ("title", title)]),
    };
    let summary = event_title_in(cx, row, dated).unwrap_or_else(|| kind_and_date(cx, row));
    let mut description = vec![wording::event_date(cx, row)];
    description.extend(notices.named_sentences(cx));
    description.push(row.summary.clone());
    let description = description.join("\n");
    let mut entry = icalendar::Event::new();
    entry.uid(&format!("{}@{}", row.id, host(cx, base)));
    entry.timestamp(changed);
    entry.created(at_midnight(cx.dates.added(event)));
    entry.last_modified(changed);
    entry.starts(first);
    entry.ends(end);
    entry.summary(&summary);
    entry.description(&shortened(clean(&description).into_owned()));
    entry.append_property(("CATEGORIES", one_line(&site.kinds[row.kind].label).as_str()));
    // Nobody is busy because something happened.
    entry.append_property(("TRANSP", "TRANSPARENT"));
    let places: Vec<&str> = row.places.iter().map(|place| site.places[*place].name.as_str()).collect();
    if !places.is_empty() {
        entry.location(&one_line(&places.join(", ")));
    }
    if let Some(base) = base {
        let mut url = Property::new("URL", LinkBase::Absolute(base).page(&Route::event(&row.id)));
        url.add_parameter("VALUE", "URI");
        entry.append_property(url.done());
    }
    CalendarEntry { event: entry.done(), description }
}

/// An entry with its description, before that is cut and escaped.
struct CalendarEntry {
    event: icalendar::Event,
    description: String,
}

impl Tells for CalendarEntry {
    fn tells(&self, text: &str) -> bool {
        self.description.tells(text)
    }
}

/// The first day and the day after the last; none for what a calendar can't hold.
fn days(row: &Event) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = row.date.bounds_as_days()?;
    let end = last.checked_add_days(Days::new(1))?;
    let holds = |day: NaiveDate| (1..=9999).contains(&day.year());
    (holds(first) && holds(end)).then_some((first, end))
}

/// A text that a calendar shows whole, and that is folded into lines in no time: the page has all of it.
///
/// What stands first is when it was and what became of it.
fn shortened(mut text: String) -> String {
    const LONGEST: usize = 8_000;
    if text.len() > LONGEST {
        text.truncate(text.floor_char_boundary(LONGEST));
        text.push('…');
    }
    text
}

fn at_midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// What makes an id one of the whole world's: the site's own address.
fn host(cx: &Context<'_>, base: Option<&str>) -> String {
    let unknown = || format!("https://timeline.invalid/{}", cx.edition.folder);
    let address = base.map_or_else(unknown, str::to_owned);
    let place = address.split("://").last().unwrap_or(&address).trim_end_matches('/');
    place.replace('/', ".")
}
