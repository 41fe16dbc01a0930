//! The letters of a text, with what stands between them, in three readings: as the bytes are, with escapes undone, and
//! without tags and keys.

use super::fold::{fold, has_word_edges};

/// How a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextReading {
    /// As it stands.
    Plain,
    /// With entities, percent signs and backslashes undone.
    Unescaped,
    /// The same without tags: what a reader of a page sees.
    WithoutTags,
    /// The same without the keys of JSON: one value after the other.
    WithoutKeys,
}

/// What stands before a letter, behind the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gap {
    /// How many characters; white space in a row is one.
    pub length: usize,
    /// Whether there is more than hyphens, apostrophes, marks of emphasis and what can't be seen.
    pub has_space: bool,
    /// Whether a paragraph, or something else that no name goes across, ends there.
    pub has_break: bool,
}

/// Takes letters and what stands between them.
pub trait Sink {
    /// A letter as it is compared; of `original`, which stands at these bytes.
    fn letter(&mut self, folded: char, original: char, start: usize, end: usize);
    /// Something that is no letter.
    fn gap(&mut self, c: char);
    /// The end of a paragraph or the like.
    fn hard_break(&mut self);
}

/// The letters alone: where a name isn't among these, it is nowhere.
#[derive(Default)]
pub struct FoldedText(pub Vec<u8>);

impl Sink for FoldedText {
    #[inline]
    fn letter(&mut self, folded: char, _: char, _: usize, _: usize) {
        if folded.is_ascii() {
            self.0.push(folded as u8);
        } else {
            self.0.extend_from_slice(folded.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    #[inline]
    fn gap(&mut self, _: char) {}

    fn hard_break(&mut self) {}
}

/// A letter, and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct PlacedLetter {
    pub original: char,
    /// Where it begins among the folded letters.
    pub at: usize,
    /// Where it stands in the text.
    pub start: usize,
    pub end: usize,
    pub before: Gap,
}

/// The letters with all that is known of them.
#[derive(Default)]
pub struct Letters {
    pub letters: Vec<PlacedLetter>,
    length: usize,
    gap: Gap,
    /// Whether the last that came was white space.
    in_space: bool,
}

impl Sink for Letters {
    fn letter(&mut self, folded: char, original: char, start: usize, end: usize) {
        self.letters.push(PlacedLetter {
            original,
            at: self.length,
            start,
            end,
            before: std::mem::take(&mut self.gap),
        });
        self.length += folded.len_utf8();
        self.in_space = false;
    }

    fn gap(&mut self, c: char) {
        self.gap.length += usize::from(!(self.in_space && c.is_whitespace()));
        self.in_space = c.is_whitespace();
        let is_soft = matches!(
            c,
            '-' | '\'' | '’' | '*' | '_' | '~' | '`' | '{' | '}' | '\u{ad}' | '\u{200b}'
                ..='\u{200f}' | '\u{2010}' | '\u{2011}' | '\u{2060}' | '\u{feff}'
        ) || unicode_normalization::char::is_combining_mark(c);
        self.gap.has_space |= !is_soft;
    }

    fn hard_break(&mut self) {
        self.gap.length += 1;
        self.gap.has_space = true;
        self.gap.has_break = true;
    }
}

/// Goes through `bytes`. What is no UTF-8 is read byte by byte as Latin-1, as old files have it.
pub fn read(bytes: &[u8], reading: TextReading, sink: &mut impl Sink) {
    read_from(bytes, 0, reading, sink);
}

fn read_from(bytes: &[u8], mut at: usize, reading: TextReading, sink: &mut impl Sink) {
    while at < bytes.len() {
        let byte = bytes[at];
        match byte {
            b'a'..=b'z' => {
                sink.letter(byte as char, byte as char, at, at + 1);
                at += 1;
            }
            b'A'..=b'Z' => {
                sink.letter((byte | 0x20) as char, byte as char, at, at + 1);
                at += 1;
            }
            b'%' | b'&' | b'\\' if reading != TextReading::Plain => at += escape(bytes, at, sink),
            b'<' if reading == TextReading::WithoutTags => at += tag(bytes, at, sink),
            b'"' if reading == TextReading::WithoutKeys => at = string(bytes, at, sink),
            // A line that calendar files fold goes on behind a space.
            b'\r' if reading != TextReading::Plain && bytes[at..].starts_with(b"\r\n ") => {
                sink.gap('\u{200b}');
                at += 3;
            }
            0..128 => {
                sink.gap(byte as char);
                at += 1;
            }
            _ => {
                let (c, length) = character(&bytes[at..]);
                put(c, at, at + length, sink);
                at += length;
            }
        }
    }
}

fn put(c: char, start: usize, end: usize, sink: &mut impl Sink) {
    let mut is_letter = false;
    fold(c, &mut |folded| {
        is_letter = true;
        sink.letter(folded, c, start, end);
    });
    if !is_letter {
        sink.gap(c);
    }
}

/// The character that some bytes begin with, and its length.
pub fn character(bytes: &[u8]) -> (char, usize) {
    let length = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    let text = bytes.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok());
    text.and_then(|text| text.chars().next()).map_or((bytes[0] as char, 1), |c| (c, length))
}

/// What an escape stands for; how many bytes it is long.
fn escape(bytes: &[u8], at: usize, sink: &mut impl Sink) -> usize {
    let rest = &bytes[at..bytes.len().min(at + 40)];
    let (c, length) = match rest[0] {
        b'%' => percent(rest),
        b'&' => entity(rest),
        _ => backslash(rest),
    }
    .unwrap_or((rest[0] as char, 1));
    put(c, at, at + length, sink);
    length
}

fn hex(digits: &[u8]) -> Option<u32> {
    u32::from_str_radix(
        std::str::from_utf8(digits).ok().filter(|text| text.bytes().all(|b| b.is_ascii_hexdigit()))?,
        16,
    )
    .ok()
}

/// `%C3%A9` is one character of two bytes.
fn percent(rest: &[u8]) -> Option<(char, usize)> {
    let mut decoded = Vec::new();
    while decoded.len() < 4 {
        let piece = rest.get(decoded.len() * 3..decoded.len() * 3 + 3)?;
        let byte = if piece[0] == b'%' { hex(&piece[1..]).and_then(|byte| u8::try_from(byte).ok()) } else { None };
        let Some(byte) = byte else { break };
        decoded.push(byte);
        if let Some(c) = std::str::from_utf8(&decoded).ok().and_then(|text| text.chars().next()) {
            return Some((c, decoded.len() * 3));
        }
    }
    decoded.first().map(|byte| (*byte as char, 3))
}

fn entity(rest: &[u8]) -> Option<(char, usize)> {
    let end = rest.iter().take(12).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(&rest[1..end]).ok()?;
    let c = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code)?
    } else {
        // The names of accented letters begin with the letter: that is all that is compared.
        let mut letters = name.chars();
        let first = letters.next().filter(char::is_ascii_alphabetic)?;
        let accent = letters.as_str();
        match accent {
            "acute" | "grave" | "circ" | "tilde" | "uml" | "ring" | "cedil" | "slash" | "caron" => first,
            _ => match name {
                "szlig" => 'ß',
                "aelig" | "AElig" => 'æ',
                "oelig" | "OElig" => 'œ',
                "eth" | "ETH" => 'ð',
                "thorn" | "THORN" => 'þ',
                "shy" => '\u{ad}',
                _ => ' ',
            },
        }
    };
    Some((c, end + 1))
}

fn backslash(rest: &[u8]) -> Option<(char, usize)> {
    let unit = |at: usize| (rest.get(at..at + 2)? == b"\\u").then(|| hex(rest.get(at + 2..at + 6)?)).flatten();
    match rest.get(1)? {
        b'u' => {
            let high = unit(0)?;
            if (0xd800..0xdc00).contains(&high)
                && let Some(low) = unit(6).filter(|low| (0xdc00..0xe000).contains(low))
            {
                return Some((char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))?, 12));
            }
            Some((char::from_u32(high)?, 6))
        }
        b'x' => Some((char::from_u32(hex(rest.get(2..4)?)?)?, 4)),
        b'n' | b'r' | b't' | b'b' | b'f' | b'N' => Some((' ', 2)),
        // TeX's accents, `\'e` and `\"u`; also an escaped quotation mark.
        _ => Some(('\u{200b}', 2)),
    }
}

/// The elements that stand for themselves: no name begins in one and ends in the next.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dd",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "figure",
    "figcaption",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tr",
    "title",
    "script",
    "style",
    "button",
    "label",
    "form",
    "details",
    "summary",
    "option",
    "entry",
    "item",
];

/// Goes past a tag, or a comment's mark; how many bytes.
fn tag(bytes: &[u8], at: usize, sink: &mut impl Sink) -> usize {
    let rest = &bytes[at..];
    let name = rest[1..].strip_prefix(b"/").unwrap_or(&rest[1..]);
    if !name.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'!' || *byte == b'?') {
        sink.gap('<');
        return 1;
    }
    let length = name.iter().take(16).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let name = &name[..length];
    if BLOCKS.iter().any(|block| block.as_bytes().eq_ignore_ascii_case(name)) {
        sink.hard_break();
    } else if ["td", "th", "br", "dt"].iter().any(|cell| cell.as_bytes().eq_ignore_ascii_case(name)) {
        sink.gap(' ');
    }
    rest.iter().position(|byte| *byte == b'>').map_or(1, |end| end + 1)
}

/// Goes past a string of JSON if it is a key, else past its first mark; where it goes on.
fn string(bytes: &[u8], at: usize, sink: &mut impl Sink) -> usize {
    let mut end = at + 1;
    while end < bytes.len() && bytes[end] != b'"' {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    let end = (end + 1).min(bytes.len());
    let behind = bytes[end..].iter().find(|byte| !byte.is_ascii_whitespace());
    sink.gap('"');
    if behind != Some(&b':') {
        read_from(&bytes[..(end - 1).max(at + 1)], at + 1, TextReading::Unescaped, sink);
        sink.gap('"');
    }
    end
}

/// Whether a word may begin or end between two letters that stand side by side.
pub fn is_edge(before: char, after: char) -> bool {
    !has_word_edges(before) || !has_word_edges(after) || before.is_lowercase() && after.is_uppercase()
}
