//! A quick look at a page: whether the longest word of some name stands in it. Where none does, no name does, and nearly
//! all of a site's bytes need no closer look.

use super::automaton::{AnyWord, EveryWord};
use super::fold::fold;
use super::letters::character;
use super::names::Spelling;
use std::collections::BTreeSet;

/// Finds the words of names.
pub struct QuickFilter {
    /// Whether any of the longest words is there.
    longest: AnyWord,
    /// All words.
    words: EveryWord,
    /// Which of these each spelling has.
    spellings: BTreeSet<Vec<usize>>,
}

impl QuickFilter {
    /// A filter for these names.
    pub fn new<'s>(spellings: impl Iterator<Item = &'s Spelling> + Clone) -> Self {
        // An initial says nothing.
        let of = |spelling: &'s Spelling| {
            let words = spelling.words().into_iter().enumerate();
            words.filter(|(place, _)| spelling.initial != Some(*place)).map(|(_, word)| word).collect::<Vec<_>>()
        };
        let longest: BTreeSet<&str> =
            spellings.clone().filter_map(|spelling| of(spelling).into_iter().max_by_key(|word| word.len())).collect();
        let all: Vec<&str> = spellings.clone().flat_map(of).collect::<BTreeSet<_>>().into_iter().collect();
        let number = |word: &str| all.binary_search(&word).expect("it is one of them");
        let spellings = spellings.map(|spelling| of(spelling).into_iter().map(number).collect()).collect();
        Self { longest: AnyWord::of(longest), words: EveryWord::of(&all), spellings }
    }

    /// Whether a text may hold a name: all words of one are in it, or it is written in a way that takes a closer look.
    pub fn may_hold(&self, bytes: &[u8], is_markup: bool) -> bool {
        let Some(texts) = words_of(bytes, is_markup) else { return true };
        if !texts.iter().any(|text| self.longest.is_in(text.text())) {
            return false;
        }
        let places = texts.iter().flat_map(|text| self.words.places(text.text()));
        let there: BTreeSet<usize> = places.map(|(word, _)| word).collect();
        self.spellings.iter().any(|words| words.iter().all(|word| there.contains(word)))
    }
}

/// What a byte is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    /// It may stand within a word.
    Soft,
    Escape,
    Tag,
    Wide,
    Gap,
}

static CLASSES: [(Class, u8); 256] = classes();

const fn classes() -> [(Class, u8); 256] {
    let mut classes = [(Class::Gap, b' '); 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            letter @ (b'a'..=b'z' | b'A'..=b'Z') => (Class::Letter, letter | 0x20),
            b'-' | b'\'' | b'*' | b'_' | b'~' | b'`' | b'{' | b'}' => (Class::Soft, 0),
            b'&' | b'%' | b'\\' => (Class::Escape, b' '),
            b'<' | b'>' => (Class::Tag, b' '),
            128.. => (Class::Wide, 0),
            _ => (Class::Gap, b' '),
        };
        byte += 1;
    }
    classes
}

/// A text that grows in a buffer with room for all of it.
struct FoldedWords {
    bytes: Vec<u8>,
    length: usize,
}

impl FoldedWords {
    fn with_room(room: usize) -> Self {
        Self { bytes: vec![0; room], length: 0 }
    }

    /// Adds a byte, or writes it where the next one goes: without a branch, since nothing foretells which it is.
    fn add(&mut self, byte: u8, is_kept: bool) {
        self.bytes[self.length] = byte;
        self.length += usize::from(is_kept);
    }

    fn text(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// The words of a text, folded, with a blank between them, and those within its tags; none where an escape stands for a
/// letter.
fn words_of(bytes: &[u8], is_markup: bool) -> Option<[FoldedWords; 2]> {
    // A letter beyond ASCII can be folded to more bytes than it has.
    let room = 2 * bytes.len() + 64;
    let mut texts = [FoldedWords::with_room(room), FoldedWords::with_room(if is_markup { room } else { 0 })];
    let mut in_tag = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let words = &mut texts[in_tag];
        let (class, folded) = CLASSES[usize::from(*byte)];
        at += 1;
        match class {
            Class::Letter | Class::Gap | Class::Soft => words.add(folded, class != Class::Soft),
            // What a tag parts may be one word.
            Class::Tag if is_markup => in_tag = usize::from(*byte == b'<'),
            Class::Tag => words.add(folded, true),
            Class::Escape => {
                if stands_for_letter(&bytes[at - 1..]) {
                    return None;
                }
                words.add(folded, true);
            }
            Class::Wide => {
                let (c, length) = character(&bytes[at - 1..]);
                let (before, mut fits) = (words.length, true);
                fold(c, &mut |letter| {
                    let mut buffer = [0; 4];
                    for byte in letter.encode_utf8(&mut buffer).bytes() {
                        fits &= words.length + 1 < words.bytes.len();
                        if fits {
                            words.add(byte, true);
                        }
                    }
                });
                // Some signs stand for a whole phrase: a text of them takes a closer look.
                if !fits {
                    return None;
                }
                if words.length == before && !is_soft(c) {
                    words.add(b' ', true);
                }
                at += length - 1;
            }
        }
    }
    Some(texts)
}

/// Whether a sign that is no ASCII may stand within a word.
fn is_soft(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{2010}' | '\u{2011}' | '’' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether an escape may stand for a letter or for something within a word, and not for a sign or a space.
fn stands_for_letter(rest: &[u8]) -> bool {
    match rest[0] {
        b'&' => {
            let plain: [&[u8]; 6] = [b"amp;", b"lt;", b"gt;", b"quot;", b"#39;", b"nbsp;"];
            let is_reference = rest.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'#');
            is_reference && !plain.iter().any(|plain| rest[1..].starts_with(plain))
        }
        b'%' => {
            rest.get(1).is_some_and(|digit| !matches!(digit, b'0'..=b'3'))
                && rest.get(2).is_some_and(u8::is_ascii_hexdigit)
        }
        // Quotation marks, slashes and line breaks in JSON.
        _ => !rest.get(1).is_some_and(|byte| matches!(byte, b'"' | b'\\' | b'/' | b'n' | b't' | b'r')),
    }
}
