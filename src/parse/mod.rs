//! Says what one file says, without failing and without looking at other files.
//!
//! Each kind of file declares its front matter in a module of its own ([`event`], [`source`] …), with [`fields`] and
//! [`field_types`]. [`yaml`], [`markdown`] and [`address`] are the only doors to their packages. Ids are taken as written;
//! `resolve` finds out what they name.

pub mod address;
mod brackets;
pub mod citation;
pub mod claim;
pub mod event;
pub mod field_types;
pub mod fields;
pub mod markdown;
pub mod page;
pub mod party;
pub mod place;
pub mod report;
pub mod schema;
mod sentences;
pub mod settings;
mod slips;
pub mod source;
pub mod stance;
pub mod verification;
pub mod yaml;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::{Id, Piece, Verification};
use crate::read::{Folder, Input, Inputs};
use event::CitationFile;
use fields::{Fields, read_map};
use markdown::{BodyFile, LinkFile};
use rayon::prelude::*;
use report::FileReport;
use slips::ConflictMark;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

pub use sentences::first as first_sentence;

/// Everything the content says, file by file.
///
/// Who parses the same site again and again shares the documents with a [`ParseCache`]; anybody else has them alone, and
/// can take them apart.
#[derive(Debug, Default)]
pub struct Documents {
    pub settings: Option<SettingsDocument>,
    /// What `dateline verify` and `dateline links` found; its ids are not looked for, for it may be older than they.
    pub verification: Arc<Verification>,
    pub events: Vec<Arc<Document<event::EventFile>>>,
    pub sources: Vec<Arc<Document<source::SourceFile>>>,
    pub claims: Vec<Arc<Document<claim::ClaimFile>>>,
    pub people: Vec<Arc<Document<party::PartyFile>>>,
    pub organizations: Vec<Arc<Document<party::PartyFile>>>,
    pub places: Vec<Arc<Document<place::PlaceFile>>>,
    pub pages: Vec<Arc<Document<page::PageFile>>>,
    /// Ids of files that exist and could not be read: naming them is no second mistake.
    pub broken: Vec<(Folder, Id)>,
    /// What stands in them.
    pub broken_texts: Vec<Arc<str>>,
    /// The files of events that say that they are drafts, those that can't be read among them.
    pub drafts: BTreeSet<Arc<str>>,
    /// Of those that can't be read, the ids and what stands in them.
    pub broken_drafts: Vec<(Id, Arc<str>)>,
}

impl Documents {
    fn add_broken(&mut self, input: &Input) {
        let id = Id::new(stem(&input.path));
        if input.folder == Folder::Events && says_draft(&input.text) {
            self.drafts.insert(Arc::clone(&input.path));
            self.broken_drafts.extend(id.clone().map(|id| (id, Arc::clone(&input.text))));
        }
        self.broken.extend(id.map(|id| (input.folder, id)));
        self.broken_texts.push(Arc::clone(&input.text));
    }

    /// Forgets the drafts, whether they could be read or not, and gives the ids of those that could not.
    pub fn leave_drafts_out(&mut self) -> Vec<Id> {
        self.events.retain(|event| !event.front.draft);
        let broken_drafts = std::mem::take(&mut self.broken_drafts);
        let is_draft = |id: &Id| broken_drafts.iter().any(|(draft, _)| draft == id);
        self.broken.retain(|(folder, id)| *folder != Folder::Events || !is_draft(id));
        self.broken_texts.retain(|text| broken_drafts.iter().all(|(_, draft)| !Arc::ptr_eq(draft, text)));
        broken_drafts.into_iter().map(|(id, _)| id).collect()
    }
}

/// What one file says.
#[derive(Debug, Clone)]
pub struct Document<F> {
    pub id: Id,
    pub file: Arc<str>,
    pub front: F,
    pub body: BodyFile,
}

/// What `site.yaml` says.
pub type SettingsDocument = Arc<Document<settings::SettingsFile>>;

/// What files said when they were parsed last, for whoever parses the same site again and again.
#[derive(Debug, Default)]
pub struct ParseCache {
    /// By path: the text, and what came of it.
    files: HashMap<Arc<str>, (Arc<str>, Parsed)>,
}

impl ParseCache {
    /// What this file said, unless it has another text now.
    fn get(&self, input: &Input) -> Option<Parsed> {
        let (text, parsed) = self.files.get(&input.path)?;
        // Most files weren't even read again.
        (Arc::ptr_eq(text, &input.text) || *text == input.text).then(|| parsed.clone())
    }

    /// Keeps what these files said, of which some are new, and forgets all others.
    fn keep(&mut self, files: &[&Input], parsed: &[(Parsed, bool)]) {
        for (input, (parsed, _)) in files.iter().zip(parsed).filter(|(_, (_, is_new))| *is_new) {
            self.files.insert(Arc::clone(&input.path), (Arc::clone(&input.text), parsed.clone()));
        }
        if self.files.len() > files.len() {
            let paths: HashSet<&str> = files.iter().map(|input| &*input.path).collect();
            self.files.retain(|path, _| paths.contains(&**path));
        }
    }
}

/// Reads every input; a file with mistakes is reported and left out of the result.
pub fn parse(inputs: &Inputs) -> (Documents, Vec<Diagnostic>) {
    let files = files(inputs);
    let parsed: Vec<Parsed> = files.par_iter().map(|input| file(input)).collect();
    gather(inputs, &files, parsed)
}

/// The same as [`parse`], without parsing again what has the same text as the last time.
pub fn parse_cached(inputs: &Inputs, cache: &mut ParseCache) -> (Documents, Vec<Diagnostic>) {
    let files = files(inputs);
    let parsed = files.par_iter().map(|input| match cache.get(input) {
        Some(parsed) => (parsed, false),
        None => (file(input), true),
    });
    let parsed: Vec<(Parsed, bool)> = parsed.collect();
    cache.keep(&files, &parsed);
    gather(inputs, &files, parsed.into_iter().map(|(parsed, _)| parsed))
}

/// What is parsed: the settings and the records first.
fn files(inputs: &Inputs) -> Vec<&Input> {
    inputs.site.iter().chain(&inputs.verification).chain(&inputs.documents).collect()
}

/// Everything that the files say, together; `parsed` is what they say, one by one.
fn gather(inputs: &Inputs, files: &[&Input], parsed: impl IntoIterator<Item = Parsed>) -> (Documents, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut documents = Documents::default();
    for (input, mut parsed) in files.iter().zip(parsed) {
        diagnostics.append(&mut parsed.diagnostics);
        match parsed.document {
            Some(AnyDocument::Settings(settings)) => documents.settings = Some(settings),
            Some(AnyDocument::Verification(verification)) => documents.verification = verification,
            Some(AnyDocument::Event(document)) => {
                if document.front.draft {
                    documents.drafts.insert(Arc::clone(&document.file));
                }
                documents.events.push(document);
            }
            Some(AnyDocument::Source(document)) => documents.sources.push(document),
            Some(AnyDocument::Claim(document)) => documents.claims.push(document),
            Some(AnyDocument::Person(document)) => documents.people.push(document),
            Some(AnyDocument::Organization(document)) => documents.organizations.push(document),
            Some(AnyDocument::Place(document)) => documents.places.push(document),
            Some(AnyDocument::Page(document)) => documents.pages.push(document),
            None => match input.folder {
                Folder::Site => documents.broken.push((Folder::Site, Id::new("site").expect("`site` is an id"))),
                Folder::Verification => {}
                _ => documents.add_broken(input),
            },
        }
    }
    for input in &inputs.broken {
        documents.add_broken(input);
    }
    (documents, diagnostics)
}

/// What one file says, if it can be read, and what is wrong with it.
#[derive(Debug, Clone)]
struct Parsed {
    document: Option<AnyDocument>,
    diagnostics: Vec<Diagnostic>,
}

/// One parsed file of any kind, on its way from its thread to its place.
#[derive(Debug, Clone)]
enum AnyDocument {
    Settings(SettingsDocument),
    Verification(Arc<Verification>),
    Event(Arc<Document<event::EventFile>>),
    Source(Arc<Document<source::SourceFile>>),
    Claim(Arc<Document<claim::ClaimFile>>),
    Person(Arc<Document<party::PartyFile>>),
    Organization(Arc<Document<party::PartyFile>>),
    Place(Arc<Document<place::PlaceFile>>),
    Page(Arc<Document<page::PageFile>>),
}

fn file(input: &Input) -> Parsed {
    match input.folder {
        Folder::Events => document(input, "an event", event::event, AnyDocument::Event),
        Folder::Sources => document(input, "a source", source::source, AnyDocument::Source),
        Folder::Claims => document(input, "a claim", claim::claim, AnyDocument::Claim),
        Folder::People => document(input, "a person", party::person, AnyDocument::Person),
        Folder::Organizations => document(input, "an organization", party::organization, AnyDocument::Organization),
        Folder::Places => document(input, "a place", place::place, AnyDocument::Place),
        Folder::Pages => document(input, "a page", page::page, AnyDocument::Page),
        Folder::Site => settings_file(input),
        Folder::Verification => verification_file(input),
        Folder::Templates => Parsed { document: None, diagnostics: Vec::new() },
    }
}

fn settings_file(input: &Input) -> Parsed {
    let mut report = FileReport::new(&input.path, 0);
    let front = map(&input.text, "`site.yaml`", settings::settings, &mut report);
    let id = Id::new("site").expect("`site` is an id");
    let file = Arc::clone(&input.path);
    let document = front.map(|front| Document { id, file, front, body: BodyFile::default() });
    Parsed {
        document: document.map(|document| AnyDocument::Settings(Arc::new(document))),
        diagnostics: report.diagnostics,
    }
}

fn verification_file(input: &Input) -> Parsed {
    let mut report = FileReport::new(&input.path, 0);
    let file = map(&input.text, "`verification.yaml`", verification::verification, &mut report);
    Parsed { document: file.map(|file| AnyDocument::Verification(Arc::new(file))), diagnostics: report.diagnostics }
}

fn document<F>(
    input: &Input,
    what: &str,
    declaration: fn(&mut Fields) -> Option<F>,
    any: fn(Arc<Document<F>>) -> AnyDocument,
) -> Parsed {
    let parts = FileParts::of(&input.text);
    let mut report = FileReport::new(&input.path, parts.front_matter.start);
    let id = id_of(input, &mut report);
    let conflicts = slips::conflicts(&input.text);
    // What is between the marks is no front matter, and would be reported once more.
    let is_whole = conflicts.iter().all(|mark| mark.at.start >= parts.front_matter.end);
    let front = if !is_whole {
        None
    } else if parts.has_front_matter {
        map(&input.text[parts.front_matter.start..parts.front_matter.end], what, declaration, &mut report)
    } else {
        let (message, help) = match parts.front_matter.end {
            0 => (
                format!("{what} begins with front matter"),
                "begin the file with a line `---`, the keys, and another line `---`",
            ),
            _ => (
                "the front matter that begins here has no end".to_owned(),
                "write a line `---` below its last key, where the text begins",
            ),
        };
        report.add(Code::InvalidYaml, parts.front_matter, message, help);
        None
    };
    let mut text = Cow::Borrowed(&input.text[parts.body..]);
    for ConflictMark { at, is_first } in conflicts {
        if at.start >= parts.body {
            // A mark is no text that lacks a source.
            text.to_mut().replace_range(at.start - parts.body..at.end - parts.body, &" ".repeat(at.len()));
        }
        if is_first {
            let message = "git left two versions here, and nobody has chosen between them";
            let help = "keep one of them, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`";
            report.add(Code::MergeConflict, Span::new(at.start, at.end), message, help);
        }
    }
    let scope = id.as_ref().map_or("", Id::as_str);
    let body = markdown::read(&text, parts.body, scope, &mut report);
    let file = Arc::clone(&input.path);
    let document = id.zip(front).map(|(id, front)| any(Arc::new(Document { id, file, front, body })));
    Parsed { document, diagnostics: report.diagnostics }
}

/// The id that the file's name gives it; where that can't be one, the id that it should have.
fn id_of(input: &Input, report: &mut FileReport) -> Option<Id> {
    let stem = stem(&input.path);
    if let Some(id) = Id::new(stem) {
        return Some(id);
    }
    let extension = input.path.rsplit('.').next().unwrap_or("md");
    let suggestion = Id::suggestion(stem);
    let help = match suggestion.as_str() {
        "" => "name the file with lower-case letters, digits and hyphens".to_owned(),
        suggestion => format!("name the file `{suggestion}.{extension}`"),
    };
    report.add(Code::InvalidId, Span::default(), format!("`{stem}` can't be an id, and so no address"), help);
    Id::new(&suggestion)
}

fn map<F>(text: &str, what: &str, declaration: fn(&mut Fields) -> Option<F>, report: &mut FileReport) -> Option<F> {
    match yaml::read(text) {
        // A file without any key lacks those that it needs: reading an empty map says which.
        Ok(yaml::Node { span, value: yaml::Value::Null }) => {
            read_map(what, &yaml::Node { span, value: yaml::Value::Map(Vec::new()) }, report, declaration)
        }
        Ok(node) => {
            for hidden in slips::hidden_by_hashes(text, &node) {
                let message =
                    format!("YAML takes `{}` for a comment and leaves it out", &text[hidden.start..hidden.end]);
                let help = "put the whole value between quotation marks; a comment has a space behind its `#`";
                report.add(Code::HashInValue, report.in_file(hidden), message, help);
            }
            read_map(what, &node, report, declaration)
        }
        Err(problem) => {
            let at = report.in_file(problem.span);
            report.add(Code::InvalidYaml, at, problem.message, problem.help.unwrap_or_default());
            None
        }
    }
}

/// Whether front matter that can't be read says in a line of its own that it is a draft's.
fn says_draft(text: &str) -> bool {
    let front_matter = FileParts::of(text).front_matter;
    let is_said = |line: &str| {
        let line = line.split(" #").next().unwrap_or_default();
        line.strip_prefix("draft:").is_some_and(|value| value.trim() == "true")
    };
    text[front_matter.start..front_matter.end].lines().any(is_said)
}

/// The stem of a path's file name.
pub(crate) fn stem(path: &str) -> &str {
    Path::new(path).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
}

/// The lines between a file's two fences, for whoever edits them; nothing where there are no fences.
pub(crate) fn front_matter(text: &str) -> Option<Span> {
    let parts = FileParts::of(text);
    parts.has_front_matter.then_some(parts.front_matter)
}

/// The pieces of a file's body, citations and links among them, for whoever edits them; what is wrong with it is not told.
pub(crate) fn citations_in(text: &str) -> Vec<Piece<CitationFile, LinkFile>> {
    let body = FileParts::of(text).body;
    let mut report = FileReport::new(&"".into(), body);
    markdown::read(&text[body..], body, "", &mut report).prose.pieces
}

/// Where a file's front matter and its body stand.
struct FileParts {
    front_matter: Span,
    has_front_matter: bool,
    body: usize,
}

impl FileParts {
    /// Front matter stands between a first line `---` and the next such line.
    fn of(text: &str) -> Self {
        let fence = |line: &str| line.trim_end() == "---";
        let mut lines = text.split_inclusive('\n');
        let Some(first) = lines.next().filter(|line| fence(line)) else {
            return Self { front_matter: Span::new(0, 0), has_front_matter: false, body: 0 };
        };
        let start = first.len();
        let mut end = start;
        for line in lines {
            if fence(line) {
                return Self { front_matter: Span::new(start, end), has_front_matter: true, body: end + line.len() };
            }
            end += line.len();
        }
        Self { front_matter: Span::new(0, first.trim_end().len()), has_front_matter: false, body: text.len() }
    }
}
