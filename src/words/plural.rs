//! A text that says how many: one form for each of CLDR's plural categories that the language has.

use super::language::Language;
use super::pattern::Pattern;
use serde::Deserialize;
use std::collections::BTreeMap;

/// CLDR's plural categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Category {
    /// The word that catalogues use.
    fn as_str(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// A text with a number `{n}`, in each of the forms that its language needs: `{one: "{n} event", other: "{n} events"}`.
///
/// A form may do without the number where the words say it: "one original report".
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct Plural(BTreeMap<Category, Pattern>);

impl Plural {
    /// The form that goes with this number; `written` is the number as people write it.
    pub(super) fn fill(&self, language: &Language, number: usize, written: &str, values: &[(&str, &str)]) -> String {
        let form = self.0.get(&language.category(number)).or_else(|| self.0.get(&Category::Other));
        let values: Vec<(&str, &str)> = std::iter::once(("n", written)).chain(values.iter().copied()).collect();
        form.map_or_else(|| written.to_owned(), |form| form.fill(&values))
    }

    /// Says which form is missing, which the language doesn't have, or which lacks one of these names.
    pub(super) fn check(&self, language: &Language, names: &[&str]) -> Result<(), String> {
        for category in language.categories() {
            if !self.0.contains_key(&category) {
                return Err(format!("lacks the plural form `{}`, which `{}` needs", category.as_str(), language.tag()));
            }
        }
        for (category, form) in &self.0 {
            let name = category.as_str();
            if !language.categories().any(|known| known == *category) {
                return Err(format!("has the plural form `{name}`, which `{}` doesn't have", language.tag()));
            }
            let said: Vec<&str> = names.iter().copied().chain(form.names().filter(|name| *name == "n")).collect();
            form.check_whole(&said).map_err(|wrong| format!("({name}) {wrong}"))?;
        }
        Ok(())
    }
}
