//! `explain CODE`: what a diagnostic means.

use super::{CommandOutcome, Terminal};
use crate::Error;
use crate::diagnostic::{Code, explain as pages};
use clap::Args;

/// Which diagnostic.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The code, such as `single-origin`; without it all are listed
    pub code: Option<String>,
}

/// Prints a code's page, or the list of codes.
pub fn explain(arguments: &ExplainArguments, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    let Some(code) = &arguments.code else {
        let line =
            |code: &Code| format!("{:<8} {:<26} {}\n", code.severity().as_str(), code.as_str(), pages::meaning(*code));
        let list: String = Code::ALL.iter().map(line).collect();
        terminal.print(&list)?;
        return Ok(CommandOutcome::Clean);
    };
    let page = pages::explain_by_name(code).map_err(Error::Refused)?;
    terminal.print(page)?;
    Ok(CommandOutcome::Clean)
}
