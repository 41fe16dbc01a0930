//! What is the same on all pages.

use super::links::LinkView;
use crate::model::ChartMark;
use crate::render::external_links;
use crate::resolve::Site;
use crate::words::Words;
use serde::Serialize;
use std::collections::BTreeMap;

/// What every template may use beside its view.
#[derive(Debug, Serialize)]
pub struct Shared<'a> {
    /// The interface's words, by key.
    words: &'a BTreeMap<String, String>,
    site: SiteView<'a>,
}

/// The site as a whole.
#[derive(Debug, Serialize)]
struct SiteView<'a> {
    title: &'a str,
    description: Option<&'a str>,
    language: &'a str,
    /// `ltr` or `rtl`.
    direction: &'static str,
    publisher: Option<&'a str>,
    /// The publisher's contact, as it was written; each page has a link of its own to it.
    contact: Option<&'a str>,
    license: Option<LinkView<'a>>,
    repository: Option<&'a str>,
    base_url: Option<&'a str>,
    /// Whether kinds tell anything apart.
    has_kinds: bool,
    /// The marks of the kinds in use.
    shapes: Vec<&'static str>,
}

impl<'a> Shared<'a> {
    /// What is the same on all pages.
    pub fn new(site: &'a Site, words: &'a Words) -> Self {
        let settings = &site.settings;
        let mut shapes: Vec<&'static str> =
            site.kinds.rows().filter(|kind| !kind.label.is_empty()).map(|kind| kind.shape.as_str()).collect();
        // In the order of the vocabulary, each once.
        let order = |name: &str| ChartMark::ALL.iter().position(|(known, _)| *known == name);
        shapes.sort_by_key(|name| order(name));
        shapes.dedup();
        let publisher = settings.publisher.as_ref();
        let contact = publisher.and_then(|publisher| publisher.contact.as_ref());
        Self {
            words: &words.page,
            site: SiteView {
                title: &settings.title,
                description: settings.description.as_deref(),
                language: &settings.language,
                direction: words.language.direction().as_str(),
                publisher: publisher.map(|publisher| publisher.name.as_str()),
                contact: contact.map(String::as_str),
                license: settings.license.as_deref().map(license),
                repository: settings.repository.as_deref(),
                base_url: settings.base_url.as_deref(),
                has_kinds: site.tells_kinds_apart(),
                shapes,
            },
        }
    }
}

/// A licence leads to its text where it is one of those that everybody uses.
fn license(name: &str) -> LinkView<'_> {
    LinkView { text: name.into(), href: external_links::license(name).unwrap_or_default() }
}
