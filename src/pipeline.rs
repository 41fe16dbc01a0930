//! The pipeline's two halves: from files to a site that has been judged, and from there to the files that show it.

use crate::check::{self, Subject};
use crate::checked::{Checked, Edition};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::ledger::Ledger;
use crate::parse::Documents;
use crate::parse::ParseCache;
use crate::read::Inputs;
use crate::render::{self};
use crate::resolve::{Drafts, Site, isolate};
use crate::withheld::WithheldNames;
use crate::words::WordsError;
use crate::write::Outputs;
use crate::{localize, parse, plan, read, resolve};
use chrono::NaiveDate;
use std::collections::BTreeSet;
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
    if let Some(error) = &documents.languages.error {
        return Err(wrong_words(&inputs, error));
    }
    let words = Arc::clone(&documents.languages.original);
    // A draft that is left out stops nobody, whatever is wrong with it.
    let is_left_out =
        |found: &Diagnostic| options.drafts == Drafts::LeftOut && documents.drafts.contains(&found.location.file);
    diagnostics.extend(found.into_iter().filter(|found| !is_left_out(found)));
    let left_out = if options.drafts == Drafts::LeftOut { documents.drafts.clone() } else { BTreeSet::new() };
    let languages: Vec<_> = documents.languages.further.clone();
    let with_drafts = options.drafts == Drafts::Shown;
    let localized: Vec<Documents> =
        languages.iter().map(|words| localize::documents(&documents, words, with_drafts)).collect();
    diagnostics.extend(localize::check(&documents));
    let (site, found) = resolve::resolve(documents, &inputs.media, options.drafts);
    let further: Vec<(Site, Vec<Diagnostic>)> =
        localized.into_iter().map(|documents| resolve::resolve(documents, &inputs.media, options.drafts)).collect();
    for (_, own) in &further {
        // What is wrong with an original is no second mistake in each language.
        let is_new =
            |one: &&Diagnostic| found.iter().all(|known| (known.code, &known.message) != (one.code, &one.message));
        diagnostics.extend(own.iter().filter(is_new).cloned());
    }
    diagnostics.extend(found);
    done("resolve");
    let mut site = site;
    if let Some(base_url) = &options.base_url {
        site.settings.base_url = Some(resolve::with_slash(base_url));
    }
    let ledger = Ledger::new(&site);
    let further = languages.into_iter().zip(further).map(|(words, (mut site, _))| {
        isolate(&mut site, words.language.direction());
        let ledger = Ledger::new(&site);
        let (plan, _) = plan::plan(&site, &words.language, &[], std::iter::empty());
        Edition { folder: localize::folder_of(&words), site, words, ledger, plan }
    });
    let further: Vec<Edition> = further.collect();
    let folders: Vec<String> = further.iter().map(|edition| edition.folder.clone()).collect();
    let subject = Subject { site: &site, ledger: &ledger, words: &words, today: options.today };
    let statics = inputs.statics.iter().map(|file| &*file.path);
    // Neither needs the other.
    let ((plan, collisions), found) =
        rayon::join(|| plan::plan(&site, &words.language, &folders, statics), || check::find(&subject, &diagnostics));
    diagnostics.extend(collisions.into_iter().chain(found));
    let (names, unsearched): (Vec<_>, Vec<_>) = check::find_withheld_names(&inputs, &site, &left_out)
        .into_iter()
        .partition(|it| it.severity == Severity::Error);
    diagnostics.extend(unsearched);
    let mut diagnostics = check::apply_severities(&site, diagnostics);
    // These no file can accept, and no setting turn off.
    diagnostics.extend(names);
    mask_names(&inputs.withheld, &mut diagnostics);
    done("check and plan");
    isolate(&mut site, words.language.direction());
    let base_url = site.settings.base_url.take();
    let mut checked = Checked { inputs, site, words, ledger, plan, further, diagnostics, strict: options.strict };
    checked.move_to(base_url);
    Ok(checked)
}

fn wrong_words(inputs: &Inputs, error: &WordsError) -> Error {
    let Some(file) = &error.file else { return Error::Template(error.message.clone()) };
    let text = inputs.templates.iter().find(|input| *input.path == **file).map_or("", |input| &*input.text);
    let before = text.get(..error.at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Error::Template(format!("{}\n --> templates/{file}:{line}:{column}", error.message))
}

/// No name that must not appear is printed, whatever a diagnostic is about.
fn mask_names(names: &WithheldNames, diagnostics: &mut [Diagnostic]) {
    if names.is_empty() {
        return;
    }
    for diagnostic in diagnostics {
        diagnostic.rewrite(|text| names.mask(text).into_owned());
    }
}

/// The second half: from a site to the files that show it, most of which are made only when they are written.
///
/// # Errors
///
/// Where a template doesn't parse. One that fails says so when its page is made.
pub fn render(checked: Arc<Checked>) -> Result<Outputs, Error> {
    render::render(checked)
}
