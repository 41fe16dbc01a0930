//! A text in the form in which quotations are compared with it, and where each of its characters comes from.

use std::ops::Range;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// A text without what type-setting adds to it: one space between words, plain quotation marks, one sort of dash.
#[derive(Debug, Clone)]
pub struct Normal {
    text: String,
    /// For each byte of `text`, the bytes of the original that it stands for.
    from: Vec<(u32, u32)>,
    /// The bytes of `text` at which a word may begin or end, in order: looked for when somebody asks.
    bounds: OnceLock<Vec<usize>>,
}

impl Normal {
    /// The normal form of `original`.
    pub fn new(original: &str) -> Self {
        let mut writer = NormalWriter::default();
        for (start, cluster) in clusters(original) {
            let span = (offset(start), offset(start + cluster.len()));
            match cluster.is_ascii() {
                true => cluster.chars().for_each(|c| writer.push(c, span)),
                false => cluster.nfc().for_each(|c| writer.push(c, span)),
            }
        }
        let (text, from) = writer.finish();
        Self { text, from, bounds: OnceLock::new() }
    }

    /// The normal form.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where in the original the bytes `range` of the normal form come from.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let Some(last) = range.end.checked_sub(1).filter(|_| range.start < range.end) else {
            let at = self.from.get(range.start).map_or(0, |(start, _)| *start as usize);
            return at..at;
        };
        self.from[range.start].0 as usize..self.from[last].1 as usize
    }

    /// Whether a word may begin or end at this byte: `art` does not stand in `party`.
    pub fn is_bound(&self, at: usize) -> bool {
        let all = || self.text.split_word_bound_indices().map(|(at, _)| at).chain([self.text.len()]).collect();
        self.bounds.get_or_init(all).binary_search(&at).is_ok()
    }

    /// The words, as ranges of the normal form: what stands between spaces.
    pub fn words(&self) -> impl Iterator<Item = Range<usize>> {
        self.split(&[' '])
    }

    /// The words cut at dashes, too, for comparing wordings: `tonight—and` is two words.
    pub fn pieces(&self) -> impl Iterator<Item = Range<usize>> {
        self.split(&[' ', '-'])
    }

    fn split(&self, ends: &'static [char]) -> impl Iterator<Item = Range<usize>> {
        let mut start = 0;
        self.text.split_inclusive(ends).filter_map(move |word| {
            let range = start..start + word.trim_end_matches(' ').len();
            start += word.len();
            (!range.is_empty()).then_some(range)
        })
    }
}

/// Whether two quotations say the same in the eyes of a comparison: what type-setting adds doesn't count.
pub fn same_words(a: &str, b: &str) -> bool {
    a == b || Normal::new(a).as_str() == Normal::new(b).as_str()
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Each character with the marks that combine with it, and where it stands.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut starts = text.char_indices().filter(|(_, c)| !is_combining_mark(*c)).map(|(at, _)| at).peekable();
    // Marks without a character before them are their own cluster.
    let mut first = text.chars().next().is_some_and(is_combining_mark).then_some(0);
    std::iter::from_fn(move || {
        let start = first.take().or_else(|| starts.next())?;
        let end = starts.peek().copied().unwrap_or(text.len());
        Some((start, &text[start..end]))
    })
}

/// Writes the normal form character by character; a run of dashes or of white space waits until it is whole.
#[derive(Default)]
struct NormalWriter {
    text: String,
    from: Vec<(u32, u32)>,
    space: Option<(u32, u32)>,
    dash: Option<Dash>,
}

/// A run of dashes that is not written yet.
struct Dash {
    span: (u32, u32),
    /// Whether it can only be a dash between words, not a hyphen within one.
    is_long: bool,
    space_before: Option<(u32, u32)>,
}

impl NormalWriter {
    fn push(&mut self, c: char, span: (u32, u32)) {
        if is_invisible(c) {
            return;
        }
        if c.is_whitespace() {
            let space = self.space.get_or_insert(span);
            space.1 = span.1;
            return;
        }
        if let Some(is_long) = dash(c) {
            if let (Some(dash), None) = (&mut self.dash, self.space) {
                dash.span.1 = span.1;
                dash.is_long = true;
            } else {
                self.settle();
                let space_before = self.space.take();
                self.dash = Some(Dash { span, is_long, space_before });
            }
            return;
        }
        self.settle();
        if let Some(space) = self.space.take() {
            self.write(' ', space);
        }
        match c {
            '‘' | '’' | '‚' | '‛' | '′' | '‵' | '`' | '´' | 'ʼ' | 'ʹ' | '‹' | '›' | '＇' => {
                self.write('\'', span);
            }
            '“' | '”' | '„' | '‟' | '″' | '‶' | '«' | '»' | '＂' => self.write('"', span),
            '…' => "...".chars().for_each(|c| self.write(c, span)),
            '\u{fb00}'..='\u{fb06}' => std::iter::once(c).nfkc().for_each(|c| self.write(c, span)),
            c => self.write(c, span),
        }
    }

    /// Writes the dash that waits, now that it is known what follows it.
    fn settle(&mut self) {
        let Some(dash) = self.dash.take() else { return };
        let is_between_spaces = dash.space_before.is_some() && self.space.is_some();
        let joins = dash.is_long || is_between_spaces;
        if joins {
            self.space = None;
        } else if let Some(space) = dash.space_before {
            self.write(' ', space);
        }
        self.write('-', dash.span);
    }

    fn write(&mut self, c: char, span: (u32, u32)) {
        if c == ' ' && (self.text.is_empty() || self.text.ends_with(' ')) {
            return;
        }
        self.text.push(c);
        self.from.extend(std::iter::repeat_n(span, c.len_utf8()));
    }

    fn finish(mut self) -> (String, Vec<(u32, u32)>) {
        self.settle();
        (self.text, self.from)
    }
}

/// Soft hyphens, zero-width characters and marks of direction: there for the line, not for the reader.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether it is a dash, and then whether it can't be a hyphen.
fn dash(c: char) -> Option<bool> {
    match c {
        '-' | '\u{2010}' | '\u{2011}' | '－' => Some(false),
        '\u{2012}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(text: &str) -> String {
        Normal::new(text).as_str().to_owned()
    }

    #[test]
    fn type_setting_does_not_count() {
        assert_eq!(normal("  I \u{a0} resign\n\ttonight "), "I resign tonight");
        assert_eq!(normal("“I’m ‘done’”"), "\"I'm 'done'\"");
        assert_eq!(normal("the ﬁrst oﬃce"), "the first office");
        assert_eq!(normal("re\u{ad}sign\u{200b}ed"), "resigned");
        assert_eq!(normal("re\u{301}sume\u{301}"), "résumé");
        assert_eq!(normal(""), "");
        assert_eq!(normal("\u{301}a"), "\u{301}a");
    }

    #[test]
    fn dashes_between_words_are_one_sort_and_hyphens_stay() {
        for dashed in ["boats—and", "boats – and", "boats -- and", "boats - and", "boats--and", "boats —and"] {
            assert_eq!(normal(dashed), "boats-and", "{dashed}");
        }
        assert_eq!(normal("well-known"), "well-known");
        assert_eq!(normal("two- and three-year"), "two- and three-year");
        assert_eq!(normal("—"), "-");
    }

    #[test]
    fn ellipses_are_three_full_stops() {
        assert_eq!(normal("so… and"), "so... and");
    }

    #[test]
    fn every_byte_knows_where_it_comes_from() {
        let text = "The  ﬁrst “oﬃce” — re\u{301}sume\u{301}…";
        let normal = Normal::new(text);
        for word in ["first", "\"office\"", "résumé...", "The"] {
            let at = normal.as_str().find(word).unwrap();
            let original = &text[normal.original(at..at + word.len())];
            assert_eq!(Normal::new(original).as_str(), word);
        }
        assert_eq!(normal.original(0..0), 0..0);
        assert_eq!(normal.from.len(), normal.as_str().len());
    }

    proptest::proptest! {
        #[test]
        fn normal_forms_are_their_own_and_lead_back_into_the_text(text in "(?s).{0,80}") {
            let normal = Normal::new(&text);
            proptest::prop_assert_eq!(normal.from.len(), normal.as_str().len());
            for (start, end) in &normal.from {
                proptest::prop_assert!(text.is_char_boundary(*start as usize) && text.is_char_boundary(*end as usize));
            }
        }
    }
}
