//! `verify`, `links`, `archive`: the commands that look at other people's pages.

use super::build::today;
use super::{Outcome, Terminal};
use crate::net::{Manners, Private};
use crate::progress::Line;
use crate::{Error, archive, links, verify};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// What every command with the network is told.
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
    pub(super) fn manners(&self) -> Manners {
        let private = if self.allow_private { Private::Allowed } else { Private::Refused };
        Manners { private, ..Manners::default() }
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
pub fn verify(arguments: &VerifyArguments, terminal: &Terminal) -> Result<Outcome, Error> {
    arguments.network.refuse_markdown()?;
    let options = verify::Options {
        site: arguments.network.site.clone(),
        texts: arguments.texts.clone(),
        offline: arguments.offline,
        today: today()?,
        manners: arguments.network.manners(),
    };
    read_in_sandbox();
    let report = verify::verify(&options, &mut Line::new())?;
    terminal.print(&match arguments.network.format {
        ReportFormat::Json => report.json(),
        _ => report.human(),
    })?;
    Ok(if report.is_clean() { Outcome::Clean } else { Outcome::ContentRefused })
}

/// Visits every outgoing address.
pub fn links(arguments: &LinksArguments, terminal: &Terminal) -> Result<Outcome, Error> {
    let options = links::Options {
        site: arguments.network.site.clone(),
        today: today()?,
        again: arguments.again,
        manners: arguments.network.manners(),
    };
    read_in_sandbox();
    let report = links::links(&options, &mut Line::new())?;
    terminal.print(&match arguments.network.format {
        ReportFormat::Human => report.human(),
        ReportFormat::Json => report.json(),
        ReportFormat::Markdown => report.markdown(),
    })?;
    Ok(if report.is_clean() { Outcome::Clean } else { Outcome::ContentRefused })
}

/// Strangers' pages and PDF files are read by another process of this program.
fn read_in_sandbox() {
    if let Ok(program) = std::env::current_exe() {
        crate::text::sandbox::through(program);
    }
}

/// Looks for archived copies.
pub fn archive(arguments: &ArchiveArguments, terminal: &Terminal) -> Result<Outcome, Error> {
    arguments.network.refuse_markdown()?;
    let options = archive::Options {
        site: arguments.network.site.clone(),
        only: arguments.sources.clone(),
        write: arguments.write,
        save: if arguments.save { Some(keys()?) } else { None },
        manners: arguments.network.manners(),
        endpoints: archive::Endpoints::default(),
    };
    let report = archive::archive(&options, &mut Line::new())?;
    terminal.print(&match arguments.network.format {
        ReportFormat::Json => report.json(),
        _ => report.human(),
    })?;
    Ok(if report.is_clean() { Outcome::Clean } else { Outcome::ContentRefused })
}

fn keys() -> Result<archive::Keys, Error> {
    let key = |name: &str| {
        std::env::var(name).ok().filter(|key| !key.is_empty()).ok_or_else(|| {
            let where_from = "https://archive.org/account/s3.php";
            Error::Refused(format!(
                "`--save` needs the Internet Archive's keys: set {name}; you get them at {where_from}"
            ))
        })
    };
    Ok(archive::Keys { access: key("IA_ACCESS_KEY_ID")?, secret: key("IA_SECRET_ACCESS_KEY")? })
}
