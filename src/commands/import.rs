//! `import`: another program's file as content files. Never changes a file that is there.

use super::build::today;
use super::{CommandOutcome, Terminal};
use crate::Error;
use crate::diagnostic::report::{self, DiagnosticFormat};
use crate::import::{self, ExistingContent, ImportFormat, ImportRequest, Imported, Lost, Mapping, shorten};
use clap::{Args, ValueEnum};
use std::io::{ErrorKind, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Which file, and into which site.
#[derive(Debug, Clone, Args)]
pub struct ImportArguments {
    /// What sort of file it is
    #[arg(value_enum)]
    format: FormatName,
    /// The file
    file: PathBuf,
    /// The folder of the site; it may be empty, or not exist yet
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// For `csv`: a YAML file that says which column holds what (docs/data.md)
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// The kind of events whose kind the file doesn't say
    #[arg(long, value_name = "ID", default_value = "event")]
    kind: String,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How the result is told: for people on standard error, or as one JSON object on standard output
    #[arg(long = "format", id = "report", value_enum, default_value_t = ReportName::Human)]
    report: ReportName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatName {
    /// TimelineJS 3: its JSON, or its spreadsheet as CSV
    Timelinejs,
    /// Any CSV, with `--mapping`
    Csv,
    /// Bibliographic records, as Zotero and others export them
    CslJson,
    /// Dateline's own timeline.json
    Timeline,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportName {
    Human,
    Json,
}

/// More than any timeline, and less than memory.
const LARGEST: u64 = 64 << 20;

/// Imports a file and says what could not be carried over.
pub fn import(arguments: &ImportArguments, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    let text = text(&arguments.file)?;
    let existing = existing(&arguments.site)?;
    let format = match arguments.format {
        FormatName::Timelinejs if is_json(&text) => ImportFormat::TimelineJs,
        FormatName::Timelinejs => ImportFormat::TimelineJsSheet,
        FormatName::Csv => ImportFormat::Csv,
        FormatName::CslJson => ImportFormat::CslJson,
        FormatName::Timeline => ImportFormat::Timeline,
    };
    let mapping = match (&arguments.mapping, format) {
        (Some(file), ImportFormat::Csv) => match mapping(file, &text, terminal)? {
            Some(mapping) => Some(mapping),
            None => return Ok(CommandOutcome::ContentRefused),
        },
        (None, ImportFormat::Csv) => {
            let why = "a CSV needs `--mapping FILE`, which says which column holds what: docs/data.md shows one";
            return Err(Error::Refused(why.to_owned()));
        }
        (Some(_), _) => return Err(Error::Refused("`--mapping` belongs to `csv` alone".to_owned())),
        (None, _) => None,
    };
    let needs_kind = match format {
        ImportFormat::TimelineJs | ImportFormat::TimelineJsSheet => true,
        ImportFormat::Csv => !mapping.as_ref().is_some_and(Mapping::names_every_kind),
        _ => false,
    };
    if needs_kind && existing.has_settings && !existing.kinds.contains(&arguments.kind) {
        let kinds: Vec<&str> = existing.kinds.iter().map(String::as_str).collect();
        return Err(Error::Refused(format!(
            "content/site.yaml has no kind `{}`: name one of its kinds with `--kind`: {}",
            arguments.kind,
            kinds.join(", ")
        )));
    }
    let name = arguments.file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let request = ImportRequest {
        format,
        name: &name,
        text: &text,
        mapping: mapping.as_ref(),
        kind: &arguments.kind,
        existing: &existing,
        today: today()?,
    };
    let imported = import::import(&request)
        .map_err(|why| Error::Refused(format!("`{}` was not imported: {why}", arguments.file.display())))?;
    let done = write(imported, arguments, &existing)?;
    match arguments.report {
        ReportName::Human => terminal.say(&done.report_text(arguments)),
        ReportName::Json => terminal.print(&done.json())?,
    }
    Ok(CommandOutcome::Clean)
}

fn is_json(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
}

fn text(file: &Path) -> Result<String, Error> {
    let failed = |error| Error::io("read", file, error);
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).map_err(failed)?;
    opened.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::Refused(format!("`{}` has more than {} MiB", file.display(), LARGEST >> 20)));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        Error::Refused(format!(
            "`{}` is not UTF-8 in line {line}: save it again as UTF-8, which Excel calls “CSV UTF-8”",
            file.display()
        ))
    })?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

/// What the site holds; nothing where there is none yet.
fn existing(site: &Path) -> Result<ExistingContent, Error> {
    if !site.join("content").exists() {
        return Ok(ExistingContent::default());
    }
    let (inputs, _) = crate::read::read(site)?;
    let (documents, _) = crate::parse::parse(&inputs);
    let mut existing = ExistingContent::of(&documents);
    // Settings with a mistake in them are settings.
    existing.has_settings |= inputs.site.is_some();
    Ok(existing)
}

/// The mapping, or nothing after its mistakes were reported.
fn mapping(file: &Path, table: &str, terminal: &Terminal) -> Result<Option<Mapping>, Error> {
    let text: Arc<str> = text(file)?.into();
    let name: Arc<str> = file.display().to_string().into();
    let columns = import::columns(table).map_err(Error::Refused)?;
    match Mapping::parse(&name, &text, &columns) {
        Ok(mapping) => Ok(Some(mapping)),
        Err(diagnostics) => {
            let texts = |_: &str| Some(Arc::clone(&text));
            let format = DiagnosticFormat::Human { color: terminal.color() };
            terminal.say(&report::report(&diagnostics, &texts, format));
            Ok(None)
        }
    }
}

/// What an import did.
#[derive(serde::Serialize)]
struct ImportResult {
    written: Vec<String>,
    unchanged: Vec<String>,
    not_carried_over: Vec<Lost>,
    notes: Vec<String>,
}

/// Writes what is new; what is there stays as it is.
fn write(imported: Imported, arguments: &ImportArguments, existing: &ExistingContent) -> Result<ImportResult, Error> {
    let Imported { files, copies, lost, notes } = imported;
    let mut done = ImportResult { written: Vec::new(), unchanged: Vec::new(), not_carried_over: lost, notes };
    let mut new: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    let beside = arguments.file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let beside = beside.canonicalize().map_err(|error| Error::io("find", beside, error))?;
    for (path, text) in files {
        let path = &path;
        if let Some(other) = defined_elsewhere(path, existing) {
            let why = format!("`{other}` defines the same id, and was left as it is");
            done.lose(path, why);
            continue;
        }
        done.put(path, text.into_bytes(), arguments, &mut new)?;
    }
    for (path, from) in &copies {
        let is_inside = Path::new(from).components().all(|part| matches!(part, Component::Normal(_)));
        let source = beside.join(from);
        // Whoever made the archive may have made it of links.
        let Some(mut opened) = crate::read::regular::open(&source).ok().filter(|_| is_inside) else {
            let why = format!("there is no file `{from}` beside `{}`: put it there", arguments.file.display());
            done.lose(path, why);
            continue;
        };
        let mut bytes = Vec::new();
        opened.read_to_end(&mut bytes).map_err(|error| Error::io("read", &source, error))?;
        done.put(path, bytes, arguments, &mut new)?;
    }
    if !arguments.dry_run {
        create_all(&new, &arguments.site)?;
    }
    Ok(done)
}

/// Another file of the site with the same id.
fn defined_elsewhere<'a>(path: &str, existing: &'a ExistingContent) -> Option<&'a String> {
    let inside = path.strip_prefix("content/")?;
    let (folder, _) = inside.split_once('/')?;
    let id = crate::parse::stem(path);
    existing.file(folder, id).filter(|file| *file != path)
}

impl ImportResult {
    fn lose(&mut self, path: &str, why: String) {
        self.not_carried_over.push(Lost { place: path.to_owned(), what: "the whole file".to_owned(), why });
    }

    /// Notes a new file; an equal one is left, and so is a different one.
    fn put(
        &mut self,
        path: &str,
        bytes: Vec<u8>,
        arguments: &ImportArguments,
        new: &mut Vec<(PathBuf, Vec<u8>)>,
    ) -> Result<(), Error> {
        let file = arguments.site.join(path);
        match std::fs::read(&file) {
            Ok(there) if is_same(&there, &bytes) => {
                self.unchanged.push(path.to_owned());
                return Ok(());
            }
            Ok(_) => {
                self.lose(path, "there is another file of this name, which was left as it is".to_owned());
                return Ok(());
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Error::io("read", &file, error)),
        }
        new.push((file, bytes));
        self.written.push(path.to_owned());
        Ok(())
    }

    fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("our own types have text keys only");
        text.push('\n');
        text
    }

    fn report_text(&self, arguments: &ImportArguments) -> String {
        let mut text = String::new();
        if arguments.dry_run {
            for path in &self.written {
                text.push_str(&format!("would write {path}\n"));
            }
        }
        let verb = if arguments.dry_run { "would be written" } else { "written" };
        text.push_str(&format!(
            "{} files {verb} to `{}`, {} there already\n",
            self.written.len(),
            arguments.site.display(),
            self.unchanged.len()
        ));
        if !self.not_carried_over.is_empty() {
            text.push_str(&format!("\nnot carried over ({}):\n", self.not_carried_over.len()));
            let mut cut = false;
            for alike in self.not_carried_over.chunk_by(|a, b| a.place == b.place && a.why == b.why) {
                text.push_str(&format!("  {}\n", alike[0].place));
                for lost in alike {
                    let what = shorten(&lost.what);
                    cut |= what != lost.what;
                    text.push_str(&format!("    {what}\n"));
                }
                text.push_str(&format!("      = {}\n", alike[0].why));
            }
            if cut {
                text.push_str("  long values are cut here: `--format json` has them whole\n");
            }
        }
        if !self.notes.is_empty() {
            text.push_str("\nto know:\n");
            for note in &self.notes {
                text.push_str(&format!("  {note}\n"));
            }
        }
        text
    }
}

/// Whether a file says what was made, on whatever day it was made.
fn is_same(there: &[u8], bytes: &[u8]) -> bool {
    let lines = |bytes: &[u8]| -> Vec<Vec<u8>> {
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.starts_with(b"added: "));
        lines.map(<[u8]>::to_vec).collect()
    };
    there == bytes || lines(there) == lines(bytes)
}

/// Creates all files or, where one can't be, none.
fn create_all(files: &[(PathBuf, Vec<u8>)], site: &Path) -> Result<(), Error> {
    for (index, (file, bytes)) in files.iter().enumerate() {
        if let Err(error) = create(file, bytes, site) {
            for (made, _) in &files[..index] {
                // Just made by us; what can't be taken back is found again by the next import, which leaves it alone.
                let _ = std::fs::remove_file(made);
            }
            return Err(error);
        }
    }
    Ok(())
}

/// Creates a file that isn't there, with its folders, inside the site.
fn create(file: &Path, bytes: &[u8], site: &Path) -> Result<(), Error> {
    let folder = file.parent().unwrap_or(site);
    let make =
        |folder: &Path| std::fs::create_dir_all(folder).map_err(|error| Error::io("make the folder", folder, error));
    let real = |path: &Path| path.canonicalize().map_err(|error| Error::io("find", path, error));
    make(site)?;
    // The part of it that is there already: what it leads out to should have no new folders either.
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(site);
    if !real(there)?.starts_with(real(site)?) {
        return Err(Error::Refused(format!("`{}` leads out of the site's folder", folder.display())));
    }
    make(folder)?;
    let failed = |error| Error::io("write", file, error);
    let mut new = std::fs::File::options().write(true).create_new(true).open(file).map_err(failed)?;
    new.write_all(bytes).map_err(|error| {
        let _ = std::fs::remove_file(file);
        failed(error)
    })
}
