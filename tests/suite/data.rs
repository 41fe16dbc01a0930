//! From a build's own data back to content.

use chrono::NaiveDate;
use dateline::import::{Format, Imported, Known, Request, import};

/// The content that a `timeline.json` makes; nothing of it may be lost.
pub fn content_of(timeline: &[u8]) -> Imported {
    let request = Request {
        format: Format::Timeline,
        name: "timeline",
        text: std::str::from_utf8(timeline).expect("UTF-8"),
        mapping: None,
        kind: "event",
        known: &Known::default(),
        today: NaiveDate::from_ymd_opt(2040, 1, 1).expect("a day"),
    };
    let imported = import(&request).unwrap_or_else(|why| panic!("{why}"));
    assert!(imported.lost.is_empty(), "{:?}", imported.lost);
    imported
}
