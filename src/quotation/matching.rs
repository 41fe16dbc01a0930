//! Where a quotation stands in a text.

use super::normal::Normal;
use super::pattern::{Atom, QuotePattern};
use std::ops::Range;

/// One place where a quotation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Its parts between omissions, as bytes of the text's normal form; at least one.
    pub parts: Vec<Range<usize>>,
    /// What each bracket of the editor stands for: the editor's words, and those of the text, if any.
    pub brackets: Vec<(String, String)>,
}

impl Match {
    /// From its first word to its last.
    pub fn whole(&self) -> Range<usize> {
        self.parts.first().map_or(0, |part| part.start)..self.parts.last().map_or(0, |part| part.end)
    }

    /// How many words of the text its omissions leave out.
    pub fn omitted_words(&self, text: &Normal) -> usize {
        self.parts.windows(2).map(|pair| text.as_str()[pair[0].end..pair[1].start].split_whitespace().count()).sum()
    }
}

/// Every place in `text` where `quote` stands, in order; none where it doesn't.
///
/// An ellipsis and brackets may be the source's own. Only if they are not are they taken for the editor's.
pub fn matches(quote: &str, text: &Normal) -> Vec<Match> {
    let literal = all(&QuotePattern::literal(quote), text);
    if literal.is_empty() { all(&QuotePattern::edited(quote), text) } else { literal }
}

/// Of matches that end alike, the one that begins last: nobody means to leave out more than need be.
fn all(pattern: &QuotePattern, text: &Normal) -> Vec<Match> {
    let Some((first, others)) = pattern.parts.split_first() else { return Vec::new() };
    let mut found: Vec<Match> = Vec::new();
    for start in starts(first, text, true) {
        let Some(head) = part_at(first, text, start, true) else { continue };
        if found.last().is_some_and(|earlier| others.is_empty() && head.range.start < earlier.whole().end) {
            continue;
        }
        let mut whole = Match { parts: vec![head.range], brackets: head.brackets };
        if !others.iter().all(|part| append(&mut whole, part, text)) {
            continue;
        }
        match found.last_mut() {
            Some(earlier) if earlier.whole().end == whole.whole().end => *earlier = whole,
            Some(earlier) if whole.whole().start < earlier.whole().end => {}
            _ => found.push(whole),
        }
    }
    found
}

/// Adds the first place of `part` after what is matched already.
fn append(whole: &mut Match, part: &[Atom], text: &Normal) -> bool {
    let after = whole.whole().end;
    let next = starts(part, text, false).filter(|start| *start >= after).find_map(|at| part_at(part, text, at, false));
    let Some(next) = next else { return false };
    whole.parts.push(next.range);
    whole.brackets.extend(next.brackets);
    true
}

/// Where a part might begin: where a word may, and its first letter stands.
fn starts<'a>(part: &'a [Atom], text: &'a Normal, is_first: bool) -> impl Iterator<Item = usize> + 'a {
    let first = match part.first() {
        Some(Atom::Literal(literal)) => literal.chars().next(),
        Some(Atom::Letter(letter)) => Some(*letter),
        _ => None,
    };
    let is_letter = matches!(part.first(), Some(Atom::Letter(_)));
    text.as_str().char_indices().filter_map(move |(at, c)| {
        let fits = first.is_none_or(|first| c == first || (is_first || is_letter) && same_but_for_case(c, first));
        (fits && text.is_bound(at)).then_some(at)
    })
}

/// A part that stands somewhere.
struct PlacedPart {
    range: Range<usize>,
    brackets: Vec<(String, String)>,
}

fn part_at(part: &[Atom], text: &Normal, start: usize, is_first: bool) -> Option<PlacedPart> {
    let mut brackets = Vec::new();
    let end = step(part, text, start, is_first, &mut brackets)?;
    brackets.reverse();
    Some(PlacedPart { range: start..end, brackets })
}

/// More words of the source than these no editor replaces with one bracket.
const MOST_REPLACED: usize = 6;

/// Where the atoms end if they stand at `at`; what brackets stand for is noted from the last to the first.
fn step(
    atoms: &[Atom],
    text: &Normal,
    at: usize,
    case_may_differ: bool,
    brackets: &mut Vec<(String, String)>,
) -> Option<usize> {
    let Some((atom, others)) = atoms.split_first() else { return text.is_bound(at).then_some(at) };
    let rest = text.as_str().get(at..)?;
    match atom {
        Atom::Literal(literal) => {
            let length = prefix(rest, literal, case_may_differ)?;
            step(others, text, at + length, false, brackets)
        }
        Atom::Letter(letter) => {
            let stands = rest.chars().next().filter(|c| same_but_for_case(*c, *letter))?;
            let end = step(others, text, at + stands.len_utf8(), false, brackets)?;
            brackets.push((letter.to_string(), stands.to_string()));
            Some(end)
        }
        Atom::Ending(inside) => {
            let letters = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '\'').map(char::len_utf8);
            let lengths = std::iter::once(0).chain(letters.scan(0, |total, length| {
                *total += length;
                Some(*total)
            }));
            for length in lengths {
                if let Some(end) = step(others, text, at + length, false, brackets) {
                    brackets.push((inside.clone(), rest[..length].to_owned()));
                    return Some(end);
                }
            }
            None
        }
        Atom::Remark(_) => step(others, text, at + gap(rest, others), false, brackets),
        Atom::Words(inside) => {
            let mut length = 0;
            for _ in 0..=MOST_REPLACED {
                let after = at + length + gap(&rest[length..], others);
                if let Some(end) = step(others, text, after, false, brackets) {
                    brackets.push((inside.clone(), rest[..length].trim().to_owned()));
                    return Some(end);
                }
                length += next_word(&rest[length..])?;
            }
            None
        }
    }
}

/// The space between a bracket and what follows it, unless that begins with a punctuation mark or another bracket.
fn gap(rest: &str, others: &[Atom]) -> usize {
    match others.first() {
        Some(Atom::Literal(literal)) if !literal.starts_with(char::is_alphanumeric) => 0,
        Some(Atom::Words(_) | Atom::Remark(_)) => 0,
        _ => usize::from(rest.starts_with(' ')),
    }
}

/// The bytes of the next word with the space before it; a punctuation mark at its end may belong to the quotation.
fn next_word(rest: &str) -> Option<usize> {
    let space = rest.len() - rest.trim_start().len();
    let word = rest[space..].split(' ').next().filter(|word| !word.is_empty())?;
    let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    Some(space + if bare.is_empty() { word.len() } else { bare.len() })
}

/// The bytes of `text` that `literal` takes at its beginning; the case of its first letter may differ.
fn prefix(text: &str, literal: &str, case_may_differ: bool) -> Option<usize> {
    if text.starts_with(literal) {
        return Some(literal.len());
    }
    let (at, first) = literal.char_indices().find(|(_, c)| c.is_alphanumeric()).filter(|_| case_may_differ)?;
    let stands = text.strip_prefix(&literal[..at])?.chars().next().filter(|c| same_but_for_case(*c, first))?;
    let rest = &literal[at + first.len_utf8()..];
    text[at + stands.len_utf8()..].starts_with(rest).then(|| at + stands.len_utf8() + rest.len())
}

/// Most letters of most texts are ASCII, for which no table is needed.
pub(super) fn same_but_for_case(a: char, b: char) -> bool {
    if a.is_ascii() && b.is_ascii() {
        a.eq_ignore_ascii_case(&b)
    } else {
        a == b || a.to_lowercase().eq(b.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The warden, Ida Bloom, said on Monday: “I’m done. I resign tonight — and I won’t come back.”\n\n\
        She resigned at nine. “I resign tonight”, the radio repeated. The party of art lovers was loud.";

    fn found(quote: &str) -> Vec<String> {
        found_in(quote, TEXT)
    }

    fn found_in(quote: &str, text: &str) -> Vec<String> {
        let normal = Normal::new(text);
        matches(quote, &normal).iter().map(|m| text[normal.original(m.whole())].to_owned()).collect()
    }

    #[test]
    fn exact_words_stand_where_they_stand() {
        assert_eq!(found("I'm done."), ["I’m done."]);
        assert_eq!(found("I resign tonight"), ["I resign tonight", "I resign tonight"]);
        assert_eq!(found("tonight--and I won't"), ["tonight — and I won’t"]);
        assert_eq!(found("come back.\" She resigned"), ["come back.”\n\nShe resigned"]);
    }

    #[test]
    fn nothing_else_is_forgiven() {
        for wrong in ["I'm done, I resign", "I resign to-night", "i resign TONIGHT", "I resigns tonight", "Im done", ""]
        {
            assert!(found(wrong).is_empty(), "{wrong}");
        }
    }

    #[test]
    fn only_the_first_letters_case_may_differ() {
        assert_eq!(found("she resigned"), ["She resigned"]);
        assert_eq!(found("Resign tonight"), ["resign tonight", "resign tonight"]);
        assert!(found("she Resigned").is_empty());
        assert_eq!(found("\"i resign tonight\""), ["“I resign tonight”"]);
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(found("art"), ["art"]);
        assert!(found("esign").is_empty());
        assert!(found("I won").is_empty());
        assert_eq!(found_in("東京", "私は東京に住む"), ["東京"]);
    }

    #[test]
    fn an_ellipsis_leaves_words_out_in_order() {
        assert_eq!(found("I'm done … won't come back"), ["I’m done. I resign tonight — and I won’t come back"]);
        assert_eq!(found("The warden […] resigned at nine"), [&TEXT[..TEXT.find(". “I resign").unwrap()]]);
        assert!(found("won't come back … I'm done").is_empty());
        assert!(found("I'm done … I'm done").is_empty());
        // Of two beginnings the nearer one is meant.
        assert_eq!(found("I resign … lovers"), ["I resign tonight”, the radio repeated. The party of art lovers"]);
    }

    #[test]
    fn an_ellipsis_or_a_bracket_may_be_the_sources_own() {
        assert_eq!(found_in("I… I resign", "“I… I resign,” she said."), ["I… I resign"]);
        assert_eq!(found_in("their [sic] boat", "It is their [sic] boat."), ["their [sic] boat"]);
    }

    #[test]
    fn brackets_stand_for_the_sources_words() {
        assert_eq!(found("[Bloom] resigned at nine"), ["resigned at nine"]);
        assert_eq!(found("that evening [she] resigned"), [] as [String; 0]);
        assert_eq!(found("[s]he resigned"), ["She resigned"]);
        assert_eq!(found("She resign[s] at nine"), ["She resigned at nine"]);
        assert_eq!(found("said on [5 April]: \"I'm done"), ["said on Monday: “I’m done"]);
        assert_eq!(found("I resign [sic] tonight, the"), [] as [String; 0]);
        assert_eq!(found("The warden [of the harbour], Ida Bloom"), ["The warden, Ida Bloom"]);
        assert!(found("[h]e resigned").is_empty());
    }

    #[test]
    fn what_a_bracket_stands_for_is_told() {
        let normal = Normal::new(TEXT);
        let brackets_of = |quote: &str| matches(quote, &normal).remove(0).brackets;
        assert_eq!(brackets_of("said on [5 April]: \"I'm"), [("5 April".to_owned(), "Monday".to_owned())]);
        assert_eq!(brackets_of("the radio [of the port] repeated"), [("of the port".to_owned(), String::new())]);
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let normal = Normal::new(TEXT);
        assert_eq!(matches("I'm done … won't come back", &normal)[0].omitted_words(&normal), 5);
    }

    proptest::proptest! {
        #[test]
        fn every_run_of_words_stands_in_its_text(text in "([a-zé]{1,6}[ ,.—’]{1,2}){4,12}", from in 0_usize..4, count in 1_usize..4) {
            let normal = Normal::new(&text);
            let words: Vec<_> = normal.words().collect();
            proptest::prop_assume!(words.len() >= from + count);
            let range = words[from].start..words[from + count - 1].end;
            let quote = &text[normal.original(range)];
            proptest::prop_assert!(!matches(quote, &normal).is_empty(), "{quote:?} in {text:?}");
        }

        #[test]
        fn no_quotation_and_no_text_is_too_strange(quote in "(?s).{0,40}", brackets in "[a-zA-Z \\[\\].…]{0,40}", text in "(?s).{0,200}") {
            let normal = Normal::new(&text);
            for quote in [quote.as_str(), brackets.as_str()] {
                for m in matches(quote, &normal) {
                    proptest::prop_assert!(text.get(normal.original(m.whole())).is_some());
                }
            }
        }
    }
}
