//! `dateline archive`: copies of sources that outlive their pages.
//!
//! Asks the Wayback Machine for each source that names no copy, and proposes the one nearest to the day on which the
//! source was read. Files are only edited, and copies only asked for, when somebody says so.

mod edit;
mod save;
mod wayback;

pub use wayback::{ApiKeys, Capture, Endpoints};

use crate::Error;
use crate::atomic;
use crate::model::Source;
use crate::net::{CrawlPolicy, Polite};
use crate::progress::Progress;
use crate::verify::file;
use chrono::NaiveDate;
use save::Saver;
use serde::Serialize;
use std::path::PathBuf;

/// What `archive` is to do.
#[derive(Debug, Clone)]
pub struct ArchiveOptions {
    /// The folder that holds `content/`.
    pub site: PathBuf,
    /// Only these sources, by id; all, if none is named.
    pub only: Vec<String>,
    /// Whether to write `archived:` into the sources' files.
    pub write: bool,
    /// With which to ask for copies of pages that have none.
    pub save: Option<ApiKeys>,
    pub policy: CrawlPolicy,
    pub endpoints: Endpoints,
}

/// Everything that one run found.
#[derive(Debug, Clone, Serialize)]
pub struct ArchiveReport {
    /// In the order of ids: the sources that name no copy.
    pub sources: Vec<SourceReport>,
}

/// One source and the copy proposed for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceReport {
    pub source: String,
    pub file: String,
    pub url: String,
    pub accessed: Option<String>,
    /// The copy's address.
    pub copy: Option<String>,
    /// The day of the copy.
    pub date: Option<String>,
    /// Whether the copy was made just now.
    pub saved: bool,
    /// Whether the source's file names it now.
    pub written: bool,
    /// What went wrong, or what to mind.
    pub reason: Option<String>,
}

/// A copy taken longer than this from the day of reading may be of another text.
const FAR: i64 = 30;

/// Looks for copies, and on request makes them and writes them into the files, source by source.
///
/// # Errors
///
/// Where the site can't be read, or a source is named that doesn't exist.
pub fn archive(options: &ArchiveOptions, progress: &mut dyn Progress) -> Result<ArchiveReport, Error> {
    let (_, site, _) = file::site(&options.site)?;
    for id in &options.only {
        if !site.sources.rows().any(|source| source.id.as_str() == id) {
            let near = crate::diagnostic::suggest::nearest(id, site.sources.rows().map(|it| it.id.as_str()));
            let help = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return Err(Error::Refused(format!("there is no source `{id}`{help}")));
        }
    }
    let is_wanted = |source: &&Source| {
        source.archived.is_empty()
            && source.url.is_some()
            && (options.only.is_empty() || options.only.iter().any(|id| source.id.as_str() == id))
    };
    let wanted: Vec<&Source> = site.sources.rows().filter(is_wanted).collect();
    let contact = site.settings.base_url.clone();
    let visitor = Polite::new(CrawlPolicy { contact, ..options.policy.clone() });
    let mut saver = options.save.as_ref().map(|keys| Saver::new(&visitor, &options.endpoints, keys));
    let mut sources = Vec::new();
    for (index, source) in wanted.iter().enumerate() {
        progress.step(index, wanted.len(), source.id.as_str());
        sources.push(one(options, &visitor, saver.as_mut(), source));
    }
    Ok(ArchiveReport { sources })
}

fn one(options: &ArchiveOptions, visitor: &Polite, saver: Option<&mut Saver>, source: &Source) -> SourceReport {
    let url = source.url.clone().unwrap_or_default();
    let mut report = SourceReport {
        source: source.id.to_string(),
        file: source.file.to_string(),
        url: url.clone(),
        accessed: source.accessed.map(|day| day.to_string()),
        copy: None,
        date: None,
        saved: false,
        written: false,
        reason: None,
    };
    let mut found = wayback::nearest(visitor, &options.endpoints, &url, source.accessed);
    if let (Ok(None), Some(saver)) = (&found, saver) {
        found = saver.save(&url).map(Some);
        report.saved = found.is_ok();
    }
    let capture = match found {
        Ok(Some(capture)) => capture,
        Ok(None) => {
            report.reason = Some("the archive has no copy; `--save` asks for one".to_owned());
            return report;
        }
        Err(reason) => {
            report.reason = Some(reason);
            return report;
        }
    };
    report.reason = far(&capture, source.accessed);
    if options.write {
        match write(options, source, &capture) {
            Ok(()) => report.written = true,
            Err(reason) => report.reason = Some(format!("the file was left alone: {reason}")),
        }
    }
    report.date = Some(capture.date.to_string());
    report.copy = Some(capture.url);
    report
}

fn far(capture: &Capture, accessed: Option<NaiveDate>) -> Option<String> {
    let days = (capture.date - accessed?).num_days();
    let when = if days < 0 { "before" } else { "after" };
    (days.abs() > FAR).then(|| format!("taken {} days {when} it was read: compare the two", days.abs()))
}

/// The file as it is on the disk now, with the copy in it.
fn write(options: &ArchiveOptions, source: &Source, capture: &Capture) -> Result<(), String> {
    let path = options.site.join(&*source.file);
    let text = std::fs::read_to_string(&path).map_err(|error| error.to_string())?;
    let edited = edit::with_copy(&text, &capture.url, capture.date)?;
    // Behind a link stands the file itself, which keeps its name.
    let path = path.canonicalize().map_err(|error| error.to_string())?;
    atomic::replace(&path, edited.as_bytes()).map_err(|error| error.to_string())
}

impl ArchiveReport {
    /// Whether every source names a copy now.
    pub fn is_clean(&self) -> bool {
        self.sources.iter().all(|source| source.written)
    }

    /// For programs.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a report has text keys only") + "\n"
    }

    /// For people.
    pub fn human(&self) -> String {
        let mut text: Vec<String> = Vec::new();
        for source in &self.sources {
            let SourceReport { source: id, file, copy, date, reason, .. } = source;
            match (copy, date) {
                (Some(copy), Some(date)) => {
                    let what = if source.saved { "a new copy" } else { "a copy" };
                    text.push(format!("`{id}`: {what} of {date}\n  {copy}\n"));
                }
                _ => text.push(format!("`{id}`: no copy\n")),
            }
            if let Some(reason) = reason {
                text.push(format!("  = {reason}\n"));
            }
            if source.written {
                text.push(format!("  = written into `{file}`\n"));
            }
        }
        let found = self.sources.iter().filter(|source| source.copy.is_some()).count();
        let written = self.sources.iter().filter(|source| source.written).count();
        text.push(match self.sources.len() {
            0 => "every source on the web names an archived copy\n".to_owned(),
            all if found > written => {
                format!("{found} of {all} copies found, {written} written; `--write` writes them into the files\n")
            }
            all => format!("{found} of {all} copies found, {written} written\n"),
        });
        text.concat()
    }
}
