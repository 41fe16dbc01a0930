//! `verify`, `links`, `archive`: the commands that look at other people's pages.

use super::build::today;
use super::{Outcome, Terminal};
use crate::net::{Manners, Private};
use crate::progress::Line;
use crate::{Error, verify as command};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// What every command with the network is told.
#[derive(Debug, Clone, Args)]
pub struct NetworkArguments {
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub format: ReportFormat,
    /// Visit addresses of this machine and its neighbours, too
    #[arg(long)]
    pub allow_private: bool,
}

/// The values of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Human,
    Json,
}

impl NetworkArguments {
    pub(super) fn manners(&self) -> Manners {
        let private = if self.allow_private { Private::Allowed } else { Private::Refused };
        Manners { private, ..Manners::default() }
    }
}

/// Which texts to compare with.
#[derive(Debug, Clone, Args)]
pub struct VerifyArguments {
    #[command(flatten)]
    pub network: NetworkArguments,
    /// A folder with texts you saved, one file per source: ID.txt, ID.html or ID.pdf
    #[arg(long, value_name = "DIR")]
    pub texts: Option<PathBuf>,
    /// Compare with those texts only, and don't ask the network
    #[arg(long)]
    pub offline: bool,
}

/// Compares every quotation with the text of its source.
pub fn verify(arguments: &VerifyArguments, terminal: &Terminal) -> Result<Outcome, Error> {
    let options = command::Options {
        site: arguments.network.site.clone(),
        texts: arguments.texts.clone(),
        offline: arguments.offline,
        today: today()?,
        manners: arguments.network.manners(),
    };
    let report = command::verify(&options, &mut Line::new())?;
    terminal.print(&match arguments.network.format {
        ReportFormat::Human => report.human(),
        ReportFormat::Json => report.json(),
    })?;
    Ok(if report.is_clean() { Outcome::Clean } else { Outcome::ContentRefused })
}
