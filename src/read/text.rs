//! From a file's bytes to a text whose lines end in one way.

use crate::diagnostic::{Code, Span};

/// What a file's bytes are as text.
#[derive(Debug, PartialEq, Eq)]
pub enum Decoded {
    /// A text, without byte order mark and with every line end a `\n`.
    ///
    /// One line end means that a checkout under Windows builds the same bytes as any other. Lines and columns are
    /// those of the file.
    Text(String),
    /// No text that we take, and why. `shown` is near enough to it for an excerpt.
    Bad { shown: String, code: Code, span: Span, message: String, help: String },
}

/// The text that `bytes` hold.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    match String::from_utf8(bytes) {
        Ok(text) => refuse_nul(one_line_end(text)),
        Err(error) => not_utf8(error.as_bytes(), error.utf8_error().valid_up_to()),
    }
}

fn refuse_nul(text: String) -> Decoded {
    let Some(at) = text.find('\0') else { return Decoded::Text(text) };
    Decoded::Bad {
        code: Code::UnreadableInput,
        span: Span::new(at, at + '\u{FFFD}'.len_utf8()),
        message: "a NUL byte stands here, which no text holds".to_owned(),
        help: "the file is damaged or no text: restore it, or save it again as plain UTF-8 text".to_owned(),
        shown: without_nul(text),
    }
}

fn not_utf8(bytes: &[u8], valid_up_to: usize) -> Decoded {
    let (before, after) = bytes.split_at(valid_up_to);
    let bad = after[0];
    let (message, help) = if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        ("the file is UTF-16, not UTF-8".to_owned(), "save it as UTF-8".to_owned())
    } else if bad >= 0xA0 {
        // Windows-1252 and Latin-1 agree from here up, and Unicode took its first 256 characters from the latter.
        let meant = char::from(bad);
        (
            format!("the file is not UTF-8: byte 0x{bad:02X} can't stand here"),
            format!("save the file as UTF-8; in the old Western encoding this byte is `{meant}`"),
        )
    } else {
        (format!("the file is not UTF-8: byte 0x{bad:02X} can't stand here"), "save the file as UTF-8".to_owned())
    };
    let show = |bytes: &[u8]| without_nul(one_line_end(String::from_utf8_lossy(bytes).into_owned()));
    let mut shown = show(before);
    // The first bad byte is shown as a replacement character, and that is where the diagnostic points.
    let span = Span::new(shown.len(), shown.len() + '\u{FFFD}'.len_utf8());
    shown.push_str(&show(after));
    Decoded::Bad { shown, code: Code::NotUtf8, span, message, help }
}

fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\u{FFFD}") } else { text }
}

/// The text with `\r\n` and a lone `\r` turned into `\n`.
fn one_line_end(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        match decode(bytes.to_vec()) {
            Decoded::Text(text) => text,
            bad @ Decoded::Bad { .. } => panic!("{bad:?}"),
        }
    }

    fn bad(bytes: &[u8]) -> (Code, String, String) {
        match decode(bytes.to_vec()) {
            Decoded::Text(text) => panic!("taken as text: {text:?}"),
            Decoded::Bad { shown, code, span, help, .. } => (code, shown[span.start..span.end].to_owned(), {
                let before = &shown[..span.start];
                let line = before.matches('\n').count() + 1;
                let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
                format!("{line}:{column} {help}")
            }),
        }
    }

    #[test]
    fn line_ends_and_byte_order_mark_leave_no_trace() {
        assert_eq!(text(b"\xEF\xBB\xBF---\r\ntitle: a\r\n---\rb\n"), "---\ntitle: a\n---\nb\n");
        assert_eq!(text(b""), "");
        assert_eq!(text(b"\xEF\xBB\xBF"), "");
    }

    #[test]
    fn the_first_bad_byte_is_pointed_at() {
        let (code, at, note) = bad(b"---\r\ntitle: Caf\xE9\r\n---\r\n");
        assert_eq!((code, at.as_str()), (Code::NotUtf8, "\u{FFFD}"));
        assert!(note.starts_with("2:11 ") && note.ends_with("`é`"), "{note}");
        let (_, at, note) = bad(b"\xEF\xBB\xBF\0ab\r\r\n\xC3\xA9\x80");
        assert_eq!(at, "\u{FFFD}");
        assert!(note.starts_with("3:2 "), "{note}");
        // A character cut off by the end of the file.
        assert_eq!(bad(b"abc\xE2\x82").0, Code::NotUtf8);
    }

    #[test]
    fn utf_16_is_named() {
        assert_eq!(bad(b"\xFF\xFEt\0i\0").2, "1:1 save it as UTF-8");
    }

    #[test]
    fn nul_is_no_text() {
        let (code, at, note) = bad(b"ab\nc\0d");
        assert_eq!((code, at.as_str()), (Code::UnreadableInput, "\u{FFFD}"));
        assert!(note.starts_with("2:2 "), "{note}");
    }
}
