//! What the markup of a page says of the page itself, as it stands there: another door to `dom_query`.

use dom_query::{Document, Selection};
use serde::{Deserialize, Serialize};

/// The parts of a page that are about it, unjudged.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PageHead {
    /// `<title>`
    pub title: Option<String>,
    /// The first `<h1>`, which readers see.
    pub heading: Option<String>,
    /// `<html lang>`
    pub language: Option<String>,
    /// `<link rel="canonical">`
    pub canonical: Option<String>,
    /// Names (also `property` and `itemprop`) in lower case, and contents of `<meta>`, in their order.
    pub metas: Vec<(String, String)>,
    /// The texts of `<script type="application/ld+json">`.
    pub json_ld: Vec<String>,
    /// `datetime` of `<time>` elements that say that they are the day of publication.
    pub times: Vec<String>,
}

/// More elements of a sort than any page needs.
const MOST: usize = 400;

/// Longer than any title, or list of authors.
const LONGEST: usize = 2_000;

/// JSON-LD may describe a whole page of teasers.
const LONGEST_JSON: usize = 1 << 20;

/// Reads the head of a page.
pub fn read(html: &str) -> Result<PageHead, String> {
    if super::is_nested_too_deeply(html) {
        return Err("its HTML is nested too deeply".to_owned());
    }
    let page = Document::from(html);
    let first = |selector: &str| page.select(selector).first();
    let said = |found: &Selection| line(&found.text());
    let attribute = |found: &Selection, name: &str| found.attr(name).and_then(|value| line(&value));
    let mut head = PageHead {
        title: said(&first("head title")).or_else(|| said(&first("title"))),
        heading: said(&first("h1")),
        language: attribute(&first("html"), "lang"),
        ..PageHead::default()
    };
    for link in page.select("link[rel][href]").iter().take(MOST) {
        let rel = link.attr("rel").unwrap_or_default().to_lowercase();
        if head.canonical.is_none() && rel.split_whitespace().any(|word| word == "canonical") {
            head.canonical = attribute(&link, "href");
        }
    }
    for meta in page.select("meta[content]").iter().take(MOST) {
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| attribute(&meta, key));
        if let (Some(name), Some(content)) = (name, attribute(&meta, "content")) {
            head.metas.push((name.to_lowercase(), content));
        }
    }
    for script in page.select("script[type]").iter().take(MOST) {
        let kind = script.attr("type").unwrap_or_default().to_lowercase();
        let text = script.text();
        if kind.trim().starts_with("application/ld+json") && text.len() <= LONGEST_JSON {
            head.json_ld.push(text.to_string());
        }
    }
    for time in page.select("time[datetime][pubdate], time[datetime][itemprop]").iter().take(MOST) {
        let is_published = time.attr("itemprop").is_none_or(|name| name.to_lowercase().contains("datepublished"));
        head.times.extend(attribute(&time, "datetime").filter(|_| is_published));
    }
    Ok(head)
}

/// A text on one line, if there is any of a bearable length.
fn line(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty() && line.len() <= LONGEST).then_some(line)
}
