//! What every page has: its title, its place in the site, and the site around it.

use super::inline::{DateView, LinkView};
use crate::model::{Id, Shape};
use crate::plan::{Planned, Route};
use crate::render::data::HeadView;
use crate::render::templates::Prepared;
use crate::render::{Renderer, Viewpoint, outside};
use crate::resolve::Site;
use crate::words::Words;
use serde::Serialize;
use std::collections::BTreeMap;

/// What every template may use beside its view.
#[derive(Debug, Serialize)]
pub struct Shared {
    /// The interface's words, by key.
    words: BTreeMap<String, String>,
    site: SiteView,
}

/// The site as a whole.
#[derive(Debug, Serialize)]
struct SiteView {
    title: String,
    description: Option<String>,
    language: String,
    /// `ltr` or `rtl`.
    direction: &'static str,
    publisher: Option<String>,
    contact: Option<LinkView>,
    license: Option<LinkView>,
    repository: Option<String>,
    base_url: Option<String>,
    /// The marks of the kinds in use.
    shapes: Vec<&'static str>,
}

impl Shared {
    /// What is the same on all pages.
    pub fn new(site: &Site, words: &Words) -> Self {
        let settings = &site.settings;
        let mut shapes: Vec<&'static str> =
            site.kinds.rows().filter(|kind| !kind.label.is_empty()).map(|kind| kind.shape.as_str()).collect();
        // In the order of the vocabulary, each once.
        let order = |name: &str| Shape::ALL.iter().position(|(known, _)| *known == name);
        shapes.sort_by_key(|name| order(name));
        shapes.dedup();
        let publisher = settings.publisher.as_ref();
        let contact = publisher.and_then(|publisher| publisher.contact.as_ref());
        Self {
            words: words.page.clone(),
            site: SiteView {
                title: settings.title.clone(),
                description: settings.description.clone(),
                language: settings.language.clone(),
                direction: direction(&settings.language),
                publisher: publisher.map(|publisher| publisher.name.clone()),
                contact: contact.map(|contact| LinkView { text: contact.clone(), href: outside::contact(contact) }),
                license: settings.license.as_deref().map(license),
                repository: settings.repository.clone(),
                base_url: settings.base_url.clone(),
                shapes,
            },
        }
    }
}

/// A licence leads to its text where it is one of those that everybody uses.
fn license(name: &str) -> LinkView {
    let creative = name.strip_prefix("CC-").and_then(|rest| rest.rsplit_once('-'));
    let href = match creative {
        Some((terms, version)) if version.parse::<f32>().is_ok() => {
            format!("https://creativecommons.org/licenses/{}/{version}/", terms.to_lowercase())
        }
        _ if name == "CC0-1.0" => "https://creativecommons.org/publicdomain/zero/1.0/".to_owned(),
        _ if name.starts_with("https://") => name.to_owned(),
        _ => String::new(),
    };
    LinkView { text: name.to_owned(), href }
}

fn direction(language: &str) -> &'static str {
    match language.split('-').next().unwrap_or_default() {
        "ar" | "fa" | "he" | "ur" | "yi" | "ps" | "ckb" | "ug" | "sd" | "dv" => "rtl",
        _ => "ltr",
    }
}

/// What one page is, for the shell around it.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// What stands in the browser's tab, without the site's name.
    pub title: String,
    pub description: Option<String>,
    /// What leads to the site's root: `../../`.
    pub root: String,
    /// Which entry of the navigation it belongs to: `timeline`, `claims`, a free page's id.
    pub section: String,
    pub nav: Prepared,
    /// Whether it is the page to which that entry leads.
    pub heads_section: bool,
    /// The page's own address, where the site's is known.
    pub canonical: Option<String>,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// Feeds beside the page, where the site's address is known.
    pub feeds: Vec<FeedView>,
    /// When the page last changed, where that can be said.
    pub changed: Option<DateView>,
    /// Where a mistake can be told, and where the page's file can be edited.
    pub suggest: Option<String>,
    pub edit: Option<String>,
    /// The pages of a list that is cut into several; empty for a whole one.
    pub parts: Vec<PartView>,
    /// What other programs read.
    pub head: HeadView,
}

/// An entry of the navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavView {
    pub section: String,
    pub text: String,
    pub href: String,
}

/// A feed.
#[derive(Debug, Clone, Serialize)]
pub struct FeedView {
    pub kind: &'static str,
    pub title: String,
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
    pub title: String,
    pub description: Option<String>,
    pub section: &'a str,
    pub noindex: bool,
    /// The file that it is made from.
    pub file: Option<&'a str>,
    /// What a correction names, where it isn't the page's address.
    pub id: Option<&'a Id>,
    pub changed: Option<chrono::NaiveDate>,
    /// A feed that lies beside the page.
    pub feed: bool,
    pub part: Option<crate::plan::Part>,
}

impl Renderer<'_> {
    /// The shell of a page.
    pub fn page_view(&self, planned: &Planned, at: &Viewpoint, about: About<'_>) -> PageView {
        let base = self.site.settings.base_url.as_deref();
        let number = about.part.map_or(1, |part| part.number);
        let title = match number {
            1 => about.title,
            _ => self.fill("numbered_title", &[("title", &about.title), ("n", &number.to_string())]),
        };
        let address = format!("/{}", planned.route.as_str());
        let name = about.id.map_or(address.as_str(), Id::as_str);
        let canonical = base.map(|base| planned.route.absolute(base));
        PageView {
            suggest: self.suggest(name, canonical.as_deref().unwrap_or(&address), about.changed),
            feeds: self.feeds(planned, at, about.feed, &title),
            title,
            description: about.description,
            root: at.root().to_owned(),
            section: about.section.to_owned(),
            nav: self.nav(at),
            heads_section: section_head(about.section) == planned.route,
            canonical,
            noindex: about.noindex,
            changed: about.changed.map(|day| self.day(day)),
            edit: about.file.and_then(|file| self.edit(file)),
            parts: about.part.map_or_else(Vec::new, |part| parts(planned, at, part)),
            head: self.head(planned),
        }
    }

    /// The navigation as seen from `at`; made once for each depth.
    fn nav(&self, at: &Viewpoint) -> Prepared {
        let make = || Prepared::new(&self.nav_views(at));
        if at.is_anywhere() { make() } else { self.cache.nav(at.depth(), make) }
    }

    fn nav_views(&self, at: &Viewpoint) -> Vec<NavView> {
        let mut nav = Vec::new();
        let mut add = |section: &str, text: &str| {
            let href = at.to(&section_head(section));
            nav.push(NavView { section: section.to_owned(), text: text.to_owned(), href });
        };
        add("timeline", self.say("timeline"));
        if self.site.published_claims().next().is_some() {
            add("claims", self.say("claims"));
        }
        if !self.plan.people.is_empty() {
            add("people", self.say("people"));
        }
        if !self.plan.organizations.is_empty() {
            add("organizations", self.say("organizations"));
        }
        add("sources", self.say("sources"));
        for (_, page) in self.site.pages.iter() {
            add(page.id.as_str(), &page.title);
        }
        add("corrections", self.say("corrections"));
        add("search", self.say("search"));
        nav
    }

    fn feeds(&self, planned: &Planned, at: &Viewpoint, own: bool, title: &str) -> Vec<FeedView> {
        if self.site.settings.base_url.is_none() {
            return Vec::new();
        }
        let site = &self.site.settings.title;
        let mut feeds = vec![
            FeedView { kind: "application/atom+xml", title: site.clone(), href: at.to_file("feed.xml") },
            FeedView { kind: "application/feed+json", title: site.clone(), href: at.to_file("feed.json") },
        ];
        if own {
            let title = self.fill("feed_title", &[("title", title), ("site", site)]);
            let href = at.to_file(&planned.route.beside("feed.xml"));
            feeds.push(FeedView { kind: "application/atom+xml", title, href });
        }
        feeds
    }
}

/// The page to which an entry of the navigation leads.
fn section_head(section: &str) -> Route {
    if section == "timeline" { Route::front() } else { Route::top(section) }
}

fn parts(planned: &Planned, at: &Viewpoint, part: crate::plan::Part) -> Vec<PartView> {
    if part.of == 1 {
        return Vec::new();
    }
    // A numbered page lies in a folder of the list's own.
    let list = match part.number {
        1 => planned.route.clone(),
        _ => planned.route.above(),
    };
    (1..=part.of)
        .map(|number| PartView { number, href: at.to(&list.numbered(number)), is_current: number == part.number })
        .collect()
}
