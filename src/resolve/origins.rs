//! The origins of an event: the sources that are left when copies and relays are followed to their ends.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::hashing::HashSet;
use crate::model::{CitedSource, Ref, Source, Table};
use std::sync::Arc;

/// Which source copies or relays which, followed to the ends once for all events: chains may be long, and each of their
/// sources may be cited.
#[derive(Debug)]
pub struct ProvenanceGraph<'a> {
    sources: &'a Table<Source>,
    /// What each source is a copy of in the end, itself if of nothing; none where copies form a cycle.
    originals: Vec<Option<Ref<Source>>>,
    /// Where each source's chain ends or forks; none where it is a cycle.
    ends: Vec<Option<ChainEnd>>,
}

/// The end of a chain that doesn't fork.
#[derive(Debug, Clone, Copy)]
struct ChainEnd {
    original: Ref<Source>,
    /// Says on what the original is based: on nothing, which makes it an origin, or on several.
    based: Ref<Source>,
}

impl<'a> ProvenanceGraph<'a> {
    /// The provenance of these sources.
    pub fn new(sources: &'a Table<Source>) -> Self {
        let originals = follow_chains(sources, |source| match sources[source].copy_of {
            Some(copied) => ChainStep::On(copied),
            None => ChainStep::ChainEnd(source),
        });
        // A copy's words are the original's: what the copy is based on holds there, unless it says so itself.
        let based = follow_chains(sources, |source| match (&*sources[source].based_on, sources[source].copy_of) {
            ([], Some(copied)) => ChainStep::On(copied),
            _ => ChainStep::ChainEnd(source),
        });
        let ends = follow_chains(sources, |source| match (originals[source.index()], based[source.index()]) {
            (Some(original), Some(based)) => match &*sources[based].based_on {
                [only] => ChainStep::On(*only),
                _ => ChainStep::ChainEnd(ChainEnd { original, based }),
            },
            _ => ChainStep::Nowhere,
        });
        Self { sources, originals, ends }
    }

    /// The origins of an event that cites `cited`, in the order of the sources' ids.
    ///
    /// From each citation `copy_of` is followed always, and `based_on` too: the source's own, unless the citation
    /// gives another for its statement. What the front matter gives for a source also holds where the body cites it
    /// barely.
    pub fn origins(&self, cited: &[CitedSource]) -> Vec<Ref<Source>> {
        let mut roots = Vec::new();
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
                match (citation.based_on.as_deref(), self.originals[source.index()]) {
                    (None, _) => self.follow(&[*source], &mut seen, &mut roots),
                    (Some([]), Some(original)) => roots.push(original),
                    (Some(given), Some(_)) => self.follow(given, &mut seen, &mut roots),
                    // A cycle is an error of its own.
                    (Some(_), None) => {}
                }
            }
        }
        roots.sort_unstable();
        roots.dedup();
        roots
    }

    /// Adds the roots that these sources lead to. Without recursion, and through each source once: who relays whom
    /// can form a net with more ways through it than could ever be walked.
    fn follow(&self, from: &[Ref<Source>], seen: &mut HashSet<Ref<Source>>, roots: &mut Vec<Ref<Source>>) {
        let mut ahead = from.to_vec();
        while let Some(source) = ahead.pop() {
            let Some(ChainEnd { original, based }) = self.ends[source.index()] else { continue };
            match &*self.sources[based].based_on {
                [] => roots.push(original),
                relayed if seen.insert(based) => ahead.extend(relayed),
                _ => {}
            }
        }
    }
}

/// How a chain goes on from a source.
enum ChainStep<T> {
    On(Ref<Source>),
    ChainEnd(T),
    Nowhere,
}

/// What is at the end of each source's chain; nothing where the chain is a cycle.
fn follow_chains<T: Copy>(sources: &Table<Source>, step: impl Fn(Ref<Source>) -> ChainStep<T>) -> Vec<Option<T>> {
    let mut ends: Vec<Option<Option<T>>> = vec![None; sources.len()];
    let mut path = Vec::new();
    for start in sources.refs() {
        let mut source = start;
        let end = loop {
            if let Some(known) = ends[source.index()] {
                break known;
            }
            // Whoever comes here a second time before the end is known is in a cycle.
            ends[source.index()] = Some(None);
            path.push(source);
            match step(source) {
                ChainStep::On(next) => source = next,
                ChainStep::ChainEnd(end) => break Some(end),
                ChainStep::Nowhere => break None,
            }
        };
        path.drain(..).for_each(|source| ends[source.index()] = Some(end));
    }
    ends.into_iter().map(Option::flatten).collect()
}

/// How many sources we look at in search of cycles. In a site with more cycles than that finds, some are reported now and
/// the others when those are mended.
const MAX_STEPS: usize = 2_000_000;

/// How many names a message has at most; whoever mends a cycle needs only one of its steps.
const NAMED: usize = 12;

/// Reports each cycle of sources that copy or relay each other, once.
pub fn cycles(sources: &Table<Source>) -> Vec<Diagnostic> {
    let mut steps_left = MAX_STEPS;
    let mut diagnostics = Vec::new();
    let mut reported: HashSet<Ref<Source>> = HashSet::new();
    let (relies_on, relied_on_by) = relations(sources);
    let (reaches_cycle, reached_from_cycle) =
        (has_cycle(&relies_on, &relied_on_by), has_cycle(&relied_on_by, &relies_on));
    for start in sources.refs().filter(|source| reaches_cycle[source.index()] && reached_from_cycle[source.index()]) {
        if (steps_left > 0 || diagnostics.is_empty())
            && !reported.contains(&start)
            && let Some(cycle) = cycle_through(start, sources, &mut steps_left)
            && !cycle.iter().any(|source| reported.contains(source))
        {
            reported.extend(&cycle);
            let mut names: Vec<_> =
                cycle.iter().chain([&start]).map(|source| format!("`{}`", sources[*source].id)).collect();
            if names.len() > NAMED {
                let others = names.len() - NAMED;
                names.splice(NAMED / 2..names.len() - NAMED / 2, [format!("{others} others")]);
            }
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

/// Whether following the copies and relays of each source leads into a cycle, by its reference's index.
pub fn leads_to_cycle(sources: &Table<Source>) -> Vec<bool> {
    let (relies_on, relied_on_by) = relations(sources);
    has_cycle(&relies_on, &relied_on_by)
}

/// Whom each source copies or relays, and who copies or relays it, by their references' indices.
fn relations(sources: &Table<Source>) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let mut relied_on_by = vec![Vec::new(); sources.len()];
    let relies_on = sources.iter().map(|(source, row)| {
        let originals: Vec<usize> = row.copy_of.iter().chain(&row.based_on).map(|other| other.index()).collect();
        originals.iter().for_each(|original| relied_on_by[*original].push(source.index()));
        originals
    });
    (relies_on.collect(), relied_on_by)
}

/// From which nodes a cycle can be reached; `back` has the edges of `onward` reversed.
fn has_cycle(onward: &[Vec<usize>], back: &[Vec<usize>]) -> Vec<bool> {
    let mut open: Vec<usize> = onward.iter().map(Vec::len).collect();
    let mut has_cycle = vec![true; open.len()];
    // A node without edges reaches none; nor does a node all of whose edges lead to such nodes.
    let mut ended: Vec<usize> = (0..open.len()).filter(|at| open[*at] == 0).collect();
    while let Some(at) = ended.pop() {
        has_cycle[at] = false;
        for before in &back[at] {
            open[*before] -= 1;
            if open[*before] == 0 {
                ended.push(*before);
            }
        }
    }
    has_cycle
}

/// The shortest path from `start` back to itself.
fn cycle_through(start: Ref<Source>, sources: &Table<Source>, steps_left: &mut usize) -> Option<Vec<Ref<Source>>> {
    let mut came_from: Vec<(Ref<Source>, Option<usize>)> = vec![(start, None)];
    let mut seen: HashSet<_> = [start].into_iter().collect();
    let mut next = 0;
    while next < came_from.len() {
        let (source, _) = came_from[next];
        let row = &sources[source];
        for onward in row.copy_of.iter().chain(&row.based_on) {
            *steps_left = steps_left.saturating_sub(1);
            if *onward == start {
                let mut path = Vec::new();
                let mut step = Some(next);
                while let Some(index) = step {
                    path.push(came_from[index].0);
                    step = came_from[index].1;
                }
                path.reverse();
                return Some(path);
            }
            if seen.insert(*onward) {
                came_from.push((*onward, Some(next)));
            }
        }
        next += 1;
    }
    None
}
