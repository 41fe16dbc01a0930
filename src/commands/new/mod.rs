//! `new`: a content file with the keys it needs, and comments that say what they mean.
//!
//! What is made is judged before it is written, by the same rules as everything else: a file that `new` made builds.

mod entities;
mod event;
mod from_page;
mod front_matter;
mod ids;
pub(super) mod issue;

use super::{CommandOutcome, Terminal, build};
use crate::diagnostic::report::{self, DiagnosticFormat};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Id;
use crate::parse::schema::FileKind;
use crate::read::{Folder, Input, Inputs};
use crate::resolve::Drafts;
use crate::{Error, Options};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What to make, and where.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = false, subcommand_required = false)]
pub struct NewArguments {
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub site: PathBuf,
    /// Make the event or source that the answers to a GitHub issue form describe; FILE holds the issue's text
    #[arg(long, value_name = "FILE")]
    pub from_issue: Option<PathBuf>,
    #[command(subcommand)]
    pub what: Option<What>,
}

/// The sorts of files that can be made.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Something that happened on a date
    Event(event::EventArguments),
    /// A work that can be cited
    Source(entities::SourceArguments),
    /// A disputed proposition that runs through several events
    Claim(entities::ClaimArguments),
    /// Somebody who takes part in events
    Person(entities::PartyArguments),
    /// A body that takes part in events
    Organization(entities::PartyArguments),
    /// Where events happen
    Place(entities::PlaceArguments),
    /// A free page, such as “About this timeline”
    Page(entities::PageArguments),
    /// One affair among many: a tag with a page of its own to tell of
    Topic(entities::TopicArguments),
}

/// A file that is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    kind: FileKind,
    id: Id,
    /// Relative to the site's folder, with forward slashes.
    path: String,
    text: String,
    /// What the editor should know of it.
    note: String,
}

/// What a new file is made in view of.
pub(super) struct NewContext {
    inputs: Inputs,
    /// The day that `added` and its like say.
    today: NaiveDate,
}

/// Makes what was asked for.
pub fn new(arguments: &NewArguments, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    let (inputs, _) = crate::read::read(&arguments.site)?;
    let context = NewContext { inputs, today: build::today()? };
    let drafts = match (&arguments.from_issue, &arguments.what) {
        (Some(_), Some(_)) => return refuse("name either a sort of file or an issue, not both"),
        (Some(file), None) => {
            let text = std::fs::read_to_string(file).map_err(|error| Error::io("read", file, error))?;
            issue::drafts(&text, &context)?
        }
        (None, Some(What::Event(arguments))) => vec![event::draft(arguments, &context)?],
        (None, Some(What::Source(arguments))) if from_page::is_asked_for(arguments) => {
            match from_page::source(arguments, &context)? {
                from_page::FromPage::Made(draft) => vec![draft],
                from_page::FromPage::Known(said) => {
                    terminal.say(&said);
                    terminal.say("nothing was made\n");
                    return Ok(CommandOutcome::ContentRefused);
                }
            }
        }
        (None, Some(What::Source(arguments))) => vec![entities::source(arguments, &context)?],
        (None, Some(What::Claim(arguments))) => vec![entities::claim(arguments, &context)?],
        (None, Some(What::Person(arguments))) => vec![entities::party(FileKind::Person, arguments, &context)?],
        (None, Some(What::Organization(arguments))) => {
            vec![entities::party(FileKind::Organization, arguments, &context)?]
        }
        (None, Some(What::Place(arguments))) => vec![entities::place(arguments, &context)?],
        (None, Some(What::Page(arguments))) => vec![entities::page(arguments, &context)?],
        (None, Some(What::Topic(arguments))) => vec![entities::topic(arguments, &context)?],
        (None, None) => return refuse("say what to make: `dateline new event \"What happened\" --date 2031-04-05`"),
    };
    if let Some(report) = context.faults(&drafts, terminal)? {
        terminal.say(&report);
        terminal.say("nothing was made\n");
        return Ok(CommandOutcome::ContentRefused);
    }
    for draft in &drafts {
        write(&arguments.site, draft)?;
        terminal.print(&format!("{}\n", arguments.site.join(&draft.path).display()))?;
        terminal.say(&draft.note);
    }
    Ok(CommandOutcome::Clean)
}

impl NewContext {
    /// What is wrong with the drafts, as a report, if anything is.
    fn faults(&self, drafts: &[Draft], terminal: &Terminal) -> Result<Option<String>, Error> {
        let mut inputs = self.inputs.clone();
        for draft in drafts {
            let (path, text) = (draft.path.as_str().into(), draft.text.as_str().into());
            inputs.insert(Input { folder: draft.kind.folder(), path, text });
        }
        let options =
            Options { site: PathBuf::new(), base_url: None, drafts: Drafts::Shown, strict: false, today: self.today };
        let checked = crate::judge(inputs, Vec::new(), &options, &mut |_| ())?;
        let is_ours = |found: &&Diagnostic| {
            found.severity == Severity::Error && drafts.iter().any(|draft| draft.path == *found.location.file)
        };
        let ours: Vec<Diagnostic> = checked.diagnostics.iter().filter(is_ours).cloned().collect();
        let texts = |file: &str| checked.text(file);
        let format = DiagnosticFormat::Human { color: terminal.color() };
        Ok((!ours.is_empty()).then(|| report::report(&ours, &texts, format)))
    }

    /// The ids that a new file of this kind can't have.
    fn taken(&self, kind: FileKind) -> BTreeSet<&str> {
        let shares = |folder: Folder| match kind {
            // No person has the id of an organization.
            FileKind::Person | FileKind::Organization => matches!(folder, Folder::People | Folder::Organizations),
            _ => folder == kind.folder(),
        };
        let files = self.inputs.documents.iter().filter(|input| shares(input.folder));
        files.map(|input| crate::parse::stem(&input.path)).collect()
    }
}

/// Writes a file that isn't there yet.
fn write(site: &Path, draft: &Draft) -> Result<(), Error> {
    let path = site.join(&draft.path);
    let parent = path.parent().unwrap_or(site);
    std::fs::create_dir_all(parent).map_err(|error| Error::io("make", parent, error))?;
    let mut file =
        std::fs::File::create_new(&path).map_err(|error| Error::io("make, without overwriting,", &path, error))?;
    file.write_all(draft.text.as_bytes()).map_err(|error| Error::io("write", &path, error))
}

fn refuse<T>(why: impl Into<String>) -> Result<T, Error> {
    Err(Error::Refused(why.into()))
}
