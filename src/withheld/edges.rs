//! Whether letters that are those of a name are a name: by what stands between them and around them.

use super::Texture;
use super::letters::{Letters, PlacedLetter, is_edge};
use super::names::Spelling;

/// How far two words of a name may be apart: a comma, a line's end and its indentation.
const WIDEST_GAP: usize = 12;

/// The same among bytes of any sort.
const WIDEST_BINARY_GAP: usize = 3;

/// So many letters in a row are no chance, whatever stands around them.
const UNMISTAKABLE: usize = 10;

/// Where a spelling ends that begins with the letter `first`, if it stands there as a name.
pub fn stands_at(
    spelling: &Spelling,
    letters: &Letters,
    folded: &[u8],
    first: usize,
    texture: Texture,
) -> Option<usize> {
    let all = &letters.letters;
    let mut at = first;
    let mut is_one_run = true;
    let mut spaced = (0, 0);
    let words = spelling.words();
    let word_count = words.len();
    let mut last = first;
    for (place, word) in words.into_iter().enumerate() {
        if place > 0 {
            let gap = all.get(at)?.before;
            let is_apart = spelling.is_apart
                || spelling.open[place - 1]
                || spelling.initial.is_some_and(|initial| initial == place || initial + 1 == place);
            let widest = if texture == Texture::Binary { WIDEST_BINARY_GAP } else { WIDEST_GAP };
            if gap.has_break || gap.length > widest || is_apart && gap.length == 0 {
                return None;
            }
            is_one_run &= gap.length == 0;
        }
        let start = all.get(at)?.at;
        if !folded[start..].starts_with(word.as_bytes()) {
            return None;
        }
        let end = start + word.len();
        let mut spaces = 0;
        let from = at;
        while all.get(at).is_some_and(|letter| letter.at < end) {
            if at > from {
                let gap = all[at].before;
                is_one_run &= gap.length == 0;
                if gap.length > 3 || gap.length > 0 && texture == Texture::Binary {
                    return None;
                }
                spaced.1 += 1;
                if gap.has_space {
                    spaces += 1;
                    spaced.0 += usize::from(gap.length == 1);
                }
            }
            last = at;
            at += 1;
        }
        // `Anna Maria` for `Annamaria`; a word by itself must be whole.
        let most = usize::from(word_count > 1);
        if spaces > most && spaced.0 != spaced.1 {
            return None;
        }
        if spelling.open[place] {
            while all.get(at).is_some_and(|letter| letter.before.length == 0) {
                last = at;
                at += 1;
            }
        }
    }
    let count = last + 1 - first;
    let is_unmistakable = is_one_run && word_count > 1 && count >= UNMISTAKABLE && texture == Texture::Text;
    (is_unmistakable || begins(all, first, texture) && ends(all, last, texture)).then_some(last)
}

/// Among bytes of any sort, one that is no ASCII is a letter by chance.
fn is_no_letter(letter: &PlacedLetter, texture: Texture) -> bool {
    texture == Texture::Binary && !letter.original.is_ascii()
}

fn begins(all: &[PlacedLetter], first: usize, texture: Texture) -> bool {
    let is_begin_behind =
        |before: &PlacedLetter| is_no_letter(before, texture) || is_edge(before.original, all[first].original);
    first == 0 || all[first].before.length > 0 || is_begin_behind(&all[first - 1])
}

fn ends(all: &[PlacedLetter], last: usize, texture: Texture) -> bool {
    let is_end_before = |at: usize| {
        let is_end = |next: &PlacedLetter| {
            next.before.length > 0 || is_no_letter(next, texture) || is_edge(all[at - 1].original, next.original)
        };
        all.get(at).is_none_or(is_end)
    };
    // `Wrens`: a genitive, or the whole family.
    is_end_before(last + 1) || all[last + 1].original == 's' && is_end_before(last + 2)
}
