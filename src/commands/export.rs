//! `export`: the data as one file, without the site around it.

use super::build::{self, FormatArgument, SiteArguments, tell};
use super::withheld::OutputSearch;
use super::{CommandOutcome, Terminal};
use crate::{Error, atomic};
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where to, and from which site.
#[derive(Debug, Clone, Args)]
pub struct ExportArguments {
    /// The file to write, `timeline.json` for example; `-` is standard output
    file: PathBuf,
    #[command(flatten)]
    pub site: SiteArguments,
}

/// Checks the content, then writes `timeline.json`.
pub fn export(arguments: &ExportArguments, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    if arguments.file == Path::new("-") && matches!(arguments.site.format, FormatArgument::Json) {
        let why =
            "standard output can't hold the data and diagnostics in JSON: name a file, or leave `--format json` out";
        return Err(Error::Refused(why.to_owned()));
    }
    let checked = crate::check(&arguments.site.options()?, &mut |_| ())?;
    tell(&checked, &arguments.site, terminal)?;
    if checked.is_refused() {
        terminal.say("nothing was written\n");
        return Ok(CommandOutcome::ContentRefused);
    }
    let search = OutputSearch::new(&checked.inputs.withheld);
    let checked = Arc::new(checked);
    let content = crate::render::export(Arc::clone(&checked))?;
    let text = content.bytes()?;
    search.look("timeline.json", &text);
    if !search.is_clean() {
        return build::refuse(&checked, &search, &arguments.site, terminal);
    }
    if arguments.file == Path::new("-") {
        terminal.print(&String::from_utf8_lossy(&text))?;
    } else {
        atomic::replace(&arguments.file, &text)?;
    }
    Ok(CommandOutcome::Clean)
}
