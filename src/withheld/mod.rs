//! Names that a newsroom has promised to keep back, and whether they stand anywhere among bytes.
//!
//! A name is found whatever its case, accents, spaces and hyphens are and whichever of its words comes first. So texts
//! are compared as letters alone ([`letters`]), in several readings: as they stand, with escapes undone, and as a reader
//! sees them. What is packed is unpacked ([`packed`]). Where the letters are found, what stands between them decides
//! ([`edges`]): `Joan Wrenfield` is not `Ann Wren`.
//!
//! What it doesn't do: say a name. Nothing here prints one, and what is printed of content goes through
//! [`WithheldNames::mask`].

mod automaton;
mod data_uris;
mod edges;
mod fold;
mod letters;
mod names;
mod packed;
mod pdf_strings;
mod quick;

use automaton::{AnyWord, EveryWord};
use letters::{FoldedText, Letters, TextReading};
use names::Spelling;
use quick::QuickFilter;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

pub use names::BadLine;

/// The names that must not appear; perhaps none.
#[derive(Clone, Default)]
pub struct WithheldNames(Option<Arc<Matcher>>);

/// A name that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// Where in the text, in bytes.
    pub start: usize,
    pub end: usize,
    /// Which name of all lists, from 0.
    pub name: usize,
}

/// What a search through a file came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct FileSearch {
    /// Which names are in it.
    pub names: BTreeSet<usize>,
    /// Why not all of it could be looked into, as the end of a sentence.
    pub unsearched: Option<&'static str>,
}

/// How long the letters of a name may be apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Texture {
    /// Somebody wrote it, or a program for people.
    Text,
    /// Bytes of any sort, among which letters stand by chance.
    Binary,
}

struct Matcher {
    /// For the pages of a site, of which there are many.
    quick: QuickFilter,
    /// Whether there is anything to look at more closely: the quick one.
    filter: AnyWord,
    /// Every place, also those that overlap.
    places: EveryWord,
    /// With the number of the name that each is a spelling of.
    spellings: Vec<(usize, Spelling)>,
    /// Where each list comes from, and how many names it has.
    lists: Vec<(&'static str, usize)>,
}

impl WithheldNames {
    /// The names of some lists, each with where it comes from; and the lines that are none, by their list's index.
    pub fn new(lists: &[(&'static str, &str)]) -> (Self, Vec<(usize, BadLine)>) {
        let (mut spellings, mut bad, mut sizes, mut count) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for (index, (from, list)) in lists.iter().enumerate() {
            let (names, lines) = names::spellings(list);
            bad.extend(lines.into_iter().map(|line| (index, line)));
            sizes.push((*from, names.len()));
            for name in names {
                spellings.extend(name.into_iter().map(|spelling| (count, spelling)));
                count += 1;
            }
        }
        if spellings.is_empty() {
            return (Self::default(), bad);
        }
        let heads = || spellings.iter().map(|(_, spelling)| spelling.head());
        let matcher = Matcher {
            quick: QuickFilter::new(spellings.iter().map(|(_, spelling)| spelling)),
            filter: AnyWord::of(heads()),
            places: EveryWord::of(heads()),
            spellings,
            lists: sizes,
        };
        (Self(Some(Arc::new(matcher))), bad)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// What a name is called where it must not be said: its number in its list.
    pub fn describe(&self, name: usize) -> String {
        let mut number = name + 1;
        for (from, count) in self.0.iter().flat_map(|matcher| &matcher.lists) {
            if number <= *count {
                return format!("name {number} of {from}");
            }
            number -= count;
        }
        "a name".to_owned()
    }

    /// Where names stand in a text that people write: as it is, or with its escapes undone.
    pub fn find(&self, text: &str) -> Vec<Occurrence> {
        let Some(matcher) = &self.0 else { return Vec::new() };
        let mut found = BTreeSet::new();
        for reading in [TextReading::Plain, TextReading::Unescaped] {
            found.extend(matcher.find(text.as_bytes(), reading, Texture::Text));
        }
        let mut apart: Vec<Occurrence> = Vec::new();
        for occurrence in found {
            match apart.last_mut() {
                Some(last) if occurrence.start < last.end && occurrence.name == last.name => {
                    last.end = last.end.max(occurrence.end);
                }
                _ => apart.push(occurrence),
            }
        }
        apart
    }

    /// Which names stand in a file that shall be published, or in its name. Packed parts are unpacked.
    pub fn search(&self, path: &str, bytes: &[u8]) -> FileSearch {
        let mut search = FileSearch::default();
        let Some(matcher) = &self.0 else { return search };
        search.names.extend(self.find(path).into_iter().map(|found| found.name));
        matcher.search(path, bytes, &mut search);
        search
    }

    /// The same text with something else in the place of each name, of the same length in bytes.
    pub fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let found = self.find(text);
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        let is_in = |at: usize| found.iter().any(|found| (found.start..found.end).contains(&at));
        let masked = |(at, c): (usize, char)| match c.len_utf8() {
            _ if !is_in(at) || c == '\n' => c,
            1 => '#',
            2 => '¤',
            3 => '█',
            _ => '🮋',
        };
        Cow::Owned(text.char_indices().map(masked).collect())
    }
}

impl Matcher {
    fn search(&self, path: &str, bytes: &[u8], search: &mut FileSearch) {
        let end = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let is_markup = matches!(end.as_str(), "html" | "htm" | "xml" | "svg" | "xhtml" | "rss" | "atom");
        let is_text = is_markup
            || matches!(
                end.as_str(),
                "json" | "webmanifest" | "jsonld" | "geojson" | "csv" | "tsv" | "ics" | "css" | "js"
            );
        if is_text {
            for (file, is_markup) in data_uris::files(bytes) {
                self.search(if is_markup { "a.svg" } else { "a" }, &file, search);
            }
        }
        let mut look = |bytes: &[u8], readings: &[TextReading], texture| {
            for reading in readings {
                search.names.extend(self.find(bytes, *reading, texture).into_iter().map(|found| found.name));
            }
        };
        if is_text
            && !bytes.starts_with(b"\xff\xfe")
            && !bytes.starts_with(b"\xfe\xff")
            && !self.quick.may_hold(bytes, is_markup)
        {
            return;
        }
        match end.as_str() {
            "html" | "htm" | "xml" | "svg" | "xhtml" | "rss" | "atom" => {
                look(bytes, &[TextReading::Plain, TextReading::Unescaped, TextReading::WithoutTags], Texture::Text);
            }
            "json" | "webmanifest" | "jsonld" | "geojson" => {
                look(bytes, &[TextReading::Plain, TextReading::Unescaped, TextReading::WithoutKeys], Texture::Text);
            }
            "md" | "txt" | "csv" | "tsv" | "ics" | "bib" | "css" | "js" | "vtt" | "srt" | "tex" => {
                look(bytes, &[TextReading::Plain, TextReading::Unescaped], Texture::Text);
            }
            _ => {
                look(bytes, &[TextReading::Plain], Texture::Binary);
                for text in wide_texts(bytes) {
                    look(text.as_bytes(), &[TextReading::Plain], Texture::Binary);
                }
                let unsearched = packed::each_part(bytes, &mut |part, kind| match kind {
                    packed::PartKind::Markup => {
                        look(
                            part,
                            &[TextReading::Plain, TextReading::Unescaped, TextReading::WithoutTags],
                            Texture::Text,
                        );
                    }
                    packed::PartKind::Text => look(part, &[TextReading::Plain], Texture::Text),
                    packed::PartKind::Bytes => {
                        look(part, &[TextReading::Plain], Texture::Binary);
                        for text in wide_texts(part) {
                            look(text.as_bytes(), &[TextReading::Plain], Texture::Binary);
                        }
                    }
                });
                search.unsearched = search.unsearched.or(unsearched);
            }
        }
        // A name that isn't known for what it is may yet be text with a mark of another width.
        if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
            for text in wide_texts(bytes) {
                look(text.as_bytes(), &[TextReading::Unescaped, TextReading::WithoutTags], Texture::Text);
            }
        }
    }

    fn find(&self, bytes: &[u8], reading: TextReading, texture: Texture) -> Vec<Occurrence> {
        let mut folded = FoldedText(Vec::with_capacity(bytes.len()));
        letters::read(bytes, reading, &mut folded);
        if !self.filter.is_in(&folded.0) {
            return Vec::new();
        }
        let mut letters = Letters::default();
        letters::read(bytes, reading, &mut letters);
        let mut found = Vec::new();
        for (number, start) in self.places.places(&folded.0) {
            let (name, spelling) = &self.spellings[number];
            let Ok(first) = letters.letters.binary_search_by_key(&start, |letter| letter.at) else { continue };
            if let Some(last) = edges::stands_at(spelling, &letters, &folded.0, first, texture) {
                let (start, end) = (letters.letters[first].start, letters.letters[last].end);
                found.push(Occurrence { start, end, name: *name });
            }
        }
        found
    }
}

/// The bytes as texts of two bytes a character, in either order and from either byte on.
fn wide_texts(bytes: &[u8]) -> impl Iterator<Item = String> + '_ {
    let has_zeros = bytes.contains(&0);
    [(0, true), (0, false), (1, true), (1, false)].into_iter().filter(move |_| has_zeros).map(|(from, is_big)| {
        let units = bytes[from.min(bytes.len())..].chunks_exact(2).map(|pair| {
            if is_big { u16::from_be_bytes([pair[0], pair[1]]) } else { u16::from_le_bytes([pair[0], pair[1]]) }
        });
        char::decode_utf16(units).map(|c| c.unwrap_or(' ')).collect()
    })
}

impl fmt::Debug for WithheldNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WithheldNames")
    }
}

impl Hash for WithheldNames {
    /// By nothing: what is derived from a name could be used to guess it.
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

#[cfg(test)]
mod tests;
