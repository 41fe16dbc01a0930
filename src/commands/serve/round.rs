//! One round after a save: judge the site, show the pages that somebody looks at, then all of them.

use super::memory::Memory;
use super::preview::{Preview, Shown};
use super::watch::Saved;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::{self, Format, locate};
use crate::plan::Page;
use crate::render::Renderer;
use crate::write::{Content, Outputs};
use crate::{Checked, Error, Options};
use serde_json::{Value, json};
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

/// A site that can be shown, on its way there.
pub struct Good {
    checked: Checked,
    start: Instant,
    built: SystemTime,
}

impl Good {
    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.checked.plan.pages.len()
    }
}

impl Rounds {
    /// Nothing was built yet.
    pub fn new(preview: Arc<Preview>, memory: Memory, url: String, color: bool) -> Self {
        Self { preview, memory, url, color, said: None }
    }

    /// Judges the site. If it is good, the pages that somebody looks at are shown at once; if not, the last good ones
    /// stay, and the lines for the terminal are given.
    pub fn begin(&mut self, options: &Options, saved: &Saved) -> Result<Good, String> {
        let (start, built) = (Instant::now(), SystemTime::now());
        match self.memory.check(options, saved) {
            Err(error) => Err(self.keep(start, None, Some(&error))),
            Ok(checked) if checked.is_refused() => Err(self.keep(start, Some(&checked), None)),
            Ok(mut checked) => {
                // Absolute addresses lead here instead of to the published site.
                let base_url = &mut checked.site.settings.base_url;
                *base_url = base_url.as_ref().map(|_| self.url.clone());
                self.show_open(&checked);
                Ok(Good { checked, start, built })
            }
        }
    }

    /// Shows the front page of a site that was never shown before, and gives a line for the terminal: nobody waits for
    /// thousands of pages to see the first. What fails is told by the whole build.
    pub fn show_first(&self, good: &Good) -> String {
        let Checked { site, ledger, words, plan, inputs, .. } = &good.checked;
        let front = plan.pages.iter().find(|planned| planned.page == Page::Front);
        let made = Renderer::new(site, ledger, words, plan, inputs).ok().zip(front).and_then(|(renderer, front)| {
            let mut outputs = renderer.files();
            outputs.insert(front.file(), renderer.page(front).ok()?);
            Some(outputs)
        });
        let Some(outputs) = made else { return String::new() };
        let (status, report) = (status(Some(&good.checked), None), found(&good.checked, false));
        let (outputs, ahead, built) = (Some(Arc::new(outputs)), Outputs::new(), good.built);
        self.preview.show(Shown { outputs, is_whole: false, ahead, built, version: 0, status, report }, None);
        let (pages, time) = (plan.pages.len(), good.start.elapsed().as_millis());
        format!("the front page is at {} after {time} ms; making {pages} pages\n", self.url)
    }

    /// Shows all pages, and gives the lines for the terminal; nothing where they are `wanted` no longer.
    pub fn finish(&mut self, good: Good, wanted: &(dyn Fn() -> bool + Sync)) -> String {
        let Good { checked, start, built } = good;
        let outputs = match crate::render_while(&checked, wanted) {
            Ok(outputs) => outputs,
            // What was saved meanwhile is shown in its place.
            Err(Error::Abandoned) => return String::new(),
            Err(error) => return self.keep(start, Some(&checked), Some(&error)),
        };
        let before = self.preview.shown();
        let (report, colored) = (found(&checked, false), found(&checked, self.color));
        let differing = before.outputs.as_deref().map(|old| changed(old, &outputs, before.built));
        // What is open was shown already, and is the same now.
        let files = differing.clone().map(|mut files| {
            // A picture that came with the other pages is not on the first one.
            files.retain(|name| before.is_whole || before.file(name).is_some() || name.ends_with(".html"));
            for (name, content) in &before.ahead {
                if outputs.get(name) == Some(content) {
                    files.remove(name)
                } else {
                    files.insert(name.clone())
                };
            }
            files
        });
        let is_news = !before.is_whole || before.report != report || !before.ahead.is_empty();
        if files.as_ref().is_some_and(BTreeSet::is_empty) && !is_news {
            return String::new();
        }
        let events = checked.site.published().count();
        let status = status(Some(&checked), None);
        let outputs = Some(Arc::new(outputs));
        self.preview
            .show(Shown { outputs, is_whole: true, ahead: Outputs::new(), built, version: 0, status, report }, files);
        let what = match differing.filter(|_| before.is_whole).map(|files| files.len()) {
            None if events == 1 => "1 event".to_owned(),
            None => format!("{events} events"),
            Some(0) => "the same pages".to_owned(),
            Some(1) => "1 changed file".to_owned(),
            Some(count) => format!("{count} changed files"),
        };
        self.tell(colored, &format!("showing {what}"), start)
    }

    /// Shows the pages that are open in browsers before all others are made. What fails is told by the whole build.
    fn show_open(&self, checked: &Checked) {
        let (before, open) = (self.preview.shown(), self.preview.open_files());
        if before.outputs.is_none() || open.is_empty() {
            return;
        }
        let Checked { site, ledger, words, plan, inputs, .. } = checked;
        let Ok(renderer) = Renderer::new(site, ledger, words, plan, inputs) else { return };
        let pages = plan.pages.iter().filter(|planned| open.contains(&planned.file()));
        let pages: Result<Outputs, Error> =
            pages.map(|planned| Ok((planned.file(), renderer.page(planned)?))).collect();
        let Ok(pages) = pages else { return };
        let differs = |(name, content): &(&String, &Content)| before.file(name) != Some(content);
        let files = pages.iter().filter(differs).map(|(name, _)| name.clone()).collect();
        let mut ahead = before.ahead.clone();
        ahead.extend(pages);
        let (status, report) = (status(Some(checked), None), found(checked, false));
        self.preview.show(Shown { ahead, status, report, ..(*before).clone() }, Some(files));
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
        let has_pages = before.is_whole;
        let status = status(checked, Some(error.map(ToString::to_string)));
        let files = has_pages.then(BTreeSet::new);
        let outputs = before.outputs.clone().filter(|_| has_pages);
        self.preview.show(Shown { outputs, status, report: plain, ..(*before).clone() }, files);
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

/// The files that differ between two states, the first of which was built at `since`.
fn changed(before: &Outputs, now: &Outputs, since: SystemTime) -> BTreeSet<String> {
    let differs = |(path, content): &(&String, &Content)| match content {
        // The outputs hold its path only, which stays.
        Content::Copy(file) => {
            let saved = file.metadata().and_then(|file| file.modified());
            !before.contains_key(*path) || saved.is_ok_and(|time| time >= since)
        }
        _ => before.get(*path) != Some(content),
    };
    let new = now.iter().filter(differs).map(|(path, _)| path);
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    new.chain(gone).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::Drafts;
    use std::path::Path;

    /// The front page comes first; whoever looks at another loads it again when it is made.
    #[test]
    fn the_first_page_does_not_wait_for_the_others() {
        let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explained").canonicalize().unwrap();
        let options = Options {
            site: site.clone(),
            base_url: None,
            drafts: Drafts::Shown,
            strict: false,
            today: chrono::NaiveDate::from_ymd_opt(2033, 1, 1).unwrap(),
        };
        let preview = Arc::new(Preview::new());
        let mut rounds = Rounds::new(Arc::clone(&preview), Memory::new(site), "http://localhost/".to_owned(), false);
        let good = rounds.begin(&options, &Saved::Anything).map_err(|why| panic!("{why}")).unwrap();
        assert!(rounds.show_first(&good).starts_with("the front page is at http://localhost/"));
        let first = preview.shown();
        assert!(!first.is_whole && first.file("index.html").is_some() && first.file("style.css").is_some());
        assert!(first.file("sources/index.html").is_none());
        assert!(rounds.finish(good, &|| true).contains("\nshowing "));
        assert!(preview.shown().is_whole && preview.shown().file("sources/index.html").is_some());
        let change = preview.changes().borrow().clone();
        assert!(change.concerns("sources/index.html", first.version));
        assert!(!change.concerns("index.html", first.version), "it was shown as it is");
    }

    #[test]
    fn only_what_differs_has_changed() {
        let outputs = |files: &[(&str, &str)]| -> Outputs {
            files.iter().map(|(path, text)| ((*path).to_owned(), Content::Bytes((*text).into()))).collect()
        };
        let before = outputs(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let now = outputs(&[("a", "1"), ("b", "2"), ("d", "1")]);
        let files = changed(&before, &now, SystemTime::UNIX_EPOCH);
        assert_eq!(files.into_iter().collect::<Vec<_>>(), ["b", "c", "d"]);
    }
}
