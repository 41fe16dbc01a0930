//! Puts together the content files of an import: every id is free, and nothing is defined twice.

use super::front_matter::FrontMatter;
use super::{ImportRequest, Imported, Lost, html};
use crate::model::Id;
use crate::parse::address;
use std::collections::BTreeMap;

/// What an import has made so far.
pub struct ImportBuilder<'a> {
    pub request: &'a ImportRequest<'a>,
    pub imported: Imported,
    /// Ids that are taken, with their folder.
    taken: BTreeMap<(String, String), ()>,
    sources: BTreeMap<String, String>,
    parties: BTreeMap<String, String>,
    places: BTreeMap<String, String>,
    /// What this import says of the sources that it makes, by id.
    made: BTreeMap<String, FrontMatter>,
    drafts: Vec<String>,
    /// Where the events stand that an import before has made, by id.
    standing: BTreeMap<String, String>,
    /// Dates that were written in words, and what they were read as.
    reworded: Vec<(String, String)>,
    /// Ids that the file gives, with what they became.
    renamed: Vec<(String, String)>,
    had_markup: bool,
}

impl<'a> ImportBuilder<'a> {
    /// Nothing yet, in a site that holds what `request` says.
    pub fn new(request: &'a ImportRequest<'a>) -> Self {
        let existing = request.existing;
        Self {
            request,
            imported: Imported::default(),
            taken: BTreeMap::new(),
            sources: existing.sources.clone(),
            parties: existing.parties.clone(),
            places: existing.places.clone(),
            made: BTreeMap::new(),
            drafts: Vec::new(),
            standing: BTreeMap::new(),
            reworded: Vec::new(),
            renamed: Vec::new(),
            had_markup: false,
        }
    }

    /// Notes something that can't be carried over.
    pub fn lose(&mut self, place: &str, what: impl Into<String>, why: impl Into<String>) {
        let what = on_one_line(&what.into());
        self.imported.lost.push(Lost { place: place.to_owned(), what, why: why.into() });
    }

    /// The text of a field that may hold HTML but can't here, such as a title; the addresses in it are reported.
    pub fn plain(&mut self, place: &str, what: &str, html: &str) -> String {
        let text = html::plain(html);
        for address in html::addresses(html) {
            self.lose(place, format!("link to {address} in the {what}"), format!("a {what} is text alone here"));
        }
        self.had_markup |= html::has_markup(html);
        text
    }

    /// Notes something for the editor.
    pub fn note(&mut self, note: impl Into<String>) {
        self.imported.notes.push(note.into());
    }

    /// An id like `wanted` that nothing made by this import has; the command reports what the site itself has.
    pub fn id(&mut self, folder: &str, wanted: &str) -> String {
        let base = match Id::suggestion(&wanted.chars().take(200).collect::<String>()) {
            id if id.is_empty() => "imported".to_owned(),
            id => cut(&id, 80).to_owned(),
        };
        let folder = if folder == "organizations" { "people" } else { folder };
        let mut id = base.clone();
        let mut number = 2;
        while self.taken.contains_key(&(folder.to_owned(), id.clone())) {
            id = format!("{base}-{number}");
            number += 1;
        }
        self.taken.insert((folder.to_owned(), id.clone()), ());
        id
    }

    /// The id of the event that the row with this id became in an import before, which keeps it and its place.
    pub fn event_of_row(&mut self, row: &str) -> Option<String> {
        let path = self.request.last?.rows.get(row)?;
        let id = crate::parse::stem(path).to_owned();
        let path = self.request.existing.file("events", &id).unwrap_or(path);
        self.standing.insert(id.clone(), path.clone());
        self.taken.insert(("events".to_owned(), id.clone()), ());
        Some(id)
    }

    /// Notes which event a row became.
    pub fn row(&mut self, row: &str, event: &str, year: Option<i64>) {
        let path = self.event_path(event, year);
        self.imported.rows.insert(row.to_owned(), path);
    }

    /// Notes that a date was read from words.
    pub fn reword(&mut self, words: &str, edtf: &str) {
        self.reworded.push((words.to_owned(), edtf.to_owned()));
    }

    /// An id for what has one in the file already. If it can't stay the same, that is reported.
    pub fn own_id(&mut self, folder: &str, own: &str, otherwise: &str) -> String {
        let own = own.trim();
        // Lists that go over several pages have their numbers beside ids: `/sources/2/`.
        let can_stay = Id::new(own).is_some() && !own.bytes().all(|byte| byte.is_ascii_digit());
        let wanted = if can_stay { own } else { otherwise };
        let id = self.id(folder, wanted);
        if id != own && !own.is_empty() {
            self.renamed.push((own.to_owned(), id.clone()));
        }
        id
    }

    /// Adds a file.
    pub fn add(&mut self, folder: &str, id: &str, front: &FrontMatter, body: &str) {
        self.imported.files.insert(format!("content/{folder}/{id}.md"), front.file(body));
    }

    /// Adds an event. One without a source is a draft: nothing is published here that can't be looked up.
    pub fn add_event(&mut self, id: &str, year: Option<i64>, mut front: FrontMatter, body: &str, has_source: bool) {
        front.flag("draft", !has_source || self.request.drafts);
        if !has_source {
            self.drafts.push(id.to_owned());
        }
        front.text("added", &self.request.today.to_string());
        let path = self.event_path(id, year);
        self.imported.files.insert(path, front.file(body));
    }

    fn event_path(&self, id: &str, year: Option<i64>) -> String {
        let standing = self.standing.get(id).cloned();
        standing.unwrap_or_else(|| match year {
            Some(year) => format!("content/events/{year}/{id}.md"),
            None => format!("content/events/{id}.md"),
        })
    }

    /// The source with this address, if there is one.
    pub fn has_source(&self, address: &str) -> bool {
        self.sources.contains_key(&address::comparable(address))
    }

    /// The id of the source with this address: known, made already, or made now from `front`. What `front` says beyond
    /// a source that is there is reported.
    pub fn source(&mut self, place: &str, address: &str, wanted: &str, mut front: FrontMatter) -> String {
        let key = address::comparable(address);
        if let Some(id) = self.sources.get(&key).cloned() {
            if !self.made.contains_key(&id) && self.was_made(&id) {
                self.made.insert(id.clone(), front.clone());
                self.add("sources", &id, front.text("url", address), "");
                return id;
            }
            let there = self.made.get(&id).cloned().unwrap_or_default();
            for (key, said) in front.entries().filter(|(key, said)| *key != "type" && there.get(key) != Some(said)) {
                let said = said.as_str().map_or_else(|| said.to_string(), str::to_owned);
                let why = format!("the source `{id}` has this address already, and was left as it is");
                self.lose(place, format!("{key} of the source {address}: {said}"), why);
            }
            return id;
        }
        let id = self.free_id("sources", wanted);
        self.made.insert(id.clone(), front.clone());
        front.text("url", address);
        self.add("sources", &id, &front, "");
        self.sources.insert(key, id.clone());
        id
    }

    /// Whether an import before has made this source: then it is made again, and compared.
    fn was_made(&self, id: &str) -> bool {
        let last = self.request.last;
        last.is_some_and(|last| last.files.contains_key(&format!("content/sources/{id}.md")))
    }

    /// The id of the party with this name: known, made already or made now.
    pub fn party(&mut self, folder: &str, name: &str) -> String {
        if let Some(id) = self.parties.get(name) {
            return id.clone();
        }
        // A cell may hold the id itself.
        if self.request.existing.file(folder, name).is_some() {
            return name.to_owned();
        }
        let id = self.free_id(folder, name);
        self.add(folder, &id, FrontMatter::default().text("name", name), "");
        self.parties.insert(name.to_owned(), id.clone());
        id
    }

    /// Says where a place is that this import makes; whether it could.
    pub fn locate(&mut self, place: &str, latitude: f64, longitude: f64) -> bool {
        let path = format!("content/places/{place}.md");
        let Some((name, _)) = self.places.iter().find(|(_, id)| *id == place) else { return false };
        let Some(file) = self.imported.files.get_mut(&path) else { return false };
        let mut front = FrontMatter::default();
        front
            .text("name", name)
            .value("coordinates", serde_json::json!({"latitude": latitude, "longitude": longitude}));
        let text = front.file("");
        // Of two rows that put one place elsewhere, neither is believed more.
        let is_new = *file == FrontMatter::default().text("name", name).file("");
        let fits = is_new || *file == text;
        if is_new {
            *file = text;
        }
        fits
    }

    /// The id of the place with this name.
    pub fn place(&mut self, name: &str) -> String {
        if let Some(id) = self.places.get(name) {
            return id.clone();
        }
        if self.request.existing.file("places", name).is_some() {
            return name.to_owned();
        }
        let id = self.free_id("places", name);
        self.add("places", &id, FrontMatter::default().text("name", name), "");
        self.places.insert(name.to_owned(), id.clone());
        id
    }

    /// An id that the site doesn't have either.
    fn free_id(&mut self, folder: &str, wanted: &str) -> String {
        loop {
            let id = self.id(folder, wanted);
            if self.request.existing.file(folder, &id).is_none() {
                return id;
            }
        }
    }

    /// Adds the settings of a site that has none, with the kinds in use.
    pub fn settings(&mut self, title: &str, description: &str, kinds: &[(String, String)]) {
        if self.request.existing.has_settings {
            return;
        }
        let mut front = FrontMatter::default();
        front.text("title", if title.trim().is_empty() { self.request.name } else { title });
        front.text("description", description);
        let mut map = FrontMatter::default();
        for (id, label) in kinds {
            map.value(id, FrontMatter::default().text("label", label).clone().into_value());
        }
        front.value("kinds", map.into_value());
        self.imported.files.insert("content/site.yaml".to_owned(), front.yaml());
    }

    /// Everything made, with what there is to say about all of it.
    pub fn finish(mut self) -> Imported {
        if !self.drafts.is_empty() {
            let ids = self.drafts.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
            let note = match self.drafts.len() {
                1 => format!("1 event names no source and became a draft; give it one and remove `draft`: {ids}"),
                n => format!("{n} events name no source and became drafts; give each one and remove `draft`: {ids}"),
            };
            self.note(note);
        }
        if let Some((words, edtf)) = self.reworded.first() {
            let words = shorten(words);
            let note = match self.reworded.len() {
                1 => format!("1 date was read from words: “{words}” as `{edtf}`"),
                count => format!("{count} dates were read from words, such as “{words}” as `{edtf}`"),
            };
            self.note(note);
        }
        if !self.renamed.is_empty() {
            let pairs: Vec<String> = self.renamed.iter().map(|(from, to)| format!("`{from}` is `{to}`")).collect();
            self.note(format!("ids that can't be ids here, or are taken, were changed: {}", pairs.join(", ")));
        }
        if self.had_markup {
            self.note("titles and names are text alone here: marks such as <i> and <br> were taken out of them");
        }
        self.imported
    }
}

/// The beginning of an id, whole words where it can be.
fn cut(id: &str, length: usize) -> &str {
    if id.len() <= length {
        return id;
    }
    let start = &id[..length];
    start.rfind('-').filter(|at| *at > length / 2).map_or(start, |at| &start[..at]).trim_end_matches('-')
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A value as a message may show it: on one line, and not without end.
pub fn shorten(text: &str) -> String {
    let line = on_one_line(text);
    if line.chars().count() <= 160 { line } else { format!("{} …", line.chars().take(158).collect::<String>()) }
}
