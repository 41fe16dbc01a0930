//! Pages and times in words of the site's language.

use super::context::Context;
use super::pinpoint_links::pinpoint_of;
use crate::model::{Citation, Pinpoint, Ref, Source};
use std::collections::BTreeSet;

/// Where in its source a passage stands, in words; what an editor wrote comes last.
pub fn locator(cx: &Context<'_>, citation: &Citation) -> Option<String> {
    let place = citation.pinpoint.as_deref().map(|pinpoint| pinpoint_words(cx, pinpoint));
    let parts: Vec<String> =
        place.into_iter().chain(citation.locator.clone()).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// "page 12", "pages 12 to 14", "at 0:12:34".
pub fn pinpoint_words(cx: &Context<'_>, pinpoint: &Pinpoint) -> String {
    let pages = pinpoint.pages.map(|pages| {
        let (first, last) = (pages.first.to_string(), pages.last.to_string());
        if pages.first == pages.last {
            cx.fill("at_page", &[("page", &first)])
        } else {
            cx.fill("at_pages", &[("first", &first), ("last", &last)])
        }
    });
    let times = pinpoint.times.map(|times| {
        let start = times.start.to_string();
        match times.end {
            None => cx.fill("at_time", &[("time", &start)]),
            Some(end) => cx.fill("at_times", &[("start", &start), ("end", &end.to_string())]),
        }
    });
    let note = pinpoint.annotation.map(|note| cx.fill("at_annotation", &[("number", &note.to_string())]));
    pages.into_iter().chain(times).chain(note).collect::<Vec<_>>().join(", ")
}

/// "Cited here: page 12, pages 14 to 15.": all places of a source that published events cite; nothing where none does.
pub fn cited_places(cx: &Context<'_>, source: Ref<Source>) -> Option<String> {
    let events = cx.site.backlinks.of_source[source.index()].iter();
    let cited = events.flat_map(|event| &cx.site.events[*event].sources).filter(|cited| cited.source == source);
    let places =
        cited.flat_map(|cited| &cited.citations).filter_map(|citation| pinpoint_of(&cx.site.sources[source], citation));
    let places: BTreeSet<_> = places.map(|place| (place.pages, place.times, place.annotation)).collect();
    let words =
        places.into_iter().map(|(pages, times, annotation)| pinpoint_words(cx, &Pinpoint { pages, times, annotation }));
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| cx.fill("cited_places", &[("places", &words.join("; "))]))
}
