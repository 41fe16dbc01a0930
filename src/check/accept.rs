//! What a site and its files say about warnings: severities in `site.yaml`, and acceptances with their reasons.

use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::hashing::{HashMap, HashSet};
use crate::model::{Acceptance, Level};
use crate::resolve::Site;
use std::sync::Arc;

/// The diagnostics that are left, with this site's severities. An acceptance that accepts nothing is a warning itself.
pub fn apply(site: &Site, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let accepted: HashMap<&Arc<str>, &[Acceptance]> = acceptances(site).collect();
    let mut used: HashSet<(Arc<str>, Code)> = HashSet::new();
    let mut left: Vec<Diagnostic> = Vec::new();
    for diagnostic in diagnostics {
        let file = &diagnostic.location.file;
        let accepts = |list: &&[Acceptance]| list.iter().any(|entry| entry.code == diagnostic.code);
        if accepted.get(file).is_some_and(accepts) {
            used.insert((Arc::clone(file), diagnostic.code));
        } else {
            left.push(diagnostic);
        }
    }
    let broken: HashSet<Arc<str>> = (left.iter())
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .map(|diagnostic| Arc::clone(&diagnostic.location.file))
        .collect();
    // The rules leave drafts and withdrawn events alone, so that nothing occurs there.
    let left_alone: HashSet<&Arc<str>> =
        site.events.rows().filter(|event| !event.is_published()).map(|event| &event.file).collect();
    for (file, list) in acceptances(site) {
        // Where something is broken, a warning may only be hidden for now.
        if broken.contains(file) || left_alone.contains(file) {
            continue;
        }
        for entry in list {
            let is_off = site.settings.lints.get(&entry.code).is_some_and(|(level, _)| *level == Level::Off);
            if !is_off && !used.contains(&(Arc::clone(file), entry.code)) {
                let location = Location { file: Arc::clone(file), span: entry.at };
                let message = format!("`{}` is accepted here and doesn't occur", entry.code);
                left.push(
                    Diagnostic::new(Code::NeedlessAccept, location, message).help("remove this entry of `accept`"),
                );
            }
        }
    }
    left.into_iter().filter_map(|diagnostic| with_severity(site, diagnostic)).collect()
}

fn with_severity(site: &Site, mut diagnostic: Diagnostic) -> Option<Diagnostic> {
    match site.settings.lints.get(&diagnostic.code) {
        None => Some(diagnostic),
        Some((Level::Off, _)) => None,
        Some((Level::Error, _)) => {
            diagnostic.severity = Severity::Error;
            Some(diagnostic)
        }
        Some((Level::Warning, _)) => {
            diagnostic.severity = Severity::Warning;
            Some(diagnostic)
        }
    }
}

/// The files that accept anything, with what they accept.
fn acceptances(site: &Site) -> impl Iterator<Item = (&Arc<str>, &[Acceptance])> {
    let events = site.events.rows().map(|row| (&row.file, row.accepted.as_slice()));
    let sources = site.sources.rows().map(|row| (&row.file, row.accepted.as_slice()));
    let claims = site.claims.rows().map(|row| (&row.file, row.accepted.as_slice()));
    let parties = site.parties.rows().map(|row| (&row.file, row.accepted.as_slice()));
    let places = site.places.rows().map(|row| (&row.file, row.accepted.as_slice()));
    let pages = site.pages.rows().map(|row| (&row.file, row.accepted.as_slice()));
    let topics = site.topics.rows().map(|row| (&row.file, row.accepted.as_slice()));
    let all = events.chain(sources).chain(claims).chain(parties).chain(places).chain(pages).chain(topics);
    all.filter(|(_, accepted)| !accepted.is_empty())
}
