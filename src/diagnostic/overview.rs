//! What of a long list of diagnostics a person is shown: errors first, of equal ones some, and a count of each code.
//!
//! Who moves in with a large collection has hundreds of equal complaints in their first run. In the order of the files the
//! few that matter would stand among them unseen, so a code that recurs is shown a few times and counted. Reports for
//! programs stay whole.

use super::located::Located;
use super::unheard::{UnheardParty, by_party};
use super::{Code, Severity};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many errors of one code are shown, and up to how many warnings of one code are.
///
/// More warnings than that say one thing about the whole site, so they are one line. Errors have to be mended one by one, so
/// the first of them stay to begin with.
const SOME: usize = 10;

/// How many of the parties that wait to be heard are shown.
const PARTIES: usize = 20;

/// A list of diagnostics for a person.
pub(super) struct Overview<'l, 'd> {
    /// In the order in which they are shown.
    pub entries: Vec<OverviewEntry<'l, 'd>>,
    /// How many there are of each code, errors first and the most frequent before others.
    pub counts: Vec<CodeCount>,
    /// Whose answers are missing, where there are so many that they make a list of work.
    pub unheard: Vec<UnheardParty<'d>>,
    /// How many of these parties are shown.
    pub unheard_shown: usize,
}

/// What is shown at one place of the list.
pub(super) enum OverviewEntry<'l, 'd> {
    /// A diagnostic as it is.
    Shown(&'l Located<'d>),
    /// So many more errors of a code than were shown.
    More(CodeCount),
    /// All warnings of a code, in place of which the first one stands.
    Many(&'l Located<'d>, CodeCount),
}

/// How many diagnostics have one code and weigh the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CodeCount {
    pub severity: Severity,
    pub code: Code,
    pub count: usize,
}

impl<'l, 'd> Overview<'l, 'd> {
    /// The list with what recurs counted; `located` is sorted by file.
    pub fn condensed(located: &'l [Located<'d>]) -> Self {
        Self::new(located, SOME, PARTIES)
    }

    /// The list with everything in it.
    pub fn whole(located: &'l [Located<'d>]) -> Self {
        Self::new(located, usize::MAX, usize::MAX)
    }

    fn new(located: &'l [Located<'d>], some: usize, unheard_shown: usize) -> Self {
        let mut counts: BTreeMap<(Severity, &str), CodeCount> = BTreeMap::new();
        for (severity, code) in located.iter().map(weight_and_code) {
            counts.entry((severity, code.as_str())).or_insert(CodeCount { severity, code, count: 0 }).count += 1;
        }
        let mut entries = Vec::new();
        let mut seen: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
        for severity in [Severity::Error, Severity::Warning] {
            for located in located.iter().filter(|located| located.diagnostic.severity == severity) {
                let code = located.diagnostic.code;
                let seen = seen.entry((severity, code)).or_default();
                *seen += 1;
                let all = counts[&(severity, code.as_str())];
                match severity {
                    Severity::Warning if all.count > some && *seen == 1 => {
                        entries.push(OverviewEntry::Many(located, all));
                    }
                    Severity::Warning if all.count > some => {}
                    _ if *seen <= some => entries.push(OverviewEntry::Shown(located)),
                    _ => {}
                }
            }
            let of_severity = counts.values().filter(|all| all.severity == severity);
            if severity == Severity::Error {
                let rest = of_severity.filter(|all| all.count > some);
                entries.extend(rest.map(|all| OverviewEntry::More(CodeCount { count: all.count - some, ..*all })));
            }
        }
        let mut counts: Vec<CodeCount> = counts.into_values().collect();
        counts.sort_by_key(|all| (all.severity, Reverse(all.count)));
        let mut unheard = by_party(located);
        if unheard.iter().map(|party| party.count).sum::<usize>() <= SOME {
            unheard.clear();
        }
        Self { entries, counts, unheard, unheard_shown }
    }

    /// The count of each code, where the number of errors and warnings doesn't say it already.
    pub fn table(&self) -> &[CodeCount] {
        if self.counts.len() > 1 { &self.counts } else { &[] }
    }
}

fn weight_and_code(located: &Located<'_>) -> (Severity, Code) {
    (located.diagnostic.severity, located.diagnostic.code)
}
