//! What `dateline COMMAND` does: each command calls the pipeline or stands beside it.
//!
//! Exit status: 0 clean (warnings allowed), 1 the content has errors and nothing was written, 2 it could not run.

mod build;
mod explain;
mod export;
mod import;
mod init;
mod issue_form;
mod network;
mod new;
mod progress_line;
mod sandbox;
mod schema;
mod schema_files;
mod serve;
mod terminal;
mod tidy;
mod translate;
mod vscode;
mod withheld;

pub use build::SiteArguments;
pub use terminal::Terminal;

use crate::Error;
use crate::withheld::WithheldNames;
use clap::Subcommand;
use std::path::Path;
use std::process::ExitCode;

/// The commands of `dateline`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check the content, then write the site
    Build(build::BuildArguments),
    /// Say what is wrong with the content, and write nothing
    Check(SiteArguments),
    /// Say what a diagnostic means, why a reader would care, and how to mend it
    Explain(explain::ExplainArguments),
    /// Show the site while you write
    Serve(serve::ServeArguments),
    /// Make a small example site to begin with
    Init(init::InitArguments),
    /// Make a content file with the keys it needs
    New(new::NewArguments),
    /// Print JSON Schema of the front matter, for editors' completion
    Schema(schema::SchemaArguments),
    /// Compare every quotation with the text of its source
    Verify(network::VerifyArguments),
    /// Visit every outgoing address: what is gone, what has moved, what has changed
    Links(network::LinksArguments),
    /// Find archived copies for sources that name none
    Archive(network::ArchiveArguments),
    /// Bring another program's timeline or sources in, and say what could not be carried over
    Import(import::ImportArguments),
    /// Write the whole timeline as one JSON file
    Export(export::ExportArguments),
    /// Mend in bulk what has one right mend, and show it first: spellings, dates, missing days, sources kept twice
    Tidy(tidy::TidyArguments),
    /// Make a translation's file, show what changed since, or say how far each language has come
    Translate(translate::TranslateArguments),
    /// Read a page or a PDF from standard input, within bounds: `verify` and `links` call it
    #[command(name = crate::text::sandbox::COMMAND, hide = true)]
    ReadText { format: String },
}

/// How a command ended that could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandOutcome {
    /// 0
    Clean,
    /// 1: the content needs work.
    ContentRefused,
}

/// Runs a command; what it couldn't do is printed on standard error.
pub fn run(command: Command) -> ExitCode {
    let terminal = match withheld_names(&command) {
        Ok(names) => Terminal::new(names),
        Err(error) => {
            Terminal::new(WithheldNames::default()).say(&format_error(&error));
            return ExitCode::from(2);
        }
    };
    let outcome = match command {
        Command::Build(arguments) => build::build(&arguments, &terminal),
        Command::Check(arguments) => build::check(&arguments, &terminal),
        Command::Explain(arguments) => explain::explain(&arguments, &terminal),
        Command::Serve(arguments) => serve::serve(&arguments, &terminal),
        Command::Init(arguments) => init::init(&arguments, &terminal),
        Command::New(arguments) => new::new(&arguments, &terminal),
        Command::Schema(arguments) => schema::schema(&arguments, &terminal),
        Command::Verify(arguments) => network::verify(&arguments, &terminal),
        Command::Links(arguments) => network::links(&arguments, &terminal),
        Command::Archive(arguments) => network::archive(&arguments, &terminal),
        Command::Import(arguments) => import::import(&arguments, &terminal),
        Command::Export(arguments) => export::export(&arguments, &terminal),
        Command::Tidy(arguments) => tidy::tidy(&arguments, &terminal),
        Command::Translate(arguments) => translate::translate(&arguments, &terminal),
        Command::ReadText { format } => return crate::text::sandbox::serve(&format),
    };
    match outcome {
        Ok(CommandOutcome::Clean) => ExitCode::SUCCESS,
        Ok(CommandOutcome::ContentRefused) => ExitCode::from(1),
        Err(error) => {
            terminal.say(&format_error(&error));
            ExitCode::from(2)
        }
    }
}

/// The names that must not appear in what a command prints; what is wrong with their list, `check` tells.
fn withheld_names(command: &Command) -> Result<WithheldNames, Error> {
    let site = match command {
        Command::Build(arguments) | Command::Check(arguments) => &arguments.site,
        Command::Serve(arguments) => &arguments.site,
        Command::New(arguments) => &arguments.site,
        Command::Verify(arguments) => &arguments.network.site,
        Command::Links(arguments) => &arguments.network.site,
        Command::Archive(arguments) => &arguments.network.site,
        Command::Export(arguments) => &arguments.site.site,
        Command::Tidy(arguments) => &arguments.site,
        Command::Translate(arguments) => &arguments.site,
        // The other process reads what this one prints: it is to become content as it is.
        Command::Import(arguments) if arguments.is_conversion() => return Ok(WithheldNames::default()),
        Command::Import(arguments) => &arguments.site,
        Command::Schema(arguments) => arguments.site.as_deref().unwrap_or(Path::new(".")),
        Command::Explain(_) | Command::Init(_) | Command::ReadText { .. } => return Ok(WithheldNames::default()),
    };
    crate::read::withheld::names(site).map(|(names, _)| names)
}

fn format_error(error: &Error) -> String {
    format!("dateline: {error}\n")
}
