//! The keys of `content/site.yaml`.

use super::field_types::{
    Boolean, Dictionary, EntityKind, MapOf, Mapped, Reference, ScalarOrMap, SiteUrl, Text, Url, Word,
};
use super::fields::Fields;
use super::translation::Pair;
use crate::diagnostic::position::Spanned;
use crate::model::{ChartMark, EventOutput, Level};
use std::collections::BTreeMap;

/// What `content/site.yaml` says.
#[derive(Debug, Clone)]
pub struct SettingsFile {
    /// Empty where it is missing; so are the other required texts.
    pub title: Spanned<String>,
    pub description: Option<Spanned<String>>,
    pub language: Option<Spanned<String>>,
    /// Further languages in which the site is offered.
    pub languages: Vec<Spanned<String>>,
    pub timezone: Option<Spanned<String>>,
    pub publisher: Option<PublisherFile>,
    pub base_url: Option<Spanned<String>>,
    pub repository: Option<Spanned<String>>,
    pub edit_branch: Option<Spanned<String>>,
    pub kinds: Vec<(Spanned<String>, KindFile)>,
    pub lints: Vec<(Spanned<String>, Lint)>,
    pub license: Option<Spanned<String>>,
    pub outputs: Vec<EventOutput>,
    pub lead_claims: Vec<Spanned<String>>,
    /// The site's own words in further languages, by tag.
    pub translations: Vec<(Spanned<String>, SettingsTranslation)>,
    /// What tags are called, by address, in an edition in another language than the original's.
    pub tag_names: BTreeMap<String, String>,
}

/// One of `translations:`
#[derive(Debug, Clone, Default)]
pub struct SettingsTranslation {
    pub title: Option<Spanned<String>>,
    pub description: Option<Spanned<String>>,
    pub kinds: Vec<(Spanned<String>, KindTranslation)>,
    pub tags: Vec<(Spanned<String>, Spanned<String>)>,
    /// Texts that many files have, each with its translation.
    pub words: Vec<(Spanned<String>, Spanned<String>)>,
}

/// What a kind is called in a further language.
#[derive(Debug, Clone)]
pub struct KindTranslation {
    pub label: Spanned<String>,
    pub plural: Option<Spanned<String>>,
}

/// `publisher:`
#[derive(Debug, Clone)]
pub struct PublisherFile {
    pub name: Spanned<String>,
    pub contact: Option<Spanned<String>>,
}

/// One of `kinds:`
#[derive(Debug, Clone)]
pub struct KindFile {
    pub label: Spanned<String>,
    pub plural: Option<Spanned<String>>,
    pub shape: Option<ChartMark>,
    pub accusation: bool,
}

/// One of `lints:`
#[derive(Debug, Clone)]
pub struct Lint {
    pub level: Level,
    pub reason: Option<Spanned<String>>,
}

const LEVELS: &[(&str, Level)] = &[("error", Level::Error), ("warning", Level::Warning), ("off", Level::Off)];

/// Declares the keys of `content/site.yaml`.
pub fn settings(fields: &mut Fields) -> Option<SettingsFile> {
    let title = fields.required("title", "The name of the timeline.", Text);
    let description = fields.optional("description", "One or two sentences on what this timeline tells.", Text);
    let language =
        fields.optional("language", "The language of the content, as a BCP 47 tag such as `en` or `en-CA`.", Text);
    let languages = fields.bounded_list(
        "languages",
        "Further languages in which the whole site is offered, as BCP 47 tags such as `fr` and `es`.",
        Text,
    );
    let translations = fields.optional(
        "translations",
        "The title, the description, the kinds and the tags in further languages, by tag of language.",
        Dictionary(MapOf("an entry of `translations`", translation)),
    );
    let timezone = fields.optional(
        "timezone",
        "The time zone of times that give no offset, by its IANA name such as `Europe/Vienna`.",
        Text,
    );
    let publisher = fields.optional("publisher", "Who answers for the site.", MapOf("`publisher`", publisher));
    let base_url = fields.optional(
        "base_url",
        "The address where the site is published; feeds, the sitemap and canonical links need it.",
        SiteUrl,
    );
    let repository = fields.optional(
        "repository",
        "The address of the repository that holds the content, for “edit this page”.",
        Url,
    );
    let edit_branch = fields.optional("edit_branch", "The branch that editors edit; `main` if not given.", Text);
    let kinds = fields.optional(
        "kinds",
        "The sorts of events, by id: what an event's kind can be.",
        Dictionary(MapOf("a kind", kind)),
    );
    let lints = fields.optional(
        "lints",
        "How much a diagnostic weighs on this site, by code: error, warning or off, or `{level, reason}`.",
        Dictionary(ScalarOrMap(Mapped(Word(LEVELS), |level| Lint { level, reason: None }), MapOf("a lint", lint))),
    );
    let license = fields.optional("license", "The licence of the site's own text, such as `CC-BY-4.0`.", Text);
    let outputs = fields.list(
        "outputs",
        "What a build makes of each event beside its page: its data, a page for other sites to embed, a card image.",
        Word(EventOutput::ALL),
    );
    fields.former(
        "event_cards",
        "what is made of each event stands in `outputs`: write `outputs: [event-cards]` where this was `true`, and \
         remove it where it was `false`",
    );
    let lead_claims =
        fields.list("lead_claims", "The claims that the front page begins with: ids.", Reference(EntityKind::Claim));
    Some(SettingsFile {
        title: title.unwrap_or_else(|| fields.nothing()),
        description,
        language,
        languages,
        timezone,
        publisher,
        base_url,
        repository,
        edit_branch,
        kinds: kinds.unwrap_or_default(),
        lints: lints.unwrap_or_default(),
        license,
        outputs,
        lead_claims,
        translations: translations.unwrap_or_default(),
        tag_names: BTreeMap::new(),
    })
}

fn publisher(fields: &mut Fields) -> Option<PublisherFile> {
    let name = fields.required("name", "The person or body who publishes the timeline.", Text);
    let contact = fields.optional(
        "contact",
        "A mail address, or an address on the web, where a correction can be asked for.",
        Text,
    );
    Some(PublisherFile { name: name.unwrap_or_else(|| fields.nothing()), contact })
}

fn kind(fields: &mut Fields) -> Option<KindFile> {
    let label = fields.required("label", "What one such event is called: `Arrest`.", Text);
    let plural = fields.optional("plural", "What several are called: `Arrests`.", Text);
    let shape = fields.optional("shape", "The shape that marks it on the timeline.", Word(ChartMark::ALL));
    let accusation = fields.optional(
        "accusation",
        "Whether such an event accuses somebody (an arrest, a charge) and is no proof of guilt.",
        Boolean,
    );
    let label = label.unwrap_or_else(|| fields.nothing());
    Some(KindFile { label, plural, shape, accusation: accusation.unwrap_or(false) })
}

fn translation(fields: &mut Fields) -> Option<SettingsTranslation> {
    let title = fields.optional("title", "The name of the timeline.", Text);
    let description = fields.optional("description", "One or two sentences on what this timeline tells.", Text);
    let kinds = fields.optional(
        "kinds",
        "What the kinds are called, by id: `{label, plural}`.",
        Dictionary(MapOf("the words of a kind", kind_translation)),
    );
    let tags = fields.optional("tags", "What the tags are called, by the word that events bear.", Dictionary(Text));
    let words = fields.list(
        "words",
        "Texts of the front matter that many files have, each with its translation, as `words` of one file.",
        Pair,
    );
    let (kinds, tags) = (kinds.unwrap_or_default(), tags.unwrap_or_default());
    Some(SettingsTranslation { title, description, kinds, tags, words })
}

fn kind_translation(fields: &mut Fields) -> Option<KindTranslation> {
    let label = fields.required("label", "What one such event is called: `Arrestation`.", Text);
    let plural = fields.optional("plural", "What several are called: `Arrestations`.", Text);
    Some(KindTranslation { label: label?, plural })
}

fn lint(fields: &mut Fields) -> Option<Lint> {
    let level = fields.required("level", "error, warning or off.", Word(LEVELS));
    let reason = fields.optional("reason", "Why this site weighs it so.", Text);
    Some(Lint { level: level?, reason })
}
