//! Letters without what spellings differ in: case, accents, ligatures, width.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Whether letters of this sort come in two cases, and words in their scripts are set apart by spaces. In Han, Thai or
/// Arabic a name runs into the word beside it.
pub fn has_word_edges(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{aa}'..='\u{58f}' | '\u{10a0}'..='\u{10ff}' | '\u{1c80}'..='\u{1fff}')
}

/// Hands `each` the letters that `c` is compared as; none for what is no letter.
pub fn fold(c: char, each: &mut impl FnMut(char)) {
    if c.is_ascii() {
        if c.is_ascii_alphabetic() {
            each(c.to_ascii_lowercase());
        }
        return;
    }
    for part in std::iter::once(c).nfkd() {
        if is_combining_mark(part) || !part.is_alphabetic() {
            continue;
        }
        for lower in part.to_lowercase().nfkd() {
            match lower {
                'ß' => "ss".chars().for_each(&mut *each),
                'æ' => "ae".chars().for_each(&mut *each),
                'œ' => "oe".chars().for_each(&mut *each),
                'þ' => "th".chars().for_each(&mut *each),
                'ø' => each('o'),
                'ł' => each('l'),
                'đ' | 'ð' => each('d'),
                'ħ' => each('h'),
                'ı' => each('i'),
                // Written or left out at will.
                'ة' => each('ه'),
                'ى' => each('ي'),
                'ـ' => {}
                _ if is_combining_mark(lower) => {}
                _ => each(lower),
            }
        }
    }
}

/// A word as it is compared.
pub fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    word.chars().for_each(|c| fold(c, &mut |letter| out.push(letter)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_one() {
        for (word, letters) in [
            ("Quílla-Wren", "quillawren"),
            ("QUI\u{301}LLA", "quilla"),
            ("Łukaß", "lukass"),
            ("Ørsted", "orsted"),
            ("ＱＵＩＬＬＡ", "quilla"),
            ("Ёлка", "елка"),
            ("İrem", "irem"),
            ("ﬁnn", "finn"),
            ("أَحْمَد", "احمد"),
            ("한별", "\u{1112}\u{1161}\u{11ab}\u{1107}\u{1167}\u{11af}"),
        ] {
            assert_eq!(folded(word), letters, "{word}");
        }
    }
}
