//! The pipeline's two halves: from files to a site that has been judged, and from there to the files that show it.

use crate::check::{self, Subject};
use crate::checked::Checked;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::ledger::Ledger;
use crate::parse::ParseCache;
use crate::read::Inputs;
use crate::render::{self, words};
use crate::resolve::Drafts;
use crate::write::Outputs;
use crate::{parse, plan, read, resolve};
use chrono::NaiveDate;
use std::path::PathBuf;
use std::sync::Arc;

/// How to build, apart from the files.
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
    judge_parsed(inputs, parsed, diagnostics, options, done)
}

/// The same as [`judge`], for whoever judges a site again and again: only files with another text are parsed again.
///
/// # Errors
///
/// Where the site's words can't be read.
pub fn judge_cached(
    inputs: Inputs,
    diagnostics: Vec<Diagnostic>,
    options: &Options,
    cache: &mut ParseCache,
    done: &mut dyn FnMut(&'static str),
) -> Result<Checked, Error> {
    let parsed = parse::parse_cached(&inputs, cache);
    done("parse");
    judge_parsed(inputs, parsed, diagnostics, options, done)
}

fn judge_parsed(
    inputs: Inputs,
    (documents, found): (parse::Documents, Vec<Diagnostic>),
    mut diagnostics: Vec<Diagnostic>,
    options: &Options,
    done: &mut dyn FnMut(&'static str),
) -> Result<Checked, Error> {
    // A draft that is left out stops nobody, whatever is wrong with it.
    let is_left_out =
        |found: &Diagnostic| options.drafts == Drafts::LeftOut && documents.drafts.contains(&found.location.file);
    diagnostics.extend(found.into_iter().filter(|found| !is_left_out(found)));
    let (mut site, found) = resolve::resolve(documents, &inputs.media, options.drafts);
    diagnostics.extend(found);
    if let Some(base_url) = &options.base_url {
        site.settings.base_url = Some(resolve::with_slash(base_url));
    }
    done("resolve");
    let words = words(&site, &inputs)?;
    let ledger = Ledger::new(&site);
    let subject = Subject { site: &site, ledger: &ledger, words: &words, today: options.today };
    let statics = inputs.statics.iter().map(|file| &*file.path);
    // Neither needs the other.
    let ((plan, collisions), found) =
        rayon::join(|| plan::plan(&site, statics), || check::find(&subject, &diagnostics));
    diagnostics.extend(collisions.into_iter().chain(found));
    let diagnostics = check::apply_severities(&site, diagnostics);
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
