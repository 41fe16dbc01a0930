//! Who relies on whom: the sources that copy or relay each other, as arcs beside a list.

use super::links::{self, LinkView};
use crate::model::{Ref, Source};
use crate::render::context::Context;
use crate::render::source_names::source_label;
use serde::Serialize;
use std::collections::BTreeSet;

/// The drawing and the same in words.
#[derive(Debug, Serialize)]
pub struct SyndicationView<'a> {
    /// In pixels.
    height: usize,
    arcs: Vec<ArcView>,
    nodes: Vec<NodeView>,
    relations: Vec<RelationView<'a>>,
    /// How many relations are told in words alone, because the drawing would be too large.
    undrawn: Option<String>,
}

#[derive(Debug, Serialize)]
struct ArcView {
    is_copy: bool,
    /// An SVG path from the source that relies to the one that is relied on.
    path: String,
}

#[derive(Debug, Serialize)]
struct NodeView {
    y: usize,
    /// By its neutral name: a drawing has no room for a status.
    label: String,
    is_original: bool,
}

/// What one source relies on.
#[derive(Debug, Serialize)]
struct RelationView<'a> {
    source: LinkView<'a>,
    copy_of: Option<LinkView<'a>>,
    based_on: Vec<LinkView<'a>>,
}

/// So many sources at most are drawn; beyond, a drawing says less than a list.
const DRAWN: usize = 60;
const TOP: usize = 14;
const ROW: usize = 28;
/// The line on which the sources stand; arcs reach as far to its left.
const LINE: usize = 60;
/// A label has room for so many characters on a wide screen; on a narrow one the style sheet fades it out.
const LABEL: usize = 90;

/// Who relies on whom; none where nobody does.
pub fn syndication<'a>(cx: &Context<'a>) -> Option<SyndicationView<'a>> {
    let sources = &cx.site.sources;
    let relying: Vec<Ref<Source>> = (sources.iter())
        .filter(|(_, row)| row.copy_of.is_some() || !row.based_on.is_empty())
        .map(|(source, _)| source)
        .collect();
    if relying.is_empty() {
        return None;
    }
    let order = families(cx, &relying);
    let drawn = &order[..order.len().min(DRAWN)];
    let place = |source: Ref<Source>| drawn.iter().position(|known| *known == source).map(|row| TOP + ROW * row);
    let mut arcs = Vec::new();
    let mut undrawn = 0;
    for source in &relying {
        let row = &sources[*source];
        let copied = row.copy_of.iter().map(|other| (*other, true));
        for (other, is_copy) in copied.chain(row.based_on.iter().map(|other| (*other, false))) {
            match (place(*source), place(other)) {
                (Some(from), Some(to)) => arcs.push(ArcView { is_copy, path: arc(from, to) }),
                _ => undrawn += 1,
            }
        }
    }
    let nodes = drawn.iter().enumerate().map(|(index, source)| {
        let row = &sources[*source];
        NodeView {
            y: TOP + ROW * index,
            label: shortened(source_label(cx, *source)),
            is_original: row.copy_of.is_none() && row.based_on.is_empty(),
        }
    });
    let relations = relying.iter().map(|source| {
        let row = &sources[*source];
        RelationView {
            source: links::source(cx, *source),
            copy_of: row.copy_of.map(|other| links::source(cx, other)),
            based_on: row.based_on.iter().map(|other| links::source(cx, *other)).collect(),
        }
    });
    Some(SyndicationView {
        height: TOP * 2 + ROW * (drawn.len() - 1),
        arcs,
        nodes: nodes.collect(),
        relations: relations.collect(),
        undrawn: (undrawn > 0).then(|| cx.count("undrawn", undrawn)),
    })
}

/// Sources in the order of the drawing: each origin followed by all that rests on it, the largest family first.
fn families(cx: &Context<'_>, relying: &[Ref<Source>]) -> Vec<Ref<Source>> {
    let sources = &cx.site.sources;
    let mut seen = BTreeSet::new();
    let mut families: Vec<Vec<Ref<Source>>> = Vec::new();
    let relied_on = relying.iter().flat_map(|source| {
        let row = &sources[*source];
        row.copy_of.iter().chain(&row.based_on).copied()
    });
    let roots = relied_on.filter(|source| sources[*source].copy_of.is_none() && sources[*source].based_on.is_empty());
    let roots: BTreeSet<_> = roots.collect();
    // Sources that only rest on each other have no root; that is an error, but not one to hang on.
    for root in roots.iter().chain(relying) {
        let mut family = Vec::new();
        descend(cx, *root, &mut seen, &mut family);
        families.push(family);
    }
    families.sort_by_key(|family| std::cmp::Reverse(family.len()));
    families.concat()
}

fn descend(cx: &Context<'_>, root: Ref<Source>, seen: &mut BTreeSet<Ref<Source>>, family: &mut Vec<Ref<Source>>) {
    let mut waiting = vec![root];
    while let Some(source) = waiting.pop() {
        if seen.insert(source) {
            family.push(source);
            waiting.extend(cx.site.backlinks.relayed_by[source.index()].iter().rev());
        }
    }
}

/// The label without what a narrow screen has no room for.
fn shortened(label: &str) -> String {
    if label.chars().count() <= LABEL {
        return label.to_owned();
    }
    let start: String = label.chars().take(LABEL - 1).collect();
    format!("{}…", start.trim_end_matches([' ', ',']))
}

/// A curve to the left of the line, the wider the farther the two stand apart.
fn arc(from: usize, to: usize) -> String {
    let rows = from.abs_diff(to) / ROW;
    let reach = (18 + rows * 16).min(LINE);
    let (start, bend) = (LINE - 4, LINE - reach);
    format!("M{start} {from}C{bend} {from} {bend} {to} {start} {to}")
}
