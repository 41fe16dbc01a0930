//! What happens after a save: the site is judged again and shown. Pages are made when somebody asks for them, so a large
//! site is shown nearly as soon as a small one.

use super::cached_site::CachedSite;
use super::preview::{Difference, Pages, Preview, Shown};
use super::watch::Saved;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::located::{Located, locate};
use crate::diagnostic::report::{self, DiagnosticFormat};
use crate::render::{OutputList, SiteRenderer};
use crate::write::{Content, Outputs};
use crate::{Checked, Error, Options};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

/// Judges the site again after each save, and hands it to the preview.
#[derive(Debug)]
pub struct Rebuilder {
    preview: Arc<Preview>,
    site: CachedSite,
    /// Where the site is shown, with a slash at its end.
    url: String,
    color: bool,
    /// The diagnostics that the terminal has shown last.
    said: Option<String>,
}

/// A site whose pages are shown, and what is still to be done for it.
pub struct ShownSite {
    pages: Pages,
    start: Instant,
}

impl Rebuilder {
    /// Nothing was built yet.
    pub fn new(preview: Arc<Preview>, site: CachedSite, url: String, color: bool) -> Self {
        Self { preview, site, url, color, said: None }
    }

    /// Judges the site and gives the lines for the terminal. If it is good, its pages are shown from now on, each made
    /// when it is asked for; if not, the last good ones stay.
    ///
    /// Editors save in several steps. So the site is judged at once, and again while there is `more`: what is shown was
    /// read when it was quiet.
    pub fn begin(
        &mut self,
        options: &Options,
        mut saved: Saved,
        mut more: impl FnMut() -> Option<Saved>,
    ) -> (String, Option<ShownSite>) {
        let (start, mut built) = (Instant::now(), SystemTime::now());
        let checked = loop {
            let checked = self.site.check(options, &saved);
            match more() {
                Some(others) => (saved, built) = (others, SystemTime::now()),
                None => break checked,
            }
        };
        let mut checked = match checked {
            Err(error) => return (self.tell_wrong(start, None, Some(&error), Shows::LastGood), None),
            Ok(checked) if checked.is_refused() => {
                return (self.tell_wrong(start, Some(&checked), None, Shows::LastGood), None);
            }
            Ok(checked) => checked,
        };
        // Absolute addresses lead here instead of to the published site.
        let base_url = checked.site.settings.base_url.as_ref().map(|_| self.url.clone());
        checked.move_to(base_url);
        let checked = Arc::new(checked);
        match self.show(&checked, start, built) {
            Ok((lines, good)) => (lines, Some(good)),
            Err(error) => (self.tell_wrong(start, Some(&checked), Some(&error), Shows::LastGood), None),
        }
    }

    fn show(
        &mut self,
        checked: &Arc<Checked>,
        start: Instant,
        built: SystemTime,
    ) -> Result<(String, ShownSite), Error> {
        let renderer = Arc::new(SiteRenderer::new(Arc::clone(checked))?);
        let before = self.preview.shown();
        let pages = Pages { list: Arc::new(OutputList::new(&renderer)), renderer };
        let difference = match &before.pages {
            None => Difference::Everything,
            Some(old) => difference(old, &pages, self.preview.open_files(), before.built)?,
        };
        let located = located(checked);
        let (report, colored) = self.reports(&located);
        let status = status(located, Shows::Saved, None);
        let is_first = before.pages.is_none();
        let shown =
            Shown { pages: Some(pages.clone()), search: Arc::clone(&before.search), built, version: 0, status, report };
        self.preview.show(shown, difference);
        let what = match checked.site.published().count() {
            _ if !is_first => "what was saved".to_owned(),
            1 => "1 event".to_owned(),
            events => format!("{events} events"),
        };
        let lines = self.tell(colored, &format!("showing {what}"), start);
        Ok((lines, ShownSite { pages, start }))
    }

    /// Does what nobody waits for: the search index, and the pages that the site's own templates might fail on. Given
    /// up where it is `wanted` no longer.
    pub fn finish(&mut self, good: &ShownSite, wanted: &(dyn Fn() -> bool + Sync)) -> String {
        let Pages { list, renderer } = &good.pages;
        let Some(search) = crate::render::search_files_while(renderer, wanted) else { return String::new() };
        self.preview.find(search);
        if !renderer.has_own_templates() {
            return String::new();
        }
        let failed = list.made(renderer).take_any_while(|_| wanted()).find_map_any(|content| content.bytes().err());
        let tell = |error| self.tell_wrong(good.start, Some(renderer.checked()), Some(&error), Shows::Saved);
        failed.map_or_else(String::new, tell)
    }

    /// Leaves the pages as they are, and shows what is wrong.
    fn tell_wrong(&mut self, start: Instant, checked: Option<&Checked>, error: Option<&Error>, shows: Shows) -> String {
        let before = self.preview.shown();
        let failure = error.map_or_else(String::new, |error| format!("dateline: {error}\n"));
        let located = checked.map(located).unwrap_or_default();
        let (mut plain, mut colored) = self.reports(&located);
        plain.push_str(&failure);
        colored.push_str(&failure);
        if before.report == plain && self.said.as_ref() == Some(&colored) {
            return String::new();
        }
        let has_pages = before.pages.is_some();
        let status = status(located, shows, error.map(ToString::to_string));
        let difference = if has_pages { Difference::Nothing } else { Difference::Everything };
        self.preview.show(Shown { status, report: plain, ..(*before).clone() }, difference);
        let what = match shows {
            _ if !has_pages => "showing what is wrong",
            Shows::LastGood => "still showing the last good pages",
            Shows::Saved => "showing what was saved, but not every page of it can be made,",
        };
        self.tell(colored, what, start)
    }

    /// The diagnostics without colours, and as the terminal shows them.
    fn reports(&self, located: &[Located]) -> (String, String) {
        let plain = report::write(located, DiagnosticFormat::Human { color: false });
        let colored =
            if self.color { report::write(located, DiagnosticFormat::Human { color: true }) } else { plain.clone() };
        (plain, colored)
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

/// The diagnostics with their places.
fn located(checked: &Checked) -> Vec<Located<'_>> {
    locate(&checked.diagnostics, &|file: &str| checked.text(file))
}

/// Of which content the pages are that are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    Saved,
    /// What was saved can't be shown.
    LastGood,
}

/// What is wrong, for the overlay: errors first. `failure` is what went wrong if that is no diagnostic.
fn status(mut located: Vec<Located>, shows: Shows, failure: Option<String>) -> Value {
    located.sort_by_key(|located| located.diagnostic.severity);
    let problem = |located: &Located| {
        let Diagnostic { code, severity, message, location, help, .. } = located.diagnostic;
        json!({
            "code": code.as_str(),
            "severity": severity.as_str(),
            "message": message,
            "file": &*location.file,
            "line": located.start.line,
            "column": located.start.column,
            "help": help,
        })
    };
    let problems: Vec<Value> = located.iter().map(problem).collect();
    json!({"refused": shows == Shows::LastGood, "failure": failure, "problems": problems})
}

/// In what two states differ. The first was built at `since`.
fn difference(before: &Pages, now: &Pages, open: BTreeSet<String>, since: SystemTime) -> Result<Difference, Error> {
    let parts: BTreeSet<String> = differing(before.list.kept(), now.list.kept(), since).map(str::to_owned).collect();
    let differs = |file: String| {
        let bytes = |pages: &Pages| pages.file(&file).map(|content| content.bytes().map(Cow::into_owned)).transpose();
        let now = bytes(now)?;
        // Of what is copied, only the file of today is there. What could not be made before is another thing now.
        let differs = parts.contains(&file) || bytes(before).map_or(true, |before| before != now);
        Ok((file, differs))
    };
    let pages = open.into_iter().map(differs).collect::<Result<_, Error>>()?;
    Ok(Difference::Of { pages, parts })
}

/// The files that are no longer what they were at `since`, those that are gone included.
fn differing<'a>(before: &'a Outputs, now: &'a Outputs, since: SystemTime) -> impl Iterator<Item = &'a str> {
    let differs = move |(path, content): &(&String, &Content)| match (before.get(*path), content) {
        (Some(Content::Bytes(before)), Content::Bytes(now)) => before != now,
        (Some(Content::Raster(before)), Content::Raster(now)) => before.input != now.input,
        // Its path is all that is held, and stays.
        (Some(Content::Copy(before)), Content::Copy(file)) => {
            let saved = file.metadata().and_then(|file| file.modified());
            before != file || saved.is_ok_and(|time| time >= since)
        }
        _ => true,
    };
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    now.iter().filter(differs).map(|(path, _)| path).chain(gone).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_has_changed() {
        let outputs = |files: &[(&str, &'static str)]| -> Outputs {
            files.iter().map(|(path, text)| ((*path).to_owned(), Content::Bytes(text.as_bytes().into()))).collect()
        };
        let before = outputs(&[("a.css", "1"), ("b.css", "1"), ("c.css", "1")]);
        let now = outputs(&[("a.css", "1"), ("b.css", "2"), ("d.css", "1")]);
        let files: Vec<&str> = differing(&before, &now, SystemTime::UNIX_EPOCH).collect();
        assert_eq!(files, ["b.css", "d.css", "c.css"]);
        // One of the site's own in place of ours, whatever its time.
        let own: Outputs = [("a.css".to_owned(), Content::Copy("nowhere".into()))].into();
        assert_eq!(differing(&before, &own, SystemTime::now()).next(), Some("a.css"));
    }
}
