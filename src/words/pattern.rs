//! A text with placeholders: `{day} {month} {year}`.

use serde::Deserialize;

/// A text in which `{name}` stands for something.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct Pattern(String);

impl From<&str> for Pattern {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

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

    /// The names in it, without the forms that are asked for.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.written_names().map(|name| Self::parted(name).0)
    }

    /// The forms that it asks for: `{date.from}`.
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        self.written_names().filter_map(|name| Self::parted(name).1)
    }

    /// A name, and the form in which it is asked for.
    pub(super) fn parted(name: &str) -> (&str, Option<&str>) {
        name.split_once('.').map_or((name, None), |(name, form)| (name, Some(form)))
    }

    fn written_names(&self) -> impl Iterator<Item = &str> {
        pieces(&self.0).filter_map(|piece| match piece {
            PatternPiece::Name(name) => Some(name),
            PatternPiece::Text(_) => None,
        })
    }

    /// The same as [`check`](Self::check), of a text that may not be empty.
    pub(super) fn check_whole(&self, names: &[&str]) -> Result<(), String> {
        self.is_said()?;
        self.check(names)
    }

    /// The same, where a name may be asked for in a form.
    pub(super) fn check_forms(&self, names: &[&str]) -> Result<(), String> {
        self.is_said()?;
        check(self.names().collect(), names)
    }

    /// Says what is wrong if the names in it aren't exactly these: one too few would lose a part of a date in silence.
    pub(super) fn check(&self, names: &[&str]) -> Result<(), String> {
        check(self.written_names().collect(), names)
    }

    fn is_said(&self) -> Result<(), String> {
        if self.0.trim().is_empty() { Err("says nothing".to_owned()) } else { Ok(()) }
    }
}

fn check(used: Vec<&str>, names: &[&str]) -> Result<(), String> {
    if let Some(stranger) = used.iter().find(|name| !names.contains(name)) {
        return Err(format!("has `{{{stranger}}}`, which nothing fills in here"));
    }
    match names.iter().find(|name| !used.contains(name)) {
        Some(missing) => Err(format!("lacks `{{{missing}}}`")),
        None => Ok(()),
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
