//! The one door to CLDR's data: which form goes with a number, what comes before what, how things are listed.

use super::plural::Category;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_list::options::ListFormatterOptions;
use icu_list::{ListFormatter, parts};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use writeable::{Part, PartsWrite, Writeable};

/// In which direction a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// As HTML's `dir` has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }

    /// Of a language, by its BCP 47 tag: its script's, where the tag names one.
    pub fn of(tag: &str) -> Self {
        let mut parts = tag.split('-');
        let language = parts.next().unwrap_or_default().to_lowercase();
        let script = parts.find(|part| part.len() == 4 && part.chars().all(char::is_alphabetic));
        let is_right_to_left = match script.map(str::to_lowercase).as_deref() {
            Some(script) => matches!(script, "arab" | "hebr" | "thaa" | "syrc" | "nkoo" | "adlm" | "rohg"),
            None => matches!(
                &*language,
                "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ks" | "nqo" | "ps" | "sd" | "syr" | "ug" | "ur" | "yi"
            ),
        };
        if is_right_to_left { Self::RightToLeft } else { Self::LeftToRight }
    }

    /// Of a text, by its first letter that has one (as Unicode's algorithm for isolates does); none for a text of digits
    /// and marks.
    pub fn of_text(text: &str) -> Option<Self> {
        let first = text.chars().find(|c| c.is_alphabetic())?;
        let is_right_to_left = matches!(first, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
        Some(if is_right_to_left { Self::RightToLeft } else { Self::LeftToRight })
    }
}

/// How things are joined: all of them, or one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    And,
    Or,
}

/// What CLDR knows of a language. Cheap to clone.
#[derive(Clone)]
pub struct Language(Arc<LanguageData>);

struct LanguageData {
    tag: String,
    plurals: PluralRules,
    collator: CollatorBorrowed<'static>,
    and: ListFormatter,
    or: ListFormatter,
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Language").field(&self.0.tag).finish()
    }
}

/// What a list pattern puts before, between and behind the items that it is given, without these.
struct AroundItems(Vec<String>);

impl fmt::Write for AroundItems {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.last_mut().ok_or(fmt::Error)?.push_str(text);
        Ok(())
    }
}

impl PartsWrite for AroundItems {
    type SubPartsWrite = Self;

    fn with_part(&mut self, part: Part, mut write: impl FnMut(&mut Self) -> fmt::Result) -> fmt::Result {
        if part == parts::ELEMENT {
            self.0.push(String::new());
            return Ok(());
        }
        write(self)
    }
}

impl Language {
    /// The language with this BCP 47 tag. It lists things as `lists` does: "en-GB" has no comma before "and".
    pub fn new(tag: &str, lists: Option<&str>) -> Result<Self, String> {
        let locale = |tag: &str| tag.parse::<Locale>().map_err(|_| format!("`{tag}` is no language's BCP 47 tag"));
        let own = locale(tag)?;
        let lists = locale(lists.unwrap_or(tag))?;
        let failed = |error: &dyn fmt::Display| format!("CLDR has no data for `{tag}`: {error}");
        let plurals = PluralRules::try_new((&own).into(), PluralRulesOptions::default()).map_err(|e| failed(&e))?;
        let collator = Collator::try_new((&own).into(), CollatorOptions::default()).map_err(|e| failed(&e))?;
        let list = ListFormatterOptions::default();
        let and = ListFormatter::try_new_and((&lists).into(), list).map_err(|error| failed(&error))?;
        let or = ListFormatter::try_new_or((&lists).into(), list).map_err(|error| failed(&error))?;
        Ok(Self(Arc::new(LanguageData { tag: tag.to_owned(), plurals, collator, and, or })))
    }

    /// Its BCP 47 tag.
    pub fn tag(&self) -> &str {
        &self.0.tag
    }

    /// The direction in which it is written.
    pub fn direction(&self) -> Direction {
        Direction::of(self.tag())
    }

    /// Which form goes with a number.
    pub(super) fn category(&self, number: usize) -> Category {
        category(self.0.plurals.category_for(number))
    }

    /// The forms that its numbers need.
    pub(super) fn categories(&self) -> impl Iterator<Item = Category> {
        self.0.plurals.categories().map(category)
    }

    /// In which order two names stand; what is alike to the language is told apart by its code points.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        self.0.collator.compare(one, other).then_with(|| one.cmp(other))
    }

    /// What orders a name among others, for lists of many.
    pub fn sort_key(&self, name: &str) -> (Vec<u8>, String) {
        let mut key = Vec::new();
        let Ok(()) = self.0.collator.write_sort_key_to(name, &mut key);
        (key, name.to_owned())
    }

    /// "a, b and c".
    pub fn list(&self, joint: Joint, items: &[String]) -> String {
        let mut between = self.between(joint, items).into_iter();
        let mut list = String::new();
        for item in items {
            if !list.is_empty() {
                list.extend(between.next());
            }
            list.push_str(item);
        }
        list
    }

    /// What stands between the items of a list, for whoever puts more between it than text.
    pub(crate) fn between(&self, joint: Joint, items: &[String]) -> Vec<String> {
        // "Ana e Íñigo": CLDR's rule for the word before an I knows only letters without an accent.
        let plain: Vec<String> =
            items.iter().map(|item| item.nfd().filter(|c| !is_combining_mark(*c)).collect()).collect();
        let mut around = AroundItems(vec![String::new()]);
        // It fails only where its sink does, and a text never does.
        let _ = self.formatter(joint).format(plain.iter()).write_to_parts(&mut around);
        let AroundItems(mut around) = around;
        around.truncate(items.len());
        around.into_iter().skip(1).collect()
    }

    fn formatter(&self, joint: Joint) -> &ListFormatter {
        match joint {
            Joint::And => &self.0.and,
            Joint::Or => &self.0.or,
        }
    }
}

fn category(category: PluralCategory) -> Category {
    match category {
        PluralCategory::Zero => Category::Zero,
        PluralCategory::One => Category::One,
        PluralCategory::Two => Category::Two,
        PluralCategory::Few => Category::Few,
        PluralCategory::Many => Category::Many,
        PluralCategory::Other => Category::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::new(tag, None).expect("a language")
    }

    #[test]
    fn names_stand_in_each_languages_order() {
        let sorted = |tag: &str, names: &[&str]| {
            let mut names = names.to_vec();
            names.sort_by_cached_key(|name| language(tag).sort_key(name));
            names.join(" ")
        };
        assert_eq!(sorted("es", &["Zubiri", "Ñuflo", "Nuria", "Álvaro", "Ana"]), "Álvaro Ana Nuria Ñuflo Zubiri");
        assert_eq!(sorted("en", &["Zoe", "Émile", "eve", "Ångström", "adam"]), "adam Ångström Émile eve Zoe");
        assert_eq!(sorted("sv", &["Zeta", "Ångström", "Ana"]), "Ana Zeta Ångström");
        assert_eq!(sorted("ar", &["يوسف", "أحمد", "Ida", "بدر"]), "أحمد بدر يوسف Ida");
        assert_eq!(language("es").compare("a", "b"), Ordering::Less);
    }

    #[test]
    fn lists_are_said_as_the_language_does() {
        let list = |tag: &str, joint, items: &[&str]| {
            language(tag).list(joint, &items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(list("es", Joint::And, &["Ana", "Íñigo"]), "Ana e Íñigo");
        assert_eq!(list("es", Joint::Or, &["septiembre", "octubre"]), "septiembre u octubre");
        assert_eq!(list("fr", Joint::And, &["a", "b", "c"]), "a, b et c");
        assert_eq!(list("ar", Joint::And, &["أحمد", "يوسف"]), "أحمد ويوسف");
        assert_eq!(list("fr", Joint::And, &["a"]), "a");
        assert_eq!(list("fr", Joint::And, &[]), "");
    }

    #[test]
    fn what_stands_between_items_is_told_apart_from_them() {
        let items = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
        assert_eq!(language("es").between(Joint::And, &items(&["y", "y", "Íñigo"])), [", ", " e "]);
        assert_eq!(language("fr").between(Joint::Or, &items(&["a"])), [""; 0]);
    }

    #[test]
    fn directions_are_the_scripts() {
        for (tag, direction) in
            [("ar", "rtl"), ("ar-Latn", "ltr"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("fr", "ltr"), ("ur", "rtl")]
        {
            assert_eq!(Direction::of(tag).as_str(), direction, "{tag}");
        }
        assert_eq!(Direction::of_text("“محمد”"), Some(Direction::RightToLeft));
        assert_eq!(Direction::of_text("1. Ida"), Some(Direction::LeftToRight));
        assert_eq!(Direction::of_text("2031"), None);
    }
}
