//! Files within a text: drawings and style sheets hold pictures and fonts as `data:image/jpeg;base64,…` (RFC 2397).

use super::automaton::EveryWord;
use std::sync::LazyLock;

static MARK: LazyLock<EveryWord> = LazyLock::new(|| EveryWord::of([";base64,"]));

/// The files in a text, each with whether it is markup itself.
pub fn files(text: &[u8]) -> impl Iterator<Item = (Vec<u8>, bool)> + '_ {
    MARK.places(text).map(|(_, at)| {
        let file = decoded(&text[at + ";base64,".len()..]);
        let is_markup = file.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<');
        (file, is_markup)
    })
}

/// What some text in base64 stands for, as far as it goes (RFC 4648, 4).
fn decoded(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            // A line that goes on, in CSS behind a backslash.
            b'\\' => continue,
            byte if byte.is_ascii_whitespace() => continue,
            _ => break,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_in_a_text() {
        let text =
            b"<image href='data:text/plain;base64,UXVpbGxh\n IFdyZW4='/> url(data:image/svg+xml;base64,PHN2Zy8+)";
        let found: Vec<_> = files(text).collect();
        assert_eq!(found, [(b"Quilla Wren".to_vec(), false), (b"<svg/>".to_vec(), true)]);
        assert_eq!(files(b"base64, is an encoding").count(), 0);
    }
}
