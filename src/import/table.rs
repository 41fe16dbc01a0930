//! Any CSV file, by a mapping that says what its columns are.

use super::content::{ImportBuilder, shorten};
use super::day::{DateParts, Years, span};
use super::front_matter::FrontMatter;
use super::mapping::{Column, DateColumns, DateForm, Mapping, SourceColumns};
use super::rows::{self, CsvRows};
use super::{ImportRequest, Imported};
use crate::model::{EventDate, EventTime, Id};
use crate::parse::address;
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

struct Row<'a> {
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
        let date = match self.dates(mapping) {
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
        let id = content.own_id("events", &own, &format!("{}-{}", day.trim_start_matches(['-', '.']), words.join("-")));
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
        front.list("places", places).list("tags", self.values(mapping.tags.as_ref()));
        let source = mapping.source.as_ref().and_then(|columns| self.source(columns, &place, content));
        let has_source = source.is_some();
        if let Some(source) = source {
            front.list("sources", [source.into_value()]);
        }
        let body = self.optional(mapping.body.as_ref()).unwrap_or_default();
        content.add_event(&id, parsed.and_then(|date| date.year()), front, &body, has_source);
    }

    /// The date as EDTF, or what stands there and why it is none.
    fn dates(&self, mapping: &Mapping) -> Result<String, (String, String)> {
        let start =
            self.date(&mapping.date)?.ok_or_else(|| ("the whole row".to_owned(), "it has no date".to_owned()))?;
        match mapping.end.as_ref().map(|end| self.date(end)).transpose()?.flatten() {
            None => Ok(start),
            Some(end) => span(&start, &end).map_err(|why| (format!("from {start} to {end}"), why)),
        }
    }

    fn date(&self, columns: &DateColumns) -> Result<Option<String>, (String, String)> {
        match columns {
            DateColumns::One(column, form) => {
                let text = self.value(column);
                if text.is_empty() {
                    return Ok(None);
                }
                let read = match form {
                    DateForm::Edtf => EventDate::parse(&text).map(|date| date.to_string()).map_err(|error| {
                        let help = error.help.map_or_else(String::new, |help| format!(" ({help})"));
                        format!("{}{help}", error.message)
                    }),
                    DateForm::DayMonthYear | DateForm::MonthDayYear => numbers(&text, *form),
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
                parts.edtf(Years::Astronomical).map(Some).map_err(|why| (format!("date {}", parts.shown()), why))
            }
        }
    }

    /// The citation of the row's source.
    fn source(&self, columns: &SourceColumns, place: &str, content: &mut ImportBuilder) -> Option<FrontMatter> {
        let address = self.value(&columns.url);
        let all =
            [&columns.title, &columns.outlet, &columns.authors, &columns.published, &columns.quote, &columns.locator];
        let described: Vec<String> = all.into_iter().filter_map(|column| self.optional(column.as_ref())).collect();
        if address.is_empty() {
            if !described.is_empty() {
                content.lose(place, format!("source {}", described.join(", ")), "it has no address to tell it by");
            }
            return None;
        }
        let url = match address::web(&address) {
            Ok(url) => url,
            Err(problem) => {
                let what = std::iter::once(address.clone()).chain(described).collect::<Vec<_>>().join(", ");
                content.lose(place, format!("source {what}"), format!("{}; {}", problem.message, problem.help));
                return None;
            }
        };
        let title = self.optional(columns.title.as_ref());
        let published = self.optional(columns.published.as_ref()).filter(|date| match EventDate::parse(date) {
            Ok(_) => true,
            Err(error) => {
                content.lose(place, format!("publication date {date}"), error.message);
                false
            }
        });
        let outlet = self.optional(columns.outlet.as_ref());
        let authors = self.values(columns.authors.as_ref());
        let host = address::host(&url);
        let stand_in = url.split("://").last().unwrap_or(&url);
        let name = title.as_deref().unwrap_or(stand_in);
        let day = Id::suggestion(published.as_deref().unwrap_or(name));
        let words: Vec<&str> = day.split('-').take(6).collect();
        let wanted = format!("{}-{}", outlet.as_deref().unwrap_or(&host), words.join("-"));
        let mut front = FrontMatter::default();
        if title.is_some() || !content.has_source(&url) {
            front.text("title", name);
        }
        if title.is_none() && !content.has_source(&url) {
            let why = "it is not in the table: the address stands in; write the real one into the source";
            content.lose(place, format!("the title of {url}"), why);
        }
        front.maybe("outlet", outlet.as_ref()).list("authors", authors).maybe("published", published.as_ref());
        let id = content.source(place, &url, &wanted, front);
        let mut citation = FrontMatter::default();
        citation.text("source", &id);
        citation.maybe("quote", self.optional(columns.quote.as_ref()).as_ref());
        citation.maybe("locator", self.optional(columns.locator.as_ref()).as_ref());
        Some(citation)
    }

    fn value(&self, column: &Column) -> String {
        let index = self.columns.iter().position(|name| *name == column.name.value);
        let cell = index.and_then(|index| self.cells.get(index)).map_or("", |cell| cell.trim());
        match (cell, &column.default) {
            ("", Some(default)) => default.clone(),
            _ => column.values.get(cell).cloned().unwrap_or_else(|| cell.to_owned()),
        }
    }

    fn optional(&self, column: Option<&Column>) -> Option<String> {
        column.map(|column| self.value(column)).filter(|value| !value.is_empty())
    }

    fn values(&self, column: Option<&Column>) -> Vec<String> {
        let Some(column) = column else { return Vec::new() };
        let cell = self.value(column);
        let parts: Vec<&str> = match &column.separator {
            Some(separator) => cell.split(separator.as_str()).collect(),
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
