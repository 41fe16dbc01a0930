//! One report, many articles: who copies and relays whom, as trees.
//!
//! A tree is a nested list, drawn by the style sheet: the picture and its words are one, its labels wrap on any screen and
//! print as they stand. Nodes go by neutral names, since a tree has no room for a status.

use crate::model::{Claim, Ref, Source};
use crate::render::context::Context;
use crate::render::history::distinct_events_of;
use crate::render::html::links::{self, LinkView};
use serde::Serialize;
use std::collections::BTreeSet;

/// Trees, branch after branch, and how much of them is left out.
#[derive(Debug, Serialize)]
pub struct SyndicationView<'a> {
    branches: Vec<BranchView<'a>>,
    /// How many more rest on others, where the trees would be too large.
    left_out: Option<String>,
}

/// A source in its tree, with what a template needs to nest lists: it can't call itself.
#[derive(Debug, Serialize)]
struct BranchView<'a> {
    source: LinkView<'a>,
    is_original: bool,
    /// Whether it is a copy of what stands above it; else it relays that.
    is_copy: bool,
    /// Whether a list of what rests on it follows.
    opens: bool,
    /// How many lists end behind it.
    closes: usize,
}

/// So many branches at most; beyond, each source's own page says it.
const LARGEST: usize = 200;
/// On a claim's page a tree of fewer articles says no more than their entries do.
const MANY: usize = 3;

/// All sources that rest on each other; none where none does.
pub fn syndication<'a>(cx: &Context<'a>) -> Option<SyndicationView<'a>> {
    let all: BTreeSet<Ref<Source>> = cx.site.published_sources().map(|(source, _)| source).collect();
    view(cx, &all, 1, links::source)
}

/// The reports on which several of the articles rest that tell of a claim.
pub fn syndication_of<'a>(cx: &Context<'a>, claim: Ref<Claim>) -> Option<SyndicationView<'a>> {
    let events = distinct_events_of(cx.site, claim);
    let cited = events.iter().flat_map(|event| &cx.site.events[*event].sources);
    let mut sources: BTreeSet<Ref<Source>> = cited.map(|cited| cited.source).collect();
    let mut waiting: Vec<Ref<Source>> = sources.iter().copied().collect();
    while let Some(source) = waiting.pop() {
        waiting.extend(parents(cx, source).filter(|parent| sources.insert(*parent)));
    }
    let by_outlet = |cx: &Context<'a>, source: Ref<Source>| {
        let link = links::source(cx, source);
        match cx.site.sources[source].speaker() {
            Some(speaker) => LinkView { text: speaker.into(), ..link },
            None => link,
        }
    };
    view(cx, &sources, MANY, by_outlet)
}

fn view<'a>(
    cx: &Context<'a>,
    sources: &BTreeSet<Ref<Source>>,
    many: usize,
    link: impl Fn(&Context<'a>, Ref<Source>) -> LinkView<'a>,
) -> Option<SyndicationView<'a>> {
    let mut seen = BTreeSet::new();
    let roots: Vec<Ref<Source>> = sources.iter().copied().filter(|source| is_original(cx, *source)).collect();
    // Sources that only rest on each other have no root; that is an error, but not one to hang on.
    let mut trees: Vec<Vec<TreeEntry>> = Vec::new();
    for root in roots.into_iter().chain(sources.iter().copied()) {
        if seen.insert(root) {
            trees.push(tree(cx, root, sources, &mut seen));
        }
    }
    trees.retain(|tree| tree.len() > many);
    trees.sort_by_key(|tree| std::cmp::Reverse(tree.len()));
    let (mut shown, mut left_out) = (Vec::new(), 0);
    for tree in trees {
        if shown.len() + tree.len() > LARGEST {
            left_out += tree.len() - 1;
        } else {
            shown.extend(tree);
        }
    }
    let branch = |(index, branch): (usize, &TreeEntry)| {
        let next = shown.get(index + 1).map_or(0, |next: &TreeEntry| next.level);
        BranchView {
            source: link(cx, branch.source),
            is_original: branch.level == 0,
            is_copy: branch.is_copy,
            opens: next > branch.level,
            closes: branch.level.saturating_sub(next),
        }
    };
    let branches: Vec<BranchView<'a>> = shown.iter().enumerate().map(branch).collect();
    let left_out = (left_out > 0).then(|| cx.count("undrawn", left_out));
    (!branches.is_empty() || left_out.is_some()).then_some(SyndicationView { branches, left_out })
}

/// A source in its tree.
struct TreeEntry {
    source: Ref<Source>,
    is_copy: bool,
    level: usize,
}

/// A source with everything that rests on it, depth first. What rests on two stands beneath both; what rests on that
/// stands there once.
fn tree(
    cx: &Context<'_>,
    root: Ref<Source>,
    sources: &BTreeSet<Ref<Source>>,
    seen: &mut BTreeSet<Ref<Source>>,
) -> Vec<TreeEntry> {
    let mut tree = Vec::new();
    let mut waiting = vec![TreeEntry { source: root, is_copy: false, level: 0 }];
    while let Some(branch) = waiting.pop() {
        let (source, level) = (branch.source, branch.level + 1);
        let is_new = level == 1 || seen.insert(source);
        tree.push(branch);
        if is_new {
            let resting = cx.site.backlinks.relayed_by[source.index()].iter().rev();
            let resting = resting.filter(|other| sources.contains(other));
            waiting.extend(resting.map(|other| TreeEntry {
                source: *other,
                is_copy: cx.site.sources[*other].copy_of == Some(source),
                level,
            }));
        }
    }
    tree
}

fn parents<'a>(cx: &Context<'a>, source: Ref<Source>) -> impl Iterator<Item = Ref<Source>> + use<'a> {
    let row = &cx.site.sources[source];
    row.copy_of.iter().chain(&row.based_on).copied()
}

fn is_original(cx: &Context<'_>, source: Ref<Source>) -> bool {
    parents(cx, source).next().is_none()
}
