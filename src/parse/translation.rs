//! The keys of a translation's front matter: words, and of what they are the translation.

use super::field_types::{Boolean, MapOf, PlainDate, Text};
use super::fields::{FieldType, Fields, describe};
use super::markdown::BodyFile;
use super::report::FileReport;
use super::{claim, event, page, party, place, source, topic};
use crate::diagnostic::{Code, Span, position::Spanned};
use crate::model::{Fingerprint, Id, Translator};
use crate::read::Folder;
use crate::yaml::{Node, Value};
use chrono::NaiveDate;
use std::sync::{Arc, LazyLock};

/// What a file `ID.LANG.md` says.
#[derive(Debug, Clone)]
pub struct TranslationDocument {
    /// Where the original lies, whose id this is.
    pub folder: Folder,
    pub id: Id,
    /// As the file's name has it: a tag in small letters.
    pub language: String,
    pub file: Arc<str>,
    pub front: TranslationFile,
    pub body: BodyFile,
}

impl TranslationDocument {
    /// The file of the original, beside it.
    pub fn original(&self) -> String {
        let folder = self.file.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{folder}/{}.md", self.id)
    }
}

/// The front matter of a translation.
#[derive(Debug, Clone)]
pub struct TranslationFile {
    /// None where it can't be read, which is reported.
    pub translated: Option<TranslatedFile>,
    pub translated_at: Span,
    pub title: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub statement: Option<Spanned<String>>,
    pub label: Option<Spanned<String>>,
    pub name: Option<Spanned<String>>,
    pub short_name: Option<Spanned<String>>,
    pub title_translation: Option<Spanned<String>>,
    /// Any other text of the original's front matter with its translation.
    pub words: Vec<(Spanned<String>, Spanned<String>)>,
    pub draft: bool,
}

/// `translated:`
#[derive(Debug, Clone)]
pub struct TranslatedFile {
    /// What the original was then.
    pub from: Fingerprint,
    pub on: Option<NaiveDate>,
    pub by: Translator,
}

/// The id and the language in a translation's name, `ID.LANG`; nothing for the name of any other file.
pub fn parted(stem: &str) -> Option<(Id, &str)> {
    let (id, language) = stem.rsplit_once('.')?;
    let mut parts = language.split('-');
    let is_word = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    let is_language = parts.next().is_some_and(|first| is_word(first, 2..=3) && !first.contains(char::is_numeric))
        && parts.all(|part| is_word(part, 2..=8));
    Some((Id::new(id)?, language)).filter(|_| is_language)
}

/// Declares the keys of a translation of an event.
pub fn of_event(fields: &mut Fields) -> Option<TranslationFile> {
    static ORIGINAL: OriginalKeys = LazyLock::new(|| keys_of(event::event));
    let title = fields.optional("title", "The title in this language.", Text);
    let summary = fields.optional("summary", "The summary in this language.", Text);
    refuse(fields, &ORIGINAL);
    Some(TranslationFile { title, summary, ..common(fields) })
}

/// Declares the keys of a translation of a claim.
pub fn of_claim(fields: &mut Fields) -> Option<TranslationFile> {
    static ORIGINAL: OriginalKeys = LazyLock::new(|| keys_of(claim::claim));
    let statement = fields.optional("statement", "The statement in this language, opening as it does there.", Text);
    let label = fields.optional("label", "The label in this language, in at most 5 words.", Text);
    claim::refuse_long_label(fields, label.as_ref());
    refuse(fields, &ORIGINAL);
    Some(TranslationFile { statement, label, ..common(fields) })
}

/// Declares the keys of a translation of a person or an organization.
pub fn of_party(fields: &mut Fields) -> Option<TranslationFile> {
    static ORIGINAL: OriginalKeys = LazyLock::new(|| keys_of(party::person));
    let name = fields.optional("name", "The name, where this language writes it otherwise.", Text);
    let short_name = fields.optional("short_name", "What they go by in a line, in this language.", Text);
    refuse(fields, &ORIGINAL);
    Some(TranslationFile { name, short_name, ..common(fields) })
}

/// Declares the keys of a translation of a place.
pub fn of_place(fields: &mut Fields) -> Option<TranslationFile> {
    static ORIGINAL: OriginalKeys = LazyLock::new(|| keys_of(place::place));
    let name = fields.optional("name", "The name, where this language writes it otherwise.", Text);
    refuse(fields, &ORIGINAL);
    Some(TranslationFile { name, ..common(fields) })
}

/// Declares the keys of a translation of a source.
pub fn of_source(fields: &mut Fields) -> Option<TranslationFile> {
    static ORIGINAL: OriginalKeys = LazyLock::new(|| keys_of(source::source));
    let meaning = "What its title says, in this language; the title itself stays.";
    let title_translation = fields.optional("title_translation", meaning, Text);
    refuse(fields, &ORIGINAL);
    Some(TranslationFile { title_translation, ..common(fields) })
}

/// Declares the keys of a translation of a page.
pub fn of_page(fields: &mut Fields) -> Option<TranslationFile> {
    static ORIGINAL: OriginalKeys = LazyLock::new(|| keys_of(page::page));
    let title = fields.optional("title", "The title in this language.", Text);
    refuse(fields, &ORIGINAL);
    Some(TranslationFile { title, ..common(fields) })
}

/// Declares the keys of a translation of a topic.
pub fn of_topic(fields: &mut Fields) -> Option<TranslationFile> {
    static ORIGINAL: OriginalKeys = LazyLock::new(|| keys_of(topic::topic));
    let title = fields.optional("title", "What the tag is called in this language.", Text);
    let summary = fields.optional("summary", "The summary in this language.", Text);
    refuse(fields, &ORIGINAL);
    Some(TranslationFile { title, summary, ..common(fields) })
}

fn common(fields: &mut Fields) -> TranslationFile {
    let translated = fields.required(
        "translated",
        "What it was made from, when and by whom: `{from: 3f9a1c22, on: 2031-04-09, by: Ana Ruiz}`; `by: machine` is shown as such.",
        MapOf("`translated`", translated),
    );
    let words = fields.list(
        "words",
        "Any other text of the original's front matter with its translation: `[the harbour master, la capitaine du port]`.",
        Pair,
    );
    let draft = fields.optional("draft", "Whether it isn't shown yet.", Boolean);
    let translated_at = fields.span_of("translated").unwrap_or_else(|| fields.nothing().span);
    TranslationFile {
        translated,
        translated_at,
        title: None,
        summary: None,
        statement: None,
        label: None,
        name: None,
        short_name: None,
        title_translation: None,
        words,
        draft: draft.unwrap_or(false),
    }
}

/// The keys of a sort of original that a translation can't have: worked out once, not for each file.
type OriginalKeys = LazyLock<Vec<&'static str>>;

fn keys_of<T>(original: impl FnOnce(&mut Fields) -> Option<T>) -> Vec<&'static str> {
    describe(original).into_iter().map(|key| key.name).filter(|key| *key != "draft").collect()
}

/// Dates, ids, stances and parties are the original's, and the same in all languages.
fn refuse(fields: &mut Fields, original: &[&'static str]) {
    for &key in original {
        let message = format!("`{key}` is the original's, and no words: a translation can't have it");
        let help = match key {
            "title" => "the title itself stays; write `title_translation: …`",
            "role" | "also_known_as" | "pseudonym" | "quote" | "reliability" | "interest" | "locator" => {
                "put it under `words`, with the original before its translation: `- [the original, the translation]`"
            }
            _ => "remove it; dates, ids, stances and parties are the same in all languages",
        };
        fields.refuse_key(key, &message, help);
    }
}

fn translated(fields: &mut Fields) -> Option<TranslatedFile> {
    let from = fields.required("from", "The original's fingerprint then.", FingerprintType);
    let on = fields.optional("on", "The day of the translation.", PlainDate);
    let by = fields.required("by", "Who translated it; `machine` for a program.", Text);
    let by = match by?.value.as_str() {
        "machine" => Translator::Machine,
        name => Translator::Named(name.to_owned()),
    };
    Some(TranslatedFile { from: from?, on, by })
}

/// Eight hexadecimal digits.
struct FingerprintType;

impl FieldType for FingerprintType {
    type Out = Fingerprint;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Fingerprint> {
        let text = match &node.value {
            Value::Scalar { text, .. } => text.trim(),
            _ => "",
        };
        let fingerprint = Fingerprint::parse(text);
        if fingerprint.is_none() {
            let at = report.in_file(node.span);
            let help = "`dateline translate ID LANG --accept` writes the original's present one";
            report.add(Code::InvalidValue, at, "a fingerprint has eight hexadecimal digits", help);
        }
        fingerprint
    }

    fn schema(&self) -> serde_json::Value {
        serde_json::json!({"type": ["string", "number"], "examples": ["3f9a1c22"]})
    }
}

/// `[original, translation]`.
pub struct Pair;

impl FieldType for Pair {
    type Out = (Spanned<String>, Spanned<String>);

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        match &node.value {
            Value::List(pair) if pair.len() == 2 => {
                let (original, translation) = (Text.read(&pair[0], report), Text.read(&pair[1], report));
                Some((original?, translation?))
            }
            _ => {
                let at = report.in_file(node.span);
                let help = "write `- [the original, the translation]`; put a text with a comma between quotation marks";
                report.add(Code::WrongType, at, "an entry of `words` is two texts", help);
                None
            }
        }
    }

    fn schema(&self) -> serde_json::Value {
        serde_json::json!({"type": "array", "items": Text.schema(), "minItems": 2, "maxItems": 2})
    }
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn a_translations_name_has_an_id_and_a_language() {
        let parts = |stem| parted(stem).map(|(id, language)| format!("{id} {language}"));
        assert_eq!(parts("2031-04-05-warden.fr").as_deref(), Some("2031-04-05-warden fr"));
        assert_eq!(parts("about.fr-ca").as_deref(), Some("about fr-ca"));
        assert_eq!(parts("about.zh-hant-tw").as_deref(), Some("about zh-hant-tw"));
        for other in ["about", "About.fr", "about.FR", "about.v2", "a.notes", "about.", ".fr"] {
            assert_eq!(parts(other), None, "{other}");
        }
    }
}
