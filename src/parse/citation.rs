//! Citations in running text, in Pandoc's syntax: `[@a]`, `[@a; @b, p. 3]`, `[see @a, "exact words"]`.
//!
//! The Markdown parser finds the brackets (it knows code spans, escapes and nesting); this reads what is inside.

use super::event::CitationFile;
use crate::diagnostic::{Span, position::Spanned};

/// Whether the text between two brackets means to be a citation: a key after `@` that nothing but a space comes before.
pub fn is_group(inside: &str) -> bool {
    inside.split(';').any(|item| key(item).is_some() || has_blank_before_key(item))
}

/// Whether a key was meant, and a blank typed behind its `@`.
fn has_blank_before_key(item: &str) -> bool {
    let behind = item.trim_start().strip_prefix('@').unwrap_or_default();
    behind.starts_with(char::is_whitespace) && behind.trim_start().starts_with(char::is_alphanumeric)
}

/// The citations between two brackets. `at` is where `inside` begins in the file.
///
/// # Errors
///
/// What is wrong, and where, in bytes of the file.
pub fn group(inside: &str, at: usize) -> Result<Vec<CitationFile>, (String, Span)> {
    if let Some(open) = unclosed_quotation(inside) {
        let words = inside[open..].trim_end();
        return Err(("this quotation has no end".to_owned(), Span::new(at + open, at + open + words.len())));
    }
    let items = items(inside);
    let mut citations = Vec::with_capacity(items.len());
    for (start, item) in items {
        let Some((offset, key)) = key(item) else {
            let trimmed = item.trim();
            let begin = at + start + (item.len() - item.trim_start().len());
            let message = if trimmed.is_empty() {
                "an entry of this citation is empty".to_owned()
            } else if has_blank_before_key(trimmed) {
                "a blank stands behind the `@` of this citation".to_owned()
            } else {
                format!("`{trimmed}` in this citation names no source")
            };
            return Err((message, Span::new(begin, begin + trimmed.len())));
        };
        // The id alone: that is what has to be corrected.
        let begin = at + start + offset + 1;
        let prefix = item[..offset].trim().trim_end_matches('-').trim();
        let behind = offset + 1 + key.len();
        let suffix = &item[behind..];
        let (locator, quote) = suffix_parts(suffix);
        if let Some(message) = not_a_locator(&locator) {
            let found = suffix.find(locator.as_str()).map_or(0..suffix.len(), |lead| lead..lead + locator.len());
            let span = Span::new(at + start + behind + found.start, at + start + behind + found.end);
            return Err((message, span));
        }
        citations.push(CitationFile {
            source: Spanned::new(key.to_owned(), Span::new(begin, begin + key.len())),
            quote: quote.map(|(found, words)| {
                let quote_at = at + start + behind + found;
                Spanned::new(unescaped(words), Span::new(quote_at, quote_at + words.len()))
            }),
            quote_translation: None,
            locator: (!locator.is_empty()).then_some(locator),
            original_locator: None,
            pinpoint: None,
            note: (!prefix.is_empty()).then(|| prefix.to_owned()),
            based_on: None,
        });
    }
    Ok(citations)
}

/// Follows quotation marks through a citation: a quotation in a quotation doesn't end it.
#[derive(Debug, Default)]
pub struct Marks {
    /// The mark that is open.
    open: Option<char>,
    /// How many `“` and `„` are open within it.
    inner: usize,
    low: usize,
}

impl Marks {
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Goes past `c`, which `rest` follows.
    pub fn pass(&mut self, c: char, rest: &str) {
        match (self.open, c) {
            (None, '"' | '“') => *self = Self { open: Some(c), inner: 0, low: 0 },
            (Some(_), '„') => self.low += 1,
            (Some(_), '“') if self.low > 0 => self.low -= 1,
            (Some(_), '“') => self.inner += 1,
            (Some(_), '”') if self.inner > 0 => self.inner -= 1,
            (Some(_), '”') | (Some('"'), '"') => self.open = None,
            // Where a straight mark would end what a curly one began, an entry must end as well.
            (Some(_), '"') if rest.trim_start().is_empty() || rest.trim_start().starts_with([',', ';', ']']) => {
                self.open = None;
            }
            _ => {}
        }
    }
}

/// Where a quotation begins that nothing ends.
fn unclosed_quotation(inside: &str) -> Option<usize> {
    let mut marks = Marks::default();
    let mut open = 0;
    for (index, c) in inside.char_indices() {
        if !marks.is_open() {
            open = index;
        }
        marks.pass(c, &inside[index + c.len_utf8()..]);
    }
    marks.is_open().then_some(open)
}

/// Splits at semicolons outside quotation marks.
fn items(inside: &str) -> Vec<(usize, &str)> {
    let mut items = Vec::new();
    let mut start = 0;
    let mut marks = Marks::default();
    for (index, c) in inside.char_indices() {
        if c == ';' && !marks.is_open() {
            items.push((start, &inside[start..index]));
            start = index + 1;
        }
        marks.pass(c, &inside[index + c.len_utf8()..]);
    }
    items.push((start, &inside[start..]));
    items
}

/// The words without the backslashes that Markdown takes off: `\[sic\]` is `[sic]`.
fn unescaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.next_if(|next| c == '\\' && next.is_ascii_punctuation()) {
            Some(escaped) => out.push(escaped),
            None => out.push(c),
        }
    }
    out
}

/// The key of one citation and where its `@` stands.
fn key(item: &str) -> Option<(usize, &str)> {
    let at = item.char_indices().find_map(|(index, c)| {
        let before = item[..index].chars().next_back();
        (c == '@' && before.is_none_or(|b| b.is_whitespace() || b == '-')).then_some(index)
    })?;
    let rest = &item[at + 1..];
    let end = rest.find(|c: char| c == ',' || c == ';' || c.is_whitespace()).unwrap_or(rest.len());
    (end > 0).then(|| (at, &rest[..end]))
}

/// `, p. 3, "exact words"` → the locator, and the words with where they begin.
fn suffix_parts(suffix: &str) -> (String, Option<(usize, &str)>) {
    let open = suffix.find(['"', '“']);
    let close = suffix.rfind(['"', '”']);
    let (locator, quote) = match (open, close) {
        (Some(open), Some(close)) if close > open => {
            let mark = suffix[open..].chars().next().map_or(1, char::len_utf8);
            let end_mark = suffix[close..].chars().next().map_or(1, char::len_utf8);
            let rest = format!("{} {}", suffix[..open].trim_end_matches([',', ' ']), suffix[close + end_mark..].trim());
            let words = &suffix[open + mark..close];
            let lead = words.len() - words.trim_start().len();
            (rest, Some((open + mark + lead, words.trim())))
        }
        _ => (suffix.to_owned(), None),
    };
    let locator = locator.trim().trim_matches(',').trim().to_owned();
    (locator, quote.filter(|(_, words)| !words.is_empty()))
}

/// What a slip made a locator of, which would be printed as one: another citation, or the words of a quotation.
fn not_a_locator(locator: &str) -> Option<String> {
    if let Some((_, key)) = key(locator) {
        return Some(format!("`@{key}` stands where a page would, behind a comma: `;` parts two sources"));
    }
    let is_quoted = |open, close| locator.strip_prefix(open).is_some_and(|rest: &str| rest.ends_with(close));
    (is_quoted('\'', '\'') || is_quoted('‘', '’'))
        .then(|| "words between single quotation marks are not taken for a quotation".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_slip_puts_where_a_page_would_stand_is_a_mistake() {
        let wrong = |inside: &str| {
            let (message, span) = group(inside, 0).unwrap_err();
            (message, inside[span.start..span.end].to_owned())
        };
        assert_eq!(wrong("@a, @b").1, "@b");
        assert_eq!(wrong("@a, p. 3, @b").1, "p. 3, @b");
        assert_eq!(wrong("@a, 'exact words'").1, "'exact words'");
        assert_eq!(wrong("@a, ‘exact words’").1, "‘exact words’");
        assert!(wrong("@ a, p. 3").0.starts_with("a blank stands"));
        assert!(is_group("@ a") && is_group(" @ a; @b"));
        assert!(!is_group("@ ") && !is_group("noon @ the pier"));
        for good in ["@a, p. 3", "@a, '98 edition", "@a, \"it's\", p. 3", "@a, desk@courier.example"] {
            assert_eq!(group(good, 0).map(|group| group.len()), Ok(1), "{good}");
        }
    }

    #[test]
    fn a_group_has_sources_locators_words_and_notes() {
        let text = "see @a; -@b, p. 3; @c, \"exact; words, here\", 2:30";
        let group = group(text, 10).unwrap();
        assert_eq!(group.iter().map(|c| c.source.value.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(group[0].note.as_deref(), Some("see"));
        assert_eq!(group[1].locator.as_deref(), Some("p. 3"));
        assert_eq!(group[2].quote.as_ref().unwrap().value, "exact; words, here");
        assert_eq!(group[2].locator.as_deref(), Some("2:30"));
        assert_eq!(group[1].source.span, Span::new(10 + 10, 10 + 11));
        let words = group[2].quote.as_ref().unwrap().span.start - 10;
        assert!(text[words..].starts_with("exact; words"));
    }

    #[test]
    fn curly_quotation_marks_hold_words_too() {
        let group = group("@a, “I resign tonight”", 0).unwrap();
        assert_eq!(group[0].quote.as_ref().unwrap().value, "I resign tonight");
    }

    #[test]
    fn a_quotation_in_a_quotation_does_not_end_it() {
        for (inside, words) in [
            ("@a, \"she said “no; never”\"", "she said “no; never”"),
            ("@a, “she said “no; never” then”", "she said “no; never” then"),
            ("@a, “she said \"no; never\" then”", "she said \"no; never\" then"),
            ("@a, \"sie sagte „nein; nie“\"", "sie sagte „nein; nie“"),
            ("@a, “no; never\"", "no; never"),
            ("@a, \"\\[sic\\] a\\b\"", "[sic] a\\b"),
        ] {
            let group = group(inside, 0).unwrap();
            assert_eq!(group.len(), 1, "{inside}");
            assert_eq!(group[0].quote.as_ref().unwrap().value, words);
        }
    }

    #[test]
    fn what_names_no_source_is_a_mistake() {
        assert!(group("@a; p. 3", 0).unwrap_err().0.contains("p. 3"));
        assert!(group("@a;", 0).is_err());
        assert!(!is_group("somebody@example.org"));
        assert!(!is_group("x"));
        assert!(is_group("@a"));
    }
}
