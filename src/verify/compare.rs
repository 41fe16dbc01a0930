//! Compares one quotation with one text.

use super::paragraph_number;
use super::texts::SourceText;
use crate::model::verification::MAX_RECORDED;
use crate::model::{ComparedText, PageRange, Verdict};
use crate::quotation::{Fragment, Match, Normal, WordChange, closest_match, difference, matches};
use std::collections::BTreeSet;

/// What came of comparing a quotation with its source's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    pub verdict: Verdict,
    pub text: ComparedText,
    /// How often the words stand in the text.
    pub times: usize,
    /// How a link leads to the passage, where the quotation alone would not.
    pub link: Option<Fragment>,
    /// How a link leads to another place where the words stand, by the locator that names its paragraph.
    pub places_by_locator: Vec<(String, Fragment)>,
    /// In which paragraphs the words stand, if they stand in the text more than once.
    paragraphs: Vec<usize>,
    /// On which pages the words stand, in the order in which they stand there; none where the text has no pages.
    pages: Vec<u32>,
    /// How the nearest passage differs: the quotation's words are the first, the text's the second.
    pub difference: Vec<WordChange>,
    /// What an editor should know of a quotation that stands there all the same.
    notes: Vec<String>,
}

/// A text that is compared with many quotations.
#[derive(Debug)]
pub struct Comparable {
    pub found: SourceText,
    pub article: Normal,
    page: Option<Normal>,
    sha256: String,
}

/// An omission of more words than this joins what the source keeps apart.
const LONG_OMISSION: usize = 60;

impl Compared {
    /// Whether the words stand in the document, and not on the pages that the citation names.
    pub fn is_on_other_page(&self, pages: Option<PageRange>) -> bool {
        pages.is_some_and(|pages| !self.pages.is_empty() && !self.pages.iter().any(|page| pages.contains(*page)))
    }

    /// What an editor should know of a citation with this locator and these pages.
    pub fn notes_at(&self, locator: Option<&str>, pages: Option<PageRange>) -> Vec<String> {
        let mut notes = self.notes.clone();
        if let Some(pages) = pages.filter(|_| self.is_on_other_page(pages)) {
            let found: Vec<String> = self.pages.iter().map(ToString::to_string).collect();
            let more = if found.len() > 1 { "pages" } else { "page" };
            notes.insert(
                0,
                format!(
                    "the words stand on {more} {}, not on page {pages}: write `page: {}`",
                    found.join(", "),
                    found[0]
                ),
            );
        }
        let Some(first) = self.paragraphs.first() else { return notes };
        let meant = locator.and_then(paragraph_number::in_locator);
        let all = self.paragraphs.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let times = self.times;
        notes.insert(
            0,
            match meant {
                Some(meant) if self.paragraphs.contains(&meant) => {
                    format!("the words stand there {times} times, in paragraphs {all}; the link leads to {meant}")
                }
                Some(meant) => format!(
                    "the words stand there {times} times, in paragraphs {all} and not in {meant}; the link leads to the first"
                ),
                None => {
                    let other = self.paragraphs.iter().find(|other| *other != first);
                    let way = match other {
                        Some(other) => format!("with the locator `paragraph {other}` it leads there"),
                        None => "quote more of them to mean another".to_owned(),
                    };
                    format!("the words stand there {times} times, and the link leads to the first; {way}")
                }
            },
        );
        notes
    }
}

impl Comparable {
    /// A text made ready.
    pub fn new(found: SourceText) -> Self {
        let article = Normal::new(&found.text.article);
        let page = found.text.page.as_deref().map(Normal::new);
        let sha256 = found.text.sha256();
        Self { found, article, page, sha256 }
    }

    /// SHA-256 of the article's words, as records name it.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Looks for `quote` in the article, and where it isn't there on the rest of its page. `locators` are those with
    /// which citations name the place.
    pub fn compare(&self, quote: &str, locators: &BTreeSet<&str>) -> Compared {
        let places = matches(quote, &self.article);
        if !places.is_empty() {
            return self.stands(quote, locators, &places, &self.found.text.article, &self.article);
        }
        if let (Some(page), Some(text)) = (&self.page, &self.found.text.page) {
            let places = matches(quote, page);
            if !places.is_empty() {
                return self.stands(quote, locators, &places, text, page);
            }
        }
        let closest_match = closest_match(quote, &self.article);
        let passage =
            closest_match.map(|closest_match| &self.found.text.article[self.article.original(closest_match.range)]);
        Compared {
            verdict: if passage.is_some() { Verdict::Differs } else { Verdict::NotFound },
            text: self.label(),
            times: 0,
            link: None,
            places_by_locator: Vec::new(),
            paragraphs: Vec::new(),
            pages: Vec::new(),
            difference: passage.map(|passage| difference(quote, passage)).unwrap_or_default(),
            notes: Vec::new(),
        }
    }

    fn stands(
        &self,
        quote: &str,
        locators: &BTreeSet<&str>,
        places: &[Match],
        text: &str,
        normal: &Normal,
    ) -> Compared {
        let place = &places[0];
        let paragraphs: Vec<usize> =
            places.iter().map(|place| paragraph_number::at(text, normal.original(place.whole()).start)).collect();
        let link = self
            .link(quote, place, text, normal, places.len())
            .filter(|link| Fragment::of_quote(quote).as_ref() != Some(link));
        let elsewhere = locators.iter().filter_map(|locator| {
            let meant = paragraph_number::in_locator(locator)?;
            let nth = paragraphs.iter().position(|paragraph| *paragraph == meant).filter(|nth| *nth > 0)?;
            let link = self.link(quote, &places[nth], text, normal, places.len())?;
            Some(((*locator).to_owned(), link))
        });
        // The rest of a page has none.
        let starts = if std::ptr::eq(normal, &self.article) { &self.found.text.page_starts[..] } else { &[] };
        let page =
            |place: &Match| starts.partition_point(|start| *start <= normal.original(place.whole()).start) as u32;
        let pages: BTreeSet<u32> = if starts.is_empty() { BTreeSet::new() } else { places.iter().map(page).collect() };
        let mut notes = Vec::new();
        for (inside, stands) in place.brackets.iter().filter(|(_, stands)| stands.contains(' ')) {
            notes.push(format!("`[{inside}]` stands for “{stands}”"));
        }
        let omitted = place.omitted_words(normal);
        if omitted > LONG_OMISSION {
            notes.push(format!("{omitted} words are left out between its parts"));
        }
        Compared {
            verdict: Verdict::Verbatim,
            text: self.label(),
            times: places.len(),
            link,
            places_by_locator: elsewhere.collect(),
            paragraphs: if places.len() > 1 { paragraphs } else { Vec::new() },
            pages: pages.into_iter().collect(),
            difference: Vec::new(),
            notes,
        }
    }

    /// How a link leads to this place.
    ///
    /// A browser looks through the whole page. Where the words stand on it more often than in the article, as in a
    /// headline or a teaser, the link is tried on the page.
    fn link(&self, quote: &str, place: &Match, text: &str, normal: &Normal, times: usize) -> Option<Fragment> {
        // Around it, a page may have a word without an end.
        let most = quote.len() + MAX_RECORDED;
        self.link_of_any_length(quote, place, text, normal, times).filter(|link| link.directive().len() <= 3 * most)
    }

    fn link_of_any_length(
        &self,
        quote: &str,
        place: &Match,
        text: &str,
        normal: &Normal,
        times: usize,
    ) -> Option<Fragment> {
        if let (Some(page), Some(page_text)) = (&self.page, &self.found.text.page) {
            let on_page = matches(quote, page);
            if on_page.len() > times {
                let same = on_page.iter().max_by_key(|other| alike(normal, place, page, other))?;
                return Fragment::pinned(page_text, page, same, false);
            }
        }
        Fragment::pinned(text, normal, place, times == 1)
    }

    fn label(&self) -> ComparedText {
        ComparedText { from: self.found.from, sha256: self.sha256.clone() }
    }
}

/// How many bytes around two places are the same, up to a paragraph's length.
fn alike(one: &Normal, place: &Match, other: &Normal, another: &Match) -> usize {
    const FAR: usize = 500;
    let (one, place, other, another) = (one.as_str(), place.whole(), other.as_str(), another.whole());
    let before = one[..place.start].bytes().rev().zip(other[..another.start].bytes().rev());
    let after = one[place.end..].bytes().zip(other[another.end..].bytes());
    before.take(FAR).take_while(|(a, b)| a == b).count() + after.take(FAR).take_while(|(a, b)| a == b).count()
}
