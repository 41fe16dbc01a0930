//! Walks what a build writes, and finds where an allegation stands without what became of it.
use serde_json::Value;

/// The titles of events and sources that tell a claim, and what must stand wherever they do: its status in a line or in
/// a few words.
#[derive(Debug)]
pub struct Told {
    pub titles: Vec<String>,
    pub statuses: Vec<String>,
    /// What a record must hold, where few words won't do: an entry of a feed, a row, a calendar's event, an object.
    pub short: Option<String>,
}

impl Told {
    fn is_in(&self, text: &str) -> bool {
        self.titles.iter().any(|title| text.contains(title.as_str()))
    }

    fn has_status(&self, text: &str) -> bool {
        has(text, &self.statuses)
    }

    fn is_told_in_record(&self, path: &str, text: &str) -> bool {
        // An answer to who embeds a page has a title and no text.
        match self.short.as_ref().filter(|_| !path.ends_with("oembed.json")) {
            Some(short) => has(text, std::slice::from_ref(short)),
            None => self.has_status(text),
        }
    }
}

/// Whether one of the statuses stands in the text, where a sentence begins with a large letter.
fn has(text: &str, statuses: &[String]) -> bool {
    let text = text.to_lowercase();
    statuses.iter().any(|status| text.contains(&status.to_lowercase()))
}

/// Where in a file an allegation stands without its outcome.
pub fn naked(told: &Told, path: &str, bytes: &[u8]) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Vec::new() };
    let ending = path.rsplit('.').next().unwrap_or_default();
    let records: Vec<String> = match ending {
        "json" => {
            let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            return naked_in_json(told, path, &value);
        }
        "html" => {
            let mut found = naked_near(told, path, &without_tags(text));
            found.extend(naked_in_attributes(told, path, text));
            found.extend(scripts(text).iter().flat_map(|data| naked_in_json(told, path, data)));
            return found;
        }
        "xml" => {
            let mut parts: Vec<String> = text.split("<entry>").map(|entry| entry.replace("</entry>", "")).collect();
            parts.iter_mut().for_each(|part| *part = without_tags(&decoded(&without_tags(part))));
            // What stands before the first entry is said of the feed.
            parts
        }
        "csv" => {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            reader.records().map(|row| row.expect("a row").iter().collect::<Vec<_>>().join(" ")).collect()
        }
        "ics" => text
            .replace("\r\n ", "")
            .replace("\\,", ",")
            .replace("\\;", ";")
            .replace("\\n", "\n")
            .split("BEGIN:VEVENT")
            .map(str::to_owned)
            .collect(),
        "bib" => text.split("\n@").map(str::to_owned).collect(),
        "png" => vec![card_text(text)],
        _ => return naked_near(told, path, text),
    };
    records.iter().flat_map(|record| naked_in(told, path, record)).collect()
}

/// What a card says, from what it is drawn from.
pub fn card_text(drawing: &str) -> String {
    let drawing: Value = serde_json::from_str(drawing).expect("a card is drawn from JSON");
    let shapes = drawing["shapes"].as_array().expect("it has shapes");
    let lines: Vec<&str> = shapes.iter().filter_map(|shape| shape[0]["Line"]["text"].as_str()).collect();
    lines.join(" ")
}

/// A record must hold the status if it holds a title.
fn naked_in(told: &Told, path: &str, record: &str) -> Vec<String> {
    let record = spaced(record);
    let titles = told.titles.iter().filter(|title| record.contains(title.as_str()));
    titles
        .filter(|_| !told.is_told_in_record(path, &record))
        .map(|title| format!("{path}: “{title}” in a record"))
        .collect()
}

/// In running text the status must follow soon, or stand just before.
fn naked_near(told: &Told, path: &str, text: &str) -> Vec<String> {
    let text = spaced(text);
    let mut found = Vec::new();
    for title in &told.titles {
        for (at, _) in text.match_indices(title.as_str()) {
            let around: String = text[at..].chars().take(title.len() + 700).collect();
            let before: String = text[..at].chars().rev().take(300).collect::<Vec<_>>().into_iter().rev().collect();
            if !told.has_status(&around) && !told.has_status(&before) {
                found.push(format!("{path}: “{title}” in …{}…", around.chars().take(200).collect::<String>()));
            }
        }
    }
    found
}

/// A title in an attribute is read alone: the status must be in the same one.
fn naked_in_attributes(told: &Told, path: &str, html: &str) -> Vec<String> {
    let values =
        html.split('<').filter_map(|tag| tag.split('>').next()).flat_map(|tag| tag.split('"').skip(1).step_by(2));
    let told = Told { short: None, titles: told.titles.clone(), statuses: told.statuses.clone() };
    values.flat_map(|value| naked_in(&told, path, &decoded(value))).collect()
}

/// An object must hold the status, in itself, if one of its own values holds a title.
fn naked_in_json(told: &Told, path: &str, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    match value {
        Value::Object(map) => {
            let own: Vec<String> =
                map.values().filter_map(Value::as_str).map(|text| without_tags(&decoded(text))).collect();
            if own.iter().any(|text| told.is_in(&spaced(text))) {
                let whole = without_tags(&decoded(&all_text(value)));
                found.extend(naked_in(told, path, &whole));
            }
            found.extend(map.values().flat_map(|inner| naked_in_json(told, path, inner)));
        }
        Value::Array(list) => {
            // The search keeps a record's fields in a list.
            let own: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            if own.iter().any(|text| told.is_in(text)) {
                found.extend(naked_in(told, path, &all_text(value)));
            }
            found.extend(list.iter().flat_map(|inner| naked_in_json(told, path, inner)));
        }
        _ => {}
    }
    found
}

fn all_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(all_text).collect::<Vec<_>>().join("\n"),
        Value::Object(map) => map.values().map(all_text).collect::<Vec<_>>().join("\n"),
        _ => String::new(),
    }
}

/// The data that pages hold for search engines.
fn scripts(html: &str) -> Vec<Value> {
    let parts = html.split("<script type=\"application/ld+json\">").skip(1);
    parts.map(|part| serde_json::from_str(part.split("</script>").next().expect("an end")).expect("JSON")).collect()
}

pub fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    text.push_str(rest);
    decoded(&text)
}

fn decoded(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
