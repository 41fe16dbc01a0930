//! The keys of a source's front matter.

use super::address;
use super::event::{AcceptanceFile, accept, former_ids};
use super::field_types::{
    Boolean, Date, EntityKind, List, MapOf, Mapped, PlainDate, PlayLength, Reference, ScalarOrMap, Text, Time, Url,
    Word,
};
use super::fields::Fields;
use super::stance::{TitleStanceFile, title_stance};
use crate::diagnostic::{Code, Span, position::Spanned};
use crate::model::{Archived, EventDate, EventTime, Id, PageAddress, PlayTime, SourceType};
use chrono::NaiveDate;

/// What a source's front matter says; ids are not looked for yet.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Empty where it is missing.
    pub title: Spanned<String>,
    /// The same in the language into which the file is translated.
    pub title_translation: Option<String>,
    /// Whether it has no title and can be found all the same.
    pub is_untitled: bool,
    pub outlet: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<Spanned<EventDate>>,
    pub url: Option<Spanned<String>>,
    /// What the address says.
    pub page: Option<PageAddress>,
    /// Whether there is a `url` or a `locator`, readable or not.
    pub says_where: bool,
    pub archived: Vec<Archived>,
    /// Where `archived` stands, readable or not, if there is anything in it.
    pub archived_at: Option<Span>,
    pub accessed: Option<NaiveDate>,
    pub language: Option<String>,
    pub kind: SourceType,
    pub copy_of: Option<Spanned<String>>,
    pub based_on: Vec<Spanned<String>>,
    /// Where `copy_of` stands, or else `based_on`.
    pub relays_at: Option<Span>,
    pub claims: Vec<TitleStanceFile>,
    pub reliability: Option<String>,
    pub interest: Option<String>,
    pub paywalled: bool,
    pub duration: Option<PlayTime>,
    pub account: Option<String>,
    pub time: Option<EventTime>,
    pub quote: Option<String>,
    /// Set where this is a further language's.
    pub quote_translation: Option<String>,
    pub locator: Option<String>,
    pub consulted: bool,
    pub accept: Vec<AcceptanceFile>,
    pub aliases: Vec<Spanned<Id>>,
}

/// Declares the keys of a source.
pub fn source(fields: &mut Fields) -> Option<SourceFile> {
    let meaning =
        "Its title, as published; may be missing where there is an address, or where nobody here has read it.";
    let is_named_otherwise = fields.gives("url") || fields.denies("consulted") && fields.gives("outlet");
    let title = fields.required_unless(is_named_otherwise, "title", meaning, Text);
    let outlet = fields.optional("outlet", "Where it appeared: a paper, a broadcaster, a court.", Text);
    let authors = fields.list("authors", "Who wrote it, one a line, as their names are printed.", Text);
    let published = fields.optional("published", "When it was published, in EDTF.", Date);
    let url = fields.optional("url", "Where it can be read.", Url);
    let archived = fields.list(
        "archived",
        "Copies kept by archives: `{url, date}`.",
        ScalarOrMap(Mapped(Url, copy_alone), MapOf("an archived copy", archived)),
    );
    let accessed = fields.optional("accessed", "The day it was read for this timeline.", PlainDate);
    let language =
        fields.optional("language", "Its language, where it isn't the site's, as a BCP 47 tag such as `fr`.", Text);
    let kind = fields.optional("type", "What sort of work it is.", Word(SourceType::ALL));
    let copy_of = fields.optional(
        "copy_of",
        "The source whose text this is, whole, cut or reworded.",
        Reference(EntityKind::Source),
    );
    let based_on = fields.optional("based_on", "The sources that it relays.", List(Reference(EntityKind::Source)));
    let claims = fields.list(
        "claims",
        "What its title itself does to claims: `{claim, stance, concerns}`; the title is then never shown without what became of it.",
        MapOf("an entry of `claims`", title_stance),
    );
    let reliability = fields.optional("reliability", "A warning shown wherever it is cited.", Text);
    let interest = fields.optional("interest", "What its publisher has at stake, shown wherever it is cited.", Text);
    let paywalled = fields.optional("paywalled", "Whether reading it costs money.", Boolean);
    let duration = fields.optional("duration", "How long a recording is, as `\"01:02:03\"`.", PlayLength);
    let account = fields.optional("account", "Of a post, who posted it: `@harbour@example.social`.", Text);
    let time =
        fields.optional("time", "When on that day it was published, in the site's zone or with its offset.", Time);
    let quote = fields.optional("quote", "The text of a post, word for word.", Text);
    if kind.is_some_and(|kind| kind != SourceType::Post) {
        for key in ["account", "quote"] {
            if let Some(at) = fields.span_of(key) {
                let help = "write `type: post`, or take it out: what others' texts say is quoted where they are cited";
                fields.refuse(Code::InvalidValue, at, &format!("only a post has `{key}`"), help);
            }
        }
    }
    let locator = fields.optional(
        "locator",
        "How to find it without an address: print edition and page, ISBN, docket number.",
        Text,
    );
    let consulted = fields.optional(
        "consulted",
        "Whether somebody here has read it, `true` if not given; else it may be named as an origin and not be cited.",
        Boolean,
    );
    let accept = accept(fields);
    let aliases = former_ids(fields);
    Some(SourceFile {
        title: title.unwrap_or_else(|| fields.nothing()),
        title_translation: None,
        is_untitled: !fields.gives("title"),
        outlet: outlet.map(|outlet| outlet.value),
        authors: authors.into_iter().map(|author| author.value).collect(),
        published,
        page: url.as_ref().map(|url| address::page(&url.value)),
        url,
        says_where: fields.gives("url") || fields.gives("locator"),
        archived,
        archived_at: fields.span_of("archived").filter(|_| fields.gives("archived")),
        accessed,
        language: language.map(|language| language.value),
        kind: kind.unwrap_or(SourceType::Other),
        copy_of,
        based_on: based_on.unwrap_or_default(),
        relays_at: fields.span_of("copy_of").or(fields.span_of("based_on")),
        claims,
        reliability: reliability.map(|text| text.value),
        interest: interest.map(|text| text.value),
        paywalled: paywalled.unwrap_or(false),
        duration: duration.map(|length| length.value),
        account: account.map(|account| account.value),
        time: time.map(|time| time.value),
        quote: quote.map(|quote| quote.value),
        quote_translation: None,
        locator: locator.map(|locator| locator.value),
        consulted: consulted.unwrap_or(true),
        accept,
        aliases,
    })
}

fn copy_alone(url: Spanned<String>) -> Archived {
    Archived { url: url.value, date: None }
}

fn archived(fields: &mut Fields) -> Option<Archived> {
    let url = fields.required("url", "The copy's address.", Url);
    let date = fields.optional("date", "The day of the copy.", PlainDate);
    Some(Archived { url: url?.value, date })
}
