//! `suspicious-first-of-month`: a day that may be a month.
//!
//! Spreadsheets make "May 2031" into 1 May 2031, and a guess becomes a fact. A time of day, or a source published on
//! the day or the next, shows that somebody knew the day. So do many events on the days around it: if something happens
//! every day, it also happens on the first.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::hashing::HashMap;
use crate::model::{Event, EventDate};
use crate::resolve::Site;
use chrono::{Datelike, Days, NaiveDate};

pub fn check(subject: &Subject, findings: &mut Findings) {
    let mut crowd: HashMap<NaiveDate, usize> = HashMap::new();
    for day in subject.site.published().filter_map(|(_, event)| event.date.full_day()) {
        *crowd.entry(day).or_default() += 1;
    }
    for (_, event) in subject.site.published() {
        if event.date.is_first_of_month() && event.time.is_none() && !is_news(subject.site, event) {
            let Some(day) = event.date.full_day() else { continue };
            if is_one_of_many(&crowd, day) {
                continue;
            }
            let (month, year) = (format!("{:04}-{:02}", day.year(), day.month()), day.year());
            let vaguer = if day.month() == 1 { format!("`{month}` or `{year:04}`") } else { format!("`{month}`") };
            findings.add(
                Code::SuspiciousFirstOfMonth,
                &event.file,
                event.date_at,
                format!("`{}` is the first of a month, as dates are of which only the month is known", event.date),
                format!("write {vaguer} if the day isn't known; if it is, say how:\naccept:\n  - {{code: suspicious-first-of-month, reason: which source names the day}}"),
            );
        }
    }
}

/// Whether some source was published on the day or the day after.
fn is_news(site: &Site, event: &Event) -> bool {
    let Some(day) = event.date.full_day() else { return false };
    event.sources.iter().any(|cited| {
        let published = site.sources[cited.source].published.as_ref().and_then(EventDate::full_day);
        published.is_some_and(|published| matches!((published - day).num_days(), 0..=1))
    })
}

/// Whether the two days before and the two after have as many events each as half of this one has.
fn is_one_of_many(crowd: &HashMap<NaiveDate, usize>, day: NaiveDate) -> bool {
    let on = |day: Option<NaiveDate>| day.and_then(|day| crowd.get(&day)).copied().unwrap_or(0);
    let around: usize =
        (1..=2).map(|n| on(day.checked_sub_days(Days::new(n))) + on(day.checked_add_days(Days::new(n)))).sum();
    around >= 2 * on(Some(day))
}
