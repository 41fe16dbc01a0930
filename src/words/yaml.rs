//! Reads catalogues of words; the only place here that knows YAML.

use super::Words;
use serde_yaml::Value;

/// Why a catalogue can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsError {
    /// Lower case, no full stop.
    pub message: String,
    /// Line and column, from 1, where they are known.
    pub position: Option<(usize, usize)>,
}

impl std::fmt::Display for WordsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for WordsError {}

/// The words of `text`, and those of `fallback` where it says nothing.
pub(super) fn read(fallback: &str, text: &str) -> Result<Words, WordsError> {
    let mut merged = value(fallback)?;
    merge(&mut merged, value(text)?);
    let words: Words = serde_yaml::from_value(merged).map_err(|error| located(&error, text))?;
    words
        .dates
        .check()
        .and_then(|()| words.status.check())
        .map_err(|message| WordsError { message, position: None })?;
    Ok(words)
}

fn value(text: &str) -> Result<Value, WordsError> {
    serde_yaml::from_str(text).map_err(|error| WordsError { message: error.to_string(), position: position(&error) })
}

/// Lays `over` upon `under`; only mappings are merged, a list of months is replaced whole.
fn merge(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Mapping(under), Value::Mapping(over)) => {
            for (key, value) in over {
                match under.get_mut(&key) {
                    Some(slot) => merge(slot, value),
                    None => {
                        under.insert(key, value);
                    }
                }
            }
        }
        (_, Value::Null) => {}
        (under, over) => *under = over,
    }
}

/// Merged values have lost their lines, so the text alone is read once more: its own first mistake has one.
fn located(error: &serde_yaml::Error, text: &str) -> WordsError {
    let position = match serde_yaml::from_str::<Words>(text) {
        Err(own) if !own.to_string().contains("missing field") => position(&own),
        _ => None,
    };
    WordsError { message: error.to_string(), position }
}

fn position(error: &serde_yaml::Error) -> Option<(usize, usize)> {
    error.location().map(|location| (location.line(), location.column())).filter(|position| position.0 > 0)
}
