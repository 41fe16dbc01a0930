//! Ids for files that are to be: made from what they are about, and from nothing else.

use super::value::{FieldMap, get};
use crate::model::{EventDate, Id};
use crate::parse::address;
use crate::parse::schema::FileKind;
use crate::read::{Folder, Inputs};
use std::collections::BTreeSet;

/// As long as an address stays readable.
const LONGEST: usize = 60;

/// An id cut at a hyphen where it is long.
pub fn shortened(id: &str) -> String {
    match id.get(..LONGEST) {
        None => id.to_owned(),
        Some(start) => start.rsplit_once('-').map_or(start, |(words, _)| words).to_owned(),
    }
}

/// The first date that is written in an EDTF text, as far as an id can hold it.
pub fn first_date(date: &str) -> &str {
    let date = date.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let end = date.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(date.len());
    date[..end].trim_end_matches('-')
}

/// What a source's id begins with: its outlet, else the name of its site.
pub fn outlet_stem(outlet: &str, url: &str) -> String {
    let outlet = Id::suggestion(outlet);
    if !outlet.is_empty() {
        return outlet.trim_start_matches("the-").to_owned();
    }
    let host = address::host(url);
    host.rsplit('.').nth(1).unwrap_or_default().to_owned()
}

/// The ids that a new file of this kind can't have.
pub fn taken(inputs: &Inputs, kind: FileKind) -> BTreeSet<&str> {
    let shares = |folder: Folder| match kind {
        // No person has the id of an organization.
        FileKind::Person | FileKind::Organization => matches!(folder, Folder::People | Folder::Organizations),
        _ => folder == kind.folder(),
    };
    let files = inputs.documents.iter().chain(&inputs.broken).filter(|input| shares(input.folder));
    files.map(|input| crate::parse::stem(&input.path)).collect()
}

/// The id that a new file of this kind would have with these values; nothing where they give none.
pub fn suggested(kind: FileKind, values: &FieldMap, taken: &dyn Fn(&str) -> bool) -> Option<Id> {
    let said = |name: &str| get(values, name).text();
    let name = match kind {
        FileKind::Event => format!("{} {}", first_date(said("date")), said("title")),
        FileKind::Source => {
            let outlet = outlet_stem(said("outlet"), said("url"));
            match (outlet.as_str(), Id::suggestion(said("published")).as_str()) {
                ("", _) | (_, "") => format!("{outlet} {}", said("title")),
                (outlet, published) => format!("{outlet} {published}"),
            }
        }
        FileKind::Claim => {
            let label = said("label");
            let statement = said("statement");
            if label.is_empty() { statement.strip_prefix("Whether ").unwrap_or(statement) } else { label }.to_owned()
        }
        FileKind::Page | FileKind::Topic => said("title").to_owned(),
        _ => said("name").to_owned(),
    };
    let id = shortened(&Id::suggestion(&name));
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let free = std::iter::once(id.clone()).chain(numbered).find(|id| !taken(id)).expect("numbers never end");
    Id::new(&free).filter(|_| !id.is_empty())
}

/// The folder of `content/` in which a new file lies, and its name: made from the id alone.
pub fn new_path(kind: FileKind, id: &Id, values: &FieldMap) -> String {
    let folder = folder(kind);
    let year = EventDate::parse(get(values, "date").text()).ok().and_then(|date| date.year());
    match (kind, year) {
        (FileKind::Event, Some(year)) if (0..=9999).contains(&year) => format!("content/{folder}/{year:04}/{id}.md"),
        _ => format!("content/{folder}/{id}.md"),
    }
}

/// The name of a kind's folder in `content/`.
pub fn folder(kind: FileKind) -> &'static str {
    let found = Folder::OF_CONTENT.iter().find(|(_, folder)| *folder == kind.folder());
    found.map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::value::FieldValue;

    fn id(kind: FileKind, values: &[(&str, &str)]) -> Option<String> {
        let values = values.iter().map(|(key, value)| ((*key).to_owned(), FieldValue::Text((*value).to_owned())));
        let taken = |id: &str| id == "ida-bloom";
        suggested(kind, &values.collect(), &taken).map(|id| id.to_string())
    }

    #[test]
    fn an_id_is_made_from_what_the_file_is_about() {
        let event = [("title", "The warden resigns"), ("date", "2031-04~")];
        assert_eq!(id(FileKind::Event, &event).as_deref(), Some("2031-04-the-warden-resigns"));
        assert_eq!(id(FileKind::Person, &[("name", "Ida Bloom")]).as_deref(), Some("ida-bloom-2"));
        assert_eq!(id(FileKind::Person, &[("name", "東京")]), None);
        let source = [("title", "A"), ("outlet", "The Harbour Ledger"), ("published", "2031-04-05")];
        assert_eq!(id(FileKind::Source, &source).as_deref(), Some("harbour-ledger-2031-04-05"));
        let address = [("title", "A"), ("url", "https://www.courier.example/a"), ("published", "2031")];
        assert_eq!(id(FileKind::Source, &address).as_deref(), Some("courier-2031"));
        let claim = [("statement", "Whether Bloom sold licences")];
        assert_eq!(id(FileKind::Claim, &claim).as_deref(), Some("bloom-sold-licences"));
    }

    #[test]
    fn a_long_id_is_cut_between_words() {
        let long = "2031-04-05-the-harbour-warden-resigns-after-a-report-about-licences-for-berths";
        assert_eq!(shortened(long), "2031-04-05-the-harbour-warden-resigns-after-a-report-about");
        assert_eq!(shortened("short"), "short");
    }
}
