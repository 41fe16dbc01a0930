//! The way from a page to the same page in other languages, and what must be said of its translation.

use super::dates::{self, DateView};
use super::links::LinkView;
use crate::model::{Translation, TranslationState, Translator};
use crate::plan::{Page, Planned};
use crate::render::context::{Context, EditionLink};
use crate::render::link_base::{LinkBase, shared};
use crate::words::Words;
use serde::Serialize;

/// The same page in one language.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageView<'a> {
    /// BCP 47.
    pub tag: &'a str,
    /// What the language calls itself.
    pub name: &'a str,
    pub direction: &'static str,
    pub href: String,
    /// The whole address, where the site's is known.
    pub address: Option<String>,
    /// Whether the site was written in it.
    pub is_original: bool,
    pub is_current: bool,
}

/// What must be said of a page's words.
#[derive(Debug, Clone, Serialize)]
pub struct TranslationView<'a> {
    pub is_missing: bool,
    pub is_stale: bool,
    /// When the original last changed, of one that did since it was translated.
    pub changed: Option<DateView>,
    pub is_by_machine: bool,
    /// The original.
    pub href: String,
    pub language: &'a str,
    pub tag: &'a str,
    pub direction: &'static str,
}

/// The page in each language of the site; nothing where there is one.
pub fn languages<'a>(cx: &Context<'a>, planned: &Planned) -> Vec<LanguageView<'a>> {
    let link = |path: &str| match planned.page {
        // It speaks all languages, and leads to where each begins.
        Page::NotFound => shared(&format!("{path}index.html")),
        _ => shared(&format!("{path}{}", planned.route.link())),
    };
    let choices = cx.edition.choices().iter();
    choices
        .map(|language| LanguageView {
            tag: language.tag(),
            name: &language.words.name,
            direction: language.words.language.direction().as_str(),
            href: link(&language.folder),
            address: cx.root_url().map(|root| {
                let base = format!("{root}{}", language.folder);
                LinkBase::Absolute(&base).page(&planned.route)
            }),
            is_original: language.folder.is_empty(),
            is_current: language.folder == cx.edition.folder && planned.page != Page::NotFound,
        })
        .collect()
}

/// What the page for lost readers says in a language.
#[derive(Debug, Clone, Serialize)]
pub struct LostView<'a> {
    pub tag: &'a str,
    pub direction: &'static str,
    pub heading: &'a str,
    pub text: &'a str,
    /// What stands between links.
    pub comma: &'a str,
    /// To the timeline and to each list.
    pub links: Vec<LinkView<'a>>,
}

/// What leads to everything: the front page, and the lists of `templates/lists.html`.
const LISTS: &[&str] = &["timeline", "people", "organizations", "places", "kinds", "tags", "sources", "claims"];

/// What the page for lost readers says in the further languages.
pub fn lost<'a>(cx: &Context<'a>) -> Vec<LostView<'a>> {
    let say = |words: &'a Words, key: &'static str| words.say(key).unwrap_or(key);
    let has_kinds = cx.site.tells_kinds_apart();
    let lists: Vec<&'static str> = LISTS.iter().copied().filter(|list| has_kinds || *list != "kinds").collect();
    let link = |language: &'a EditionLink, list: &'static str| {
        let folder = if list == "timeline" { String::new() } else { format!("{list}/") };
        LinkView {
            text: say(&language.words, list).into(),
            href: shared(&format!("{}{folder}index.html", language.folder)),
        }
    };
    let further = cx.edition.choices().iter().skip(1);
    further
        .map(|language| LostView {
            tag: language.tag(),
            direction: language.words.language.direction().as_str(),
            heading: say(&language.words, "not_found_heading"),
            text: say(&language.words, "not_found"),
            comma: say(&language.words, "comma"),
            links: lists.iter().map(|list| link(language, list)).collect(),
        })
        .collect()
}

/// What must be said of the words on a page; nothing in the language in which the site was written.
pub fn translation<'a>(cx: &Context<'a>, planned: &Planned) -> Option<TranslationView<'a>> {
    let site = cx.site;
    let of: &Translation = match planned.page {
        Page::Event(event) | Page::EventEmbed(event) => site.events[event].translation.as_ref(),
        Page::Source(source, _) => site.sources[source].translation.as_ref(),
        Page::Claim(claim) => site.claims[claim].translation.as_ref(),
        Page::Party(party, _) => site.parties[party].translation.as_ref(),
        Page::Place(place, _) => site.places[place].translation.as_ref(),
        Page::Free(page) => site.pages[page].translation.as_ref(),
        Page::Tag(tag, _) => site.backlinks.tags[tag].topic.and_then(|topic| site.topics[topic].translation.as_ref()),
        _ => None,
    }?;
    let original = cx.edition.all.first()?;
    Some(TranslationView {
        is_missing: of.state == TranslationState::Missing,
        is_stale: of.state == TranslationState::Stale,
        changed: of.changed.filter(|_| of.state == TranslationState::Stale).map(|day| dates::day(cx, day)),
        is_by_machine: of.by == Some(Translator::Machine),
        href: shared(&planned.route.link()),
        language: &original.words.name,
        tag: original.tag(),
        direction: original.words.language.direction().as_str(),
    })
}
