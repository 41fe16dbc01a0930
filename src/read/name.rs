//! File names that mean the same on every machine.
//!
//! macOS hands out decomposed names, Windows and macOS take `A` for `a`, and Windows can't hold some names at all.
//! An editor's site has to build alike on all of them.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The name in composed form (NFC), in which names are compared and written.
pub fn composed(name: &str) -> Cow<'_, str> {
    if is_nfc(name) { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) }
}

/// What a disk that ignores case and Unicode form makes of a name: two names that fold alike are one file there.
pub fn folded(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Cow::Owned(name.to_ascii_lowercase());
        }
        return Cow::Borrowed(name);
    }
    // Lower case can come out decomposed (`İ` does), hence the second composition.
    Cow::Owned(name.nfc().collect::<String>().to_lowercase().nfc().collect())
}

/// Why one file or folder name can't stand on every system, as the end of the sentence "the name …".
pub fn unportable(name: &str) -> Option<String> {
    if let Some(bad) = name.chars().find(|c| c.is_control()) {
        return Some(format!("holds the control character `{}`", bad.escape_default()));
    }
    if let Some(bad) = name.chars().find(|c| r#"<>:"|?*\"#.contains(*c)) {
        return Some(format!("holds `{bad}`, which Windows doesn't allow"));
    }
    if name.ends_with(['.', ' ']) {
        return Some("ends with a full stop or a space, which Windows drops".to_owned());
    }
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device)
            .is_some_and(|rest| matches!(rest.as_bytes(), [digit] if (b'1'..=b'9').contains(digit)))
    };
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT") {
        return Some(format!("starts with `{stem}`, which Windows keeps for a device"));
    }
    None
}

/// A path as a message may show it: one line, nothing that a terminal would obey.
pub fn printable(path: &str) -> Cow<'_, str> {
    if path.chars().any(char::is_control) {
        return Cow::Owned(
            path.chars()
                .flat_map(|c| if c.is_control() { c.escape_default().collect::<Vec<_>>() } else { vec![c] })
                .collect(),
        );
    }
    Cow::Borrowed(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decomposed_name_is_its_composed_twin() {
        assert_eq!(composed("re\u{301}sume\u{301}.pdf"), "résumé.pdf");
        assert_eq!(composed("plain.md"), "plain.md");
    }

    #[test]
    fn names_that_one_disk_would_merge_fold_alike() {
        assert_eq!(folded("Events/A.html"), folded("events/a.html"));
        assert_eq!(folded("E\u{301}t\u{e9}"), folded("\u{e9}te\u{301}"));
        assert_ne!(folded("a"), folded("b"));
    }

    #[test]
    fn names_that_windows_cannot_hold_are_told_apart_from_those_it_can() {
        for bad in ["a:b.jpg", "what?.pdf", "nul", "NUL.txt", "com1.png", "lpt9", "trailing.", "space ", "a\nb", "a\\b"]
        {
            assert!(unportable(bad).is_some(), "{bad}");
        }
        for good in ["console.md", "com0", "com10.png", "nullable.jpg", "été.jpg", "a b.pdf", "a.tar.gz"] {
            assert_eq!(unportable(good), None, "{good}");
        }
    }

    #[test]
    fn a_name_cannot_write_to_the_terminal() {
        assert_eq!(printable("a\u{1b}[31m\nb"), "a\\u{1b}[31m\\nb");
    }
}
