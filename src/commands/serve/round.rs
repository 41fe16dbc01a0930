//! One round after a save: judge the site and show it. Pages are made when somebody asks for them, so a large site is
//! shown as soon as a small one.

use super::memory::Memory;
use super::preview::{Preview, Shown};
use super::watch::Saved;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::{self, Format, locate};
use crate::render::Press;
use crate::write::{Content, Outputs};
use crate::{Checked, Error, Options};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

/// Who builds the site again and again.
#[derive(Debug)]
pub struct Rounds {
    preview: Arc<Preview>,
    memory: Memory,
    /// Where the site is shown, with a slash at its end.
    url: String,
    color: bool,
    /// What the terminal was told last is wrong.
    said: Option<String>,
}

/// A site whose pages are shown, and what is still to be done for it.
pub struct Good {
    press: Arc<Press>,
    outputs: Arc<Outputs>,
    start: Instant,
}

impl Rounds {
    /// Nothing was built yet.
    pub fn new(preview: Arc<Preview>, memory: Memory, url: String, color: bool) -> Self {
        Self { preview, memory, url, color, said: None }
    }

    /// Judges the site and gives the lines for the terminal. If it is good, its pages are shown from now on, each made
    /// when it is asked for; if not, the last good ones stay.
    pub fn begin(&mut self, options: &Options, saved: &Saved) -> (String, Option<Good>) {
        let (start, built) = (Instant::now(), SystemTime::now());
        let mut checked = match self.memory.check(options, saved) {
            Err(error) => return (self.keep(start, None, Some(&error)), None),
            Ok(checked) if checked.is_refused() => return (self.keep(start, Some(&checked), None), None),
            Ok(checked) => checked,
        };
        // Absolute addresses lead here instead of to the published site.
        let base_url = &mut checked.site.settings.base_url;
        *base_url = base_url.as_ref().map(|_| self.url.clone());
        let checked = Arc::new(checked);
        match self.show(&checked, start, built) {
            Ok((lines, good)) => (lines, Some(good)),
            Err(error) => (self.keep(start, Some(&checked), Some(&error)), None),
        }
    }

    fn show(&mut self, checked: &Arc<Checked>, start: Instant, built: SystemTime) -> Result<(String, Good), Error> {
        let press = Arc::new(Press::new(Arc::clone(checked))?);
        let outputs = Arc::new(crate::render::outputs(&press));
        let before = self.preview.shown();
        let files = match &before.outputs {
            None => None,
            Some(old) => Some(changed(old, &outputs, &self.preview.open_files(), before.built)?),
        };
        let (report, colored) = (found(checked, false), found(checked, self.color));
        let status = status(Some(checked), None);
        let is_first = files.is_none();
        let shown = Shown {
            outputs: Some(Arc::clone(&outputs)),
            search: Arc::clone(&before.search),
            built,
            version: 0,
            status,
            report,
        };
        self.preview.show(shown, files);
        let what = match checked.site.published().count() {
            _ if !is_first => "what was saved".to_owned(),
            1 => "1 event".to_owned(),
            events => format!("{events} events"),
        };
        let lines = self.tell(colored, &format!("showing {what}"), start);
        Ok((lines, Good { press, outputs, start }))
    }

    /// Does what nobody waits for: the search index, and the pages that the site's own templates might fail on. Given
    /// up where it is `wanted` no longer.
    pub fn finish(&mut self, good: &Good, wanted: &(dyn Fn() -> bool + Sync)) -> String {
        self.preview.find(crate::render::search_files(&good.press));
        if !good.press.has_own_templates() {
            return String::new();
        }
        let failed = good.outputs.par_iter().take_any_while(|_| wanted()).find_map_any(|(_, content)| match content {
            Content::Made(_) | Content::Streamed(_) => content.bytes().err(),
            _ => None,
        });
        failed.map_or_else(String::new, |error| self.keep(good.start, Some(good.press.checked()), Some(&error)))
    }

    /// Keeps the pages, and shows what is wrong.
    fn keep(&mut self, start: Instant, checked: Option<&Checked>, error: Option<&Error>) -> String {
        let before = self.preview.shown();
        let failure = error.map_or_else(String::new, |error| format!("dateline: {error}\n"));
        let report = |color| format!("{}{failure}", checked.map_or_else(String::new, |checked| found(checked, color)));
        let (plain, colored) = (report(false), report(self.color));
        if before.report == plain && self.said.as_ref() == Some(&colored) {
            return String::new();
        }
        let has_pages = before.outputs.is_some();
        let status = status(checked, Some(error.map(ToString::to_string)));
        let files = has_pages.then(BTreeSet::new);
        self.preview.show(Shown { status, report: plain, ..(*before).clone() }, files);
        let what = if has_pages { "still showing the last good pages" } else { "showing what is wrong" };
        self.tell(colored, what, start)
    }

    /// The lines for the terminal: what is wrong only if that is news.
    fn tell(&mut self, report: String, what: &str, start: Instant) -> String {
        let last = format!("{what} at {} after {} ms\n", self.url, start.elapsed().as_millis());
        if self.said.as_ref() == Some(&report) {
            return last;
        }
        let lines = format!("checking the site\n{report}{last}");
        self.said = Some(report);
        lines
    }
}

/// The diagnostics as the terminal shows them.
fn found(checked: &Checked, color: bool) -> String {
    let texts = |file: &str| checked.inputs.text(file).cloned();
    report::report(&checked.diagnostics, &texts, Format::Human { color })
}

/// What is wrong, for the overlay: errors first. `refused` where the pages are older than the content, with what
/// stopped the build if that is no diagnostic.
fn status(checked: Option<&Checked>, refused: Option<Option<String>>) -> Value {
    let mut problems: Vec<Value> = Vec::new();
    if let Some(checked) = checked {
        let texts = |file: &str| checked.inputs.text(file).cloned();
        let mut located = locate(&checked.diagnostics, &texts);
        located.sort_by_key(|located| located.diagnostic.severity);
        problems.extend(located.iter().map(|located| {
            let Diagnostic { code, severity, message, location, help } = located.diagnostic;
            json!({
                "code": code.as_str(),
                "severity": severity.as_str(),
                "message": message,
                "file": &*location.file,
                "line": located.start.line,
                "column": located.start.column,
                "help": help,
            })
        }));
    }
    json!({"refused": refused.is_some(), "failure": refused.flatten(), "problems": problems})
}

/// The files in which two states differ, as far as an open page shows it: the pages that are `open`, and what any page
/// may be made of. The first state was built at `since`.
fn changed(
    before: &Outputs,
    now: &Outputs,
    open: &BTreeSet<String>,
    since: SystemTime,
) -> Result<BTreeSet<String>, Error> {
    let mut files = BTreeSet::new();
    for file in open {
        let bytes =
            |outputs: &Outputs| outputs.get(file).map(|content| content.bytes().map(Cow::into_owned)).transpose();
        if bytes(before)? != bytes(now)? {
            files.insert(file.clone());
        }
    }
    let differs = |(path, content): &(&String, &Content)| match content {
        // The outputs hold its path only, which stays.
        Content::Copy(file) => {
            let saved = file.metadata().and_then(|file| file.modified());
            !before.contains_key(*path) || saved.is_ok_and(|time| time >= since)
        }
        Content::Made(_) | Content::Streamed(_) => false,
        _ => before.get(*path) != Some(content),
    };
    files.extend(now.iter().filter(differs).map(|(path, _)| path.clone()));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::Making;

    #[test]
    fn only_what_differs_has_changed() {
        let outputs = |files: &[(&str, &'static str)]| -> Outputs {
            let page = |text: &'static str| Content::Made(Making::new(move || Ok(text.into())));
            let mut outputs: Outputs = files.iter().map(|(path, text)| ((*path).to_owned(), page(text))).collect();
            outputs.insert("style.css".to_owned(), Content::Static(files[0].1.as_bytes()));
            outputs
        };
        let before = outputs(&[("a", "1"), ("b", "1"), ("c", "1"), ("e", "1")]);
        let now = outputs(&[("a", "1"), ("b", "2"), ("d", "1"), ("e", "2")]);
        let open = ["a", "b", "c", "d"].map(str::to_owned).into();
        let files = |now| changed(&before, now, &open, SystemTime::UNIX_EPOCH).unwrap();
        assert_eq!(files(&now).into_iter().collect::<Vec<_>>(), ["b", "c", "d"]);
        assert!(files(&outputs(&[("a", "2")])).contains("style.css"));
    }
}
