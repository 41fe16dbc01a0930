//! A text with placeholders: `{day} {month} {year}`.

use serde::Deserialize;

/// A text in which `{name}` stands for something.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct Pattern(String);

impl Pattern {
    /// The text with each `{name}` replaced; what is filled in is never read for names again.
    pub(crate) fn fill(&self, values: &[(&str, &str)]) -> String {
        fill(&self.0, values)
    }

    /// The pattern's text and names in order, for who fills in more than text.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = PatternPiece<'_>> {
        pieces(&self.0)
    }

    /// The text as it stands, where nothing is filled in.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// The same as [`check`](Self::check), of a text that may not be empty.
    pub(super) fn check_whole(&self, names: &[&str]) -> Result<(), String> {
        if self.0.trim().is_empty() {
            return Err("says nothing, and so would leave out what became of an allegation".to_owned());
        }
        self.check(names)
    }

    /// Says what is wrong if the names in it aren't exactly these: one too few would lose a part of a date in silence.
    pub(super) fn check(&self, names: &[&str]) -> Result<(), String> {
        let used: Vec<&str> = pieces(&self.0)
            .filter_map(|piece| match piece {
                PatternPiece::Name(name) => Some(name),
                PatternPiece::Text(_) => None,
            })
            .collect();
        if let Some(stranger) = used.iter().find(|name| !names.contains(name)) {
            return Err(format!("has `{{{stranger}}}`, which nothing fills in here"));
        }
        match names.iter().find(|name| !used.contains(name)) {
            Some(missing) => Err(format!("lacks `{{{missing}}}`")),
            None => Ok(()),
        }
    }
}

/// A stretch of a pattern.
pub(crate) enum PatternPiece<'a> {
    Text(&'a str),
    /// Something stands here.
    Name(&'a str),
}

/// The text with each `{name}` replaced; what is filled in is never read for names again.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + values.iter().map(|(_, value)| value.len()).sum::<usize>());
    for piece in pieces(text) {
        match piece {
            PatternPiece::Text(text) => filled.push_str(text),
            PatternPiece::Name(name) => match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => filled.push_str(value),
                None => filled.extend(["{", name, "}"]),
            },
        }
    }
    filled
}

/// The stretches of a text in which `{name}` stands for something.
fn pieces(text: &str) -> impl Iterator<Item = PatternPiece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let open = rest.find('{').unwrap_or(rest.len());
        if open > 0 {
            let (text, after) = rest.split_at(open);
            rest = after;
            return Some(PatternPiece::Text(text));
        }
        let Some(close) = rest.find('}') else {
            return Some(PatternPiece::Text(std::mem::take(&mut rest)));
        };
        let name = &rest[1..close];
        rest = &rest[close + 1..];
        Some(PatternPiece::Name(name))
    })
}
