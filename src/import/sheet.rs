//! TimelineJS's spreadsheet as CSV: <https://timeline.knightlab.com/docs/using-spreadsheets.html>.

use super::day::DateParts;
use super::rows;
use super::slide::{Slide, SlideMedia, Slides};
use super::{ImportRequest, Imported};
use std::collections::BTreeMap;

/// Reads the rows of a timeline.
pub fn import(request: &ImportRequest) -> Result<Imported, String> {
    let table = rows::read(request.text)?;
    for needed in ["Year", "Headline"] {
        if !table.columns.iter().any(|name| name.eq_ignore_ascii_case(needed)) {
            return Err(format!(
                "a TimelineJS spreadsheet has a column `{needed}`: for another table use `dateline import csv` with a mapping"
            ));
        }
    }
    let mut slides = Slides::default();
    for (line, cells) in table.rows {
        let names = table.columns.iter().map(|name| name.to_lowercase());
        let mut row: BTreeMap<String, String> = names.zip(cells.iter().cloned()).collect();
        let mut take = |name: &str| row.remove(name).unwrap_or_default().trim().to_owned();
        let mut slide = Slide {
            place: format!("line {line}"),
            headline: take("headline"),
            text: take("text"),
            start: DateParts { year: take("year"), month: take("month"), day: take("day"), ..DateParts::default() },
            end: DateParts {
                year: take("end year"),
                month: take("end month"),
                day: take("end day"),
                ..DateParts::default()
            },
            display_date: take("display date"),
            media: SlideMedia {
                url: take("media"),
                caption: take("media caption"),
                credit: take("media credit"),
                alt: take("alt text"),
                ..SlideMedia::default()
            },
            group: take("group"),
            id: take("unique id"),
            rest: Vec::new(),
        };
        if slide.group.is_empty() {
            slide.group = take("tag");
        }
        clock(&take("time"), &mut slide.start);
        clock(&take("end time"), &mut slide.end);
        let sort = take("type");
        slide.rest = row.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect();
        let beyond = cells.iter().skip(table.columns.len()).filter(|cell| !cell.trim().is_empty());
        slide.rest.extend(beyond.map(|cell| ("a cell beyond the last column".to_owned(), cell.clone())));
        let is_known = ["", "title", "era"].iter().any(|existing| sort.eq_ignore_ascii_case(existing));
        if !is_known {
            slide.rest.push(("type".to_owned(), sort.clone()));
        }
        match sort.to_lowercase().as_str() {
            "title" => slides.title = Some(Slide { place: format!("line {line}, the title slide"), ..slide }),
            "era" => slides.eras.push(slide),
            // As TimelineJS does: a first row without a date is the title.
            _ if slide.start.is_empty() && slides.title.is_none() && slides.events.is_empty() => {
                slides.title = Some(slide);
            }
            _ => slides.events.push(slide),
        }
    }
    Ok(slides.import(request))
}

/// A time of day as TimelineJS reads it, in parts: `21:30`, `9:30 PM`, `2130`.
fn clock(text: &str, parts: &mut DateParts) {
    let lower = text.trim().to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let (clock, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(clock), _) => (clock.trim(), Some(0)),
        (_, Some(clock)) => (clock.trim(), Some(12)),
        _ => (lower.as_str(), None),
    };
    let is_joined = matches!(clock.len(), 3 | 4) && clock.bytes().all(|byte| byte.is_ascii_digit());
    let fields: Vec<&str> = match is_joined {
        true => vec![&clock[..clock.len() - 2], &clock[clock.len() - 2..]],
        false => clock.split([':', '.']).collect(),
    };
    let field = |index: usize| fields.get(index).map_or_else(String::new, |text| (*text).to_owned());
    parts.hour = match (field(0).parse::<u8>(), half) {
        (Ok(hour), Some(half)) if (1..=12).contains(&hour) => (hour % 12 + half).to_string(),
        _ => field(0),
    };
    parts.minute = field(1);
    parts.second = field(2);
}
