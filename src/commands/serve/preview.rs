//! What is shown at the moment, and what changed.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::{self, Format, locate};
use crate::write::{Content, Outputs};
use crate::{Checked, Error, Options};
use serde_json::{Value, json};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// More changed files than this are told as "everything".
const MANY: usize = 500;

/// The pages that browsers see, swapped as a whole.
#[derive(Debug)]
pub struct Preview {
    /// Where the site is shown, with a slash at its end.
    url: String,
    shown: RwLock<Arc<Shown>>,
    change: watch::Sender<Change>,
}

/// One state of the site.
#[derive(Debug)]
pub struct Shown {
    /// The last good pages; none where there never were any.
    pub outputs: Option<Arc<Outputs>>,
    /// When its build began.
    built: SystemTime,
    /// Grows with every state, also across restarts, so that an open page knows whether it is of this one.
    pub version: u64,
    /// What is wrong, as the overlay in the page reads it.
    pub status: Value,
    /// The same for the terminal, without colours.
    pub report: String,
}

/// From which state to which, and the files that differ; all of them, if that isn't known.
#[derive(Debug, Clone)]
pub struct Change {
    pub after: u64,
    pub version: u64,
    pub files: Option<Arc<Vec<String>>>,
}

impl Preview {
    /// Nothing to show yet.
    pub fn new(url: &str) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let version = u64::try_from(now.as_millis()).unwrap_or_default();
        let shown = Shown { outputs: None, built: UNIX_EPOCH, version, status: Value::Null, report: String::new() };
        let change = Change { after: version, version, files: None };
        Self { url: url.to_owned(), shown: RwLock::new(Arc::new(shown)), change: watch::Sender::new(change) }
    }

    /// What is shown now.
    pub fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Hears of every change from now on.
    pub fn changes(&self) -> watch::Receiver<Change> {
        self.change.subscribe()
    }

    /// Builds the site, shows it if it is good, and gives the lines for the terminal.
    pub fn build(&self, options: &Options, color: bool) -> String {
        let start = Instant::now();
        let before = self.shown();
        let built = SystemTime::now();
        let mut made = self.make(options);
        let version = before.version + 1;
        let outputs = made.outputs.take().map(Arc::new).or_else(|| before.outputs.clone());
        let files = changed(before.outputs.as_deref(), outputs.as_deref(), before.built);
        let count = files.as_ref().map(Vec::len);
        let report = made.report(false);
        let is_news = before.report != report || before.outputs.is_none();
        if !is_news && count == Some(0) {
            return String::new();
        }
        let status = json!({
            "version": version,
            "refused": made.is_refused,
            "failure": made.failure,
            "problems": made.problems(),
        });
        let shown = Shown { outputs, built, version, status, report };
        let has_pages = shown.outputs.is_some();
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(shown);
        let files = files.filter(|files| files.len() <= MANY).map(Arc::new);
        self.change.send_replace(Change { after: before.version, version, files });

        let how = match (made.is_refused, has_pages) {
            (true, true) => format!("still showing the last good pages at {}", self.url),
            (true, false) => format!("showing what is wrong at {}", self.url),
            (false, _) if before.outputs.is_none() => format!("showing {} at {}", made.size, self.url),
            (false, _) => format!("showing {} at {}", pages(count), self.url),
        };
        let time = format!("{how} after {} ms\n", start.elapsed().as_millis());
        if is_news { format!("checking the site\n{}{time}", made.report(color)) } else { time }
    }

    fn make(&self, options: &Options) -> Made {
        match crate::check(options, &mut |_| ()) {
            Err(error) => Made::failed(None, &error),
            Ok(checked) if checked.is_refused() => {
                Made { is_refused: true, outputs: None, failure: None, size: String::new(), checked: Some(checked) }
            }
            Ok(mut checked) => {
                // Absolute addresses lead here instead of to the published site.
                let base_url = &mut checked.site.settings.base_url;
                *base_url = base_url.as_ref().map(|_| self.url.clone());
                match crate::render(&checked) {
                    Err(error) => Made::failed(Some(checked), &error),
                    Ok(outputs) => Made {
                        is_refused: false,
                        size: events(checked.site.published().count()),
                        outputs: Some(outputs),
                        failure: None,
                        checked: Some(checked),
                    },
                }
            }
        }
    }
}

/// What a build came to.
struct Made {
    outputs: Option<Outputs>,
    is_refused: bool,
    checked: Option<Checked>,
    /// What stopped it that is no diagnostic.
    failure: Option<String>,
    size: String,
}

impl Made {
    fn failed(checked: Option<Checked>, error: &Error) -> Self {
        Self { outputs: None, is_refused: true, checked, failure: Some(error.to_string()), size: String::new() }
    }

    fn report(&self, color: bool) -> String {
        let found = self.checked.as_ref().map_or_else(String::new, |checked| {
            let texts = |file: &str| checked.inputs.text(file).cloned();
            report::report(&checked.diagnostics, &texts, Format::Human { color })
        });
        let failure = self.failure.as_ref().map_or_else(String::new, |failure| format!("dateline: {failure}\n"));
        format!("{found}{failure}")
    }

    fn problems(&self) -> Value {
        let Some(checked) = &self.checked else { return json!([]) };
        let texts = |file: &str| checked.inputs.text(file).cloned();
        let located = locate(&checked.diagnostics, &texts);
        located
            .iter()
            .map(|located| {
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
            })
            .collect()
    }
}

/// The files that differ between two states; nothing where there was no state before.
fn changed(before: Option<&Outputs>, now: Option<&Outputs>, since: SystemTime) -> Option<Vec<String>> {
    let (before, now) = (before?, now?);
    if std::ptr::eq(before, now) {
        return Some(Vec::new());
    }
    let differs = |path: &String, content: &Content| match content {
        // The outputs hold its path only, which stays.
        Content::Copy(file) => {
            !before.contains_key(path)
                || file.metadata().and_then(|file| file.modified()).is_ok_and(|time| time >= since)
        }
        _ => before.get(path).is_none_or(|before| before != content),
    };
    let new = now.iter().filter(|(path, content)| differs(path, content)).map(|(path, _)| path.clone());
    let gone = before.keys().filter(|path| !now.contains_key(*path)).cloned();
    Some(new.chain(gone).collect())
}

fn pages(count: Option<usize>) -> String {
    match count {
        Some(0) => "the same pages".to_owned(),
        Some(1) => "1 changed file".to_owned(),
        Some(count) => format!("{count} changed files"),
        None => "everything anew".to_owned(),
    }
}

fn events(count: usize) -> String {
    if count == 1 { "1 event".to_owned() } else { format!("{count} events") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_has_changed() {
        let outputs = |files: &[(&str, &str)]| -> Outputs {
            files.iter().map(|(path, text)| ((*path).to_owned(), Content::Bytes((*text).into()))).collect()
        };
        let before = outputs(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let now = outputs(&[("a", "1"), ("b", "2"), ("d", "1")]);
        assert_eq!(
            changed(Some(&before), Some(&now), UNIX_EPOCH),
            Some(vec!["b".to_owned(), "d".to_owned(), "c".to_owned()])
        );
        assert_eq!(changed(None, Some(&now), UNIX_EPOCH), None);
        assert_eq!(changed(Some(&now), Some(&now), UNIX_EPOCH), Some(Vec::new()));
    }
}
