//! `unused-source`: a file that nothing on the site refers to.
//!
//! A citation was forgotten, or the file is left over. What a draft cites is in use; so is what a file may cite that
//! could not be read, and what an unknown id probably means: those mistakes are reported where they are.

use super::{Findings, Subject, cited};
use crate::diagnostic::Code;
use crate::model::{Body, Citation, CitedSource, Citing, Link, Piece, Ref, Source};
use crate::resolve::Site;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    let used = used(site);
    let meant = findings.suggested(Code::UnknownSource);
    for (source, row) in site.sources.iter() {
        let id = row.id.as_str();
        let is_elsewhere = site.unloaded.cited_by_drafts.contains(id) || site.unloaded.may_name(id);
        if !used[source.index()] && !is_elsewhere && !meant.contains(id) {
            findings.add(
                Code::UnusedSource,
                &row.file,
                row.title_at,
                format!("nothing cites `{id}`"),
                format!("cite it where something rests on it, as `[@{id}]`, or remove the file"),
            );
        }
    }
}

/// Whether anything refers to each source, by its reference's index.
fn used(site: &Site) -> Vec<bool> {
    let mut used = cited::is_cited(site);
    let mut mark = |source: Ref<Source>| used[source.index()] = true;
    for source in site.sources.rows() {
        source.copy_of.iter().chain(&source.based_on).for_each(|original| mark(*original));
    }
    for event in site.events.rows() {
        // Withdrawn events and shown drafts refer to their sources, too.
        event.sources.iter().for_each(|cited| mark(cited.source));
        named_by_citations(&event.sources, &mut mark);
        linked(&event.body, &mut mark);
        for citing in event.stances.iter().flat_map(|stance| &stance.citing) {
            if let Citing::Source(source) = citing {
                mark(*source);
            }
        }
    }
    let mut texts: Vec<(&Body, &[CitedSource])> = Vec::new();
    texts.extend(site.claims.rows().map(|row| (&row.body, row.sources.as_slice())));
    texts.extend(site.sources.rows().map(|row| (&row.body, row.sources.as_slice())));
    texts.extend(site.parties.rows().map(|row| (&row.body, row.sources.as_slice())));
    texts.extend(site.places.rows().map(|row| (&row.body, row.sources.as_slice())));
    texts.extend(site.pages.rows().map(|row| (&row.body, row.sources.as_slice())));
    texts.extend(site.topics.rows().map(|row| (&row.body, row.sources.as_slice())));
    for (body, sources) in texts {
        named_by_citations(sources, &mut mark);
        linked(body, &mut mark);
    }
    used
}

/// Whose word the statements are.
fn named_by_citations(sources: &[CitedSource], mark: &mut impl FnMut(Ref<Source>)) {
    let citations = sources.iter().flat_map(|cited| &cited.citations);
    citations.filter_map(|Citation { based_on, .. }| based_on.as_ref()).flatten().for_each(|source| mark(*source));
}

fn linked(body: &Body, mark: &mut impl FnMut(Ref<Source>)) {
    for piece in &body.pieces {
        if let Piece::LinkStart(Link::Source(source)) = piece {
            mark(*source);
        }
    }
}
