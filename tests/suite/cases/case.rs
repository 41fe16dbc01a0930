//! A case's folder, and what its `case.md` says.

use crate::harness::{Site, check, human_report, outputs, root};
use dateline::Options;
use dateline::diagnostic::Code;
use dateline::resolve::Drafts;
use dateline::write::Content;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The site that most cases share.
const BASE: &str = "_base";

/// One folder in `tests/cases/`.
pub struct Case {
    pub name: String,
    pub folder: PathBuf,
    /// Its first line: what it shows and why that matters.
    pub sentence: String,
    stands_alone: bool,
    today: Option<String>,
    options: Vec<String>,
    golden: Vec<String>,
    says_statuses: bool,
}

/// What came of a case.
#[derive(Default)]
pub struct Judged {
    pub report: String,
    pub codes: Vec<Code>,
    /// The outputs that are compared whole, in the form in which `expected/public/` holds them.
    pub golden: BTreeMap<String, String>,
    /// What is said of each claim, where the case compares that.
    pub statuses: Option<String>,
    /// What `case.md` wants to compare and no output is called.
    pub missing: Vec<String>,
    /// The sorts of those that are compared, and of all that are made of what the site says.
    pub compared: BTreeSet<String>,
    pub made: BTreeSet<String>,
}

impl Case {
    /// All cases, by name.
    pub fn all() -> Vec<Self> {
        let folder = root().join("tests/cases");
        let names = std::fs::read_dir(&folder).expect("the folder of cases");
        let names = names.map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"));
        let mut names: Vec<String> = names.filter(|name| name != BASE).collect();
        names.sort();
        names.into_iter().map(|name| Self::read(name.clone(), folder.join(name))).collect()
    }

    fn read(name: String, folder: PathBuf) -> Self {
        let text = std::fs::read_to_string(folder.join("case.md")).unwrap_or_else(|_| panic!("{name} has no case.md"));
        let sentence = text.lines().next().unwrap_or_default().to_owned();
        let mut case = Self {
            name,
            folder,
            sentence,
            stands_alone: false,
            today: None,
            options: Vec::new(),
            golden: Vec::new(),
            says_statuses: false,
        };
        for line in text.lines().skip(1) {
            let Some((key, value)) = line.split_once(": ") else { continue };
            let words = || value.split_whitespace().map(str::to_owned);
            match key {
                "base" if value == "none" => case.stands_alone = true,
                "today" => case.today = Some(value.to_owned()),
                "options" => case.options.extend(words()),
                "compares" if value == "statuses" => case.says_statuses = true,
                "golden" => case.golden.extend(words()),
                _ => assert!(key.contains(' '), "{}: case.md can't say `{line}`", case.name),
            }
        }
        case
    }

    /// The base with the case's own files over it, or these alone.
    fn site(&self) -> Site {
        let site = Site::empty();
        if !self.stands_alone {
            site.lay_over(&root().join("tests/cases").join(BASE));
        }
        site.lay_over(&self.folder);
        site
    }

    fn options(&self, site: &Site) -> Options {
        let mut options = site.options();
        if let Some(today) = &self.today {
            options.today = today.parse().unwrap_or_else(|_| panic!("{}: `{today}` is no day", self.name));
        }
        let mut words = self.options.iter();
        while let Some(option) = words.next() {
            match option.as_str() {
                "--drafts" => options.drafts = Drafts::Shown,
                "--base-url" => options.base_url = words.next().cloned(),
                other => panic!("{}: cases know no option `{other}`", self.name),
            }
        }
        options
    }

    /// Checks the site, and builds as much of it as is compared.
    pub fn judge(&self) -> Judged {
        let site = self.site();
        let checked = check(&self.options(&site));
        let report = human_report(&checked);
        let codes = checked.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        let statuses = self.says_statuses.then(|| super::statuses::of(&checked));
        let mut judged = Judged { report, codes, statuses, ..Judged::default() };
        if checked.is_refused() {
            judged.missing.clone_from(&self.golden);
        } else if !self.golden.is_empty() {
            let outputs = outputs(checked);
            let is_made = |content: &Content| !matches!(content, Content::Bytes(Cow::Borrowed(_)) | Content::Copy(_));
            judged.made.extend(outputs.iter().filter(|(_, content)| is_made(content)).map(|(path, _)| sort(path)));
            for pattern in &self.golden {
                let found: Vec<_> = outputs.iter().filter(|(path, _)| matches(pattern, path)).collect();
                if found.is_empty() {
                    judged.missing.push(pattern.clone());
                }
                for (path, content) in found {
                    judged.compared.insert(sort(path));
                    judged.golden.extend([super::golden::readable(path, content)]);
                }
            }
        }
        judged
    }
}

/// What sort of output stands at a path: `events/*/index.html`, in whatever language. A long list and a large index go on
/// in numbered files.
fn sort(path: &str) -> String {
    let path = path.split_once('/').filter(|(folder, _)| folder.len() == 2).map_or(path, |(_, path)| path);
    let path = path.replace(|c: char| c.is_ascii_digit(), "0");
    let mut names: Vec<&str> = path.split('/').collect();
    match names.len() {
        1 => {}
        2 if names[0].starts_with(|c: char| c.is_ascii_digit()) => names[0] = "*",
        2 => {}
        _ => names[1] = "*",
    }
    names.join("/")
}

/// Whether a path is meant by a pattern, in which `*` stands for any part of one name.
fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((before, after)) => path.strip_prefix(before).is_some_and(|rest| {
            let name = rest.find('/').unwrap_or(rest.len());
            (0..=name).filter(|end| rest.is_char_boundary(*end)).any(|end| matches(after, &rest[end..]))
        }),
    }
}

#[test]
fn a_star_stays_within_a_name() {
    for (pattern, path, is_meant) in [
        ("feed.xml", "feed.xml", true),
        ("feed.xml", "people/feed.xml", false),
        ("people/*/feed.xml", "people/ida-bloom/feed.xml", true),
        ("people/*/feed.xml", "people/ida/bloom/feed.xml", false),
        ("events/2031-*-report/*.json", "events/2031-05-11-report/index.json", true),
        ("events/*", "events/a/index.html", false),
    ] {
        assert_eq!(matches(pattern, path), is_meant, "{pattern} {path}");
    }
}
