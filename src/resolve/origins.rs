//! Whose word an event rests on, once copies and relays are followed to their roots.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::model::{CitedSource, Ref, Source, Table};
use std::collections::{BTreeSet, HashSet};

/// The origins of an event that cites `cited`, in the order of the sources' ids.
///
/// From each citation `copy_of` is followed always, and `based_on` too: the source's own, unless the citation gives
/// another for its statement. What the front matter gives for a source also holds where the body cites it barely.
pub fn of(cited: &[CitedSource], sources: &Table<Source>) -> Vec<Ref<Source>> {
    let mut roots = BTreeSet::new();
    for CitedSource { source, citations } in cited {
        let mut followed_own = false;
        let gives_another = citations.iter().any(|citation| citation.based_on.is_some());
        for citation in citations {
            let bare = citation.based_on.is_none();
            if bare && (gives_another && citation.in_body && citation.quote.is_none() || followed_own) {
                continue;
            }
            followed_own |= bare;
            follow(*source, citation.based_on.as_deref(), sources, &mut Vec::new(), &mut roots);
        }
    }
    roots.into_iter().collect()
}

fn follow(
    source: Ref<Source>,
    based_on: Option<&[Ref<Source>]>,
    sources: &Table<Source>,
    path: &mut Vec<Ref<Source>>,
    roots: &mut BTreeSet<Ref<Source>>,
) {
    if path.contains(&source) {
        // A cycle is an error of its own; here it only must not go on for ever.
        return;
    }
    path.push(source);
    let row = &sources[source];
    if let Some(original) = row.copy_of {
        // A copy's words are the original's: what the citation says of them holds there.
        follow(original, based_on.or(non_empty(&row.based_on)), sources, path, roots);
    } else {
        match based_on.unwrap_or(&row.based_on) {
            [] => {
                roots.insert(source);
            }
            relayed => relayed.iter().for_each(|source| follow(*source, None, sources, path, roots)),
        }
    }
    path.pop();
}

fn non_empty<T>(list: &[T]) -> Option<&[T]> {
    (!list.is_empty()).then_some(list)
}

/// Reports each circle of sources that copy or relay each other, once.
pub fn cycles(sources: &Table<Source>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut reported: HashSet<Ref<Source>> = HashSet::new();
    for start in sources.refs() {
        if let Some(cycle) = cycle_through(start, sources)
            && !cycle.iter().any(|source| reported.contains(source))
        {
            reported.extend(&cycle);
            let names: Vec<_> =
                cycle.iter().chain([&start]).map(|source| format!("`{}`", sources[*source].id)).collect();
            let message = format!("these sources rest on each other: {}", names.join(" → "));
            diagnostics.push(
                Diagnostic::new(Code::OriginCycle, Location::start_of(&sources[start].file), message)
                    .help("find out which of them was first, and remove its `copy_of` or `based_on`"),
            );
        }
    }
    diagnostics
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
