//! The passage of a text that comes closest to a quotation. It is shown when the quotation isn't in the text, and never
//! taken for it.

use super::normal::Normal;
use super::pattern::{Atom, QuotePattern};
use std::ops::Range;

/// The passage that comes nearest to a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosestMatch {
    /// Bytes of the text's normal form.
    pub range: Range<usize>,
    /// How many of the quotation's words stand in it, in their order.
    pub shared: usize,
    /// How many words the quotation has.
    pub of: usize,
}

/// Fewer shared words than these may be chance.
const FEWEST: usize = 3;

/// The passage of `text` that shares most words with `quote` in their order: at least three, and three of five.
pub fn closest_match(quote: &str, text: &Normal) -> Option<ClosestMatch> {
    let sought = sought(quote);
    let ranges: Vec<Range<usize>> = text.pieces().collect();
    let stands: Vec<String> = ranges.iter().map(|at| key(&text.as_str()[at.clone()])).collect();
    let best = align(&sought, &stands)?;
    let of = sought.len();
    if best.shared < FEWEST || best.shared * 5 < of * 3 {
        return None;
    }
    // Where the quotation goes on and the text says something else, as many of the text's words show what.
    let first = best.text.start.saturating_sub(best.quote.start);
    let last = (best.text.end + (of - best.quote.end)).min(ranges.len());
    let whole = ranges[first].start..ranges[last - 1].end;
    // A mark at either end is the sentence's around the passage, unless the quotation has one there.
    let bare = bare(text, whole.clone());
    let begins_with_mark = !quote.starts_with(char::is_alphanumeric);
    let ends_with_mark = !quote.ends_with(char::is_alphanumeric);
    let range =
        if begins_with_mark { whole.start } else { bare.start }..if ends_with_mark { whole.end } else { bare.end };
    Some(ClosestMatch { range, shared: best.shared, of })
}

/// A statement and what another text makes of it, where the two have words in common and part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPassage {
    /// Bytes of the statement's normal form.
    pub statement: Range<usize>,
    /// Bytes of the text's normal form.
    pub text: Range<usize>,
}

/// Where `text` says what `statement` says, and how far the two go side by side: at least six shared words, and three
/// of five. What only one of them has before or after that is no difference in wording.
pub fn shared_passage(statement: &Normal, text: &Normal) -> Option<SharedPassage> {
    let rows = |normal: &Normal| -> (Vec<Range<usize>>, Vec<String>) {
        normal.pieces().map(|at| (at.clone(), key(&normal.as_str()[at]))).unzip()
    };
    let (of_statement, sought) = rows(statement);
    let (of_text, stands) = rows(text);
    let core = align(&sought, &stands)?;
    if core.shared < 2 * FEWEST || core.shared * 5 < core.quote.len().max(core.text.len()) * 3 {
        return None;
    }
    Some(SharedPassage {
        statement: bare(statement, of_statement[core.quote.start].start..of_statement[core.quote.end - 1].end),
        text: bare(text, of_text[core.text.start].start..of_text[core.text.end - 1].end),
    })
}

/// The range without the punctuation marks at its ends.
fn bare(text: &Normal, range: Range<usize>) -> Range<usize> {
    let words = &text.as_str()[range.clone()];
    let is_mark = |c: char| !c.is_alphanumeric();
    let start = words.len() - words.trim_start_matches(is_mark).len();
    let end = words.trim_end_matches(is_mark).len();
    range.start + start..range.start + end.max(start)
}

/// The quotation's own words; what stands in brackets is the editor's.
fn sought(quote: &str) -> Vec<String> {
    let mut text = String::new();
    for part in QuotePattern::edited(quote).parts {
        for atom in part {
            match atom {
                Atom::Literal(literal) => text.push_str(&literal),
                Atom::Letter(letter) => text.push(letter),
                Atom::Ending(inside) => text.push_str(&inside),
                Atom::Words(_) | Atom::Remark(_) => text.push(' '),
            }
        }
        text.push(' ');
    }
    text.split([' ', '-']).map(key).filter(|word| !word.is_empty()).collect()
}

/// A word without case and punctuation around it.
fn key(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Which words of the quotation and of the text were laid side by side.
#[derive(Clone, Default)]
struct Aligned {
    score: i32,
    shared: usize,
    quote: Range<usize>,
    text: Range<usize>,
}

/// The best local alignment of two rows of words: two for a shared one, one less for each that only one has.
///
/// One row of the table at a time, so that a book costs no more memory than an article.
fn align(quote: &[String], text: &[String]) -> Option<Aligned> {
    let mut best: Option<Aligned> = None;
    let mut above = vec![Aligned::default(); quote.len() + 1];
    for (row, word) in text.iter().enumerate() {
        let mut current = Vec::with_capacity(above.len());
        current.push(Aligned::default());
        for (column, sought) in quote.iter().enumerate() {
            let diagonal = &above[column];
            let is_same = sought == word;
            let mut cell = if diagonal.score == 0 {
                Aligned { quote: column..column, text: row..row, ..Aligned::default() }
            } else {
                diagonal.clone()
            };
            cell.score += if is_same { 2 } else { -1 };
            cell.shared += usize::from(is_same);
            cell.quote.end = column + 1;
            cell.text.end = row + 1;
            for neighbour in [&above[column + 1], &current[column]] {
                if neighbour.score - 1 > cell.score {
                    cell = neighbour.clone();
                    cell.score -= 1;
                }
            }
            if cell.score <= 0 {
                cell = Aligned::default();
            } else if is_same && best.as_ref().is_none_or(|best| cell.score > best.score) {
                best = Some(cell.clone());
            }
            current.push(cell);
        }
        above = current;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The board met. “It may be the wrong place to be, as independent inquiries pursue the facts in \
        this matter,” she said. Nobody answered.";

    fn nearest(quote: &str) -> Option<&'static str> {
        let normal = Normal::new(TEXT);
        closest_match(quote, &normal).map(|closest_match| &TEXT[normal.original(closest_match.range)])
    }

    #[test]
    fn the_passage_that_shares_most_words() {
        assert_eq!(
            nearest("the wrong place to be as an independent inquiry pursues the facts"),
            Some("the wrong place to be, as independent inquiries pursue the facts")
        );
        assert_eq!(nearest("pursue the facts in that affair"), Some("pursue the facts in this matter"));
    }

    #[test]
    fn passages_are_compared_as_far_as_they_go_together() {
        let statement = Normal::new(
            "Nobody doubts that it may be the wrong place to be as an inquiry pursues the facts in the matter, Bloom says",
        );
        let normal = Normal::new(TEXT);
        let shared_passage = shared_passage(&statement, &normal).unwrap();
        assert_eq!(
            &TEXT[normal.original(shared_passage.text)],
            "It may be the wrong place to be, as independent inquiries pursue the facts in this matter"
        );
        assert_eq!(
            &statement.as_str()[shared_passage.statement],
            "it may be the wrong place to be as an inquiry pursues the facts in the matter"
        );
        assert_eq!(super::shared_passage(&Normal::new("the board met again"), &normal), None);
    }

    #[test]
    fn what_shares_little_is_not_near() {
        assert_eq!(nearest("it was a bright cold day in April and the clocks struck"), None);
        assert_eq!(nearest("the facts"), None);
        assert_eq!(nearest(""), None);
    }
}
