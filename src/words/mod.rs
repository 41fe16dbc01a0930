//! The words that the site itself says, by language; what editors write isn't here.
//!
//! English, French, Spanish and Arabic are built in (`templates/words/`); a site's own file changes what it names. A
//! language that isn't built in has a whole file of the site's own: no word of another language ever stands in for a
//! missing one.

mod catalogue;
pub mod date;
mod error;
mod forms;
mod language;
mod pattern;
mod plural;
mod sentences;
mod single;
mod span;
mod status;

pub use catalogue::DateWords;
pub use error::WordsError;
pub use language::{Direction, Joint, Language};
pub(crate) use pattern::{Pattern, PatternPiece, fill};
pub use plural::Plural;
pub use sentences::SentenceWords;
pub use status::{FullWords, MarkerWords, ShortWords, StatusCounts, StatusWords};

pub use crate::model::foreign::capitalized;
use crate::yaml;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The catalogues that are built in.
const BUILT_IN: &[(&str, &str)] = &[
    ("en", include_str!("../../templates/words/en.yaml")),
    ("fr", include_str!("../../templates/words/fr.yaml")),
    ("es", include_str!("../../templates/words/es.yaml")),
    ("ar", include_str!("../../templates/words/ar.yaml")),
];

/// All the words of one language.
#[derive(Debug, Clone)]
pub struct Words {
    pub language: Language,
    /// What the language calls itself: "français".
    pub name: String,
    /// Where its sentences end.
    pub sentences: SentenceWords,
    pub dates: DateWords,
    /// How a claim's status is said.
    pub status: StatusWords,
    /// What the templates say, by key.
    pub page: BTreeMap<String, String>,
    /// Numbers of things, by key.
    counts: BTreeMap<String, Plural>,
}

/// A catalogue as its file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    language: LanguageWords,
    sentences: SentenceWords,
    dates: DateWords,
    status: StatusWords,
    counts: BTreeMap<String, Plural>,
    page: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageWords {
    /// What the language calls itself.
    name: String,
    /// The language whose way of listing things it shares: for a variety that CLDR has and this one's tag doesn't name.
    lists: Option<String>,
}

/// The languages whose words are built in.
pub fn built_in() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(tag, _)| *tag)
}

/// The file in `templates/` in which a site has words of its own for a language.
pub fn file_of(tag: &str) -> String {
    format!("words/{tag}.yaml")
}

impl Words {
    /// The English words that are built in.
    pub fn english() -> Self {
        Self::built_in("en").expect("a test reads the catalogue that is built in")
    }

    /// The words of a language as they are built in, if they are.
    pub fn built_in(tag: &str) -> Option<Self> {
        Self::load(tag, &|_| None).ok()
    }

    /// The words of the language with this BCP 47 tag. `own` gives the text of a file of the site's own, by its name
    /// below `templates/`: `words/fr-CA.yaml` serves `fr-CA`, and lies over `words/fr.yaml`, and that over what is built in.
    ///
    /// # Errors
    ///
    /// Where there are no words for the language, a file can't be read, or lacks something.
    pub fn load<'t>(tag: &str, own: &dyn Fn(&str) -> Option<&'t str>) -> Result<Self, WordsError> {
        let chain = chain(tag);
        let built_in = chain.iter().find_map(|tag| BUILT_IN.iter().find(|(known, _)| known == tag));
        let own: Vec<(String, &str)> =
            chain.iter().rev().filter_map(|tag| own(&file_of(tag)).map(|text| (file_of(tag), text))).collect();
        let layers: Vec<&str> =
            built_in.iter().map(|(_, text)| *text).chain(own.iter().map(|(_, text)| *text)).collect();
        let file = || own.last().map(|(file, _)| file.clone());
        let fault = |message: String| WordsError { file: file(), message, at: 0 };
        if layers.is_empty() {
            return Err(WordsError::no_catalogue(tag));
        }
        if built_in.is_none() {
            let mut missing = yaml::lacking(BUILT_IN[0].1, &layers, &is_text)?;
            missing.retain(|key| key != "language.lists");
            if !missing.is_empty() {
                return Err(fault(lacks(&missing)));
            }
        }
        let catalogue: Catalogue =
            yaml::overlay(&layers, usize::from(built_in.is_some())).map_err(|(problem, layer)| {
                let file = layer.checked_sub(usize::from(built_in.is_some())).map(|at| own[at].0.clone());
                WordsError { file, ..problem.into() }
            })?;
        let language = Language::new(tag, catalogue.language.lists.as_deref()).map_err(fault)?;
        let words = Self {
            language,
            name: catalogue.language.name,
            sentences: catalogue.sentences,
            dates: catalogue.dates,
            status: catalogue.status,
            page: catalogue.page,
            counts: catalogue.counts,
        };
        words.check().map_err(fault)?;
        if !own.is_empty() {
            words.check_names().map_err(fault)?;
        }
        Ok(words)
    }

    /// A text of the catalogue; nothing for a key that it doesn't have.
    pub fn say(&self, key: &str) -> Option<&str> {
        self.page.get(key).map(String::as_str)
    }

    /// A number of things, in the form that goes with it; the number alone for a key that the catalogue doesn't have.
    pub fn count(&self, key: &str, number: usize) -> String {
        let written = self.number(number);
        match self.counts.get(key) {
            Some(plural) => plural.fill(&self.language, number, &written, &[]),
            None => written,
        }
    }

    /// The keys of the numbers of things.
    pub fn count_keys(&self) -> impl Iterator<Item = &str> {
        self.counts.keys().map(String::as_str)
    }

    /// The same for a text of a status.
    pub(crate) fn counted(&self, plural: &Plural, number: usize, values: &[(&str, &str)]) -> String {
        plural.fill(&self.language, number, &self.number(number), values)
    }

    /// "a, b and c".
    pub fn list(&self, items: &[String]) -> String {
        self.language.list(Joint::And, items)
    }

    /// A number of things: "39", "2,000".
    pub fn number(&self, number: usize) -> String {
        self.dates.grouped(number as u64)
    }

    /// Says which entry can't be used.
    fn check(&self) -> Result<(), String> {
        self.dates.check()?;
        self.status.check(&self.language)?;
        for (key, plural) in &self.counts {
            plural.check(&self.language, &[]).map_err(|wrong| format!("counts.{key} {wrong}"))?;
        }
        self.check_page()
    }

    /// Says which text of the pages lost the status that must stand in it.
    fn check_page(&self) -> Result<(), String> {
        for (key, name) in HOLDS_STATUS {
            let text = self.page.get(*key).map_or("", String::as_str);
            if !text.contains(name) {
                return Err(format!("page.{key} lacks `{name}`, without which an allegation would stand alone"));
            }
        }
        if self.page.get("caveat").is_none_or(|caveat| caveat.trim().is_empty()) {
            return Err("page.caveat says nothing, and an arrest would read as proof of guilt".to_owned());
        }
        Ok(())
    }

    /// Says which text of the pages doesn't fill in what English fills in there.
    fn check_names(&self) -> Result<(), String> {
        let names =
            |text: &str| Pattern::from(text).names().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
        for (key, text) in &Self::english().page {
            let (wanted, has) = (names(text), names(self.page.get(key).map_or("", String::as_str)));
            if let Some(missing) = wanted.difference(&has).next() {
                return Err(format!("page.{key} lacks `{{{missing}}}`"));
            }
            if let Some(stranger) = has.difference(&wanted).next() {
                return Err(format!("page.{key} has `{{{stranger}}}`, which nothing fills in here"));
            }
        }
        Ok(())
    }
}

/// `fr-CA` and what it falls back to: `fr`.
fn chain(tag: &str) -> Vec<&str> {
    let ends = tag.match_indices('-').map(|(at, _)| at).rev();
    std::iter::once(tag).chain(ends.map(|end| &tag[..end])).collect()
}

/// Whether an entry of a catalogue is one text for all that, in forms that are the language's own affair: it has plural
/// forms, or forms of a date.
fn is_text(keys: &[&str]) -> bool {
    keys.contains(&"other") || keys.contains(&"plain")
}

/// "lacks `dates.day`, `page.timeline` and 3 more".
fn lacks(missing: &[String]) -> String {
    const TOLD: usize = 12;
    let told: Vec<String> = missing.iter().take(TOLD).map(|key| format!("`{key}`")).collect();
    let more = missing.len().saturating_sub(TOLD);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("lacks {}{more}", told.join(", "))
}

/// The texts of the pages in which a status is filled in.
const HOLDS_STATUS: &[(&str, &str)] = &[
    ("data_titled", "{status}"),
    ("data_titled", "{title}"),
    ("data_headline", "{status}"),
    ("data_headline", "{title}"),
];

#[cfg(test)]
mod tests;
