//! Bytes as text: the one door to `encoding_rs`.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The text of `bytes`, by what they turn out to be rather than by what a server calls them.
///
/// Bytes beyond ASCII that are well-formed UTF-8 are hardly ever anything else, whatever their label says. What is not
/// is read as its label says, or else as Western European.
pub fn decode(bytes: &[u8], content_type: Option<&str>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.is_ascii()
    {
        return text.to_owned();
    }
    let labelled = content_type.and_then(label).or_else(|| declared(bytes));
    let encoding = labelled.filter(|encoding| *encoding != UTF_8).unwrap_or(WINDOWS_1252);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The encoding that follows `charset=`.
fn label(text: &str) -> Option<&'static Encoding> {
    let text = text.to_ascii_lowercase();
    let rest = text[text.find("charset=")? + "charset=".len()..].trim_start_matches(['"', '\'', ' ']);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).unwrap_or(rest.len());
    Encoding::for_label(&rest.as_bytes()[..end])
}

/// What a page says of itself in its first lines.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    label(&String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_label_does_not_garble() {
        assert_eq!(decode("“déjà”".as_bytes(), Some("text/html; charset=iso-8859-1")), "“déjà”");
        assert_eq!(decode(b"d\xe9j\xe0", Some("text/html; charset=utf-8")), "déjà");
        assert_eq!(decode(b"\x93I\x94", None), "“I”");
        assert_eq!(decode(b"\xef\xbb\xbfa", Some("text/html; charset=koi8-r")), "a");
    }

    #[test]
    fn a_label_is_believed_where_the_bytes_leave_it_open() {
        assert_eq!(decode(b"\xcd\xe5\xf2", Some("text/html; charset=windows-1251")), "Нет");
        assert_eq!(decode(b"<meta charset=\"windows-1251\">\xcd\xe5\xf2", None), "<meta charset=\"windows-1251\">Нет");
        assert_eq!(decode(b"\xff\xfea\0", None), "a");
    }
}
