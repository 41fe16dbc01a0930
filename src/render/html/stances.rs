//! The words for what is done to a claim, with links to who does it.

use super::links;
use crate::model::{Citing, Group, Html, Party, Ref, Stance, StanceKind};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::link_base::LinkBase;
use crate::render::markup::link;
use crate::render::source_names::source_label;
use crate::words;

/// "Alleged here".
pub fn stance_here<'a>(cx: &Context<'a>, kind: StanceKind) -> &'a str {
    cx.say(keys(kind).0)
}

/// "Alleged by the Courier, citing two unnamed board members".
pub fn stance_in_full(cx: &Context<'_>, stance: &Stance) -> String {
    let mut markup = if stance.by.is_empty() && stance.for_parties.is_empty() {
        Html::escaped(stance_here(cx, stance.kind)).into_string()
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
        StanceKind::Denies => ("denies_here", "denies_by"),
        StanceKind::Admits => ("admits_here", "admits_by"),
        StanceKind::DeclinesComment => ("declines_here", "declines_by"),
        StanceKind::Supports => ("supports_here", "supports_by"),
        StanceKind::Undercuts => ("undercuts_here", "undercuts_by"),
        StanceKind::FoundTrue => ("found_true_here", "found_true_by"),
        StanceKind::FoundFalse => ("found_false_here", "found_false_by"),
        StanceKind::NotSubstantiated => ("not_substantiated_here", "not_substantiated_by"),
        StanceKind::Unresolved => ("unresolved_here", "unresolved_by"),
        StanceKind::Withdrawn => ("withdrawn_here", "withdrawn_by"),
        StanceKind::Settled => ("settled_here", "settled_by"),
    }
}
