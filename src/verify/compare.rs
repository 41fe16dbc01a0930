//! One quotation and one text: what comparing them came to.

use super::texts::Found;
use crate::model::{ComparedText, Verdict};
use crate::quotation::{Change, Fragment, Match, Normal, difference, matches, near};

/// What came of comparing a quotation with its source's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    pub verdict: Verdict,
    pub text: ComparedText,
    /// How often the words stand in the text.
    pub times: usize,
    /// How a link leads to the passage, where the quotation alone would not.
    pub link: Option<Fragment>,
    /// How the nearest passage differs: the quotation's words are the first, the text's the second.
    pub difference: Vec<Change>,
    /// What an editor should know of a quotation that stands there all the same.
    pub notes: Vec<String>,
}

/// A text that is compared with many quotations.
#[derive(Debug)]
pub struct Comparable {
    pub found: Found,
    pub article: Normal,
    page: Option<Normal>,
    sha256: String,
}

/// An omission of more words than this joins what the source keeps apart.
const LONG_OMISSION: usize = 60;

impl Comparable {
    /// A text made ready.
    pub fn new(found: Found) -> Self {
        let article = Normal::new(&found.text.article);
        let page = found.text.page.as_deref().map(Normal::new);
        let sha256 = found.text.sha256();
        Self { found, article, page, sha256 }
    }

    /// Looks for `quote` in the article, and where it isn't there on the rest of its page.
    pub fn compare(&self, quote: &str) -> Compared {
        let places = matches(quote, &self.article);
        if !places.is_empty() {
            return self.stands(quote, &places, &self.found.text.article, &self.article);
        }
        if let (Some(page), Some(text)) = (&self.page, &self.found.text.page) {
            let places = matches(quote, page);
            if !places.is_empty() {
                return self.stands(quote, &places, text, page);
            }
        }
        let near = near(quote, &self.article);
        let passage = near.map(|near| &self.found.text.article[self.article.original(near.range)]);
        Compared {
            verdict: if passage.is_some() { Verdict::Differs } else { Verdict::NotFound },
            text: self.label(),
            times: 0,
            link: None,
            difference: passage.map(|passage| difference(quote, passage)).unwrap_or_default(),
            notes: Vec::new(),
        }
    }

    fn stands(&self, quote: &str, places: &[Match], text: &str, normal: &Normal) -> Compared {
        let place = &places[0];
        let link =
            Fragment::pinned(text, normal, place).filter(|link| Fragment::of_quote(quote).as_ref() != Some(link));
        let mut notes = Vec::new();
        if places.len() > 1 {
            notes.push(format!(
                "the words stand there {} times, and the link leads to the first; quote more of them to mean another",
                places.len()
            ));
        }
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
            difference: Vec::new(),
            notes,
        }
    }

    fn label(&self) -> ComparedText {
        ComparedText { from: self.found.from, sha256: self.sha256.clone() }
    }
}
