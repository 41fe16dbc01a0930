//! The keys of an event's front matter.

use super::field_types::{
    Boolean, Date, EntityKind, Integer, List, MapOf, Mapped, NewId, PageNumbers, PlainDate, PlayTimes, Reference,
    ScalarOrMap, TagText, Text, Time,
};
use super::fields::Fields;
use super::stance::{ResponseFile, StanceFile, response, stance};
use crate::diagnostic::{Span, position::Spanned};
use crate::model::{Correction, EventDate, EventTime, Id, Pinpoint, Withdrawal};
use chrono::NaiveDate;

/// What an event's front matter says; ids are not looked for yet.
///
/// What is required and missing was reported; the rest is kept, so that one run reports every mistake in the file.
#[derive(Debug, Clone)]
pub struct EventFile {
    /// Empty where it is missing.
    pub title: Spanned<String>,
    pub date: Option<Spanned<EventDate>>,
    pub time: Option<Spanned<EventTime>>,
    pub order: Option<i64>,
    pub kind: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub people: Vec<InvolvementFile>,
    pub organizations: Vec<InvolvementFile>,
    pub places: Vec<Spanned<String>>,
    pub tags: Vec<Spanned<String>>,
    pub sources: Vec<CitationFile>,
    /// Whether `sources` says anything, readable or not.
    pub names_sources: bool,
    pub claims: Vec<StanceFile>,
    pub date_variants: Vec<DateVariantFile>,
    pub responses: Vec<ResponseFile>,
    pub media: Vec<MediaFile>,
    pub related: Vec<Spanned<String>>,
    pub corrections: Vec<Correction>,
    pub accept: Vec<AcceptanceFile>,
    pub added: Option<NaiveDate>,
    /// Where `added` stands, readable or not.
    pub added_at: Option<Span>,
    pub updated: Option<NaiveDate>,
    pub aliases: Vec<Spanned<Id>>,
    pub withdrawn: Option<Withdrawal>,
    pub draft: bool,
}

/// A party that takes part, by id, and as what.
#[derive(Debug, Clone)]
pub struct InvolvementFile {
    pub party: Spanned<String>,
    pub role: Option<String>,
}

/// A citation, in front matter or in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationFile {
    pub source: Spanned<String>,
    pub quote: Option<Spanned<String>>,
    /// The same in the language into which the file is translated.
    pub quote_translation: Option<String>,
    pub locator: Option<String>,
    /// The locator as it was written, where a translation stands in its place.
    pub original_locator: Option<String>,
    /// With where it stands.
    pub pinpoint: Option<Spanned<Pinpoint>>,
    pub note: Option<String>,
    pub based_on: Option<Vec<Spanned<String>>>,
}

/// One of `date_variants:`
#[derive(Debug, Clone)]
pub struct DateVariantFile {
    pub date: Spanned<EventDate>,
    pub sources: Vec<Spanned<String>>,
    pub at: Span,
}

/// One of `media:`
#[derive(Debug, Clone)]
pub struct MediaFile {
    pub file: Spanned<String>,
    pub alt: Option<Spanned<String>>,
    pub credit: Option<String>,
    pub license: Option<String>,
    pub caption: Option<String>,
}

/// One of `accept:`
#[derive(Debug, Clone)]
pub struct AcceptanceFile {
    pub code: Spanned<String>,
    pub reason: String,
}

/// Declares the keys of an event.
pub fn event(fields: &mut Fields) -> Option<EventFile> {
    let title = fields.required("title", "What happened, in one line.", Text);
    let date = fields.required(
        "date",
        "When it happened, in EDTF: 2031-04-05, 2031-04, 2031, 2031-04~ (about), \"[2031-04-05,2031-04-06]\" (one of), 2031-04-05/2031-05-01.",
        Date,
    );
    let time = fields.optional("time", "The time of day, only with a full date: \"21:30\", or \"21:30+02:00\".", Time);
    let order = fields.optional("order", "What comes first among events of one day: 1, 2, 3 …", Integer);
    let kind = fields.required(
        "kind",
        "The sort of event, one of those in the site's settings (content/site.yaml).",
        Reference(EntityKind::Kind),
    );
    let summary =
        fields.optional("summary", "One sentence for lists, feeds and cards; else the first of the body.", Text);
    let people = fields.list(
        "people",
        "Who takes part: ids, or `{person, role}`.",
        ScalarOrMap(Mapped(Reference(EntityKind::Person), alone), MapOf("an entry of `people`", person)),
    );
    let organizations = fields.list(
        "organizations",
        "Which organizations take part: ids, or `{organization, role}`.",
        ScalarOrMap(
            Mapped(Reference(EntityKind::Organization), alone),
            MapOf("an entry of `organizations`", organization),
        ),
    );
    let places = fields.list("places", "Where it happened: ids.", Reference(EntityKind::Place));
    let tags = fields.bounded_list("tags", "Words to find it by; at most 50.", TagText);
    let sources = fields.list(
        "sources",
        "What it rests on: ids of sources, or `{source, quote, page, at, locator, note, based_on}`.",
        ScalarOrMap(Mapped(Reference(EntityKind::Source), citation_alone), MapOf("a citation", citation)),
    );
    let claims = fields.list("claims", "What it does to claims.", MapOf("an entry of `claims`", stance));
    let date_variants = fields.list(
        "date_variants",
        "Other dates that sources give, with who says so.",
        MapOf("a date variant", date_variant),
    );
    let responses = fields.list(
        "responses",
        "Where an answer to a claim was sought and is no event of its own.",
        MapOf("a response", response),
    );
    let media = fields.list("media", "Pictures and documents beside this file.", MapOf("an entry of `media`", media));
    let related = fields.list("related", "Other events that belong to this one: ids.", Reference(EntityKind::Event));
    let corrections =
        fields.list("corrections", "What was wrong here and has been put right.", MapOf("a correction", correction));
    let accept = accept(fields);
    let added = fields.optional("added", "The day it was added to this timeline.", PlainDate);
    let updated = fields.optional("updated", "The day of its last change.", PlainDate);
    let aliases = fields.bounded_list(
        "aliases",
        "Former ids of this event, at most 50; each leaves a page that leads here.",
        NewId,
    );
    let withdrawn = fields.optional(
        "withdrawn",
        "When and why it was withdrawn: the page stays as a notice, and the event leaves lists, feeds and counts.",
        MapOf("`withdrawn`", withdrawal),
    );
    let draft = fields.optional("draft", "Whether it is left out of the published site.", Boolean);
    Some(EventFile {
        title: title.unwrap_or_else(|| fields.nothing()),
        date,
        time,
        order,
        kind,
        summary,
        people,
        organizations,
        places,
        tags,
        sources,
        names_sources: fields.gives("sources"),
        claims,
        date_variants,
        responses,
        media,
        related,
        corrections,
        accept,
        added,
        added_at: fields.span_of("added"),
        updated,
        aliases,
        withdrawn,
        draft: draft.unwrap_or(false),
    })
}

/// Declares the `aliases` of what is no event.
pub fn former_ids(fields: &mut Fields) -> Vec<Spanned<Id>> {
    fields.bounded_list("aliases", "Former ids, at most 50; each leaves a page that leads here.", NewId)
}

/// Declares `accept`, which every kind of file may have.
pub fn accept(fields: &mut Fields) -> Vec<AcceptanceFile> {
    fields.list(
        "accept",
        "Warnings accepted on this file, each with the reason.",
        MapOf("an entry of `accept`", acceptance),
    )
}

fn alone(party: Spanned<String>) -> InvolvementFile {
    InvolvementFile { party, role: None }
}

fn person(fields: &mut Fields) -> Option<InvolvementFile> {
    let party = fields.required("person", "The person's id.", Reference(EntityKind::Person));
    let role = fields.optional("role", "As what.", Text);
    Some(InvolvementFile { party: party?, role: role.map(|role| role.value) })
}

fn organization(fields: &mut Fields) -> Option<InvolvementFile> {
    let party = fields.required("organization", "The organization's id.", Reference(EntityKind::Organization));
    let role = fields.optional("role", "As what.", Text);
    Some(InvolvementFile { party: party?, role: role.map(|role| role.value) })
}

fn citation_alone(source: Spanned<String>) -> CitationFile {
    CitationFile {
        source,
        quote: None,
        quote_translation: None,
        locator: None,
        original_locator: None,
        pinpoint: None,
        note: None,
        based_on: None,
    }
}

fn citation(fields: &mut Fields) -> Option<CitationFile> {
    let source = fields.required("source", "The source's id.", Reference(EntityKind::Source));
    let quote = fields.optional("quote", "The exact words; they become the deep link.", Text);
    let locator = fields.optional("locator", "Where in it: a page, a paragraph, a minute.", Text);
    let pinpoint = pinpoint(fields);
    let note = fields.optional("note", "What a reader should know of this citation.", Text);
    let based_on = fields.optional(
        "based_on",
        "Whose word this statement is, where that differs from what the source as a whole is based on; `[]` where it is its own.",
        List(Reference(EntityKind::Source)),
    );
    Some(CitationFile {
        source: source?,
        quote,
        quote_translation: None,
        locator: locator.map(|locator| locator.value),
        original_locator: None,
        pinpoint,
        note: note.map(|note| note.value),
        based_on,
    })
}

/// The place to which a program can go.
fn pinpoint(fields: &mut Fields) -> Option<Spanned<Pinpoint>> {
    let pages = fields.optional(
        "page",
        "The page of a document, as programs that show it count: `12` or `12-14`; a PDF is opened there.",
        PageNumbers,
    );
    let times = fields.optional(
        "at",
        "The moment of a recording, `\"00:12:34\"`, or a stretch of it; it is played from there.",
        PlayTimes,
    );
    let annotation =
        fields.optional("annotation", "DocumentCloud's number of a note on that page; it is opened.", Integer);
    let span = pages.as_ref().map(|pages| pages.span).or(times.as_ref().map(|times| times.span));
    let span = span.or(annotation.as_ref().and(fields.span_of("annotation")))?;
    let pinpoint = Pinpoint {
        pages: pages.map(|pages| pages.value),
        times: times.map(|times| times.value),
        annotation: annotation.and_then(|number| u64::try_from(number).ok()),
    };
    Some(Spanned::new(pinpoint, span))
}

fn date_variant(fields: &mut Fields) -> Option<DateVariantFile> {
    let date = fields.required("date", "The other date, in EDTF.", Date);
    let sources = fields.required("sources", "The sources that give it: ids.", List(Reference(EntityKind::Source)));
    Some(DateVariantFile { date: date?, sources: sources?, at: fields.span() })
}

fn media(fields: &mut Fields) -> Option<MediaFile> {
    let file = fields.required("file", "The name of the file beside this one.", Text);
    let alt = fields.optional("alt", "What a picture shows, for who can't see it; required for pictures.", Text);
    let credit = fields.optional("credit", "Whose it is.", Text);
    let license = fields.optional("license", "Under which licence it is shown.", Text);
    let caption = fields.optional("caption", "What stands below it.", Text);
    Some(MediaFile {
        file: file?,
        alt,
        credit: credit.map(|credit| credit.value),
        license: license.map(|license| license.value),
        caption: caption.map(|caption| caption.value),
    })
}

fn correction(fields: &mut Fields) -> Option<Correction> {
    let date = fields.required("date", "The day of the correction.", PlainDate);
    let note = fields.required("note", "What was wrong.", Text);
    Some(Correction { date: date?, note: note?.value })
}

fn acceptance(fields: &mut Fields) -> Option<AcceptanceFile> {
    let code = fields.required("code", "The warning's code.", Text);
    let reason = fields.required("reason", "Why it is right here.", Text);
    Some(AcceptanceFile { code: code?, reason: reason?.value })
}

fn withdrawal(fields: &mut Fields) -> Option<Withdrawal> {
    let date = fields.required("date", "The day it was withdrawn.", PlainDate);
    let reason = fields.required("reason", "Why; readers see it.", Text);
    Some(Withdrawal { date: date?, reason: reason?.value })
}
