//! `build` and `check`: the pipeline from end to end.

use super::progress_line::ProgressLine;
use super::sandbox::read_in_sandbox;
use super::withheld::OutputSearch;
use super::{CommandOutcome, Terminal};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::{self, DiagnosticFormat};
use crate::diagnostic::summary;
use crate::resolve::Drafts;
use crate::write::{BuildFingerprint, Job};
use crate::{Checked, Error, Options};
use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

/// Which site, and how to judge it.
#[derive(Debug, Clone, Args)]
pub struct SiteArguments {
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Where `build` writes the site; a relative path counts from here, not from the site
    #[arg(long, value_name = "DIR", default_value = "public")]
    pub output: PathBuf,
    /// Where the site will be published; wins over `base_url` in content/site.yaml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Include drafts
    #[arg(long)]
    pub drafts: bool,
    /// Let warnings fail, too; a missing `base_url` is no more than a notice
    #[arg(long)]
    pub strict: bool,
    /// How diagnostics are written: for people, as one JSON array on standard output, or as GitHub annotations
    #[arg(long, value_enum, default_value_t = FormatArgument::Human)]
    pub format: FormatArgument,
    /// Show every diagnostic, however many are alike, and say how long each stage took
    #[arg(long, short)]
    pub verbose: bool,
}

/// `build`'s arguments are `check`'s.
pub type BuildArguments = SiteArguments;

/// The values of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArgument {
    Human,
    Json,
    Github,
}

/// Checks the content, then writes the site.
pub fn build(arguments: &BuildArguments, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    let mut watch = Stopwatch::new();
    let checked = checked(arguments, terminal, &mut watch)?;
    tell(&checked, arguments, terminal)?;
    if checked.is_refused() {
        terminal.say("nothing was written\n");
        return Ok(CommandOutcome::ContentRefused);
    }
    let events = checked.site.published().count();
    let options = (&arguments.base_url, arguments.drafts);
    // With names to look for, every file is made and looked through each time: a fingerprint that knew the names could
    // be used to guess them.
    let fingerprint =
        if checked.inputs.withheld.is_empty() { BuildFingerprint::of(&(&checked.inputs, options)) } else { None };
    let search = OutputSearch::new(&checked.inputs.withheld);
    let checked = Arc::new(checked);
    let outputs = search.watch(crate::render(Arc::clone(&checked))?);
    watch.lap("prepare");
    let progress_line = ProgressLine::new(terminal, watch.start, "making page");
    progress_line.now("making file", outputs.len());
    let job = Job::new(&outputs, &arguments.output, &arguments.site);
    let may_commit = || search.is_clean();
    let written = Job { fingerprint, step: &|| progress_line.step(), may_commit: &may_commit, ..job }.write();
    if !search.is_clean() {
        drop(progress_line);
        return refuse(&checked, &search, arguments, terminal);
    }
    let written = written?;
    watch.lap("write");
    drop(progress_line);
    if arguments.verbose {
        terminal.say(&watch.table());
    }
    terminal.say(&format!(
        "built {events} event{}: {} files in `{}` ({} written, {} unchanged, {} removed) in {} ms\n",
        if events == 1 { "" } else { "s" },
        outputs.len(),
        arguments.output.display(),
        written.written,
        written.unchanged,
        written.removed,
        watch.total(),
    ));
    // The program ends here: nobody should wait until a large site's memory is given back text by text.
    std::mem::forget(outputs);
    Ok(CommandOutcome::Clean)
}

/// Tells which files would hold a name that must not appear.
pub fn refuse(
    checked: &Checked,
    search: &OutputSearch,
    arguments: &SiteArguments,
    terminal: &Terminal,
) -> Result<CommandOutcome, Error> {
    tell_all(checked, &search.diagnostics(), arguments, terminal)?;
    terminal.say("nothing was written\n");
    Ok(CommandOutcome::ContentRefused)
}

/// The diagnostics alone; and where templates of the site's own may fail, or names must not appear, what comes of it.
pub fn check(arguments: &SiteArguments, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    let mut watch = Stopwatch::new();
    let checked = checked(arguments, terminal, &mut watch)?;
    let search = OutputSearch::new(&checked.inputs.withheld);
    let has_cause = !checked.inputs.templates.is_empty() || !checked.inputs.withheld.is_empty();
    let is_made = has_cause && !checked.is_refused();
    let checked = Arc::new(checked);
    let mut failed = None;
    if is_made {
        let outputs = search.watch(crate::render(Arc::clone(&checked))?);
        failed = outputs.par_iter().find_map_first(|(_, content)| content.made().err());
        watch.lap("make pages");
    }
    let found = search.diagnostics();
    tell_all(&checked, &found, arguments, terminal)?;
    failed.map_or(Ok(()), Err)?;
    let is_clean = !checked.is_refused() && found.is_empty();
    if arguments.verbose {
        terminal.say(&watch.table());
    }
    Ok(if is_clean { CommandOutcome::Clean } else { CommandOutcome::ContentRefused })
}

/// The first half of the pipeline, for somebody who waits.
fn checked(arguments: &SiteArguments, terminal: &Terminal, watch: &mut Stopwatch) -> Result<Checked, Error> {
    let progress_line = ProgressLine::new(terminal, watch.start, "reading the content");
    read_in_sandbox();
    let mut checked = crate::check(&arguments.options()?, &mut |stage| {
        watch.lap(stage);
        progress_line.now("checking the content", 0);
    })?;
    checked.diagnostics.extend(super::withheld::in_history(&arguments.site));
    Ok(checked)
}

/// Prints the diagnostics as asked, and into the job's summary where GitHub Actions gives one.
pub fn tell(checked: &Checked, arguments: &SiteArguments, terminal: &Terminal) -> Result<(), Error> {
    tell_all(checked, &[], arguments, terminal)
}

/// The same with more of them.
fn tell_all(
    checked: &Checked,
    more: &[Diagnostic],
    arguments: &SiteArguments,
    terminal: &Terminal,
) -> Result<(), Error> {
    let texts = |file: &str| checked.text(file);
    let diagnostics = &[&checked.diagnostics, more].concat();
    match arguments.format {
        FormatArgument::Human => {
            let color = terminal.color();
            let format =
                if arguments.verbose { DiagnosticFormat::Verbose { color } } else { DiagnosticFormat::Human { color } };
            terminal.say(&report::report(diagnostics, &texts, format));
        }
        FormatArgument::Json => terminal.print(&report::report(diagnostics, &texts, DiagnosticFormat::Json))?,
        FormatArgument::Github => {
            // GitHub looks for a file from the repository's root, where the command runs.
            let folder = folder_of(&arguments.site);
            let texts = |file: &str| checked.text(file.strip_prefix(&*folder).unwrap_or(file));
            let mut diagnostics = diagnostics.clone();
            for diagnostic in &mut diagnostics {
                diagnostic.location.file = format!("{folder}{}", diagnostic.location.file).into();
            }
            terminal.say(&report::report(&diagnostics, &texts, DiagnosticFormat::Github));
            if let Some(file) = std::env::var_os("GITHUB_STEP_SUMMARY") {
                append(Path::new(&file), &summary::summary(&diagnostics, &texts))?;
            }
        }
    }
    Ok(())
}

/// A site's folder as the beginning of a path from here: nothing for `.`, `timeline/` for `./timeline`.
fn folder_of(site: &Path) -> String {
    let parts = site.components().filter(|part| *part != std::path::Component::CurDir);
    parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy().trim_end_matches('/'))).collect()
}

fn append(file: &Path, text: &str) -> Result<(), Error> {
    use std::io::Write;
    let open = std::fs::File::options().append(true).create(true).open(file);
    open.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| Error::io("append to", file, error))
}

impl SiteArguments {
    /// The arguments as the pipeline takes them.
    pub fn options(&self) -> Result<Options, Error> {
        let base_url = self.base_url.as_deref().map(|url| {
            crate::parse::address::of_site(url)
                .map_err(|problem| Error::Refused(format!("--base-url: {}; {}", problem.message, problem.help)))
        });
        Ok(Options {
            site: self.site.clone(),
            base_url: base_url.transpose()?,
            drafts: if self.drafts { Drafts::Shown } else { Drafts::LeftOut },
            strict: self.strict,
            today: today()?,
        })
    }
}

/// The day of a moment, which lies before 1970 where a clock has lost its battery.
fn day(moment: SystemTime) -> NaiveDate {
    DateTime::<Utc>::from(moment).date_naive()
}

/// Today by `SOURCE_DATE_EPOCH` (seconds since 1970, see reproducible-builds.org) or the clock.
pub fn today() -> Result<NaiveDate, Error> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Err(_) => Ok(day(SystemTime::now())),
        Ok(text) => text
            .trim()
            .parse()
            .ok()
            .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
            .map(|instant| instant.date_naive())
            .ok_or_else(|| Error::Refused(format!("SOURCE_DATE_EPOCH is `{text}`, which is no number of seconds"))),
    }
}

/// How long each stage took.
struct Stopwatch {
    start: Instant,
    last: Instant,
    laps: Vec<(&'static str, u128)>,
}

impl Stopwatch {
    fn new() -> Self {
        let now = Instant::now();
        Self { start: now, last: now, laps: Vec::new() }
    }

    fn lap(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.laps.push((stage, (now - self.last).as_micros()));
        self.last = now;
    }

    fn total(&self) -> u128 {
        self.start.elapsed().as_millis()
    }

    fn table(&self) -> String {
        self.laps
            .iter()
            .map(|(stage, time)| format!("{stage:>8} {:>7}.{} ms\n", time / 1000, time % 1000 / 100))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_may_be_wrong_by_a_century() {
        let moment =
            |seconds| std::time::UNIX_EPOCH.checked_sub(std::time::Duration::from_secs(seconds)).expect("a moment");
        assert_eq!(day(moment(1)).to_string(), "1969-12-31");
        assert_eq!(day(moment(2_208_988_800)).to_string(), "1900-01-01");
    }

    #[test]
    fn a_site_s_folder_begins_a_path() {
        for (site, expected) in
            [(".", ""), ("./", ""), ("timeline", "timeline/"), ("./a/b/", "a/b/"), ("../a", "../a/"), ("/a/b", "/a/b/")]
        {
            assert_eq!(folder_of(Path::new(site)), expected);
        }
    }
}
