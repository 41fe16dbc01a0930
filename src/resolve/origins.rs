//! Whose word an event rests on, once copies and relays are followed to their roots.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::model::{CitedSource, Ref, Source, Table};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// The origins of an event that cites `cited`, in the order of the sources' ids.
///
/// From each citation `copy_of` is followed always, and `based_on` too: the source's own, unless the citation gives
/// another for its statement. What the front matter gives for a source also holds where the body cites it barely.
pub fn of(cited: &[CitedSource], sources: &Table<Source>) -> Vec<Ref<Source>> {
    let mut roots = BTreeSet::new();
    let mut seen = HashSet::new();
    for CitedSource { source, citations } in cited {
        let mut followed_own = false;
        let gives_another = citations.iter().any(|citation| citation.based_on.is_some());
        for citation in citations {
            let bare = citation.based_on.is_none();
            if bare && (gives_another && citation.in_body && citation.quote.is_none() || followed_own) {
                continue;
            }
            followed_own |= bare;
            follow(*source, citation.based_on.as_deref(), sources, &mut seen, &mut roots);
        }
    }
    roots.into_iter().collect()
}

/// Adds the roots that a citation leads to. Without recursion, and through each source once: chains may be long, and
/// who relays whom can form a net with more ways through it than could ever be walked.
fn follow<'a>(
    source: Ref<Source>,
    based_on: Option<&'a [Ref<Source>]>,
    sources: &'a Table<Source>,
    seen: &mut HashSet<Ref<Source>>,
    roots: &mut BTreeSet<Ref<Source>>,
) {
    let mut ahead = vec![(source, based_on)];
    'next: while let Some((source, mut based_on)) = ahead.pop() {
        if based_on.is_none() && !seen.insert(source) {
            continue;
        }
        let mut original = source;
        let mut steps = 0;
        while let Some(copied) = sources[original].copy_of {
            // A copy's words are the original's: what the citation says of them holds there.
            based_on = based_on.or(non_empty(&sources[original].based_on));
            original = copied;
            steps += 1;
            if steps > sources.len() {
                // A circle is an error of its own; here it only must not go on for ever.
                continue 'next;
            }
        }
        match based_on.unwrap_or(&sources[original].based_on) {
            [] => {
                roots.insert(original);
            }
            relayed => ahead.extend(relayed.iter().map(|source| (*source, None))),
        }
    }
}

fn non_empty<T>(list: &[T]) -> Option<&[T]> {
    (!list.is_empty()).then_some(list)
}

/// Reports each circle of sources that copy or relay each other, once.
pub fn cycles(sources: &Table<Source>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut reported: HashSet<Ref<Source>> = HashSet::new();
    let circular = lead_to_circles(sources);
    for start in sources.refs().filter(|source| circular[source.index()]) {
        if let Some(cycle) = cycle_through(start, sources)
            && !cycle.iter().any(|source| reported.contains(source))
        {
            reported.extend(&cycle);
            let names: Vec<_> =
                cycle.iter().chain([&start]).map(|source| format!("`{}`", sources[*source].id)).collect();
            let message = format!("these sources rest on each other: {}", names.join(" → "));
            let row = &sources[start];
            let location = Location { file: Arc::clone(&row.file), span: row.relays_at.unwrap_or(row.title_at) };
            diagnostics.push(
                Diagnostic::new(Code::OriginCycle, location, message)
                    .help("find out which of them was first, and remove its `copy_of` or `based_on`"),
            );
        }
    }
    diagnostics
}

/// Whether following the copies and relays of each source gets into a circle, by its reference's index.
pub fn lead_to_circles(sources: &Table<Source>) -> Vec<bool> {
    let mut open: Vec<usize> = Vec::with_capacity(sources.len());
    let mut relayed_by: Vec<Vec<Ref<Source>>> = vec![Vec::new(); sources.len()];
    for (source, row) in sources.iter() {
        let originals = row.copy_of.iter().chain(&row.based_on);
        open.push(originals.clone().count());
        originals.for_each(|original| relayed_by[original.index()].push(source));
    }
    // Whoever relies on nobody ends a way; so does whoever relies only on such.
    let mut ended: Vec<_> = sources.refs().filter(|source| open[source.index()] == 0).collect();
    let mut circular = vec![true; sources.len()];
    while let Some(source) = ended.pop() {
        circular[source.index()] = false;
        for relay in &relayed_by[source.index()] {
            open[relay.index()] -= 1;
            if open[relay.index()] == 0 {
                ended.push(*relay);
            }
        }
    }
    circular
}

/// The shortest way from `start` back to itself.
fn cycle_through(start: Ref<Source>, sources: &Table<Source>) -> Option<Vec<Ref<Source>>> {
    let mut came_from: Vec<(Ref<Source>, Option<usize>)> = vec![(start, None)];
    let mut seen = HashSet::from([start]);
    let mut next = 0;
    while next < came_from.len() {
        let (source, _) = came_from[next];
        let row = &sources[source];
        for onward in row.copy_of.iter().chain(&row.based_on) {
            if *onward == start {
                let mut way = Vec::new();
                let mut step = Some(next);
                while let Some(index) = step {
                    way.push(came_from[index].0);
                    step = came_from[index].1;
                }
                way.reverse();
                return Some(way);
            }
            if seen.insert(*onward) {
                came_from.push((*onward, Some(next)));
            }
        }
        next += 1;
    }
    None
}
