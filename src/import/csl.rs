//! Bibliographic records in CSL-JSON, as Zotero and others export them, as sources.

use super::content::ImportBuilder;
use super::front_matter::FrontMatter;
use super::{ImportRequest, Imported};
use crate::model::{EventDate, Id};
use crate::parse::address;
use serde_json::{Map, Value};

/// Reads a list of records.
pub fn import(request: &ImportRequest) -> Result<Imported, String> {
    let value: Value = serde_json::from_str(request.text).map_err(|error| format!("this is no JSON: {error}"))?;
    let items = match value {
        Value::Array(items) => items,
        Value::Object(mut map) => match map.remove("items") {
            Some(Value::Array(items)) => items,
            _ => vec![Value::Object(map)],
        },
        _ => return Err("a CSL-JSON file is a list of records".to_owned()),
    };
    let mut content = ImportBuilder::new(request);
    content.settings("", "", &[(request.kind.to_owned(), request.kind.to_owned())]);
    for (index, item) in items.into_iter().enumerate() {
        match item {
            Value::Object(map) => CslItem { map, place: format!("record {}", index + 1) }.source(&mut content),
            other => content.lose(&format!("record {}", index + 1), other.to_string(), "it is no object"),
        }
    }
    Ok(content.finish())
}

/// CSL's types and ours.
const TYPES: &[(&str, &str)] = &[
    ("article-newspaper", "news"),
    ("article-magazine", "news"),
    ("article-journal", "other"),
    ("article", "other"),
    ("post-weblog", "other"),
    ("post", "statement"),
    ("webpage", "other"),
    ("broadcast", "video"),
    ("motion_picture", "video"),
    ("report", "official-report"),
    ("bill", "official-report"),
    ("legislation", "official-report"),
    ("regulation", "official-report"),
    ("legal_case", "court"),
    ("hearing", "transcript"),
    ("interview", "transcript"),
    ("speech", "transcript"),
    ("personal_communication", "statement"),
    ("pamphlet", "statement"),
    ("book", "book"),
    ("chapter", "book"),
    ("thesis", "other"),
    ("dataset", "dataset"),
    ("document", "other"),
    ("manuscript", "other"),
];

struct CslItem {
    map: Map<String, Value>,
    place: String,
}

impl CslItem {
    fn source(mut self, content: &mut ImportBuilder) {
        let id = self.take("id").unwrap_or_default();
        let title = self.take("title").or_else(|| self.take("shortTitle"));
        if let Some(title) = &title {
            self.place = format!("{}, “{}”", self.place, super::content::shorten(title));
        }
        let place = self.place.clone();
        let Some(title) = title else {
            let why = "it has no title, and a source needs one; nothing was imported of it";
            content.lose(&place, format!("record `{id}`"), why);
            return;
        };
        let mut front = FrontMatter::default();
        front.text("title", &content.plain(&place, "title", &title));
        let outlet = self.take("container-title").or_else(|| self.take("publisher")).or_else(|| self.take("authority"));
        front.maybe("outlet", outlet.as_ref());
        let authors = self.names("author", content);
        front.list("authors", authors.clone());
        let published = self.date("issued", content).or_else(|| self.date("original-date", content));
        front.maybe("published", published.as_ref());
        let doi = self.take("DOI").map(|doi| {
            let doi = doi.trim().trim_start_matches("https://doi.org/").trim_start_matches("doi:").to_owned();
            format!("https://doi.org/{doi}")
        });
        let address = self.take("URL");
        let address = address.as_deref().and_then(|address| match address::web(address) {
            Ok(url) => Some(url),
            Err(problem) => {
                content.lose(&place, format!("URL {address}"), format!("{}; {}", problem.message, problem.help));
                None
            }
        });
        let doi = doi.and_then(|doi| match address::web(&doi) {
            Ok(doi) => Some(doi),
            Err(problem) => {
                content.lose(&place, format!("DOI {doi}"), format!("{}; {}", problem.message, problem.help));
                None
            }
        });
        if let (Some(address), Some(doi)) = (&address, &doi)
            && address != doi
        {
            content.lose(&place, format!("DOI {doi}"), format!("a source has one address, which is {address}"));
        }
        let address = address.or(doi);
        front.maybe("url", address.as_ref());
        // Where an archive keeps it is an address with some programs, and a shelf with others.
        match self.take("archive_location").map(|kept| address::web(&kept).map_err(|_| kept)) {
            Some(Ok(kept)) => {
                front.list("archived", [kept]);
            }
            Some(Err(shelf)) => {
                self.map.insert("archive_location".to_owned(), shelf.into());
            }
            None => {}
        }
        let accessed = self.date("accessed", content);
        match accessed.as_deref().map(EventDate::parse) {
            Some(Ok(date)) if date.full_day().is_some() => {
                front.maybe("accessed", accessed.as_ref());
            }
            Some(_) => {
                content.lose(&place, format!("accessed {}", accessed.unwrap_or_default()), "it is not one whole day");
            }
            None => {}
        }
        front.maybe("language", self.take("language").as_ref());
        self.kind(&mut front, content);
        let locator = self.locator();
        if address.is_none() && locator.is_none() {
            let note = "has neither an address nor a locator, so it can't be cited until it has one";
            content.note(format!("{place} {note}"));
        }
        front.maybe("locator", locator.as_ref());
        let body = self.take("note").map(|note| super::html::escaped(&note)).unwrap_or_default();
        let wanted = Self::wanted(outlet.as_deref(), &authors, published.as_deref(), &title);
        let existing =
            address.as_ref().and_then(|address| content.request.existing.sources.get(&address::comparable(address)));
        if let Some(existing) = existing {
            content.lose(&place, "the whole record", format!("the source `{existing}` has the same address"));
            return;
        }
        let id = content.own_id("sources", &id, &wanted);
        content.add("sources", &id, &front, &body);
        for (key, value) in std::mem::take(&mut self.map) {
            let shown = match &value {
                Value::Null => continue,
                Value::String(text) if text.trim().is_empty() => continue,
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            content.lose(&place, format!("{key}: {shown}"), "a source here has no such field");
        }
    }

    fn kind(&mut self, front: &mut FrontMatter, content: &mut ImportBuilder) {
        let Some(kind) = self.take("type") else { return };
        match TYPES.iter().find(|(theirs, _)| *theirs == kind) {
            Some((_, ours)) => {
                front.text("type", ours);
            }
            None => content.lose(&self.place, format!("type {kind}"), "there is no such type here: it became `other`"),
        }
    }

    /// What a reader finds it by: numbers of books and dockets, volume and pages.
    fn locator(&mut self) -> Option<String> {
        let mut parts = Vec::new();
        for (key, label) in [
            ("ISBN", "ISBN "),
            ("ISSN", "ISSN "),
            ("PMID", "PMID "),
            ("number", "no. "),
            ("volume", "vol. "),
            ("issue", "no. "),
            ("page", "p. "),
            ("section", "section "),
            ("call-number", ""),
        ] {
            if let Some(value) = self.take(key).filter(|value| !value.trim().is_empty()) {
                let value = value.trim();
                // What says in words what it is needs no label.
                let is_number = key != "number" || value.starts_with(|c: char| c.is_ascii_digit());
                parts.push(format!("{}{value}", if is_number { label } else { "" }));
            }
        }
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// An id for a record whose own can't be one: of who says it and when.
    fn wanted(outlet: Option<&str>, authors: &[String], published: Option<&str>, title: &str) -> String {
        let by = outlet.or(authors.first().map(String::as_str)).unwrap_or("source");
        let by: Vec<String> = Id::suggestion(by).split('-').take(3).map(str::to_owned).collect();
        let words: Vec<String> = Id::suggestion(title).split('-').take(4).map(str::to_owned).collect();
        format!("{}-{}", by.join("-"), published.map_or_else(|| words.join("-"), Id::suggestion))
    }

    /// Names as they are printed: given names first, particles where they belong.
    fn names(&mut self, key: &str, content: &mut ImportBuilder) -> Vec<String> {
        let names = match self.map.remove(key) {
            Some(Value::Array(names)) => names,
            Some(other) => {
                self.map.insert(key.to_owned(), other);
                return Vec::new();
            }
            None => return Vec::new(),
        };
        const PARTS: [&str; 5] = ["given", "dropping-particle", "non-dropping-particle", "family", "suffix"];
        let mut printed = Vec::new();
        for name in names {
            let Value::Object(mut name) = name else {
                content.lose(&self.place, format!("{key}: {name}"), "it is no name in parts");
                continue;
            };
            let mut part = |key: &str| match name.get(key).and_then(Value::as_str).map(|part| part.trim().to_owned()) {
                Some(part) => {
                    name.remove(key);
                    Some(part).filter(|part| !part.is_empty())
                }
                None => None,
            };
            let whole =
                part("literal").unwrap_or_else(|| PARTS.into_iter().filter_map(part).collect::<Vec<_>>().join(" "));
            for (part, value) in &name {
                content.lose(
                    &self.place,
                    format!("{part} of the {key} {whole}: {value}"),
                    "names here are printed as they stand",
                );
            }
            if !whole.is_empty() {
                printed.push(whole);
            }
        }
        printed
    }

    /// A date variable as EDTF; an impossible one is reported and left out.
    fn date(&mut self, key: &str, content: &mut ImportBuilder) -> Option<String> {
        let value = self.map.remove(key)?;
        let read = match &value {
            Value::String(text) => Ok(text.clone()),
            Value::Object(map) => structured(map).inspect(|date| {
                for (part, value) in beyond(map).into_iter().filter(|_| !date.is_empty()) {
                    let why = format!("a date here is its EDTF alone, which is `{date}`");
                    content.lose(&self.place, format!("{part} of {key}: {value}"), why);
                }
            }),
            other => Err(format!("`{other}` is no date")),
        };
        let checked = read.and_then(|text| match text.as_str() {
            "" => Ok(None),
            _ => EventDate::parse(&text).map(|date| Some(date.to_string())).map_err(|error| error.message),
        });
        match checked {
            Ok(date) => date,
            Err(why) => {
                content.lose(&self.place, format!("{key} {value}"), format!("{why}; the date was left out"));
                None
            }
        }
    }

    /// A field as text.
    fn take(&mut self, key: &str) -> Option<String> {
        match self.map.remove(key)? {
            Value::String(text) => Some(text).filter(|text| !text.trim().is_empty()),
            Value::Number(number) => Some(number.to_string()),
            Value::Array(list) if list.iter().all(Value::is_string) => {
                let list: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
                Some(list.join(", ")).filter(|text| !text.is_empty())
            }
            Value::Null => None,
            other => {
                self.map.insert(key.to_owned(), other);
                None
            }
        }
    }
}

/// What a date says beyond what [`structured`] reads.
fn beyond(map: &Map<String, Value>) -> Vec<(String, String)> {
    let parts = map.get("date-parts").and_then(Value::as_array);
    let dates: Vec<&Vec<Value>> = parts.into_iter().flatten().filter_map(Value::as_array).collect();
    let first = ["edtf", "date-parts", "raw", "literal"].into_iter().find(|key| map.contains_key(*key));
    let has_month = dates.iter().any(|date| date.len() > 1);
    let unread = |key: &str| match key {
        "circa" => first != Some("date-parts"),
        "season" => first != Some("date-parts") || has_month,
        key => Some(key) != first,
    };
    let fields = map.iter().filter(|(key, value)| unread(key) && !value.is_null());
    let mut beyond: Vec<(String, String)> = fields.map(|(key, value)| (key.clone(), value.to_string())).collect();
    let cells = dates.iter().flat_map(|date| date.iter().skip(3)).filter(|cell| !cell.is_null());
    beyond.extend(cells.map(|cell| ("a fourth part".to_owned(), cell.to_string())));
    beyond
}

/// `date-parts`, a season, `circa`, or a text as it stands.
fn structured(map: &Map<String, Value>) -> Result<String, String> {
    let text = |value: &Value| match value {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    if let Some(Value::String(edtf)) = map.get("edtf") {
        return Ok(edtf.clone());
    }
    let Some(parts) = map.get("date-parts").and_then(Value::as_array).filter(|parts| !parts.is_empty()) else {
        return match map.get("raw").or_else(|| map.get("literal")) {
            Some(raw) => Ok(text(raw)),
            None => Ok(String::new()),
        };
    };
    let mut dates = Vec::new();
    for date in parts.iter().filter_map(Value::as_array) {
        let part = |index: usize| date.get(index).filter(|part| !part.is_null()).map(&text).unwrap_or_default();
        let parts =
            super::day::DateParts { year: part(0), month: part(1), day: part(2), ..super::day::DateParts::default() };
        if parts.is_empty() {
            return Ok(String::new());
        }
        let mut written = parts.edtf(super::day::Years::Astronomical)?;
        if parts.month.is_empty()
            && let Some(season) = map.get("season").map(&text).and_then(|season| season.parse::<u8>().ok())
        {
            // CSL numbers the seasons 1 to 4, or 21 to 24 as EDTF does.
            written.push_str(&format!("-{}", if season < 20 { season + 20 } else { season }));
        }
        let circa = map.get("circa").is_some_and(|circa| !matches!(text(circa).as_str(), "false" | "0" | ""));
        if circa {
            written.push('~');
        }
        dates.push(written);
    }
    Ok(dates.join("/"))
}
