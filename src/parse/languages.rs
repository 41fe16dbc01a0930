//! The languages of a site, with their words: known before any text is read, since where a sentence ends is theirs to say.

use super::settings::SettingsFile;
use crate::diagnostic::position::Spanned;
use crate::diagnostic::{Code, Diagnostic, Location, suggest};
use crate::read::Input;
use crate::words::{self, Words, WordsError};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The language that a site is written in, and those in which it is offered besides.
#[derive(Debug, Clone)]
pub struct Languages {
    pub original: Arc<Words>,
    /// In the order of `site.yaml`.
    pub further: Vec<Arc<Words>>,
    /// What keeps the site's own words for one of them from being used.
    pub error: Option<WordsError>,
}

impl Default for Languages {
    fn default() -> Self {
        Self { original: Arc::new(Words::english()), further: Vec::new(), error: None }
    }
}

impl Languages {
    /// The languages that the settings name; `own` are the site's own templates, catalogues among them.
    pub(super) fn of(settings: Option<(&SettingsFile, &Arc<str>)>, own: &[Input]) -> (Self, Vec<Diagnostic>) {
        let mut loader = Loader { own, error: None, diagnostics: Vec::new() };
        let Some((settings, file)) = settings else { return (Self::default(), Vec::new()) };
        let english = || Spanned::new("en".to_owned(), crate::diagnostic::Span::default());
        let original = settings.language.clone().unwrap_or_else(english);
        let original = loader.load(&original, file).unwrap_or_else(|| Arc::new(Words::english()));
        let mut seen = BTreeSet::from([original.language.tag().to_lowercase()]);
        let mut further = Vec::new();
        for language in &settings.languages {
            if !seen.insert(language.value.to_lowercase()) {
                let message = format!("the language `{}` stands here a second time", language.value);
                let help = "`language` is what the site is written in; `languages` are further ones, each once";
                loader.report(Code::InvalidValue, language, file, message, help.to_owned());
                continue;
            }
            further.extend(loader.load(language, file));
        }
        (Self { original, further, error: loader.error }, loader.diagnostics)
    }

    /// All of them, the original first.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Words>> {
        std::iter::once(&self.original).chain(&self.further)
    }

    /// The further language that files name so: its tag in small letters.
    pub fn named(&self, name: &str) -> Option<&Arc<Words>> {
        self.further.iter().find(|words| words.language.tag().eq_ignore_ascii_case(name))
    }
}

struct Loader<'a> {
    own: &'a [Input],
    error: Option<WordsError>,
    diagnostics: Vec<Diagnostic>,
}

impl Loader<'_> {
    fn load(&mut self, language: &Spanned<String>, file: &Arc<str>) -> Option<Arc<Words>> {
        let tag = language.value.as_str();
        let own = |name: &str| self.own.iter().find(|input| *input.path == *name).map(|input| &*input.text);
        match Words::load(tag, &own) {
            Ok(words) => Some(Arc::new(words)),
            Err(error) if error.file.is_some() => {
                self.error.get_or_insert(error);
                None
            }
            Err(error) => {
                let near = suggest::nearest(tag, words::built_in()).filter(|_| tag.len() > 3);
                let usual = usual(tag).filter(|usual| usual != tag);
                let help = match usual.as_deref().or(near) {
                    Some(near) => suggest::did_you_mean(near),
                    None if !tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') => {
                        "write the language's BCP 47 tag, such as `fr` or `pt-BR`".to_owned()
                    }
                    None => format!(
                        "built in are {}; for another one, write `templates/{}` with all its words",
                        words::built_in().collect::<Vec<_>>().join(", "),
                        words::file_of(tag)
                    ),
                };
                self.report(Code::UnknownLanguage, language, file, error.message, help);
                None
            }
        }
    }

    fn report(&mut self, code: Code, at: &Spanned<String>, file: &Arc<str>, message: String, help: String) {
        let location = Location { file: Arc::clone(file), span: at.span };
        self.diagnostics.push(Diagnostic::new(code, location, message).help(help));
    }
}

/// The tag of a language that is built in, as it is usually written: `fr`, `es-MX`.
fn usual(tag: &str) -> Option<String> {
    let parts = tag.split(['-', '_']).enumerate().map(|(index, part)| match (index, part.len()) {
        (1.., 2) => part.to_uppercase(),
        _ => part.to_lowercase(),
    });
    let tag = parts.collect::<Vec<_>>().join("-");
    words::built_in().any(|known| Some(known) == tag.split('-').next()).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_in_another_spelling_is_known() {
        for (tag, expected) in [("FR", Some("fr")), ("es_mx", Some("es-MX")), ("EN-us", Some("en-US")), ("eo", None)] {
            assert_eq!(usual(tag).as_deref(), expected, "{tag}");
        }
    }
}
