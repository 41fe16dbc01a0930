//! Says what one file says, without failing and without looking at other files.
//!
//! Front matter is declared in a file per sort of content ([`event`], [`source`] …) over [`fields`] and [`shapes`];
//! [`yaml`], [`markdown`] and [`address`] are the only doors to their packages. Ids are taken as written: whether they
//! lead anywhere is `resolve`'s question.

pub mod address;
mod brackets;
pub mod citation;
pub mod claim;
pub mod event;
pub mod fields;
pub mod markdown;
pub mod page;
pub mod party;
pub mod place;
pub mod report;
pub mod schema;
mod sentences;
pub mod settings;
pub mod shapes;
pub mod source;
pub mod verification;
pub mod yaml;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::{Id, Piece, Verification};
use crate::read::{Folder, Input, Inputs};
use event::CitationFile;
use fields::{Fields, read_map};
use markdown::{BodyFile, LinkFile};
use rayon::prelude::*;
use report::Report;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

pub use sentences::first as first_sentence;

/// Everything the content says, file by file.
///
/// Who reads the same site again and again shares the documents with [`Memory`]; anybody else has them alone, and can
/// take them apart.
#[derive(Debug, Default)]
pub struct Documents {
    pub settings: Option<Settings>,
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
pub type Settings = Arc<Document<settings::SettingsFile>>;

/// What files said when they were read last, for whoever reads the same site again and again.
#[derive(Debug, Default)]
pub struct Memory {
    settings: Single<Settings>,
    verification: Single<Arc<Verification>>,
    /// By path, in order, as the inputs are.
    documents: Vec<Known>,
}

/// The text of a file that a site has once, and what it said.
type Single<D> = Option<(Arc<str>, Said<D>)>;

/// A document, and what it said.
#[derive(Debug, Clone)]
struct Known {
    path: Arc<str>,
    text: Arc<str>,
    said: Said<Any>,
}

impl Memory {
    /// What this file said, which stood at `index` too unless others came or went.
    fn of(&self, input: &Input, index: usize) -> Option<&Known> {
        let is_it = |known: &&Known| known.path == input.path;
        let at = || self.documents.binary_search_by(|known| known.path.cmp(&input.path)).ok();
        let known = self.documents.get(index).filter(is_it).or_else(|| at().map(|at| &self.documents[at]));
        known.filter(|known| known.text == input.text)
    }
}

/// What such a file says, which is read where it isn't remembered.
fn single<D: Clone>(input: Option<&Input>, memory: &mut Single<D>, read: fn(&Input) -> Said<D>) -> Option<Said<D>> {
    *memory = input.map(|input| match memory.take() {
        Some((text, said)) if text == input.text => (text, said),
        _ => (Arc::clone(&input.text), read(input)),
    });
    memory.as_ref().map(|(_, said)| said.clone())
}

/// Reads every input; a file with mistakes is reported and left out of the result.
pub fn parse(inputs: &Inputs) -> (Documents, Vec<Diagnostic>) {
    let settings = inputs.site.as_ref().map(settings_file);
    let verification = inputs.verification.as_ref().map(verification_file);
    gather(inputs, settings, verification, inputs.documents.par_iter().map(any_file).collect())
}

/// The same as [`parse`], without reading again what has the same text as the last time.
pub fn parse_again(inputs: &Inputs, memory: &mut Memory) -> (Documents, Vec<Diagnostic>) {
    let settings = single(inputs.site.as_ref(), &mut memory.settings, settings_file);
    let verification = single(inputs.verification.as_ref(), &mut memory.verification, verification_file);
    let known = |(index, input): (usize, &Input)| match memory.of(input, index) {
        Some(known) => known.clone(),
        None => Known { path: Arc::clone(&input.path), text: Arc::clone(&input.text), said: any_file(input) },
    };
    memory.documents = inputs.documents.par_iter().enumerate().map(known).collect();
    gather(inputs, settings, verification, memory.documents.iter().map(|known| known.said.clone()).collect())
}

/// Everything that the files say, together; `said` is what the documents say, one by one.
fn gather(
    inputs: &Inputs,
    settings: Option<Said<Settings>>,
    verification: Option<Said<Arc<Verification>>>,
    said: Vec<Said<Any>>,
) -> (Documents, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut documents = Documents::default();
    if let Some(mut said) = settings {
        diagnostics.append(&mut said.diagnostics);
        if said.document.is_none() {
            documents.broken.push((Folder::Site, Id::new("site").expect("`site` is an id")));
        }
        documents.settings = said.document;
    }
    if let Some(mut said) = verification {
        diagnostics.append(&mut said.diagnostics);
        documents.verification = said.document.unwrap_or_default();
    }
    for (input, mut said) in inputs.documents.iter().zip(said) {
        diagnostics.append(&mut said.diagnostics);
        match said.document {
            Some(Any::Event(document)) => {
                if document.front.draft {
                    documents.drafts.insert(Arc::clone(&document.file));
                }
                documents.events.push(document);
            }
            Some(Any::Source(document)) => documents.sources.push(document),
            Some(Any::Claim(document)) => documents.claims.push(document),
            Some(Any::Person(document)) => documents.people.push(document),
            Some(Any::Organization(document)) => documents.organizations.push(document),
            Some(Any::Place(document)) => documents.places.push(document),
            Some(Any::Page(document)) => documents.pages.push(document),
            None => documents.add_broken(input),
        }
    }
    for input in &inputs.broken {
        documents.add_broken(input);
    }
    (documents, diagnostics)
}

/// What one file says, if it can be read, and what is wrong with it.
#[derive(Debug, Clone)]
struct Said<D> {
    document: Option<D>,
    diagnostics: Vec<Diagnostic>,
}

/// One parsed file of any sort, on its way from its thread to its place.
#[derive(Debug, Clone)]
enum Any {
    Event(Arc<Document<event::EventFile>>),
    Source(Arc<Document<source::SourceFile>>),
    Claim(Arc<Document<claim::ClaimFile>>),
    Person(Arc<Document<party::PartyFile>>),
    Organization(Arc<Document<party::PartyFile>>),
    Place(Arc<Document<place::PlaceFile>>),
    Page(Arc<Document<page::PageFile>>),
}

fn any_file(input: &Input) -> Said<Any> {
    match input.folder {
        Folder::Events => document(input, "an event", event::event, Any::Event),
        Folder::Sources => document(input, "a source", source::source, Any::Source),
        Folder::Claims => document(input, "a claim", claim::claim, Any::Claim),
        Folder::People => document(input, "a person", party::party, Any::Person),
        Folder::Organizations => document(input, "an organization", party::party, Any::Organization),
        Folder::Places => document(input, "a place", place::place, Any::Place),
        Folder::Pages => document(input, "a page", page::page, Any::Page),
        Folder::Site | Folder::Verification | Folder::Templates => Said { document: None, diagnostics: Vec::new() },
    }
}

fn settings_file(input: &Input) -> Said<Settings> {
    let mut report = Report::new(&input.path, 0);
    let front = map(&input.text, "`site.yaml`", settings::settings, &mut report);
    let id = Id::new("site").expect("`site` is an id");
    let file = Arc::clone(&input.path);
    let document = front.map(|front| Arc::new(Document { id, file, front, body: BodyFile::default() }));
    Said { document, diagnostics: report.diagnostics }
}

fn verification_file(input: &Input) -> Said<Arc<Verification>> {
    let mut report = Report::new(&input.path, 0);
    let file = map(&input.text, "`verification.yaml`", verification::verification, &mut report);
    Said { document: file.map(Arc::new), diagnostics: report.diagnostics }
}

fn document<F>(
    input: &Input,
    what: &str,
    declaration: fn(&mut Fields) -> Option<F>,
    any: fn(Arc<Document<F>>) -> Any,
) -> Said<Any> {
    let parts = Parts::of(&input.text);
    let mut report = Report::new(&input.path, parts.front_matter.start);
    let id = id_of(input, &mut report);
    let front = if parts.has_front_matter {
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
    let scope = id.as_ref().map_or("", Id::as_str);
    let body = markdown::read(&input.text[parts.body..], parts.body, scope, &mut report);
    let file = Arc::clone(&input.path);
    let document = id.zip(front).map(|(id, front)| any(Arc::new(Document { id, file, front, body })));
    Said { document, diagnostics: report.diagnostics }
}

/// The id that the file's name gives it; where that can't be one, the id that it should have.
fn id_of(input: &Input, report: &mut Report) -> Option<Id> {
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

fn map<F>(text: &str, what: &str, declaration: fn(&mut Fields) -> Option<F>, report: &mut Report) -> Option<F> {
    match yaml::read(text) {
        // A file without any key lacks those that it needs: reading an empty map says which.
        Ok(yaml::Node { span, value: yaml::Value::Null }) => {
            read_map(what, &yaml::Node { span, value: yaml::Value::Map(Vec::new()) }, report, declaration)
        }
        Ok(node) => read_map(what, &node, report, declaration),
        Err(problem) => {
            let at = report.in_file(problem.span);
            report.add(Code::InvalidYaml, at, problem.message, problem.help.unwrap_or_default());
            None
        }
    }
}

/// Whether front matter that can't be read says in a line of its own that it is a draft's.
fn says_draft(text: &str) -> bool {
    let front_matter = Parts::of(text).front_matter;
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
    let parts = Parts::of(text);
    parts.has_front_matter.then_some(parts.front_matter)
}

/// The pieces of a file's body, citations and links among them, for whoever edits them; what is wrong with it is not told.
pub(crate) fn citations_in(text: &str) -> Vec<Piece<CitationFile, LinkFile>> {
    let body = Parts::of(text).body;
    let mut report = Report::new(&"".into(), body);
    markdown::read(&text[body..], body, "", &mut report).prose.pieces
}

/// Where a file's front matter and its body stand.
struct Parts {
    front_matter: Span,
    has_front_matter: bool,
    body: usize,
}

impl Parts {
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
