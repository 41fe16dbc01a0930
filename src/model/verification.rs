//! What `dateline verify` and `dateline links` found: `content/verification.yaml`.

use crate::diagnostic::Span;
use crate::quotation::{Fragment, same_words};
use chrono::NaiveDate;

/// So many bytes are recorded of what strangers' servers and pages say: enough for any address, tag or sentence.
pub const MAX_RECORDED: usize = 500;

/// The beginning of `text`, as much as is recorded of a stranger's words.
pub fn cut(text: &str) -> String {
    match text.len() {
        ..=MAX_RECORDED => text.to_owned(),
        _ => format!("{}…", &text[..text.floor_char_boundary(MAX_RECORDED - '…'.len_utf8())]),
    }
}

/// Everything that was compared and visited; empty where nobody has done so yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verification {
    /// Sorted by source and quotation.
    pub quotations: Vec<CheckedQuotation>,
    /// Sorted by address.
    pub links: Vec<VisitedLink>,
}

/// One quotation from one source, and what came of comparing them.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedQuotation {
    /// The source's id.
    pub source: String,
    pub quote: String,
    /// Where it stands, as links by id: `event:2031-04-05-warden-resigns`.
    pub places: Vec<String>,
    pub verdict: Verdict,
    /// The day of the comparison.
    pub checked: NaiveDate,
    /// What it was compared with, unless the text was not to be had.
    pub text: Option<ComparedText>,
    /// How often the words stand in the text, where that is more than once.
    pub times: Option<i64>,
    /// How a link leads to the passage, where the quotation alone would not.
    pub link: Option<Fragment>,
    /// How a link leads to another place where the same words stand, by the locator that a citation names it with.
    pub places_by_locator: Vec<(String, Fragment)>,
    /// Why the text was not to be had, or how it differs.
    pub reason: Option<String>,
    /// Where the record stands in its file.
    pub at: Span,
}

/// What comparing a quotation with its source's text came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It stands there, word for word.
    Verbatim,
    /// Something much like it stands there.
    Differs,
    /// Nothing like it stands there.
    NotFound,
    /// There was no text to compare it with.
    NoText,
}

impl Verdict {
    /// Every verdict with the word that the file uses for it.
    pub const ALL: &[(&str, Verdict)] = &[
        ("verbatim", Self::Verbatim),
        ("differs", Self::Differs),
        ("not-found", Self::NotFound),
        ("no-text", Self::NoText),
    ];

    /// The word that the file uses.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, verdict)| *verdict == self).map_or("no-text", |(word, _)| word)
    }
}

/// A text that quotations were compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedText {
    pub from: TextOrigin,
    /// Of its words, with one space between them: a page's advertisements don't change it.
    pub sha256: String,
}

/// Where a text was had from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextOrigin {
    /// A file that an editor saved.
    Local,
    /// A copy kept by an archive.
    Archived,
    /// The source's own page.
    Live,
}

impl TextOrigin {
    /// Every origin with the word that the file uses for it.
    pub const ALL: &[(&str, TextOrigin)] =
        &[("local", Self::Local), ("archived", Self::Archived), ("live", Self::Live)];

    /// The word that the file uses.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, origin)| *origin == self).map_or("live", |(word, _)| word)
    }
}

/// One address, and what was found there when it was last visited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitedLink {
    pub url: String,
    /// The day of the visit.
    pub checked: NaiveDate,
    pub state: LinkState,
    /// The last answer's status, where there was an answer.
    pub status: Option<i64>,
    /// Where it led in the end, where that is elsewhere.
    pub to: Option<String>,
    /// What went wrong, in words.
    pub reason: Option<String>,
    /// SHA-256 of the text's words as they were read.
    pub text: Option<String>,
    /// Since when that text is known.
    pub since: Option<NaiveDate>,
    /// For conditional requests: what the server calls the version we saw last.
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// How it stands with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkState {
    /// Nothing is there any more.
    Gone,
    /// The article's address leads to a site's front page.
    FrontPage,
    /// The server fails, or can't be reached safely.
    Failing,
    /// Its text is no longer the one that was read.
    Changed,
    /// It has another address for good.
    Moved,
    /// No answer in time.
    Slow,
    /// The server doesn't answer programs; readers may well see the page.
    Refused,
    /// It was not visited: the site asks programs not to.
    NotVisited,
    /// It is there.
    Fine,
}

impl LinkState {
    /// Every state with the word that the file and reports use, the most urgent first.
    pub const ALL: &[(&str, LinkState)] = &[
        ("gone", Self::Gone),
        ("front-page", Self::FrontPage),
        ("failing", Self::Failing),
        ("changed", Self::Changed),
        ("moved", Self::Moved),
        ("slow", Self::Slow),
        ("refused", Self::Refused),
        ("not-visited", Self::NotVisited),
        ("ok", Self::Fine),
    ];

    /// The word that the file and reports use.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, state)| *state == self).map_or("ok", |(word, _)| word)
    }
}

impl Verification {
    /// The record of this quotation from the source with this id; what type-setting adds to the words doesn't count.
    pub fn of(&self, source: &str, quote: &str) -> Option<&CheckedQuotation> {
        self.of_source(source).iter().find(|record| same_words(&record.quote, quote))
    }

    /// All records of quotations from the source with this id.
    pub fn of_source(&self, source: &str) -> &[CheckedQuotation] {
        let start = self.quotations.partition_point(|record| record.source.as_str() < source);
        let end = self.quotations.partition_point(|record| record.source.as_str() <= source);
        &self.quotations[start..end]
    }

    /// On what day this quotation was last found word for word in its source's text.
    pub fn verbatim_on(&self, source: &str, quote: &str) -> Option<NaiveDate> {
        self.of(source, quote).filter(|record| record.verdict == Verdict::Verbatim).map(|record| record.checked)
    }

    /// How a link leads to this quotation: as it was tried on the source's text, else as well as the words alone allow.
    ///
    /// Where the words stand more than once, the citation's `locator` may say which place is meant.
    pub fn fragment(&self, source: &str, quote: &str, locator: Option<&str>) -> Option<Fragment> {
        let found = self.of(source, quote).filter(|record| record.verdict == Verdict::Verbatim);
        let link = found.and_then(|record| {
            let located = record.places_by_locator.iter().find(|(known, _)| Some(known.as_str()) == locator);
            located.map(|(_, link)| link).or(record.link.as_ref()).cloned()
        });
        link.or_else(|| Fragment::of_quote(quote))
    }

    /// What was found at this address.
    pub fn visit(&self, url: &str) -> Option<&VisitedLink> {
        self.links.binary_search_by(|link| link.url.as_str().cmp(url)).ok().map(|at| &self.links[at])
    }

    /// Puts everything into the order that look-ups and the file rely on.
    pub fn sort(&mut self) {
        self.quotations.sort_by(|a, b| (&a.source, &a.quote).cmp(&(&b.source, &b.quote)));
        self.links.sort_by(|a, b| a.url.cmp(&b.url));
    }
}
