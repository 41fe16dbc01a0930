//! Writes what an import made, and tells what came of it.

use super::ImportArguments;
use super::unanswered::Unanswered;
use crate::Error;
use crate::import::record::fingerprint;
use crate::import::{ExistingContent, Imported, Lost, Record, shorten};
use crate::tidy::{Change, difference};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, Read, Write};
use std::path::{Component, Path, PathBuf};

/// Up to so many losses for one reason are shown one by one.
const SOME: usize = 10;

/// What an import did.
#[derive(Default, serde::Serialize)]
pub struct Done {
    written: Vec<String>,
    /// Files whose row has changed, and which nobody has changed here.
    updated: Vec<String>,
    unchanged: Vec<String>,
    /// Files that have changed here, while their rows have changed there.
    conflicts: Vec<Conflict>,
    not_carried_over: Vec<Lost>,
    pub unanswered: Vec<Unanswered>,
    notes: Vec<String>,
}

/// A file that was left as it is, and what the table would make of it.
#[derive(serde::Serialize)]
struct Conflict {
    path: String,
    difference: String,
}

/// Writes what is new and what has changed in the table alone; what was changed here stays as it is.
pub fn write(
    imported: Imported,
    arguments: &ImportArguments,
    known: &ExistingContent,
    last: Option<Record>,
    name: &str,
) -> Result<Done, Error> {
    let Imported { files, copies, rows, lost, notes } = imported;
    let mut done = Done { not_carried_over: lost, notes, ..Done::default() };
    let mut plan = WritePlan { last, ..WritePlan::default() };
    let beside = arguments.file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let beside = beside.canonicalize().map_err(|error| Error::io("find", beside, error))?;
    for (path, text) in files {
        let path = &path;
        if let Some(other) = defined_elsewhere(path, known) {
            let why = format!("`{other}` defines the same id, and was left as it is");
            done.lose(path, why);
            continue;
        }
        done.put(path, text.into_bytes(), arguments, &mut plan)?;
    }
    for (path, from) in &copies {
        let is_inside = Path::new(from).components().all(|part| matches!(part, Component::Normal(_)));
        let source = beside.join(from);
        // Whoever made the archive may have made it of links.
        let Some(mut opened) = crate::read::regular::open(&source).ok().filter(|_| is_inside) else {
            let why = format!("there is no file `{from}` beside `{}`: put it there", arguments.file.display());
            done.lose(path, why);
            continue;
        };
        let mut bytes = Vec::new();
        opened.read_to_end(&mut bytes).map_err(|error| Error::io("read", &source, error))?;
        done.put(path, bytes, arguments, &mut plan)?;
    }
    let WritePlan { new, changed, last } = plan;
    if let Some(last) = &last {
        let gone: Vec<&str> = last.rows.keys().filter(|row| !rows.contains_key(*row)).map(String::as_str).collect();
        if !gone.is_empty() {
            done.notes.push(format!("rows that are no longer in the table, whose files stay: {}", gone.join(", ")));
        }
    }
    if !arguments.dry_run {
        create_all(&new, &arguments.site)?;
        for (file, bytes) in &changed {
            crate::atomic::replace(file, bytes)?;
        }
        if let Some(mut record) = last {
            record.rows.extend(rows);
            let path = arguments.site.join(Record::path(name));
            let folder = path.parent().unwrap_or(&arguments.site);
            std::fs::create_dir_all(folder).map_err(|error| Error::io("make the folder", folder, error))?;
            crate::atomic::replace(&path, record.text().as_bytes())?;
        }
    }
    Ok(done)
}

/// What is going to be written.
#[derive(Default)]
struct WritePlan {
    new: Vec<(PathBuf, Vec<u8>)>,
    changed: Vec<(PathBuf, Vec<u8>)>,
    /// What the last import of the table made, and this one has made so far; nothing where rows have no ids.
    last: Option<Record>,
}

/// Another file of the site with the same id.
fn defined_elsewhere<'a>(path: &str, known: &'a ExistingContent) -> Option<&'a String> {
    let inside = path.strip_prefix("content/")?;
    let (folder, _) = inside.split_once('/')?;
    let id = crate::parse::stem(path);
    known.file(folder, id).filter(|file| *file != path)
}

impl Done {
    fn lose(&mut self, path: &str, why: String) {
        self.not_carried_over.push(Lost { place: path.to_owned(), what: "the whole file".to_owned(), why });
    }

    /// Notes a new file. One that is there is left, unless an import made it, nobody has changed it here, and its row has
    /// changed.
    fn put(
        &mut self,
        path: &str,
        bytes: Vec<u8>,
        arguments: &ImportArguments,
        plan: &mut WritePlan,
    ) -> Result<(), Error> {
        let file = arguments.site.join(path);
        let made = String::from_utf8_lossy(&bytes).into_owned();
        let mut before = plan.last.as_ref().and_then(|last| last.files.get(path)).cloned();
        let note = |plan: &mut WritePlan| {
            if let Some(last) = &mut plan.last {
                last.files.insert(path.to_owned(), fingerprint(&made));
            }
        };
        let there = match std::fs::read(&file) {
            Ok(there) => there,
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::io("read", &file, error)),
            Err(_) if before.is_some() => {
                self.notes.push(format!("`{path}` was removed here, and stays so"));
                return Ok(());
            }
            Err(_) => {
                note(plan);
                plan.new.push((file, bytes));
                self.written.push(path.to_owned());
                return Ok(());
            }
        };
        if is_same(&there, &bytes) {
            note(plan);
            self.unchanged.push(path.to_owned());
            return Ok(());
        }
        let here = String::from_utf8_lossy(&there).into_owned();
        before = before.or_else(|| plan.last.as_ref()?.of_moved(path).cloned());
        match before {
            None => self.lose(path, "there is another file of this name, which was left as it is".to_owned()),
            Some(before) if before == fingerprint(&made) => self.unchanged.push(path.to_owned()),
            Some(before) if before == fingerprint(&here) => {
                let text = with_day_of(&made, &here);
                note(plan);
                plan.changed.push((file, text.into_bytes()));
                self.updated.push(path.to_owned());
            }
            Some(_) => {
                let after = Some(with_day_of(&made, &here));
                let change = Change { path: path.into(), before: here.as_str().into(), after };
                self.conflicts.push(Conflict { path: path.to_owned(), difference: difference(&change) });
            }
        }
        Ok(())
    }

    pub fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("our own types have text keys only");
        text.push('\n');
        text
    }

    pub fn told(&self, arguments: &ImportArguments) -> String {
        let mut text = String::new();
        if arguments.dry_run {
            for path in self.written.iter().chain(&self.updated) {
                text.push_str(&format!("would write {path}\n"));
            }
        }
        let verb = if arguments.dry_run { "would be written" } else { "written" };
        text.push_str(&format!(
            "{} files {verb} to `{}`, {} there already\n",
            self.written.len() + self.updated.len(),
            arguments.site.display(),
            self.unchanged.len()
        ));
        if !self.updated.is_empty() {
            text.push_str(&format!("{} of them had changed in the table, and not here\n", self.updated.len()));
        }
        if !self.conflicts.is_empty() {
            text.push_str(&format!(
                "\nchanged here and in the table, and left as they are ({}):\n",
                self.conflicts.len()
            ));
            for conflict in &self.conflicts {
                text.push_str(&conflict.difference);
            }
        }
        if !self.unanswered.is_empty() {
            let events: BTreeSet<&String> = self.unanswered.iter().flat_map(|it| &it.events).collect();
            let drafts = if arguments.drafts { ", which are drafts until then" } else { "" };
            text.push_str(&format!("\nno answer yet ({}{drafts}):\n", counted(events.len())));
            for Unanswered { what, events } in &self.unanswered {
                text.push_str(&format!("  {what}\n    {}, the first is {}\n", counted(events.len()), events[0]));
            }
        }
        if !self.not_carried_over.is_empty() {
            text.push_str(&format!("\nnot carried over ({}):\n", self.not_carried_over.len()));
            let mut cut = false;
            let mut reasons: BTreeMap<&str, Vec<&Lost>> = BTreeMap::new();
            for lost in &self.not_carried_over {
                reasons.entry(&lost.why).or_default().push(lost);
            }
            reasons.retain(|_, lost| lost.len() > SOME);
            let single = self.not_carried_over.iter().filter(|lost| !reasons.contains_key(lost.why.as_str()));
            let single: Vec<&Lost> = single.collect();
            for alike in single.chunk_by(|a, b| a.place == b.place && a.why == b.why) {
                text.push_str(&format!("  {}\n", alike[0].place));
                for lost in alike {
                    let what = shorten(&lost.what);
                    cut |= what != lost.what;
                    text.push_str(&format!("    {what}\n"));
                }
                text.push_str(&format!("      = {}\n", alike[0].why));
            }
            for (why, lost) in &reasons {
                let (place, what) = (&lost[0].place, shorten(&lost[0].what));
                let more = lost.len() - 1;
                text.push_str(&format!(
                    "  {place}\n    {what}\n  and {more} more, which `--format json` lists\n      = {why}\n"
                ));
            }
            if cut {
                text.push_str("  long values are cut here: `--format json` has them whole\n");
            }
        }
        if !self.notes.is_empty() {
            text.push_str("\nto know:\n");
            for note in &self.notes {
                text.push_str(&format!("  {note}\n"));
            }
        }
        text
    }
}

fn counted(events: usize) -> String {
    format!("{events} event{}", if events == 1 { "" } else { "s" })
}

/// A text with the day of adding that another one has.
fn with_day_of(text: &str, other: &str) -> String {
    let is_day = |line: &&str| line.starts_with("added: ");
    match (text.lines().find(is_day), other.lines().find(is_day)) {
        (Some(day), Some(first)) => text.replacen(day, first, 1),
        _ => text.to_owned(),
    }
}

/// Whether a file says what was made, on whatever day it was made.
fn is_same(there: &[u8], bytes: &[u8]) -> bool {
    let lines = |bytes: &[u8]| -> Vec<Vec<u8>> {
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.starts_with(b"added: "));
        lines.map(<[u8]>::to_vec).collect()
    };
    there == bytes || lines(there) == lines(bytes)
}

/// Creates all files or, where one can't be, none.
fn create_all(files: &[(PathBuf, Vec<u8>)], site: &Path) -> Result<(), Error> {
    for (index, (file, bytes)) in files.iter().enumerate() {
        if let Err(error) = create(file, bytes, site) {
            for (made, _) in &files[..index] {
                // Just made by us; what can't be taken back is found again by the next import, which leaves it alone.
                let _ = std::fs::remove_file(made);
            }
            return Err(error);
        }
    }
    Ok(())
}

/// Creates a file that isn't there, with its folders, inside the site.
fn create(file: &Path, bytes: &[u8], site: &Path) -> Result<(), Error> {
    let folder = file.parent().unwrap_or(site);
    let make =
        |folder: &Path| std::fs::create_dir_all(folder).map_err(|error| Error::io("make the folder", folder, error));
    let real = |path: &Path| path.canonicalize().map_err(|error| Error::io("find", path, error));
    make(site)?;
    // The part of it that is there already: what it leads out to should have no new folders either.
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(site);
    if !real(there)?.starts_with(real(site)?) {
        return Err(Error::Refused(format!("`{}` leads out of the site's folder", folder.display())));
    }
    make(folder)?;
    let failed = |error| Error::io("write", file, error);
    let mut new = std::fs::File::options().write(true).create_new(true).open(file).map_err(failed)?;
    new.write_all(bytes).map_err(|error| {
        let _ = std::fs::remove_file(file);
        failed(error)
    })
}
