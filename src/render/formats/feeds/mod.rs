//! Feeds: Atom for the timeline, its corrections, each claim, party and topic; JSON Feed for the timeline.
//!
//! `published` is when an event was added here and `updated` when what is shown of it last changed. When it happened
//! stands in the content: feeds have no place for it, and readers of feeds would bury it among years.

mod atom;
mod entry;
mod json_feed;

pub use atom::{AtomFeed, atom};
pub use json_feed::json_feed;

use crate::plan::Route;
use crate::resolve::Site;

/// Which feed.
#[derive(Debug, Clone, Copy)]
pub enum Feed {
    TimelineAsJson,
    Atom(AtomFeed),
}

/// Every feed with its path.
pub fn files(site: &Site) -> Vec<(String, Feed)> {
    let mut files = vec![
        ("feed.xml".to_owned(), Feed::Atom(AtomFeed::Timeline)),
        ("feed.json".to_owned(), Feed::TimelineAsJson),
        ("corrections.xml".to_owned(), Feed::Atom(AtomFeed::Corrections)),
    ];
    let of = |page: Route, feed| (page.beside("feed.xml"), Feed::Atom(feed));
    files.extend(site.published_claims().map(|(claim, row)| of(Route::claim(&row.id), AtomFeed::Claim(claim))));
    files.extend(site.published_parties().map(|(party, row)| of(Route::party(row), AtomFeed::Party(party))));
    files
        .extend(site.published_topics().map(|(topic, row, _)| of(Route::tag(row.id.as_str()), AtomFeed::Topic(topic))));
    files
}
