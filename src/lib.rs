//! Dateline turns a folder of annotated Markdown events into a sourced timeline.
//!
//! A site is a function from files to files, and this is the function:
//!
//! ```text
//! content/ ─ read ─▶ parse ─▶ resolve ─▶ check ─▶ plan ─▶ render ─▶ write ─ public/
//!           files    what a    what the   what is   which     how it    files
//!                    file says  whole says wrong     pages     looks
//! ```
//!
//! Only the two ends touch the disk. `ARCHITECTURE.md` follows one event through.

pub mod read;

pub mod parse;

pub mod resolve;

pub mod ledger;

pub mod check;

pub mod plan;

pub mod render;

pub mod write;

// What the stages speak of and with.
pub mod diagnostic;
pub mod error;
pub mod model;
pub mod net;
pub mod progress;
pub mod quotation;
pub mod text;
pub mod words;

// What stands beside the pipeline and calls it.
pub mod archive;
pub mod commands;
pub mod import;
pub mod links;
pub mod tidy;
pub mod verify;

pub use error::Error;

use chrono::NaiveDate;
use diagnostic::{Diagnostic, Severity};
use ledger::Ledger;
use plan::Plan;
use read::Inputs;
use resolve::{Drafts, Site};
use std::path::PathBuf;
use std::sync::Arc;
use words::Words;
use write::Outputs;

/// What a build is told, beside the files.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder that holds `content/`.
    pub site: PathBuf,
    /// Wins over the site's own `base_url`.
    pub base_url: Option<String>,
    pub drafts: Drafts,
    /// Whether warnings keep the site from being built.
    pub strict: bool,
    /// Today, for rules about the future and the stale; never part of the output.
    pub today: NaiveDate,
}

/// A site that was read and judged.
#[derive(Debug)]
pub struct Checked {
    pub inputs: Inputs,
    pub site: Site,
    pub words: Words,
    pub ledger: Ledger,
    /// Two states of a site share it only where all their pages have the same addresses.
    pub plan: Arc<Plan>,
    pub diagnostics: Vec<Diagnostic>,
    strict: bool,
}

impl Checked {
    /// Whether something keeps the site from being built.
    pub fn is_refused(&self) -> bool {
        let stops = |diagnostic: &Diagnostic| {
            diagnostic.severity == Severity::Error || self.strict && !diagnostic.code.is_notice()
        };
        self.diagnostics.iter().any(stops)
    }
}

/// The first half: from files to a site that has been judged. `done` hears of each stage when it ends.
///
/// # Errors
///
/// Only where the machine is at fault, or there is no site; what is wrong with the content is in the diagnostics.
pub fn check(options: &Options, done: &mut dyn FnMut(&'static str)) -> Result<Checked, Error> {
    let (inputs, diagnostics) = read::read(&options.site)?;
    done("read");
    judge(inputs, diagnostics, options, done)
}

/// The first half without the reading, for files that may lie on no disk; `diagnostics` are what reading found.
///
/// # Errors
///
/// Where the site's words can't be read.
pub fn judge(
    inputs: Inputs,
    diagnostics: Vec<Diagnostic>,
    options: &Options,
    done: &mut dyn FnMut(&'static str),
) -> Result<Checked, Error> {
    let parsed = parse::parse(&inputs);
    done("parse");
    judged(inputs, parsed, diagnostics, options, None, done)
}

/// What was found out about a site last, for whoever judges it again and again.
#[derive(Debug, Default)]
pub struct Memory {
    parsed: parse::Memory,
    resolved: resolve::Memory,
    planned: plan::Memory,
}

/// The same as [`judge`], without finding out again what can't have changed since the last time.
///
/// # Errors
///
/// Where the site's words can't be read.
pub fn judge_again(
    inputs: Inputs,
    diagnostics: Vec<Diagnostic>,
    options: &Options,
    memory: &mut Memory,
) -> Result<Checked, Error> {
    let parsed = parse::parse_again(&inputs, &mut memory.parsed);
    judged(inputs, parsed, diagnostics, options, Some(memory), &mut |_| ())
}

fn judged(
    inputs: Inputs,
    (documents, found): (parse::Documents, Vec<Diagnostic>),
    mut diagnostics: Vec<Diagnostic>,
    options: &Options,
    memory: Option<&mut Memory>,
    done: &mut dyn FnMut(&'static str),
) -> Result<Checked, Error> {
    // A draft that is left out stops nobody, whatever is wrong with it.
    let is_left_out =
        |found: &Diagnostic| options.drafts == Drafts::LeftOut && documents.drafts.contains(&found.location.file);
    diagnostics.extend(found.into_iter().filter(|found| !is_left_out(found)));
    let (resolved, planned) = memory.map(|memory| (&mut memory.resolved, &mut memory.planned)).unzip();
    let (mut site, found) = match resolved {
        None => resolve::resolve(documents, &inputs.media, options.drafts),
        Some(memory) => resolve::resolve_again(documents, &inputs.media, options.drafts, memory),
    };
    diagnostics.extend(found);
    if let Some(base_url) = &options.base_url {
        site.settings.base_url = Some(resolve::with_slash(base_url));
    }
    done("resolve");
    let words = render::words(&site, &inputs)?;
    let ledger = Ledger::new(&site, &words);
    let subject = check::Subject { site: &site, ledger: &ledger, today: options.today };
    let statics = inputs.statics.iter().map(|file| &*file.path);
    let plan = || match planned {
        None => {
            let (plan, collisions) = plan::plan(&site, statics);
            (Arc::new(plan), collisions)
        }
        Some(memory) => plan::plan_again(&site, statics, memory),
    };
    // Neither needs the other.
    let ((plan, collisions), found) = rayon::join(plan, || check::find(&subject, &diagnostics));
    diagnostics.extend(collisions.into_iter().chain(found));
    let diagnostics = check::weigh(&site, diagnostics);
    done("check and plan");
    Ok(Checked { inputs, site, words, ledger, plan, diagnostics, strict: options.strict })
}

/// The second half: from a site to the files that show it, most of which are made only when they are written.
///
/// # Errors
///
/// Where a template doesn't parse. One that fails says so when its page is made.
pub fn render(checked: Arc<Checked>) -> Result<Outputs, Error> {
    render::render(checked)
}
