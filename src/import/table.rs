//! Any CSV file, by a mapping that says what its columns are.

use super::content::{ImportBuilder, shorten};
use super::day::{DateParts, Years, span};
use super::front_matter::FrontMatter;
use super::mapping::{Column, CoordinateColumns, DateColumns, DateForm, Mapping};
use super::rows::{self, CsvRows};
use super::{ImportRequest, Imported};
use crate::model::date::{DateError, Proposal};
use crate::model::{EventDate, EventTime, Id};
use std::collections::BTreeMap;

/// Reads the rows of a table.
pub fn import(request: &ImportRequest) -> Result<Imported, String> {
    let mapping = request.mapping.ok_or("a CSV needs a mapping that says what its columns are")?;
    let table = rows::read(request.text)?;
    let mut content = ImportBuilder::new(request);
    lose_columns(&table, mapping, &mut content);
    let mut kinds: BTreeMap<String, String> = BTreeMap::new();
    if !mapping.names_every_kind() {
        kinds.insert(request.kind.to_owned(), request.kind.replace('-', " "));
    }
    for (line, cells) in &table.rows {
        let row = Row { columns: &table.columns, cells, place: format!("line {line}") };
        row.event(mapping, &mut kinds, &mut content);
    }
    let kinds: Vec<(String, String)> = kinds.into_iter().collect();
    content.settings(request.name, "", &kinds);
    let is_new = |kind: &&(String, String)| request.existing.has_settings && !request.existing.kinds.contains(&kind.0);
    for (kind, label) in kinds.iter().filter(is_new) {
        content.note(format!(
            "add the kind `{kind}` (“{label}”) to `kinds` in content/site.yaml, or map it to one that is there"
        ));
    }
    Ok(content.finish())
}

/// Columns that nothing asked for are reported once, with how much they hold.
fn lose_columns(table: &CsvRows, mapping: &Mapping, content: &mut ImportBuilder) {
    let used: Vec<&str> =
        mapping.columns().into_iter().chain(&mapping.ignore).map(|name| name.value.as_str()).collect();
    for (index, name) in table.columns.iter().enumerate().filter(|(_, name)| !used.contains(&name.as_str())) {
        let filled = |cells: &&Vec<String>| cells.get(index).is_some_and(|cell| !cell.trim().is_empty());
        let count = table.rows.iter().map(|(_, cells)| cells).filter(filled).count();
        if count > 0 {
            let what = format!("column `{name}`, filled in {count} of {} rows", table.rows.len());
            content.lose("table", what, "the mapping doesn't name it: give it a key, or list it under `ignore`");
        }
    }
    for (line, cells) in &table.rows {
        for cell in cells.iter().skip(table.columns.len()).filter(|cell| !cell.trim().is_empty()) {
            content.lose(&format!("line {line}"), cell.clone(), "it stands beyond the last column that has a name");
        }
    }
}

pub(super) struct Row<'a> {
    columns: &'a [String],
    cells: &'a [String],
    place: String,
}

impl Row<'_> {
    fn event(&self, mapping: &Mapping, kinds: &mut BTreeMap<String, String>, content: &mut ImportBuilder) {
        let title = self.value(&mapping.title);
        let place = match title.as_str() {
            "" => self.place.clone(),
            _ => format!("{}, “{}”", self.place, shorten(&title)),
        };
        if title.is_empty() {
            let cells: Vec<&str> = self.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
            content.lose(&place, cells.join(", "), "the row has no title, and an event needs one");
            return;
        }
        let date = match self.dates(mapping, content) {
            Ok(date) => date,
            Err((what, why)) => {
                let why = format!("{why}; nothing was imported of the row: correct the date and import it again");
                content.lose(&place, what, why);
                return;
            }
        };
        let parsed = EventDate::parse(&date).ok();
        let day = parsed.as_ref().map_or_else(String::new, |date| date.earliest().to_string());
        let words: Vec<String> = Id::suggestion(&title).split('-').take(6).map(str::to_owned).collect();
        let own = self.optional(mapping.id.as_ref()).unwrap_or_default();
        let otherwise = format!("{}-{}", day.trim_start_matches(['-', '.']), words.join("-"));
        let id = content.event_of_row(&own).unwrap_or_else(|| content.own_id("events", &own, &otherwise));
        let mut front = FrontMatter::default();
        front.text("title", &title).text("date", &date);
        if let Some(time) = self.optional(mapping.time.as_ref()) {
            match EventTime::parse(&time) {
                Ok(_) if parsed.as_ref().is_some_and(|date| date.full_day().is_some()) => {
                    front.text("time", &time);
                }
                Ok(_) => content.lose(&place, format!("time {time}"), "a time needs one full day as its date"),
                Err(error) => content.lose(&place, format!("time {time}"), error.message),
            }
        }
        let label = self.optional(mapping.kind.as_ref()).unwrap_or_else(|| content.request.kind.to_owned());
        let kind = match Id::suggestion(&label) {
            _ if Id::new(&label).is_some() => label.clone(),
            id if id.is_empty() => {
                content.lose(&place, format!("kind {label}"), "no id can be made of it: give it one in `values`");
                content.request.kind.to_owned()
            }
            id => id,
        };
        front.text("kind", &kind);
        kinds.entry(kind).or_insert_with(|| label.replace('-', " "));
        front.maybe("summary", self.optional(mapping.summary.as_ref()).as_ref());
        for (key, column) in [("people", &mapping.people), ("organizations", &mapping.organizations)] {
            let names = self.values(column.as_ref());
            let ids: Vec<String> = names.iter().map(|name| content.party(key, name)).collect();
            front.list(key, ids);
        }
        let places: Vec<String> = self.values(mapping.places.as_ref()).iter().map(|name| content.place(name)).collect();
        if let Some(columns) = &mapping.coordinates {
            self.locate(columns, &places, &place, content);
        }
        front.list("places", places).list("tags", self.values(mapping.tags.as_ref()));
        let mut sources: Vec<serde_json::Value> = Vec::new();
        for source in mapping.sources.iter().flat_map(|columns| self.sources(columns, &place, content)) {
            let source = source.into_value();
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        let has_source = !sources.is_empty();
        front.list("sources", sources);
        let body = self.optional(mapping.body.as_ref()).unwrap_or_default();
        let year = parsed.and_then(|date| date.year());
        content.add_event(&id, year, front, &body, has_source);
        if !own.is_empty() {
            content.row(&own, &id, year);
        }
    }

    /// Says where the row's one place is.
    fn locate(&self, columns: &CoordinateColumns, places: &[String], place: &str, content: &mut ImportBuilder) {
        let texts: Vec<String> = match columns {
            CoordinateColumns::One(column) => {
                let text = self.value(column);
                text.split([';', ',']).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
            }
            CoordinateColumns::Two(two) => {
                two.iter().map(|column| self.value(column)).filter(|text| !text.is_empty()).collect()
            }
        };
        if texts.is_empty() {
            return;
        }
        let degrees = |text: &String, most: f64| {
            let number = text.trim_end_matches('°').replace('−', "-").replace(',', ".").parse::<f64>().ok();
            number.filter(|degrees| degrees.is_finite() && degrees.abs() <= most)
        };
        let found = match texts.as_slice() {
            [latitude, longitude] => degrees(latitude, 90.0).zip(degrees(longitude, 180.0)),
            _ => None,
        };
        let why = match (found, places) {
            (None, _) => "these are no degrees north and east, such as `43.76, -79.41`",
            (Some((latitude, longitude)), [only]) => {
                if content.locate(only, latitude, longitude) {
                    return;
                }
                "the place was there before, or another row puts it elsewhere: write them into its file"
            }
            (Some(_), _) => "coordinates belong to a place, and the row names not exactly one",
        };
        content.lose(place, format!("coordinates {}", texts.join(", ")), why);
    }

    /// The date as EDTF, or what stands there and why it is none.
    fn dates(&self, mapping: &Mapping, content: &mut ImportBuilder) -> Result<String, (String, String)> {
        let start = self
            .date(&mapping.date, content)?
            .ok_or_else(|| ("the whole row".to_owned(), "it has no date".to_owned()))?;
        match mapping.end.as_ref().map(|end| self.date(end, content)).transpose()?.flatten() {
            None => Ok(start),
            Some(end) => span(&start, &end).map_err(|why| (format!("from {start} to {end}"), why)),
        }
    }

    fn date(&self, columns: &DateColumns, content: &mut ImportBuilder) -> Result<Option<String>, (String, String)> {
        match columns {
            DateColumns::One(column, form) => {
                let text = self.value(column);
                if text.is_empty() {
                    return Ok(None);
                }
                let in_words = text.contains(char::is_alphabetic);
                let read = match form {
                    DateForm::DayMonthYear | DateForm::MonthDayYear if !in_words => numbers(&text, *form),
                    _ => written(&text, content),
                };
                read.map(Some).map_err(|why| (format!("date {text}"), why))
            }
            DateColumns::DateParts(columns) => {
                let part = |column: Option<&Column>| column.map_or_else(String::new, |column| self.value(column));
                let parts = DateParts {
                    year: self.value(&columns.year),
                    month: part(columns.month.as_ref()),
                    day: part(columns.day.as_ref()),
                    ..DateParts::default()
                };
                if parts.is_empty() {
                    return Ok(None);
                }
                // "December" in the column of the month
                let read = match parts.month.contains(char::is_alphabetic) {
                    true => written(&format!("{} {} {}", parts.day, parts.month, parts.year), content),
                    false => parts.edtf(Years::Astronomical),
                };
                read.map(Some).map_err(|why| (format!("date {}", parts.shown()), why))
            }
        }
    }

    pub(super) fn value(&self, column: &Column) -> String {
        let name = column.name.as_ref();
        let index = name.and_then(|name| self.columns.iter().position(|known| *known == name.value));
        let cell = index.and_then(|index| self.cells.get(index)).map_or("", |cell| cell.trim());
        match (cell, &column.default) {
            ("", Some(default)) => default.clone(),
            _ => column.values.get(cell).cloned().unwrap_or_else(|| cell.to_owned()),
        }
    }

    /// The values of a cell in their places, empty ones among them.
    pub(super) fn parts(&self, column: &Column) -> Vec<String> {
        let cell = self.value(column);
        match &column.separator {
            Some(separator) => separator.split(&cell).into_iter().map(str::to_owned).collect(),
            None => vec![cell],
        }
    }

    pub(super) fn optional(&self, column: Option<&Column>) -> Option<String> {
        column.map(|column| self.value(column)).filter(|value| !value.is_empty())
    }

    pub(super) fn values(&self, column: Option<&Column>) -> Vec<String> {
        let Some(column) = column else { return Vec::new() };
        let cell = self.value(column);
        let parts: Vec<&str> = match &column.separator {
            Some(separator) => separator.split(&cell),
            None => vec![&cell],
        };
        let named = |part: &str| column.values.get(part).cloned().unwrap_or_else(|| part.to_owned());
        let mut values: Vec<String> = Vec::new();
        for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
            if !values.contains(&named(part)) {
                values.push(named(part));
            }
        }
        values
    }
}

/// A date in EDTF, or as people write it where there is one way to read it; else what a person has to decide.
pub(super) fn written(text: &str, content: &mut ImportBuilder) -> Result<String, String> {
    match EventDate::parse_as_written(text) {
        Ok(date) => {
            if EventDate::parse(text).is_err() {
                content.reword(text, date.as_str());
            }
            Ok(date.to_string())
        }
        Err(DateError { message, proposal: Some(Proposal { edtf, .. }), .. }) => {
            Err(format!("{message}; it may mean `{edtf}`: write that, if it is what the source says"))
        }
        Err(DateError { message, help, .. }) => {
            Err(format!("{message}{}", help.map_or_else(String::new, |help| format!(" ({help})"))))
        }
    }
}

/// A date whose numbers stand in the order that the mapping says.
fn numbers(text: &str, form: DateForm) -> Result<String, String> {
    let numbers: Vec<&str> = text.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let text = |index: usize| numbers[index].to_owned();
    let parts = match (numbers.len(), form) {
        (3, DateForm::MonthDayYear) => {
            DateParts { month: text(0), day: text(1), year: text(2), ..DateParts::default() }
        }
        (3, _) => DateParts { day: text(0), month: text(1), year: text(2), ..DateParts::default() },
        (2, _) => DateParts { month: text(0), year: text(1), ..DateParts::default() },
        (1, _) => DateParts { year: text(0), ..DateParts::default() },
        _ => return Err("it is no date of the form that the mapping names: numbers for day, month and year".to_owned()),
    };
    if parts.year.len() != 4 {
        return Err(format!("`{}` stands where a year of four digits should", parts.year));
    }
    parts.edtf(Years::Astronomical)
}
