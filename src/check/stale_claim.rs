//! `stale-claim`: a matter without a result that nobody has looked at for a year.
//!
//! Courts rule without telling us. Where everybody who is accused has got a result or admitted, and no appeal is
//! pending, there is no need of such a reminder.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use chrono::Months;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let a_year_ago = subject.today.checked_sub_months(Months::new(12));
    for (claim, row) in subject.site.claims.iter() {
        // What ended it may stand in a file that could not be read.
        if !subject.ledger.standing(claim).is_open() || subject.site.unloaded.may_name(row.id.as_str()) {
            continue;
        }
        let (message, at) = match (row.reviewed, a_year_ago) {
            (None, _) if row.reviewed_at.is_none() => {
                (format!("`{}` is unsettled, and nothing says when it was last reviewed", row.id), row.statement_at)
            }
            (Some(reviewed), Some(limit)) if reviewed < limit => (
                format!("`{}` is unsettled, and was last reviewed {reviewed}, more than a year ago", row.id),
                row.reviewed_at.unwrap_or(row.statement_at),
            ),
            _ => continue,
        };
        findings.add(
            Code::StaleClaim,
            &row.file,
            at,
            message,
            "search for an outcome, add what you find, and write the day down, also if there was nothing: `reviewed: YYYY-MM-DD`",
        );
    }
}
