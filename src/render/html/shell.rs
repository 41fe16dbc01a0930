//! What every page has: its title, its place in the site, and the site around it.

use super::context::PageContext;
use super::dates::{self, DateView};
use super::head::{AlternateView, HeadView, head};
use super::languages::{LanguageView, TranslationView, languages, translation};
use super::templates::Prepared;
use crate::model::Id;
use crate::plan::{Page, PageSlice, Planned, Route};
use crate::render::context::Context;
use crate::render::external_links::{contact, edit, suggest};
use crate::render::link_base::{LinkBase, Ways};
use serde::Serialize;
use std::borrow::Cow;

/// What one page is, for the shell around it.
#[derive(Debug, Clone, Serialize)]
pub struct PageView<'a> {
    /// What stands in the browser's tab, without the site's name.
    pub title: Cow<'a, str>,
    pub description: Option<Cow<'a, str>>,
    /// What leads to the site's root, where the files lie that all languages share: `../../`.
    pub root: String,
    /// What leads to the root of the page's language.
    pub home: String,
    /// The same page in each language, where there are several.
    pub languages: Vec<LanguageView<'a>>,
    /// That its words are no translation of what the original says now, where that is so.
    pub translation: Option<TranslationView<'a>>,
    /// Which entry of the navigation it belongs to: `timeline`, `claims`, a free page's id.
    pub section: &'a str,
    pub nav: Prepared,
    /// Whether it is the page to which that entry leads.
    pub heads_section: bool,
    /// The page's own address, where the site's is known.
    pub canonical: Option<String>,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// Feeds beside the page, where the site's address is known.
    pub feeds: Vec<AlternateView<'a>>,
    /// When the page last changed, where that can be said.
    pub changed: Option<DateView>,
    /// Where a mistake can be told, and where the page's file can be edited.
    pub suggest: Option<String>,
    pub edit: Option<String>,
    /// Where whoever answers for the site is reached.
    pub contact: Option<String>,
    /// The pages of a list that is cut into several; empty for a whole one.
    pub parts: Vec<PartView>,
    /// What other programs read.
    pub head: HeadView<'a>,
}

/// An entry of the navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavView<'a> {
    pub section: &'a str,
    pub text: &'a str,
    pub href: String,
}

/// One of several pages of a list.
#[derive(Debug, Clone, Serialize)]
pub struct PartView {
    pub number: usize,
    pub href: String,
    pub is_current: bool,
}

/// What a page says of itself.
#[derive(Debug, Default)]
pub struct About<'a> {
    pub title: Cow<'a, str>,
    pub description: Option<Cow<'a, str>>,
    pub section: &'a str,
    pub noindex: bool,
    /// The file that it is made from.
    pub file: Option<&'a str>,
    /// What a correction names, where it isn't the page's address.
    pub id: Option<&'a Id>,
    pub changed: Option<chrono::NaiveDate>,
    /// A feed that lies beside the page.
    pub feed: bool,
    pub part: Option<PageSlice>,
}

/// What leads from a page to the root of the site, and of its language. The page for lost readers is shown at any depth:
/// there it is the path of the site's address.
pub fn ways(cx: &Context<'_>, planned: &Planned) -> Ways {
    let folder = &cx.edition.folder;
    if planned.page != Page::NotFound {
        let home = planned.route.root();
        let root = if folder.is_empty() { home.clone() } else { format!("{home}../") };
        return Ways { root, home };
    }
    let beyond_host = cx.root_url().and_then(|base| base.split_once("://")?.1.split_once('/'));
    let root = beyond_host.map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"));
    Ways { home: format!("{root}{folder}"), root }
}

/// The shell of a page.
pub fn shell<'a>(cx: &PageContext<'a>, planned: &Planned, about: About<'a>) -> PageView<'a> {
    let base = cx.site.settings.base_url.as_deref();
    let number = about.part.map_or(1, |part| part.number);
    let title = match number {
        1 => about.title,
        _ => cx.fill("numbered_title", &[("title", &about.title), ("n", &number.to_string())]).into(),
    };
    let address = format!("/{}{}", cx.edition.folder, planned.route.as_str());
    let name = about.id.map_or(address.as_str(), Id::as_str);
    let canonical = base.map(|base| LinkBase::Absolute(base).page(&planned.route));
    let Ways { root, home } = ways(cx, planned);
    PageView {
        languages: languages(cx, planned),
        translation: translation(cx, planned),
        suggest: suggest(cx, name, canonical.as_deref().unwrap_or(&address), about.changed),
        contact: contact(cx, name, about.changed),
        feeds: feeds(cx, planned, about.part, about.feed, &title),
        title,
        description: about.description,
        root,
        home,
        section: about.section,
        nav: cx.cache.nav.get_or_init(|| Prepared::new(&nav_views(cx))).clone(),
        heads_section: section_head(about.section) == planned.route,
        canonical,
        noindex: about.noindex,
        changed: about.changed.map(|day| dates::day(cx, day)),
        edit: about.file.and_then(|file| edit(cx, file)),
        parts: about.part.map_or_else(Vec::new, |part| parts(planned, part)),
        head: head(cx, planned),
    }
}

fn nav_views<'a>(cx: &Context<'a>) -> Vec<NavView<'a>> {
    let mut nav = Vec::new();
    let mut add = |section: &'a str, text: &'a str| {
        let href = LinkBase::Page.page(&section_head(section));
        nav.push(NavView { section, text, href });
    };
    add("timeline", cx.say("timeline"));
    if cx.site.published_claims().next().is_some() {
        add("claims", cx.say("claims"));
    }
    if !cx.plan.people.is_empty() {
        add("people", cx.say("people"));
    }
    if !cx.plan.organizations.is_empty() {
        add("organizations", cx.say("organizations"));
    }
    if cx.site.published_topics().nth(1).is_some() {
        add("tags", cx.say("topics"));
    }
    add("sources", cx.say("sources"));
    for page in cx.site.pages.rows().filter(|page| page.in_menu) {
        add(page.id.as_str(), &page.title);
    }
    add("corrections", cx.say("corrections"));
    add("search", cx.say("search"));
    nav
}

fn feeds<'a>(
    cx: &Context<'a>,
    planned: &Planned,
    part: Option<PageSlice>,
    own: bool,
    title: &str,
) -> Vec<AlternateView<'a>> {
    if cx.site.settings.base_url.is_none() {
        return Vec::new();
    }
    let site = &cx.site.settings.title;
    let feed = |kind, title, path: &str| AlternateView { kind, title, href: LinkBase::Page.file(path) };
    let mut feeds = vec![feed("application/atom+xml", site.into(), "feed.xml")];
    // The same in another form, which no program looks for on every page.
    if planned.page == Page::Front {
        feeds.push(feed("application/feed+json", site.into(), "feed.json"));
    }
    if own {
        let title = cx.fill("feed_title", &[("title", title), ("site", site)]);
        feeds.push(feed("application/atom+xml", title.into(), &first_part(planned, part).beside("feed.xml")));
    }
    feeds
}

/// The first page of a list, beside which its feed lies.
fn first_part(planned: &Planned, part: Option<PageSlice>) -> Route {
    if part.is_some_and(|part| part.number > 1) { planned.route.above() } else { planned.route.clone() }
}

/// The page to which an entry of the navigation leads.
fn section_head(section: &str) -> Route {
    if section == "timeline" { Route::front() } else { Route::top(section) }
}

fn parts(planned: &Planned, part: PageSlice) -> Vec<PartView> {
    if part.of == 1 {
        return Vec::new();
    }
    // A numbered page lies in a folder of the list's own.
    let list = first_part(planned, Some(part));
    (1..=part.of)
        .map(|number| PartView {
            number,
            href: LinkBase::Page.page(&list.numbered(number)),
            is_current: number == part.number,
        })
        .collect()
}
