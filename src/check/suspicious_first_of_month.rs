//! `suspicious-first-of-month`: a day that may be a month.
//!
//! Spreadsheets make "May 2031" into 1 May 2031, and a guess becomes a fact. A time of day, or a source published on
//! the day or the next, shows that somebody knew the day.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::model::{Event, EventDate};
use crate::resolve::Site;
use chrono::Datelike;

pub fn check(subject: &Subject, findings: &mut Findings) {
    for (_, event) in subject.site.published() {
        if event.date.is_first_of_month() && event.time.is_none() && !is_news(subject.site, event) {
            let Some(day) = event.date.full_day() else { continue };
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
