//! Patterns of dates that have forms: "3 mai", "du 3 mai", "au 3 mai".

use super::pattern::{Pattern, PatternPiece};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The name of a form, by which a pattern asks for it: `{date.from}`. None asks for the plain one.
pub(super) type AskedForm<'a> = Option<&'a str>;

/// A value that can be said in any form.
pub(super) type SaidValue<'a> = &'a dyn Fn(AskedForm<'_>) -> String;

/// A pattern, and other forms of it: `{plain: "{day} {month}", from: "du {day} {month}"}`, or the plain one alone.
///
/// Which forms there are is the language's affair: one with cases has a form for each that its patterns need.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Forms {
    Plain(Pattern),
    Several(SeveralForms),
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct SeveralForms {
    plain: Pattern,
    #[serde(flatten)]
    others: BTreeMap<String, Pattern>,
}

impl Forms {
    fn plain(&self) -> &Pattern {
        match self {
            Self::Plain(pattern) | Self::Several(SeveralForms { plain: pattern, .. }) => pattern,
        }
    }

    fn all(&self) -> Vec<&Pattern> {
        match self {
            Self::Plain(pattern) => vec![pattern],
            Self::Several(SeveralForms { plain, others }) => std::iter::once(plain).chain(others.values()).collect(),
        }
    }

    /// The names of the forms beside the plain one.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let others = match self {
            Self::Plain(_) => None,
            Self::Several(SeveralForms { others, .. }) => Some(others),
        };
        others.into_iter().flat_map(|others| others.keys().map(String::as_str))
    }

    /// The forms for which its patterns ask.
    pub fn asked(&self) -> impl Iterator<Item = &str> {
        self.all().into_iter().flat_map(Pattern::forms)
    }

    /// The text in this form. A form that the pattern hasn't is asked of what stands first in it: "d’avril 2019".
    pub fn say(&self, form: AskedForm<'_>, values: &[(&str, SaidValue<'_>)]) -> String {
        let own = match (self, form) {
            (Self::Several(SeveralForms { others, .. }), Some(form)) => others.get(form),
            _ => None,
        };
        let mut handed_on = if own.is_some() { None } else { form };
        let mut said = String::new();
        for piece in own.unwrap_or(self.plain()).pieces() {
            match piece {
                PatternPiece::Text(text) => said.push_str(text),
                PatternPiece::Name(name) => {
                    let (name, asked) = Pattern::parted(name);
                    let first = handed_on.take();
                    if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
                        said.push_str(&value(asked.or(first)));
                    }
                }
            }
        }
        said
    }

    /// Says what is wrong if the names in one of the forms aren't exactly these.
    pub fn check(&self, names: &[&str]) -> Result<(), String> {
        self.all().into_iter().try_for_each(|pattern| pattern.check_forms(names))
    }
}
