//! Sentences of running text: which is first, and which stand without a citation.

use super::field_types::unbalanced_direction;
use crate::diagnostic::Span;
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
    pub fn uncited(&self) -> Vec<Span> {
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
        sentences(&self.text).filter(is_uncited).map(span).collect()
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

/// More than a sentence that stands in for a summary; whoever writes longer ones writes a summary.
const LONGEST_FIRST: usize = 2_000;

/// How many bytes of `text` its first sentence takes.
pub fn first(text: &str) -> usize {
    let line = text.lines().next().unwrap_or_default();
    let line = &line[..line.floor_char_boundary(LONGEST_FIRST)];
    sentences(line).next().map_or(0, |(_, sentence)| sentence.len())
}

/// Sentences by UAX #29, joined again where a break follows an abbreviation or an initial.
fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut pieces = text.split_sentence_bound_indices().peekable();
    std::iter::from_fn(move || {
        let (start, mut sentence) = pieces.next()?;
        while let Some((at, piece)) = pieces.next_if(|(_, piece)| ends_in_abbreviation(sentence) || goes_on(piece)) {
            sentence = &text[start..at + piece.len()];
        }
        Some((start, sentence))
    })
}

/// Whether a sentence goes on here, as after a quotation: "Who?" asked the chair.
fn goes_on(piece: &str) -> bool {
    piece.starts_with(char::is_lowercase)
}

fn ends_in_abbreviation(sentence: &str) -> bool {
    const ABBREVIATIONS: &[&str] = &[
        "Mr", "Mrs", "Ms", "Mx", "Messrs", "Dr", "Drs", "Prof", "St", "Sen", "Sens", "Rep", "Reps", "Gov", "Gen",
        "Col", "Capt", "Lt", "Sgt", "Cpl", "Maj", "Cmdr", "Adm", "Det", "Rev", "Fr", "Hon", "Mt", "Ft", "No", "no",
        "Nos", "nos", "v", "vs", "p", "pp", "cf", "ca", "al", "Art", "Sec", "Fig", "Vol", "vol", "Inc", "Ltd", "Corp",
        "Co", "Bros", "Jr", "Sr", "Jan", "Feb", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "approx", "est",
    ];
    let Some(stem) = sentence.trim_end().strip_suffix('.') else { return false };
    let word = stem.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let initials = word.contains('.')
        && word.split('.').all(|part| part.chars().count() == 1)
        && sentence.ends_with(' ')
        && word.chars().count() <= 3;
    ABBREVIATIONS.contains(&word) || initial || initials
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uncited(text: &str) -> Vec<String> {
        let mut paragraph = Paragraph::default();
        for (index, part) in text.split('§').enumerate() {
            if index > 0 {
                paragraph.support();
            }
            let at = text.split('§').take(index).map(|part| part.len() + '§'.len_utf8()).sum();
            paragraph.push(part, Span::new(at, at + part.len()));
        }
        paragraph.uncited().iter().map(|span| text[span.start..span.end].to_owned()).collect()
    }

    #[test]
    fn a_citation_covers_its_sentence_inside_or_behind() {
        assert!(uncited("The warden left §. She said so. § The end§.").is_empty());
        assert_eq!(uncited("She left. He stayed §."), ["She left."]);
        assert_eq!(uncited("She left. § He stayed."), ["He stayed."]);
        assert!(uncited("The board decided three things:").is_empty());
    }

    #[test]
    fn titles_and_initials_end_no_sentence() {
        assert!(uncited("Mr. Vale met J. R. Bloom at St. Anne's §.").is_empty());
        assert!(uncited("“Who is there?” asked Sgt. Vale §.").is_empty());
        assert_eq!(first("Dr. Bloom left. She was tired.\n"), "Dr. Bloom left. ".len());
    }
}
