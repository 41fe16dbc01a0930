//! `verify`, `links`, `archive`: the commands that look at other people's pages.

use super::build::today;
use super::sandbox::read_in_sandbox;
use super::{CommandOutcome, Terminal};
use crate::net::{CrawlPolicy, Private};
use crate::{Error, archive, links, verify};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// The arguments of every command that uses the network.
#[derive(Debug, Clone, Args)]
pub struct NetworkArguments {
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// How the report is written: for people, as JSON, or (`links` only) as Markdown for an issue
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
    Markdown,
}

impl NetworkArguments {
    pub(super) fn policy(&self) -> CrawlPolicy {
        let private = if self.allow_private { Private::Allowed } else { Private::Refused };
        CrawlPolicy { private, ..CrawlPolicy::default() }
    }

    fn refuse_markdown(&self) -> Result<(), Error> {
        match self.format {
            ReportFormat::Markdown => Err(Error::Refused("`--format markdown` is for `links`".to_owned())),
            ReportFormat::Human | ReportFormat::Json => Ok(()),
        }
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
    /// Keep the texts that were compared in this folder, with their addresses, dates and hashes
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// Compare with those texts only, and don't ask the network
    #[arg(long)]
    pub offline: bool,
}

/// Which links to visit.
#[derive(Debug, Clone, Args)]
pub struct LinksArguments {
    #[command(flatten)]
    pub network: NetworkArguments,
    /// Visit also what was visited today already
    #[arg(long)]
    pub again: bool,
}

/// Which copies to look for, and what to do with them.
#[derive(Debug, Clone, Args)]
pub struct ArchiveArguments {
    #[command(flatten)]
    pub network: NetworkArguments,
    /// Only these sources, by id
    #[arg(value_name = "SOURCE")]
    pub sources: Vec<String>,
    /// Write the copies into the sources' files
    #[arg(long)]
    pub write: bool,
    /// Ask the Internet Archive for copies of pages that have none, with the keys in `IA_ACCESS_KEY_ID` and
    /// `IA_SECRET_ACCESS_KEY`
    #[arg(long)]
    pub save: bool,
}

/// Compares every quotation with the text of its source.
pub fn verify(arguments: &VerifyArguments, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    arguments.network.refuse_markdown()?;
    let options = verify::VerifyOptions {
        site: arguments.network.site.clone(),
        texts: arguments.texts.clone(),
        keep: arguments.keep.clone(),
        offline: arguments.offline,
        today: today()?,
        policy: arguments.network.policy(),
    };
    read_in_sandbox();
    let report = verify::verify(&options, &mut terminal.progress())?;
    terminal.print(&match arguments.network.format {
        ReportFormat::Json => report.json(),
        _ => report.human(),
    })?;
    Ok(if report.is_clean() { CommandOutcome::Clean } else { CommandOutcome::ContentRefused })
}

/// Visits every outgoing address.
pub fn links(arguments: &LinksArguments, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    let options = links::LinksOptions {
        site: arguments.network.site.clone(),
        today: today()?,
        again: arguments.again,
        policy: arguments.network.policy(),
    };
    read_in_sandbox();
    let report = links::links(&options, &mut terminal.progress())?;
    terminal.print(&match arguments.network.format {
        ReportFormat::Human => report.human(),
        ReportFormat::Json => report.json(),
        ReportFormat::Markdown => report.markdown(),
    })?;
    Ok(if report.is_clean() { CommandOutcome::Clean } else { CommandOutcome::ContentRefused })
}

/// Looks for archived copies.
pub fn archive(arguments: &ArchiveArguments, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    arguments.network.refuse_markdown()?;
    let options = archive::ArchiveOptions {
        site: arguments.network.site.clone(),
        only: arguments.sources.clone(),
        write: arguments.write,
        save: if arguments.save { Some(keys()?) } else { None },
        policy: arguments.network.policy(),
        endpoints: archive::Endpoints::default(),
    };
    let report = archive::archive(&options, &mut terminal.progress())?;
    terminal.print(&match arguments.network.format {
        ReportFormat::Json => report.json(),
        _ => report.human(),
    })?;
    Ok(if report.is_clean() { CommandOutcome::Clean } else { CommandOutcome::ContentRefused })
}

fn keys() -> Result<archive::ApiKeys, Error> {
    let key = |name: &str| {
        std::env::var(name).ok().filter(|key| !key.is_empty()).ok_or_else(|| {
            let where_from = "https://archive.org/account/s3.php";
            Error::Refused(format!(
                "`--save` needs the Internet Archive's keys: set {name}; you get them at {where_from}"
            ))
        })
    };
    Ok(archive::ApiKeys { access: key("IA_ACCESS_KEY_ID")?, secret: key("IA_SECRET_ACCESS_KEY")? })
}
