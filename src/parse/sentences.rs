//! Sentences of running text: which is first, and which stand without a citation.

use super::field_types::unbalanced_direction;
use crate::diagnostic::Span;
use crate::words::SentenceWords;
use unicode_segmentation::UnicodeSegmentation;

/// The text of one paragraph, and where each stretch of it stands in the file.
#[derive(Debug, Default)]
pub struct Paragraph {
    text: String,
    stretches: Vec<(usize, Span)>,
    /// Where in the text a citation stands, or a link to something with sources.
    supports: Vec<usize>,
}

impl Paragraph {
    /// Adds words that stand there in the file.
    pub fn push(&mut self, words: &str, at: Span) {
        self.stretches.push((self.text.len(), at));
        self.text.push_str(words);
    }

    /// Notes a citation here, or what stands for one.
    pub fn support(&mut self) {
        self.supports.push(self.text.len());
    }

    /// The first sign that turns the reading direction and isn't closed, or closes nothing, and where it stands.
    pub fn unbalanced_direction(&self) -> Option<(char, Span)> {
        let bad = unbalanced_direction(&self.text)?;
        let start = self.in_file(self.text.find(bad)?);
        Some((bad, Span::new(start, start + bad.len_utf8())))
    }

    /// Where the sentences stand that have neither a citation in them nor one right behind them.
    pub fn uncited(&self, words: &SentenceWords) -> Vec<Span> {
        if self.is_covered() { Vec::new() } else { self.uncited_sentences(words) }
    }

    /// Whether there is a citation behind the first letter of each stretch that ends where a sentence may end. Then each
    /// sentence has one, wherever sentences end: finding that out takes longer than all else that is done with a text.
    fn is_covered(&self) -> bool {
        let mut supports = self.supports.iter().copied().peekable();
        let mut start = 0;
        self.text.split_inclusive(may_end_sentence).all(|stretch| {
            let first = stretch.find(char::is_alphanumeric).map(|at| start + at);
            start += stretch.len();
            first.is_none_or(|first| {
                while supports.next_if(|at| *at <= first).is_some() {}
                supports.peek().is_some_and(|at| *at <= start)
            })
        })
    }

    fn uncited_sentences(&self, words: &SentenceWords) -> Vec<Span> {
        let is_uncited = |(start, sentence): &(usize, &str)| {
            // What stands where a sentence begins belongs to the one before.
            let is_supported = self.supports.iter().any(|at| *start < *at && *at <= start + sentence.len());
            // It leads to a list or a quotation, which has its own citations.
            let leads_on = sentence.trim_end().ends_with(':');
            !is_supported && !leads_on && sentence.contains(char::is_alphanumeric)
        };
        let span = |(start, sentence): (usize, &str)| {
            let begin = start + sentence.len() - sentence.trim_start().len();
            Span::new(self.in_file(begin), self.in_file(start + sentence.trim_end().len()))
        };
        sentences(&self.text, words).filter(is_uncited).map(span).collect()
    }

    fn in_file(&self, offset: usize) -> usize {
        let next = self.stretches.partition_point(|(start, _)| *start <= offset);
        // Typographic quotation marks and dashes are longer than what was typed.
        next.checked_sub(1).map_or(0, |index| {
            let (start, at) = self.stretches[index];
            (at.start + offset - start).min(at.end)
        })
    }
}

/// Whether a sentence may end behind this character, by UAX #29 and beyond it.
fn may_end_sentence(c: char) -> bool {
    match c {
        '.' | '!' | '?' | '\n' | '\r' => true,
        '‘' | '’' | '“' | '”' | '–' | '—' | '\u{a0}' => false,
        c => !c.is_ascii() && !c.is_alphanumeric(),
    }
}

/// More than a sentence that stands in for a summary; whoever writes longer ones writes a summary.
const LONGEST_FIRST: usize = 2_000;

/// How many bytes of `text` its first sentence takes.
pub fn first(text: &str, words: &SentenceWords) -> usize {
    let line = text.lines().next().unwrap_or_default();
    let line = &line[..line.floor_char_boundary(LONGEST_FIRST)];
    sentences(line, words).next().map_or(0, |(_, sentence)| sentence.len())
}

/// Sentences by UAX #29, joined again where a break follows an abbreviation or an initial.
fn sentences<'t>(text: &'t str, words: &SentenceWords) -> impl Iterator<Item = (usize, &'t str)> {
    let mut pieces = text.split_sentence_bound_indices().peekable();
    std::iter::from_fn(move || {
        let (start, mut sentence) = pieces.next()?;
        let goes_on = |sentence: &str, piece: &str| words.ends_in_abbreviation(sentence) || begins_small(piece);
        while let Some((at, piece)) = pieces.next_if(|(_, piece)| goes_on(sentence, piece)) {
            sentence = &text[start..at + piece.len()];
        }
        Some((start, sentence))
    })
}

/// Whether a sentence goes on here, as after a quotation: "Who?" asked the chair.
fn begins_small(piece: &str) -> bool {
    piece.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Paragraph {
        let mut paragraph = Paragraph::default();
        for (index, part) in text.split('§').enumerate() {
            if index > 0 {
                paragraph.support();
            }
            let at = text.split('§').take(index).map(|part| part.len() + '§'.len_utf8()).sum();
            paragraph.push(part, Span::new(at, at + part.len()));
        }
        paragraph
    }

    fn uncited(text: &str) -> Vec<String> {
        paragraph(text).uncited(&english()).iter().map(|span| text[span.start..span.end].to_owned()).collect()
    }

    fn english() -> SentenceWords {
        crate::words::Words::english().sentences
    }

    #[test]
    fn a_citation_covers_its_sentence_inside_or_behind() {
        assert!(uncited("The warden left §. She said so. § The end§.").is_empty());
        assert_eq!(uncited("She left. He stayed §."), ["She left."]);
        assert_eq!(uncited("She left. § He stayed."), ["He stayed."]);
        assert!(uncited("The board decided three things:").is_empty());
    }

    #[test]
    fn what_is_covered_has_no_uncited_sentence() {
        assert!(paragraph("The warden left §. “She said so” §.").is_covered());
        // Every short text of these pieces.
        const PIECES: &[&str] = &["a", "B", " ", ". ", "。", "”", "§", "…", "Mr.", "?"];
        let (words, mut covered) = (english(), 0);
        for number in 0..PIECES.len().pow(5) {
            let piece = |place: u32| PIECES[number / PIECES.len().pow(place) % PIECES.len()];
            let text: String = (0..5).map(piece).collect();
            let paragraph = paragraph(&text);
            if paragraph.is_covered() {
                covered += 1;
                assert!(paragraph.uncited_sentences(&words).is_empty(), "{text}");
            }
        }
        assert!(covered > 1_000, "{covered}");
    }

    #[test]
    fn titles_and_initials_end_no_sentence() {
        assert!(uncited("Mr. Vale met J. R. Bloom at St. Anne's §.").is_empty());
        assert!(uncited("“Who is there?” asked Sgt. Vale §.").is_empty());
        assert_eq!(first("Dr. Bloom left. She was tired.\n", &english()), "Dr. Bloom left. ".len());
    }
    /// Each language has its own: what ends no sentence in one may end one in another.
    #[test]
    fn abbreviations_are_the_languages() {
        for (tag, text) in [
            ("es", "Dña. Ana firmó el núm. 3 del art. 5 de los EE. UU. y Y/J.M. Vale lo leyó."),
            ("fr", "L’art. 3 et le no 5 visent M. Vale, Mme Bloom et S. Exc. Mgr Soto (cf. p. 4)."),
            ("ar", "قال د. أحمد إن المادة ٣ لا تنطبق."),
        ] {
            let words = crate::words::Words::built_in(tag).expect("a catalogue").sentences;
            assert_eq!(first(text, &words), text.len(), "{tag}");
        }
        let spanish = crate::words::Words::built_in("es").expect("a catalogue").sentences;
        assert_eq!(first("Firmó Mr. Bloom. Y se fue.", &spanish), "Firmó Mr. ".len());
        assert_eq!(first("¿Quién firmó? Nadie lo sabe.", &spanish), "¿Quién firmó? ".len());
    }
}
