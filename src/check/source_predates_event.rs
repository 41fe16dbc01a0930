//! `source-predates-event`: a report of what had not happened yet.
//!
//! One of the two dates is wrong, or the source announced the event, or it is cited for something else. Only what is
//! certain is reported: the last day that the source can be of lies before the first that the event can be of. Events that
//! still lie ahead are announced by their nature, and have a code of their own.
//!
//! Where another source reported the event within the week, a much older one is background, as every good text has
//! some. On a public timeline of 2,000 events most warnings were of that sort; what was wrong was wrong by days, or by a
//! year.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::model::{Event, EventDate, Source};
use chrono::{Datelike, NaiveDate};

/// News is of the week.
const WEEK: i64 = 7;

/// What is older than this, beside news of the event, is background.
const NEAR: i64 = 14;

pub fn check(subject: &Subject, findings: &mut Findings) {
    // Sources are cited again and again.
    let last_days: Vec<Option<NaiveDate>> = subject.site.sources.rows().map(last_day).collect();
    for (_, event) in subject.site.published() {
        let Some(first_day) = event.date.earliest().naive() else { continue };
        if event.date.is_qualified() || first_day > subject.today {
            continue;
        }
        let sources = || event.sources.iter().map(|cited| (cited, last_days[cited.source.index()]));
        let is_news = |day: NaiveDate| (0..=WEEK).contains(&(day - first_day).num_days());
        let is_reported = sources().any(|(_, day)| day.is_some_and(is_news));
        for (cited, last_day) in sources() {
            let Some(last_day) = last_day.filter(|day| *day < first_day) else { continue };
            let source = &subject.site.sources[cited.source];
            let Some(published) = source.published.as_ref().filter(|date| !date.is_qualified()) else { continue };
            let is_near = (first_day - last_day).num_days() <= NEAR;
            if !is_reported || is_near || has_slip_in_year(published, event) {
                findings.add(
                    Code::SourcePredatesEvent,
                    &event.file,
                    cited.citations[0].source_at,
                    format!("`{}` was published {published}, before this event of {}", source.id, event.date),
                    "correct the date that is wrong; if it announced the event, cite a source that says it took place",
                );
            }
        }
    }
}

fn last_day(source: &Source) -> Option<NaiveDate> {
    source.published.as_ref()?.latest().naive()
}

/// Whether the source would be news of the event if it were of the event's year: January's slip.
fn has_slip_in_year(published: &EventDate, event: &Event) -> bool {
    let (Some(published), Some(day)) = (published.full_day(), event.date.full_day()) else { return false };
    let meant = published.with_year(day.year());
    meant.is_some_and(|meant| (0..=WEEK).contains(&(meant - day).num_days()))
}
