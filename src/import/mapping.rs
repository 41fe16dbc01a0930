//! What the columns of a CSV are: a small YAML file that the importing editor writes.

use crate::diagnostic::position::Spanned;
use crate::diagnostic::{Code, Diagnostic, suggest};
use crate::parse::field_types::{Dictionary, MapOf, Mapped, ScalarOrMap, Text, Word};
use crate::parse::fields::{FieldType, Fields, read_map};
use crate::parse::report::FileReport;
use crate::yaml::{self, Node, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Which column holds what.
#[derive(Debug, Clone)]
pub struct Mapping {
    pub title: Column,
    pub date: DateColumns,
    pub end: Option<DateColumns>,
    pub id: Option<Column>,
    pub time: Option<Column>,
    pub kind: Option<Column>,
    pub summary: Option<Column>,
    pub body: Option<Column>,
    pub people: Option<Column>,
    pub organizations: Option<Column>,
    pub places: Option<Column>,
    pub coordinates: Option<CoordinateColumns>,
    pub tags: Option<Column>,
    /// The sources of a row, each with columns of its own.
    pub sources: Vec<SourceColumns>,
    /// Columns that are left out on purpose, so that they are not reported as lost.
    pub ignore: Vec<Spanned<String>>,
}

/// A column, and how its cells are read.
#[derive(Debug, Clone)]
pub struct Column {
    /// Nothing where every row has the same, which is the default then.
    pub name: Option<Spanned<String>>,
    /// What stands between several values of one cell.
    pub separator: Option<Separator>,
    /// What a cell's value is called here, by what it is called there.
    pub values: BTreeMap<String, String>,
    /// What an empty cell means.
    pub default: Option<String>,
}

/// What stands between several values of one cell.
#[derive(Debug, Clone)]
pub enum Separator {
    Text(String),
    /// Spaces or line ends, however many: written as `" "`.
    WhiteSpace,
}

impl Separator {
    /// The values of a cell, without the white space around them.
    pub fn split<'a>(&self, cell: &'a str) -> Vec<&'a str> {
        match self {
            Self::Text(text) => cell.split(text.as_str()).map(str::trim).collect(),
            Self::WhiteSpace => cell.split_whitespace().collect(),
        }
    }
}

/// A separator in a mapping, where white space says something.
struct SeparatorText;

impl FieldType for SeparatorText {
    type Out = Separator;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        match &node.value {
            Value::Scalar { text, .. } if !text.is_empty() && text.trim().is_empty() => Some(Separator::WhiteSpace),
            _ => Text.read(node, report).map(|text| Separator::Text(text.value)),
        }
    }

    fn schema(&self) -> serde_json::Value {
        Text.schema()
    }
}

/// A date in one column or in three.
#[derive(Debug, Clone)]
pub enum DateColumns {
    One(Column, DateForm),
    DateParts(Box<PartColumns>),
}

/// The columns of a date in parts.
#[derive(Debug, Clone)]
pub struct PartColumns {
    pub year: Column,
    pub month: Option<Column>,
    pub day: Option<Column>,
}

/// Where a row's place is, in degrees.
#[derive(Debug, Clone)]
pub enum CoordinateColumns {
    /// `43.76, -79.41`
    One(Column),
    Two(Box<[Column; 2]>),
}

/// How a date is written in one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateForm {
    /// `2031-04-05`, `2031-04~`, or in words
    Edtf,
    /// `5/4/2031`
    DayMonthYear,
    /// `4/5/2031`
    MonthDayYear,
}

/// The columns that describe the source of a row.
#[derive(Debug, Clone)]
pub struct SourceColumns {
    pub url: Column,
    pub title: Option<Column>,
    pub outlet: Option<Column>,
    pub authors: Option<Column>,
    pub published: Option<Column>,
    pub archived: Option<Column>,
    pub quote: Option<Column>,
    pub locator: Option<Column>,
}

impl SourceColumns {
    /// All but the address.
    pub fn others(&self) -> impl Iterator<Item = &Column> {
        let Self { url: _, title, outlet, authors, published, archived, quote, locator } = self;
        [title, outlet, authors, published, archived, quote, locator].into_iter().flatten()
    }
}

impl Mapping {
    /// Whether each row has a kind by this mapping, so that none is needed beside it.
    pub fn names_every_kind(&self) -> bool {
        self.kind.as_ref().is_some_and(|column| column.default.is_some())
    }

    /// Reads a mapping; `columns` are those that the table has.
    pub fn parse(file: &Arc<str>, text: &str, columns: &[String]) -> Result<Self, Vec<Diagnostic>> {
        let mut report = FileReport::new(file, 0);
        let mapping = match yaml::read(text) {
            Ok(node) => read_map("a mapping", &node, &mut report, mapping),
            Err(problem) => {
                report.add(Code::InvalidYaml, problem.span, problem.message, problem.help.unwrap_or_default());
                None
            }
        };
        if let Some(mapping) = &mapping {
            for name in mapping.columns().into_iter().chain(&mapping.ignore) {
                refuse_unknown(name, columns, &mut report);
            }
        }
        match mapping {
            Some(mapping) if report.diagnostics.is_empty() => Ok(mapping),
            _ => Err(report.diagnostics),
        }
    }

    /// The names of all columns that are used.
    pub fn columns(&self) -> Vec<&Spanned<String>> {
        let mut columns: Vec<&Column> = vec![&self.title];
        for date in std::iter::once(&self.date).chain(&self.end) {
            match date {
                DateColumns::One(column, _) => columns.push(column),
                DateColumns::DateParts(parts) => {
                    columns.extend(std::iter::once(&parts.year).chain(&parts.month).chain(&parts.day));
                }
            }
        }
        let single = [&self.id, &self.time, &self.kind, &self.summary, &self.body];
        columns.extend(single.into_iter().flatten());
        let several = [&self.people, &self.organizations, &self.places, &self.tags];
        columns.extend(several.into_iter().flatten());
        match &self.coordinates {
            Some(CoordinateColumns::One(column)) => columns.push(column),
            Some(CoordinateColumns::Two(two)) => columns.extend(two.iter()),
            None => {}
        }
        for source in &self.sources {
            columns.push(&source.url);
            columns.extend(source.others());
        }
        columns.into_iter().filter_map(|column| column.name.as_ref()).collect()
    }
}

fn refuse_unknown(name: &Spanned<String>, columns: &[String], report: &mut FileReport) {
    if columns.contains(&name.value) {
        return;
    }
    let help = match suggest::nearest(&name.value, columns.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the table has these columns: {}", columns.join(", ")),
    };
    report.add(Code::InvalidValue, name.span, format!("the table has no column `{}`", name.value), help);
}

fn mapping(fields: &mut Fields) -> Option<Mapping> {
    let title = fields.required("title", "The column with the title.", any_column());
    let date = fields.required("date", "The column with the date, or `{year, month, day}`.", date_columns());
    let end = fields.optional("end", "The column with the date of the end.", date_columns());
    let id = fields.optional("id", "The column with the event's id.", any_column());
    let time = fields.optional("time", "The column with the time of day.", any_column());
    let kind = fields.optional("kind", "The column with the kind.", any_column());
    let summary = fields.optional("summary", "The column with the summary.", any_column());
    let body = fields.optional("body", "The column with the text, in Markdown.", any_column());
    let people = fields.optional("people", "The column with the people.", any_column());
    let organizations = fields.optional("organizations", "The column with the organizations.", any_column());
    let places = fields.optional("places", "The column with the places.", any_column());
    let coordinates = fields.optional(
        "coordinates",
        "The column with `latitude, longitude` of the place, or one each.",
        coordinates(),
    );
    let tags = fields.optional("tags", "The column with the tags.", any_column());
    let one = fields.optional("source", "The columns that describe the source.", MapOf("`source`", source));
    let several =
        fields.list("sources", "The columns of each of several sources.", MapOf("an entry of `sources`", source));
    let ignore = fields.list("ignore", "Columns that are left out on purpose.", Text);
    Some(Mapping {
        title: title?,
        date: date?,
        end,
        id,
        time,
        kind,
        summary,
        body,
        people,
        organizations,
        places,
        coordinates,
        tags,
        sources: one.into_iter().chain(several).collect(),
        ignore,
    })
}

/// A column by its name, or with how its cells are read.
fn any_column() -> impl FieldType<Out = Column> {
    ScalarOrMap(Mapped(Text, alone), MapOf("a column", column))
}

fn alone(name: Spanned<String>) -> Column {
    Column { name: Some(name), separator: None, values: BTreeMap::new(), default: None }
}

fn column(fields: &mut Fields) -> Option<Column> {
    let name = fields.optional("column", "Its name.", Text);
    let value = fields.optional("value", "What every row has, in the place of a column.", Text);
    let separator = fields.optional("separator", "What stands between several values of one cell.", SeparatorText);
    let values = fields.optional("values", "What a value is called here.", Dictionary(Text));
    let default = fields.optional("default", "What an empty cell means.", Text);
    if name.is_some() == value.is_some() {
        let help = "add a line `column: Name`, or `value: …` for what every row has";
        fields.refuse(Code::MissingKey, fields.span(), "a column needs either `column` or `value`", help);
        return None;
    }
    Some(Column {
        name,
        separator,
        values: values.unwrap_or_default().into_iter().map(|(from, to)| (from.value, to.value)).collect(),
        default: value.or(default).map(|text| text.value),
    })
}

fn coordinates() -> impl FieldType<Out = CoordinateColumns> {
    ScalarOrMap(Mapped(Text, |name| CoordinateColumns::One(alone(name))), MapOf("`coordinates`", two_coordinates))
}

fn two_coordinates(fields: &mut Fields) -> Option<CoordinateColumns> {
    let latitude = fields.required("latitude", "The column with the degrees north.", any_column());
    let longitude = fields.required("longitude", "The column with the degrees east.", any_column());
    Some(CoordinateColumns::Two(Box::new([latitude?, longitude?])))
}

fn date_columns() -> impl FieldType<Out = DateColumns> {
    ScalarOrMap(Mapped(Text, |name| DateColumns::One(alone(name), DateForm::Edtf)), MapOf("a date", date))
}

const FORMS: &[(&str, DateForm)] =
    &[("edtf", DateForm::Edtf), ("day-month-year", DateForm::DayMonthYear), ("month-day-year", DateForm::MonthDayYear)];

fn date(fields: &mut Fields) -> Option<DateColumns> {
    let column = fields.optional("column", "The column with the whole date.", Text);
    let form = fields.optional("form", "How the date is written there.", Word(FORMS));
    let year = fields.optional("year", "The column with the year.", Text);
    let month = fields.optional("month", "The column with the month, as a number.", Text);
    let day = fields.optional("day", "The column with the day.", Text);
    match (column, year) {
        (Some(column), _) => Some(DateColumns::One(alone(column), form.unwrap_or(DateForm::Edtf))),
        (None, Some(year)) => {
            let parts = PartColumns { year: alone(year), month: month.map(alone), day: day.map(alone) };
            Some(DateColumns::DateParts(Box::new(parts)))
        }
        (None, None) => {
            let at = fields.span();
            fields.refuse(Code::MissingKey, at, "a date needs `column` or `year`", "add a line `year: Year`");
            None
        }
    }
}

fn source(fields: &mut Fields) -> Option<SourceColumns> {
    let url = fields.required("url", "The column with its address.", any_column());
    let title = fields.optional("title", "The column with its title.", any_column());
    let outlet = fields.optional("outlet", "The column with where it appeared.", any_column());
    let authors = fields.optional("authors", "The column with its authors.", any_column());
    let published = fields.optional("published", "The column with its date, in EDTF.", any_column());
    let archived = fields.optional("archived", "The column with the addresses of archived copies.", any_column());
    let quote = fields.optional("quote", "The column with the words quoted from it.", any_column());
    let locator = fields.optional("locator", "The column with the place in it.", any_column());
    Some(SourceColumns { url: url?, title, outlet, authors, published, archived, quote, locator })
}
