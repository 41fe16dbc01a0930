//! A source as lists and pages show it, and a passage of one.

use super::claims::{ClaimView, claims_of_title, marker};
use super::context::{PageContext, PreparedSource};
use super::dates::{self, DateView};
use super::links::{self, LinkView};
use super::templates::{Markup, Prepared};
use crate::model::{Citation, Ref, Source};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::link_base::LinkBase;
use crate::render::nested_quotes::nested_quotes;
use crate::render::notices::RequiredNotices;
use crate::render::passage_links;
use crate::render::pinpoint_words;
use crate::render::source_names::{source_kind, source_label, title_or_label};
use serde::Serialize;

/// A source as its entry, its line and the head of its page show it.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView<'a> {
    pub id: &'a str,
    /// Its page.
    pub href: String,
    pub title: &'a str,
    /// What the title says in the page's language.
    pub title_translation: Option<&'a str>,
    /// Whether it has no title, so that it goes by its label, which has its date.
    pub is_untitled: bool,
    /// Set where the title isn't in the site's language.
    pub lang: Option<&'a str>,
    /// "in French", likewise.
    pub language: Option<&'a str>,
    /// What it goes by without its title: "The Ledger, 5 April 2031".
    pub label: &'a str,
    pub outlet: Option<&'a str>,
    pub authors: Option<String>,
    pub published: Option<DateView>,
    /// The article itself.
    pub url: Option<&'a str>,
    /// What the article's address is called: its host.
    pub host: Option<String>,
    pub archived: Vec<ArchivedView<'a>>,
    pub accessed: Option<DateView>,
    /// "News report", "Ruling".
    pub kind: &'a str,
    /// By what it is found without an address.
    pub locator: Option<&'a str>,
    pub reliability: Option<&'a str>,
    pub interest: Option<&'a str>,
    pub is_paywalled: bool,
    /// "1:02:03", of a recording.
    pub duration: Option<String>,
    /// Who posted a post.
    pub account: Option<&'a str>,
    /// When on that day it was published.
    pub time: Option<String>,
    /// Nobody here has read it.
    pub is_unread: bool,
    /// The source that this one is the text of.
    pub original: Option<LinkView<'a>>,
    /// The sources that it relays.
    pub relays: Vec<LinkView<'a>>,
    /// Who stands before the title: its outlet or account, else its authors.
    pub by: Option<String>,
    /// The claims that its title bears on, with their status. The source's own page must print each one's `status`.
    pub claims: Vec<ClaimView<'a>>,
    /// The same in a few words. A line in a list must print it behind the title.
    pub marker: Option<Markup>,
    /// Attributes by which a browser's add-on finds the archived copy (Robust Links).
    pub version_url: Option<&'a str>,
    pub version_date: Option<String>,
}

/// A copy kept by an archive.
#[derive(Debug, Clone, Serialize)]
pub struct ArchivedView<'a> {
    pub href: &'a str,
    pub date: Option<DateView>,
}

/// One statement's tie to a passage.
#[derive(Debug, Clone, Serialize)]
pub struct CitationView<'a> {
    /// The exact words, to stand inside `<q>`.
    pub quote: Option<Markup>,
    /// What they say in the page's language.
    pub quote_translation: Option<&'a str>,
    /// The article, at the passage itself.
    pub passage: Option<String>,
    /// The day on which the words were last found in the source's text.
    pub checked: Option<DateView>,
    /// In words: pages and times too.
    pub locator: Option<String>,
    /// Whether the passage is played and not read.
    pub is_played: bool,
    pub note: Option<&'a str>,
    /// Whose word this statement is, where that differs from what the source relays.
    pub relays: Vec<LinkView<'a>>,
    /// That this statement is the source's own, where the source relays others.
    pub is_own: bool,
}

impl CitationView<'_> {
    /// Whether it says no more than that the source is cited.
    pub fn is_bare(&self) -> bool {
        let has_words = self.quote.is_some() || self.locator.is_some() || self.note.is_some();
        !has_words && self.relays.is_empty() && !self.is_own
    }
}

/// The source.
pub fn source<'a>(cx: &PageContext<'a>, source: Ref<Source>) -> SourceView<'a> {
    let row = &cx.site.sources[source];
    let day = |day| dates::day(cx, day);
    let foreign = foreign_language(cx, row);
    let version = row.archived.first();
    let authors = (!row.authors.is_empty()).then(|| cx.words.list(&row.authors));
    let noticed = RequiredNotices::of_title(cx, row);
    SourceView {
        id: row.id.as_str(),
        href: LinkBase::Page.page(&Route::source(&row.id)),
        title: title_or_label(cx, source),
        title_translation: row.title_translation.as_deref(),
        is_untitled: row.is_untitled,
        lang: foreign,
        language: foreign.and_then(|language| language_name(cx, language)),
        label: source_label(cx, source),
        outlet: row.outlet.as_deref(),
        by: row.speaker().map(str::to_owned).or_else(|| authors.clone()),
        authors,
        published: row.published.as_ref().map(|date| dates::date(cx, date)),
        url: row.url.as_deref(),
        host: row.page.as_ref().map(|page| page.host.to_string()),
        archived: row.archived.iter().map(|copy| ArchivedView { href: &copy.url, date: copy.date.map(day) }).collect(),
        accessed: row.accessed.map(day),
        kind: source_kind(cx, row),
        locator: row.locator.as_deref(),
        reliability: row.reliability.as_deref(),
        interest: row.interest.as_deref(),
        is_paywalled: row.paywalled,
        duration: row.duration.map(|length| length.to_string()),
        account: row.account.as_deref(),
        time: row.time.map(|time| time.to_string()),
        is_unread: !row.consulted,
        original: row.copy_of.map(|original| links::source(cx, original)),
        relays: row.based_on.iter().map(|relayed| links::source(cx, *relayed)).collect(),
        claims: claims_of_title(cx, row, &noticed),
        marker: marker(cx, &noticed),
        version_url: version.map(|copy| copy.url.as_str()),
        // Robust Links: the day of the archived copy, or where there is none that of reading the page itself.
        version_date: version.and_then(|copy| copy.date).or(row.accessed).map(|day| day.to_string()),
    }
}

/// The source, ready for templates; made once, since many pages cite it.
pub fn prepared_source(cx: &PageContext<'_>, of: Ref<Source>) -> PreparedSource {
    cx.cache.sources.get(of, || {
        let view = source(cx, of);
        PreparedSource { view: Prepared::new(&view), marker: view.marker }
    })
}

/// One passage.
pub fn citation<'a>(cx: &Context<'a>, source: &Source, citation: &'a Citation) -> CitationView<'a> {
    let quote = citation.quote.as_deref();
    let checked = quote.and_then(|quote| cx.site.verification.verbatim_on(source.id.as_str(), quote));
    let based_on = citation.based_on.as_deref();
    CitationView {
        quote: quote.map(|quote| nested_quotes(quote).into()),
        quote_translation: citation.quote_translation.as_deref(),
        passage: passage_links::passage(cx, source, citation).filter(|_| passage_links::leads_within(source, citation)),
        checked: checked.map(|day| dates::day(cx, day)),
        locator: pinpoint_words::locator(cx, citation),
        is_played: citation.pinpoint.as_ref().is_some_and(|pinpoint| pinpoint.times.is_some()),
        note: citation.note.as_deref(),
        relays: based_on.unwrap_or_default().iter().map(|source| links::source(cx, *source)).collect(),
        is_own: based_on.is_some_and(<[_]>::is_empty) && !source.based_on.is_empty(),
    }
}

/// The language of a source that isn't the page's.
pub fn foreign_language<'a>(cx: &Context<'a>, row: &'a Source) -> Option<&'a str> {
    row.language.as_deref().filter(|language| !same_language(language, &cx.site.settings.language))
}

/// "in French", where the catalogue knows the language.
fn language_name<'a>(cx: &Context<'a>, language: &str) -> Option<&'a str> {
    let primary = language.split('-').next().unwrap_or(language).to_lowercase();
    cx.words.page.get(&format!("in_language_{primary}")).map(String::as_str)
}

/// Whether two tags mean the same language, whatever its region.
fn same_language(one: &str, other: &str) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    primary(one) == primary(other)
}
