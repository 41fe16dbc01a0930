//! TimelineJS 2, which many published timelines still are: one object `timeline` with a list `date`.

use super::day::DateParts;
use super::json_fields::{object, rest, take};
use super::slide::{Slide, SlideMedia, Slides};
use super::{ImportRequest, Imported};
use serde_json::{Map, Value};

/// Reads what stands in `timeline`, which is known to have a list `date`.
pub fn import(mut timeline: Map<String, Value>, request: &ImportRequest) -> Imported {
    let mut slides = Slides {
        events: list(&mut timeline, "date", "event"),
        eras: list(&mut timeline, "era", "era"),
        ..Slides::default()
    };
    let mut title = slide(&mut timeline, "title slide".to_owned());
    title.rest.extend(rest("", timeline));
    title.rest.retain(|(field, value)| !(field == "type" && value == "default"));
    slides.title = Some(title);
    slides.import(request)
}

fn list(timeline: &mut Map<String, Value>, key: &str, what: &str) -> Vec<Slide> {
    let values = match timeline.remove(key) {
        Some(Value::Array(values)) => values,
        Some(other) => {
            timeline.insert(key.to_owned(), other);
            Vec::new()
        }
        None => Vec::new(),
    };
    let one = |(index, value)| {
        let place = format!("{what} {}", index + 1);
        match value {
            Value::Object(mut map) => {
                let one = slide(&mut map, place);
                let beyond = rest("", map);
                Slide { rest: one.rest.into_iter().chain(beyond).collect(), ..one }
            }
            other => Slide { place, rest: vec![("not an object".to_owned(), other.to_string())], ..Slide::default() },
        }
    };
    values.into_iter().enumerate().map(one).collect()
}

fn slide(map: &mut Map<String, Value>, place: String) -> Slide {
    let mut slide = Slide {
        place,
        headline: take(map, "headline"),
        text: take(map, "text"),
        start: date(&take(map, "startDate")),
        end: date(&take(map, "endDate")),
        group: take(map, "tag"),
        ..Slide::default()
    };
    if let Some(mut asset) = object(map, "asset") {
        slide.media = SlideMedia {
            url: take(&mut asset, "media"),
            caption: take(&mut asset, "caption"),
            credit: take(&mut asset, "credit"),
            ..SlideMedia::default()
        };
        slide.rest = rest("asset.", asset);
    }
    // Dates of an event that end where they begin are one day.
    if slide.start == slide.end {
        slide.end = DateParts::default();
    }
    slide
}

/// `2011,3,23,14,30`, or `3/23/2011 14:30` as Americans write it.
fn date(text: &str) -> DateParts {
    let split = |marks: &[char]| text.split(marks).map(|part| part.trim().to_owned()).collect::<Vec<String>>();
    let (order, parts) = match text.contains('/') {
        true => ([2, 0, 1], split(&['/', ' ', ':'])),
        false => ([0, 1, 2], split(&[',', ' ', ':'])),
    };
    let part = |index: usize| parts.get(index).cloned().unwrap_or_default();
    DateParts {
        year: part(order[0]),
        month: part(order[1]),
        day: part(order[2]),
        hour: part(3),
        minute: part(4),
        second: part(5),
    }
}
