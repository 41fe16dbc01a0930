//! What is packed in a file: compressed chunks of pictures, streams of PDF files, entries of ZIP archives, fonts.
//!
//! It looks for what such parts begin with, wherever they stand, and so needs no index that could be wrong. Unpacking is
//! bounded: strangers' files come with pull requests.

use super::pdf_strings;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// What the parts of one file may unpack to in all.
const MOST_UNPACKED: u64 = 256 << 20;

/// How deeply files lie in files: a font in a PDF in a word processor's file.
const DEEPEST: usize = 3;

/// How a part is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    Markup,
    Text,
    Bytes,
}

/// Hands `each` every part of a file that is packed, unpacked; why some couldn't be, as the end of a sentence.
pub fn each_part(bytes: &[u8], each: &mut dyn FnMut(&[u8], PartKind)) -> Option<&'static str> {
    let mut unpacking = Unpacking { room: MOST_UNPACKED, each, unsearched: None };
    unpacking.look_into(bytes, 0);
    unpacking.unsearched
}

struct Unpacking<'e> {
    room: u64,
    each: &'e mut dyn FnMut(&[u8], PartKind),
    unsearched: Option<&'static str>,
}

impl Unpacking<'_> {
    fn look_into(&mut self, bytes: &[u8], depth: usize) {
        self.xmp(bytes);
        if depth > DEEPEST {
            self.unsearched = Some("it has files in files in files");
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            self.png(&bytes[8..]);
        } else if bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
            self.pdf(bytes, depth);
        } else if bytes.starts_with(b"PK\x03\x04") {
            self.zip(bytes, depth);
        } else if bytes.starts_with(b"\x1f\x8b") {
            self.unpacked(MultiGzDecoder::new(bytes), depth);
        } else if bytes.starts_with(b"wOFF") {
            self.woff(bytes);
        } else if bytes.starts_with(b"wOF2") {
            self.woff2(bytes);
        }
    }

    /// Properties as XML, which many sorts of files carry as they are (ISO 16684).
    fn xmp(&mut self, bytes: &[u8]) {
        let find = |what: &[u8], from: usize| {
            bytes[from..].windows(what.len()).position(|window| window == what).map(|at| from + at)
        };
        let mut at = 0;
        while let Some(start) = find(b"<x:xmpmeta", at) {
            at = find(b"</x:xmpmeta", start).unwrap_or(bytes.len());
            (self.each)(&bytes[start..at], PartKind::Markup);
        }
    }

    /// Unpacks what `reader` gives, as far as there is room; what is damaged counts as far as it goes.
    fn unpack(&mut self, reader: impl Read) -> Vec<u8> {
        let mut part = Vec::new();
        let _ = reader.take(self.room).read_to_end(&mut part);
        self.room -= part.len() as u64;
        if self.room == 0 {
            self.unsearched = Some("it unpacks to more than is looked through");
        }
        part
    }

    fn unpacked(&mut self, reader: impl Read, depth: usize) {
        let part = self.unpack(reader);
        let is_markup = part.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<');
        (self.each)(&part, if is_markup { PartKind::Markup } else { PartKind::Bytes });
        self.look_into(&part, depth + 1);
    }

    /// Texts in `zTXt` and `iTXt` are compressed behind a word and some marks; profiles in `iCCP` have a name and a text.
    fn png(&mut self, mut chunks: &[u8]) {
        while chunks.len() >= 12 {
            let length = u32::from_be_bytes([chunks[0], chunks[1], chunks[2], chunks[3]]) as usize;
            let Some(data) = chunks.get(8..8 + length) else { break };
            if matches!(&chunks[4..8], b"zTXt" | b"iTXt" | b"iCCP") {
                for at in zlib_starts(data) {
                    self.unpacked(ZlibDecoder::new(&data[at..]), DEEPEST);
                }
            }
            chunks = &chunks[(12 + length).min(chunks.len())..];
        }
    }

    fn pdf(&mut self, bytes: &[u8], depth: usize) {
        if bytes.windows(8).any(|window| window == b"/Encrypt") {
            self.unsearched = Some("it is encrypted");
        }
        (self.each)(pdf_strings::strings(bytes).as_bytes(), PartKind::Text);
        let mut at = 0;
        while let Some(found) = bytes[at..].windows(6).position(|window| window == b"stream") {
            at += found + 6;
            let data = &bytes[at..];
            let skip = data.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let data = &data[skip..];
            if !is_zlib(data) || self.room == 0 {
                continue;
            }
            let part = self.unpack(ZlibDecoder::new(data));
            (self.each)(&part, PartKind::Bytes);
            (self.each)(pdf_strings::strings(&part).as_bytes(), PartKind::Text);
            self.look_into(&part, depth + 1);
        }
    }

    /// Word processors' files, spreadsheets and books are ZIP archives.
    fn zip(&mut self, bytes: &[u8], depth: usize) {
        let mut at = 0;
        while let Some(found) = bytes[at..].windows(4).position(|window| window == b"PK\x03\x04") {
            at += found;
            let header = &bytes[at..];
            at += 4;
            let Some(fixed) = header.get(..30) else { break };
            let short = |at: usize| usize::from(u16::from_le_bytes([fixed[at], fixed[at + 1]]));
            let Some(data) = header.get(30 + short(26) + short(28)..) else { break };
            if short(6) & 1 == 1 {
                self.unsearched = Some("it is encrypted");
            } else if short(8) == 8 && self.room > 0 {
                self.unpacked(DeflateDecoder::new(data), depth);
            } else if short(8) > 8 {
                self.unsearched = Some("it is packed in a way that we can't undo");
            }
        }
    }

    /// The tables of a font, each of them compressed or not.
    fn woff(&mut self, bytes: &[u8]) {
        for at in zlib_starts(bytes) {
            self.unpacked(ZlibDecoder::new(&bytes[at..]), DEEPEST);
        }
    }

    /// All tables of a font in one stream, behind a directory of them.
    fn woff2(&mut self, bytes: &[u8]) {
        match woff2_data(bytes) {
            Some(data) => self.unpacked(brotli_decompressor::Decompressor::new(data, 4096), DEEPEST),
            None => self.unsearched = Some("it is a damaged font"),
        }
    }
}

/// Whether bytes begin as a zlib stream does (RFC 1950, 2.2).
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [method, flags, ..]
        if method & 15 == 8 && method >> 4 <= 7 && (u16::from(*method) << 8 | u16::from(*flags)) % 31 == 0)
}

fn zlib_starts(bytes: &[u8]) -> Vec<usize> {
    // The method of all encoders that are in use, which keeps chance away.
    (0..bytes.len()).filter(|at| bytes[*at] == 0x78 && is_zlib(&bytes[*at..])).take(200).collect()
}

/// Where the compressed data of a WOFF2 file begin: behind its header and its table directory (W3C, WOFF 2.0, 4 and 5).
fn woff2_data(bytes: &[u8]) -> Option<&[u8]> {
    let tables = u16::from_be_bytes([*bytes.get(12)?, *bytes.get(13)?]);
    let mut at = 48;
    let number = |at: &mut usize| -> Option<()> {
        for _ in 0..5 {
            *at += 1;
            if bytes.get(*at - 1)? & 0x80 == 0 {
                return Some(());
            }
        }
        None
    };
    for _ in 0..tables {
        let flags = *bytes.get(at)?;
        at += if flags & 63 == 63 { 5 } else { 1 };
        number(&mut at)?;
        let (table, transform) = (flags & 63, flags >> 6);
        // `glyf` and `loca` are transformed unless their version is 3; all others are if it isn't 0.
        let is_transformed = if matches!(table, 10 | 11) { transform != 3 } else { transform != 0 };
        if is_transformed {
            number(&mut at)?;
        }
    }
    bytes.get(at..)
}
