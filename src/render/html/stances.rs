//! The words for what is done to a claim, with links to who does it.

use super::links;
use crate::ledger::{concerned, concerned_by_title};
use crate::model::{Citing, Group, Html, Party, Ref, Source, SourceClaim, SourceType, Stance, StanceKind};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::link_base::LinkBase;
use crate::render::markup::link;
use crate::render::notices;
use crate::render::source_names::source_label;
use crate::words::{self, capitalized};

/// "Alleged by the Courier", "Vale: convicted by the Harbour Court": for where a link would be one too many.
pub fn stance_in_words(cx: &Context<'_>, stance: &Stance, naming: PartyNaming) -> String {
    let by = |parties: &[Ref<Party>]| {
        let names: Vec<String> = parties.iter().map(|party| cx.site.parties[*party].name.clone()).collect();
        cx.words.list(&names)
    };
    let whom = naming.whom(cx, stance);
    let whom = (!whom.is_empty()).then(|| notices::wording(cx).names(&whom));
    StanceWriter { cx, names: by, written: str::to_owned }.stance(stance, whom)
}

/// What a source's title does to a claim, and to whom where the claim is about several: "Alleged by The Ledger",
/// "Mentioned in this headline", "Vale: convicted".
pub fn title_in_words(cx: &Context<'_>, row: &Source, title: &SourceClaim, by: Option<&str>) -> String {
    // Who publishes a headline makes its allegation, and no more than that: it convicts and denies nothing.
    let words = match by {
        Some(by) if title.stance.group() == Group::Allegation => cx.fill(keys(title.stance).1, &[("by", by)]),
        _ if title.stance == StanceKind::Mentions && row.kind == SourceType::Post => {
            cx.say("mentioned_in_post").to_owned()
        }
        _ => cx.say(keys(title.stance).0).to_owned(),
    };
    let whom = concerned_by_title(cx.site, title);
    let words = match cx.site.claims[title.claim].about.len() > 1 && title.stance != StanceKind::Mentions {
        true => cx.fill("stance_concerning", &[("parties", &notices::wording(cx).names(&whom)), ("stance", &words)]),
        false => words,
    };
    capitalized(&words)
}

/// "Alleged by the Courier, citing two unnamed board members", with links to all whom it names.
pub fn stance_in_full(cx: &Context<'_>, stance: &Stance) -> String {
    let whom = PartyNaming::WhereSeveral.whom(cx, stance);
    let whom = (!whom.is_empty()).then(|| parties(cx, &whom));
    let escaped = |text: &str| Html::escaped(text).into_string();
    let mut markup = StanceWriter { cx, names: |list: &[_]| parties(cx, list), written: escaped }.stance(stance, whom);
    if !stance.citing.is_empty() {
        let cited: Vec<String> = stance.citing.iter().map(|citing| cited(cx, citing)).collect();
        markup.push_str(&fill_markup(cx, "stance_citing", &[("cited", &cx.words.list(&cited))]));
    }
    markup
}

/// Whether a stance says whom it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartyNaming {
    /// Where its claim is about several. Who answers names themselves.
    WhereSeveral,
    /// On the page of the one whom it concerns.
    Nobody,
}

impl PartyNaming {
    fn whom(self, cx: &Context<'_>, stance: &Stance) -> Vec<Ref<Party>> {
        let says = self == Self::WhereSeveral
            && stance.kind.group() != Group::Answer
            && cx.site.claims[stance.claim].about.len() > 1;
        if says { concerned(cx.site, stance) } else { Vec::new() }
    }
}

/// Puts a stance into words, as text or as markup.
struct StanceWriter<'a, N, W> {
    cx: &'a Context<'a>,
    names: N,
    written: W,
}

impl<N: Fn(&[Ref<Party>]) -> String, W: Fn(&str) -> String> StanceWriter<'_, N, W> {
    fn stance(&self, stance: &Stance, whom: Option<String>) -> String {
        let is_answer = stance.kind.group() == Group::Answer;
        let by = (self.names)(&stance.by);
        let spoken_for = match stance.for_parties.as_slice() {
            parties @ [_, ..] if is_answer => self.fill("stance_for", &[("parties", &(self.names)(parties))]),
            _ => String::new(),
        };
        let words = match &stance.answer {
            Some(answer) if is_answer && !stance.by.is_empty() => {
                self.fill("stance_answer", &[("by", &(by + &spoken_for)), ("answer", &(self.written)(answer))])
            }
            _ if stance.by.is_empty() && stance.for_parties.is_empty() => self.fill(keys(stance.kind).0, &[]),
            _ => self.fill(keys(stance.kind).1, &[("by", &by)]) + &spoken_for,
        };
        match whom {
            Some(whom) => self.fill("stance_concerning", &[("parties", &whom), ("stance", &words)]),
            None => capitalized(&words),
        }
    }

    fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        words::fill(&(self.written)(self.cx.say(key)), values)
    }
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
