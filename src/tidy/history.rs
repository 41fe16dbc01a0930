//! When files were added, by the history that git keeps.

use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// The day on which each file was added, or why nobody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum History {
    Known(BTreeMap<String, NaiveDate>),
    Unknown(String),
}

impl History {
    /// The day on which a file was added, by its path in the site's folder.
    pub(super) fn first_day(&self, path: &str) -> Result<NaiveDate, &str> {
        match self {
            Self::Known(days) => days.get(path).copied().ok_or("git has no commit with it yet"),
            Self::Unknown(why) => Err(why),
        }
    }
}

/// What git knows of the content in a site's folder. A file that was renamed has been there from its first name on.
pub fn of_git(site: &Path) -> History {
    match git(site, &["rev-parse", "--is-shallow-repository"]).as_deref().map(str::trim) {
        Ok("false") => {}
        Ok(_) => return History::Unknown("the clone is shallow: `git fetch --unshallow` brings the rest".to_owned()),
        Err(why) => return History::Unknown(why.clone()),
    }
    let arguments = [
        "log",
        "--reverse",
        "--relative",
        "-M",
        "--diff-filter=AR",
        "--name-status",
        "-z",
        "--no-ext-diff",
        "--no-textconv",
        "--format=%x00%as",
        "--",
        "content/events",
    ];
    git(site, &arguments).map_or_else(History::Unknown, |log| History::Known(first_days(&log)))
}

/// Reads git's answer, or says why there is none.
pub fn git(site: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("git")
        .args(["--no-pager", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false"])
        .args(arguments)
        .current_dir(site)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("git can't be run: {error}"))?;
    if !output.status.success() {
        return Err("the site is in no git repository with a commit".to_owned());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// From the oldest commit to the newest: a day, then for each file what became of it and its name, or its two names.
fn first_days(log: &str) -> BTreeMap<String, NaiveDate> {
    let mut days = BTreeMap::new();
    let mut day = None;
    let mut fields = log.split('\0').map(|field| field.trim_matches('\n')).filter(|field| !field.is_empty());
    while let Some(field) = fields.next() {
        if let Ok(found) = field.parse::<NaiveDate>() {
            day = Some(found);
        } else if field == "A" {
            if let (Some(path), Some(day)) = (fields.next(), day) {
                days.entry(path.to_owned()).or_insert(day);
            }
        } else if field.starts_with('R')
            && let (Some(from), Some(to)) = (fields.next(), fields.next())
            && let Some(day) = days.get(from).copied().or(day)
        {
            days.entry(to.to_owned()).or_insert(day);
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_file_keeps_its_first_day() {
        let log = "|2031-04-05|\nA|content/events/a.md|A|content/events/b.md|\
                   |2031-05-06|\nR100|content/events/a.md|content/events/2031/c.md|A|content/events/d.md|";
        let days = first_days(&log.replace('|', "\0"));
        let day = |path: &str| days.get(path).map(ToString::to_string);
        assert_eq!(day("content/events/2031/c.md").as_deref(), Some("2031-04-05"));
        assert_eq!(day("content/events/b.md").as_deref(), Some("2031-04-05"));
        assert_eq!(day("content/events/d.md").as_deref(), Some("2031-05-06"));
    }
}
