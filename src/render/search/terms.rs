//! From text to the terms it is found by: folded words, and pairs of characters where a script has no spaces.
//!
//! `static/search.js` does the same to a query; what changes here changes there.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer runs are no words anybody types.
const LONGEST: usize = 40;

/// Calls `each` with every term of `text`, in order.
pub fn each(text: &str, mut each: impl FnMut(&str)) {
    let mut at = 0;
    for word in text.split(|c: char| !is_word(c)) {
        let start = at;
        at += word.len();
        let (before, behind) = (&text[..start], &text[at..]);
        at += behind.chars().next().map_or(0, char::len_utf8);
        if word.is_empty() || is_clipped(before, word, behind) {
            continue;
        }
        let folded = fold(word);
        let mut rest = folded.as_str();
        while let Some(first) = rest.chars().next() {
            let unspaced = is_unspaced(first);
            let end = rest.find(|c| is_unspaced(c) != unspaced).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            rest = after;
            if unspaced {
                pairs(run, &mut each);
            } else if run.chars().count() <= LONGEST {
                each(run);
            }
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Whether it is the one letter that an apostrophe joins to a word, as in "board's" and "l'été": no word of its own.
fn is_clipped(before: &str, word: &str, behind: &str) -> bool {
    const APOSTROPHES: [char; 2] = ['\'', '’'];
    let mut letters = word.chars();
    let is_one = letters.next().is_some() && letters.next().is_none();
    let follows = || before.strip_suffix(APOSTROPHES).is_some_and(|before| before.ends_with(is_word));
    let leads = || behind.strip_prefix(APOSTROPHES).is_some_and(|behind| behind.starts_with(is_word));
    is_one && (follows() || leads())
}

/// Lower case, without accents, compatibility forms made plain.
fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase()
}

/// Every two neighbours, and the last character alone.
fn pairs(run: &str, each: &mut impl FnMut(&str)) {
    let starts: Vec<usize> = run.char_indices().map(|(index, _)| index).collect();
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 2).copied().unwrap_or(run.len());
        each(&run[*start..end]);
    }
}

/// Scripts that put no spaces between words: Han, kana, Thai, Lao, Burmese, Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    fn terms(text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        super::each(text, |term| terms.push(term.to_owned()));
        terms
    }

    #[test]
    fn words_are_folded_and_unspaced_scripts_paired() {
        assert_eq!(terms("Café, ÉCOLE—ﬁn 2ème!"), ["cafe", "ecole", "fin", "2eme"]);
        assert_eq!(
            terms("The board's, the boards’ and l’été d'or"),
            ["the", "board", "the", "boards", "and", "ete", "or"]
        );
        assert_eq!(terms("'a' or b'"), ["a", "or", "b"]);
        assert_eq!(terms("東京都"), ["東京", "京都", "都"]);
        assert_eq!(terms("G7東京 x"), ["g7", "東京", "京", "x"]);
    }
}
