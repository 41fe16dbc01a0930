//! The words of the site's language.

use crate::error::Error;
use crate::read::{Input, Inputs};
use crate::resolve::Site;
use crate::words::Words;

/// The words of the site's language: built in, and the site's own over them.
///
/// `templates/words/fr-CA.yaml` serves `fr-CA`, and `fr.yaml` serves it where there is none.
///
/// # Errors
///
/// Where the site's own words can't be read.
pub fn words(site: &Site, inputs: &Inputs) -> Result<Words, Error> {
    let language = site.settings.language.as_str();
    let primary = language.split('-').next().unwrap_or(language);
    let named = |language: &str| inputs.templates.iter().find(|input| *input.path == *format!("words/{language}.yaml"));
    let Some(input) = named(language).or_else(|| named(primary)) else { return Ok(Words::english()) };
    Words::parse(&input.text).map_err(|error| wrong_words(input, &error.message, error.at))
}

fn wrong_words(input: &Input, message: &str, at: usize) -> Error {
    let before = input.text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Error::Template(format!("{message}\n --> templates/{}:{line}:{column}", input.path))
}
