//! The interface's own words, by key, for what is put together outside of templates.

use crate::words::Words;

/// The text of this key in the catalogue's `page`; the key itself if a catalogue has lost it.
pub fn say<'a>(words: &'a Words, key: &'a str) -> &'a str {
    words.page.get(key).map_or(key, String::as_str)
}

/// The text with each `{name}` replaced; what is filled in is never read for names again.
pub fn fill(words: &Words, key: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    for piece in pieces(say(words, key)) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Name(name) => match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => filled.push_str(value),
                None => filled.extend(["{", name, "}"]),
            },
        }
    }
    filled
}

/// A number of things: the entry `key_one` for one, `key_other` for every other number, with `{n}` filled in.
pub fn count(words: &Words, key: &str, number: usize) -> String {
    let form = if number == 1 { "one" } else { "other" };
    fill(words, &format!("{key}_{form}"), &[("n", &words.number(number))])
}

/// A stretch of a text with names in it.
pub enum Piece<'a> {
    Text(&'a str),
    Name(&'a str),
}

/// The stretches of a text in which `{name}` stands for something.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, after)) = rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            rest = after;
            return Some(Piece::Name(name));
        }
        let next = rest.char_indices().skip(1).find(|(_, c)| *c == '{');
        let end = next.map_or(rest.len(), |(at, _)| at);
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Text(text))
    })
}
