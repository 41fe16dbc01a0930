//! The sources that a row of a table names, one or several in a cell, each with a record and a citation.

use super::content::ImportBuilder;
use super::front_matter::FrontMatter;
use super::mapping::{Column, SourceColumns};
use super::table::{Row, written};
use crate::model::{EventDate, Id};
use crate::parse::address;

impl Row<'_> {
    /// The citations of the row's sources: as many as its cell has addresses.
    pub(super) fn sources(
        &self,
        columns: &SourceColumns,
        place: &str,
        content: &mut ImportBuilder,
    ) -> Vec<FrontMatter> {
        let addresses = self.parts(&columns.url);
        if addresses.iter().all(String::is_empty) {
            let told = columns.others().filter(|column| column.name.is_some()).map(|column| self.value(column));
            let told: Vec<String> = told.filter(|value| !value.is_empty()).collect();
            if !told.is_empty() {
                content.lose(place, format!("source {}", told.join(", ")), "it has no address to tell it by");
            }
            return Vec::new();
        }
        let of = |index: usize| OneOfSeveral { row: self, index, all: addresses.len() };
        let addressed = addresses.iter().enumerate().filter(|(_, address)| !address.is_empty());
        addressed.filter_map(|(index, address)| of(index).citation(address, columns, place, content)).collect()
    }
}

/// One of the sources that a row's cells name, each cell with a value for each of them.
struct OneOfSeveral<'a> {
    row: &'a Row<'a>,
    index: usize,
    all: usize,
}

impl OneOfSeveral<'_> {
    /// What a column says of this one. A cell that isn't parted is about the only source, or the first.
    fn value(&self, column: Option<&Column>) -> Option<String> {
        let column = column?;
        let value = match (&column.separator, self.all) {
            _ if column.name.is_none() => self.row.value(column),
            (Some(_), 2..) => self.row.parts(column).get(self.index).cloned().unwrap_or_default(),
            _ if self.index == 0 => self.row.value(column),
            _ => String::new(),
        };
        Some(value).filter(|value| !value.is_empty())
    }

    /// The same where a single source may have several.
    fn values(&self, column: Option<&Column>) -> Vec<String> {
        if self.all == 1 { self.row.values(column) } else { self.value(column).into_iter().collect() }
    }

    fn citation(
        &self,
        address: &str,
        columns: &SourceColumns,
        place: &str,
        content: &mut ImportBuilder,
    ) -> Option<FrontMatter> {
        let url = match address::web(address) {
            Ok(url) => url,
            Err(problem) => {
                let told = columns.others().filter_map(|column| self.value(Some(column)));
                let what = std::iter::once(address.to_owned()).chain(told).collect::<Vec<_>>().join(", ");
                content.lose(place, format!("source {what}"), format!("{}; {}", problem.message, problem.help));
                return None;
            }
        };
        let title = self.value(columns.title.as_ref());
        let published = self.value(columns.published.as_ref());
        let published = published.and_then(|date| match written(&date, content) {
            Ok(date) => Some(date),
            Err(why) => {
                content.lose(place, format!("publication date {date}"), why);
                None
            }
        });
        let outlet = self.value(columns.outlet.as_ref());
        let authors = self.values(columns.authors.as_ref());
        let host = address::host(&url);
        let stand_in = url.split("://").last().unwrap_or(&url);
        let name = title.as_deref().unwrap_or(stand_in);
        let day = Id::suggestion(published.as_deref().unwrap_or(name));
        let words: Vec<&str> = day.split('-').take(6).collect();
        let wanted = format!("{}-{}", outlet.as_deref().unwrap_or(&host), words.join("-"));
        let mut front = FrontMatter::default();
        front.maybe("title", title.as_ref());
        front.maybe("outlet", outlet.as_ref()).list("authors", authors).maybe("published", published.as_ref());
        front.list("archived", self.copies(columns.archived.as_ref(), place, content));
        let id = content.source(place, &url, &wanted, front);
        let mut citation = FrontMatter::default();
        citation.text("source", &id);
        citation.maybe("quote", self.value(columns.quote.as_ref()).as_ref());
        citation.maybe("locator", self.value(columns.locator.as_ref()).as_ref());
        Some(citation)
    }

    /// Archived copies, with the day that the Internet Archive writes into its addresses.
    fn copies(&self, column: Option<&Column>, place: &str, content: &mut ImportBuilder) -> Vec<serde_json::Value> {
        let mut copies = Vec::new();
        for copy in self.values(column) {
            match address::web(&copy) {
                Ok(url) => {
                    let mut front = FrontMatter::default();
                    front.text("url", &url).maybe("date", day_of_copy(&url).as_ref());
                    copies.push(front.into_value());
                }
                Err(problem) => {
                    content.lose(
                        place,
                        format!("archived copy {copy}"),
                        format!("{}; {}", problem.message, problem.help),
                    );
                }
            }
        }
        copies
    }
}

/// `https://web.archive.org/web/20310406010203/https://…`
fn day_of_copy(url: &str) -> Option<String> {
    let (_, behind) = url.split_once("/web/")?;
    let digits = behind.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let day = format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]);
    EventDate::parse(&day).ok().map(|_| day)
}
