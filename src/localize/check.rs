//! What is wrong with translations: those of nothing, into nothing, and those that say something else than their originals.

use super::dictionary::key;
use super::texts;
use crate::diagnostic::position::Spanned;
use crate::diagnostic::{Code, Diagnostic, Location, Span, suggest};
use crate::hashing::HashMap;
use crate::model::{Id, Piece};
use crate::parse::event::EventFile;
use crate::parse::field_types::EntityKind;
use crate::parse::fingerprint::Translatable;
use crate::parse::markdown::BodyFile;
use crate::parse::stance::{FEW_WORDS, StanceFile, count_words};
use crate::parse::translation::TranslationDocument;
use crate::parse::{Document, Documents};
use crate::read::Folder;
use crate::words::Words;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is wrong with the translations of these files.
pub fn check(documents: &Documents) -> Vec<Diagnostic> {
    let originals = Originals::new(documents);
    let mut diagnostics = settings(documents);
    let mut seen: HashMap<(Folder, &Id, &str), &Arc<str>> = HashMap::new();
    for translation in &documents.translations {
        let mut checker = Checker { translation, diagnostics: &mut diagnostics };
        let Some(words) = checker.language(documents) else { continue };
        let name = (translation.folder, &translation.id, translation.language.as_str());
        if let Some(first) = seen.get(&name) {
            let message = format!("`{first}` is a translation into this language already");
            checker.add(Code::DuplicateId, Span::default(), message, "keep one of the two files");
            continue;
        }
        seen.insert(name, &translation.file);
        if documents.broken.contains(&(translation.folder, translation.id.clone())) {
            continue;
        }
        match originals.files.get(&*translation.original()) {
            Some(original) => checker.against(original, words),
            None => {
                let message =
                    format!("there is no `{}` of which this could be the translation", translation.original());
                let ids = originals.files.keys().map(|file| crate::parse::stem(file));
                let help = match suggest::nearest(translation.id.as_str(), ids) {
                    Some(near) => suggest::did_you_mean(&format!("{near}.{}.md", translation.language)),
                    None => "a translation lies beside its original and has its name, with the language before `.md`"
                        .to_owned(),
                };
                checker.add(Code::UnknownOriginal, Span::default(), message, &help);
            }
        }
    }
    diagnostics
}

/// What a translation is compared with.
struct Original<'a> {
    fingerprint: Box<dyn Fn() -> crate::model::Fingerprint + 'a>,
    body: &'a BodyFile,
    texts: Box<dyn Fn() -> Vec<&'a str> + 'a>,
    /// What an event does to claims.
    stances: &'a [StanceFile],
}

struct Originals<'a> {
    files: HashMap<&'a str, Original<'a>>,
}

impl<'a> Originals<'a> {
    fn new(documents: &'a Documents) -> Self {
        let mut files = HashMap::new();
        if documents.translations.is_empty() {
            return Self { files };
        }
        for document in &documents.events {
            let original = Self::original(document, || texts::of_event(document));
            files.insert(&*document.file, Original { stances: &document.front.claims, ..original });
        }
        for document in &documents.sources {
            let outlet = document.front.outlet.as_deref();
            let texts = move || texts::of_source(document).into_iter().chain(outlet).collect();
            files.insert(&*document.file, Self::original(document, texts));
        }
        for document in &documents.claims {
            files.insert(&*document.file, Self::original(document, || texts::of_other(document)));
        }
        for document in documents.people.iter().chain(&documents.organizations) {
            files.insert(&*document.file, Self::original(document, || texts::of_party(document)));
        }
        for document in &documents.places {
            files.insert(&*document.file, Self::original(document, || texts::of_other(document)));
        }
        for document in &documents.pages {
            files.insert(&*document.file, Self::original(document, || texts::of_other(document)));
        }
        for document in &documents.topics {
            files.insert(&*document.file, Self::original(document, || texts::of_other(document)));
        }
        Self { files }
    }

    fn original<F>(document: &'a Document<F>, texts: impl Fn() -> Vec<&'a str> + 'a) -> Original<'a>
    where
        Document<F>: Translatable,
    {
        Original {
            fingerprint: Box::new(|| document.fingerprint()),
            body: &document.body,
            texts: Box::new(texts),
            stances: &[],
        }
    }
}

struct Checker<'a> {
    translation: &'a TranslationDocument,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Checker<'_> {
    fn add(&mut self, code: Code, span: Span, message: String, help: &str) {
        let location = Location { file: Arc::clone(&self.translation.file), span };
        self.diagnostics.push(Diagnostic::new(code, location, message).help(help));
    }

    /// The words of the language into which this is translated, if the site is offered in it.
    fn language<'d>(&mut self, documents: &'d Documents) -> Option<&'d Words> {
        let language = &self.translation.language;
        if let Some(words) = documents.languages.named(language) {
            return Some(words);
        }
        let asked = documents.settings.iter().flat_map(|settings| &settings.front.languages);
        // That there are no words for it was reported where the site names it.
        if asked.into_iter().any(|asked| asked.value.eq_ignore_ascii_case(language)) {
            return None;
        }
        let original = documents.languages.original.language.tag();
        let (message, help) = if original.eq_ignore_ascii_case(language) {
            (format!("the site is written in `{language}`: this is no translation"), "put its words into the original")
        } else {
            (
                format!("this is a translation into `{language}`, in which the site isn't offered"),
                "add it to `languages` in `content/site.yaml`, or correct the file's name",
            )
        };
        self.add(Code::UnknownLanguage, Span::default(), message, help);
        None
    }

    fn against(&mut self, original: &Original<'_>, words: &Words) {
        let translation = self.translation;
        let front = &translation.front;
        let is_current = front.translated.as_ref().is_some_and(|it| it.from == (original.fingerprint)());
        if is_current {
            self.citations(original.body);
        } else if front.translated.is_some() {
            let now = (original.fingerprint)();
            let message = format!("the original has changed since this was translated: it is `{now}` now");
            let (id, language) = (&translation.id, &translation.language);
            let help = format!(
                "`dateline translate {id} {language}` shows what changed; `--accept` behind it says that no word here needs to"
            );
            self.add(Code::StaleTranslation, front.translated_at, message, &help);
        }
        self.words(original);
        self.claim(words);
        for stance in original.stances {
            self.lengths(stance, words);
        }
    }

    /// What one language's reader can check the other's can.
    fn citations(&mut self, original: &BodyFile) {
        let own = &self.translation.body;
        if own.prose.pieces.is_empty() {
            return;
        }
        let at = Span::new(own.prose.at.start, own.prose.at.start);
        for (what, those, these) in
            [("cites", cited(original), cited(own)), ("links to the claim", claims(original), claims(own))]
        {
            let missing: Vec<_> = those.difference(&these).collect();
            let more: Vec<_> = these.difference(&those).collect();
            let listed = |ids: &[&String]| ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
            let help = "cite and link in the translation what the original does: a reader of one can check what the other's can";
            if !missing.is_empty() {
                let message = format!("the original {what} {}, and the translation doesn't", listed(&missing));
                self.add(Code::TranslationCitations, at, message, help);
            }
            if !more.is_empty() {
                let message = format!("the translation {what} {}, and the original doesn't", listed(&more));
                self.add(Code::TranslationCitations, at, message, help);
            }
        }
    }

    /// Words for what the original doesn't say, or says otherwise now.
    fn words(&mut self, original: &Original<'_>) {
        if self.translation.front.words.is_empty() {
            return;
        }
        let texts = (original.texts)();
        let known: BTreeSet<String> = texts.iter().map(|text| key(text)).collect();
        let unmatched: Vec<Spanned<String>> = (self.translation.front.words.iter())
            .filter(|(written, _)| !known.contains(&key(&written.value)))
            .map(|(written, _)| written.clone())
            .collect();
        for written in unmatched {
            let help = match suggest::nearest(&written.value, texts.iter().copied()) {
                Some(near) => format!("it reads `{near}` now: put that there, and look at the translation again"),
                None => "copy the text from the original's front matter, or remove this entry".to_owned(),
            };
            let message = "the original has no such text, so that this translation is shown nowhere".to_owned();
            self.add(Code::StaleTranslation, written.span, message, &help);
        }
    }

    fn claim(&mut self, words: &Words) {
        let say = &words.status;
        let Some(statement) = &self.translation.front.statement else { return };
        if !say.opens(statement.value.trim()) {
            let opening = say.statement_opening.join("” or “");
            let message = format!("a claim's statement opens with “{opening}” in this language");
            self.add(Code::ClaimForm, statement.span, message, "write the question that is disputed, and take no side");
        }
    }

    /// What stands in a line in one language does in the other, and turns round what it turned round there.
    fn lengths(&mut self, stance: &StanceFile, words: &Words) {
        let find = |text: &Option<Spanned<String>>| {
            let key = key(&text.as_ref()?.value);
            let pair =
                self.translation.front.words.iter().find(|(written, _)| super::dictionary::key(&written.value) == key);
            pair.map(|(_, translation)| translation.clone())
        };
        let (finding, excerpt) = (find(&stance.finding), find(&stance.excerpt));
        let few = [excerpt.clone(), find(&stance.answer), find(&stance.contested)];
        for text in few.into_iter().flatten().filter(|text| count_words(&text.value) > FEW_WORDS + FEW_MORE) {
            let message = format!(
                "an original of at most {FEW_WORDS} words has at most {} here, and this has {}",
                FEW_WORDS + FEW_MORE,
                count_words(&text.value)
            );
            self.add(Code::InvalidValue, text.span, message, "keep what decides; the text below tells the rest");
        }
        let (Some(finding), Some(excerpt)) = (finding, excerpt) else { return };
        let small = |text: &str| -> Vec<String> {
            let words =
                text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '’'));
            words.map(str::to_lowercase).collect()
        };
        let (said, short) = (small(&finding.value), small(&excerpt.value));
        if let Some(negation) = words.status.negation_in(&said)
            && words.status.negation_in(&short).is_none()
        {
            let message = format!("the finding says “{negation}” in this language, and the excerpt leaves it out");
            self.add(Code::ExcerptNotInFinding, excerpt.span, message, "keep the words that turn the finding round");
        }
    }
}

/// So many words more than the original's limit a translation may have: what English says in ten words takes others more.
const FEW_MORE: usize = 4;

fn cited(body: &BodyFile) -> BTreeSet<String> {
    let groups = body.prose.pieces.iter().filter_map(|piece| match piece {
        Piece::Citations(group) => Some(group),
        _ => None,
    });
    groups.flatten().map(|citation| citation.source.value.clone()).collect()
}

fn claims(body: &BodyFile) -> BTreeSet<String> {
    let links = body.prose.links().filter(|link| link.kind == EntityKind::Claim);
    links.map(|link| link.id.value.clone()).collect()
}

/// What is wrong with `translations` in the settings.
fn settings(documents: &Documents) -> Vec<Diagnostic> {
    let Some(settings) = &documents.settings else { return Vec::new() };
    let mut diagnostics = Vec::new();
    let mut add = |code: Code, at: &Spanned<String>, message: String, help: String| {
        let location = Location { file: Arc::clone(&settings.file), span: at.span };
        diagnostics.push(Diagnostic::new(code, location, message).help(help));
    };
    for (language, translation) in &settings.front.translations {
        let languages = || settings.front.languages.iter().map(|language| language.value.as_str());
        if !languages().any(|known| known.eq_ignore_ascii_case(&language.value)) {
            let help = match suggest::nearest(&language.value, languages()) {
                Some(near) => suggest::did_you_mean(near),
                None => format!("add it to `languages: [{}]`, or remove it here", language.value),
            };
            let message = format!("`{}` isn't among the site's `languages`", language.value);
            add(Code::UnknownLanguage, language, message, help);
        }
        for (kind, _) in &translation.kinds {
            let kinds = || settings.front.kinds.iter().map(|(id, _)| id.value.as_str());
            if !kinds().any(|known| known == kind.value) {
                let help = match suggest::nearest(&kind.value, kinds()) {
                    Some(near) => suggest::did_you_mean(near),
                    None => "translate the kinds that stand under `kinds`, by their ids".to_owned(),
                };
                add(Code::UnknownKind, kind, format!("the site has no kind `{}`", kind.value), help);
            }
        }
        let borne: BTreeSet<String> = documents.events.iter().flat_map(|event| tags(event)).collect();
        for (tag, _) in &translation.tags {
            if !borne.contains(&crate::model::slug::slug(&tag.value)) {
                let help = match suggest::nearest(&tag.value, borne.iter().map(String::as_str)) {
                    Some(near) => suggest::did_you_mean(near),
                    None => "translate the tags that events bear, or remove this line".to_owned(),
                };
                add(Code::StaleTranslation, tag, format!("no event bears the tag `{}`", tag.value), help);
            }
        }
    }
    diagnostics
}

fn tags(event: &Document<EventFile>) -> impl Iterator<Item = String> {
    event.front.tags.iter().map(|tag| crate::model::slug::slug(&tag.value))
}
