//! `import`: another program's file as content files. Never changes what somebody wrote here.

mod bounded;
mod unanswered;
mod write;

use super::build::today;
use super::{CommandOutcome, Terminal};
use crate::Error;
use crate::diagnostic::report::{self, DiagnosticFormat};
use crate::import::{self, ExistingContent, ImportFormat, ImportRequest, Mapping, Record};
use bounded::Conversion;
use clap::{Args, ValueEnum};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use write::write;

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
    pub site: PathBuf,
    /// For `csv`: a YAML file that says which column holds what (docs/data.md)
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Bring all events in as drafts, until what they allege has its answers
    #[arg(long)]
    drafts: bool,
    /// The kind of events whose kind the file doesn't say
    #[arg(long, value_name = "ID", default_value = "event")]
    kind: String,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How the result is told: for people on standard error, or as one JSON object on standard output
    #[arg(long = "format", id = "report", value_enum, default_value_t = ReportName::Human)]
    report: ReportName,
    /// Convert the text on standard input, and say as JSON what comes of it: the command calls itself so
    #[arg(long, hide = true)]
    convert: bool,
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

impl ImportArguments {
    /// Whether another process of this program asks for the conversion, and reads what is printed.
    pub fn is_conversion(&self) -> bool {
        self.convert
    }
}

/// More than any timeline, and less than memory.
const LARGEST: u64 = 64 << 20;

/// Imports a file and says what could not be carried over.
pub fn import(arguments: &ImportArguments, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    let text = if arguments.convert { decoded(std::io::stdin(), &arguments.file)? } else { text(&arguments.file)? };
    let known = known(&arguments.site)?;
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
    if needs_kind && known.has_settings && !known.kinds.contains(&arguments.kind) {
        let kinds: Vec<&str> = known.kinds.iter().map(String::as_str).collect();
        return Err(Error::Refused(format!(
            "content/site.yaml has no kind `{}`: name one of its kinds with `--kind`: {}",
            arguments.kind,
            kinds.join(", ")
        )));
    }
    let name = arguments.file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let has_ids = mapping.as_ref().is_some_and(|mapping| mapping.id.is_some());
    let last = if has_ids { Some(last_import(&name, &arguments.site)?) } else { None };
    let request = ImportRequest {
        format,
        name: &name,
        text: &text,
        mapping: mapping.as_ref(),
        kind: &arguments.kind,
        existing: &known,
        last: last.as_ref(),
        drafts: arguments.drafts,
        today: today()?,
    };
    if arguments.convert {
        return bounded::tell(&request, arguments, terminal).map(|()| CommandOutcome::Clean);
    }
    let Conversion { imported, unanswered } = bounded::converted(&request, arguments)?;
    let mut done = write(imported, arguments, &known, last, &name)?;
    done.unanswered = unanswered;
    match arguments.report {
        ReportName::Human => terminal.say(&done.told(arguments)),
        ReportName::Json => terminal.print(&done.json())?,
    }
    Ok(CommandOutcome::Clean)
}

/// What the last import of the table with this name made; nothing where there was none.
fn last_import(name: &str, site: &Path) -> Result<Record, Error> {
    let path = site.join(Record::path(name));
    match std::fs::read_to_string(&path) {
        Ok(text) => Record::read(&text)
            .map_err(|why| Error::Refused(format!("`{}` can't be read: {why}; restore or remove it", path.display()))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Record::default()),
        Err(error) => Err(Error::io("read", &path, error)),
    }
}

fn is_json(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
}

fn text(file: &Path) -> Result<String, Error> {
    decoded(std::fs::File::open(file).map_err(|error| Error::io("read", file, error))?, file)
}

/// The text of a file, from wherever its bytes come.
fn decoded(from: impl Read, file: &Path) -> Result<String, Error> {
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| Error::io("read", file, error))?;
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
fn known(site: &Path) -> Result<ExistingContent, Error> {
    if !site.join("content").exists() {
        return Ok(ExistingContent::default());
    }
    let (inputs, _) = crate::read::read(site)?;
    let (documents, _) = crate::parse::parse(&inputs);
    let mut known = ExistingContent::of(&documents);
    // Settings with a mistake in them are settings.
    known.has_settings |= inputs.site.is_some();
    Ok(known)
}

/// The mapping, or nothing after its mistakes were told.
fn mapping(file: &Path, table: &str, terminal: &Terminal) -> Result<Option<Mapping>, Error> {
    let text: Arc<str> = text(file)?.into();
    let name: Arc<str> = file.display().to_string().into();
    let columns = import::columns(table).map_err(Error::Refused)?;
    match Mapping::parse(&name, &text, &columns) {
        Ok(mapping) => Ok(Some(mapping)),
        Err(diagnostics) => {
            let texts = |_: &str| Some(Arc::clone(&text));
            let format = DiagnosticFormat::Verbose { color: terminal.color() };
            terminal.say(&report::report(&diagnostics, &texts, format));
            Ok(None)
        }
    }
}
