//! Says what one file says, without failing and without looking at other files.
//!
//! Each kind of file declares its front matter in a module of its own ([`event`], [`source`] …), with [`fields`] and
//! [`field_types`]. [`crate::yaml`], [`markdown`] and [`address`] are the only doors to their packages. Ids are taken as written;
//! `resolve` finds out what they name.

pub mod address;
mod brackets;
pub mod citation;
pub mod claim;
mod documents;
pub mod event;
pub mod field_types;
pub mod fields;
mod file_parts;
pub mod fingerprint;
pub mod languages;
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
pub mod topic;
pub mod translation;
pub mod verification;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::hashing::{HashMap, HashSet};
use crate::model::{Id, Piece, Verification};
use crate::read::{Folder, Input, Inputs};
use crate::words::SentenceWords;
use crate::yaml;
use event::CitationFile;
use fields::{Fields, read_map};
use file_parts::FileParts;
use languages::Languages;
use markdown::{BodyFile, LinkFile};
use rayon::prelude::*;
use report::FileReport;
use slips::ConflictMark;
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use translation::TranslationDocument;

pub use documents::{Document, Documents, SettingsDocument};
pub(crate) use file_parts::front_matter;
pub use sentences::first as first_sentence;

/// What files said when they were parsed last, for whoever parses the same site again and again.
#[derive(Debug, Default)]
pub struct ParseCache {
    /// By path: the text, and what came of it.
    files: HashMap<Arc<str>, (Arc<str>, Parsed)>,
    /// From what the languages were made, and what came of it.
    languages: Option<(Vec<Input>, FoundLanguages)>,
}

/// The languages of a site, with what is wrong with them.
type FoundLanguages = (Languages, Vec<Diagnostic>);

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
    let settings = inputs.site.as_ref().map(settings_file);
    let (languages, diagnostics) = languages(inputs, settings.as_ref());
    let files = files(inputs);
    let parsed: Vec<Parsed> = files.par_iter().map(|input| file(input, &languages)).collect();
    gather(inputs, languages, diagnostics, &files, settings.into_iter().chain(parsed))
}

/// The same as [`parse`], without parsing again what has the same text as the last time.
pub fn parse_cached(inputs: &Inputs, cache: &mut ParseCache) -> (Documents, Vec<Diagnostic>) {
    let settings = inputs.site.as_ref().map(settings_file);
    let catalogues = catalogues(inputs, settings.as_ref());
    let (languages, diagnostics) = match &cache.languages {
        Some((known, languages)) if *known == catalogues => languages.clone(),
        _ => {
            // Where sentences end may be another place now.
            cache.files.clear();
            let languages = languages(inputs, settings.as_ref());
            cache.languages = Some((catalogues, languages.clone()));
            languages
        }
    };
    let files = files(inputs);
    let parsed = files.par_iter().map(|input| match cache.get(input) {
        Some(parsed) => (parsed, false),
        None => (file(input, &languages), true),
    });
    let parsed: Vec<(Parsed, bool)> = parsed.collect();
    cache.keep(&files, &parsed);
    let parsed = parsed.into_iter().map(|(parsed, _)| parsed);
    gather(inputs, languages, diagnostics, &files, settings.into_iter().chain(parsed))
}

/// The languages that the settings name, with what is wrong with them.
fn languages(inputs: &Inputs, settings: Option<&Parsed>) -> FoundLanguages {
    let document = match settings.and_then(|settings| settings.document.as_ref()) {
        Some(AnyDocument::Settings(document)) => Some(document),
        _ => None,
    };
    Languages::of(document.map(|document| (&document.front, &document.file)), &inputs.templates)
}

/// All from which the languages are made: the settings, and the site's own words.
fn catalogues(inputs: &Inputs, settings: Option<&Parsed>) -> Vec<Input> {
    let words = inputs.templates.iter().filter(|input| input.path.starts_with("words/"));
    settings.and(inputs.site.as_ref()).into_iter().chain(words).cloned().collect()
}

/// What is parsed behind the settings: the records first.
fn files(inputs: &Inputs) -> Vec<&Input> {
    inputs.verification.iter().chain(&inputs.documents).collect()
}

/// Everything that the files say, together; `parsed` is what they say, one by one.
fn gather(
    inputs: &Inputs,
    languages: Languages,
    mut diagnostics: Vec<Diagnostic>,
    files: &[&Input],
    parsed: impl IntoIterator<Item = Parsed>,
) -> (Documents, Vec<Diagnostic>) {
    let mut documents = Documents { languages, ..Documents::default() };
    for (input, mut parsed) in inputs.site.iter().chain(files.iter().copied()).zip(parsed) {
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
            Some(AnyDocument::Topic(document)) => documents.topics.push(document),
            Some(AnyDocument::Translation(document)) => documents.translations.push(document),
            // It can't be read, and its original can all the same.
            None if is_translation(&input.path) => {}
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
    Topic(Arc<Document<topic::TopicFile>>),
    Translation(Arc<TranslationDocument>),
}

fn file(input: &Input, languages: &Languages) -> Parsed {
    let words = &languages.original.sentences;
    if Folder::OF_CONTENT.iter().any(|(_, folder)| *folder == input.folder)
        && let Some((_, language)) = translation::parted(&stem(&input.path).to_lowercase())
    {
        return translation(input, language, languages);
    }
    match input.folder {
        Folder::Events => document(input, words, "an event", event::event, AnyDocument::Event),
        Folder::Sources => document(input, words, "a source", source::source, AnyDocument::Source),
        Folder::Claims => document(input, words, "a claim", claim::claim, AnyDocument::Claim),
        Folder::People => document(input, words, "a person", party::person, AnyDocument::Person),
        Folder::Organizations => {
            document(input, words, "an organization", party::organization, AnyDocument::Organization)
        }
        Folder::Places => document(input, words, "a place", place::place, AnyDocument::Place),
        Folder::Pages => document(input, words, "a page", page::page, AnyDocument::Page),
        Folder::Tags => document(input, words, "a topic", topic::topic, AnyDocument::Topic),
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
    let document = front.map(|front| Document {
        id,
        file,
        front,
        body: BodyFile::default(),
        text: Arc::clone(&input.text),
        translation: None,
    });
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
    words: &SentenceWords,
    what: &str,
    declaration: fn(&mut Fields) -> Option<F>,
    any: fn(Arc<Document<F>>) -> AnyDocument,
) -> Parsed {
    let (document, diagnostics) = read_document(input, words, what, declaration);
    Parsed { document: document.map(|document| any(Arc::new(document))), diagnostics }
}

fn read_document<F>(
    input: &Input,
    words: &SentenceWords,
    what: &str,
    declaration: fn(&mut Fields) -> Option<F>,
) -> (Option<Document<F>>, Vec<Diagnostic>) {
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
    let body = markdown::read(&text, parts.body, scope, words, &mut report);
    let file = Arc::clone(&input.path);
    let text = Arc::clone(&input.text);
    let document = id.zip(front).map(|(id, front)| Document { id, file, front, body, text, translation: None });
    (document, report.diagnostics)
}

/// A file `ID.LANG.md`: the words of another one in a further language.
fn translation(input: &Input, language: &str, languages: &Languages) -> Parsed {
    let declaration = match input.folder {
        Folder::Events => translation::of_event,
        Folder::Claims => translation::of_claim,
        Folder::Sources => translation::of_source,
        Folder::People | Folder::Organizations => translation::of_party,
        Folder::Places => translation::of_place,
        Folder::Tags => translation::of_topic,
        _ => translation::of_page,
    };
    // Of a language that isn't the site's nobody knows where sentences end, and it is refused.
    let words = languages.named(language).map_or(&languages.original.sentences, |words| &words.sentences);
    let (document, diagnostics) = read_document(input, words, "a translation", declaration);
    let document = document.map(|Document { id, file, front, body, .. }| {
        let (folder, language) = (input.folder, language.to_owned());
        AnyDocument::Translation(Arc::new(TranslationDocument { folder, id, language, file, front, body }))
    });
    Parsed { document, diagnostics }
}

/// The id that the file's name gives it; where that can't be one, the id that it should have.
fn id_of(input: &Input, report: &mut FileReport) -> Option<Id> {
    let stem = stem(&input.path);
    if let Some(id) = Id::new(stem).or_else(|| translation::parted(stem).map(|(id, _)| id)) {
        return Some(id);
    }
    let extension = input.path.rsplit('.').next().unwrap_or("md");
    let small = stem.to_lowercase();
    let suggestion = if translation::parted(&small).is_some() { small } else { Id::suggestion(stem) };
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

/// Whether the file translates another: `ID.LANG.md`.
pub fn is_translation(path: &str) -> bool {
    translation::parted(stem(path)).is_some()
}

/// The stem of a path's file name.
pub(crate) fn stem(path: &str) -> &str {
    Path::new(path).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
}

/// The pieces of a file's body, citations and links among them, for whoever edits them; what is wrong with it is not told.
pub(crate) fn citations_in(text: &str) -> Vec<Piece<CitationFile, LinkFile>> {
    let body = FileParts::of(text).body;
    let mut report = FileReport::new(&"".into(), body);
    // Where sentences end is of no interest here.
    markdown::read(&text[body..], body, "", &SentenceWords::default(), &mut report).prose.pieces
}
