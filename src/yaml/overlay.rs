//! Files that say only what differs from others.

use super::fault::fault;
use super::{Problem, read};
use crate::diagnostic::position::Span;

/// Maps laid upon each other, the first lowest, as a type of the caller's: maps are merged, everything else is replaced.
/// What can't be read comes with the index of the text that is at fault.
///
/// For files that say only what differs from a default, such as a catalogue of words. All but the first `trusted` ones,
/// which are ours, go through the same guard as front matter does.
pub fn overlay<T: serde::de::DeserializeOwned>(layers: &[&str], trusted: usize) -> Result<T, (Problem, usize)> {
    let merged = merged(layers, trusted)?;
    serde_yaml::from_value(merged).map_err(|error| {
        // Merged values have lost their places; read alone, a text knows where its own first mistake is.
        let own = |(layer, text): (usize, &&str)| {
            let error = serde_yaml::from_str::<T>(text).err()?;
            let at = error.to_string().contains("unknown field").then(|| error.location())??.index();
            Some((at, layer))
        };
        let (at, layer) = layers.iter().enumerate().rev().find_map(own).unwrap_or((0, layers.len().saturating_sub(1)));
        (Problem { message: error.to_string(), span: Span::new(at, at), help: None }, layer)
    })
}

/// The keys of the map `whole` that aren't in the maps of `layers`, laid upon each other: `dates.day`. A map whose keys
/// make it one value (`is_value`) is there or isn't, whatever keys it has in either.
pub fn lacking(whole: &str, layers: &[&str], is_value: &dyn Fn(&[&str]) -> bool) -> Result<Vec<String>, Problem> {
    let first = |(problem, _)| problem;
    let (whole, there) = (merged(&[whole], 1).map_err(first)?, merged(layers, 0).map_err(first)?);
    let mut missing = Vec::new();
    collect_lacking(&whole, &there, "", is_value, &mut missing);
    Ok(missing)
}

fn collect_lacking(
    whole: &serde_yaml::Value,
    there: &serde_yaml::Value,
    path: &str,
    is_value: &dyn Fn(&[&str]) -> bool,
    missing: &mut Vec<String>,
) {
    let serde_yaml::Value::Mapping(keys) = whole else { return };
    let names: Vec<&str> = keys.keys().filter_map(serde_yaml::Value::as_str).collect();
    if is_value(&names) {
        return;
    }
    for (key, value) in keys {
        let name = key.as_str().map_or_else(|| key.as_u64().unwrap_or_default().to_string(), str::to_owned);
        let path = if path.is_empty() { name } else { format!("{path}.{name}") };
        match there.get(key) {
            Some(there) if !there.is_null() => collect_lacking(value, there, &path, is_value, missing),
            _ => missing.push(path),
        }
    }
}

fn merged(layers: &[&str], trusted: usize) -> Result<serde_yaml::Value, (Problem, usize)> {
    let mut merged = serde_yaml::Value::Null;
    for (layer, text) in layers.iter().enumerate() {
        let failed = |problem| (problem, layer);
        if layer >= trusted {
            read(text).map_err(failed)?;
        }
        let value = serde_yaml::from_str::<serde_yaml::Value>(text).map_err(|error| {
            let at = error.location().map_or(0, |location| location.index());
            failed(fault(text, at, &error.to_string()))
        })?;
        merge(&mut merged, value);
    }
    Ok(merged)
}

fn merge(under: &mut serde_yaml::Value, over: serde_yaml::Value) {
    use serde_yaml::Value::{Mapping, Null};
    match (under, over) {
        (Mapping(under), Mapping(over)) => {
            for (key, value) in over {
                match under.get_mut(&key) {
                    Some(slot) => merge(slot, value),
                    None => {
                        under.insert(key, value);
                    }
                }
            }
        }
        (_, Null) => {}
        (under, over) => *under = over,
    }
}
