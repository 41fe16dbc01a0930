//! The words for what is done to a claim, with links to who does it.

use super::links;
use crate::model::{Citing, Group, Html, Party, Ref, Stance, StanceKind};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::link_base::LinkBase;
use crate::render::markup::link;
use crate::render::source_names::source_label;
use crate::words;

/// "Alleged by the Courier": for where a link would be one too many.
pub fn stance_in_words(cx: &Context<'_>, stance: &Stance) -> String {
    let names = |parties: &[Ref<Party>]| {
        let names: Vec<String> = parties.iter().map(|party| cx.site.parties[*party].name.clone()).collect();
        cx.words.list(&names)
    };
    let mut words = if stance.by.is_empty() {
        cx.say(keys(stance.kind).0).to_owned()
    } else {
        cx.fill(keys(stance.kind).1, &[("by", &names(&stance.by))])
    };
    if !stance.for_parties.is_empty() && stance.kind.group() == Group::Answer {
        words.push_str(&cx.fill("stance_for", &[("parties", &names(&stance.for_parties))]));
    }
    words
}

/// What a source's title does to a claim: "Alleged by The Ledger", "Mentioned in this headline".
pub fn title_in_words(cx: &Context<'_>, kind: StanceKind, by: Option<&str>) -> String {
    // Who publishes a headline makes its allegation, and no more than that: it convicts and denies nothing.
    match by {
        Some(by) if kind.group() == Group::Allegation => cx.fill(keys(kind).1, &[("by", by)]),
        _ => cx.say(keys(kind).0).to_owned(),
    }
}

/// "Alleged by the Courier, citing two unnamed board members".
pub fn stance_in_full(cx: &Context<'_>, stance: &Stance) -> String {
    let mut markup = if stance.by.is_empty() && stance.for_parties.is_empty() {
        Html::escaped(cx.say(keys(stance.kind).0)).into_string()
    } else {
        fill_markup(cx, keys(stance.kind).1, &[("by", &parties(cx, &stance.by))])
    };
    if !stance.for_parties.is_empty() && stance.kind.group() == Group::Answer {
        markup.push_str(&fill_markup(cx, "stance_for", &[("parties", &parties(cx, &stance.for_parties))]));
    }
    if !stance.citing.is_empty() {
        let cited: Vec<String> = stance.citing.iter().map(|citing| cited(cx, citing)).collect();
        markup.push_str(&fill_markup(cx, "stance_citing", &[("cited", &cx.words.list(&cited))]));
    }
    markup
}

fn cited(cx: &Context<'_>, citing: &Citing) -> String {
    match citing {
        Citing::Party(party) => self::party(cx, *party),
        Citing::Source(source) => {
            let page = Route::source(&cx.site.sources[*source].id);
            linked(&LinkBase::Page.page(&page), source_label(cx, *source))
        }
        Citing::Words(words) => Html::escaped(words).into_string(),
    }
}

/// "Ida Bloom and Noor Vale".
pub fn parties(cx: &Context<'_>, parties: &[Ref<Party>]) -> String {
    let names: Vec<String> = parties.iter().map(|party| self::party(cx, *party)).collect();
    cx.words.list(&names)
}

fn party(cx: &Context<'_>, party: Ref<Party>) -> String {
    let name = links::party(cx, party);
    linked(&name.href, &name.text)
}

fn linked(href: &str, text: &str) -> String {
    let mut markup = String::new();
    link(LinkBase::Page, href, text, &mut markup);
    markup
}

/// A text of the catalogue, escaped, with markup filled in.
pub fn fill_markup(cx: &Context<'_>, key: &str, values: &[(&str, &str)]) -> String {
    words::fill(Html::escaped(cx.say(key)).as_str(), values)
}

/// The catalogue's keys for a stance: what happens here, and who does it.
fn keys(kind: StanceKind) -> (&'static str, &'static str) {
    match kind {
        StanceKind::Alleges => ("alleges_here", "alleges_by"),
        StanceKind::Repeats => ("repeats_here", "repeats_by"),
        StanceKind::StandsBy => ("stands_by_here", "stands_by_by"),
        StanceKind::Mentions => ("mentions_here", "mentions_by"),
        StanceKind::Denies => ("denies_here", "denies_by"),
        StanceKind::Admits => ("admits_here", "admits_by"),
        StanceKind::DeclinesComment => ("declines_here", "declines_by"),
        StanceKind::Supports => ("supports_here", "supports_by"),
        StanceKind::Undercuts => ("undercuts_here", "undercuts_by"),
        StanceKind::Investigated => ("investigated_here", "investigated_by"),
        StanceKind::Charged => ("charged_here", "charged_by"),
        StanceKind::Appealed => ("appealed_here", "appealed_by"),
        StanceKind::FoundTrue => ("found_true_here", "found_true_by"),
        StanceKind::FoundFalse => ("found_false_here", "found_false_by"),
        StanceKind::NotSubstantiated => ("not_substantiated_here", "not_substantiated_by"),
        StanceKind::Unresolved => ("unresolved_here", "unresolved_by"),
        StanceKind::Convicted => ("convicted_here", "convicted_by"),
        StanceKind::Acquitted => ("acquitted_here", "acquitted_by"),
        StanceKind::HeldLiable => ("held_liable_here", "held_liable_by"),
        StanceKind::NotLiable => ("not_liable_here", "not_liable_by"),
        StanceKind::SetAside => ("set_aside_here", "set_aside_by"),
        StanceKind::Dismissed => ("dismissed_here", "dismissed_by"),
        StanceKind::TimeBarred => ("time_barred_here", "time_barred_by"),
        StanceKind::Abated => ("abated_here", "abated_by"),
        StanceKind::Barred => ("barred_here", "barred_by"),
        StanceKind::Withdrawn => ("withdrawn_here", "withdrawn_by"),
        StanceKind::Settled => ("settled_here", "settled_by"),
        StanceKind::Pardoned => ("pardoned_here", "pardoned_by"),
    }
}
