//! TimelineJS 3 as JSON: <https://timeline.knightlab.com/docs/json-format.html>.

use super::day::DateParts;
use super::json_fields::{object, rest, shown, take};
use super::slide::{Slide, SlideMedia, Slides};
use super::{ImportRequest, Imported};
use serde_json::{Map, Value};

/// Reads the JSON of a timeline.
pub fn import(request: &ImportRequest) -> Result<Imported, String> {
    let value: Value = serde_json::from_str(request.text).map_err(|error| format!("this is no JSON: {error}"))?;
    let Value::Object(mut timeline) = value else {
        return Err("a TimelineJS file is an object with `events`".to_owned());
    };
    let Some(Value::Array(events)) = timeline.remove("events") else {
        return match timeline.remove("timeline") {
            Some(Value::Object(older)) if older.get("date").is_some_and(Value::is_array) && timeline.is_empty() => {
                Ok(super::timelinejs2::import(older, request))
            }
            _ => {
                Err("a TimelineJS file has a list `events`, or that of version 2 `timeline` with a list `date`"
                    .to_owned())
            }
        };
    };
    let events = events.into_iter().enumerate().map(|(index, event)| slide(event, "event", index + 1)).collect();
    let mut slides = Slides { events, ..Slides::default() };
    match timeline.remove("eras") {
        Some(Value::Array(eras)) => {
            slides.eras = eras.into_iter().enumerate().map(|(index, era)| slide(era, "era", index + 1)).collect();
        }
        Some(other) => {
            timeline.insert("eras".to_owned(), other);
        }
        None => {}
    }
    slides.title = timeline
        .remove("title")
        .filter(|title| !title.is_null())
        .map(|title| Slide { place: "title slide".to_owned(), ..slide(title, "title", 1) });
    slides.rest = rest("", timeline);
    slides.rest.retain(|(field, value)| !(field == "scale" && value == "human"));
    Ok(slides.import(request))
}

fn slide(value: Value, what: &str, number: usize) -> Slide {
    let place = format!("{what} {number}");
    let mut map = match value {
        Value::Object(map) => map,
        other => return Slide { place, rest: vec![("not an object".to_owned(), shown(&other))], ..Slide::default() },
    };
    let mut slide = Slide { place, ..Slide::default() };
    if let Some(mut text) = object(&mut map, "text") {
        slide.headline = take(&mut text, "headline");
        slide.text = take(&mut text, "text");
        slide.rest.extend(rest("text.", text));
    }
    slide.start = parts(&mut map, "start_date", &mut slide);
    slide.end = parts(&mut map, "end_date", &mut slide);
    let display = take(&mut map, "display_date");
    add_display_date(display, &mut slide);
    if let Some(mut media) = object(&mut map, "media") {
        slide.media = SlideMedia {
            url: take(&mut media, "url"),
            caption: take(&mut media, "caption"),
            credit: take(&mut media, "credit"),
            alt: take(&mut media, "alt"),
            title: take(&mut media, "title"),
            link: take(&mut media, "link"),
        };
        slide.rest.extend(rest("media.", media));
    }
    slide.group = take(&mut map, "group");
    slide.id = take(&mut map, "unique_id");
    slide.rest.extend(rest("", map));
    slide
}

fn parts(map: &mut Map<String, Value>, key: &str, slide: &mut Slide) -> DateParts {
    let Some(mut date) = object(map, key) else { return DateParts::default() };
    let parts = DateParts {
        year: take(&mut date, "year"),
        month: take(&mut date, "month"),
        day: take(&mut date, "day"),
        hour: take(&mut date, "hour"),
        minute: take(&mut date, "minute"),
        second: take(&mut date, "second"),
    };
    let display = take(&mut date, "display_date");
    add_display_date(display, slide);
    slide.rest.extend(rest(&format!("{key}."), date));
    parts
}

/// A slide may say three times how its date is shown: as a whole, and for either end.
fn add_display_date(text: String, slide: &mut Slide) {
    slide.display_date = match slide.display_date.is_empty() || text.is_empty() {
        true => std::mem::take(&mut slide.display_date) + &text,
        false => format!("{} – {text}", slide.display_date),
    };
}
