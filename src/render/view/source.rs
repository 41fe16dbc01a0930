//! A source as lists and pages show it, and the neutral name by which it goes where its title may not stand alone.

use super::inline::{ClaimView, DateView, LinkView};
use crate::model::{Citation, CitedSource, Ref, Source, SourceType};
use crate::plan::Route;
use crate::render::{
    Renderer, Viewpoint, fragment,
    quoted::quoted,
    templates::{Markup, Prepared},
};
use crate::words::date;
use serde::Serialize;

/// A source as its entry, its line and the head of its page show it.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    pub id: String,
    /// Its page.
    pub href: String,
    pub title: String,
    /// Set where the title isn't in the site's language.
    pub lang: Option<String>,
    /// "in French", likewise.
    pub language: Option<String>,
    /// What it goes by without its title: "The Ledger, 5 April 2031".
    pub label: String,
    pub outlet: Option<String>,
    pub authors: Option<String>,
    pub published: Option<DateView>,
    /// The article itself.
    pub url: Option<String>,
    /// What the article's address is called: its host.
    pub host: Option<String>,
    pub archived: Vec<ArchivedView>,
    pub accessed: Option<DateView>,
    /// "News report", "Ruling".
    pub kind: String,
    /// By what it is found without an address.
    pub locator: Option<String>,
    pub reliability: Option<String>,
    pub interest: Option<String>,
    pub is_paywalled: bool,
    /// Nobody here has read it.
    pub is_unread: bool,
    /// The source that this one is the text of.
    pub original: Option<LinkView>,
    /// The sources that it relays.
    pub relays: Vec<LinkView>,
    /// The claims that its title bears on, with their status. A template must print each one's `status` where the
    /// title itself alleges.
    pub claims: Vec<ClaimView>,
    /// Attributes by which a browser's add-on finds the archived copy (Robust Links).
    pub version_url: Option<String>,
    pub version_date: Option<String>,
}

/// A copy kept by an archive.
#[derive(Debug, Clone, Serialize)]
pub struct ArchivedView {
    pub href: String,
    pub date: Option<DateView>,
}

/// One statement's tie to a passage.
#[derive(Debug, Clone, Serialize)]
pub struct CitationView {
    /// The exact words, to stand inside `<q>`.
    pub quote: Option<Markup>,
    /// The article, at the passage itself.
    pub passage: Option<String>,
    /// The day on which the words were last found in the source's text.
    pub checked: Option<DateView>,
    pub locator: Option<String>,
    pub note: Option<String>,
    /// Whose word this statement is, where that differs from what the source relays.
    pub relays: Vec<LinkView>,
    /// That this statement is the source's own, where the source relays others.
    pub is_own: bool,
}

/// A numbered source beneath a text.
#[derive(Debug, Clone, Serialize)]
pub struct EntryView {
    pub number: usize,
    /// A [`SourceView`].
    pub source: Prepared,
    pub citations: Vec<CitationView>,
    /// Where the text cites it.
    pub cited_at: Vec<String>,
}

impl Renderer<'_> {
    /// The source as seen from a page at `at`.
    pub fn source_view(&self, source: Ref<Source>, at: &Viewpoint) -> SourceView {
        let row = &self.site.sources[source];
        let foreign = row.language.as_ref().filter(|language| !same_language(language, &self.site.settings.language));
        let version = row.archived.first();
        SourceView {
            id: row.id.as_str().to_owned(),
            href: at.to(&Route::source(&row.id)),
            title: row.title.clone(),
            lang: foreign.cloned(),
            language: foreign.and_then(|language| self.language_name(language)),
            label: self.source_label(source).to_owned(),
            outlet: row.outlet.clone(),
            authors: (!row.authors.is_empty()).then(|| self.words.list(&row.authors)),
            published: row.published.as_ref().map(|date| self.date(date)),
            url: row.url.clone(),
            host: row.url.as_deref().map(crate::parse::address::host),
            archived: row
                .archived
                .iter()
                .map(|copy| ArchivedView { href: copy.url.clone(), date: copy.date.map(|day| self.day(day)) })
                .collect(),
            accessed: row.accessed.map(|day| self.day(day)),
            kind: self.source_kind(row).to_owned(),
            locator: row.locator.clone(),
            reliability: row.reliability.clone(),
            interest: row.interest.clone(),
            is_paywalled: row.paywalled,
            is_unread: !row.consulted,
            original: row.copy_of.map(|original| self.source_link(original, at)),
            relays: row.based_on.iter().map(|relayed| self.source_link(*relayed, at)).collect(),
            claims: self.claims_of_title(row, at),
            version_url: version.map(|copy| copy.url.clone()),
            // Robust Links: the day of the archived copy, or where there is none that of reading the page itself.
            version_date: version.and_then(|copy| copy.date).or(row.accessed).map(|day| day.to_string()),
        }
    }

    /// The source as templates see it; made once for each depth, since many pages cite one source.
    fn prepared_source(&self, source: Ref<Source>, at: &Viewpoint) -> Prepared {
        let make = || Prepared::new(&self.source_view(source, at));
        if at.is_anywhere() { make() } else { self.cache.source(source, at.depth(), make) }
    }

    fn claims_of_title(&self, row: &Source, at: &Viewpoint) -> Vec<ClaimView> {
        let view = |notice: &crate::ledger::Notice| {
            let entry = row.claims.iter().find(|entry| entry.claim == notice.claim);
            let stance = entry.map(|entry| crate::model::Html::escaped(self.stance_here(entry.stance)).into());
            ClaimView { stance, status: self.notice(notice), ..self.claim_view(notice.claim, at) }
        };
        self.told_by_title(row).iter().map(view).collect()
    }

    /// The markup that must stand wherever the source's title does.
    pub fn demanded_by_title(&self, source: Ref<Source>, _: &Viewpoint) -> Vec<Markup> {
        let row = &self.site.sources[source];
        self.told_by_title(row).iter().map(|notice| self.notice(notice)).collect()
    }

    /// What a source goes by without its title: outlet or authors, and date; its title only where it has neither and
    /// the title alleges nothing.
    pub fn source_label(&self, source: Ref<Source>) -> &str {
        self.cache.label(source, || self.new_source_label(source))
    }

    fn new_source_label(&self, source: Ref<Source>) -> String {
        let row = &self.site.sources[source];
        let date = row.published.as_ref().map(|day| date::date(self.words, day));
        let alleges = !self.told_by_title(row).is_empty();
        let by = match (&row.outlet, row.authors.as_slice()) {
            (Some(outlet), _) => outlet.clone(),
            (None, []) if !alleges => return row.title.clone(),
            (None, []) => self.source_kind(row).to_owned(),
            (None, authors) => self.words.list(authors),
        };
        match date {
            Some(date) => self.fill("source_label", &[("by", &by), ("date", &date)]),
            None => by,
        }
    }

    /// "News report", "Ruling".
    pub fn source_kind(&self, row: &Source) -> &str {
        self.say(match row.kind {
            SourceType::News => "type_news",
            SourceType::Wire => "type_wire",
            SourceType::OfficialReport => "type_official_report",
            SourceType::Court => "type_court",
            SourceType::Transcript => "type_transcript",
            SourceType::Statement => "type_statement",
            SourceType::Book => "type_book",
            SourceType::Video => "type_video",
            SourceType::Dataset => "type_dataset",
            SourceType::Other => "type_other",
        })
    }

    /// A source by its neutral name, leading to its page.
    pub fn source_link(&self, source: Ref<Source>, at: &Viewpoint) -> LinkView {
        let row = &self.site.sources[source];
        LinkView { text: self.source_label(source).to_owned(), href: at.to(&Route::source(&row.id)) }
    }

    /// A numbered source with its passages.
    pub fn entry_view(&self, number: usize, cited: &CitedSource, cited_at: &[String], at: &Viewpoint) -> EntryView {
        let row = &self.site.sources[cited.source];
        EntryView {
            number,
            source: self.prepared_source(cited.source, at),
            citations: cited.citations.iter().map(|citation| self.citation_view(row, citation, at)).collect(),
            cited_at: cited_at.to_vec(),
        }
    }

    /// One passage.
    pub fn citation_view(&self, source: &Source, citation: &Citation, at: &Viewpoint) -> CitationView {
        let verification = &self.site.verification;
        let quote = citation.quote.as_deref();
        let checked = quote.and_then(|quote| verification.verbatim_on(source.id.as_str(), quote));
        let passage = match (&source.url, quote) {
            (Some(url), Some(quote)) => {
                Some(fragment::passage(url, source, quote, citation.locator.as_deref(), verification))
            }
            _ => None,
        };
        let based_on = citation.based_on.as_deref();
        CitationView {
            quote: quote.map(|quote| quoted(quote).into()),
            passage,
            checked: checked.map(|day| self.day(day)),
            locator: citation.locator.clone(),
            note: citation.note.clone(),
            relays: based_on.unwrap_or_default().iter().map(|source| self.source_link(*source, at)).collect(),
            is_own: based_on.is_some_and(<[_]>::is_empty) && !source.based_on.is_empty(),
        }
    }

    /// "in French", where the catalogue knows the language.
    fn language_name(&self, language: &str) -> Option<String> {
        let primary = language.split('-').next().unwrap_or(language).to_lowercase();
        self.words.page.get(&format!("in_language_{primary}")).cloned()
    }
}

/// Whether two tags mean the same language, whatever its region.
fn same_language(one: &str, other: &str) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    primary(one) == primary(other)
}
